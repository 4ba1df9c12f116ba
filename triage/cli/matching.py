"""From what a person types to an entry of the vocabulary: exact, then prefix, then nearly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from triage.vocabulary.text import Text

#: Below this likeness (0 to 100) nothing is suggested.
LIKENESS = 80


class Named(Protocol):
    """Something with an id, a label and other words: a category or a party."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def label(self) -> Text:
        """The label."""

    @property
    def words(self) -> tuple[str, ...]:
        """Other names."""


def by_word(typed: str, entries: Iterable[Named]) -> list[str]:
    """The ids of the entries that bear exactly this name, else of those with a name beginning so."""
    wanted = folded(typed)
    if not wanted:
        return []
    listed = list(entries)
    exact = [entry.id for entry in listed if wanted in names_of(entry)]
    if exact:
        return exact
    if len(wanted) < 3:
        return []
    return [entry.id for entry in listed if any(name.startswith(wanted) for name in names_of(entry))]


def nearly(typed: str, entries: Iterable[Named]) -> list[str]:
    """The ids of up to three entries with a name much like this one, most alike first."""
    from rapidfuzz import fuzz, process

    names = [(name, entry.id) for entry in entries for name in names_of(entry)]
    found = process.extract(
        folded(typed), [name for name, _ in names], scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=12
    )
    return list(dict.fromkeys(names[index][1] for _, _, index in found))[:3]


def names_of(entry: Named) -> set[str]:
    """All names of an entry, folded."""
    return set(_names(entry))


def _names(entry: Named) -> Iterator[str]:
    for name in (entry.id, entry.label.id, entry.label.en, *entry.words):
        yield folded(name)


def folded(words: str) -> str:
    """Lower case, one space between words, hyphens and underscores as spaces."""
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())

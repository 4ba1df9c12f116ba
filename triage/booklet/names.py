"""Ids as people read them: the rulebook's word, the id small beside it, and where the book explains it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import UNKNOWN, Lang
from triage.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Name:
    """``label`` is what people read; ``at`` the anchor in the book, empty if there is none."""

    label: str
    id: str = ""
    at: str = ""

    @property
    def small(self) -> str:
        """The id where it says more than the label already does."""
        same = self.label.casefold().replace("-", " ") == self.id.replace("_", " ").replace("-", " ")
        return "" if same else self.id


class Names:
    """The words of one rulebook in one language."""

    def __init__(self, book: Rulebook, lang: Lang) -> None:
        words = book.vocabulary
        self.lang = lang
        self._categories = words.categories
        self._closed = frozenset(words.labels)
        self._texts: dict[str, Mapping[str, Text]] = {
            "asker": words.askers,
            "role": words.roles,
            "category": {one.id: one.label for one in words.categories.values()},
            "fact": {one.id: one.label for one in words.facts.values()},
            "party": {one.id: one.label for one in words.parties.values()},
            "actor": words.actors,
            "finding": words.findings,
            "notice": words.notices,
            "deadline": {one.id: one.label for one in words.deadlines.values()},
            "requirement": {one.id: one.text for one in book.requirements.values()},
            "document": {one.id: one.text for one in book.documents.values()},
            "source": {one.id: one.title for one in book.sources.values()},
            "rule": {one.id: one.title for one in book.rules},
            "prohibition": {one.id: one.title for one in book.prohibitions},
            "procedure": {one.id: one.title for one in book.procedures},
            **words.labels,
        }

    def of(self, kind: str, id: str) -> Name:
        """The name of an id of one kind; an id without a word is shown as it is."""
        text = self._texts.get(kind, {}).get(id)
        if text is None:
            return Name(id)
        # The few words of the closed sets stand everywhere; their ids are in the glossary alone.
        return Name(text.said(self.lang), "" if kind in self._closed else id, f"{kind}-{id}")

    def all(self, kind: str) -> list[Name]:
        """Every name of a kind with its id, in the order of the rulebook."""
        return [Name(text.said(self.lang), id, f"{kind}-{id}") for id, text in self._texts[kind].items()]

    def person(self, id: str) -> Name:
        """Someone who does a step: a party, one who asks, or another."""
        kinds = ("party", "asker", "actor")
        return self.of(next((kind for kind in kinds if id in self._texts[kind]), "actor"), id)

    def variable(self, name: str) -> Name:
        """A fact, or an attribute (``category.attribute``) with its category."""
        category, dot, attribute = name.partition(".")
        if not dot:
            return self.of("fact", name)
        label = self._categories[category].attributes[attribute].label.said(self.lang)
        return Name(f"{self.of('category', category).label}: {_lower(label)}", name, f"attribute-{name}")

    def value(self, name: str, value: str) -> Name:
        """A value of a fact or an attribute; an attribute's is cut at its explanation."""
        category, dot, attribute = name.partition(".")
        if not dot or value == UNKNOWN:
            return self.of("answer", value)
        label = self._categories[category].attributes[attribute].values[value].said(self.lang)
        return Name(label.partition(":")[0], value, f"value-{name}.{value}")

    def ordered(self, kind: str, ids: Iterable[str]) -> tuple[Name, ...]:
        """The names of ``ids`` in the order of the rulebook."""
        known = list(self._texts[kind])
        return tuple(
            self.of(kind, id) for id in sorted(ids, key=lambda id: (id not in known, known.index(id)))
        )


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]

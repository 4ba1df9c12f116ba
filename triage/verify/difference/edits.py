"""What was written differently in two rulebooks: what came, what went, and which parts of what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from msgspec import Struct

from triage.rulebook.model import Conclusion, Condition, Procedure, Rulebook
from triage.verify.difference.forms import concluded, condition
from triage.vocabulary.open import Vocabulary

How = Literal["added", "removed", "changed"]

#: Parts that are words, or say where words come from; they decide nothing.
_WORDS: Final = frozenset(
    {
        *("title", "because", "text", "label", "about", "words", "ask", "help", "note", "name", "grade"),
        *("criteria", "basis", "codes", "sources", "dissent", "reviewed", "sections", "file"),
    }
)
#: Kinds that are nothing but words.
_ONLY_WORDS: Final = frozenset({"source", "label"})
#: Parts whose order says nothing.
_UNORDERED: Final = frozenset({"overrides", "of", "instead", "words", "can_become", "codes"})
#: Kinds without which a case can no longer be told as before.
_SAID_IN_CASES: Final = frozenset({"category", "attribute", "value", "fact", "asker", "role"})


@dataclass(frozen=True, slots=True)
class Edit:
    """A thing of a rulebook. ``parts``: what changed of it, such as ``title`` and ``steps.surat.by``."""

    kind: str
    id: str
    how: How
    parts: tuple[str, ...] = ()

    @property
    def words(self) -> bool:
        """Whether nothing but words changed."""
        if self.kind in _ONLY_WORDS:
            return True
        return self.how == "changed" and all(part.split(".")[-1] in _WORDS for part in self.parts)

    @property
    def narrows(self) -> bool:
        """Whether something that a case could say can be said no more."""
        return self.how == "removed" and self.kind in _SAID_IN_CASES


def edits(old: Rulebook, new: Rulebook) -> tuple[Edit, ...]:
    """Everything written differently, in the order of the rulebooks; where it stands does not count.

    Nor do the version, or the order of rules: two rules never differ by which is read first (but for
    several leads at once, which is a region then).
    """
    return tuple(_edits(old, new))


def _edits(old: Rulebook, new: Rulebook) -> Iterator[Edit]:
    before, after = _things(old), _things(new)
    for kind in before:
        for id in [*before[kind], *(id for id in after[kind] if id not in before[kind])]:
            of = id.partition(".")[0] if kind in ("attribute", "value") else None
            if of is not None and (of not in before["category"] or of not in after["category"]):
                continue  # comes and goes with its category
            if id not in after[kind]:
                yield Edit(kind, id, "removed")
            elif id not in before[kind]:
                yield Edit(kind, id, "added")
            else:
                parts = tuple(_parts(before[kind][id], after[kind][id]))
                if parts:
                    yield Edit(kind, id, "changed", parts)


def _things(book: Rulebook) -> dict[str, Mapping[str, Any]]:
    """Everything that has an id, by kind."""
    return {
        "rule": {rule.id: rule for rule in book.rules},
        "prohibition": {no.id: no for no in book.prohibitions},
        "procedure": {procedure.id: procedure for procedure in book.procedures},
        "requirement": book.requirements,
        "document": book.documents,
        **_words(book.vocabulary),
        "source": book.sources,
        "contact": {f"{one.party} {one.name.id}": one for one in book.contacts},
    }


def _words(vocabulary: Vocabulary) -> dict[str, Mapping[str, Any]]:
    categories = vocabulary.categories
    attributes = {
        f"{category.id}.{attribute.id}": attribute
        for category in categories.values()
        for attribute in category.attributes.values()
    }
    return {
        "category": categories,
        "attribute": attributes,
        "value": {
            f"{name} {value}": text
            for name, attribute in attributes.items()
            for value, text in attribute.values.items()
        },
        "fact": vocabulary.facts,
        "asker": vocabulary.askers,
        "role": vocabulary.roles,
        "party": vocabulary.parties,
        "actor": vocabulary.actors,
        "finding": vocabulary.findings,
        "notice": vocabulary.notices,
        "deadline": vocabulary.deadlines,
        "label": {
            f"{group}.{id}": text for group, texts in vocabulary.labels.items() for id, text in texts.items()
        },
    }


def _parts(before: Any, after: Any) -> Iterator[str]:
    """The names of the parts in which two things with one id differ."""
    if not isinstance(before, Struct):
        if before != after:
            yield "text"
        return
    for name in before.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        # Attributes and their values are things of their own.
        if name in ("place", "attributes") or (name == "values" and not isinstance(before, Procedure)):
            continue
        if name == "steps" and isinstance(before, Procedure):
            yield from _steps(before, after)
        elif name in _UNORDERED and frozenset(old) == frozenset(new):
            continue
        elif _plain(old) != _plain(new):
            yield name


def _steps(before: Procedure, after: Procedure) -> Iterator[str]:
    old = {step.id: step for step in before.steps}
    new = {step.id: step for step in after.steps}
    for id in [*old, *(id for id in new if id not in old)]:
        if id not in new or id not in old:
            yield f"steps.{'-' if id in old else '+'}{id}"
        else:
            yield from (f"steps.{id}.{part}" for part in _parts(old[id], new[id]))
    if _common(old, new) != _common(new, old):
        yield "steps.order"


def _common(these: Iterable[str], others: Mapping[str, Any]) -> list[str]:
    return [id for id in these if id in others]


def _plain(value: Any) -> Any:
    """A value to compare by: the order in which a file lists what has no order is kept out of it."""
    if isinstance(value, Condition):
        return condition(value)
    if isinstance(value, Conclusion):
        return concluded(value)
    return dict(value) if isinstance(value, Mapping) else value

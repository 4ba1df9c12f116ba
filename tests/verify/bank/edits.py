"""Small edits of a rulebook value: each breaks one thing, so that a check can be asked to find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from triage.rulebook.model import Conclusion, Condition, Guard, Layer, Place, Procedure, Rule, Rulebook, Step
from triage.verify.flaws import Kind
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

Edit = Callable[[Rulebook], Rulebook]

HERE = Place("test.yaml", 1, 1)
NOTHING = Text("", "")


@dataclass(frozen=True)
class Defect:
    """A rulebook with one defect, and the flaw that a check must report: its kind and what it names."""

    name: str
    kind: Kind
    rule: str
    edit: Edit
    other: str = ""


def some(*values: str) -> Any:
    """A set of values, as conditions hold them."""
    return frozenset(values)


def facts(**asked: Any) -> Any:
    """The facts of a condition: ``luka="ya"`` or ``luka=("tidak", "tidak_tahu")``."""
    return tuple(
        (name, some(*((value,) if isinstance(value, str) else value))) for name, value in asked.items()
    )


def make(id: str, layer: Layer, when: Condition, then: Conclusion, *overrides: str) -> Rule:
    """A rule without words. One with a short id stands behind the others."""
    place = Place("test.yaml", 1 if len(id) > 2 else 2, 1)
    return Rule(
        id, layer, NOTHING, "active", when, then, overrides, NOTHING, "praktik", (), (), (), None, place
    )


def on(id: str, **changes: Any) -> Edit:
    """Parts of one rule changed."""

    def edit(book: Rulebook) -> Rulebook:
        assert book.rule(id) is not None, id
        rules = tuple(replace(rule, **changes) if rule.id == id else rule for rule in book.rules)
        return replace(book, rules=rules)

    return edit


def when(id: str, **changes: Any) -> Edit:
    """Parts of one condition changed."""

    def edit(book: Rulebook) -> Rulebook:
        rule = book.rule(id)
        assert rule is not None, id
        return on(id, when=replace(rule.when, **changes))(book)

    return edit


def then(id: str, **changes: Any) -> Edit:
    """Parts of one conclusion changed."""

    def edit(book: Rulebook) -> Rulebook:
        rule = book.rule(id)
        assert rule is not None, id
        return on(id, then=replace(rule.then, **changes))(book)

    return edit


def without(*ids: str) -> Edit:
    """Rules left out, and what overrode them no longer does."""

    def edit(book: Rulebook) -> Rulebook:
        assert all(book.rule(id) for id in ids), ids
        return replace(
            book,
            rules=tuple(
                replace(rule, overrides=tuple(other for other in rule.overrides if other not in ids))
                for rule in book.rules
                if rule.id not in ids
            ),
        )

    return edit


def plus(*rules: Rule) -> Edit:
    """Rules added at the end."""
    return lambda book: replace(book, rules=(*book.rules, *rules))


def also(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def edit(book: Rulebook) -> Rulebook:
        for one in edits:
            book = one(book)
        return book

    return edit


def in_procedure(id: str, change: Callable[[Procedure], Procedure]) -> Edit:
    """One procedure changed."""

    def edit(book: Rulebook) -> Rulebook:
        assert any(one.id == id for one in book.procedures), id
        return replace(
            book, procedures=tuple(change(one) if one.id == id else one for one in book.procedures)
        )

    return edit


def at_step(procedure: str, step: str, **changes: Any) -> Edit:
    """Parts of one step changed."""

    def change(old: Procedure) -> Procedure:
        assert any(one.id == step for one in old.steps), step
        steps = tuple(replace(one, **changes) if one.id == step else one for one in old.steps)
        return replace(old, steps=steps)

    return in_procedure(procedure, change)


def every_step(procedure: str, **changes: Any) -> Edit:
    """The same parts of all steps changed."""
    return in_procedure(
        procedure, lambda old: replace(old, steps=tuple(replace(one, **changes) for one in old.steps))
    )


def add_step(procedure: str, step: Step) -> Edit:
    """One step more, at the end."""
    return in_procedure(procedure, lambda old: replace(old, steps=(*old.steps, step)))


def drop_step(procedure: str, step: str) -> Edit:
    """One step left out."""
    return in_procedure(
        procedure, lambda old: replace(old, steps=tuple(one for one in old.steps if one.id != step))
    )


def requires(procedure: str, *entries: tuple[str, Guard]) -> Edit:
    """Requirements added to a procedure."""
    return in_procedure(procedure, lambda old: replace(old, requires=(*old.requires, *entries)))


def requires_no(procedure: str, *ids: str) -> Edit:
    """Requirements taken out of a procedure."""
    return in_procedure(
        procedure, lambda old: replace(old, requires=tuple(one for one in old.requires if one[0] not in ids))
    )


def guarded(procedure: str, id: str, guard: Guard) -> Edit:
    """The guard of one requirement changed."""

    def change(old: Procedure) -> Procedure:
        assert any(name == id for name, _ in old.requires), id
        return replace(old, requires=tuple((name, guard if name == id else g) for name, g in old.requires))

    return in_procedure(procedure, change)


def document(procedure: str, id: str) -> Edit:
    """A document added to a procedure."""
    return in_procedure(procedure, lambda old: replace(old, documents=(*old.documents, (id, Guard()))))


def facing(group: str, id: str, faces: bool) -> Edit:
    """Whether a requirement or document (``group``) faces the parents."""

    def edit(book: Rulebook) -> Rulebook:
        items = getattr(book, group)
        changed: Any = {group: {**items, id: replace(items[id], faces_parents=faces)}}
        return replace(book, **changed)

    return edit


def fact(id: str, like: str) -> Edit:
    """A fact added to the vocabulary."""

    def edit(book: Rulebook) -> Rulebook:
        known = book.vocabulary.facts
        return replace(
            book, vocabulary=replace(book.vocabulary, facts={**known, id: replace(known[like], id=id)})
        )

    return edit


def step(id: str, text: str = "Catat.", **changes: Any) -> Step:
    """A step that does nothing special unless told."""
    plain = Step(
        id,
        Text(text, text),
        ("guru_bk",),
        "segera",
        False,
        None,
        False,
        False,
        None,
        Guard(),
        "praktik",
        (),
        (),
        HERE,
    )
    return replace(plain, **changes)

"""From ``invariants.yaml`` to invariants, or to everything that is wrong with the file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from triage.rulebook.building import condition, reached
from triage.rulebook.decoding import decode
from triage.rulebook.draft import measure
from triage.rulebook.files import RulebookFile
from triage.rulebook.model import Condition, Place, Rulebook
from triage.rulebook.names import Names
from triage.rulebook.nodes import Row, Table
from triage.rulebook.problems import Problem
from triage.rulebook.strict import parse
from triage.verify.invariants.forms import InvariantForm
from triage.verify.invariants.model import (
    Bound,
    Complete,
    Invariant,
    Needs,
    Silence,
    Steady,
    Unordered,
)

FILE = "invariants.yaml"


def read_invariants(
    file: Path, book: Rulebook, shown: str | None = None
) -> tuple[tuple[Invariant, ...], tuple[Problem, ...]]:
    """The invariants in ``file``, measured against the words of ``book``; and every problem.

    ``shown``: the name of the file in places, where that is not its own.
    """
    name = shown or file.name
    try:
        data = file.read_bytes()
    except OSError as error:
        found = error.strerror or type(error).__name__
        return (), (Problem(Place(name, 1, 1), "file-unreadable", found),)
    text, problems = decode(RulebookFile(name, data))
    if text is None:
        return (), tuple(problems)
    tree, wrong = parse(text, name)
    found_problems = [*problems, *wrong]
    out: list[Invariant] = []
    names = names_of(book)
    for node in _entries(tree):
        form, wrong_here = measure(node, InvariantForm, names)
        found_problems += wrong_here
        if form is not None:
            out.append(_invariant(form))
    return tuple(out), tuple(found_problems)


def _entries(tree: Table | None) -> Iterable[object]:
    key = tree.key("invariants") if tree is not None else None
    listed = tree[key] if tree is not None and key is not None else None
    return listed if isinstance(listed, Row) else ()


def _invariant(form: InvariantForm) -> Invariant:
    id, says, place = str(form.id), form.sentence.text, form.place
    if form.kind == "bound":
        return Bound(
            id,
            says,
            place,
            condition(form.when) if form.when is not None else Condition(),
            reached(form.must),
            reached(form.never),
            form.waits_for_nothing,
        )
    if form.kind == "steady":
        turning = tuple(str(fact) for fact in form.turning)
        return Steady(id, says, place, turning, form.adding is not None, str(form.up_to))  # type: ignore[arg-type]
    if form.kind == "needs":
        wanted = tuple(frozenset(str(one) for one in ids) for ids in form.requirements)
        return Needs(id, says, place, reached(form.of), wanted)
    if form.kind == "silence":
        return Silence(id, says, place, tuple(str(word) for word in form.words))
    return Complete(id, says, place) if form.kind == "complete" else Unordered(id, says, place)


def names_of(book: Rulebook) -> Names:
    """The ids that a file beside the rules may name."""
    vocabulary = book.vocabulary
    groups = {
        "askers": dict.fromkeys(vocabulary.askers),
        "roles": dict.fromkeys(vocabulary.roles),
        "categories": dict.fromkeys(vocabulary.categories),
        "facts": dict.fromkeys(vocabulary.facts),
        "parties": dict.fromkeys(vocabulary.parties),
        "findings": dict.fromkeys(vocabulary.findings),
        "notices": dict.fromkeys(vocabulary.notices),
        "requirements": dict.fromkeys(book.requirements),
        "rules": dict.fromkeys(rule.id for rule in book.rules),
    }
    attributes = {
        category.id: {name: tuple(one.values) for name, one in category.attributes.items()}
        for category in vocabulary.categories.values()
    }
    return Names(groups, attributes=attributes)

"""Mutants of procedures: guards forgotten, and each mark of a step or a paper turned round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from triage.rulebook.model import Guard, Place, Procedure, Rulebook, Step
from triage.vocabulary.values import replace

#: Operator, target, detail, place, and the rulebook with the defect.
Change = tuple[Literal["guard", "step", "faces"], str, str, Place, Rulebook]


def papers(book: Rulebook) -> Iterator[Change]:
    """Every mutant of the procedures that tracks have. A service is words that a step points to."""
    for n, procedure in enumerate(book.procedures):
        if not procedure.of:
            continue
        for operator, detail, place, changed in _of_procedure(procedure):
            procedures = (*book.procedures[:n], changed, *book.procedures[n + 1 :])
            yield operator, procedure.id, detail, place, replace(book, procedures=procedures)
    for group in ("requirements", "documents"):
        items = getattr(book, group)
        for id, item in items.items():
            turned = replace(item, faces_parents=not item.faces_parents)
            changed_book: Any = {group: {**items, id: turned}}
            detail = f"faces_parents: {_said(not item.faces_parents)}"
            yield "faces", f"{group}.{id}", detail, item.place, replace(book, **changed_book)


def _of_procedure(
    procedure: Procedure,
) -> Iterator[tuple[Literal["guard", "step"], str, Place, Procedure]]:
    for group in ("requires", "documents"):
        listed = getattr(procedure, group)
        for n, (id, guard) in enumerate(listed):
            for part, other in _guards(guard):
                changed: Any = {group: (*listed[:n], (id, other), *listed[n + 1 :])}
                yield "guard", f"{group}.{id} {part}", procedure.place, replace(procedure, **changed)
    for n, step in enumerate(procedure.steps):
        for part, other in _guards(step.guard):
            yield "guard", f"{step.id} {part}", step.place, _stepped(procedure, n, replace(step, guard=other))
        for part, turned in _marks(step):
            yield "step", f"{step.id} {part}", step.place, _stepped(procedure, n, turned)


def _guards(guard: Guard) -> Iterator[tuple[str, Guard]]:
    for finding in guard.if_:
        yield f"-if {finding}", replace(guard, if_=tuple(one for one in guard.if_ if one != finding))
    for finding in guard.unless:
        yield (
            f"-unless {finding}",
            replace(guard, unless=tuple(one for one in guard.unless if one != finding)),
        )


def _marks(step: Step) -> Iterator[tuple[str, Step]]:
    yield (
        f"faces_parents: {_said(not step.faces_parents)}",
        replace(step, faces_parents=not step.faces_parents),
    )
    yield f"secures_home: {_said(not step.secures_home)}", replace(step, secures_home=not step.secures_home)
    if step.pivot:
        yield "pivot: false", replace(step, pivot=False)
    if step.serves:
        yield f"-serves {step.serves}", replace(step, serves=None)


def _stepped(procedure: Procedure, n: int, step: Step) -> Procedure:
    return replace(procedure, steps=(*procedure.steps[:n], step, *procedure.steps[n + 1 :]))


def _said(value: bool) -> str:
    return "true" if value else "false"

"""What a procedure says of a step beside its text: is it the act itself, does it secure the home."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from triage.rulebook.model import Procedure, Rulebook, Step


def procedure_of(book: Rulebook, action: str, to: str) -> Procedure | None:
    """The procedure of a track."""
    for procedure in book.procedures:
        if any(action == name and to in parties for name, parties in procedure.of):
            return procedure
    return None


def step_of(book: Rulebook, action: str, to: str, id: str) -> Step | None:
    """A step of a track as the rulebook holds it."""
    procedure = procedure_of(book, action, to)
    return next((step for step in procedure.steps if step.id == id), None) if procedure is not None else None


def securing_steps(book: Rulebook, tracks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps that make sure of the home, each wording once, the soonest first come."""
    found: dict[str, dict[str, Any]] = {}
    for track in tracks:
        for told in track["steps"]:
            step = step_of(book, track["action"], track["to"], told["id"])
            if step is not None and step.secures_home:
                found.setdefault(told["text"], told)
    return list(found.values())

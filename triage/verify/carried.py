"""What a vignette may expect inside a track: its requirements as they stand, its steps, its documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Any

from pydantic import model_validator

from triage.decision.model import Phase, Track
from triage.rulebook.fields import PHASES, KebabId, RequirementOf
from triage.rulebook.forms import Form, Many, Some
from triage.rulebook.model import Procedure
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Table, Word, shown
from triage.rulebook.problems import Problem
from triage.rulebook.scalars import Known, OneOf, refuse
from triage.vocabulary.closed import REQUIREMENT_STATES, RequirementState


@dataclass(frozen=True, slots=True)
class Carried:
    """Expected of ``track`` (``action party``), which must be there. Empty, or None: not asked.

    ``states``: each requirement is there, in this state. ``steps``: they stand there in this order,
    perhaps with others between them. ``phases``: each step is there, to be done in that phase.
    ``faces_parents``: exactly these steps do.
    """

    track: str
    states: tuple[tuple[str, RequirementState], ...] = ()
    no_requires: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    no_steps: tuple[str, ...] = ()
    phases: tuple[tuple[str, Phase], ...] = ()
    documents: tuple[str, ...] = ()
    no_documents: tuple[str, ...] = ()
    faces_parents: tuple[str, ...] | None = None


class CarriedForm(Form):
    """What one track carries; at least one thing."""

    @model_validator(mode="before")
    @classmethod
    def _something(cls, value: Any) -> Any:
        if isinstance(value, Table) and not value:
            raise refuse(value, "empty-table")
        return value

    states: dict[RequirementOf, Annotated[Word, OneOf(REQUIREMENT_STATES)]] | None = None
    """Each of these requirements is there, in this state."""
    no_requires: Many[RequirementOf] | None = None
    """These requirements are not there at all, nor a waiver."""
    steps: Many[KebabId] | None = None
    """These steps are there, in this order."""
    no_steps: Many[KebabId] | None = None
    phases: dict[KebabId, Annotated[Word, OneOf(PHASES)]] | None = None
    """Each of these steps is done then: in its turn, afterwards, once the home is safe, or by choice."""
    documents: Many[Annotated[Word, Known("documents")]] | None = None
    no_documents: Many[Annotated[Word, Known("documents")]] | None = None
    faces_parents: Some[KebabId] | None = None
    """Exactly these steps face the parents."""


def carried(track: Word, form: CarriedForm) -> Carried:
    """The expectation in ``form``."""

    def listed(words: list[Word] | None) -> tuple[str, ...]:
        return tuple(map(str, words or ()))

    def paired(words: Mapping[Word, Word] | None) -> Any:
        return tuple((str(id), str(value)) for id, value in (words or {}).items())

    return Carried(
        str(track),
        paired(form.states),
        listed(form.no_requires),
        listed(form.steps),
        listed(form.no_steps),
        paired(form.phases),
        listed(form.documents),
        listed(form.no_documents),
        None if form.faces_parents is None else listed(form.faces_parents),
    )


def steps_of(procedures: Iterable[Procedure]) -> dict[str, tuple[str, ...]]:
    """Per track (``action party``), the steps that its procedure knows."""
    return {
        f"{action} {party}": tuple(step.id for step in procedure.steps)
        for procedure in procedures
        for action, parties in procedure.of
        for party in parties
    }


def strange_steps(track: Word, form: CarriedForm, known: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """The steps that the procedure of ``track`` does not have."""
    steps = known.get(str(track), ())
    named = [form.steps, form.no_steps, list(form.phases or ()), form.faces_parents]
    for word in chain.from_iterable(filter(None, named)):
        if word not in steps:
            yield Problem(word.place, "unknown-id", shown(word), "steps", nearest(word, steps))


def found_in(expected: Carried, track: Track | None) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """Per key of ``expected``, what it wants and what of that there is; equal where it is met.

    Without the track nothing is there.
    """
    name = f"inside {expected.track}"
    if track is None:
        yield name, (expected.track,), ()
        return
    states = {item.id: item.state for item in (*track.requires, *track.waived)}
    steps = [step.step for step in track.steps]
    if expected.states:
        wanted = [f"{id}: {state}" for id, state in expected.states]
        there = [f"{id}: {states[id]}" for id, _ in expected.states if id in states]
        yield f"{name} states", wanted, there
    there = [one for one in steps if one in expected.steps]
    yield f"{name} steps", expected.steps, there
    if expected.phases:
        phases = {step.step: step.phase for step in track.steps}
        wanted = [f"{id}: {phase}" for id, phase in expected.phases]
        there = [f"{id}: {phases[id]}" for id, _ in expected.phases if id in phases]
        yield f"{name} phases", wanted, there
    there = [one for one in expected.documents if one in track.documents]
    yield f"{name} documents", expected.documents, there
    if expected.faces_parents is not None:
        facing = [step.step for step in track.steps if step.faces_parents]
        yield f"{name} faces_parents", expected.faces_parents, facing
    yield f"{name} no_requires", (), [one for one in expected.no_requires if one in states]
    yield f"{name} no_steps", (), [one for one in expected.no_steps if one in steps]
    yield f"{name} no_documents", (), [one for one in expected.no_documents if one in track.documents]

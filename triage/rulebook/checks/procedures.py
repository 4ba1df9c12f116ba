"""Procedures: steps that can be walked, requirements only where something may wait for them."""

from __future__ import annotations

from collections.abc import Iterator

from triage.rulebook.draft import Draft
from triage.rulebook.nodes import Word, shown
from triage.rulebook.problems import Problem, listed

#: Actions that wait for nothing.
AT_ONCE = ("darurat", "wajib_lapor")


def at_once_requires_nothing(draft: Draft) -> Iterator[Problem]:
    """An emergency or a mandatory report has no requirement."""
    for procedure in draft.full_procedures:
        actions = [action for action in AT_ONCE if action in procedure.of]
        for requirement in procedure.requires if actions else []:
            yield Problem(requirement.use.place, "requirement-at-once", requirement.use, ", ".join(actions))


def step_ids_are_unique(draft: Draft) -> Iterator[Problem]:
    """A step's id is unique within its procedure."""
    for procedure in draft.full_procedures:
        first: dict[str, Word] = {}
        for step in procedure.steps:
            if step.id in first:
                yield Problem(step.id.place, "duplicate-id", shown(step.id), str(first[step.id].place))
            first.setdefault(step.id, step.id)


def one_pivot(draft: Draft) -> Iterator[Problem]:
    """A procedure has at most one step that is the act itself."""
    for procedure in draft.full_procedures:
        pivots = [step for step in procedure.steps if step.pivot]
        for step in pivots[1:]:
            yield Problem(step.at("pivot"), "pivot-twice", step.id, pivots[0].id)


def uses_are_unique(draft: Draft) -> Iterator[Problem]:
    """A procedure names each requirement and each document once."""
    for procedure in draft.full_procedures:
        for uses in (procedure.requires, procedure.documents):
            seen: set[str] = set()
            for use in uses:
                if use.use in seen:
                    yield Problem(use.use.place, "repeated-value", use.use)
                seen.add(use.use)


def steps_serve_what_is_required(draft: Draft) -> Iterator[Problem]:
    """A step fulfils a requirement of its own procedure: else a waiver could not move it."""
    for procedure in draft.full_procedures:
        required = {str(requirement.use) for requirement in procedure.requires}
        for step in procedure.steps:
            if step.serves is not None and step.serves not in required:
                expected = listed(sorted(required))
                yield Problem(step.serves.place, "serves-not-required", step.serves, expected)


def services_stand_alone(draft: Draft) -> Iterator[Problem]:
    """A service offers no service, and only a service has criteria or faces parents as a whole."""
    for procedure in draft.full_procedures:
        for part in ("criteria", "faces_parents"):
            if procedure.of and procedure.says(part):
                yield Problem(procedure.at(part), "only-for-services", part)
        for step in procedure.steps:
            if step.service is not None and not procedure.of:
                yield Problem(step.service.place, "service-in-service", step.service, procedure.id)

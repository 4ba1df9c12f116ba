"""What must hold across a rulebook: one function per check, each from a draft to its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from triage.rulebook.checks import basis, grades, layers, overrides, procedures, tracks
from triage.rulebook.draft import Draft
from triage.rulebook.problems import Problem

Check = Callable[[Draft], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    overrides.ids_are_unique,
    overrides.overrides_stay_in_layer,
    overrides.overrides_are_not_circular,
    layers.layer_reads,
    layers.layer_concludes,
    layers.speaks_of_a_problem,
    layers.attributes_belong,
    layers.concludes_something,
    layers.demands_are_named,
    grades.combinations_are_few,
    grades.grades_agree,
    grades.grades_are_complete,
    tracks.tracks_are_not_prohibited,
    tracks.tracks_reach_their_party,
    tracks.tracks_have_a_procedure,
    tracks.tracks_have_one_procedure,
    procedures.at_once_requires_nothing,
    procedures.step_ids_are_unique,
    procedures.one_pivot,
    procedures.uses_are_unique,
    procedures.steps_serve_what_is_required,
    procedures.services_stand_alone,
    basis.basis_has_a_source,
)


def check(draft: Draft) -> list[Problem]:
    """The problems of every check."""
    return [problem for one in CHECKS for problem in one(draft)]

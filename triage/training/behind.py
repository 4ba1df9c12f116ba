"""Which path each world ends in, and which rules are behind it: those that give it, and those they rest on.

A rule is behind a path in a world if it stands there and concludes the severity of the case or its
first track, or something (a fact, a grade, a notice, a finding, a track) that a rule behind it reads.
Worked out backwards over the layers, for all worlds of a survey at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

from triage.deciding.ordering import Pair
from triage.inference.bound import SEVERITY, URGENCY, Bound
from triage.inference.reference import Survey
from triage.rulebook.model import Rule
from triage.training.model import Path
from triage.vocabulary.closed import SEVERITIES, URGENCIES, Severity


@dataclass(frozen=True, slots=True)
class Ends:
    """Where worlds end: those of each severity, of each track that comes first, and of each path."""

    severity: Mapping[Severity, int]
    first: Mapping[Pair, int]
    paths: Mapping[Path, int]


def ends(survey: Survey, order: Callable[[Pair], tuple[int, int]]) -> Ends:
    """The ends of all worlds; ``order`` sorts tracks as every surface shows them."""
    low, high = survey.severity
    severity = dict(zip(SEVERITIES, (survey.full & ~low, low & ~high, high), strict=True))
    first: dict[Pair, int] = {}
    seen = 0
    for track, worlds in sorted(survey.tracks.items(), key=lambda item: order(item[0])):
        if worlds & ~seen:
            first[track] = worlds & ~seen
            seen |= worlds
    paths = {
        Path(level, *track): graded & worlds
        for (track, worlds), (level, graded) in product(first.items(), severity.items())
        if graded & worlds
    }
    return Ends(severity, first, paths)


def behind(survey: Survey, at: Ends) -> dict[str, int]:
    """Per rule, the worlds in which it is behind the path; rules that never are, are left out."""
    found: dict[str, int] = {}
    needed: dict[tuple[str, str], int] = {}
    for bound, _, stands in reversed(survey.fired):
        worlds = stands & (_gives(bound, at) | _feeds(bound, survey, at, needed))
        if not worlds:
            continue
        found[bound.rule.id] = found.get(bound.rule.id, 0) | worlds
        for name, accepted in bound.tests:
            for value in accepted:
                needed[name, value] = needed.get((name, value), 0) | worlds
    return found


def reaches(rule: Rule) -> bool:
    """Whether what a rule concludes can be seen in an outcome, apart from steps and papers."""
    then = rule.then
    return bool(
        then.facts
        or then.tracks
        or then.notices
        or then.severity
        or then.severity_at_least
        or then.urgency_at_least
        or then.parents
        or then.lead
        or then.provisional
    )


def _gives(bound: Bound, at: Ends) -> int:
    """The worlds whose severity or first track is what ``bound`` concludes."""
    worlds = 0
    for track in bound.then.tracks:
        worlds |= at.first.get(track, 0)
    level = _level(bound)
    return worlds if level is None else worlds | at.severity[level]


def _feeds(bound: Bound, survey: Survey, at: Ends, needed: Mapping[tuple[str, str], int]) -> int:
    """The worlds in which a rule behind the path reads what ``bound`` concludes."""
    worlds = 0
    for name in bound.then.sets:
        worlds |= needed.get((name, "ya"), 0)
    for fact in bound.then.facts:
        worlds |= needed.get((fact, "ya"), 0) & survey.facts.get(fact, 0)
    level = _level(bound)
    if level is not None:
        worlds |= needed.get((SEVERITY, level), 0) & at.severity[level]
        for problem in survey.grade if bound.problem is None else (bound.problem,):
            for name, levels in ((f"{problem}:base", survey.base), (f"{problem}:grade", survey.grade)):
                worlds |= needed.get((name, level), 0) & _exactly(survey, levels[problem], level)
    if bound.rule.then.urgency_at_least is not None:
        rank = URGENCIES.index(bound.rule.then.urgency_at_least)
        worlds |= needed.get((URGENCY, URGENCIES[rank]), 0) & _at(survey, survey.urgency, rank)
    return worlds


def _level(bound: Bound) -> Severity | None:
    then = bound.rule.then
    return then.severity or then.severity_at_least


def _exactly(survey: Survey, levels: list[int], level: Severity) -> int:
    return _at(survey, levels, SEVERITIES.index(level))


def _at(survey: Survey, levels: list[int], rank: int) -> int:
    low, high = levels
    return (survey.full & ~low, low & ~high, high)[rank]

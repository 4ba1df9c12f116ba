"""Regions: many cases that two rulebooks decide differently in the same way, and where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.case.model import Case
from triage.decision.model import Decision
from triage.verify.difference.change import Change, Direction, direction
from triage.verify.difference.grid import Cube
from triage.verify.difference.space import Subject
from triage.vocabulary.closed import UNKNOWN

#: One or two problems of a case, as subjects in the order of their categories.
Combination = tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """Which cases: their askers, their problems, and what is known in them (in one of ``cubes``).

    ``subjects`` are alternatives. ``track``: instead of all that, where ``action party`` is given.
    """

    askers: tuple[str, ...] = ()
    subjects: tuple[Combination, ...] = ()
    cubes: tuple[Cube, ...] = ()
    track: str | None = None

    def holds(self, case: Case) -> bool:
        """Whether ``case`` lies here (never, where ``track`` says it)."""
        known: dict[str, str] = dict(case.facts)
        for problem in case.problems:
            known.update({f"{problem.category}.{name}": value for name, value in problem.attributes})
        return (
            case.asker in self.askers
            and any(_fits(case, combination) for combination in self.subjects)
            and any(_meets(known, cube) for cube in self.cubes)
        )


@dataclass(frozen=True, slots=True)
class Region:
    """Cases that changed alike.

    ``changes`` hold in all of them, and ``always`` too; each of ``sometimes`` in some. (Inside a track
    ``changes`` hold wherever it is given to a single problem.) ``worlds`` counts the cases that
    changed, what no rule reads left out. ``witness`` is one of them, which both books decided anew:
    ``before`` and ``after`` (None: no decision).
    """

    where: Where
    changes: tuple[Change, ...]
    always: tuple[Change, ...]
    sometimes: tuple[Change, ...]
    worlds: int
    witness: Case
    before: Decision | None = None
    after: Decision | None = None

    @property
    def direction(self) -> Direction:
        """Whether these cases are now less or more urgent; less, if in anything."""
        return direction(self.changes)

    @property
    def order(self) -> tuple[object, ...]:
        """Less urgent first, single problems before pairs, then the most consequential and the largest."""
        rank = {"less": 0, "more": 1, "other": 2}[self.direction]
        size = len(self.where.subjects[0]) if self.where.subjects else 0
        weights = tuple(sorted(change.weight for change in self.changes))
        return (rank, weights, size, -self.worlds, self.where.subjects != (), str(self.where))


def joined(combinations: Iterable[Combination]) -> tuple[Combination, ...]:
    """The same combinations in fewer: roles of one category put together wherever all else agrees."""
    listed = [tuple(sorted(one, key=lambda subject: subject.category)) for one in combinations]
    for place in range(max(map(len, listed), default=0)):
        merged: dict[object, tuple[Combination, list[str | None]]] = {}
        for one in listed:
            others = one[:place] + one[place + 1 :]
            _, roles = merged.setdefault((one[place].category, others), (one, []))
            roles += one[place].roles
        listed = []
        for one, roles in merged.values():
            subject = Subject(one[place].category, tuple(sorted(set(roles), key=str)))
            listed.append((*one[:place], subject, *one[place + 1 :]))
    return tuple(sorted(listed, key=str))


def _fits(case: Case, combination: Combination) -> bool:
    return len(case.problems) == len(combination) and all(
        problem.category == subject.category and problem.peran in subject.roles
        for problem, subject in zip(case.problems, combination, strict=True)
    )


def _meets(known: Mapping[str, str], cube: Cube) -> bool:
    return all(known.get(name, UNKNOWN) in values for name, values in cube)

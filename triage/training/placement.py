"""Where to begin: fifteen cases spread over severities, first actions and danger, and what they tell.

No score is made of it: per stratum (a severity with or without danger) it counts what was right, and
practice begins where least was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from triage.training.model import Drill, Path
from triage.training.progress import PLACEMENT
from triage.training.records import Answered
from triage.vocabulary.closed import SEVERITY_RANK, Severity


class Stratum(NamedTuple):
    """What cases have in common that a learner may be weak at."""

    severity: Severity
    danger: bool


class Posable(NamedTuple):
    """A drill that may be asked, with what its key says."""

    drill: Drill
    path: Path
    danger: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """What a placement test tells: per stratum how many were asked, right and under-triaged.

    ``begin``: where practice begins, the strata that were not wholly right, the weakest first; at the
    same strength the graver ones.
    """

    strata: tuple[tuple[Stratum, int, int, int], ...]
    begin: tuple[Stratum, ...]


def spread(posable: Iterable[Posable], seed: int, count: int = PLACEMENT) -> tuple[Drill, ...]:
    """``count`` drills as different as can be: by severity, then first action and danger, then category.

    Of each kind in turn one is taken, with a problem and a card that came least so far; by ``seed``
    where several fit. Deterministic. Fewer, if there are no more.
    """
    left = sorted(posable, key=lambda one: _shuffled(one.drill.id, seed))
    kinds: dict[tuple[Stratum, str], int] = {}
    seen: dict[str, int] = {}
    taken: list[Posable] = []
    while left and len(taken) < count:
        best = min(left, key=lambda one: _taken(one, kinds, seen))
        left = [one for one in left if one.drill.case != best.drill.case]
        taken.append(best)
        kind = _stratum(best), best.path.action
        kinds[kind] = kinds.get(kind, 0) + 1
        for name in _names(best):
            seen[name] = seen.get(name, 0) + 1
    return tuple(one.drill for one in taken)


def placed(answers: Sequence[Answered]) -> Placed:
    """What the answers to a placement test tell."""
    strata: dict[Stratum, list[int]] = {}
    for one in answers:
        counts = strata.setdefault(Stratum(one.key.severity, one.danger), [0, 0, 0])
        counts[0] += 1
        counts[1] += one.judgement.miss == "tepat"
        counts[2] += one.judgement.miss == "kurang"
    order = sorted(strata, key=_gravest)
    weak = [stratum for stratum in order if strata[stratum][1] < strata[stratum][0]]
    begin = sorted(weak, key=lambda stratum: _strength(*strata[stratum]))
    return Placed(
        tuple((stratum, asked, right, less) for stratum in order for asked, right, less in [strata[stratum]]),
        tuple(begin),
    )


def _strength(asked: int, right: int, less: int) -> float:
    """The share of right answers, nearer a half where few were asked; doing too little counts double."""
    return (right + 1) / (asked + less + 2)


def _gravest(stratum: Stratum) -> tuple[int, bool]:
    return -SEVERITY_RANK[stratum.severity], not stratum.danger


def _stratum(one: Posable) -> Stratum:
    return Stratum(one.path.severity, one.danger)


def _names(one: Posable) -> list[str]:
    """What should not come twice: categories, and the card."""
    return [one.drill.card, *(problem.category for problem in one.drill.case.problems)]


def _taken(one: Posable, kinds: dict[tuple[Stratum, str], int], seen: dict[str, int]) -> tuple[int, ...]:
    own = kinds.get((_stratum(one), one.path.action), 0)
    grave = sum(n for (stratum, _), n in kinds.items() if stratum.severity == one.path.severity)
    return grave, own, sum(seen.get(name, 0) for name in _names(one))


def _shuffled(id: str, seed: int) -> bytes:
    return sha256(f"{seed}:{id}".encode()).digest()

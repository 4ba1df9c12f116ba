"""What is mastered and what is missed: per rule and category, per kind of mistake, week by week.

Only answers without the tool count. A share of few answers says little, so each comes with what it
is at least (the lower bound of Wilson's interval), and mastery is claimed by that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from typing import Final, Literal

from triage.training.model import Miss
from triage.training.records import Answered

#: Of each subject the last answers count, so that what was once missed is not held against anyone.
LAST: Final = 8
#: Mastered: known in at least so large a share, with nine chances in ten of not erring below it.
MASTERED: Final = 0.6
_Z: Final = 1.2816

State = Literal["learning", "mastered"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers by what they were. ``weight``: the sum of how grave the misses were."""

    asked: int = 0
    right: int = 0
    less: int = 0
    more: int = 0
    other: int = 0
    weight: float = 0.0

    def with_one(self, miss: Miss, weight: float) -> Counts:
        """One answer more."""
        return Counts(
            self.asked + 1,
            self.right + (miss == "tepat"),
            self.less + (miss == "kurang"),
            self.more + (miss == "lebih"),
            self.other + (miss == "lain"),
            round(self.weight + weight, 6),
        )


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well one subject (a rule, a category) is known.

    ``counts``: all its answers; ``share`` of the last ones right, ``least``: what it is at least.
    """

    subject: str
    counts: Counts
    share: float
    least: float
    state: State
    last: datetime


@dataclass(frozen=True, slots=True)
class Week:
    """The answers of one week; ``monday`` begins it."""

    monday: date
    counts: Counts


@dataclass(frozen=True, slots=True)
class Misreadings:
    """How often a condition was the likeliest explanation of a wrong answer.

    ``name``, ``found`` and ``as_if`` as in ``Misread``; ``less``: how many of them did too little.
    """

    name: str
    found: str
    as_if: str
    times: int
    less: int


@dataclass(frozen=True, slots=True)
class Learned:
    """All of it. Rules and categories: those known least first; misreadings: first those that most often
    led to too little, then the most frequent."""

    counts: Counts
    rules: tuple[Mastery, ...]
    categories: tuple[Mastery, ...]
    misread: tuple[Misreadings, ...]
    weeks: tuple[Week, ...]


def learned(answers: Iterable[Answered]) -> Learned:
    """What ``answers`` (of one learner or of several, in the order of time) show."""
    counted = [one for one in answers if not one.tool]
    return Learned(
        _counts(counted),
        _masteries(counted, lambda one: one.rules),
        _masteries(counted, lambda one: one.categories),
        _misread(counted),
        _weeks(counted),
    )


def wilson(right: int, asked: int) -> float:
    """What a share of ``right`` in ``asked`` is at least, with nine chances in ten (Wilson 1927)."""
    if not asked:
        return 0.0
    share, z2 = right / asked, _Z * _Z
    middle = share + z2 / (2 * asked)
    spread = _Z * sqrt(share * (1 - share) / asked + z2 / (4 * asked * asked))
    return (middle - spread) / (1 + z2 / asked)


def _masteries(
    answers: Sequence[Answered], subjects: Callable[[Answered], Iterable[str]]
) -> tuple[Mastery, ...]:
    of: dict[str, list[Answered]] = {}
    for one in answers:
        for subject in subjects(one):
            of.setdefault(subject, []).append(one)
    found = [_mastery(subject, listed) for subject, listed in of.items()]
    return tuple(sorted(found, key=lambda one: (one.least, -one.counts.weight, one.subject)))


def _mastery(subject: str, answers: Sequence[Answered]) -> Mastery:
    last = answers[-LAST:]
    right = sum(one.judgement.miss == "tepat" for one in last)
    least = wilson(right, len(last))
    # One under-triage among the last answers and nothing is mastered.
    safe = all(one.judgement.miss != "kurang" for one in last)
    state: State = "mastered" if least >= MASTERED and safe else "learning"
    return Mastery(subject, _counts(answers), right / len(last), least, state, answers[-1].at)


def _counts(answers: Iterable[Answered]) -> Counts:
    counts = Counts()
    for one in answers:
        counts = counts.with_one(one.judgement.miss, one.judgement.weight)
    return counts


def _misread(answers: Iterable[Answered]) -> tuple[Misreadings, ...]:
    times: Counter[tuple[str, str, str]] = Counter()
    less: Counter[tuple[str, str, str]] = Counter()
    for one in answers:
        for misread in one.judgement.misread[:1]:
            key = misread.name, misread.found, misread.as_if
            times[key] += 1
            less[key] += one.judgement.miss == "kurang"
    found = [Misreadings(*key, n, less[key]) for key, n in times.items()]
    return tuple(sorted(found, key=lambda one: (-one.less, -one.times, one.name, one.found, one.as_if)))


def _weeks(answers: Sequence[Answered]) -> tuple[Week, ...]:
    """Every week from the first answer to the last, those without any too."""
    of: dict[date, list[Answered]] = {}
    for one in answers:
        day = one.at.date()
        of.setdefault(day - timedelta(days=day.weekday()), []).append(one)
    if not of:
        return ()
    span = (max(of) - min(of)).days // 7
    mondays = [min(of) + timedelta(weeks=n) for n in range(span + 1)]
    return tuple(Week(monday, _counts(of.get(monday, ()))) for monday in mondays)

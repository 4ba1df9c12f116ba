"""The figures of the trainer's report that the records alone do not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from triage.training.agreement import Agreement
from triage.training.mastery import Counts, Mastery, learned
from triage.training.records import Answered

#: How many right answers more a share has to stand up to.
MORE: Final = 2


@dataclass(frozen=True, slots=True)
class Person:
    """One learner: how many answers, what they were, how many subjects are mastered, when last seen."""

    code: str
    counts: Counts
    mastered: int
    met: int
    last: date


@dataclass(frozen=True, slots=True)
class Sure:
    """The answers given with one degree of confidence."""

    confidence: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Agreement without and with the tool: on the whole path, and on the severity alone."""

    tool: bool
    whole: Agreement
    severity: Agreement


def parts(counts: Counts) -> tuple[tuple[str, int], ...]:
    """Counts in the order of drawing: right, then the dangerous misses, then the others."""
    return (
        ("tepat", counts.right),
        ("kurang", counts.less),
        ("lebih", counts.more),
        ("lain", counts.other),
    )


def worst(one: Mastery) -> tuple[float, float, str]:
    """What sorts first was answered worst: by the share of too little, then of wrong answers.

    Each share is taken as if ``MORE`` further answers had been right, so that one answer proves little.
    """
    counts = one.counts
    of = counts.asked + MORE
    return -counts.less / of, -(counts.asked - counts.right) / of, one.subject


def counted(answers: Sequence[Answered]) -> Counts:
    counts = Counts()
    for one in answers:
        counts = counts.with_one(one.judgement.miss, one.judgement.weight)
    return counts


def person(code: str, answers: Sequence[Answered]) -> Person:
    known = learned(answers)
    return Person(
        code,
        known.counts,
        sum(one.state == "mastered" for one in known.categories),
        len(known.categories),
        max(one.at for one in answers).date(),
    )

"""Learners made up for reports: what they answered, judged as the practice room judges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from tests.training.quiz_drills import key_of
from triage.service.advisor import Advisor
from triage.training.judging import judge
from triage.training.model import Answer, Drill, Path
from triage.training.records import Answered

MONDAY = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)


def answered(
    advisor: Advisor,
    drill: Drill,
    path: Path | None,
    at: datetime,
    *,
    tool: bool = False,
    confidence: int = 3,
    number: int = 0,
) -> Answered:
    """The record of an answer; ``path`` None: the right one."""
    key = key_of(advisor, drill)
    answer = Answer(path or key.path, key.rules[0] if path is None else "", confidence)
    return Answered(
        at=at,
        session="s1",
        number=number,
        drill=drill.id,
        card=drill.card,
        key=key.path,
        rules=key.rules,
        categories=tuple(problem.category for problem in drill.case.problems),
        danger=False,
        answer=answer,
        judgement=judge(advisor.book, advisor.decide, drill, key, answer),
        pairs=(),
        tool=tool,
        rests=(),
    )


def practised(
    advisor: Advisor,
    drills: Sequence[Drill],
    given: Iterable[Sequence[Path | None]],
    *,
    tool: bool = False,
    confidence: int = 3,
) -> tuple[Answered, ...]:
    """One row of answers a week, an answer to each drill."""
    return tuple(
        answered(
            advisor,
            drill,
            path,
            MONDAY + timedelta(weeks=week, minutes=n),
            tool=tool,
            confidence=confidence,
            number=n,
        )
        for week, row in enumerate(given)
        for n, (drill, path) in enumerate(zip(drills, row, strict=True))
    )

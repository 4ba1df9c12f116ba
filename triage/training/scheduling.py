"""When a card is due again: FSRS, the free spaced repetition scheduler, with nothing left to chance.

Times are handed in, fuzzing is off: the same answers at the same times give the same plan. The
values of FSRS are kept as plain ones, so that nothing else of this program knows the package.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from triage.training.model import Answer, Judgement

if TYPE_CHECKING:
    import fsrs


class Rating(IntEnum):
    """What FSRS is told of an answer, in its own numbers."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one card, as FSRS counts it. ``state``: 1 learning, 2 review, 3 relearning.

    ``reviews`` counts the times the card was met, ``lapses`` those on which it was missed.
    """

    due: datetime
    last: datetime
    state: int
    step: int | None
    stability: float
    difficulty: float
    reviews: int
    lapses: int


def rate(judgement: Judgement, answer: Answer) -> Rating:
    """Right and sure is easy; right, with a right reason, good; right by luck or to another person hard.

    Everything else is forgotten, and must come again.
    """
    if judgement.miss == "tepat":
        if not judgement.reason or answer.confidence <= 1:
            return Rating.HARD
        return Rating.EASY if answer.confidence >= 4 else Rating.GOOD
    return Rating.HARD if judgement.miss == "lain" else Rating.AGAIN


def review(memory: Memory | None, rating: Rating, at: datetime) -> Memory:
    """The memory of a card after it was met ``at`` (UTC). ``memory`` None: for the first time.

    Raises ``ValueError`` for a time that is not in UTC.
    """
    import fsrs

    card = fsrs.Card(card_id=0, due=at) if memory is None else _card(memory)
    card, _ = _scheduler().review_card(card, fsrs.Rating(int(rating)), at)
    assert card.stability is not None
    assert card.difficulty is not None
    return Memory(
        due=card.due,
        last=at,
        state=int(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        reviews=(memory.reviews if memory else 0) + 1,
        lapses=(memory.lapses if memory else 0) + (rating is Rating.AGAIN),
    )


def retrievability(memory: Memory, at: datetime) -> float:
    """The probability that the card is still known ``at`` (UTC), as FSRS estimates it."""
    return float(_scheduler().get_card_retrievability(_card(memory), at))


def _card(memory: Memory) -> fsrs.Card:
    import fsrs

    return fsrs.Card(
        card_id=0,
        state=fsrs.State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last,
    )


@cache
def _scheduler() -> fsrs.Scheduler:
    import fsrs

    return fsrs.Scheduler(enable_fuzzing=False)

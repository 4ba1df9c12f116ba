"""When a card comes again, by FSRS with nothing left to chance."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.asked import MONDAY, answered
from triage.training.model import Miss
from triage.training.scheduling import Memory, Rating, rate, retrievability, review


@pytest.mark.parametrize(
    ("miss", "reason", "confidence", "rating"),
    [
        ("tepat", True, 4, Rating.EASY),
        ("tepat", True, 3, Rating.GOOD),
        ("tepat", True, 1, Rating.HARD),
        ("tepat", False, 4, Rating.HARD),
        ("lain", True, 4, Rating.HARD),
        ("lebih", True, 4, Rating.AGAIN),
        ("kurang", True, 4, Rating.AGAIN),
    ],
)
def test_what_fsrs_is_told(miss: Miss, reason: bool, confidence: int, rating: Rating) -> None:
    record = answered(miss, reason=reason, confidence=confidence)
    assert rate(record.judgement, record.answer) is rating


def test_a_card_known_at_once_comes_after_days_a_missed_one_within_minutes() -> None:
    easy, again = review(None, Rating.EASY, MONDAY), review(None, Rating.AGAIN, MONDAY)
    assert (easy.due - MONDAY).days == 8
    assert again.due - MONDAY == timedelta(minutes=1)
    assert (easy.reviews, easy.lapses, again.reviews, again.lapses) == (1, 0, 1, 1)


def test_a_memory_fades_and_is_made_stronger_by_knowing() -> None:
    first = review(None, Rating.EASY, MONDAY)
    later = review(first, Rating.GOOD, first.due)
    assert retrievability(first, MONDAY) == 1.0
    assert 0.88 < retrievability(first, first.due) < 0.92
    assert later.stability > first.stability
    assert later.due - later.last > first.due - first.last


def test_a_time_without_utc_is_refused() -> None:
    with pytest.raises(ValueError, match="UTC"):
        review(None, Rating.GOOD, datetime(2026, 1, 5))


def reviewed(steps: list[tuple[Rating, int]]) -> Memory:
    memory, at = review(None, Rating.GOOD, MONDAY), MONDAY
    for rating, hours in steps:
        at += timedelta(hours=hours)
        memory = review(memory, rating, at)
    return memory


histories = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 24 * 60)), max_size=8)


@given(histories)
def test_the_same_answers_at_the_same_times_give_the_same_plan(steps: list[tuple[Rating, int]]) -> None:
    assert reviewed(steps) == reviewed(steps)


@given(histories, st.integers(0, 24 * 60))
def test_knowing_never_brings_a_card_back_sooner_than_missing_it(
    steps: list[tuple[Rating, int]], hours: int
) -> None:
    before = reviewed(steps)
    at = before.last + timedelta(hours=hours)
    dues = [review(before, rating, at).due for rating in Rating]
    assert dues == sorted(dues)

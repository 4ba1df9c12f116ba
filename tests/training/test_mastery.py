"""What is mastered, what is missed, and how that changes from week to week."""

from __future__ import annotations

from datetime import date

import pytest

from tests.training.asked import answered
from triage.training.mastery import Counts, Mastery, Misreadings, Week, learned, wilson
from triage.training.model import Misread, Miss


def test_a_learner_in_two_of_three_weeks() -> None:
    misread = (Misread("senjata", "ya", "tidak_tahu", ("senjata-wajib-lapor",)),)
    shown = learned(
        [
            answered("kurang", days=0, misread=misread, rules=("rule-a", "rule-b")),
            answered("tepat", days=1, number=1),
            answered("lebih", days=14, number=2, categories=("mencuri", "membolos")),
            answered("kurang", days=15, number=3, misread=misread, tool=True),
        ]
    )
    assert shown.counts == Counts(asked=3, right=1, less=1, more=1, other=0, weight=1.4)
    assert [week.monday for week in shown.weeks] == [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)]
    assert shown.weeks[1] == Week(date(2026, 1, 12), Counts())
    assert shown.misread == (Misreadings("senjata", "ya", "tidak_tahu", times=1, less=1),)
    assert {one.subject: (one.counts.asked, one.counts.right) for one in shown.rules} == {
        "rule-a": (3, 1),
        "rule-b": (1, 0),
    }
    assert {one.subject: one.counts.asked for one in shown.categories} == {"membolos": 3, "mencuri": 1}


def mastery(*misses: Miss) -> Mastery:
    listed = [answered(miss, days=n, number=n) for n, miss in enumerate(misses)]
    (one,) = learned(listed).rules
    return one


@pytest.mark.parametrize(
    ("misses", "state"),
    [
        (["tepat"], "learning"),
        (["tepat"] * 2, "learning"),
        (["tepat"] * 3, "mastered"),
        (["lebih", *["tepat"] * 7], "mastered"),
        (["kurang", *["tepat"] * 7], "learning"),
        (["kurang", *["tepat"] * 8], "mastered"),
        (["tepat", "lebih", "tepat", "lebih"], "learning"),
    ],
)
def test_three_right_master_a_rule_and_an_under_triage_among_the_last_eight_undoes_it(
    misses: list[Miss], state: str
) -> None:
    assert mastery(*misses).state == state


def test_what_is_known_least_comes_first() -> None:
    shown = learned(
        [
            answered("tepat", rules=("known",)),
            answered("lain", rules=("elsewhere",), number=1),
            answered("kurang", rules=("dangerous",), number=2),
        ]
    )
    assert [one.subject for one in shown.rules] == ["dangerous", "elsewhere", "known"]


def test_nothing_answered_shows_nothing() -> None:
    shown = learned([])
    assert (shown.counts, shown.rules, shown.weeks, shown.misread) == (Counts(), (), (), ())


def test_a_share_of_few_answers_says_little() -> None:
    """By hand: 3 of 3 with z = 1.2816 is at least 3 / (3 + 1.6425)."""
    assert wilson(3, 3) == pytest.approx(3 / (3 + 1.2816**2))
    assert (wilson(0, 0), wilson(0, 5)) == (0.0, pytest.approx(0.0, abs=1e-12))
    assert wilson(1, 2) < wilson(10, 20) < wilson(100, 200) < 0.5

"""Fleiss' kappa, and the honesty not to give one for too little."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.asked import CLASS_TEACHER, CONFERENCE, answered
from triage.training.agreement import Agreement, agreement, fleiss
from triage.training.model import Path

#: The worked example of Fleiss' kappa in the encyclopaedias: ten subjects, fourteen raters, five grades.
EXAMPLE = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]


def test_the_example_everyone_knows() -> None:
    found = fleiss([{str(n): count for n, count in enumerate(row) if count} for row in EXAMPLE], raters=14)
    assert found.kappa == pytest.approx(0.210, abs=5e-4)
    assert found.observed == pytest.approx(0.378, abs=5e-4)
    assert (found.cases, found.raters, found.lacking) == (10, 14, None)


rows = st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=6), min_size=5, max_size=12)


@given(rows)
def test_kappa_is_at_most_one_and_one_only_for_full_agreement(cases: list[list[str]]) -> None:
    found = fleiss([Counter(row) for row in cases], raters=6)
    if found.kappa is not None:
        assert found.kappa <= 1 + 1e-12
        assert (abs(found.kappa - 1) < 1e-12) == all(len(set(row)) == 1 for row in cases)


@given(rows, st.permutations("abc"))
def test_kappa_does_not_care_what_the_answers_are_called(cases: list[list[str]], names: list[str]) -> None:
    called = dict(zip("abc", names, strict=True))
    one = fleiss([Counter(row) for row in cases], raters=6).kappa
    other = fleiss([Counter(called[given] for given in row) for row in cases], raters=6).kappa
    assert other == pytest.approx(one) if one is not None else other is None


def test_answers_with_the_tool_are_counted_apart_and_only_first_answers_count() -> None:
    """Two learners agree on every other of six cases alone, and on all of them with the tool."""
    alone = {
        learner: [
            answered(drill=f"d{n}", given=CONFERENCE if n % 2 or learner == "a" else CLASS_TEACHER)
            for n in range(6)
        ]
        + [answered(drill=f"d{n}", given=CLASS_TEACHER, days=1) for n in range(6)]
        for learner in ("a", "b")
    }
    tool = {
        learner: [
            answered(drill=f"t{n}", tool=True, given=CONFERENCE if n % 2 else CLASS_TEACHER) for n in range(6)
        ]
        for learner in ("a", "b")
    }
    answers = {learner: [*alone[learner], *tool[learner]] for learner in ("a", "b")}
    without, with_tool = agreement(answers, tool=False), agreement(answers, tool=True)
    assert (without.observed, without.cases, without.raters) == (0.5, 6, 2)
    assert without.kappa == pytest.approx(-1 / 3)
    assert with_tool == Agreement(1.0, 1.0, 6, 2, None)


def test_the_severity_alone_may_agree_where_the_path_does_not() -> None:
    other = Path("berat", "penanganan", "guru_bk")
    answers = {
        "a": [answered(drill=f"d{n}", given=CONFERENCE if n else CLASS_TEACHER) for n in range(5)],
        "b": [answered(drill=f"d{n}", given=other if n else CLASS_TEACHER) for n in range(5)],
    }
    assert agreement(answers, tool=False, whole=False) == Agreement(1.0, 1.0, 5, 2, None)
    assert agreement(answers, tool=False).observed == pytest.approx(0.2)


def test_too_few_raters_too_few_cases_and_one_answer_to_all_have_no_kappa() -> None:
    one = {"a": [answered(drill=f"d{n}") for n in range(6)]}
    few = {learner: [answered(drill=f"d{n}") for n in range(4)] for learner in ("a", "b")}
    same = {learner: [answered(drill=f"d{n}") for n in range(6)] for learner in ("a", "b")}
    assert agreement(one, tool=False) == Agreement(None, None, 0, 0, "raters")
    assert agreement(few, tool=False) == Agreement(None, 1.0, 4, 2, "cases")
    assert agreement(same, tool=False) == Agreement(None, 1.0, 6, 2, "one_answer")

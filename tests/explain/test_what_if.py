"""The smallest changes after which the outcome is another."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from tests.explain.test_questions import decided_with, quiet
from tests.strategies import cases
from triage.service.advisor import Advisor


def test_a_failed_effort_moves_a_medium_case_to_a_psychologist(quick: Advisor) -> None:
    case = quick.read({"asker": "guru_bk", "problems": ["gangguan_sosial"], "facts": quiet()})
    now, found = quick.what_if(case)
    change = next(item for item in found if item.changes == (("upaya_sekolah_gagal", "tidak", "ya"),))
    assert ("alih_tangan_kasus", "psikolog") in change.then.tracks
    assert ("alih_tangan_kasus", "psikolog") not in now.tracks


def test_what_has_happened_cannot_become_undone(quick: Advisor) -> None:
    case = quick.read({"asker": "guru_bk", "problems": ["membolos"], "facts": quiet(luka="ya")})
    _, found = quick.what_if(case)
    assert not [change for item in found for change in item.changes if change == ("luka", "ya", "tidak")]


@given(case=cases(most=2))
@settings(max_examples=30)
def test_every_single_change_leads_to_another_outcome_as_said(case: dict[str, Any], quick: Advisor) -> None:
    now, found = quick.what_if(quick.read(case))
    for item in found:
        assert item.then != now
        if len(item.changes) == 1:
            name, _, to = item.changes[0]
            assert decided_with(quick, case, name, to) == item.then


@given(case=cases(most=2))
@settings(max_examples=30)
def test_no_smallest_change_holds_a_smaller_one(case: dict[str, Any], quick: Advisor) -> None:
    _, found = quick.what_if(quick.read(case))
    alone = {item.changes[0] for item in found if len(item.changes) == 1}
    assert [item for item in found if len(item.changes) > 1 and alone & set(item.changes)] == []

"""A learner's state is nothing but their log, replayed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.asked import CLASS_TEACHER, MONDAY, answered, case_of, drill_of
from triage.case.model import Case, Problem
from triage.training.model import Answer, Drill, Judgement, Misread, Miss
from triage.training.progress import Progress, replay
from triage.training.record_forms import RecordBroken, read_line
from triage.training.records import Begun, Closed, Record, Revised, Touched, as_line
from triage.training.scheduling import Rating, review
from triage.vocabulary.values import replace

DRILLS = tuple(
    drill_of(case_of("guru", "membolos", berulang=answer), id=f"d{n}", card=f"c{n}")
    for n, answer in enumerate(("ya", "tidak", "ya"))
)


def begun(session: str = "s", drills: tuple[Drill, ...] = DRILLS, days: float = 0, **more: object) -> Begun:
    at = MONDAY + timedelta(days=days)
    return replace(Begun(at, session, "practice", False, "all", "sha", drills), **more)


MISREAD = Misread("luka", "ya", "tidak_tahu", ("rule-a",))

EVERYTHING: list[Record] = [
    begun(
        drills=(
            Drill(
                "boundary:senjata:0a1b@3",
                "boundary:senjata:0a1b",
                Case("guru", (Problem("mencuri", "korban", (("tingkat", "ringan"),)),), (("luka", "tidak"),)),
                "Siswa A … “kata”\nbaris",
                case_of("guru", "mencuri"),
                "luka",
                "written",
            ),
        )
    ),
    replace(
        answered("kurang", misread=(MISREAD,), rests=(("r", "1", "2", "3"),)),
        answer=Answer(CLASS_TEACHER, "luka", 4),
        inserted=DRILLS[1],
    ),
    Closed(MONDAY, "s"),
    Revised(MONDAY, "sha", (Touched("c", "rule-a", "conclusion"),), (("c", (("r", "1", "2", "4"),)),)),
]


@pytest.mark.parametrize("record", EVERYTHING, ids=lambda record: type(record).__name__)
def test_every_record_comes_back_from_its_line(record: Record) -> None:
    line = as_line(record)
    assert "\n" not in line
    assert read_line(line) == record


def broken_lines() -> list[str]:
    """Each field of each record taken away, or replaced by something of another kind."""
    lines = []
    for record in EVERYTHING:
        data = json.loads(as_line(record))
        for key in data:
            lines.append(json.dumps({name: value for name, value in data.items() if name != key}))
            lines.append(json.dumps({**data, key: {"x": 1}}))
    return [*lines, "", "null", "[]", "7", '"begun"', "{", as_line(EVERYTHING[0])[:-1], "[" * 100_000]


def test_no_damaged_line_is_taken_for_a_record() -> None:
    taken = []
    for line in broken_lines():
        try:
            taken.append((line, read_line(line)))
        except RecordBroken:
            continue
    assert taken == []


@given(st.text(max_size=60))
def test_reading_any_line_gives_a_record_or_says_that_it_is_none(line: str) -> None:
    with pytest.raises(RecordBroken):
        read_line(line)


def test_a_session_goes_on_where_it_stopped_and_ends() -> None:
    records: list[Record] = [
        begun(),
        answered(drill="d0", card="c0"),
        answered(drill="d1", card="c1", number=1),
    ]
    half = replay(records)
    assert half.open is not None
    assert (half.open.answered, half.open.current) == (2, DRILLS[2])
    done = replay([*records, answered(drill="d2", card="c2", number=2)])
    assert (done.open, done.sessions[0].over, done.sessions[0].closed) == (None, True, False)


def test_whoever_begins_anew_or_gives_up_has_left_the_session() -> None:
    left = replay([begun("one"), answered(session="one"), begun("two")])
    assert [(one.id, one.closed) for one in left.sessions] == [("one", True), ("two", False)]
    assert replay([begun(), Closed(MONDAY, "s")]).open is None


def test_a_drill_that_is_put_in_takes_the_next_place_and_the_last_gives_way() -> None:
    other = drill_of(case_of("guru", "mencuri"), id="other")
    after = replay([begun(), answered(number=0, inserted=other)])
    assert [drill.id for drill in after.sessions[0].drills] == ["d0", "other", "d1"]


def test_a_drill_that_was_planned_for_later_is_only_brought_forward() -> None:
    drills = (*DRILLS[:2], drill_of(case_of("guru", "mencuri"), id="late"), DRILLS[2])
    after = replay([begun(drills=drills), answered(number=0, inserted=drills[2])])
    assert [drill.id for drill in after.sessions[0].drills] == ["d0", "late", "d1", "d2"]


def test_an_under_triage_brings_its_pair_back_too_an_over_triage_does_not() -> None:
    less = replay([begun(), answered("kurang", pairs=("pair",))])
    more = replay([begun(), answered("lebih", pairs=("pair",))])
    again = review(None, Rating.AGAIN, MONDAY)
    assert dict(less.memories) == {"c": again, "pair": again}
    assert dict(more.memories) == {"c": again}
    assert dict(less.met) == {"c": 1}


def test_an_answer_beside_the_engines_advice_is_kept_but_nothing_is_remembered_by_it() -> None:
    shown = replay([begun(tool=True), answered(tool=True)])
    assert (dict(shown.memories), dict(shown.met), len(shown.answers)) == ({}, {}, 1)
    assert shown.sessions[0].answered == 1


def test_a_change_of_rules_makes_cards_due_until_they_are_answered_again() -> None:
    why = Touched("known", "rule-a", "conclusion")
    later = MONDAY + timedelta(days=1)
    records: list[Record] = [
        begun(),
        answered(card="known", confidence=4, rests=(("rule-a", "1", "2", "3"),)),
        answered(card="other", number=1, confidence=4),
        Revised(later, "new", (why,), (("known", (("rule-a", "1", "9", "3"),)),)),
    ]
    changed = replay(records)
    assert changed.due(later) == ("known",)
    assert (changed.touched, changed.ruleset) == ((why,), "new")
    assert changed.rests["known"] == (("rule-a", "1", "9", "3"),)
    mended = replay([*records, answered(card="known", days=2, number=2, confidence=4)])
    assert (mended.touched, mended.due(later + timedelta(days=1))) == ((), ())


def test_cards_whose_rules_changed_are_due_before_those_longest_overdue() -> None:
    records: list[Record] = [
        begun(),
        answered("lebih", card="long", days=0),
        answered("lebih", card="short", days=1, number=1),
        answered(card="changed", days=1, number=2, confidence=4),
        Revised(MONDAY + timedelta(days=2), "new", (Touched("changed", "", "path"),), ()),
    ]
    assert replay(records).due(MONDAY + timedelta(days=3)) == ("changed", "long", "short")


def test_an_empty_log_is_an_empty_progress() -> None:
    assert replay([]) == Progress()
    assert replay([]).due(MONDAY) == ()


@given(st.lists(st.sampled_from(["tepat", "kurang", "lebih", "lain"]), max_size=12), st.integers(0, 12))
def test_a_log_read_in_two_parts_is_the_log(misses: list[Miss], cut: int) -> None:
    """Nothing but the records counts: those replayed from their lines give the same progress."""
    records: list[Record] = [begun()]
    for n, miss in enumerate(misses):
        records.append(answered(miss, card=f"c{n % 3}", number=n, days=n, pairs=("pair",)))
    lines = [as_line(record) for record in records]
    assert replay([read_line(line) for line in lines]) == replay(records)
    assert replay(map(read_line, lines[:cut])) == replay(records[:cut])


def test_a_judgement_survives_exactly() -> None:
    judgement = Judgement(True, False, True, False, "lain", (), 0.16)
    record = replace(answered(), judgement=judgement)
    assert read_line(as_line(record)) == record

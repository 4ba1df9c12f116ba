"""Fifteen cases that differ as much as can be, and where to begin."""

from __future__ import annotations

from collections import Counter

from tests.training.asked import CLASS_TEACHER, CONFERENCE, REPORT, answered, case_of, drill_of
from triage.training.model import Path
from triage.training.placement import Placed, Posable, Stratum, placed, spread

CATEGORIES = ("membolos", "mencuri", "narkoba", "kriminal", "kehamilan", "bertengkar")
HANDOVER = Path("sedang", "alih_tangan_kasus", "guru_bk")


def posable(path: Path, category: str, n: int, danger: bool = False) -> Posable:
    card = f"{path.severity}-{category}-{n}"
    answer = ("ya", "tidak")[n % 2]
    case = case_of(("guru", "tendik")[n // 2], category, berulang=answer, satu_mapel=("ya", "tidak")[danger])
    return Posable(drill_of(case, id=f"{card}@0", card=card), path, danger)


#: Many conferences, few reports and light cases: as a deck is, unlike a test should be.
POOL = [
    *(posable(CONFERENCE, category, n) for category in CATEGORIES for n in range(4)),
    *(posable(REPORT, category, 0, danger=True) for category in CATEGORIES),
    *(posable(HANDOVER, category, 1) for category in CATEGORIES),
    *(posable(CLASS_TEACHER, category, 2) for category in CATEGORIES),
]
PATHS = {one.drill.id: one.path for one in POOL}


def test_severities_and_first_steps_are_spread_evenly() -> None:
    chosen = spread(POOL, seed=1)
    assert len({drill.case for drill in chosen}) == 15
    assert Counter(PATHS[drill.id].severity for drill in chosen) == {"berat": 5, "sedang": 5, "ringan": 5}
    heavy = Counter(PATHS[drill.id].action for drill in chosen if PATHS[drill.id].severity == "berat")
    assert sorted(heavy.values()) == [2, 3]


def test_no_category_comes_more_than_three_times_in_fifteen() -> None:
    chosen = spread(POOL, seed=2)
    assert max(Counter(drill.case.problems[0].category for drill in chosen).values()) <= 3


def test_the_same_seed_gives_the_same_test_whatever_order_the_deck_has() -> None:
    assert spread(POOL, seed=3) == spread(POOL[::-1], seed=3)
    assert spread(POOL, seed=3) != spread(POOL, seed=4)


def test_with_few_cases_there_are_few() -> None:
    assert len(spread(POOL[:4], seed=1)) == 4
    assert spread([], seed=1) == ()


def test_practice_begins_where_least_was_right() -> None:
    """Both reports missed, one of two light cases over-done, the rest known."""
    answers = [
        answered("kurang", key=REPORT, danger=True),
        answered("kurang", key=REPORT, danger=True, number=1),
        answered("tepat", key=CONFERENCE, number=2),
        answered("tepat", key=CLASS_TEACHER, number=3),
        answered("lebih", key=CLASS_TEACHER, number=4),
    ]
    assert placed(answers) == Placed(
        strata=(
            (Stratum("berat", True), 2, 0, 2),
            (Stratum("berat", False), 1, 1, 0),
            (Stratum("ringan", False), 2, 1, 0),
        ),
        begin=(Stratum("berat", True), Stratum("ringan", False)),
    )


def test_too_little_counts_more_than_too_much() -> None:
    """At the same share of right answers; otherwise danger would come first."""
    less = [answered("kurang", key=CONFERENCE), answered("tepat", key=CONFERENCE)]
    more = [answered(miss, key=REPORT, danger=True) for miss in ("lain", "tepat")]
    assert placed([*more, *less]).begin == (Stratum("berat", False), Stratum("berat", True))
    same = [answered(miss, key=CONFERENCE) for miss in ("lain", "tepat")]
    assert placed([*more, *same]).begin == (Stratum("berat", True), Stratum("berat", False))

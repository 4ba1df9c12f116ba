"""What a learner chooses from: the right among near misses, the same each time, nothing half true."""

from __future__ import annotations

import pytest

from tests.training.quiz_drills import drill, key_of, some_drills
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.choosing import PATHS, REASONS, PathChoice, first_steps, paths, reasons
from triage.training.model import Card, Path
from triage.training.paths import path_of

N = range(5)


def boundary(name: str, *paths: Path) -> Card:
    return Card(f"boundary:{name}", "boundary", (), name, paths)


LIGHT = Path("ringan", "penanganan", "wali_kelas")
MEDIUM = Path("sedang", "alih_tangan_kasus", "guru_bk")
HEAVY = Path("berat", "konferensi_kasus", "guru_bk")
REPORT = Path("berat", "wajib_lapor", "polisi")
HELP = Path("berat", "darurat", "layanan_darurat")
CARDS = [
    boundary("a", LIGHT, MEDIUM),
    boundary("b", MEDIUM, HEAVY),
    boundary("c", HEAVY, REPORT),
    boundary("d", LIGHT, REPORT),
    boundary("e", REPORT, HELP),
]


def test_first_steps_are_what_some_rule_gives(book: Rulebook) -> None:
    steps = first_steps(book)
    assert steps["konferensi_kasus"] == ("guru_bk",)
    assert steps["wajib_lapor"] == ("polisi", "uptd_ppa")
    assert list(steps)[:2] == ["darurat", "wajib_lapor"]


@pytest.mark.parametrize("n", N)
@pytest.mark.parametrize("single", [True, False])
def test_of_the_reasons_some_are_true_and_the_others_certainly_not(
    book: Rulebook, quick: Advisor, n: int, single: bool
) -> None:
    one = some_drills(book)[n]
    key = key_of(quick, one)
    offered = reasons(book, quick.decide, one, key, single=single)

    assert 4 <= len(offered) <= REASONS
    assert len({reason.id for reason in offered}) == len(offered)
    true = {reason.id for reason in offered if reason.right}
    assert len(true) == 1 if single else 1 <= len(true) <= 2
    assert true <= {*key.rules, *(name for name, _ in key.facts)}
    wrong = {reason.id for reason in offered if not reason.right}
    fired = {fired.rule for fired in key.decision.justification}
    assert wrong.isdisjoint({*fired, *(name for name, _ in key.facts)})
    assert offered == reasons(book, quick.decide, one, key, single=single)


def test_the_rules_of_the_pair_are_among_the_wrong_reasons(book: Rulebook, quick: Advisor) -> None:
    witness = some_drills(book)[4]
    assert witness.pair is not None
    there = {fired.rule for fired in quick.decide(witness.pair).justification}
    offered = reasons(book, quick.decide, witness, key_of(quick, witness))
    assert there & {reason.id for reason in offered if not reason.right}


@pytest.mark.parametrize("n", N)
def test_of_the_paths_one_is_right_and_one_is_too_little(book: Rulebook, quick: Advisor, n: int) -> None:
    one = some_drills(book)[n]
    key = key_of(quick, one)
    offered = paths(quick.book, quick.decide, CARDS, one, key)

    assert len(offered) <= PATHS
    assert [choice.path for choice in offered if choice.miss == "tepat"] == [key.path]
    assert any(choice.miss == "kurang" for choice in offered) == (key.path != LIGHT)
    if one.pair is not None:
        assert path_of(quick.decide(one.pair)) in {choice.path for choice in offered}


def test_what_is_as_right_is_never_offered_as_wrong(quick: Advisor) -> None:
    from tests.training.quiz_drills import case

    # A report to the police and one to the protection unit stand side by side: either comes first.
    one = drill("kekerasan", case("kekerasan_seksual"))
    key = key_of(quick, one)
    beside = Path("berat", "wajib_lapor", "uptd_ppa")
    assert key.path == REPORT
    offered = paths(quick.book, quick.decide, [*CARDS, boundary("f", REPORT, beside)], one, key)
    assert beside not in {choice.path for choice in offered}
    assert PathChoice(HEAVY, "kurang") in offered


def test_the_order_differs_from_drill_to_drill(book: Rulebook, quick: Advisor) -> None:
    places = set()
    for n in range(8):
        one = drill(f"d{n}", some_drills(book)[0].case)
        places.add(
            [choice.miss for choice in paths(quick.book, quick.decide, CARDS, one, key_of(quick, one))].index(
                "tepat"
            )
        )
    assert len(places) > 2

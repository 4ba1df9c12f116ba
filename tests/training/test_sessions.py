"""What is practised now: what is due, then what is new where it helps most."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from tests.training.asked import CLASS_TEACHER, CONFERENCE, MONDAY, case_of, drill_of
from triage.inference.reference import ReferenceEvaluator
from triage.service.advisor import Advisor
from triage.training.keys import Keys
from triage.training.model import Card, Drill, Path
from triage.training.placement import Posable, Stratum
from triage.training.progress import Progress, Session
from triage.training.scheduling import Memory
from triage.training.sessions import NEW, TURNS, Posing, choose, touched_by
from triage.vocabulary.values import replace

CARDS = tuple(f"card-{n:02}" for n in range(40))


@dataclass
class Shelf:
    """A deck as small as can be: every card has as many different cases as are asked for."""

    cards: Mapping[str, Card] = field(default_factory=lambda: {id: Card(id, "rule", (id,)) for id in CARDS})
    written: Sequence[Drill] = ()

    def drill(self, card: str, seed: int) -> Drill:
        case = case_of("guru", f"{card}-{seed}")
        return drill_of(case, id=f"{card}@{seed}", card=card)

    def named(self, name: str) -> Sequence[str]:
        return {"all": CARDS}[name]


def met(**due_in_days: float) -> Progress:
    """Cards met once each, due so many days after that Monday."""
    memories = {
        name.replace("_", "-"): Memory(MONDAY + timedelta(days=days), MONDAY, 2, None, 3.0, 5.0, 1, 0)
        for name, days in due_in_days.items()
    }
    return Progress(memories=memories, met=dict.fromkeys(memories, 1))


def posed(drill: Drill) -> Posable:
    light = int(drill.card[-2:]) % 2
    return Posable(drill, CLASS_TEACHER if light else CONFERENCE, False)


def chosen(progress: Progress, at: datetime = MONDAY, **more) -> list[str]:
    posing = Posing(Shelf(), seed=0)
    among = more.pop("among", CARDS)
    return [
        drill.id
        for drill in choose(among, progress, at, posing.drills, posed, seed=more.pop("seed", 1), **more)
    ]


def test_what_is_due_comes_first_and_two_places_stay_for_what_is_new() -> None:
    due = {f"card_{n:02}": -20 + n for n in range(12)}
    ids = chosen(met(**due))
    assert ids[:8] == [f"card-{n:02}@{TURNS}" for n in range(8)]
    assert len(ids) == 8 + NEW
    assert all(id.split("@")[1] == "0" for id in ids[8:])


def test_of_what_is_new_the_weakest_stratum_comes_first() -> None:
    ids = chosen(met(), begin=(Stratum("ringan", False),))
    assert {int(id[5:7]) % 2 for id in ids} == {1}


def test_then_what_tells_most_after_what_is_taken() -> None:
    """A drill tells nothing when one of the same ten is there already."""

    def value(taken: Sequence[Posable]) -> Callable[[Posable], float]:
        return lambda one: float(all(other.drill.card[5] != one.drill.card[5] for other in taken))

    assert len({id[5] for id in chosen(met(), value=value)[:4]}) == 4


def test_of_the_drills_of_a_card_the_one_is_asked_that_tells_most() -> None:
    def value(_: Sequence[Posable]) -> Callable[[Posable], float]:
        return lambda one: float(one.drill.id.endswith("@2"))

    assert {id.split("@")[1] for id in chosen(met(), value=value)} == {"2"}


def test_what_is_to_come_first_does() -> None:
    lead = Shelf().drill("card-39", 5)
    ids = chosen(met(card_00=-1), first=[lead])
    assert ids[:2] == ["card-39@5", "card-00@3"]
    assert len(ids) == 10


def test_with_nothing_due_and_nothing_new_what_is_due_next_comes_early() -> None:
    soon = {f"card_{n:02}": 1 + n for n in range(3)}
    assert chosen(met(**soon), among=CARDS[:3], count=3) == ["card-00@3", "card-01@3", "card-02@3"]


def test_a_deck_with_few_cards_asks_them_again_with_other_cases() -> None:
    ids = chosen(met(), among=CARDS[:4])
    assert len(set(ids)) == 10
    assert sorted(id[:7] for id in ids[:4]) == list(CARDS[:4])


def test_only_cards_of_the_chosen_deck_come() -> None:
    ids = chosen(met(card_00=-1, card_09=-1), among=("card-00", "card-01"))
    assert ids[:2] == ["card-00@3", "card-01@0"]
    assert {id[:7] for id in ids} == {"card-00", "card-01"}


def test_one_seed_gives_one_session() -> None:
    assert chosen(met(), seed=5) == chosen(met(), seed=5)
    assert chosen(met(), seed=5) != chosen(met(), seed=6)


def test_no_case_comes_twice_in_a_session() -> None:
    same = Posing(Shelf(), seed=0).drill("card-00", 0).case

    def pose(card: str, _: int) -> list[Drill]:
        return [drill_of(same, id=card, card=card)]

    assert len(choose(CARDS, met(), MONDAY, pose, posed, seed=1)) == 1


def test_a_case_not_seen_before_is_asked_rather_than_one_that_tells_more() -> None:
    one, other = (drill_of(case_of("guru", name), id=name, card="card-00") for name in ("seen", "unseen"))
    before = Session("s", "practice", False, "all", MONDAY, (one,), answered=1)
    progress = replace(met(card_00=-1), sessions=(before,))

    def value(_: Sequence[Posable]) -> Callable[[Posable], float]:
        return lambda posable: float(posable.drill.id == "seen")

    for asked, expected in ((progress, "unseen"), (met(card_00=-1), "seen")):
        chosen = choose(
            ["card-00"], asked, MONDAY, lambda *_: [one, other], posed, seed=1, value=value, count=1
        )
        assert [drill.id for drill in chosen] == [expected]


def test_cases_written_by_hand_come_before_generated_ones() -> None:
    written = [drill_of(case_of("guru", f"w{n}"), id=f"written:{n}", card="card-00") for n in range(2)]
    posing = Posing(Shelf(written=written), seed=7)
    assert [posing.drill("card-00", met).id for met in range(4)] == [
        "written:0", "written:1", "card-00@9", "card-00@10",
    ]  # fmt: skip
    assert [drill.id for drill in posing.drills("card-00", 2)] == ["card-00@13", "card-00@14", "card-00@15"]
    only = Posing(Shelf(written=written), seed=7, written=True)
    assert [only.drill("card-00", met).id for met in range(3)] == ["written:0", "written:1", "written:0"]


def test_whoever_practises_a_category_is_asked_about_it_where_a_card_has_such_a_case() -> None:
    """A rule may speak of many categories, and its cases by hand may be about another one."""
    written = [
        drill_of(case_of("guru", name), id=f"written:{name}", card="card-00")
        for name in ("card-07", "card-00-19")
    ]
    posing = Posing(Shelf(written=written), seed=7, about="card-00-19")
    assert [drill.id for drill in posing.drills("card-00", 0)] == ["written:card-00-19"]
    assert [drill.id for drill in posing.drills("card-00", 1)] == ["card-00@19"]
    assert [drill.id for drill in posing.drills("card-01", 0)] == ["card-01@7", "card-01@8", "card-01@9"]


@pytest.mark.parametrize(
    ("card", "touched"),
    [
        ("rule:senjata-wajib-lapor", ("boundary:senjata:1",)),
        ("boundary:senjata:1", ("rule:senjata-wajib-lapor",)),
    ],
)
def test_a_rule_and_the_boundary_it_makes_are_each_others_pair(
    quick: Advisor, reference: ReferenceEvaluator, card: str, touched: tuple[str, ...]
) -> None:
    report = Path("berat", "wajib_lapor", "polisi")
    shelf = Shelf(
        cards={
            "rule:senjata-wajib-lapor": Card("rule:senjata-wajib-lapor", "rule", ("senjata-wajib-lapor",)),
            "boundary:senjata:1": Card(
                "boundary:senjata:1", "boundary", ("senjata-wajib-lapor",), "senjata", (CLASS_TEACHER, report)
            ),
            "boundary:luka:2": Card("boundary:luka:2", "boundary", (), "luka", (CLASS_TEACHER, report)),
        }
    )
    armed, calm = case_of("guru", "bertengkar", senjata="ya"), case_of("guru", "bertengkar")
    keys = Keys(quick.book, reference)
    drill = drill_of(armed, calm, "senjata", card=card)
    key, pair = keys.key(quick.decide, drill), keys.key(quick.decide, drill_of(calm))
    assert touched_by(shelf, drill, key, pair) == touched
    assert touched_by(shelf, drill, key, None) == ()

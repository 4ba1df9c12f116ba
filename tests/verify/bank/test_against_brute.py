"""The check against brute force on random small rulebooks: no false alarm, none missed, true witnesses."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from tests.verify.bank.brute import Brute, Found
from tests.verify.bank.edits import HERE, NOTHING
from tests.verify.random_books import ACTIONS, FACTS, PARTIES, random_book, random_condition, some, words
from triage.rulebook.model import Rulebook
from triage.verify.check import check
from triage.verify.flaws import Flaw
from triage.verify.invariants.model import Bound, Invariant, Steady, Tracks

COMPARED = {"never-fires", "always-overridden", "shadowed", "against", "no-lead", "nobody-acts"}
COMPARED |= {"dead-override", "invariant"}
#: A case stands behind each of these.
WITNESSED = {"against", "no-lead", "nobody-acts", "invariant"}


def random_invariants(random: Random) -> tuple[Invariant, ...]:
    """Four bounds and three that nothing gets calmer by."""

    def tracks() -> Tracks:
        return tuple((action, random.choice((None, frozenset(some(random, PARTIES, 2)))))
                     for action in some(random, ACTIONS, 1))  # fmt: skip

    bounds = [
        Bound(
            f"batas-{n}",
            NOTHING,
            HERE,
            random_condition(random, "procedure"),
            tracks() if n % 2 else (),
            () if n % 2 else tracks(),
            False,
        )
        for n in range(4)
    ]
    reach = random.choice(ACTIONS)
    return (
        *bounds,
        Steady("satu-fakta", NOTHING, HERE, (random.choice(FACTS),), False, reach),
        Steady("semua-fakta", NOTHING, HERE, FACTS, False, "alih_tangan_kasus"),
        Steady("tambahan", NOTHING, HERE, (), True, reach),
    )


def compare(seed: int, base: Rulebook) -> set[Found]:
    """One random rulebook checked both ways; answers what was found."""
    random = Random(seed)
    book = random_book(random, base)
    invariants = random_invariants(random)
    brute = Brute(book, invariants)
    said = [flaw for flaw in check(book, invariants, date(2026, 1, 1)).flaws if flaw.kind in COMPARED]
    right = brute.flaws()
    _same(seed, {_found(flaw) for flaw in said}, right)
    for flaw in said:
        if flaw.kind in WITNESSED:
            assert flaw.witness is not None, (seed, flaw)
            assert _found(flaw) in brute.shown(flaw.witness), (seed, flaw)
    return right


def _found(flaw: Flaw) -> Found:
    if flaw.kind == "against":
        first, second = sorted((flaw.rule, flaw.other))
        return (flaw.kind, first, second)
    return (flaw.kind, flaw.rule, flaw.other if flaw.kind in ("shadowed", "dead-override") else "")


def _same(seed: int, said: set[Found], right: set[Found]) -> None:
    # Of several rules that hide one the check names one; of two that hide each other, one of the two.
    shadows = {(one, other) for kind, one, other in right if kind == "shadowed"}
    for kind, one, other in said:
        assert kind != "shadowed" or (one, other) in shadows, (seed, "false alarm", one, other)
    told = {one for kind, one, _ in said if kind == "shadowed"}
    for one, other in shadows:
        assert one in told or (other, one) in shadows, (seed, "missed shadow", one, other)
    plain = {flaw for flaw in right if flaw[0] != "shadowed"}
    rest = {flaw for flaw in said if flaw[0] != "shadowed"}
    assert rest == plain, (seed, "false alarms", rest - plain, "missed", plain - rest)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return words(tmp_path_factory.mktemp("small"))


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_the_check_agrees_with_brute_force(first: int, base: Rulebook) -> None:
    found = set[str]()
    for seed in range(first, first + 10):
        found |= {kind for kind, _, _ in compare(seed, base)}
    assert len(found) >= 4


@pytest.mark.parametrize("seed", [1028, 1238, 1382])
def test_a_fact_that_is_implied_is_told_apart_from_one_denied(seed: int, base: Rulebook) -> None:
    # In these, no rule asks for the unknown and the denied apart, but only the unknown is implied.
    assert any(kind == "invariant" for kind, _, _ in compare(seed, base))


@pytest.mark.prove
@pytest.mark.parametrize("first", range(1000, 2000, 50))
def test_the_check_agrees_with_brute_force_on_a_thousand(first: int, base: Rulebook) -> None:
    found = set[str]()
    for seed in range(first, first + 50):
        found |= {kind for kind, _, _ in compare(seed, base)}
    assert found == COMPARED

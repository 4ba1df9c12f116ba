"""Which past decisions would differ under another rulebook, and a recorded decision read back."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from tests.ledger.made import decision
from tests.strategies import random_case
from triage.case.problems import CaseError
from triage.deciding.errors import NoPath
from triage.decision.model import Decision
from triage.ledger.impact import Impact, impact
from triage.ledger.opened import Json, Opened
from triage.ledger.retold import retold
from triage.service.advisor import Advisor
from triage.verify.difference.change import GONE, THERE, Change, between, direction
from triage.vocabulary.values import replace

CASES = ["membolos", "perundungan", "mencuri", "bertengkar"]


def entry(seq: int, category: str, told: dict[str, Any]) -> Opened:
    return decision(seq, f"S{seq}", told, categories=[category])


@pytest.fixture
def recorded(quick: Advisor) -> list[Opened]:
    entries = []
    for seq, category in enumerate(CASES, 1):
        case = quick.read({"asker": "guru", "problems": [category]})
        entries.append(entry(seq, category, quick.told(quick.decide(case))))
    return [*entries, Opened(5, entries[0].at, "decision", "S5", erased=True)]


def test_past_decisions_under_other_rules(quick: Advisor, recorded: list[Opened]) -> None:
    def decide(case: Json) -> Decision:
        (problem,) = case["problems"]
        now = quick.decide(quick.read(case))
        if problem["category"] == "perundungan":
            return replace(now, severity="ringan", urgency="rutin")
        if problem["category"] == "mencuri":
            raise CaseError(())
        if problem["category"] == "bertengkar":
            raise NoPath("lead")
        return now

    found = impact(recorded, decide, between, direction)

    lighter = Change("severity", "", "sedang", "ringan")
    gone = Change("path", "", THERE, GONE)
    assert found == Impact(
        Counter(same=1, less=2, unreadable=1, erased=1),
        {("less", (lighter,)): [2], ("less", (gone,)): [4], ("unreadable", ()): [3]},
    )
    assert found.changes == Counter({lighter: 1, gone: 1})
    assert (found.compared, found.lowered) == (4, True)


def test_the_same_rules_change_nothing(quick: Advisor, recorded: list[Opened]) -> None:
    found = impact(recorded, lambda case: quick.decide(quick.read(case)), between, direction)

    assert found == Impact(Counter(same=4, erased=1))
    assert not found.lowered


def test_a_decision_read_back_says_the_same(quick: Advisor) -> None:
    rnd = random.Random(4)
    for _ in range(40):
        now = quick.decide(quick.read(random_case(rnd)))
        assert between(retold(quick.told(now)), now) == ()
        assert between(retold(quick.told(now, "en")), now) == ()

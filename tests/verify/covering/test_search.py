"""The search is held against every case there is: what it finds reaches the goal, what it rules out never is."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest

from tests.verify.covering.books import book, every_case, random_book, rule
from triage.case.model import Case
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.verify.covering import search
from triage.verify.covering.atoms import Met, Rules
from triage.verify.covering.search import Goal, Never, Search, Unknown

CASES = tuple(every_case())


def searching(made: Rulebook) -> tuple[Rules, Search]:
    rules = Rules(made)
    return rules, Search(rules, ReferenceEvaluator(made))


def compare(seed: int) -> Counter[str]:
    """How the search ends for every goal of one random book; wrong ends are asserted against."""
    rules, found = searching(random_book(Random(seed)))
    reference = ReferenceEvaluator(rules.book)
    mets = [Met(rules, case, reference.infer(case)) for case in CASES]
    ends: Counter[str] = Counter()
    for one in rules.active:
        reached: set[Any] = {None for met in mets if one.id in met.fires}
        reached |= {atom for met in mets for atom in met.alone(one)}
        for atom in (None, *rules.atoms[one.id]):
            goal = Goal(one, atom)
            end = found.find(goal)
            if isinstance(end, Case):
                assert found.reaches(end, goal)
                assert atom in reached
            elif isinstance(end, Never):
                assert atom not in reached, (seed, one.id, atom, end)
            ends[type(end).__name__ + (" though there is one" if end == Unknown() and atom in reached else "")] += 1
    return ends


@pytest.mark.parametrize("seed", range(6))
def test_it_agrees_with_all_cases(seed: int) -> None:
    assert compare(seed)["Unknown though there is one"] == 0


@pytest.mark.prove
def test_it_agrees_with_all_cases_of_many_books() -> None:
    ends: Counter[str] = Counter()
    for seed in range(6, 120):
        ends += compare(seed)
    assert ends["Unknown though there is one"] == 0
    assert ends["Unknown"] < ends.total() / 50

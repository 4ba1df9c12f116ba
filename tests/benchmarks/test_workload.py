"""The benchmarks' workload: the same for everyone, and the same answers from every engine that is there.

Nothing here is timed; how long answers take is for ``python -m benchmarks`` to say.
"""

from __future__ import annotations

import pytest

from benchmarks.engines import engines, shipped_engines
from benchmarks.shipped import shipped_cases
from benchmarks.timing import differing, measure
from benchmarks.workload import cases, expected, workload
from triage.rulebook.model import Rulebook


@pytest.mark.parametrize("size", [60, 64, 300, 400, 1000])
def test_a_book_has_as_many_rules_as_asked_for_and_two_for_each_category(size: int) -> None:
    work = workload(size)
    assert len(work.rules) == len({rule.id for rule in work.rules}) == size
    assert len(work.categories) == size // 2
    assert workload(size) == work


@pytest.mark.parametrize("size", [64, 400])
def test_about_as_many_rules_fire_in_a_larger_book(size: int) -> None:
    work = workload(size)
    fired = [len(expected(work, case)) for case in cases(work, 400, seed=1)]
    assert 3.0 < sum(fired) / len(fired) < 3.7


def test_every_engine_answers_as_the_naive_reading_does() -> None:
    work = workload()
    chosen, _ = engines(work)
    assert differing(chosen, cases(work, 200, seed=2), lambda case: expected(work, case)) == {}


def test_every_engine_finds_the_same_rules_of_the_shipped_rulebook(book: Rulebook) -> None:
    chosen, _ = shipped_engines(book)
    assert differing(chosen, shipped_cases(book, 50, seed=2), chosen[0].fired) == {}


def test_a_run_times_every_engine() -> None:
    work = workload()
    chosen, _ = engines(work, ["reference", "Python"])
    lanes = {
        engine.name: (engine, lambda count, seed: cases(work, min(count, 20), seed)) for engine in chosen
    }
    timed = measure(lanes, count=20, repetitions=2)
    assert set(timed) == {"reference", "rules compiled to Python"}
    assert all(0 < one.p50 <= one.p99 for one in timed.values())

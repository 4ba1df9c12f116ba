"""Many cases, many threads: right answers, flat memory, no state left in the engine."""

from __future__ import annotations

import gc
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from durable_naive import naive
from durable_random import random_book, random_case

from triage.case.model import Case
from triage.inference.durable import DurableEvaluator
from triage.inference.result import Inference

engine = pytest.importorskip("durable_rules_engine")

BOOK = random_book(Random(2024), 60)


def known(count: int) -> list[tuple[Case, Inference]]:
    random = Random(count)
    cases = [random_case(random) for _ in range(count)]
    return [(case, naive(BOOK, case)) for case in cases]


def test_the_book_is_worth_enduring() -> None:
    answers = [answer for _, answer in known(100)]
    assert sum(len(answer.firings) for answer in answers) > 1000
    assert any(firing.by for answer in answers for firing in answer.firings)


def test_eight_threads_get_their_own_answers() -> None:
    evaluator = DurableEvaluator(BOOK)
    cases = known(400)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)

    def work(seed: int) -> int:
        mine = cases.copy()
        Random(seed).shuffle(mine)
        return sum(evaluator.infer(case) != answer for case, answer in mine)

    try:
        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(work, range(8))) == 0
    finally:
        sys.setswitchinterval(interval)
    evaluator.close()


def memory() -> float:
    """The most memory this process has used, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def test_memory_is_flat_over_twenty_thousand_cases() -> None:
    evaluator = DurableEvaluator(BOOK)
    cases = known(500)
    for case, _ in cases:
        evaluator.infer(case)
    gc.collect()
    before = memory()
    for _ in range(40):
        for case, answer in cases:
            assert evaluator.infer(case) == answer
    assert memory() - before < 4
    for network in evaluator._networks:
        with pytest.raises(engine.error, match="309"):
            engine.get_facts(network._handle, "c")
    evaluator.close()


def test_evaluators_made_and_closed_give_their_memory_back() -> None:
    cases = known(10)

    def cycle() -> None:
        evaluator = DurableEvaluator(BOOK)
        for case, answer in cases:
            assert evaluator.infer(case) == answer
        evaluator.close()

    for _ in range(10):
        cycle()
    before = memory()
    for _ in range(150):
        cycle()
    assert memory() - before < 8


def test_an_evaluator_let_go_of_gives_its_handles_back() -> None:
    evaluator = DurableEvaluator(BOOK)
    for case, _ in known(10):
        evaluator.infer(case)
    handles = [network._handle for network in evaluator._networks]
    assert handles
    del evaluator
    gc.collect()
    for handle in handles:
        with pytest.raises(engine.error, match="111"):
            engine.delete_ruleset(handle)

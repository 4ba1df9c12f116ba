"""The engine and a plain evaluator agree on random rulebooks and cases."""

from __future__ import annotations

from random import Random

import pytest
from durable_naive import naive
from durable_random import random_book, random_case
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.inference.durable import DurableEvaluator

pytest.importorskip("durable_rules_engine")


def agree(random: Random, cases: int) -> None:
    book = random_book(random)
    evaluator = DurableEvaluator(book)
    try:
        for _ in range(cases):
            case = random_case(random)
            assert evaluator.infer(case) == naive(book, case), case
    finally:
        evaluator.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_random_books_agree(random: Random) -> None:
    agree(random, cases=4)


@pytest.mark.parametrize("seed", range(8))
def test_many_random_books_agree(seed: int) -> None:
    random = Random(seed)
    for _ in range(60):
        agree(random, cases=8)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100, 140))
def test_very_many_random_books_agree(seed: int) -> None:
    random = Random(seed)
    for _ in range(500):
        agree(random, cases=20)

"""Two evaluators, one answer; and what happens when they do not give it."""

from __future__ import annotations

import random

import pytest

from tests.strategies import random_case
from triage.case.model import Case, Problem
from triage.inference.checked import CheckedEvaluator
from triage.inference.errors import Disagreement, EngineUnavailable
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.vocabulary.values import replace

CASE = Case("wali_kelas", (Problem("membolos"),))


def durable(book: Rulebook) -> object:
    from triage.inference.durable import DurableEvaluator

    try:
        return DurableEvaluator(book)
    except EngineUnavailable as error:
        pytest.skip(error.said("en"))


def compare(book: Rulebook, reference: ReferenceEvaluator, advisor: Advisor, seed: int, count: int) -> None:
    engine = durable(book)
    rnd = random.Random(seed)
    for _ in range(count):
        case = advisor.read(random_case(rnd, most=4))
        assert engine.infer(case) == reference.infer(case), case  # type: ignore[attr-defined]


def test_both_evaluators_agree_on_two_thousand_cases(
    book: Rulebook, reference: ReferenceEvaluator, advisor: Advisor
) -> None:
    compare(book, reference, advisor, seed=2, count=2_000)


@pytest.mark.prove
def test_both_evaluators_agree_on_fifty_thousand_cases(
    book: Rulebook, reference: ReferenceEvaluator, advisor: Advisor
) -> None:
    compare(book, reference, advisor, seed=50, count=50_000)


class Altered:
    """An engine that answers, but not the same."""

    name = "altered 1.0"

    def __init__(self, reference: ReferenceEvaluator) -> None:
        self._reference = reference

    def infer(self, case: Case) -> Inference:
        inference = self._reference.infer(case)
        return replace(inference, firings=inference.firings[1:])


def test_a_difference_is_a_failure_that_names_the_rules(reference: ReferenceEvaluator) -> None:
    checked = CheckedEvaluator(reference, Altered(reference))
    first = reference.infer(CASE).firings[0].rule
    with pytest.raises(Disagreement) as caught:
        checked.infer(CASE)
    assert caught.value.rules == (first,)
    assert first in caught.value.said("id")
    assert first in caught.value.said("en")


def test_without_an_engine_the_reference_serves_and_every_decision_says_so(quick: Advisor) -> None:
    decision = quick.decide(CASE)
    assert decision.engine == ("reference",)
    assert quick.told(decision)["engine"] == {"evaluators": ["reference"], "checked": False}

"""Ours: each evaluator alone, both, and what the service makes of them.

Every row has objects of its own, so that none finds ready what another has made for the same case.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from benchmarks.book import rulebook
from benchmarks.engines.form import Engine
from benchmarks.workload import Workload
from triage.case.model import Case
from triage.decide.compose import Composer
from triage.explain.told import Teller
from triage.inference.checked import CheckedEvaluator, Evaluator
from triage.inference.errors import InferenceError
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor

REFERENCE = "reference"
DURABLE = "durable-rules"
DECIDE = "decide, told"
WHOLE = "whole answer"
WHOLE_TEXT = "whole answer as JSON text"
REMEMBERED = "remembered"
REMEMBERED_TOLD = "remembered, told again"


def engines(work: Workload) -> Iterator[Engine]:
    """Ours on the rulebook that says the same as the workload."""
    return of_book(rulebook(work))


def of_book(book: Rulebook) -> Iterator[Engine]:
    """Ours on any rulebook."""
    yield Engine(REFERENCE, ReferenceEvaluator(book).infer, _of_inference, note="everything concluded")
    durable = _durable(book)
    if durable is not None:
        yield Engine(DURABLE, durable.infer, _of_inference, note="everything concluded")
    yield Engine(
        DECIDE, _decide(book), _of_told, note="both evaluators, full justification as JSON data, no questions"
    )
    afresh, text, again, told_again = (Advisor(book) for _ in range(4))
    yield Engine(
        WHOLE,
        lambda case: afresh.told(afresh.decide_afresh(case)),
        _of_told,
        note="with exact questions and what each answer changes",
    )
    yield Engine(
        WHOLE_TEXT,
        lambda case: json.dumps(text.told(text.decide_afresh(case)), ensure_ascii=False),
        lambda answer: _of_told(json.loads(answer)),
        note="the same, as text",
    )
    yield Engine(
        REMEMBERED,
        again.decide,
        lambda decision: {fired.rule for fired in (*decision.justification, *decision.rejected)},
        handed=lambda case: _after(again, case),
        note="the whole decision, same case again",
    )
    yield Engine(
        REMEMBERED_TOLD,
        lambda case: told_again.told(told_again.decide(case)),
        _of_told,
        handed=lambda case: _after(told_again, case),
        note="the same, as JSON data",
    )


def _after(advisor: Advisor, case: Case) -> Case:
    """``case``, once ``advisor`` has decided it."""
    advisor.decide(case)
    return case


def _durable(book: Rulebook) -> Evaluator | None:
    try:
        from triage.inference.durable import DurableEvaluator

        return DurableEvaluator(book)
    except InferenceError:
        return None


def why_no_durable(book: Rulebook) -> str | None:
    """Why durable-rules does not take part for this rulebook; None when it does."""
    try:
        from triage.inference.durable import DurableEvaluator

        DurableEvaluator(book).close()
    except InferenceError as error:
        return f"{DURABLE}: {error}"
    return None


def _decide(book: Rulebook) -> Callable[[Case], dict[str, Any]]:
    checked = CheckedEvaluator(ReferenceEvaluator(book), _durable(book))
    composer, teller = Composer(book), Teller(book)

    def decide(case: Case) -> dict[str, Any]:
        return teller.told(composer.compose(case, checked.infer(case), (), checked.names))

    return decide


def _of_inference(inference: Inference) -> Iterable[str]:
    return {firing.rule for firing in inference.firings}


def _of_told(told: dict[str, Any]) -> Iterable[str]:
    return {fired["rule"] for fired in (*told["justification"], *told["rejected"])}

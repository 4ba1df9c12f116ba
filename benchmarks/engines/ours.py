"""Ours: each evaluator alone, both, and what the service makes of them.

Every row has objects of its own, so that none finds ready what another has made for the same case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import msgspec

from benchmarks.engines.form import Engine, Missing
from triage.case.model import Case
from triage.deciding.compose import Composer
from triage.explain.told import Teller
from triage.inference.checked import CheckedEvaluator
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


def makers(book: Rulebook) -> list[Callable[[], Iterator[Engine]]]:
    """What makes our rows for a rulebook, in the order of the table."""
    return [partial(one, book) for one in (_reference, _engine, _service)]


def _reference(book: Rulebook) -> Iterator[Engine]:
    yield Engine(REFERENCE, ReferenceEvaluator(book).infer, _of_inference, note="everything concluded")


def _engine(book: Rulebook) -> Iterator[Engine]:
    try:
        from triage.inference.durable import DurableEvaluator

        infer = DurableEvaluator(book).infer
    except InferenceError as error:
        raise Missing(f"{DURABLE}: {error}") from error
    yield Engine(DURABLE, infer, _of_inference, note="everything concluded")


def _service(book: Rulebook) -> Iterator[Engine]:
    afresh, text, again, told_again = (Advisor(book) for _ in range(4))
    checked, composer, teller = _checked(book), Composer(book), Teller(book)
    evaluators = "both evaluators" if len(checked.names) > 1 else "REFERENCE ALONE"
    yield Engine(
        DECIDE,
        lambda case: teller.told(composer.compose(case, checked.infer(case), (), checked.names)),
        _of_told,
        note=f"{evaluators}, full justification as JSON data, no questions",
    )
    yield Engine(
        WHOLE,
        lambda case: afresh.told(afresh.decide_afresh(case)),
        _of_told,
        note="with exact questions and what each answer changes",
    )
    yield Engine(
        WHOLE_TEXT,
        lambda case: msgspec.json.encode(text.told(text.decide_afresh(case))),
        lambda answer: _of_told(msgspec.json.decode(answer)),
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


def _checked(book: Rulebook) -> CheckedEvaluator:
    """Both evaluators; the reference alone where durable-rules does not run."""
    try:
        from triage.inference.durable import DurableEvaluator

        return CheckedEvaluator(ReferenceEvaluator(book), DurableEvaluator(book))
    except InferenceError:
        return CheckedEvaluator(ReferenceEvaluator(book), None)


def _after(advisor: Advisor, case: Case) -> Case:
    """``case``, once ``advisor`` has decided it."""
    advisor.decide(case)
    return case


def _of_inference(inference: Inference) -> Iterable[str]:
    return {firing.rule for firing in inference.firings}


def _of_told(told: dict[str, Any]) -> Iterable[str]:
    return {fired["rule"] for fired in (*told["justification"], *told["rejected"])}

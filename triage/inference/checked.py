"""Two evaluators, one answer: the engine infers, the reference checks, a difference is a failure."""

from __future__ import annotations

from typing import Protocol

from triage.case.model import Case
from triage.inference.errors import Disagreement
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference


class Evaluator(Protocol):
    """Anything that infers a case."""

    @property
    def name(self) -> str:
        """Name and version, as shown in each decision."""

    def infer(self, case: Case) -> Inference:
        """The closure of ``case``; raises a subclass of ``EngineFailure`` when it cannot."""


class CheckedEvaluator:
    """Infers with ``engine`` and checks with ``reference``; with no engine the reference serves alone."""

    def __init__(self, reference: ReferenceEvaluator, engine: Evaluator | None) -> None:
        self._reference = reference
        self._engine = engine
        self.names = (reference.name,) if engine is None else (engine.name, reference.name)

    def infer(self, case: Case) -> Inference:
        """The agreed closure of ``case``. Raises ``Disagreement`` when the two differ."""
        reference = self._reference.infer(case)
        if self._engine is None:
            return reference
        live = self._engine.infer(case)
        if live != reference:
            rules = {firing.rule for firing in set(live.firings) ^ set(reference.firings)}
            raise Disagreement(tuple(sorted(rules)))
        return live

"""The service every surface calls: a rulebook and its evaluators, ready to decide cases.

Terminal, batch, ledger and training use this one object, so they give the same decision.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any, Literal

from triage.case.model import Case
from triage.case.reading import as_data, read_case
from triage.deciding.compose import Composer
from triage.decision.model import Decision, Outcome
from triage.explain.questions import open_questions
from triage.explain.told import Teller
from triage.explain.what_if import WhatIf, what_if
from triage.explain.why_not import WhyNot, why_not
from triage.inference.checked import CheckedEvaluator, Evaluator
from triage.inference.errors import EngineUnavailable
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import Action, Lang
from triage.vocabulary.values import replace

#: ``auto``: durable-rules where it runs, else the reference alone. ``guarded``: durable-rules in a
#: child process, so that a crash or a hang of its C core is an error and not the end.
EngineChoice = Literal["auto", "guarded", "reference"]

_REMEMBERED = 4096


class Advisor:
    """Decides cases by one rulebook. Safe to share between threads."""

    def __init__(self, book: Rulebook, engine: EngineChoice = "auto") -> None:
        self.book = book
        self._engine = _engine(book, engine)  # first: a child gets ready while the rest is made
        self._reference = ReferenceEvaluator(book)
        self._checked = CheckedEvaluator(self._reference, self._engine)
        self._composer = Composer(book)
        self._teller = Teller(book)
        self._remembered: OrderedDict[Case, Decision] = OrderedDict()
        self._lock = Lock()

    def read(self, data: object) -> Case:
        """The case in plain ``data``. Raises ``CaseError`` with everything that is wrong with it."""
        return read_case(data, self.book.vocabulary)

    def check(self, case: Case) -> Case:
        """``case`` in canonical form, held against the vocabulary. Raises ``CaseError``."""
        return read_case(as_data(case), self.book.vocabulary)

    def infer(self, case: Case) -> Inference:
        """What the rules conclude of ``case``, agreed by the evaluators. Raises ``InferenceError``."""
        return self._checked.infer(case)

    def decide(self, case: Case) -> Decision:
        """The decision on ``case``: a pure function of rulebook and case.

        Raises ``InferenceError`` (its subclasses say what happened) or ``NoPath``; never returns a
        decision that the evaluators did not agree on. Decisions are remembered; remembering
        changes nothing but the time it takes.
        """
        key = case if case.ref is None else replace(case, ref=None)
        with self._lock:
            decision = self._remembered.get(key)
            if decision is not None:
                self._remembered.move_to_end(key)
                return decision
        decision = self.decide_afresh(key)
        with self._lock:
            self._remembered[key] = decision
            if len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return decision

    def decide_afresh(self, case: Case) -> Decision:
        """As ``decide``, with nothing remembered."""
        inference = self._checked.infer(case)
        questions = open_questions(self.book, self._reference, case)
        return self._composer.compose(case, inference, questions, self._checked.names)

    def told(self, decision: Decision, lang: Lang = "id", ref: str | None = None) -> dict[str, Any]:
        """``decision`` as the stable JSON object, with words in ``lang``."""
        return self._teller.told(decision, lang, ref)

    def why_not(self, case: Case, action: Action, to: str | None) -> WhyNot:
        """Why ``action`` to ``to`` (None: anyone) is not in the decision on ``case``."""
        return why_not(self.book, case, self._checked.infer(case), action, to)

    def what_if(self, case: Case) -> tuple[Outcome, tuple[WhatIf, ...]]:
        """The outcome now and the smallest changes that lead to another."""
        self._checked.infer(case)
        return what_if(self.book, self._reference, case)

    def close(self) -> None:
        """Let go of the engine; the advisor is not used afterwards."""
        close = getattr(self._engine, "close", None)
        if close is not None:
            close()


def _engine(book: Rulebook, choice: EngineChoice) -> Evaluator | None:
    if choice == "reference":
        return None
    try:
        if choice == "guarded":
            from triage.inference.guarded import GuardedEvaluator

            guarded = GuardedEvaluator(book)
            guarded.ready()
            return guarded
        from triage.inference.durable import DurableEvaluator

        return DurableEvaluator(book)
    except EngineUnavailable:
        return None

"""CLIPS (PyPI clipspy): the rules as ``defrule``, a case as template facts.

Best encoding of those tried: one fact for each problem and one wide fact with every answer, made
through templates (their text would have to be parsed); what fired is read from the agenda, so
that no right-hand side has to run. An environment grows and gets slower by the case whatever is
retracted, so every thousand cases a new one takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.engines.form import Engine, Missing
from benchmarks.workload import VALUES, PlainRule, Workload
from triage.case.model import Case
from triage.vocabulary.closed import ANSWERS, UNKNOWN

_CASES_AN_ENVIRONMENT = 1000


def engines(work: Workload) -> Iterator[Engine]:
    """One environment with every rule."""
    try:
        import clips
    except ImportError as error:
        raise Missing(f"CLIPS: not installed ({error})") from error
    answer = _Clips(clips, work).answer
    yield Engine("CLIPS", answer, lambda fired: fired, note="ids only, no reasons")


class _Clips:
    def __init__(self, clips: Any, work: Workload) -> None:
        self._clips = clips
        self._work = work
        self._words = {word: clips.Symbol(word) for word in (*work.categories, *VALUES, *ANSWERS)}
        self._left = 0

    def _begin(self) -> None:
        """A new environment with every rule."""
        slots = " ".join(f"(slot {fact} (default {UNKNOWN}))" for fact in self._work.facts)
        self._environment = self._clips.Environment()
        self._environment.build(f"(deftemplate case {slots})")
        self._environment.build(f"(deftemplate problem (slot category) (slot value (default {UNKNOWN})))")
        for rule in self._work.rules:
            self._environment.build(f"(defrule {rule.id} {_patterns(rule)} =>)")
        self._case = self._environment.find_template("case")
        self._problem = self._environment.find_template("problem")
        self._left = _CASES_AN_ENVIRONMENT

    def answer(self, case: Case) -> set[str]:
        """The rules on the agenda once the case is told."""
        if not self._left:
            self._begin()
        self._left -= 1
        words = self._words
        self._environment.reset()
        for problem in case.problems:
            value = problem.attributes[0][1] if problem.attributes else UNKNOWN
            self._problem.assert_fact(category=words[problem.category], value=words[value])
        self._case.assert_fact(**{fact: words[answer] for fact, answer in case.facts})
        return {activation.name for activation in self._environment.activations()}


def _patterns(rule: PlainRule) -> str:
    value = "" if rule.values is None else f" (value {'|'.join(rule.values)})"
    problem = f"(problem (category {'|'.join(rule.categories)}){value})"
    if not rule.facts:
        return problem
    asked = " ".join(f"({fact} {'|'.join(answers)})" for fact, answers in rule.facts)
    return f"{problem} (case {asked})"

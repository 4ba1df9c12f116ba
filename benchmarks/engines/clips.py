"""CLIPS (PyPI clipspy): the rules as ``defrule``, a case as template facts.

Best encoding of those tried: one fact for each problem and one wide fact with every answer, made
through templates (their text would have to be parsed); what fired is read from the agenda, so
that no right-hand side has to run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.engines.form import Engine, Missing
from benchmarks.workload import VALUES, PlainRule, Workload
from triage.case.model import Case
from triage.vocabulary.closed import ANSWERS, UNKNOWN


def engines(work: Workload) -> Iterator[Engine]:
    """One environment with every rule."""
    try:
        import clips
    except ImportError as error:
        raise Missing(f"CLIPS: not installed ({error})") from error
    environment: Any = clips.Environment()
    slots = " ".join(f"(slot {fact} (default {UNKNOWN}))" for fact in work.facts)
    environment.build(f"(deftemplate case {slots})")
    environment.build(f"(deftemplate problem (slot category) (slot value (default {UNKNOWN})))")
    for rule in work.rules:
        environment.build(f"(defrule {rule.id} {_patterns(rule)} =>)")
    of_case, of_problem = environment.find_template("case"), environment.find_template("problem")
    words = {word: clips.Symbol(word) for word in (*work.categories, *VALUES, *ANSWERS)}

    def answer(case: Case) -> set[str]:
        environment.reset()
        for problem in case.problems:
            value = problem.attributes[0][1] if problem.attributes else UNKNOWN
            of_problem.assert_fact(category=words[problem.category], value=words[value])
        of_case.assert_fact(**{fact: words[answer] for fact, answer in case.facts})
        return {activation.name for activation in environment.activations()}

    yield Engine("CLIPS", answer, lambda fired: fired, note="ids only, no reasons")


def _patterns(rule: PlainRule) -> str:
    value = "" if rule.values is None else f" (value {'|'.join(rule.values)})"
    problem = f"(problem (category {'|'.join(rule.categories)}){value})"
    if not rule.facts:
        return problem
    asked = " ".join(f"({fact} {'|'.join(answers)})" for fact, answers in rule.facts)
    return f"{problem} (case {asked})"

"""The floor in Python: the rules written out as one Python function for each category."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.engines.form import Engine
from benchmarks.workload import ATTRIBUTE, PlainRule, Workload
from triage.case.model import Case
from triage.inference.result import Firing
from triage.vocabulary.closed import UNKNOWN

_OfCategory = Callable[[str, dict[str, str], list[Firing]], None]


def engines(work: Workload) -> Iterator[Engine]:
    """The compiled rules, answering with the same firings that our evaluators give."""
    functions = {category: _compiled(work, category) for category in work.categories}

    def answer(case: Case) -> list[Firing]:
        facts: dict[str, str] = dict(case.facts)
        fired: list[Firing] = []
        for problem in case.problems:
            value = problem.attributes[0][1] if problem.attributes else UNKNOWN
            functions[problem.category](value, facts, fired)
        return fired

    yield Engine(
        "rules compiled to Python",
        answer,
        lambda fired: {firing.rule for firing in fired},
        note="the floor: firings only, nothing concluded from them",
    )


def _compiled(work: Workload, category: str) -> _OfCategory:
    rules = [rule for rule in work.rules if category in rule.categories]
    lines = ["def of_category(value, facts, fired):"]
    for number, rule in enumerate(rules):
        lines.append(f"    if {_condition(rule)}:")
        lines.append(f"        fired.append(firing_{number})")
    names: dict[str, object] = {
        f"firing_{number}": Firing(rule.id, category) for number, rule in enumerate(rules)
    }
    exec(compile("\n".join(lines), f"<{category}.{ATTRIBUTE}>", "exec"), names)
    function: _OfCategory = names["of_category"]  # type: ignore[assignment]
    return function


def _condition(rule: PlainRule) -> str:
    parts = [] if rule.values is None else [_one_of("value", rule.values)]
    for fact, answers in rule.facts:
        look = f"facts.get({fact!r}, {UNKNOWN!r})" if UNKNOWN in answers else f"facts.get({fact!r})"
        parts.append(_one_of(look, answers))
    return " and ".join(parts) or "True"


def _one_of(look: str, values: tuple[str, ...]) -> str:
    return f"{look} == {values[0]!r}" if len(values) == 1 else f"{look} in {values!r}"

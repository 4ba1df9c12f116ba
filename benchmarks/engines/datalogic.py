"""datalogic (PyPI datalogic-py): JSON Logic in Rust, without a trace.

Best encodings of those tried: the case as a flat mapping of what is stated, unknown left out, and
the whole book as one ``merge``; either rule by rule, or grouped so that the rules of a category
are looked at only where the category is there. Given as a Python dict to a session (as JSON text
the call is faster by less than making the text costs). For comparison also the case as it is
written, a list of problems and a mapping of facts, as one would begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from benchmarks.engines.form import Engine, Missing
from benchmarks.workload import ATTRIBUTE, VALUES, PlainRule, Workload
from triage.case.model import Case
from triage.vocabulary.closed import ANSWERS, UNKNOWN

_Logic = dict[str, Any]
_Given = dict[str, Any]


def engines(work: Workload) -> Iterator[Engine]:
    """The book as one expression, rule by rule and grouped by category."""
    try:
        import datalogic_py
    except ImportError as error:
        raise Missing(f"datalogic: not installed ({error})") from error
    engine = datalogic_py.Engine()
    encodings: tuple[tuple[str, _Logic, Callable[[Case], _Given]], ...] = (
        ("datalogic", {"merge": [_rule(rule) for rule in work.rules]}, prepare),
        ("datalogic, grouped", {"merge": list(_grouped(work))}, prepare),
        ("datalogic, as written", {"merge": [_as_written(rule) for rule in work.rules]}, written),
    )
    for name, logic, prepared in encodings:
        answer = partial(engine.session().evaluate, engine.compile(logic))
        yield Engine(name, answer, lambda fired: fired, prepared, note="ids only, no reasons")


def prepare(case: Case) -> _Given:
    """What is stated, flat: each category with its attribute, each fact with its answer."""
    given: _Given = dict(case.facts)
    for problem in case.problems:
        given[problem.category] = problem.attributes[0][1] if problem.attributes else UNKNOWN
    return given


def written(case: Case) -> _Given:
    """The case as in a case file."""
    problems = [{"category": problem.category, **dict(problem.attributes)} for problem in case.problems]
    return {"problems": problems, "facts": dict(case.facts)}


def _as_written(rule: PlainRule) -> _Logic:
    parts: list[_Logic] = [_one_of("category", rule.categories, rule.categories, stated=True)]
    if rule.values is not None:
        parts.append(_one_of(ATTRIBUTE, rule.values, (*VALUES, UNKNOWN), stated=False))
    asked = [_one_of(f"facts.{fact}", answers, ANSWERS, stated=False) for fact, answers in rule.facts]
    return {"if": [_all([{"some": [{"var": "problems"}, _all(parts)]}, *asked]), [rule.id], []]}


def _rule(rule: PlainRule) -> _Logic:
    return {"if": [_all([_there(rule), *_rest(rule)]), [rule.id], []]}


def _there(rule: PlainRule) -> _Logic:
    if len(rule.categories) > 1:
        return {"or": [{"var": category} for category in rule.categories]}
    if rule.values is not None:
        return _one_of(rule.categories[0], rule.values, (*VALUES, UNKNOWN), stated=True)
    return {"var": rule.categories[0]}


def _rest(rule: PlainRule) -> list[_Logic]:
    return [_one_of(fact, answers, ANSWERS, stated=False) for fact, answers in rule.facts]


def _grouped(work: Workload) -> Iterator[_Logic]:
    of_one: dict[str, list[PlainRule]] = {}
    for rule in work.rules:
        if len(rule.categories) > 1:
            yield _rule(rule)
        else:
            of_one.setdefault(rule.categories[0], []).append(rule)
    for category, rules in of_one.items():
        inner = []
        for rule in rules:
            asked = _rest(rule)
            if rule.values is not None:
                asked.append(_there(rule))
            inner.append({"if": [_all(asked), [rule.id], []]} if asked else [rule.id])
        yield {"if": [{"var": category}, {"merge": inner}, []]}


def _all(parts: list[_Logic]) -> _Logic:
    return parts[0] if len(parts) == 1 else {"and": parts}


def _one_of(name: str, wanted: Iterable[str], every: Iterable[str], stated: bool) -> _Logic:
    """``name`` is one of ``wanted``; what is not stated counts as unknown, so it is asked inverted."""
    values = list(wanted)
    if UNKNOWN in values and not stated:
        others = [value for value in every if value not in values]
        if len(others) == 1:
            return {"!=": [{"var": name}, others[0]]}
        return {"!": [{"in": [{"var": name}, others]}]}
    if len(values) == 1:
        return {"==": [{"var": name}, values[0]]}
    return {"in": [{"var": name}, values]}

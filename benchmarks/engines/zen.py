"""ZEN (PyPI zen-engine): decision graphs in Rust, with the trace off and on.

Best encodings of those tried whose trace says why (each row that matched, with the values it
read): one decision table looped over the problems; a loop over the problems through a switch to a
small table for each category, given as compiled content by a loader; and the same small tables
called from Python, one call a problem. Unknown facts are left out and asked inverted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from benchmarks.engines.form import Engine, Missing
from benchmarks.workload import ATTRIBUTE, VALUES, PlainRule, Workload
from triage.case.model import Case
from triage.vocabulary.closed import ANSWERS, UNKNOWN

_Json = dict[str, Any]
_Given = dict[str, Any]
TRACED = {"trace": True}


def engines(work: Workload) -> Iterator[Engine]:
    """Each encoding without and with trace."""
    try:
        import zen
    except ImportError as error:
        raise Missing(f"ZEN: not installed ({error})") from error
    table: Any = zen.ZenEngine().create_decision(json.dumps(_one_table(work)))
    yield from _pair("one table", table.evaluate, _of_loop)
    contents = {
        "case": zen.ZenDecisionContent(json.dumps(_line(_loop_node()))),
        "problem": zen.ZenDecisionContent(json.dumps(_switch(work))),
    }
    engine: Any = zen.ZenEngine({"loader": contents.__getitem__})
    yield from _pair("switch", lambda given, options: engine.evaluate("case", given, options), _of_switch)
    yield from _pair("table a category", *_routed(zen, work))


def _pair(
    name: str,
    evaluate: Callable[[_Given, _Json | None], Any],
    ids: Callable[[Any], Iterable[str]],
) -> Iterator[Engine]:
    yield Engine(f"ZEN, {name}", lambda given: evaluate(given, None), ids, prepare, note="no reasons")
    yield Engine(
        f"ZEN with trace, {name}", lambda given: evaluate(given, TRACED), ids, prepare, note="with its trace"
    )


def prepare(case: Case) -> _Given:
    """The problems, each with what it is asked about."""
    facts = dict(case.facts)
    problems = []
    for problem in case.problems:
        told: _Given = {"category": problem.category, "facts": facts}
        if problem.attributes:
            told[ATTRIBUTE] = problem.attributes[0][1]
        problems.append(told)
    return {"problems": problems}


def _routed(
    zen: Any, work: Workload
) -> tuple[Callable[[_Given, _Json | None], list[Any]], Callable[[list[Any]], Iterable[str]]]:
    engine = zen.ZenEngine()
    tables = {
        category: engine.create_decision(json.dumps(_line(_table_node("t", _of_category(work, category)))))
        for category in work.categories
    }

    def evaluate(given: _Given, options: _Json | None) -> list[Any]:
        return [tables[problem["category"]].evaluate(problem, options) for problem in given["problems"]]

    return evaluate, lambda answers: {row["rule"] for answer in answers for row in answer["result"]}


def _of_loop(answer: Any) -> Iterable[str]:
    return {row["rule"] for rows in answer["result"]["fired"] for row in rows}


def _of_switch(answer: Any) -> Iterable[str]:
    return {row["rule"] for problem in answer["result"]["fired"] for row in problem["fired"]}


# -- graphs -------------------------------------------------------------------------------------------


def graph_node(kind: str, id: str, content: _Json | None = None) -> _Json:
    node: _Json = {"id": id, "name": id, "type": f"{kind}Node", "position": {"x": 0, "y": 0}}
    return node if content is None else {**node, "content": content}


def graph_edge(source: str, target: str, handle: str | None = None) -> _Json:
    edge: _Json = {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
    return edge if handle is None else {**edge, "sourceHandle": handle}


def _line(node: _Json) -> _Json:
    """A graph of one node between input and output."""
    nodes = [graph_node("input", "in"), node, graph_node("output", "out")]
    return {"nodes": nodes, "edges": [graph_edge("in", node["id"]), graph_edge(node["id"], "out")]}


def _table_node(id: str, table: _Json, **more: str) -> _Json:
    return graph_node("decisionTable", id, {**table, **more})


def _loop_node() -> _Json:
    content = {"key": "problem", "executionMode": "loop", "inputField": "problems", "outputPath": "fired"}
    return graph_node("decision", "d", {**content, "passThrough": False})


def _one_table(work: Workload) -> _Json:
    table = _table(work.rules, with_category=True)
    return _line(_table_node("t", table, executionMode="loop", inputField="problems", outputPath="fired"))


def _switch(work: Workload) -> _Json:
    statements = [
        {"id": category, "condition": f'category == "{category}"', "isDefault": False}
        for category in work.categories
    ]
    nodes = [
        graph_node("input", "in"),
        graph_node("switch", "s", {"hitPolicy": "first", "statements": statements}),
        graph_node("output", "out"),
    ]
    edges = [graph_edge("in", "s")]
    for category in work.categories:
        nodes.append(_table_node(f"t-{category}", _of_category(work, category), outputPath="fired"))
        edges += [graph_edge("s", f"t-{category}", category), graph_edge(f"t-{category}", "out")]
    return {"nodes": nodes, "edges": edges}


# -- tables -------------------------------------------------------------------------------------------


def _of_category(work: Workload, category: str) -> _Json:
    return _table([rule for rule in work.rules if category in rule.categories], with_category=False)


def _table(rules: Iterable[PlainRule], with_category: bool) -> _Json:
    """A decision table with one column for each thing that is asked."""
    chosen = list(rules)
    facts = sorted({fact for rule in chosen for fact, _ in rule.facts})
    fields = ["category"] if with_category else []
    if any(rule.values is not None for rule in chosen):
        fields.append(ATTRIBUTE)
    fields += [f"facts.{fact}" for fact in facts]
    rows = []
    for rule in chosen:
        cells = {f"facts.{fact}": _cell(answers, ANSWERS) for fact, answers in rule.facts}
        if with_category:
            cells["category"] = _listed(rule.categories)
        if rule.values is not None:
            cells[ATTRIBUTE] = _cell(rule.values, (*VALUES, UNKNOWN))
        row = {field: cells.get(field, "") for field in fields}
        rows.append({"_id": rule.id, **row, "rule": json.dumps(rule.id)})
    return {
        "hitPolicy": "collect",
        "inputs": [{"id": field, "name": field, "field": field} for field in fields],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": rows,
    }


def _cell(wanted: Iterable[str], every: Iterable[str]) -> str:
    """A cell for one of ``wanted``; what is left out counts as unknown, so it is asked inverted."""
    values = list(wanted)
    if UNKNOWN not in values:
        return _listed(values)
    others = [value for value in every if value not in values]
    return f'!= "{others[0]}"' if len(others) == 1 else f"not in [{_listed(others)}]"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(json.dumps(value) for value in values)

"""ZEN on the shipped rulebook: every condition of every rule, none of the layers.

ZEN is handed everything that earlier layers concluded, ready made and not timed, and only has to
find the rules that hold in one pass: less than our evaluators do, which work the layers off and
conclude. The fastest encoding of those tried: the problems in a loop through a switch to a table
for each category, beside it one table for the rules of the case in each layer (the trace of a table
costs by its columns). Unknown values are left out and asked inverted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.engines.form import Engine, Missing
from benchmarks.engines.zen import TRACED, graph_edge, graph_node
from triage.case.model import Case
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.model import LAYER_INDEX, LAYERS, Condition, Rule, Rulebook
from triage.vocabulary.closed import ANSWERS, PARENTS, SEVERITIES, UNKNOWN, URGENCIES

_Json = dict[str, Any]
_Asked = tuple[str, int, list[Any]]


@dataclass(frozen=True, slots=True)
class _Test:
    """A field of what is handed over, the values it accepts, and all it may have."""

    field: str
    accepted: frozenset[str]
    every: tuple[str, ...]

    @property
    def cell(self) -> str:
        """The cell of a decision table."""
        if UNKNOWN not in self.accepted:
            return _listed(sorted(self.accepted))
        others = [value for value in self.every if value not in self.accepted]
        return f'!= "{others[0]}"' if len(others) == 1 else f"not in [{_listed(others)}]"


def engines(book: Rulebook) -> Iterator[Engine]:
    """The shipped rules with trace."""
    try:
        import zen
    except ImportError as error:
        raise Missing(f"ZEN: not installed ({error})") from error
    rules = [rule for rule in book.rules if rule.status == "active"]
    contents = {
        "case": zen.ZenDecisionContent(json.dumps(_of_case(book, rules))),
        "problem": zen.ZenDecisionContent(json.dumps(_of_problem(book, rules))),
    }
    engine: Any = zen.ZenEngine({"loader": contents.__getitem__})
    reference, asked = ReferenceEvaluator(book), _asked(book)
    reads = frozenset(
        test.field for rule in rules if rule.when.of_a_problem for test in _tests(book, rule, "")
    )
    yield Engine(
        "ZEN with trace, handed the rest",
        lambda given: engine.evaluate("case", given, TRACED),
        _ids,
        handed=lambda case: _handed(book, case, reference.infer(case), reads, asked),
        note="finds the rules that hold, given all earlier conclusions; not timed preparing",
    )


def _ids(answer: Any) -> Iterable[str]:
    result = answer["result"]
    found = {row["rule"] for layer in LAYERS for row in result.get(layer, ())}
    for problem in result["problems"]:
        found.update(row["rule"] for row in problem["fired"])
    return found


# -- conditions ---------------------------------------------------------------------------------------


def _tests(book: Rulebook, rule: Rule, category: str) -> Iterator[_Test]:
    """Everything a rule asks, about fields that ``_handed`` fills."""
    when = rule.when
    attributes = book.vocabulary.categories[category].attributes if category else {}
    for name, values in when.attributes:
        every = (*attributes[name].values, UNKNOWN) if category else ()
        yield _Test(f"attribute_{name}", values, every)
    stage = "said" if rule.layer == "implied" else "fact"
    for name, answers in when.facts:
        yield _Test(f"{stage}_{name}", frozenset(answers), ANSWERS)
    yield from _choices(when)
    for action, parties in when.tracks:
        yield _Test(f"{rule.layer}_{_track(action, parties)}", frozenset({"ya"}), ())
    for name in when.notices:
        yield _Test(f"{rule.layer}_notice_{name}", frozenset({"ya"}), ())
    for name, there in when.findings:
        yield _Test(f"{rule.layer}_finding_{name}", frozenset({"ya" if there else UNKNOWN}), ("ya", UNKNOWN))


def _choices(when: Condition) -> Iterator[_Test]:
    for name, accepted, every in (
        ("peran", when.peran, ()),
        ("base", when.base, SEVERITIES),
        ("grade", when.grade, SEVERITIES),
        ("asker", when.asker, ()),
        ("severity", when.severity, SEVERITIES),
        ("urgency", when.urgency, URGENCIES),
        ("parents", when.parents, PARENTS),
    ):
        if accepted is not None:
            yield _Test(name, frozenset(accepted), every)


def _track(action: str, parties: frozenset[str] | None) -> str:
    return f"track_{action}" if parties is None else f"track_{action}_{'_'.join(sorted(parties))}"


# -- what is handed over ------------------------------------------------------------------------------


def _handed(
    book: Rulebook, case: Case, inference: Inference, reads: frozenset[str], asked: Sequence[_Asked]
) -> _Json:
    """The case with all conclusions, each problem with what rules of a problem read of the case."""
    shared = _of_the_case(book, case, inference, asked)
    grades = {category: (base, grade) for category, base, grade in inference.grades}
    problems = []
    for problem in case.problems:
        category = book.vocabulary.categories[problem.category]
        role = problem.peran or category.role
        base, grade = grades[problem.category]
        own = {"category": problem.category, "base": base, "grade": grade}
        own["peran"] = category.role_read_as.get(role, role)
        own |= {f"attribute_{name}": value for name, value in problem.attributes}
        problems.append({**{name: value for name, value in shared.items() if name in reads}, **own})
    return {**shared, "problems": problems}


def _of_the_case(book: Rulebook, case: Case, inference: Inference, asked: Sequence[_Asked]) -> dict[str, str]:
    known: dict[str, str] = {f"said_{fact}": answer for fact, answer in case.facts}
    known |= {f"fact_{fact}": "ya" for fact in inference.facts}
    known |= {f"fact_{fact}": answer for fact, answer in case.facts}
    known |= {"asker": case.asker, "severity": inference.severity}
    known |= {"urgency": inference.urgency, "parents": inference.parents}
    fired = {firing.rule for firing in inference.firings if firing.by is None}
    since: dict[object, int] = {}
    for rule in book.rules:
        if rule.id in fired:
            then, layer = rule.then, LAYER_INDEX[rule.layer]
            for one in (*then.tracks, *(action for action, _ in then.tracks), *then.notices, *then.findings):
                since[one] = min(layer, since.get(one, layer))
    for field, layer, choices in asked:
        if any(since.get(one, layer) < layer for one in choices):
            known[field] = "ya"
    return known


def _asked(book: Rulebook) -> list[_Asked]:
    """What rules ask of earlier conclusions: the field, the layer, what fills it."""
    found: dict[str, _Asked] = {}
    for rule in book.rules:
        layer = LAYER_INDEX[rule.layer]
        for action, parties in rule.when.tracks:
            field = f"{rule.layer}_{_track(action, parties)}"
            found[field] = field, layer, [action] if parties is None else [(action, to) for to in parties]
        for name in rule.when.notices:
            found[f"{rule.layer}_notice_{name}"] = f"{rule.layer}_notice_{name}", layer, [name]
        for name, _ in rule.when.findings:
            found[f"{rule.layer}_finding_{name}"] = f"{rule.layer}_finding_{name}", layer, [name]
    return list(found.values())


# -- graphs -------------------------------------------------------------------------------------------


def _of_case(book: Rulebook, rules: Sequence[Rule]) -> _Json:
    loop = {"key": "problem", "executionMode": "loop", "inputField": "problems", "outputPath": "problems"}
    nodes = [
        graph_node("input", "in"),
        graph_node("decision", "problems", {**loop, "passThrough": False}),
        graph_node("output", "out"),
    ]
    edges = [graph_edge("in", "problems"), graph_edge("problems", "out")]
    for layer in LAYERS:
        chosen = [
            (rule, tuple(_tests(book, rule, "")))
            for rule in rules
            if not rule.when.of_a_problem and rule.layer == layer
        ]
        if chosen:
            nodes.append(graph_node("decisionTable", layer, {**_table(chosen), "outputPath": layer}))
            edges += [graph_edge("in", layer), graph_edge(layer, "out")]
    return {"nodes": nodes, "edges": edges}


def _of_problem(book: Rulebook, rules: Sequence[Rule]) -> _Json:
    statements = [
        {"id": category, "condition": f'category == "{category}"', "isDefault": False}
        for category in book.vocabulary.categories
    ]
    nodes = [
        graph_node("input", "in"),
        graph_node("switch", "s", {"hitPolicy": "first", "statements": statements}),
        graph_node("output", "out"),
    ]
    edges = [graph_edge("in", "s")]
    for category in book.vocabulary.categories:
        chosen = [
            (rule, tuple(_tests(book, rule, category)))
            for rule in rules
            if rule.when.any_problem or (rule.when.problem is not None and category in rule.when.problem)
        ]
        nodes.append(graph_node("decisionTable", f"t-{category}", {**_table(chosen), "outputPath": "fired"}))
        edges += [graph_edge("s", f"t-{category}", category), graph_edge(f"t-{category}", "out")]
    return {"nodes": nodes, "edges": edges}


def _table(chosen: Sequence[tuple[Rule, tuple[_Test, ...]]]) -> _Json:
    fields = list(dict.fromkeys(test.field for _, tests in chosen for test in tests))
    rows: list[Mapping[str, str]] = []
    for rule, tests in chosen:
        cells = {test.field: test.cell for test in tests}
        row = {field: cells.get(field, "") for field in fields}
        rows.append({"_id": rule.id, **row, "rule": json.dumps(rule.id)})
    return {
        "hitPolicy": "collect",
        "inputs": [{"id": field, "name": field, "field": field} for field in fields],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": rows,
    }


def _listed(values: Iterable[str]) -> str:
    return ", ".join(json.dumps(value) for value in values)

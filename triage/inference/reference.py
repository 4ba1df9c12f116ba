"""The reference evaluator: small, plain Python, sharing no code with the durable-rules engine.

It evaluates many *worlds* at once. A world is one way the case may be; every condition becomes a
bit mask of the worlds in which it holds, so a live decision is the special case of a single world
and the exact questions of ``triage.explain`` need one pass instead of thousands. Masks are plain
integers; nothing is remembered between calls but the plan of which rules can concern a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from triage.case.model import Case
from triage.inference.result import Firing, Inference
from triage.rulebook.model import LAYER_INDEX, LAYERS, Condition, Rule, Rulebook
from triage.vocabulary.closed import (
    ANSWERS,
    PARENTS,
    SEVERITIES,
    UNKNOWN,
    URGENCIES,
    Action,
    Parents,
    Severity,
    Urgency,
)

#: A variable of a case: a fact, or ``category.attribute``.
Variable = str
#: For one variable, the mask of worlds per value; a value that is left out holds in no world.
Masks = Mapping[str, int]
Levels = list[int]

T = TypeVar("T", Severity, Urgency, Parents)

_PATH = LAYER_INDEX["path"]
_PLANS_KEPT = 4096
_ABSENT = frozenset({"tidak"})


@dataclass(frozen=True, slots=True)
class _Instance:
    """A rule bound to one category (or to the case): the signs it needs, and what follows."""

    number: int
    rule: Rule
    problem: str | None
    signs: tuple[int, ...]
    overriders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The instances that can concern a case, layer by layer, overriders first."""

    categories: tuple[str, ...]
    layers: tuple[tuple[_Instance, ...], ...]


@dataclass(slots=True)
class Survey:
    """What follows in each world: masks over all worlds, filled layer by layer.

    Levels are pairs of masks: worlds at or above the second value, and at the third.
    """

    full: int
    fired: list[tuple[_Instance, int, int]] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    base: dict[str, Levels] = field(default_factory=dict)
    grade: dict[str, Levels] = field(default_factory=dict)
    severity: Levels = field(default_factory=lambda: [0, 0])
    urgency: Levels = field(default_factory=lambda: [0, 0])
    parents: Levels = field(default_factory=lambda: [0, 0])
    tracks: dict[tuple[Action, str], int] = field(default_factory=dict)
    notices: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    provisional: int = 0


class ReferenceEvaluator:
    """Evaluates cases against one rulebook. Safe to share between threads."""

    name = "reference"

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._signs: dict[tuple[str, str, frozenset[str] | None], int] = {}
        self._by_variable: dict[str, list[tuple[int, frozenset[str]]]] = {}
        self._late: list[tuple[int, str, str, frozenset[str] | None]] = []
        rules = [rule for rule in book.rules if rule.status == "active"]
        self._number = {rule.id: n for n, rule in enumerate(book.rules)}
        self._overriders = _overriders(rules, self._number)
        order = sorted(rules, key=lambda rule: (LAYER_INDEX[rule.layer], _height(rule, rules)))
        self._of_case = [self._bind(rule, None) for rule in order if not rule.when.of_a_problem]
        self._of_category = {
            category: [self._bind(rule, category) for rule in order if _speaks_of(rule.when, category)]
            for category in book.vocabulary.categories
        }
        self._rank = {rule.id: n for n, rule in enumerate(order)}
        self._unknown = self._all_unknown()
        self._plans: dict[object, _Plan] = {}

    # -- compiling ------------------------------------------------------------------------------

    def _bind(self, rule: Rule, category: str | None) -> _Instance:
        """Number the signs that ``rule`` needs when it speaks of ``category``."""
        when = rule.when
        signs = [self._sign("variable", fact, values) for fact, values in when.facts]
        signs += [self._sign("variable", f"{category}.{name}", values) for name, values in when.attributes]
        if when.base is not None:
            signs.append(self._sign("base", category or "", when.base))
        if when.grade is not None:
            signs.append(self._sign("grade", category or "", when.grade))
        for kind in ("severity", "urgency", "parents"):
            values = getattr(when, kind)
            if values is not None:
                signs.append(self._sign(kind, "", values))
        signs += [self._sign("track", action, parties) for action, parties in when.tracks]
        signs += [self._sign("notice", notice, None) for notice in when.notices]
        signs += [self._sign("finding", name, None if there else _ABSENT) for name, there in when.findings]
        number = self._number[rule.id]
        return _Instance(number, rule, category, tuple(signs), self._overriders.get(number, ()))

    def _sign(self, kind: str, name: str, values: Iterable[str] | None) -> int:
        wanted = None if values is None else frozenset(values)
        key = (kind, name, wanted)
        if key not in self._signs:
            number = self._signs[key] = len(self._signs)
            if kind == "variable" and wanted is not None:
                self._by_variable.setdefault(name, []).append((number, wanted))
            else:
                self._late.append((number, kind, name, wanted))
        return self._signs[key]

    def _all_unknown(self) -> list[bool]:
        """Per sign: whether it holds when every variable is unknown."""
        holds = [False] * len(self._signs)
        for signs in self._by_variable.values():
            for number, wanted in signs:
                holds[number] = UNKNOWN in wanted
        return holds

    def _plan(self, asker: str, problems: tuple[tuple[str, str], ...]) -> _Plan:
        key = (asker, problems)
        plan = self._plans.get(key)
        if plan is None:
            chosen = [
                instance
                for instance in self._of_case
                if instance.rule.when.asker is None or asker in instance.rule.when.asker
            ]
            for category, role in problems:
                chosen += [
                    instance
                    for instance in self._of_category[category]
                    if (instance.rule.when.peran is None or role in instance.rule.when.peran)
                    and (instance.rule.when.asker is None or asker in instance.rule.when.asker)
                ]
            chosen.sort(key=lambda instance: self._rank[instance.rule.id])
            layers = tuple(
                tuple(instance for instance in chosen if instance.rule.layer == layer) for layer in LAYERS
            )
            plan = _Plan(tuple(category for category, _ in problems), layers)
            if len(self._plans) >= _PLANS_KEPT:
                self._plans.clear()
            self._plans[key] = plan
        return plan

    def _problems(self, case: Case) -> tuple[tuple[str, str], ...]:
        """(category, role as the rules read it) of each problem."""
        categories = self._book.vocabulary.categories
        out = []
        for problem in case.problems:
            category = categories[problem.category]
            role = problem.peran or category.role
            out.append((problem.category, category.role_read_as.get(role, role)))
        return tuple(out)

    # -- evaluating -----------------------------------------------------------------------------

    def reads(self, case: Case) -> frozenset[Variable]:
        """Every fact and ``category.attribute`` that some rule up to layer ``path`` may read."""
        return frozenset(self.wanted(case, _PATH))

    def wanted(self, case: Case, last: int = len(LAYERS) - 1) -> dict[Variable, frozenset[frozenset[str]]]:
        """Per variable that a rule up to layer ``last`` may read, the sets of values they ask for."""
        plan = self._plan(case.asker, self._problems(case))
        sets: dict[str, set[frozenset[str]]] = {}
        for layer in plan.layers[: last + 1]:
            for instance in layer:
                for fact, answers in instance.rule.when.facts:
                    sets.setdefault(fact, set()).add(frozenset(answers))
                for name, values in instance.rule.when.attributes:
                    sets.setdefault(f"{instance.problem}.{name}", set()).add(values)
        return {variable: frozenset(asked) for variable, asked in sets.items()}

    def survey(
        self, case: Case, full: int, variables: Mapping[Variable, Masks], last: int = len(LAYERS) - 1
    ) -> Survey:
        """Evaluate ``case`` in every world of ``full`` at once.

        ``variables`` gives masks per value for what differs between worlds; the rest is as in
        ``case``. ``last`` is the index of the last layer to work off.
        """
        plan = self._plan(case.asker, self._problems(case))
        known: dict[Variable, Masks] = {fact: {value: full} for fact, value in case.facts}
        for problem in case.problems:
            for name, value in problem.attributes:
                known[f"{problem.category}.{name}"] = {value: full}
        known.update(variables)
        signs = [full if held else 0 for held in self._unknown]
        for variable, masks in known.items():
            self._set(signs, variable, masks)
        state = Survey(full)
        for category in plan.categories:
            state.base[category] = [0, 0]
            state.grade[category] = [0, 0]
        for index in range(last + 1):
            instances = plan.layers[index]
            if index >= 2:
                self._look(signs, state, index)
            if instances:
                self._work(instances, signs, state, index)
            if index == 0:
                for fact, implied in state.facts.items():
                    before = known.get(fact, {UNKNOWN: full})
                    unknown = before.get(UNKNOWN, 0)
                    after: dict[str, int] = {value: before.get(value, 0) for value in ANSWERS}
                    after["ya"] |= unknown & implied
                    after[UNKNOWN] = unknown & ~implied
                    self._set(signs, fact, after)
            elif index == 1:
                state.grade = {category: list(levels) for category, levels in state.base.items()}
            elif index == 2:
                for levels in state.grade.values():
                    _join(state.severity, levels)
        return state

    def _set(self, signs: list[int], variable: Variable, masks: Mapping[str, int]) -> None:
        for number, wanted in self._by_variable.get(variable, ()):
            mask = 0
            for value, worlds in masks.items():
                if value in wanted:
                    mask |= worlds
            signs[number] = mask

    def _look(self, signs: list[int], state: Survey, index: int) -> None:
        """Bring the signs that speak of earlier conclusions up to date, before layer ``index``."""
        full = state.full
        for number, kind, name, wanted in self._late:
            if kind == "base" or kind == "grade":
                levels = (state.base if kind == "base" else state.grade).get(name)
                if levels is not None and wanted is not None:
                    signs[number] = _exactly(full, levels, SEVERITIES, wanted)
            elif index < 4:
                continue
            elif kind == "track":
                mask = 0
                for (action, to), worlds in state.tracks.items():
                    if action == name and (wanted is None or to in wanted):
                        mask |= worlds
                signs[number] = mask
            elif kind == "notice":
                signs[number] = state.notices.get(name, 0)
            elif kind == "finding":
                there = state.findings.get(name, 0)
                signs[number] = there if wanted is None else full & ~there
            elif kind == "severity" and wanted is not None:
                signs[number] = _exactly(full, state.severity, SEVERITIES, wanted)
            elif kind == "urgency" and wanted is not None:
                signs[number] = _exactly(full, state.urgency, URGENCIES, wanted)
            elif wanted is not None:
                signs[number] = _exactly(full, state.parents, PARENTS, wanted)

    def _work(self, instances: Sequence[_Instance], signs: list[int], state: Survey, index: int) -> None:
        """Work off one layer: fire, take back what is overridden, conclude."""
        acting: dict[int, dict[str | None, int]] = {}
        for instance in instances:
            mask = state.full
            for number in instance.signs:
                mask &= signs[number]
                if not mask:
                    break
            if not mask:
                continue
            active = mask
            for overrider in instance.overriders:
                for problem, worlds in acting.get(overrider, _NOBODY).items():
                    if problem is None or instance.problem is None or problem == instance.problem:
                        active &= ~worlds
            state.fired.append((instance, mask, active))
            if not active:
                continue
            if instance.rule.overrides:
                worlds_of = acting.setdefault(instance.number, {})
                worlds_of[instance.problem] = worlds_of.get(instance.problem, 0) | active
            _conclude(instance, active, state, index)

    def infer(self, case: Case) -> Inference:
        """The closure of one case, in canonical order."""
        state = self.survey(case, 1, {})
        fired = sorted(state.fired, key=lambda item: (item[0].number, item[0].problem or ""))
        active = {(item[0].number, item[0].problem) for item in fired if item[2]}
        lead = None
        firings = []
        for instance, _, acts in fired:
            by = None if acts else self._overridden_by(instance, active)
            firings.append(Firing(instance.rule.id, instance.problem, by))
            if acts and instance.rule.then.lead is not None:
                lead = instance.rule.then.lead
        grades = tuple(
            (
                category,
                SEVERITIES[state.base[category][0] + state.base[category][1]],
                SEVERITIES[state.grade[category][0] + state.grade[category][1]],
            )
            for category in sorted(state.base)
        )
        return Inference(
            firings=tuple(firings),
            facts=tuple(sorted(state.facts)),
            grades=grades,
            severity=level(SEVERITIES, state.severity),
            urgency=level(URGENCIES, state.urgency),
            parents=level(PARENTS, state.parents),
            lead=lead,
            provisional=bool(state.provisional),
            tracks=frozenset(state.tracks),
            notices=frozenset(state.notices),
            findings=frozenset(state.findings),
        )

    def _overridden_by(self, instance: _Instance, active: set[tuple[int, str | None]]) -> str | None:
        for overrider in sorted(instance.overriders):
            for number, problem in active:
                if number == overrider and (
                    problem is None or instance.problem is None or problem == instance.problem
                ):
                    return self._book.rules[overrider].id
        return None


_NOBODY: dict[str | None, int] = {}


def level(scale: tuple[T, ...], levels: Levels, world: int = 1) -> T:
    """The value of a scale in one world (given as its bit)."""
    return scale[bool(levels[0] & world) + bool(levels[1] & world)]


def _conclude(instance: _Instance, active: int, state: Survey, index: int) -> None:
    then = instance.rule.then
    for fact in then.facts:
        state.facts[fact] = state.facts.get(fact, 0) | active
    if then.severity is not None and instance.problem is not None:
        _raise(state.base[instance.problem], SEVERITIES.index(then.severity), active)
    if then.severity_at_least is not None:
        rank = SEVERITIES.index(then.severity_at_least)
        if index > 2:
            _raise(state.severity, rank, active)
        elif instance.problem is not None:
            _raise(state.grade[instance.problem], rank, active)
        else:
            for levels in state.grade.values():
                _raise(levels, rank, active)
    if then.urgency_at_least is not None:
        _raise(state.urgency, URGENCIES.index(then.urgency_at_least), active)
    if then.parents is not None:
        _raise(state.parents, PARENTS.index(then.parents), active)
    for track in then.tracks:
        state.tracks[track] = state.tracks.get(track, 0) | active
    for notice in then.notices:
        state.notices[notice] = state.notices.get(notice, 0) | active
    for finding in then.findings:
        state.findings[finding] = state.findings.get(finding, 0) | active
    if then.provisional:
        state.provisional |= active


def _raise(levels: Levels, rank: int, worlds: int) -> None:
    if rank >= 1:
        levels[0] |= worlds
    if rank >= 2:
        levels[1] |= worlds


def _join(levels: Levels, other: Levels) -> None:
    levels[0] |= other[0]
    levels[1] |= other[1]


def _exactly(full: int, levels: Levels, scale: Sequence[str], wanted: frozenset[str]) -> int:
    """The worlds in which a scale has one of the wanted values."""
    low, high = levels
    masks = (full & ~low, low & ~high, high)
    mask = 0
    for value, worlds in zip(scale, masks, strict=True):
        if value in wanted:
            mask |= worlds
    return mask


def _speaks_of(when: Condition, category: str) -> bool:
    return when.any_problem or (when.problem is not None and category in when.problem)


def _overriders(rules: Sequence[Rule], number: Mapping[str, int]) -> dict[int, tuple[int, ...]]:
    out: dict[int, list[int]] = {}
    for rule in rules:
        for overridden in rule.overrides:
            out.setdefault(number[overridden], []).append(number[rule.id])
    return {target: tuple(sorted(by)) for target, by in out.items()}


def _height(rule: Rule, rules: Sequence[Rule]) -> int:
    """How many overriders stand above ``rule``: those that nothing overrides come first."""
    above = [other for other in rules if rule.id in other.overrides]
    return 1 + max((_height(other, rules) for other in above), default=-1)

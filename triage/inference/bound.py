"""Rules bound to what they can be tried on: one problem of a case, or the case.

Everything a rule may ask is a *variable* with a value: a fact, an attribute (``category.name``), and
what earlier layers concluded (names with a colon, which no id can hold). A variable that is not
set is unknown. So a condition is a tuple of tests, each a variable and the values it accepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from triage.case.model import Case, Problem
from triage.inference.result import Firing
from triage.rulebook.model import LAYER_INDEX, LAYERS, Conclusion, Condition, Rule, Rulebook
from triage.vocabulary.closed import PARENTS_RANK, SEVERITY_RANK, UNKNOWN, URGENCY_RANK, Action

#: A variable and the values of which it must have one.
Test = tuple[str, frozenset[str]]

YES: Final = "ya"
SEVERITY: Final = "severity:"
URGENCY: Final = "urgency:"
PARENTS: Final = "parents:"
_THERE: Final = frozenset({YES})
_NOT_THERE: Final = frozenset({UNKNOWN})


class Then(NamedTuple):
    """A conclusion ready to be joined: levels as ranks, 0 where nothing is said.

    ``sets`` are the variables that are there for later layers once the rule has fired; ``rest``
    says whether there is anything but tracks, notices and findings.
    """

    sets: tuple[str, ...]
    tracks: tuple[tuple[Action, str], ...]
    notices: tuple[str, ...]
    findings: tuple[str, ...]
    rest: bool
    facts: tuple[str, ...]
    severity: int
    at_least: int
    urgency: int
    parents: int
    lead: str | None
    provisional: bool


class Bound(NamedTuple):
    """A rule bound to one category (or, with ``problem`` None, to the case).

    ``order`` is the place of its firing in an inference; ``height`` is higher than that of every
    rule that overrides it; ``overriders`` are the places of those rules in the rulebook.
    """

    order: int
    number: int
    height: int
    layer: int
    rule: Rule
    problem: str | None
    tests: tuple[Test, ...]
    then: Then
    overriders: tuple[int, ...]
    firing: Firing


class Cell(NamedTuple):
    """The rules that can concern one problem (or the case) as one asker tells it.

    ``layers`` holds them all. Of those after layer ``implied``, ``at_once`` are the ones that read
    nothing that other rules conclude, and ``later`` (empty if there are none) the others by layer.
    ``attributes``, ``base`` and ``grade`` are the names of the problem's variables.
    """

    category: str
    layers: tuple[tuple[Bound, ...], ...]
    at_once: tuple[Bound, ...]
    later: tuple[tuple[Bound, ...], ...]
    attributes: dict[str, str]
    base: str
    grade: str


class Bindings:
    """The active rules of a rulebook, bound when they are first needed."""

    def __init__(self, book: Rulebook) -> None:
        self._categories = book.vocabulary.categories
        self._place = {category: n for n, category in enumerate(sorted(self._categories), 1)}
        self._active = [(n, rule) for n, rule in enumerate(book.rules) if rule.status == "active"]
        self._overriders = _overriders(self._active)
        self._heights: dict[int, int] = {}
        #: Per layer: whether any of its rules overrides another.
        self.contested = tuple(
            any(rule.overrides for _, rule in self._active if rule.layer == layer) for layer in LAYERS
        )
        self._parties = self._asked_parties()
        self._thens = {number: self._then(rule.then) for number, rule in self._active}
        self._cells: dict[tuple[str, str, str], Cell] = {}

    def cells(self, case: Case) -> list[Cell]:
        """The rules that can concern ``case``: those of the case, then those of each problem."""
        known, asker = self._cells, case.asker
        found = [known.get((asker, "", "")) or self._cell(asker, "", "")]
        for problem in case.problems:
            role = problem.peran or ""
            found.append(
                known.get((asker, problem.category, role)) or self._cell(asker, problem.category, role)
            )
        return found

    def _cell(self, asker: str, category: str, role: str) -> Cell:
        """The cell of ``category`` (empty: of the case); ``role`` as stated (empty: not stated)."""
        attributes: dict[str, str] = {}
        read = role
        if category:
            known = self._categories[category]
            stated = role or known.role
            read = known.role_read_as.get(stated, stated)
            attributes = {name: f"{category}.{name}" for name in known.attributes}
        chosen = [
            (number, rule)
            for number, rule in self._active
            if _speaks_of(rule.when, category)
            and (rule.when.asker is None or asker in rule.when.asker)
            and (rule.when.peran is None or read in rule.when.peran)
        ]
        layers = tuple(
            tuple(self._bind(number, rule, category) for number, rule in chosen if rule.layer == layer)
            for layer in LAYERS
        )
        after = [bound for layer in layers[1:] for bound in layer]
        waits = {bound.order for bound in after if any(":" in variable for variable, _ in bound.tests)}
        cell = Cell(
            category=category,
            layers=layers,
            at_once=tuple(bound for bound in after if bound.order not in waits),
            later=tuple(tuple(bound for bound in layer if bound.order in waits) for layer in layers)
            if waits
            else (),
            attributes=attributes,
            base=f"{category}:base",
            grade=f"{category}:grade",
        )
        # Bounded by the vocabulary: there are only so many askers, categories and roles.
        self._cells[asker, category, role] = cell
        return cell

    def _bind(self, number: int, rule: Rule, category: str) -> Bound:
        problem = category or None
        return Bound(
            order=number * (len(self._place) + 1) + self._place.get(category, 0),
            number=number,
            height=self._height(number),
            layer=LAYER_INDEX[rule.layer],
            rule=rule,
            problem=problem,
            tests=tuple(self._tests(rule.when, category)),
            then=self._thens[number],
            overriders=self._overriders.get(number, ()),
            firing=Firing(rule.id, problem),
        )

    def _tests(self, when: Condition, category: str) -> Iterable[Test]:
        for name, accepted in when.attributes:
            yield f"{category}.{name}", accepted
        for name, answers in when.facts:
            yield name, frozenset(answers)
        levels = (
            (f"{category}:base", when.base),
            (f"{category}:grade", when.grade),
            (SEVERITY, when.severity),
            (URGENCY, when.urgency),
            (PARENTS, when.parents),
        )
        for name, values in levels:
            if values is not None:
                yield name, frozenset(values)
        for action, parties in when.tracks:
            yield _track(action, parties), _THERE
        for name in when.notices:
            yield f"notice:{name}", _THERE
        for name, there in when.findings:
            yield f"finding:{name}", _THERE if there else _NOT_THERE

    def _then(self, then: Conclusion) -> Then:
        sets = [
            _track(action, parties)
            for action, to in then.tracks
            for parties in self._parties.get(action, ())
            if parties is None or to in parties
        ]
        sets += [f"notice:{name}" for name in then.notices]
        sets += [f"finding:{name}" for name in then.findings]
        severity = SEVERITY_RANK[then.severity] if then.severity else 0
        at_least = SEVERITY_RANK[then.severity_at_least] if then.severity_at_least else 0
        urgency = URGENCY_RANK[then.urgency_at_least] if then.urgency_at_least else 0
        parents = PARENTS_RANK[then.parents] if then.parents else 0
        return Then(
            sets=tuple(sets),
            tracks=then.tracks,
            notices=then.notices,
            findings=then.findings,
            rest=bool(severity or at_least or urgency or parents or then.lead or then.provisional),
            facts=then.facts,
            severity=severity,
            at_least=at_least,
            urgency=urgency,
            parents=parents,
            lead=then.lead,
            provisional=then.provisional,
        )

    def _asked_parties(self) -> dict[Action, set[frozenset[str] | None]]:
        """For each action, every set of parties that some rule asks for."""
        asked: dict[Action, set[frozenset[str] | None]] = {}
        for _, rule in self._active:
            for action, parties in rule.when.tracks:
                asked.setdefault(action, set()).add(parties)
        return asked

    def _height(self, number: int) -> int:
        """How many overriders stand above a rule: those that nothing overrides come first."""
        if number not in self._heights:
            above = self._overriders.get(number, ())
            self._heights[number] = 1 + max((self._height(other) for other in above), default=-1)
        return self._heights[number]


def stated(case: Case, cells: Sequence[Cell]) -> dict[str, str]:
    """The variables that ``case`` sets itself. ``cells`` are its own."""
    values: dict[str, str] = dict(case.facts)
    for problem, cell in zip(case.problems, cells[1:], strict=True):
        for name, value in problem.attributes:
            values[cell.attributes[name]] = value
    return values


def _track(action: Action, parties: frozenset[str] | None) -> str:
    """The variable that is there when a track of ``action`` to one of ``parties`` is."""
    return f"track:{action}" if parties is None else f"track:{action}:{','.join(sorted(parties))}"


def _speaks_of(when: Condition, category: str) -> bool:
    if not category:
        return not when.of_a_problem
    return when.any_problem or (when.problem is not None and category in when.problem)


def _overriders(active: Iterable[tuple[int, Rule]]) -> dict[int, tuple[int, ...]]:
    """For each rule that is overridden, by their places, the rules that override it."""
    rules = list(active)
    number = {rule.id: n for n, rule in rules}
    out: dict[int, list[int]] = {}
    for n, rule in rules:
        for overridden in rule.overrides:
            if overridden in number:
                out.setdefault(number[overridden], []).append(n)
    return {target: tuple(sorted(by)) for target, by in out.items()}


__all__ = [
    "LAYER_INDEX",
    "PARENTS",
    "SEVERITY",
    "URGENCY",
    "YES",
    "Bindings",
    "Bound",
    "Cell",
    "Problem",
    "Test",
    "Then",
    "stated",
]

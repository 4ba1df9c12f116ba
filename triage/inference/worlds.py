"""Many worlds at once: what follows for every way the open parts of a case may be.

Every condition becomes a bit mask of the worlds in which it holds; masks are plain integers, so
that one pass serves thousands of worlds. The rules and their tests are those of the reference
evaluator (``triage.inference.bound``), and a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct, field

from triage.case.model import Case
from triage.inference.bound import PARENTS, SEVERITY, URGENCY, YES, Bindings, Bound, Cell, Test, stated
from triage.rulebook.model import LAYERS
from triage.vocabulary import closed
from triage.vocabulary.closed import (
    ANSWERS,
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
#: Worlds at or above the second value of a scale, and at the third.
Levels = list[int]

T = TypeVar("T", Severity, Urgency, Parents)

_IMPLIED, _GRADE, _RAISE, _SUBSTANCE, _CASE, _PATH, _PROCEDURE = range(len(LAYERS))


class Survey(Struct):
    """What follows in each world: masks over all worlds, filled layer by layer.

    ``fired``: a rule bound to a problem, the worlds in which it held, those in which it stood.
    """

    full: int
    fired: list[tuple[Bound, int, int]] = field(default_factory=list)
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


class Worlds:
    """Surveys cases of one rulebook."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings

    def wanted(self, case: Case, last: int) -> dict[Variable, frozenset[frozenset[str]]]:
        """Per variable of the case that a rule up to layer ``last`` may read, the sets it asks for."""
        sets: dict[str, set[frozenset[str]]] = {}
        for cell in self._bindings.cells(case):
            for layer in cell.layers[: last + 1]:
                for bound in layer:
                    for variable, accepted in bound.tests:
                        if ":" not in variable:
                            sets.setdefault(variable, set()).add(accepted)
        return {variable: frozenset(asked) for variable, asked in sets.items()}

    def survey(self, case: Case, full: int, variables: Mapping[Variable, Masks], last: int) -> Survey:
        """Evaluate ``case`` in every world of ``full``; see ``ReferenceEvaluator.survey``."""
        cells = self._bindings.cells(case)
        pass_ = _Pass(cells, full, stated(case, cells), dict(variables))
        for layer in range(last + 1):
            pass_.work(layer, self._bindings.contested[layer])
        return pass_.state


class _Pass:
    """One survey under way. ``fixed`` has one value in all worlds, ``varied`` a mask per value."""

    def __init__(
        self, cells: Sequence[Cell], full: int, fixed: dict[str, str], varied: dict[str, Masks]
    ) -> None:
        self.state = Survey(full)
        self._cells = cells
        self._fixed = fixed
        self._varied = varied
        self._signs: dict[Test, int] = {}
        for cell in cells[1:]:
            self.state.base[cell.category] = [0, 0]
            self.state.grade[cell.category] = [0, 0]

    def work(self, layer: int, is_contested: bool) -> None:
        """Work off one layer: fire, take back what is overridden, conclude."""
        found = [
            (bound, worlds)
            for cell in self._cells
            for bound in cell.layers[layer]
            if (worlds := self._holds(bound.tests))
        ]
        if not found:
            self._end(layer)
            return
        standing = [(bound, worlds, worlds) for bound, worlds in found]
        if is_contested:
            standing = list(_settled(found))
        self.state.fired += standing
        shown: dict[str, int] = {}
        for bound, _, stands in standing:
            if stands:
                _conclude(bound, stands, self.state, layer)
                for variable in bound.then.sets:
                    shown[variable] = shown.get(variable, 0) | stands
        self._end(layer)
        if shown:
            self._show(shown)

    def _holds(self, tests: tuple[Test, ...]) -> int:
        """The worlds in which all tests hold."""
        fixed, varied, signs = self._fixed, self._varied, self._signs
        worlds = self.state.full
        for test in tests:
            variable, accepted = test
            if variable in varied:
                sign = signs.get(test)
                if sign is None:
                    sign = signs[test] = self._sign(variable, accepted)
                worlds &= sign
                if not worlds:
                    return 0
            elif fixed.get(variable, UNKNOWN) not in accepted:
                return 0
        return worlds

    def _sign(self, variable: str, accepted: frozenset[str]) -> int:
        worlds = 0
        for value, mask in self._varied[variable].items():
            if value in accepted:
                worlds |= mask
        return worlds

    def _end(self, layer: int) -> None:
        """Make what a layer concluded readable for the layers after it."""
        state, full, varied = self.state, self.state.full, self._varied
        if layer == _IMPLIED:
            self._imply()
        elif layer == _GRADE:
            state.grade = {category: list(levels) for category, levels in state.base.items()}
            for cell in self._cells[1:]:
                varied[cell.base] = _exactly(full, state.base[cell.category], SEVERITIES)
        elif layer == _RAISE:
            for cell in self._cells[1:]:
                levels = state.grade[cell.category]
                varied[cell.grade] = _exactly(full, levels, SEVERITIES)
                state.severity[0] |= levels[0]
                state.severity[1] |= levels[1]
        elif layer == _CASE:
            varied[SEVERITY] = _exactly(full, state.severity, SEVERITIES)
        elif layer == _PATH:
            varied[URGENCY] = _exactly(full, state.urgency, URGENCIES)
            varied[PARENTS] = _exactly(full, state.parents, closed.PARENTS)

    def _imply(self) -> None:
        """Facts that rules set are read as ya in the worlds that leave them unknown."""
        state, full = self.state, self.state.full
        for fact, implied in state.facts.items():
            before = self._varied.get(fact) or {self._fixed.get(fact, UNKNOWN): full}
            unknown = before.get(UNKNOWN, 0)
            after: dict[str, int] = {value: before.get(value, 0) for value in ANSWERS}
            after[YES] |= unknown & implied
            after[UNKNOWN] = unknown & ~implied
            self._varied[fact] = after
        self._signs.clear()

    def _show(self, shown: Mapping[str, int]) -> None:
        """Show the tracks, notices and findings of one layer to the next."""
        for variable, worlds in shown.items():
            worlds |= self._varied.get(variable, _NOWHERE)[YES]
            self._varied[variable] = {YES: worlds, UNKNOWN: self.state.full & ~worlds}
        self._signs.clear()


_NOWHERE: Masks = {YES: 0}


def level(scale: tuple[T, ...], levels: Levels, world: int = 1) -> T:
    """The value of a scale in one world (given as its bit)."""
    return scale[bool(levels[0] & world) + bool(levels[1] & world)]


def _conclude(bound: Bound, worlds: int, state: Survey, layer: int) -> None:
    then = bound.then
    if layer == _GRADE:
        _raise(state.base, then.severity, bound.problem, worlds)
        return
    for name in then.facts:
        state.facts[name] = state.facts.get(name, 0) | worlds
    for track in then.tracks:
        state.tracks[track] = state.tracks.get(track, 0) | worlds
    for name in then.notices:
        state.notices[name] = state.notices.get(name, 0) | worlds
    for name in then.findings:
        state.findings[name] = state.findings.get(name, 0) | worlds
    if not then.rest:
        return
    _lift(state.urgency, then.urgency, worlds)
    _lift(state.parents, then.parents, worlds)
    if layer == _RAISE:
        _raise(state.grade, then.at_least, bound.problem, worlds)
    else:
        _lift(state.severity, then.at_least, worlds)
    if then.provisional:
        state.provisional |= worlds


def _raise(of_problems: dict[str, Levels], rank: int, problem: str | None, worlds: int) -> None:
    """Raise one problem; every problem where a rule speaks of the case."""
    for levels in of_problems.values() if problem is None else (of_problems[problem],):
        _lift(levels, rank, worlds)


def _lift(levels: Levels, rank: int, worlds: int) -> None:
    if rank >= 1:
        levels[0] |= worlds
        if rank >= 2:
            levels[1] |= worlds


def _exactly(full: int, levels: Levels, scale: Sequence[str]) -> Masks:
    """Per value of a scale the worlds that have exactly it."""
    low, high = levels
    return dict(zip(scale, (full & ~low, low & ~high, high), strict=True))


def _settled(found: list[tuple[Bound, int]]) -> Iterator[tuple[Bound, int, int]]:
    """What fired in one layer, with the worlds in which no standing rule overrides it."""
    acting: dict[int, list[tuple[str | None, int]]] = {}
    for bound, worlds in sorted(found, key=_height):
        stands = worlds
        for overrider in bound.overriders:
            for problem, over in acting.get(overrider, ()):
                if problem is None or bound.problem is None or problem == bound.problem:
                    stands &= ~over
        if bound.rule.overrides and stands:
            acting.setdefault(bound.number, []).append((bound.problem, stands))
        yield bound, worlds, stands


def _height(found: tuple[Bound, int]) -> int:
    return found[0].height

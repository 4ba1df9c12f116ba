"""What may be lost when something is added, told from the form of the rules alone.

A *source* is a fact (rising: it becomes ya) or a problem (rising: it joins the case). For every
conclusion of a slice this says which sources it depends on, and in which it might *fall*: be there without
the source and gone with it. It never falls where every condition on the way accepts what rises, and
nothing that rises can override. The answer errs on one side: where a source is not named, nothing can be
lost by it in any world, so that no world need be looked at; where it is named, the worlds decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from triage.case.model import Case
from triage.inference.bound import PARENTS, SEVERITY, URGENCY, YES, Bindings, Bound, Cell, Test
from triage.rulebook.model import LAYERS, Rulebook
from triage.vocabulary import closed
from triage.vocabulary.closed import Action

#: A conclusion that may not get calmer: a track, or the name of a level.
Output = tuple[Action, str] | str

_IMPLIED, _GRADE, _RAISE, _SUBSTANCE, _CASE, _PATH, _PROCEDURE = range(len(LAYERS))


class Moves(NamedTuple):
    """Sources as bits: those in which something may fall, and all that it depends on."""

    falls: int = 0
    depends: int = 0

    def also(self, other: Moves) -> Moves:
        """Of two things joined by *or* or by the higher of both."""
        return Moves(self.falls | other.falls, self.depends | other.depends)


_STILL = Moves()


class Falling:
    """Answers for the slices of one rulebook."""

    def __init__(self, book: Rulebook) -> None:
        self._bindings = Bindings(book)
        names = [*book.vocabulary.facts, *map(joining, book.vocabulary.categories)]
        self._bits = {name: 1 << n for n, name in enumerate(names)}

    def outputs(self, case: Case) -> dict[Output, int]:
        """For every level and track of the slice of ``case``, the sources in which it may fall, as bits."""
        pass_ = _Pass(self._bindings.cells(case), self._bits)
        for layer in range(_PROCEDURE):
            pass_.work(layer)
        return {name: moves.falls for name, moves in pass_.outputs.items()}

    def bit(self, source: str) -> int:
        """The bit of a fact, or of ``joining`` a category."""
        return self._bits[source]


def joining(category: str) -> str:
    """The source that a problem of ``category`` is."""
    return f"+{category}"


class _Pass:
    """One slice, layer by layer, as a survey goes through it."""

    def __init__(self, cells: Sequence[Cell], bits: Mapping[str, int]) -> None:
        self.outputs: dict[Output, Moves] = {SEVERITY: _STILL, URGENCY: _STILL, PARENTS: _STILL}
        self._cells = cells
        self._bits = bits
        self._shown: dict[str, Moves] = {}
        self._implied: dict[str, Moves] = {}
        self._levels: dict[str, Moves] = {}

    def work(self, layer: int) -> None:
        """Work off one layer, overriders first."""
        bounds = [bound for cell in self._cells for bound in cell.layers[layer]]
        bounds.sort(key=_height)
        acting: dict[int, list[tuple[str | None, int]]] = {}
        later: list[tuple[str, Moves]] = []
        for bound in bounds:
            moves = self._stands(bound, acting)
            if bound.rule.overrides:
                acting.setdefault(bound.number, []).append((bound.problem, moves.depends))
            self._conclude(bound, moves, layer)
            later += [(name, moves) for name in bound.then.sets]
            later += [(f"implied:{fact}", moves) for fact in bound.then.facts]
        for name, moves in later:
            self._shown[name] = self._shown.get(name, _STILL).also(moves)
        self._end(layer)

    def _stands(self, bound: Bound, acting: Mapping[int, Iterable[tuple[str | None, int]]]) -> Moves:
        falls = 0
        depends = self._bits[joining(bound.problem)] if bound.problem else 0
        for test in bound.tests:
            moves = self._test(test)
            falls |= moves.falls
            depends |= moves.depends
        for overrider in bound.overriders:
            for problem, sources in acting.get(overrider, ()):
                if problem is None or bound.problem is None or problem == bound.problem:
                    falls |= sources
                    depends |= sources
        return Moves(falls, depends)

    def _test(self, test: Test) -> Moves:
        variable, accepted = test
        if ":" in variable:
            moves = self._shown.get(variable, _STILL)
            # What accepts no more of what rises may fall by whatever moves it.
            return moves if _rises(variable, accepted) else Moves(moves.depends, moves.depends)
        if "." in variable:
            return _STILL  # an attribute; none of the sources
        implied = self._shown.get(f"implied:{variable}", _STILL)
        depends = self._bits[variable] | implied.depends
        return Moves(implied.falls if YES in accepted else depends, depends)

    def _conclude(self, bound: Bound, moves: Moves, layer: int) -> None:
        then = bound.then
        for track in then.tracks:
            self._move(track, moves)
        if then.urgency:
            self._move(URGENCY, moves)
        if then.parents:
            self._move(PARENTS, moves)
        if layer == _GRADE:
            self._level(f"{bound.problem}:base", moves)
        elif then.at_least and layer == _RAISE:
            for cell in self._cells[1:]:
                if bound.problem in (None, cell.category):
                    self._level(cell.grade, moves)
        elif then.at_least:
            self._move(SEVERITY, moves)

    def _move(self, output: Output, moves: Moves) -> None:
        self.outputs[output] = self.outputs.get(output, _STILL).also(moves)

    def _level(self, name: str, moves: Moves) -> None:
        self._levels[name] = self._levels.get(name, _STILL).also(moves)

    def _end(self, layer: int) -> None:
        """Make levels readable for the layers after this one, as a survey does."""
        if layer == _GRADE:
            for cell in self._cells[1:]:
                base = self._levels.get(cell.base, _STILL)
                self._shown[cell.base] = base
                self._level(cell.grade, base)
        elif layer == _RAISE:
            for cell in self._cells[1:]:
                grade = self._shown[cell.grade] = self._levels[cell.grade]
                self._move(SEVERITY, grade)
        elif layer == _CASE:
            self._shown[SEVERITY] = self.outputs[SEVERITY]
        elif layer == _PATH:
            self._shown |= {URGENCY: self.outputs[URGENCY], PARENTS: self.outputs[PARENTS]}


@lru_cache(maxsize=4096)
def _rises(variable: str, accepted: frozenset[str]) -> bool:
    """Whether with any value all higher ones are accepted."""
    scale: Sequence[str] = (closed.UNKNOWN, YES)
    if variable == SEVERITY or variable.endswith((":base", ":grade")):
        scale = closed.SEVERITIES
    elif variable == URGENCY:
        scale = closed.URGENCIES
    elif variable == PARENTS:
        scale = closed.PARENTS
    held = [value in accepted for value in scale]
    return held == sorted(held)


def _height(bound: Bound) -> int:
    return bound.height

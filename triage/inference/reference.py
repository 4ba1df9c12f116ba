"""The reference evaluator: small, plain Python, sharing no code with the durable-rules engine.

It tries the rules that can concern a case and joins what they conclude, layer by layer. Nothing is
remembered between calls but which rules can concern whom (``triage.inference.bound``). For the
exact questions of ``triage.explain`` the same rules are evaluated in many worlds at once
(``triage.inference.worlds``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from triage.case.model import Case
from triage.inference.bound import PARENTS, SEVERITY, URGENCY, YES, Bindings, Bound, Cell, stated
from triage.inference.result import Firing, Inference
from triage.inference.worlds import Levels, Masks, Survey, Variable, Worlds, level
from triage.rulebook.model import LAYER_INDEX, LAYERS, Rulebook
from triage.vocabulary import closed
from triage.vocabulary.closed import SEVERITIES, UNKNOWN, URGENCIES, Action
from triage.vocabulary.values import replace

__all__ = ["Levels", "Masks", "ReferenceEvaluator", "Survey", "Variable", "level"]

_IMPLIED, _GRADE, _RAISE, _SUBSTANCE, _CASE, _PATH, _PROCEDURE = range(len(LAYERS))


class ReferenceEvaluator:
    """Evaluates cases against one rulebook. Safe to share between threads."""

    name = "reference"

    def __init__(self, book: Rulebook) -> None:
        self._bindings = Bindings(book)
        self._worlds = Worlds(self._bindings)

    def infer(self, case: Case) -> Inference:
        """The closure of one case, in canonical order."""
        cells = self._bindings.cells(case)
        closure = _Closure(cells, stated(case, cells), self._bindings.contested)
        closure.imply()
        for cell in cells:
            closure.try_all(cell.at_once)
        closure.work(_GRADE)
        closure.show_base()
        closure.work(_RAISE)
        closure.show_grade()
        closure.work(_SUBSTANCE)
        closure.work(_CASE)
        closure.values[SEVERITY] = SEVERITIES[closure.severity]
        closure.work(_PATH)
        closure.values[URGENCY] = URGENCIES[closure.urgency]
        closure.values[PARENTS] = closed.PARENTS[closure.parents]
        closure.work(_PROCEDURE)
        return closure.inference()

    def reads(self, case: Case) -> frozenset[Variable]:
        """Every fact and ``category.attribute`` that some rule up to layer ``path`` may read."""
        return frozenset(self.wanted(case, LAYER_INDEX["path"]))

    def wanted(self, case: Case, last: int = len(LAYERS) - 1) -> dict[Variable, frozenset[frozenset[str]]]:
        """Per variable that a rule up to layer ``last`` may read, the sets of values they ask for."""
        return self._worlds.wanted(case, last)

    def survey(
        self, case: Case, full: int, variables: Mapping[Variable, Masks], last: int = len(LAYERS) - 1
    ) -> Survey:
        """Evaluate ``case`` in every world of ``full`` at once.

        ``variables`` gives masks per value for what differs between worlds; the rest is as in
        ``case``. ``last`` is the index of the last layer to work off.
        """
        return self._worlds.survey(case, full, variables, last)


class _Closure:
    """What fired and what is concluded so far of one case. Levels are ranks."""

    __slots__ = (
        "_cells",
        "_contested",
        "_fired",
        "_lead_order",
        "_overridden",
        "_waiting",
        "base",
        "facts",
        "findings",
        "grade",
        "lead",
        "notices",
        "parents",
        "provisional",
        "severity",
        "tracks",
        "urgency",
        "values",
    )

    def __init__(self, cells: Sequence[Cell], values: dict[str, str], contested: Sequence[bool]) -> None:
        self._cells = cells
        self._contested = contested
        self._waiting = [cell.later for cell in cells if cell.later]
        self._fired: list[list[Bound]] = [[], [], [], [], [], [], []]
        self._overridden: dict[int, str] = {}
        self._lead_order = -1
        self.values = values
        self.base = self.grade = {cell.category: 0 for cell in cells if cell.category}
        self.facts: set[str] = set()
        self.tracks: set[tuple[Action, str]] = set()
        self.notices: set[str] = set()
        self.findings: set[str] = set()
        self.severity = self.urgency = self.parents = 0
        self.lead: str | None = None
        self.provisional = False

    def try_all(self, bounds: Iterable[Bound]) -> None:
        """Let those fire, each in its layer, whose tests all hold now."""
        value_of, fired = self.values.get, self._fired
        for bound in bounds:
            for variable, accepted in bound.tests:
                if value_of(variable, UNKNOWN) not in accepted:
                    break
            else:
                fired[bound.layer].append(bound)

    def imply(self) -> None:
        """Layer ``implied``: facts that count as ya where they are unknown."""
        for cell in self._cells:
            if cell.layers[_IMPLIED]:
                self.try_all(cell.layers[_IMPLIED])
        if not self._fired[_IMPLIED]:
            return
        for bound in self._standing(self._fired[_IMPLIED]):
            self.facts.update(bound.then.facts)
        for fact in self.facts:
            if self.values.get(fact, UNKNOWN) == UNKNOWN:
                self.values[fact] = YES

    def work(self, layer: int) -> None:
        """Try what waited for earlier layers, then join what the rules of this layer conclude."""
        if self._waiting:
            for later in self._waiting:
                if later[layer]:
                    self.try_all(later[layer])
        fired = self._fired[layer]
        if not fired:
            return
        for bound in self._standing(fired) if self._contested[layer] else fired:
            then = bound.then
            if then.tracks:
                self.tracks.update(then.tracks)
            if then.notices:
                self.notices.update(then.notices)
            if then.findings:
                self.findings.update(then.findings)
            if then.rest:
                self._join_rest(bound)
            for variable in then.sets:
                self.values[variable] = YES

    def _join_rest(self, bound: Bound) -> None:
        then, layer = bound.then, bound.layer
        if layer == _GRADE:
            self._raise(self.base, then.severity, bound.problem)
        elif layer == _RAISE:
            self._raise(self.grade, then.at_least, bound.problem)
        elif then.at_least > self.severity:
            self.severity = then.at_least
        if then.urgency > self.urgency:
            self.urgency = then.urgency
        if then.parents > self.parents:
            self.parents = then.parents
        if then.lead is not None and bound.order > self._lead_order:
            self.lead, self._lead_order = then.lead, bound.order
        if then.provisional:
            self.provisional = True

    @staticmethod
    def _raise(ranks: dict[str, int], rank: int, problem: str | None) -> None:
        """Raise the rank of one problem; of every problem where a rule speaks of the case."""
        for category in ranks if problem is None else (problem,):
            if rank > ranks[category]:
                ranks[category] = rank

    def _standing(self, fired: Iterable[Bound]) -> list[Bound]:
        """Those of one layer that no standing rule overrides; overriders are settled first."""
        stand = []
        overriding: dict[int, list[Bound]] = {}
        for bound in sorted(fired, key=_height):
            by = [
                other.rule.id
                for overrider in bound.overriders
                for other in overriding.get(overrider, ())
                if other.problem is None or bound.problem is None or other.problem == bound.problem
            ]
            if by:
                self._overridden[bound.order] = by[0]
                continue
            stand.append(bound)
            if bound.rule.overrides:
                overriding.setdefault(bound.number, []).append(bound)
        return stand

    def show_base(self) -> None:
        """Make the severity of each problem before facts readable, and raise from there."""
        self.grade = self.base.copy()
        if self._waiting:
            for cell in self._cells[1:]:
                self.values[cell.base] = SEVERITIES[self.base[cell.category]]

    def show_grade(self) -> None:
        """Make the severity of each problem after facts readable; the case is as grave as the gravest."""
        self.severity = max(self.grade.values(), default=0)
        if self._waiting:
            for cell in self._cells[1:]:
                self.values[cell.grade] = SEVERITIES[self.grade[cell.category]]

    def inference(self) -> Inference:
        """The result, everything in canonical order."""
        fired = [bound for layer in self._fired for bound in layer]
        fired.sort()
        grade = self.grade
        return Inference(
            firings=tuple(
                [bound.firing for bound in fired] if not self._overridden else self._taken_back(fired)
            ),
            facts=tuple(sorted(self.facts)) if self.facts else (),
            grades=tuple(
                [
                    (category, SEVERITIES[base], SEVERITIES[grade[category]])
                    for category, base in sorted(self.base.items())
                ]
            ),
            severity=SEVERITIES[self.severity],
            urgency=URGENCIES[self.urgency],
            parents=closed.PARENTS[self.parents],
            lead=self.lead,
            provisional=self.provisional,
            tracks=frozenset(self.tracks),
            notices=frozenset(self.notices),
            findings=frozenset(self.findings),
        )

    def _taken_back(self, fired: Iterable[Bound]) -> list[Firing]:
        """The firings, each that is overridden with the rule that does."""
        by = self._overridden
        return [
            replace(bound.firing, by=by[bound.order]) if bound.order in by else bound.firing
            for bound in fired
        ]


def _height(bound: Bound) -> int:
    return bound.height

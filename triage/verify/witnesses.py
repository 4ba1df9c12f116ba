"""Whether one case shows a flaw by itself, and the plainest case that does.

A witness found in a slice is tried again as the one case it is: a slice with a single world, or, for what
turning a fact changes, one in which that fact alone is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.case.model import Case
from triage.inference.bound import YES
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.verify.against import Against, Gaps
from triage.verify.falling import Falling
from triage.verify.flaws import Flaw
from triage.verify.invariants.assembly import Assembly
from triage.verify.invariants.model import Invariant, Steady
from triage.verify.invariants.order import Order
from triage.verify.invariants.worlds import Adding, Bounds, Turning, with_conditions
from triage.verify.space import Slice, Space
from triage.verify.sweep import Analysis, see
from triage.vocabulary.closed import UNKNOWN
from triage.vocabulary.values import replace


class Witnesses:
    """Tries cases against one rulebook and what must hold of it."""

    def __init__(self, book: Rulebook, invariants: Iterable[Invariant]) -> None:
        self._book = book
        self._invariants = tuple(invariants)
        proving = with_conditions(book, self._invariants)
        self._reference = ReferenceEvaluator(proving)
        self._space = Space(proving, self._reference)
        self._falling = Falling(proving)

    def shows(self, flaw: Flaw, case: Case) -> bool:
        """Whether ``case`` alone, decided again, has ``flaw``."""
        invariants = tuple(one for one in self._invariants if one.id == flaw.rule)
        analyses: list[Analysis] = [
            Against(),
            Gaps(self._book),
            Assembly(self._book, invariants),
            Bounds(invariants),
            Turning(invariants, self._falling),
            Adding(invariants, self._reference, self._falling),
            Order(invariants, self._reference),
        ]
        see(self._space, [Slice(case, {}), *_turns(case, invariants)], analyses)
        return any(_same(one, flaw) for analysis in analyses for one in analysis.flaws())

    def plainer(self, flaw: Flaw) -> Flaw:
        """``flaw`` with as few facts in its witness as still show it; unchanged if that does not."""
        case = flaw.witness
        if case is None or not self.shows(flaw, case):
            return flaw
        for fact in case.facts:
            shorter = replace(case, facts=tuple(one for one in case.facts if one != fact))
            if self.shows(flaw, shorter):
                case = shorter
        return replace(flaw, witness=case)


def _turns(case: Case, invariants: Iterable[Invariant]) -> Iterator[Slice]:
    """The case with one fact open, for each that an invariant turns; what was stated stays in it."""
    known = dict(case.facts)
    for fact in {fact for one in invariants if isinstance(one, Steady) for fact in one.turning}:
        rest = tuple(one for one in case.facts if one[0] != fact)
        stated = known.get(fact, UNKNOWN)
        answers = dict.fromkeys((stated, YES))
        yield Slice(replace(case, facts=rest), {fact: tuple((answer,) for answer in answers)})


def _same(one: Flaw, other: Flaw) -> bool:
    return (one.kind, one.rule, one.other) == (other.kind, other.rule, other.other)

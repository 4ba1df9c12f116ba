"""``Unordered``: the same case in another order is the same case to the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.inference.reference import ReferenceEvaluator, Survey
from triage.verify.flaws import Flaw
from triage.verify.invariants.model import Invariant, Unordered
from triage.verify.space import Slice
from triage.vocabulary.values import replace


class Order:
    """Decides one case of every pair once more with its problems and facts turned round."""

    def __init__(self, invariants: Iterable[Invariant], reference: ReferenceEvaluator) -> None:
        self._unordered = [one for one in invariants if isinstance(one, Unordered)]
        self._reference = reference
        self._broken: dict[str, Flaw] = {}

    def see(self, cut: Slice, _survey: Survey) -> None:
        """Turn the case of the slice's last world, where most is stated."""
        if not self._unordered or len(cut.case.problems) < 2:
            return
        case = cut.witness(1 << cut.size - 1)
        turned = replace(case, problems=case.problems[::-1], facts=case.facts[::-1])
        if self._reference.infer(case) != self._reference.infer(turned):
            for one in self._unordered:
                self._broken.setdefault(
                    one.id, Flaw("invariant", one.place, one.id, what=one.says, witness=case)
                )

    def flaws(self) -> Iterator[Flaw]:
        """The first case that breaks each."""
        yield from self._broken.values()

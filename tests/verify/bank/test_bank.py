"""A bank of seeded defects: the check finds every one, and nothing where there is none."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import get_args

import pytest

from tests.conftest import ROOT
from tests.verify.bank.brute import Brute
from tests.verify.bank.defects_of_outcomes import OF_OUTCOMES
from tests.verify.bank.defects_of_papers import OF_PAPERS
from tests.verify.bank.defects_of_rules import OF_RULES
from tests.verify.bank.edits import Defect
from tests.verify.bank.little import INVARIANTS, little
from tests.verify.bank.shipped_defects import SAMPLE, SHIPPED
from triage.case.model import Case
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.model import Place, Rulebook
from triage.service.advisor import Advisor
from triage.verify.check import check, invariants_of
from triage.verify.flaws import Flaw, Kind
from triage.verify.invariants.model import Invariant
from triage.verify.invariants.order import Order
from triage.verify.space import Space
from triage.verify.witnesses import Witnesses
from triage.vocabulary.values import replace

TODAY = date(2026, 11, 21)
#: A case stands behind each of these, and behind no other.
SHOWN = {"against", "no-lead", "nobody-acts", "invariant"}
LITTLE = [*OF_RULES, *OF_OUTCOMES, *OF_PAPERS]


def found(
    defect: Defect, broken: Rulebook, invariants: tuple[Invariant, ...], flaws: tuple[Flaw, ...]
) -> Flaw:
    """The flaw that ``defect`` asks for; it stands where what it names stands."""
    there = [
        flaw
        for flaw in flaws
        if (flaw.kind, flaw.rule) == (defect.kind, defect.rule) and defect.other in ("", flaw.other)
    ]
    assert there, [flaw.said("en") for flaw in flaws]
    assert {flaw.place for flaw in there} == {place_of(defect, broken, invariants)}
    return there[0]


def place_of(defect: Defect, book: Rulebook, invariants: tuple[Invariant, ...]) -> Place:
    """Where a reader is sent: to the rule, the invariant, the first rule of the path, or the vocabulary."""
    if defect.kind == "invariant":
        return next(one.place for one in invariants if one.id == defect.rule)
    if defect.kind in ("no-lead", "nobody-acts"):
        return min(rule.place for rule in book.rules if rule.layer == "path")
    if defect.kind == "unread-fact":
        return Place("vocabulary.yaml", 1, 1)
    rule = book.rule(defect.rule)
    assert rule is not None
    return rule.place


def confirm(broken: Rulebook, invariants: tuple[Invariant, ...], flaws: tuple[Flaw, ...]) -> None:
    """Each flaw that a case can show has one, and the live engine and the check agree on that very case."""
    witnesses, advisor = Witnesses(broken, invariants), Advisor(broken)
    try:
        for flaw in flaws:
            assert (flaw.witness is not None) == (flaw.kind in SHOWN), flaw
            if flaw.witness is not None:
                assert witnesses.shows(flaw, flaw.witness), flaw
                advisor.infer(flaw.witness)  # raises where the two evaluators differ
    finally:
        advisor.close()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return little(tmp_path_factory.mktemp("little"))


@pytest.fixture(scope="module")
def invariants(book: Rulebook) -> tuple[Invariant, ...]:
    found, problems = invariants_of(book, ROOT / "rules", ())
    assert not problems
    return found


def test_the_small_rulebook_has_no_flaw(sound: Rulebook) -> None:
    assert check(sound, INVARIANTS, TODAY).flaws == ()


def test_the_shipped_rulebook_has_no_flaw(book: Rulebook, invariants: tuple[Invariant, ...]) -> None:
    assert check(book, invariants, TODAY).flaws == ()


@pytest.mark.parametrize("defect", LITTLE, ids=lambda defect: defect.name)
def test_a_defect_of_the_small_rulebook_is_found(defect: Defect, sound: Rulebook) -> None:
    broken = defect.edit(sound)
    flaws = check(broken, INVARIANTS, TODAY).flaws

    flaw = found(defect, broken, INVARIANTS, flaws)
    assert flaw.said("id")
    assert flaw.said("en")
    confirm(broken, INVARIANTS, flaws)
    brute = Brute(broken, INVARIANTS)
    for flaw in flaws:
        # What a case shows is seen when that case is decided; the papers of a track are not looked at here.
        if flaw.kind in ("against", "no-lead", "nobody-acts"):
            assert flaw.witness is not None
            assert flaw.kind in {kind for kind, _, _ in brute.shown(flaw.witness)}


def _parametrized(defects: list[Defect], marked: bool) -> list[object]:
    marks = [pytest.mark.prove] if marked else []
    return [pytest.param(one, id=one.name, marks=marks) for one in defects]


@pytest.mark.parametrize(
    "defect",
    [
        *_parametrized([one for one in SHIPPED if one.name in SAMPLE], False),
        *_parametrized([one for one in SHIPPED if one.name not in SAMPLE], True),
    ],
)
def test_a_defect_of_the_shipped_rulebook_is_found(
    defect: Defect, book: Rulebook, invariants: tuple[Invariant, ...]
) -> None:
    broken = defect.edit(book)
    flaws = check(broken, invariants, TODAY).flaws

    found(defect, broken, invariants, flaws)
    confirm(broken, invariants, flaws)


class Forgetful:
    """An evaluator that looks at the first problem only: for it the order matters."""

    def __init__(self, reference: ReferenceEvaluator) -> None:
        self._reference = reference

    def infer(self, case: Case) -> Inference:
        return self._reference.infer(replace(case, problems=case.problems[:1]))


def test_an_order_that_matters_is_found(sound: Rulebook) -> None:
    reference = ReferenceEvaluator(sound)
    order = Order(INVARIANTS, Forgetful(reference))  # type: ignore[arg-type]
    space = Space(sound, reference)
    for cut in space.pairs():
        order.see(cut, space.survey(cut))
    assert [flaw.rule for flaw in order.flaws()] == ["urutan"]


def test_the_bank_is_large_and_speaks_of_every_kind_and_every_invariant(
    invariants: tuple[Invariant, ...],
) -> None:
    bank = [*LITTLE, *SHIPPED]
    assert len(bank) >= 150
    assert len({one.name for one in LITTLE}) == len(LITTLE)
    assert len({one.name for one in SHIPPED}) == len(SHIPPED)
    assert set(SAMPLE) <= {one.name for one in SHIPPED}
    assert {one.kind for one in bank} == set(get_args(Kind)) - {"skipped"}
    for known, defects in ((INVARIANTS, LITTLE), (invariants, SHIPPED)):
        broken = Counter(one.rule for one in defects if one.kind == "invariant")
        # The order is broken in an evaluator, never in a rulebook: see the test above.
        assert all(broken[one.id] >= 2 for one in known if not one.id.startswith("urutan")), broken

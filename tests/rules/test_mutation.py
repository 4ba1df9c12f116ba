"""The vignettes beside the rules and the invariants notice nearly every seeded defect of the rules."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import ROOT
from tests.rules.vignettes import vignettes
from triage.rulebook.model import Rulebook
from triage.verify.check import invariants_of
from triage.verify.mutants import mutants
from triage.verify.mutate import Judge, Mutated

#: Percent of the defects that decide some case differently.
THRESHOLD = 99
#: So many tests share the work, each over mutants from all of the rulebook.
PARTS = 8


@pytest.mark.prove
@pytest.mark.parametrize("part", range(PARTS))
def test_of_all_mutants_of_the_shipped_rules_hardly_one_survives(part: int, book: Rulebook) -> None:
    invariants, problems = invariants_of(book, ROOT / "rules", ())
    assert not problems
    judge = Judge(book, vignettes(), invariants, date(2026, 11, 21))
    every = list(mutants(book))
    found = Mutated(tuple(judge(mutant) for mutant in every[part::PARTS]), len(every))

    survived = [
        (str(one.mutant.place), one.mutant.target, one.mutant.detail) for one in found.having("survived")
    ]
    assert len(found.judged) >= 2000 // PARTS
    assert found.reaches(THRESHOLD), survived

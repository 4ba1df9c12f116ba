"""Which rules are behind a path: without the others it would be the same."""

from __future__ import annotations

import random

from tests.strategies import random_case
from tests.training.test_cards import path_of
from triage.case.model import Case, Problem
from triage.case.reading import read_case
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.training.keys import Keys
from triage.vocabulary.values import replace


def test_the_rules_behind_a_path_are_named_with_those_they_rest_on(
    book: Rulebook, reference: ReferenceEvaluator
) -> None:
    keys = Keys(book, reference)
    home = Case("guru_bk", (Problem("kekerasan_keluarga"),))
    assert keys.behind(home) == (
        "kekerasan-keluarga-lapor-ppa",
        "bahaya-rumah-lapor-ppa",
        "kekerasan-keluarga-berarti-bahaya-rumah",
        "kekerasan-keluarga-berat",
        "bahaya-rumah-berat-segera",
        "wajib-lapor-berat",
    )
    truancy = Case("wali_kelas", (Problem("membolos"),), (("setuju_ortu", "ya"),))
    assert keys.behind(truancy) == ("ringan-wali-kelas", "membolos-ringan")


def test_a_path_stays_when_all_rules_that_are_not_behind_it_are_taken_away(
    book: Rulebook, reference: ReferenceEvaluator
) -> None:
    keys, rnd = Keys(book, reference), random.Random(7)
    for _ in range(60):
        case = read_case(random_case(rnd), book.vocabulary)
        behind = set(keys.behind(case))
        # Rules that override take something back, and what they rest on is kept with them.
        kept = {rule.id for rule in book.rules if rule.overrides or rule.then.findings}
        fewer = replace(book, rules=tuple(rule for rule in book.rules if rule.id in behind | kept))
        fewer = replace(
            fewer,
            rules=tuple(
                replace(rule, overrides=tuple(id for id in rule.overrides if fewer.rule(id) is not None))
                for rule in fewer.rules
            ),
        )
        assert path_of(fewer, ReferenceEvaluator(fewer), case) == path_of(book, reference, case), case
        assert behind <= {firing.rule for firing in reference.infer(case).firings if firing.by is None}

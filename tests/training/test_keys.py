"""Keys are the engine's answers; the search that made a drill and the engine agree on all of them."""

from __future__ import annotations

from typing import Any

import pytest

from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.deck import Deck
from triage.training.keys import Keys
from triage.training.model import Drill, Path


def drill_of(case: Case) -> Drill:
    return Drill("uji@0", "uji", case, "", None, "", "generated")


def test_a_key_holds_the_path_the_rules_behind_it_and_the_facts_they_read(
    book: Rulebook, reference: ReferenceEvaluator, quick: Advisor
) -> None:
    case = Case("wali_kelas", (Problem("kriminal"),), (("luka", "ya"),))
    key = Keys(book, reference).key(quick.decide, drill_of(case))
    assert (key.path, key.rules, key.facts) == (
        Path("berat", "wajib_lapor", "polisi"),
        ("kriminal-wajib-lapor", "kriminal-berat", "wajib-lapor-berat"),
        (("sudah_diproses_hukum", "tidak_tahu"),),
    )
    assert key.decision is quick.decide(case)


def test_engine_and_search_agree_on_every_card(advisor: Advisor, deck: Deck) -> None:
    for id, card in deck.cards.items():
        drill = deck.drill(id, 0)
        key = deck.key(advisor.decide, drill)
        first = key.decision.tracks[0]
        assert key.path == Path(key.decision.severity, first.action, first.to)
        assert set(key.rules) <= {fired.rule for fired in key.decision.justification}, id
        assert key.rules, id
        if card.kind == "boundary":
            assert drill.pair is not None
            there = deck.key(advisor.decide, drill_of(drill.pair)).path
            assert {key.path, there} == set(card.paths), id


@pytest.mark.prove
def test_engine_and_search_agree_on_many_drills_of_every_card(advisor: Advisor, deck: Deck) -> None:
    for id, card in deck.cards.items():
        for drill in deck.drills(id, 100, 12):
            key = deck.key(advisor.decide, drill)
            assert card.kind == "rule" or key.path in card.paths, drill.id
            assert card.kind == "boundary" or card.touches != "path" or card.rules[0] in key.rules, drill.id


def test_a_failing_engine_gives_no_key(book: Rulebook, reference: ReferenceEvaluator) -> None:
    def fails(_: Case) -> Any:
        raise RuntimeError("mesin")

    with pytest.raises(RuntimeError, match="mesin"):
        Keys(book, reference).key(fails, drill_of(Case("guru_bk", (Problem("membolos"),))))

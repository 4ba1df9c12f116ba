"""A witness is decided again as the one case it is, and says no more than it must."""

from __future__ import annotations

from datetime import date

import pytest

from tests.verify.bank.edits import on, then, without
from tests.verify.bank.little import INVARIANTS, little
from triage.case.model import Case, Problem
from triage.rulebook.model import Rulebook
from triage.verify.check import check
from triage.verify.flaws import Flaw
from triage.verify.space import Slice
from triage.verify.witnesses import Witnesses
from triage.vocabulary.values import replace

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return little(tmp_path_factory.mktemp("little"))


def flaw_of(book: Rulebook, rule: str) -> Flaw:
    return next(flaw for flaw in check(book, INVARIANTS, TODAY).flaws if flaw.rule == rule)


def test_a_witness_states_only_what_it_needs(sound: Rulebook) -> None:
    flaw = flaw_of(then("luka-dokter", tracks=())(sound), "luka-berobat")
    assert flaw.witness is not None
    assert flaw.witness.facts == (("luka", "ya"),)


def test_without_its_cause_a_case_shows_nothing(sound: Rulebook) -> None:
    broken = then("luka-dokter", tracks=())(sound)
    flaw, witnesses = flaw_of(broken, "luka-berobat"), Witnesses(broken, INVARIANTS)
    assert flaw.witness is not None
    assert witnesses.shows(flaw, flaw.witness)
    assert not witnesses.shows(flaw, replace(flaw.witness, facts=()))
    assert not Witnesses(sound, INVARIANTS).shows(flaw, flaw.witness)


def test_one_that_shows_nothing_stays_as_it_is(sound: Rulebook) -> None:
    flaw = Flaw("no-lead", sound.rules[0].place, "lead", witness=Case("guru_bk", (Problem("membolos"),)))
    assert Witnesses(sound, INVARIANTS).plainer(flaw) == flaw


def test_a_contradiction_is_shown_by_both_rules(sound: Rulebook) -> None:
    broken = on("keras-lanjut-berat", overrides=())(sound)
    flaw = flaw_of(broken, "keras-lanjut-berat")
    assert flaw.witness is not None
    assert Witnesses(broken, INVARIANTS).shows(flaw, flaw.witness)
    assert not Witnesses(broken, INVARIANTS).shows(replace(flaw, other="membolos-ringan"), flaw.witness)


def test_a_witness_that_does_not_show_its_flaw_is_an_error_of_its_own(
    sound: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = Case("guru_bk", (Problem("membolos"),))
    monkeypatch.setattr(Slice, "witness", lambda *_: stranger)
    flaws = check(without("berat-konferensi")(sound), INVARIANTS, TODAY).flaws
    assert ("skipped", "berat-rapat") in {(flaw.kind, flaw.rule) for flaw in flaws}
    (skipped,) = [flaw for flaw in flaws if (flaw.kind, flaw.rule) == ("skipped", "berat-rapat")]
    assert skipped.witness == stranger
    assert "does not show" in skipped.said("en")

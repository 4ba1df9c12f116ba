"""Seeded defects: what notices them, what is shown of those that get by, and what counts as none."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.rules.vignettes import vignettes
from tests.verify.bank.brute import cases
from tests.verify.bank.edits import HERE
from tests.verify.bank.little import INVARIANTS, little
from tests.verify.test_difference_exact import Decider, changes
from triage.case.model import Case, Problem
from triage.rulebook.model import Rulebook
from triage.verify.check import invariants_of
from triage.verify.mutants import Mutant, Operator, mutants
from triage.verify.mutate import Judged, Mutated, difference, mutate
from triage.verify.vignettes import Expect, Vignette
from triage.vocabulary.text import Text

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return little(tmp_path_factory.mktemp("little"))


def vignette(name: str, category: str, facts: dict[str, str], **expect: Any) -> Vignette:
    case = Case("wali_kelas", (Problem(category),), tuple(sorted(facts.items())))  # type: ignore[arg-type]
    return Vignette(name, Text("A.", "A."), case, Expect(**expect), HERE)


FEW = (
    vignette("bolos", "membolos", {}, severity="ringan"),
    vignette("luka", "membolos", {"luka": "ya"}, has_tracks=("alih_tangan_kasus dokter",)),
    vignette("tanya", "mencuri", {"luka": "tidak", "senjata": "ya"}, questions=("rumah",)),
)


def test_every_operator_is_at_work_and_every_mutant_differs(book: Rulebook) -> None:
    found = list(mutants(book))
    assert {one.operator for one in found} == set(get_args(Operator))
    assert len({(one.target, one.detail) for one in found}) == len(found) >= 2000
    assert all(one.book != book for one in found)


def test_a_mutant_says_what_became_what(sound: Rulebook) -> None:
    said = {(one.target, one.detail) for one in mutants(sound)}
    assert {
        ("luka-naik", "severity_at_least: sedang → ringan"),
        ("luka-naik", "severity_at_least: sedang → berat"),
        ("luka-dokter", "tracks.alih_tangan_kasus: dokter → guru_bk"),
        ("luka-dokter", "findings: -sama_hari"),
        ("luka-dokter", "-facts.luka"),
        ("mencuri-lapor", "facts.senjata: → tidak"),
        ("saksi-buka", "peran: +korban"),
        ("keras-lanjut-berat", "overrides: -keras-sedang"),
        ("jangan-gugur", "requirements.izin: gugur → menyusul"),
        ("mencuri-lapor", "layer: substance → case"),
        ("ke-dokter", "rapat -if berat"),
        ("ke-dokter", "antar pivot: false"),
        ("requirements.izin", "faces_parents: false"),
    } <= said


def test_a_layer_in_which_nothing_could_change_is_no_mutant(sound: Rulebook) -> None:
    moved = {one.target for one in mutants(sound) if one.operator == "layer"}
    # A later rule reads its track; nothing of the next layer reads what the others say.
    assert moved == {"mencuri-lapor"}


def test_who_notices(sound: Rulebook) -> None:
    found = {
        (one.mutant.target, one.mutant.detail): one for one in mutate(sound, FEW, INVARIANTS, TODAY).judged
    }

    def fate(target: str, detail: str) -> tuple[str, str]:
        one = found[target, detail]
        return one.fate, one.by

    assert fate("membolos-ringan", "severity: ringan → sedang") == ("vignette", "bolos")
    assert fate("luka-dokter", "tracks: -alih_tangan_kasus dokter") == ("vignette", "luka")
    assert fate("rumah-jangan", "-facts.rumah") == ("vignette", "tanya")
    assert fate("mencuri-lapor", "facts.senjata: -tidak_tahu") == ("check", "invariant curi-dilaporkan")
    assert fate("rumah-tunda", "facts.rumah: +ya") == ("equivalent", "")
    survivor = found["saksi-buka", "peran: +korban"]
    assert survivor.fate == "survived"
    assert [(one.kind, one.name, one.after) for one in survivor.changes] == [("notice", "buka_kasus", "ya")]


@pytest.fixture(scope="module")
def all_judged(sound: Rulebook) -> Mutated:
    return mutate(sound, FEW, INVARIANTS, TODAY)


def told(before: Decider, after: Decider, case: Case) -> bool:
    """Whether a case is decided differently in anything but who is quoted."""
    return bool(changes(before.outer(case), after.outer(case))) or before.inner(case) != after.inner(case)


def test_a_survivor_comes_with_a_case_that_shows_it(sound: Rulebook, all_judged: Mutated) -> None:
    survivors = all_judged.having("survived")
    assert survivors
    for one in survivors:
        assert one.witness is not None
        assert told(Decider(sound), Decider(one.mutant.book), one.witness), one.mutant.detail


def _proved(sound: Rulebook, judged: tuple[Judged, ...]) -> None:
    before = Decider(sound)
    for one in judged:
        after = Decider(one.mutant.book)
        assert not any(told(before, after, case) for case in cases(sound)), one.mutant


def test_an_equivalent_mutant_decides_every_case_alike(sound: Rulebook, all_judged: Mutated) -> None:
    equivalent = all_judged.having("equivalent")
    assert len(equivalent) > 10
    _proved(sound, equivalent[::20])


@pytest.mark.prove
def test_every_equivalent_mutant_decides_every_case_alike(sound: Rulebook, all_judged: Mutated) -> None:
    _proved(sound, all_judged.having("equivalent"))


def test_a_rulebook_does_not_differ_from_itself(sound: Rulebook) -> None:
    assert difference(sound, sound) is None


def test_a_sample_is_drawn_alike_each_time(sound: Rulebook) -> None:
    first, second = (mutate(sound, FEW, INVARIANTS, TODAY, 12, seed=4) for _ in range(2))
    other = mutate(sound, FEW, INVARIANTS, TODAY, 12, seed=5)
    assert first == second != other
    assert (len(first.judged), first.of) == (12, len(list(mutants(sound))))
    places = [list(mutants(sound)).index(one.mutant) for one in first.judged]
    assert places == sorted(places)


def judged(book: Rulebook, **fates: int) -> Mutated:
    mutant = Mutant("level", "x", "", HERE, book)
    every = [Judged(mutant, fate) for fate, n in fates.items() for _ in range(n)]  # type: ignore[arg-type]
    return Mutated(tuple(every), len(every))


def test_the_score_is_never_rounded_up(sound: Rulebook) -> None:
    close = judged(sound, vignette=1998, check=1, survived=1, equivalent=500)
    assert (close.killed, close.counted, close.percent) == (1999, 2000, "99.9")
    assert not close.reaches(100)
    assert close.reaches(99.95)
    assert judged(sound, vignette=3, equivalent=1).percent == "100.0"
    assert judged(sound, equivalent=2).percent == "100.0"
    assert judged(sound, survived=2).percent == "0.0"


def test_a_sample_of_the_shipped_rulebook_is_noticed(book: Rulebook) -> None:
    invariants, _ = invariants_of(book, ROOT / "rules", ())
    found = mutate(book, vignettes(), invariants, TODAY, 25, seed=7)
    assert found.reaches(90), [(one.mutant.target, one.mutant.detail) for one in found.having("survived")]


@pytest.mark.prove
def test_the_shipped_rulebook_notices_ninety_nine_of_a_hundred(book: Rulebook) -> None:
    invariants, _ = invariants_of(book, ROOT / "rules", ())
    found = mutate(book, vignettes(), invariants, TODAY)
    survivors = [(one.mutant.target, one.mutant.detail) for one in found.having("survived")]
    assert found.reaches(99), (found.percent, Counter(one.fate for one in found.judged), survivors)

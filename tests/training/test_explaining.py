"""What is told after an answer: the rules with their reasons, the near case, sources and dissent."""

from __future__ import annotations

import pytest

from tests.training.asked import case_of, drill_of
from tests.training.quiz_drills import case, key_of, some_drills
from triage.case.model import Case, Problem
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.explaining import Near, explained, found_in
from triage.training.model import Path
from triage.vocabulary.values import replace


def test_the_near_case_is_told_with_both_its_paths(book: Rulebook, quick: Advisor) -> None:
    one = some_drills(book)[2]
    told = explained(book, quick.decide, one, key_of(quick, one), "id")

    assert told.path == "Berat: Wajib lapor → Polisi"
    assert told.near == Near(
        book.vocabulary.facts["sudah_diproses_hukum"].label.id,
        "belum tahu",
        "ya",
        "Berat",
        "Berat",
        Path("berat", "wajib_lapor", "polisi"),
        Path("berat", "konferensi_kasus", "guru_bk"),
        "Berat: Konferensi kasus → Guru BK",
    )
    assert "ya, bukan belum tahu" in told.near_told
    assert told.near_told.endswith("Berat: Konferensi kasus → Guru BK.")


def test_the_rules_that_give_the_first_step_come_first(book: Rulebook, quick: Advisor) -> None:
    one = some_drills(book)[2]
    told = explained(book, quick.decide, one, key_of(quick, one), "id")

    assert told.because[0].id == "kriminal-wajib-lapor"
    rule = book.rule("kriminal-wajib-lapor")
    assert rule is not None
    assert told.because[0].because == rule.because.id
    assert any(citation.term in " ".join(told.sources) for citation in rule.sources)
    assert all(any(citation.term in line for line in told.dissent) for citation in rule.dissent)


def test_handovers_that_do_not_wait_for_the_conference_are_told(book: Rulebook, quick: Advisor) -> None:
    waits, at_once = (
        explained(book, quick.decide, one, key_of(quick, one), "id").beside
        for one in (drill_of(case_of("guru_bk", "narkoba")), drill_of(case_of("guru_bk", "menyakiti_diri")))
    )
    assert waits == ""
    assert at_once == (
        "Tidak perlu menunggu “Konferensi kasus → Guru BK”, jadi boleh didahulukan: "
        "Alih tangan kasus → Psikolog."
    )


def test_a_drill_without_a_pair_tells_of_none(book: Rulebook, quick: Advisor) -> None:
    one = some_drills(book)[0]
    told = explained(book, quick.decide, one, key_of(quick, one), "en")
    assert (told.near, told.near_told) == (None, "")
    assert told.path == "Light for now: Handling → Homeroom teacher"


def test_the_calmest_is_never_told_bare_while_a_danger_is_open(book: Rulebook, quick: Advisor) -> None:
    truancy = some_drills(book)[0]
    told = explained(book, quick.decide, truancy, key_of(quick, truancy), "id")
    assert told.path == "Ringan untuk sementara: Penanganan → Wali kelas"
    assert told.make_sure.startswith("Pastikan dulu: Bahaya saat ini; Sumber bahaya di rumah; ")

    known = {fact.id: "tidak" for fact in book.vocabulary.facts.values() if fact.danger}
    quiet = replace(truancy, case=case("membolos", **known))  # type: ignore[arg-type]
    told = explained(book, quick.decide, quiet, key_of(quick, quiet), "id")
    assert (told.path, told.make_sure) == ("Ringan: Penanganan → Wali kelas", "")

    weapon = some_drills(book)[1]
    told = explained(book, quick.decide, weapon, key_of(quick, weapon), "id")
    assert told.near is not None
    assert (told.make_sure, told.near.severity_there) == ("", "Ringan untuk sementara")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("asker", "wali_kelas"),
        ("problem", "minuman_keras"),
        ("luka", "ya"),
        ("senjata", "tidak_tahu"),
        ("minuman_keras.tahap", "awal"),
        ("minuman_keras.peran", "mengalami"),
        ("perundungan.peran", "tidak_tahu"),
    ],
)
def test_what_a_case_says_of_a_condition(book: Rulebook, name: str, found: str) -> None:
    one = Case("wali_kelas", (Problem("minuman_keras", None, (("tahap", "awal"),)),), (("luka", "ya"),))
    assert found_in(book, one, name) == found


def test_a_stated_role_is_told(book: Rulebook) -> None:
    assert found_in(book, case("perundungan", peran="saksi"), "perundungan.peran") == "saksi"

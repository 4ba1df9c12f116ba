"""What a vignette expects inside a track: read strictly, and every difference told."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.case.model import Case, Problem
from triage.rulebook.model import Place, Rulebook
from triage.service.advisor import Advisor
from triage.verify.carried import Carried
from triage.verify.running import differences
from triage.verify.vignettes import Expect, Vignette, read_vignettes
from triage.vocabulary.text import Text

FILE = """\
cases:
  - name: satu
    story: {{id: A., en: A.}}
    case: {{asker: guru, problems: [kondisi_akut]}}
    expect: {{inside: {inside}}}
"""
TRACK = "alih_tangan_kasus dokter"
CASE = Case("guru", (Problem("kondisi_akut"),), (("bahaya_saat_ini", "tidak"),))


def read(folder: Path, book: Rulebook, inside: str) -> tuple[tuple[Vignette, ...], list[str]]:
    (folder / "a.cases.yaml").write_text(FILE.format(inside=inside), encoding="utf-8")
    vignettes, problems = read_vignettes(folder, book.vocabulary, None, book.procedures)
    return vignettes, [problem.line("en") for problem in problems]


def test_a_track_with_all_its_keys(tmp_path: Path, book: Rulebook) -> None:
    inside = (
        f"{{{TRACK}: {{states: {{orang_tua: menyusul}}, no_requires: [izin_pengawas],"
        " steps: [perlu, serah], no_steps: [rumah], phases: {perlu: urut}, documents: [surat_izin],"
        "  no_documents: [kartu_panggilan], faces_parents: [orang-tua]}}"
    )
    (vignette,), problems = read(tmp_path, book, inside)
    assert problems == []
    assert vignette.expect.inside == (
        Carried(
            TRACK,
            (("orang_tua", "menyusul"),),
            ("izin_pengawas",),
            ("perlu", "serah"),
            ("rumah",),
            (("perlu", "urut"),),
            ("surat_izin",),
            ("kartu_panggilan",),
            ("orang-tua",),
        ),
    )


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("{}", "empty"),
        (f"{{{TRACK}: {{}}}}", "empty"),
        (f"{{{TRACK}: {{steps: [sera]}}}}", "“sera” is not a step of this track; perhaps you mean “serah”."),
        (f"{{{TRACK}: {{faces_parents: [ortu]}}}}", "“ortu” is not a step of this track"),
        (f"{{{TRACK}: {{no_steps: [panggil]}}}}", "“panggil” is not a step of this track"),
        (f"{{{TRACK}: {{phases: {{sera: urut}}}}}}", "“sera” is not a step of this track"),
        (f"{{{TRACK}: {{phases: {{serah: nanti}}}}}}", "“nanti” does not hold here"),
        (f"{{{TRACK}: {{states: {{orang_tu: gugur}}}}}}", "“orang_tu” is not a requirement"),
        (f"{{{TRACK}: {{states: {{orang_tua: gugurr}}}}}}", "“gugurr” does not hold here"),
        (f"{{{TRACK}: {{documents: [surat]}}}}", "“surat” is not a document"),
        (f"{{{TRACK}: {{step: [serah]}}}}", "step"),
        ("{alih_tangan_kasus doktor: {steps: [serah]}}", "“doktor” is not a party"),
    ],
)
def test_what_is_wrong_is_told(inside: str, said: str, tmp_path: Path, book: Rulebook) -> None:
    vignettes, problems = read(tmp_path, book, inside)
    assert vignettes == ()
    assert any(said in line for line in problems)


def wanted(**keys: object) -> Vignette:
    inside = Carried(TRACK, **keys)  # type: ignore[arg-type]
    return Vignette("satu", Text("A.", "A."), CASE, Expect(inside=(inside,)), Place("a.cases.yaml", 2, 11))


AGREEING: dict[str, object] = {
    "states": (("surat_pengantar", "menyusul"), ("waktu_tempat", "perlu")),
    "no_requires": ("izin_pengawas",),
    "steps": ("bicara-siswa", "serah", "surat"),
    "no_steps": ("rumah", "bicara-lagi"),
    "phases": (("serah", "urut"), ("surat", "menyusul")),
    "documents": ("surat_izin",),
    "no_documents": ("surat_izin_pengawas",),
    "faces_parents": ("orang-tua", "antar-orang-tua", "evaluasi-orang-tua"),
}
DIFFERING: dict[str, tuple[object, tuple[str, ...], tuple[str, ...]]] = {
    "states": ((("waktu_tempat", "gugur"),), ("waktu_tempat: gugur",), ("waktu_tempat: perlu",)),
    "no_requires": (("waktu_tempat",), (), ("waktu_tempat",)),
    "steps": (("rumah", "serah"), ("rumah",), ()),
    "no_steps": (("rumah", "serah"), (), ("serah",)),
    "phases": ((("serah", "menyusul"),), ("serah: menyusul",), ("serah: urut",)),
    "documents": (("surat_izin_pengawas",), ("surat_izin_pengawas",), ()),
    "no_documents": (("surat_izin",), (), ("surat_izin",)),
    "faces_parents": ((), (), ("orang-tua", "antar-orang-tua", "evaluasi-orang-tua")),
}


def test_a_track_that_carries_what_is_expected(quick: Advisor) -> None:
    assert differences(wanted(**AGREEING), quick.decide(CASE)) == ()


@pytest.mark.parametrize("key", DIFFERING)
def test_one_thing_that_differs(key: str, quick: Advisor) -> None:
    expected, missing, surplus = DIFFERING[key]
    (found,) = differences(wanted(**{**AGREEING, key: expected}), quick.decide(CASE))
    assert (found.key, found.missing, found.surplus) == (f"inside {TRACK} {key}", missing, surplus)


def test_steps_in_another_order_differ(quick: Advisor) -> None:
    (found,) = differences(wanted(steps=("surat", "serah")), quick.decide(CASE))
    assert (found.missing, found.surplus, found.found) == ((), (), ("serah", "surat"))


def test_a_track_that_is_not_there(quick: Advisor) -> None:
    expect = Expect(inside=(Carried("darurat layanan_darurat", steps=("panggil",)),))
    vignette = Vignette("satu", Text("A.", "A."), CASE, expect, Place("a.cases.yaml", 2, 11))
    (found,) = differences(vignette, quick.decide(CASE))
    assert found.missing == ("darurat layanan_darurat",)

"""Reading vignettes: what is sound becomes values, what is not is told all at once with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.case.model import Case, Problem
from triage.rulebook.model import Place, Rulebook
from triage.verify.vignettes import Expect, Vignette, read_vignettes
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

SOUND = """\
cases:
  - name: siswa-mabuk
    story: {id: Siswa A mabuk., en: Student A is drunk.}
    case:
      asker: guru
      problems: [{category: minuman_keras, tahap: awal, peran: saksi}, membolos]
      facts: {luka: ya, senjata: tidak_tahu}
    expect:
      severity: sedang
      urgency: segera
      lead: guru_bk
      parents: tunda
      provisional: false
      notices: []
      tracks: [penanganan guru_bk]
      has_tracks: [penanganan guru_bk]
      no_tracks: [wajib_lapor polisi]
      rules: [membolos-ringan]
      no_rules: [kriminal-berat]
      questions: [bahaya_saat_ini, minuman_keras.tahap]
      no_questions: [luka]
  - name: lain
    story: {id: Siswa B., en: Student B.}
    case: {asker: guru, problems: [membolos]}
    expect: {severity: ringan}
"""

PLAIN = """\
cases:
  - name: satu
    story: {id: A., en: A.}
    case: {asker: guru, problems: [membolos]}
    expect: {severity: ringan}
"""
BROKEN = (Path(__file__).parent / "broken.txt").read_text(encoding="utf-8").split("\n== ")[1:]


def lines(folder: Path, book: Rulebook, lang: Lang = "id") -> list[str]:
    _, problems = read_vignettes(folder, book.vocabulary, [rule.id for rule in book.rules])
    return [problem.line(lang) for problem in problems]


def test_everything_a_vignette_can_say(tmp_path: Path, book: Rulebook) -> None:
    (tmp_path / "a.cases.yaml").write_text(SOUND, encoding="utf-8")

    vignettes, problems = read_vignettes(tmp_path, book.vocabulary, [rule.id for rule in book.rules])

    assert problems == ()
    assert vignettes[0] == Vignette(
        "siswa-mabuk",
        Text("Siswa A mabuk.", "Student A is drunk."),
        Case(
            "guru",
            (Problem("membolos"), Problem("minuman_keras", "saksi", (("tahap", "awal"),))),
            (("luka", "ya"),),
        ),
        Expect(
            severity="sedang",
            urgency="segera",
            lead="guru_bk",
            parents="tunda",
            provisional=False,
            notices=(),
            tracks=("penanganan guru_bk",),
            has_tracks=("penanganan guru_bk",),
            no_tracks=("wajib_lapor polisi",),
            rules=("membolos-ringan",),
            no_rules=("kriminal-berat",),
            questions=("bahaya_saat_ini", "minuman_keras.tahap"),
            no_questions=("luka",),
        ),
        Place("a.cases.yaml", 2, 11),
    )
    assert vignettes[1].expect == Expect(severity="ringan")


@pytest.mark.parametrize("block", BROKEN, ids=[block.splitlines()[0] for block in BROKEN])
def test_what_is_wrong_is_told(block: str, tmp_path: Path, book: Rulebook) -> None:
    parts: dict[str, list[str]] = {sign: [] for sign in "-+>="}
    for line in filter(None, block.splitlines()[1:]):
        parts[line[0]].append(line[2:])
    old, new = ("".join(f"{line}\n" for line in parts[sign]) for sign in "-+")
    assert old == "*\n" or PLAIN.count(old) == 1
    (tmp_path / "a.cases.yaml").write_text(new if old == "*\n" else PLAIN.replace(old, new), encoding="utf-8")

    assert lines(tmp_path, book) == [f"a.cases.yaml:{line}" for line in parts[">"]]
    assert lines(tmp_path, book, "en") == [f"a.cases.yaml:{line}" for line in parts["="]]


def test_a_broken_vignette_hides_nothing_of_the_others(tmp_path: Path, book: Rulebook) -> None:
    broken = PLAIN.replace("guru", "gurru").replace("satu", "dua").replace("severity", "urgency")
    sound = PLAIN.removeprefix("cases:\n")
    (tmp_path / "a.cases.yaml").write_text(f"{broken}{sound}  - x\n", encoding="utf-8")
    (tmp_path / "b.cases.yaml").write_text("\t", encoding="utf-8")
    (tmp_path / "c.cases.yaml").write_bytes(b"\xff")
    (tmp_path / "d.cases.yaml").mkdir()

    vignettes, problems = read_vignettes(tmp_path, book.vocabulary)

    assert [vignette.name for vignette in vignettes] == ["satu"]
    assert [(str(problem.place), problem.kind) for problem in problems] == [
        ("a.cases.yaml:4:19", "unknown-id"),
        ("a.cases.yaml:5:23", "not-one-of"),
        ("a.cases.yaml:10:5", "not-a-table"),
        ("b.cases.yaml:1:1", "tab"),
        ("c.cases.yaml:1:1", "not-utf8"),
        ("d.cases.yaml:1:1", "file-irregular"),
    ]


def test_a_name_is_used_once(tmp_path: Path, book: Rulebook) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.cases.yaml").write_text(PLAIN, encoding="utf-8")

    assert lines(tmp_path, book) == [
        "b.cases.yaml:2:11: id “satu” sudah dipakai di a.cases.yaml:2:11; pilih id lain."
    ]
    assert lines(tmp_path, book, "en") == [
        "b.cases.yaml:2:11: id “satu” is already used at a.cases.yaml:2:11; choose another."
    ]


def test_rules_are_not_held_against_anything_where_none_are_given(tmp_path: Path, book: Rulebook) -> None:
    text = PLAIN.replace("{severity: ringan}", "{rules: [apa-saja]}")
    (tmp_path / "a.cases.yaml").write_text(text, encoding="utf-8")

    assert read_vignettes(tmp_path, book.vocabulary)[1] == ()

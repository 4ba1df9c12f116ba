"""``triage rules test``: pages word by word, JSON, exit codes. ``UPDATE_GOLDEN=1`` refreshes the pages."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.rulebook.small import changed, write
from triage.case.model import Case
from triage.cli import pages, rules_test_words
from triage.cli.rules import rules
from triage.inference.errors import EngineFailure
from triage.service.advisor import Advisor

GOLDEN = Path(__file__).parent / "rules_test"

#: The small rulebook, in which the counsellor handles every case.
PATH = changed(
    "authority.yaml",
    "when: {tracks: {wajib_lapor: any}, severity: [ringan, sedang, berat], notices: [buka_kasus]}",
    "when: {severity: [ringan, sedang, berat]}",
)
CASES = """\
cases:
  - name: membolos-saja
    story: {id: Siswa A membolos., en: Student A stays away.}
    case: {asker: wali_kelas, problems: [membolos]}
    expect: {severity: ringan, lead: guru_bk, tracks: [penanganan guru_bk]}
  - name: korban-terluka
    story: {id: Siswa A terluka., en: Student A is hurt.}
    case: {asker: guru_bk, problems: [{category: membolos, peran: korban}], facts: {luka: ya}}
    expect:
      severity: sedang
      tracks: [
        darurat layanan_darurat, wajib_lapor polisi, alih_tangan_kasus dokter, penanganan guru_bk]
"""
WRONG = """\
cases:
  - name: keliru-semua
    story: {id: Siswa A terluka dan minum., en: Student A is hurt and drinks.}
    case:
      asker: guru_bk
      problems: [{category: membolos, peran: korban}, {category: minuman_keras, tahap: lanjut}]
      facts: {luka: ya}
    expect:
      severity: ringan
      provisional: true
      notices: []
      tracks: [
        penanganan guru_bk, darurat layanan_darurat, wajib_lapor polisi, alih_tangan_kasus dokter]
      no_tracks: [wajib_lapor polisi]
      rules: [minuman-keras-sedang, luka-polisi, bk-tidak-menangani]
      no_rules: [luka-naik]
      questions: [luka]
  - name: keliru-jalur
    story: {id: Siswa A membolos., en: Student A stays away.}
    case: {asker: wali_kelas, problems: [membolos], facts: {luka: tidak}}
    expect:
      tracks: [penanganan guru_bk, darurat layanan_darurat]
      has_tracks: [wajib_lapor polisi]
      rules: [luka-naik]
"""


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``triage.cli.rules`` and ``triage.cli.pages`` register the command."""
    monkeypatch.setitem(rules.commands_at, "test", "triage.cli.rules_test:test")
    for topic, page in rules_test_words.PAGES.items():
        monkeypatch.setitem(pages.PAGES, topic, page)
    for option, words in rules_test_words.OPTIONS.items():
        monkeypatch.setitem(pages.OPTIONS, option, words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small rulebook with its vignettes."""
    return write(tmp_path, {**PATH, "severity.cases.yaml": CASES})


#: name of the golden file: (more vignettes, arguments, exit code)
PAGES: dict[str, tuple[str, list[str], int]] = {
    "passes.id": ("", [], 0),
    "differs.id": (WRONG, [], 1),
    "differs.en": (WRONG, ["--lang", "en"], 1),
    "coverage.id": ("", ["--coverage"], 0),
    "coverage.en": ("", ["--lang", "en", "--coverage", "--threshold", "99.5"], 1),
    "run.id": (WRONG, ["--run", "*-saja", "--threshold", "10"], 1),
    "help.id": ("", ["--help"], 0),
    "help.en": ("", ["--help", "--lang", "en"], 0),
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, run: Run, folder: Path) -> None:
    more, args, code = PAGES[name]
    if more:
        (folder / "safety.cases.yaml").write_text(more, encoding="utf-8")
    ran = run("rules", "test", folder, *args)
    assert (ran.code, ran.err) == (code, "")
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(ran.out, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == ran.out


def test_no_page_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.txt" for name in PAGES}


def test_the_shipped_vignettes_pass_and_cover(run: Run) -> None:
    ran = run("rules", "test", "--threshold", "100")
    assert ran.code == 0
    assert "145 dari 145 (100.0 %)" in ran.out


def test_the_ready_vignettes_close_every_gap_they_are_for(run: Run, folder: Path) -> None:
    told = json.loads(run("rules", "test", folder, "--coverage", "--json").out)["coverage"]
    texts = [gap["yaml"] for gap in told["open"] if gap["yaml"]]
    assert texts
    (folder / "more.cases.yaml").write_text("cases:\n" + "\n".join(texts), encoding="utf-8")

    ran = run("rules", "test", folder, "--threshold", "100", "--json")

    assert ran.code == 0
    assert json.loads(ran.out)["coverage"]["open"] == []


def test_json(run: Run, folder: Path) -> None:
    (folder / "safety.cases.yaml").write_text(WRONG, encoding="utf-8")
    ran = run("rules", "test", folder, "--json", "--threshold", "50")
    told = json.loads(ran.out)

    assert ran.code == 1
    assert (told["schema"], told["total"], told["passed"]) == ("triage.rules-test/1", 4, 2)
    assert [one["name"] for one in told["failed"]] == ["keliru-semua", "keliru-jalur"]
    assert told["failed"][0]["at"] == "safety.cases.yaml:2:11"
    assert told["failed"][0]["differences"][0] == {
        "key": "severity",
        "expected": ["ringan"],
        "found": ["berat"],
        "missing": ["ringan"],
        "surplus": ["berat"],
    }
    assert told["failed"][0]["overridden"] == {"minuman-keras-sedang": "minuman-keras-lanjut-berat"}
    coverage = told["coverage"]
    assert (coverage["threshold"], coverage["reached"]) == (50, True)
    assert coverage["rules"] == {"covered": 7, "total": 8, "percent": "87.5"}
    assert coverage["covered"][0] == {
        "rule": "luka-dokter",
        "by": "keliru-semua",
        "conditions": {"facts.luka": "keliru-jalur"},
    }
    assert {one["condition"]: one["why"] for one in coverage["cannot_decide_alone"]} == {
        "severity": "every-value",
        "problem": "own-attribute",
        "attributes.tahap": "every-value",
    }


def test_without_coverage_json_has_none(run: Run, folder: Path) -> None:
    assert json.loads(run("rules", "test", folder, "--json").out)["coverage"] is None


def test_bad_vignettes_are_told_all_at_once(run: Run, folder: Path) -> None:
    bad = CASES.replace("asker: wali_kelas", "asker: walikelas")
    bad = bad.replace("severity: sedang", "severity: sedan")
    (folder / "severity.cases.yaml").write_text(bad, encoding="utf-8")
    ran = run("rules", "test", folder, "--lang", "en")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "severity.cases.yaml:4:19: “walikelas” is not an asker (askers in vocabulary.yaml); "
        "perhaps you mean “wali_kelas”.",
        "severity.cases.yaml:10:17: “sedan” does not hold here; choose one of: ringan, sedang, berat; "
        "perhaps you mean “sedang”.",
    ]


def test_a_broken_rulebook(run: Run, folder: Path) -> None:
    (folder / "severity.yaml").write_text("rules: []\n", encoding="utf-8")
    ran = run("rules", "test", folder)
    assert (ran.code, ran.out) == (3, "")
    assert "severity.yaml:1:8" in ran.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--run", "tidak-ada"], "tidak ada kasus uji yang namanya cocok dengan --run."),
        (["--threshold", "nan"], "--threshold: tulis angka dari 0 sampai 100."),
        (["--threshold", "101"], "--threshold: tulis angka dari 0 sampai 100."),
        (["--threshold", "banyak"], "--threshold: tulis angka dari 0 sampai 100."),
        (["lagi"], "Terlalu banyak masukan."),
    ],
)
def test_wrong_usage(args: list[str], said: str, run: Run, folder: Path) -> None:
    ran = run("rules", "test", folder, *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_no_folder_and_no_vignettes(run: Run, folder: Path) -> None:
    assert run("rules", "test", folder / "x").code == 2
    (folder / "severity.cases.yaml").unlink()
    ran = run("rules", "test", folder)
    assert ran.code == 2
    assert "tidak ada kasus uji (*.cases.yaml) di folder ini." in ran.err


def test_an_engine_that_fails_is_not_a_vignette_that_fails(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Advisor, _case: Case) -> None:
        raise EngineFailure("rusak")

    monkeypatch.setattr(Advisor, "decide", fail)
    ran = run("rules", "test", folder)
    assert ran.code == 4
    assert "GAGAL severity.cases.yaml:2:11 membolos-saja" in ran.out
    assert "rusak" in ran.out

"""``triage rules mutate``: the score, the survivors with a case each, and what it refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run
from triage.verify import mutate
from triage.verify.check import Checked

ONE = """\
cases:
  - name: membolos-biasa
    story: {id: Siswa A membolos., en: Student A skips school.}
    case: {asker: wali_kelas, problems: [membolos]}
    expect: {severity: ringan}
"""


@pytest.fixture
def hardly_tested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped rules with a single vignette; the check is left out, which takes seconds a mutant."""
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    for path in folder.glob("*.cases.yaml"):
        path.unlink()
    (folder / "satu.cases.yaml").write_text(ONE, encoding="utf-8")
    monkeypatch.setattr(mutate, "check", lambda *_: Checked((), 0, 0, 0, 0))
    return folder


def test_the_score_of_a_sample(run: Run) -> None:
    ran = run("rules", "mutate", "--sample", 6, "--seed", 1, "--json")
    assert (ran.code, ran.err) == (0, "")
    report = json.loads(ran.out)
    assert report["schema"] == "triage.rules-mutate/1"
    assert (report["judged"], report["threshold"], report["reached"]) == (6, None, True)
    assert report["mutants"] > 2000
    assert sum(report["killed"].values()) + report["survived"] + report["equivalent"] == 6


def test_survivors_are_shown_with_a_case_and_what_changes(hardly_tested: Path, run: Run) -> None:
    ran = run("rules", "mutate", hardly_tested, "--sample", 6, "--seed", 3, "--threshold", 99, "--lang", "en")
    assert ran.code == 1, ran.err
    lines = ran.out.splitlines()
    assert any(".yaml:" in line for line in lines)
    assert any(line.startswith("  case: ") for line in lines)
    assert any(" → " in line for line in lines if line.startswith("  "))
    assert lines[-3].startswith("Noticed ")
    assert lines[-2].startswith("A sample of 6 out of ")
    assert lines[-1] == "Below the threshold of 99 %."


def test_the_same_seed_tells_the_same(hardly_tested: Path, run: Run) -> None:
    first, second = (run("rules", "mutate", hardly_tested, "--sample", 4, "--seed", 3) for _ in range(2))
    assert first == second
    assert first.code == 0
    assert "Ketahuan " in first.out


def test_a_vignette_that_fails_already_is_told_first(hardly_tested: Path, run: Run) -> None:
    (hardly_tested / "satu.cases.yaml").write_text(ONE.replace("ringan", "berat"), encoding="utf-8")
    ran = run("rules", "mutate", hardly_tested, "--sample", 4)
    assert ran.code == 2
    assert "membolos-biasa" in ran.err
    assert "triage rules test" in ran.err


@pytest.mark.parametrize("wrong", [("--sample", 0), ("--threshold", "banyak"), ("--seed", "x")])
def test_a_number_that_is_none(wrong: tuple[str, object], run: Run) -> None:
    assert run("rules", "mutate", *wrong).code == 2


def test_help_in_both_languages(run: Run) -> None:
    for lang, said in (("id", "Uji kasus uji"), ("en", "Test the tests")):
        ran = run("rules", "mutate", "--help", "--lang", lang)
        assert ran.code == 0
        assert "--sample" in ran.out
        assert said in run("rules", "--lang", lang).out

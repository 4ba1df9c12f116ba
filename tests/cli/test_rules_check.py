"""``triage rules check``: flaws with their places and one case each, for people, programs and editors."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from triage.cli.main import main


@pytest.fixture
def late_report(tmp_path: Path) -> Path:
    """A copy of the rules in which an unprocessed crime is reported only if it is known to be unprocessed."""
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    text = (folder / "safety.yaml").read_text(encoding="utf-8")
    old = "sudah_diproses_hukum: [tidak, tidak_tahu]"
    assert old in text
    (folder / "safety.yaml").write_text(text.replace(old, "sudah_diproses_hukum: tidak", 1), encoding="utf-8")
    return folder


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def test_the_shipped_rulebook_is_clean() -> None:
    result = run("rules", "check")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Tidak ada temuan: ")
    assert "belum pernah ditinjau konselor" in result.output


def test_a_broken_invariant_is_one_line_with_its_place_and_a_case(late_report: Path) -> None:
    result = run("rules", "check", str(late_report))
    assert result.exit_code == 1
    line, witness = result.output.splitlines()[:2]
    assert line.startswith("invariants.yaml:")
    assert "invarian pidana-dilaporkan dilanggar" in line
    assert "category: kriminal" in witness


def test_the_witness_shows_the_flaw_when_it_is_decided_again(late_report: Path, tmp_path: Path) -> None:
    report = json.loads(run("rules", "check", str(late_report), "--json").output)
    flaw = next(flaw for flaw in report["flaws"] if flaw["rule"] == "pidana-dilaporkan")
    case = tmp_path / "saksi.json"
    case.write_text(json.dumps(flaw["witness"]), encoding="utf-8")
    told = json.loads(run("--rules", str(late_report), "decide", str(case), "--json").output)
    assert ("wajib_lapor", "polisi") not in {(track["action"], track["to"]) for track in told["tracks"]}


def test_editors_get_sarif_with_the_line(late_report: Path) -> None:
    log = json.loads(run("rules", "check", str(late_report), "--sarif").output)
    result = next(item for item in log["runs"][0]["results"] if item["ruleId"] == "invariant")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rules/invariants.yaml"
    assert place["region"]["startLine"] > 1


def test_a_rulebook_with_problems_is_not_checked(late_report: Path) -> None:
    (late_report / "sources.yaml").unlink()
    assert run("rules", "check", str(late_report)).exit_code == 3

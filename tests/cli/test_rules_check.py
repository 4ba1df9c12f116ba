"""``triage rules check``: flaws with their places and one case each, for people, programs and editors."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.cli.conftest import ROOT, Run
from tests.rulebook.small import changed as changed_text
from tests.rulebook.small import write
from triage.case.model import Case, Problem
from triage.inference.errors import EngineHung
from triage.rulebook.model import Place
from triage.service import proving
from triage.service.advisor import Advisor
from triage.verify.check import Checked
from triage.verify.flaws import Flaw
from triage.vocabulary.text import Text

#: What SARIF 2.1.0 demands of the parts that are written here; no key besides these.
SARIF = Draft7Validator(
    {
        "definitions": {
            "result": {
                "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                "additionalProperties": False,
                "properties": {
                    "ruleId": {"type": "string"},
                    "ruleIndex": {"type": "integer", "minimum": 0},
                    "level": {"enum": ["none", "note", "warning", "error"]},
                    "message": {"required": ["text"], "properties": {"text": {"minLength": 1}}},
                    "locations": {"minItems": 1, "items": {"$ref": "#/definitions/location"}},
                    "properties": {"type": "object"},
                },
            },
            "location": {
                "required": ["physicalLocation"],
                "properties": {
                    "physicalLocation": {
                        "required": ["artifactLocation", "region"],
                        "properties": {
                            "artifactLocation": {
                                "required": ["uri"],
                                "properties": {"uri": {"type": "string", "pattern": "^[^ \\\\]+$"}},
                            },
                            "region": {
                                "required": ["startLine", "startColumn"],
                                "additionalProperties": {"type": "integer", "minimum": 1},
                            },
                        },
                    }
                },
            },
            "run": {
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {"rules": {"uniqueItems": True, "items": {"required": ["id"]}}},
                            }
                        },
                    },
                    "invocations": {
                        "items": {
                            "required": ["executionSuccessful"],
                            "properties": {"executionSuccessful": {"type": "boolean"}},
                        }
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": {"$ref": "#/definitions/result"}},
                },
            },
        },
        "type": "object",
        "required": ["version", "runs"],
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string", "format": "uri"},
            "version": {"const": "2.1.0"},
            "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/run"}},
        },
    }
)


def changed(folder: Path, **edits: tuple[str, str]) -> Path:
    """A copy of the shipped rules in ``folder``, each file with one text for another."""
    shutil.copytree(ROOT / "rules", folder)
    for name, (old, new) in edits.items():
        path = folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def flawed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A crime reported only if known to be unprocessed, a code of the scaffold, a review years ago."""
    folder = changed(
        tmp_path_factory.mktemp("sekolah kami") / "aturan",
        safety=("sudah_diproses_hukum: [tidak, tidak_tahu]", "sudah_diproses_hukum: tidak"),
        authority=("    reviewed: null", "    reviewed: {by: K-07, on: 2020-01-31}"),
    )
    path = folder / "severity.yaml"
    head, mark, tail = path.read_text(encoding="utf-8").partition("codes: [")
    path.write_text(f"{head}{mark}H-00, {tail}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def checked(flawed: Path) -> Checked:
    """What the check finds in it: once, for it takes seconds."""
    return proving.prove(flawed, None, date(2026, 11, 21))


@pytest.fixture
def told(checked: Checked, flawed: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> dict[str, Any]:
    """The report on it."""
    monkeypatch.setattr(proving, "prove", lambda *_: checked)
    ran = run("rules", "check", flawed, "--json")
    assert (ran.code, ran.err) == (1, "")
    report: dict[str, Any] = json.loads(ran.out)
    return report


def test_the_shipped_rulebook_is_clean(run: Run) -> None:
    ran = run("rules", "check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Tidak ada temuan: ")
    assert "belum pernah ditinjau konselor" in ran.out


def test_each_flaw_has_its_kind_its_place_and_a_case_if_one_shows_it(told: dict[str, Any]) -> None:
    found = {flaw["kind"]: flaw for flaw in told["flaws"]}
    assert set(found) == {"invariant", "placeholder", "review-overdue"}
    assert told["problems"] == []
    invariant = found["invariant"]
    assert (invariant["rule"], invariant["at"].partition(":")[0]) == ("pidana-dilaporkan", "invariants.yaml")
    # No more is stated than shows it: nothing is known of any fact.
    assert (invariant["witness"]["problems"][0]["category"], invariant["witness"]["facts"]) == (
        "kriminal",
        {},
    )
    assert found["placeholder"]["says"].endswith("teks kerangka: H-00.")
    assert found["placeholder"]["at"].startswith("severity.yaml:")
    assert "2020-01-31" in found["review-overdue"]["says"]
    assert (found["placeholder"]["witness"], found["review-overdue"]["witness"]) == (None, None)


def test_the_case_shows_the_flaw_when_it_is_decided_again(
    told: dict[str, Any], flawed: Path, run: Run
) -> None:
    case = next(flaw["witness"] for flaw in told["flaws"] if flaw["kind"] == "invariant")
    ran = run("--rules", flawed, "decide", "-", "--json", stdin=json.dumps(case))
    tracks = {(track["action"], track["to"]) for track in json.loads(ran.out)["tracks"]}
    assert ("wajib_lapor", "polisi") not in tracks


def test_people_read_one_line_a_flaw_and_editors_get_sarif(
    checked: Checked, flawed: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(proving, "prove", lambda *_: checked)
    page, sarif = run("rules", "check", flawed), run("rules", "check", flawed, "--sarif", "--lang", "en")
    assert (page.code, sarif.code) == (1, 1)
    lines = page.out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("invariants.yaml:"))
    assert "invarian pidana-dilaporkan dilanggar" in lines[at]
    assert lines[at + 1].startswith("  kasus: {asker: ")
    assert any(line.startswith("3 temuan, pada ") for line in lines)

    log = json.loads(sarif.out)
    SARIF.validate(log)
    (one,) = log["runs"]
    kinds = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    results = {result["ruleId"]: result for result in one["results"]}
    assert set(results) == {"invariant", "placeholder", "review-overdue"}
    assert all(kinds[result["ruleIndex"]] == result["ruleId"] for result in one["results"])
    place = results["placeholder"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == (flawed / "severity.yaml").as_uri()
    assert place["region"]["startLine"] > 1
    assert results["invariant"]["properties"]["witness"]["problems"][0]["category"] == "kriminal"


UNREAD = {
    "reason": (
        changed_text("severity.yaml", "    because: {id: Bisa ditangani., en: Can be handled.}\n", ""),
        "severity.yaml:2:5: kunci “because” wajib ada di sini.",
    ),
    "source": (
        changed_text("safety.yaml", "catatan-001", "catatan-002"),
        "safety.yaml:10:21: “catatan-002” bukan sumber (sources.yaml); mungkin maksud Anda “catatan-001”.",
    ),
    "section": (changed_text("safety.yaml", "section: Pembuka", "section: Pembukaan"), "safety.yaml:10:43: "),
}


@pytest.mark.parametrize("what", UNREAD)
def test_a_missing_reason_and_a_source_that_is_not_there_are_told_to_programs_too(
    what: str, tmp_path: Path, run: Run
) -> None:
    files, line = UNREAD[what]
    folder = write(tmp_path, files)
    page, report, sarif = (run("rules", "check", folder, *form) for form in ((), ("--json",), ("--sarif",)))

    assert (page.code, report.code, sarif.code) == (3, 3, 3)
    assert page.out == ""
    told = json.loads(report.out)
    (problem,) = told["problems"]
    assert problem["says"].startswith(line)
    assert problem["says"] in page.err
    assert (told["ruleset"], told["flaws"], told["cases"]) == (None, [], 0)
    log = json.loads(sarif.out)
    SARIF.validate(log)
    assert log["runs"][0]["invocations"] == [{"executionSuccessful": False}]
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["message"]["text"]) == (problem["kind"], problem["says"])


def test_a_citation_that_is_not_in_the_seed_document_stops_the_check(tmp_path: Path, run: Run) -> None:
    seeds = tmp_path / "seeds"
    (tmp_path / "aturan").mkdir()
    seeds.mkdir()
    (seeds / "001_catatan.txt").write_text("BAB SATU kosong.\nBAB DUA kosong.\n", encoding="utf-8")
    ran = run("rules", "check", write(tmp_path / "aturan"), "--seeds", seeds)
    assert ran.code == 3
    assert "safety.yaml:10:58: " in ran.err


PLACE = Place("safety.yaml", 7, 3)
CASE = Case("guru_bk", (Problem("membolos"),))


def finding(monkeypatch: pytest.MonkeyPatch, *flaws: Flaw) -> None:
    """Let the check find just this."""
    monkeypatch.setattr(proving, "check", lambda *_: Checked(flaws, 1, 1, 1, 0))


def test_what_was_skipped_is_an_error(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    finding(monkeypatch, Flaw("skipped", PLACE, "luka-dokter", what=Text("terhenti", "stopped")))
    ran = run("rules", "check", "--lang", "en")
    assert ran.code == 1
    assert ran.out.startswith("safety.yaml:7:3: check luka-dokter was not completed: stopped\n1 found")


def test_a_gap_that_is_none_when_decided_again_is_an_error_too(
    monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    finding(monkeypatch, Flaw("no-lead", PLACE, "lead", witness=CASE))
    told = json.loads(run("rules", "check", "--json").out)
    assert [flaw["kind"] for flaw in told["flaws"]] == ["no-lead", "skipped"]
    assert told["flaws"][1]["witness"] == told["flaws"][0]["witness"]


def test_an_engine_that_fails_on_a_witness_is_an_error_too(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def fail(*_: object) -> None:
        raise EngineHung("durable-rules")

    finding(monkeypatch, Flaw("against", PLACE, "a", "b", "safety.yaml:1:1", witness=CASE))
    monkeypatch.setattr(Advisor, "decide", fail)
    ran = run("rules", "check")
    assert ran.code == 1
    assert "pemeriksaan a tidak selesai: " in ran.out


def test_a_fact_nobody_reads_is_told_at_its_line(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    finding(monkeypatch, Flaw("unread-fact", Place("vocabulary.yaml", 1, 1), "satu_mapel"))
    ran = run("rules", "check")
    words = (ROOT / "rules" / "vocabulary.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(words, 1) if text.strip() == "satu_mapel:")
    assert ran.out.startswith(f"vocabulary.yaml:{line}:3: fakta satu_mapel tidak dibaca aturan mana pun.")


@pytest.mark.parametrize("wrong", [("tidak-ada/",), ("--seeds", "tidak-ada/"), ("--json=ya",)])
def test_wrong_usage(wrong: tuple[str, ...], run: Run) -> None:
    assert run("rules", "check", *wrong).code == 2

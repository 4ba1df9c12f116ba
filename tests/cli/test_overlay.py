"""``--overlay`` and ``TRIAGE_OVERLAYS``: additions of a school from the command line."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, ROOT, Run
from triage.rulebook.problems import RulebookProblems

OVERLAY = EXAMPLES / "overlay-smk-contoh"
RULES = ROOT / "rules"
CASE = json.dumps({"asker": "wali_kelas", "problems": ["judi_online"], "facts": {"berulang": True}})


def small(folder: Path, name: str, word: str) -> Path:
    """An overlay that adds a word; it is small, but proved like any."""
    folder = folder / name
    folder.mkdir()
    text = f"categories: {{membolos: {{words: [{word}]}}}}\n"
    (folder / "vocabulary.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_case_is_decided(run: Run) -> None:
    ran = run("--overlay", OVERLAY, "decide", "-", "--json", stdin=CASE)

    assert (ran.code, ran.err) == (0, "")
    decision = json.loads(ran.out)
    assert decision["severity"] == "berat"
    assert decision["ruleset"]["version"].endswith("+overlay-smk-contoh")
    assert {"action": "alih_tangan_kasus", "to": "psikolog"}.items() <= decision["tracks"][2].items()
    assert run("decide", "-", stdin=CASE).code == 2  # without it nobody knows the category


def test_the_option_stands_anywhere_and_the_setting_does_the_same(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run("--overlay", OVERLAY, "decide", "-", stdin=CASE)
    assert before.code == 0
    assert run("decide", "-", "--overlay", OVERLAY, stdin=CASE) == before
    monkeypatch.setenv("TRIAGE_OVERLAYS", str(OVERLAY))
    assert run("decide", "-", stdin=CASE) == before


def test_several_overlays(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = small(tmp_path, "b", "madol lagi"), small(tmp_path, "a", "madol terus")
    ran = run("--overlay", one, "--version", "--overlay", two)
    assert ran.code == 0
    assert "+a.b (sha256" in ran.out
    assert run("--overlay", one, "categories", "--overlay", two).code == 0
    monkeypatch.setenv("TRIAGE_OVERLAYS", os.pathsep.join(["", str(two), str(one)]))
    assert run("--version") == ran
    assert "+b (sha256" in run("--version", "--overlay", one).out  # the option stands for the setting


def test_vignettes_and_rules_of_the_overlay(run: Run) -> None:
    ran = run("--overlay", OVERLAY, "rules", "test")
    assert (ran.code, ran.out) == (0, "4 dari 4 kasus uji lulus.\n")
    listed = json.loads(run("--overlay", OVERLAY, "rules", "list", "--json").out)
    added = [row["at"] for row in listed if row["id"] == "judi-online-ada"]
    assert added == ["overlay-smk-contoh/safety.yaml:32"]
    shown = run("--overlay", OVERLAY, "rules", "show", "judi-online-berulang-berat")
    assert "overlay-smk-contoh/safety.yaml:4:5" in shown.out


def test_the_check_holds_the_overlay_too(run: Run) -> None:
    ran = run("--lang", "en", "rules", "check", "--overlay", OVERLAY)
    assert ran.code == 0
    assert ran.out.startswith("Nothing found: 16 invariants and ")


def test_a_refused_overlay_recommends_nothing(run: Run, tmp_path: Path) -> None:
    folder = small(tmp_path, "smk", "bolos")
    text = "deadlines: {tiga_hari: {label: {id: A, en: B}, hours: 96}}\n"
    (folder / "vocabulary.yaml").write_text(text, encoding="utf-8")
    ran = run("--overlay", folder, "--lang", "en", "decide", EXAMPLES / "membolos.yaml")

    assert (ran.code, ran.out) == (3, "")
    assert ran.err.splitlines()[:2] == [
        "This rulebook has problems (1), so nothing is recommended:",
        "smk/vocabulary.yaml:1:55: deadline “tiga_hari” can only be shortened: “hours” must be below 72.",
    ]
    assert "119" in ran.err  # whom to call meanwhile is still said, from the rulebook alone


def test_a_proof_that_fails_is_done_once(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def refuse(*_: object) -> None:
        asked.append(1)
        raise RulebookProblems(())

    monkeypatch.setattr("triage.service.overlaid.load_overlaid", refuse)
    assert run("--overlay", small(tmp_path, "smk", "madol"), "decide", EXAMPLES / "membolos.yaml").code == 3
    assert len(asked) == 1


@pytest.mark.prove
def test_what_another_rulebook_changes_under_an_overlay(run: Run, tmp_path: Path) -> None:
    """Both rulebooks are compared with the school's additions over them: its category changes as well."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    text = (folder / "severity.yaml").read_text(encoding="utf-8")
    head, mark, tail = text.partition("  - id: gangguan-sosial-sedang\n")
    assert tail.count("severity: sedang") >= 1
    changed = head + mark + tail.replace("severity: sedang", "severity: ringan", 1)
    (folder / "severity.yaml").write_text(changed, encoding="utf-8")

    ran = run("--overlay", OVERLAY, "rules", "diff", RULES, folder, "--lang", "en")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.count("+overlay-smk-contoh") == 2
    assert "judi_online (not saksi)" in ran.out
    assert run("--overlay", OVERLAY, "rules", "diff", RULES, folder, "--allow-lower").code == 0
    assert "judi_online" not in run("rules", "diff", RULES, folder).out

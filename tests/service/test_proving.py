"""Proving a rulebook from its folder."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT
from triage.rulebook.model import Rulebook
from triage.rulebook.problems import RulebookProblems
from triage.service.proving import prove
from triage.verify.check import invariants_of

TODAY = date(2026, 11, 21)


def test_the_shipped_rulebook_has_no_flaw_over_the_whole_space() -> None:
    checked = prove(None, None, TODAY)
    assert checked.flaws == ()
    assert checked.invariants >= 10
    assert checked.worlds > 30_000_000


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_a_school_cannot_leave_out_a_shipped_invariant(tmp_path: Path, book: Rulebook) -> None:
    folder = changed(tmp_path, "invariants.yaml", "  - id: berat-berkonferensi", "  - id: lain-lagi")
    shipped, _ = invariants_of(book, ROOT / "rules", [])
    merged, problems = invariants_of(book, ROOT / "rules", [folder])
    assert problems == ()
    assert [one.id for one in merged] == [*(one.id for one in shipped), "lain-lagi"]


def test_an_invariant_that_cannot_be_read_stops_the_check(tmp_path: Path) -> None:
    folder = changed(tmp_path, "invariants.yaml", "must: {wajib_lapor: polisi}", "must: {wajib_lapor: polis}")
    with pytest.raises(RulebookProblems) as caught:
        prove(folder, None, TODAY)
    (line,) = [problem.line("id") for problem in caught.value.problems]
    assert line.startswith("invariants.yaml:")
    assert "polisi" in line

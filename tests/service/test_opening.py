"""A checked copy is kept beside the fingerprint of its files, and never trusted blindly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from triage.rulebook import loading
from triage.rulebook.problems import RulebookProblems
from triage.service.opening import open_rulebook


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    return tmp_path / "rules"


def kept(rules: Path) -> list[Path]:
    return sorted((rules.parent / "cache" / "triage").glob("rulebook-*.json"))


def test_the_second_opening_reads_the_copy_and_gives_the_same_rulebook(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_rulebook(rules)

    def never(*_: object) -> None:
        raise AssertionError("loaded again")

    monkeypatch.setattr(loading, "load_rulebook", never)
    assert open_rulebook(rules) == first


def test_a_changed_rule_file_is_read_anew(rules: Path) -> None:
    before = open_rulebook(rules)
    severity = rules / "severity.yaml"
    severity.write_text(severity.read_text(encoding="utf-8") + "# catatan\n", encoding="utf-8")
    after = open_rulebook(rules)
    assert (after.sha256 != before.sha256, len(kept(rules))) == (True, 2)


@pytest.mark.parametrize("damage", [b"", b"{}", b"deadbeef\n{}"])
def test_a_damaged_copy_is_made_anew(rules: Path, damage: bytes) -> None:
    book = open_rulebook(rules)
    (copy,) = kept(rules)
    whole = copy.read_bytes()
    copy.write_bytes(damage)
    assert open_rulebook(rules) == book
    assert copy.read_bytes() == whole


def test_a_copy_with_one_flipped_byte_is_not_believed(rules: Path) -> None:
    book = open_rulebook(rules)
    (copy,) = kept(rules)
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    assert open_rulebook(rules) == book


def test_without_a_place_to_keep_it_everything_still_works(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = rules.parent / "cache"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert open_rulebook(rules).version == "1.0.0"


def test_a_rulebook_with_problems_is_neither_served_nor_kept(rules: Path) -> None:
    (rules / "directory.yaml").unlink()
    with pytest.raises(RulebookProblems):
        open_rulebook(rules)
    assert kept(rules) == []

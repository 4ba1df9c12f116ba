"""The date of each rule's last change, taken from git where there is one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.rulebook.small import write
from triage.booklet.history import last_changes
from triage.booklet.rendering import book_html
from triage.rulebook.loading import load_rulebook

AUTHOR = "Seseorang Bernama"

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(folder: Path, *args: str, on: str = "2026-01-05") -> None:
    when = f"{on}T23:30:00+0000"
    environment = {
        "GIT_AUTHOR_NAME": AUTHOR,
        "GIT_AUTHOR_EMAIL": "orang@sekolah.invalid",
        "GIT_COMMITTER_NAME": AUTHOR,
        "GIT_COMMITTER_EMAIL": "orang@sekolah.invalid",
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "PATH": "/usr/bin:/bin:/usr/local/bin",
    }
    subprocess.run(["git", *args], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = write(tmp_path)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "satu")
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@needs_git
def test_each_rule_has_the_date_of_its_own_lines(kept: Path) -> None:
    edit(kept, "safety.yaml", "Demi keselamatan.", "Demi keselamatan siswa.")
    git(kept, "commit", "-qam", "dua", on="2026-02-07")

    changes = last_changes(kept, load_rulebook(kept))

    assert changes["luka-polisi"] == "2026-02-07"
    assert changes["luka-dokter"] == "2026-01-05"
    assert changes["polisi-bukan-atk"] == "2026-01-05"
    assert changes["lapor"] == "2026-01-05"


@needs_git
def test_a_heading_before_a_rule_is_not_a_change_of_the_rule_before_it(kept: Path) -> None:
    edit(kept, "safety.yaml", "  - id: luka-polisi", "\n  # --- polisi ---\n  - id: luka-polisi")
    git(kept, "commit", "-qam", "dua", on="2026-02-07")

    assert last_changes(kept, load_rulebook(kept))["luka-dokter"] == "2026-01-05"


@needs_git
def test_lines_not_committed_yet_have_no_date(kept: Path) -> None:
    edit(kept, "safety.yaml", "Demi keselamatan.", "Demi keselamatan siswa.")

    changes = last_changes(kept, load_rulebook(kept))

    assert "luka-polisi" not in changes
    assert changes["luka-dokter"] == "2026-01-05"


@needs_git
def test_no_name_of_an_author_reaches_the_book(kept: Path) -> None:
    book = load_rulebook(kept)

    html = book_html(book, changes=last_changes(kept, book))

    assert "2026-01-05" in html
    assert AUTHOR not in html
    assert "sekolah.invalid" not in html


def test_outside_of_git_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    folder = write(tmp_path)

    assert last_changes(folder, load_rulebook(folder)) == {}


def test_without_git_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    folder = write(tmp_path)

    assert last_changes(folder, load_rulebook(folder)) == {}


def test_a_git_that_fails_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    folder = write(tmp_path)

    assert last_changes(folder, load_rulebook(folder)) == {}

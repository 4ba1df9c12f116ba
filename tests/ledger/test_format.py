"""The page on the format is right: with what it says a ledger can be checked without this program."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.ledger.making import filled


def script(folder: Path) -> Path:
    """The program that stands in ``docs/ledger.md``."""
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "ledger.md").read_text("utf-8"), re.DOTALL)
    path = folder / "check.py"
    path.write_text(code, encoding="utf-8")
    return path


def said(folder: Path, place: Path) -> tuple[int, str]:
    """What that program answers."""
    ran = subprocess.run(
        [sys.executable, "-I", script(folder), place], capture_output=True, text=True, check=False
    )
    return ran.returncode, (ran.stdout + ran.stderr).strip()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    filled(tmp_path / "ledger.db").close()
    return tmp_path / "ledger.db"


def test_an_untouched_ledger_holds(place: Path, tmp_path: Path) -> None:
    assert said(tmp_path, place) == (0, "8 entries hold")


def test_an_altered_entry_is_named(place: Path, tmp_path: Path) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE ledger_entries SET program = 'x' WHERE seq = 5")
    connection.close()
    assert said(tmp_path, place) == (1, "altered at 5")


def test_an_altered_byte_is_found(place: Path, tmp_path: Path) -> None:
    whole = bytearray(place.read_bytes())
    whole[71] ^= 1
    place.write_bytes(whole)
    assert said(tmp_path, place) == (1, "page 1 altered")

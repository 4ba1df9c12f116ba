"""Files are replaced whole, and reading beside SQLite takes no lock away from it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger.making import founded
from triage.ledger.disk import Reader, create_private, empty, patch, replace
from triage.ledger.opening import open_ledger
from triage.ledger.verifying import verify

TRY = """
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute("BEGIN IMMEDIATE")
    print("free")
except sqlite3.OperationalError as error:
    print(error)
"""


def asked(place: Path) -> str:
    """Whether another process may write now."""
    return subprocess.run(
        [sys.executable, "-c", TRY, place], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_closing_another_view_of_a_ledger_gives_no_lock_away(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    with founded(place) as ledger, ledger.means.engine.connect() as connection:
        with connection.execution_options(writing=True).begin():
            assert asked(place) == "database is locked"
            open_ledger(place).close()
            reader = Reader.of(place)
            reader.done()
            assert asked(place) == "database is locked"
        assert asked(place) == "free"
        assert verify(place).status == "ok"


def test_a_file_is_read_by_one_descriptor_however_many_ask(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"abcdefg")
    one, other = Reader.of(path), Reader.of(path)
    assert one is other
    one.done()
    assert (other.size(), other.read(2, 3), other.read(5, 9)) == (7, b"cde", b"fg")
    assert list(other.blocks(3)) == [b"abc", b"def", b"g"]
    other.done()
    with pytest.raises(OSError):
        other.read(0, 1)


def test_files_are_replaced_patched_and_emptied(tmp_path: Path) -> None:
    path = tmp_path / "file"
    create_private(path)
    with pytest.raises(FileExistsError):
        create_private(path)
    replace(path, b"0123456789")
    patch(path, 8, {2: b"ab", 6: b"c"})
    assert path.read_bytes() == b"01ab45c7"
    empty(path)
    empty(tmp_path / "none")
    assert path.read_bytes() == b""
    assert [one.name for one in tmp_path.iterdir()] == ["file"]

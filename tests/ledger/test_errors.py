"""Every failure has a sentence of its own in both languages, and none repeats what was written."""

from __future__ import annotations

import errno
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from tests.ledger.making import NOW
from triage.ledger import errors
from triage.ledger.connecting import Where, plainly, where
from triage.ledger.errors import (
    LedgerBusy,
    LedgerError,
    LedgerFull,
    LedgerUnreachable,
    NotALedger,
)

AT = Where(Path("x.db"), "", "x.db")
CLASSES = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, LedgerError)]


@pytest.mark.parametrize("error", [one for one in CLASSES if one is not LedgerError])
def test_every_failure_is_said_in_both_languages(error: type[LedgerError]) -> None:
    failure = error("satu", "dua")
    indonesian, english = failure.said(), failure.said("en")
    assert indonesian != english
    assert str(failure) == english
    assert indonesian.endswith(".")
    assert english.endswith(".")
    assert "{" not in indonesian + english


def test_a_full_disk_is_told_from_other_failures_of_it() -> None:
    for number, error in (
        (errno.ENOSPC, LedgerFull),
        (errno.EDQUOT, LedgerFull),
        (errno.EFBIG, LedgerFull),
        (errno.EIO, LedgerUnreachable),
        (errno.EACCES, LedgerUnreachable),
    ):
        with pytest.raises(error), plainly(AT):
            raise OSError(number, "KANARI")


def test_what_sqlite_complains_of_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("bukan buku catatan" * 100)
    with pytest.raises(NotALedger), plainly(AT):
        sqlite3.connect(tmp_path / "text").execute("SELECT * FROM sqlite_schema")
    one, other = (sqlite3.connect(tmp_path / "db", timeout=0) for _ in range(2))
    one.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusy), plainly(AT):
        other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerUnreachable), plainly(AT):
        sqlite3.connect(tmp_path / "none" / "db")
    one.close()
    other.close()


def test_a_place_is_a_path_or_a_url_whose_password_is_never_shown() -> None:
    assert where("data/ledger.db") == Where(Path("data/ledger.db"), "", "data/ledger.db")
    assert where("sqlite:///data/ledger.db").path == Path("data/ledger.db")
    server = where("postgresql://triage:rahasia@db/ledger")
    assert server == Where(
        None, "postgresql+psycopg://triage:rahasia@db/ledger", "postgresql://triage:***@db/ledger"
    )
    for place in ("mysql://triage:rahasia@db/x", "sqlite://", "x://", "://"):
        with pytest.raises(NotALedger) as refused:
            where(place)
        assert "rahasia" not in refused.value.said()


def test_a_server_that_does_not_answer_is_said_so_without_its_password() -> None:
    pytest.importorskip("psycopg")
    from triage.ledger.opening import create, open_ledger
    from triage.ledger.verifying import verify

    place = "postgresql://triage:rahasia@/x?host=/nonexistent"
    for reached in (open_ledger, partial(create, passphrase=None, now=NOW)):
        with pytest.raises(LedgerUnreachable) as failed:
            reached(place)
        assert "rahasia" not in failed.value.said() + repr(failed.value)
    assert verify(place).finding == "unreachable"

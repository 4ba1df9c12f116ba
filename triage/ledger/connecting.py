"""Where a ledger stands, how the program speaks to it, and what a failing database is in plain words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from triage.ledger.errors import (
    LedgerBusy,
    LedgerError,
    LedgerFull,
    LedgerUnreachable,
    LibraryMissing,
    NotALedger,
)

#: How long a writer waits for another, in seconds.
PATIENCE: Final = 20
#: The advisory lock of PostgreSQL that writers hold: "ledger", as a number.
_LOCK: Final = 0x6C6564676572
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})

#: Rollback journal, kept: see ``triage.ledger.pages``. Never WAL. ``EXTRA`` also makes the end of a
#: journal durable; ``secure_delete`` leaves no trace of what is overwritten in the file itself.
_PRAGMAS: Final = (
    f"busy_timeout = {PATIENCE * 1000}",
    "journal_mode = PERSIST",
    "journal_size_limit = -1",
    "synchronous = EXTRA",
    "secure_delete = ON",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "cache_spill = OFF",
    "mmap_size = 0",
)


@dataclass(frozen=True, slots=True)
class Where:
    """A file, or the URL of a server. ``shown``: as messages name it, without a password."""

    path: Path | None
    url: str
    shown: str

    def beside(self, suffix: str) -> Path | None:
        """The file of that suffix beside a ledger that is a file."""
        return None if self.path is None else self.path.with_name(self.path.name + suffix)


def where(place: str | Path) -> Where:
    """What ``place`` means: a path, ``sqlite:///path`` or ``postgresql://…``. Raises ``NotALedger``."""
    if isinstance(place, Path) or "://" not in place:
        path = Path(place)
        return Where(path, "", str(path))
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        raise NotALedger("URL") from None
    if url.get_backend_name() == "sqlite" and url.database:
        return Where(Path(url.database), "", url.database)
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise NotALedger(url.render_as_string(hide_password=True))
    full = url.set(drivername="postgresql+psycopg")
    return Where(None, full.render_as_string(hide_password=False), url.render_as_string(hide_password=True))


def engine_for(at: Where) -> Engine:
    """An engine for ``at``; nothing is opened yet. Raises ``LibraryMissing``."""
    if at.path is None:
        try:
            engine = create_engine(at.url, hide_parameters=True, pool_pre_ping=True)
        except (ModuleNotFoundError, NoSuchModuleError):
            raise LibraryMissing("psycopg") from None
        event.listen(engine, "begin", _lock_server)
        return engine
    path = at.path

    def opened() -> sqlite3.Connection:
        # mode=rw: opening must not make a file where there is none.
        uri = path.absolute().as_uri() + "?mode=rw"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=opened, hide_parameters=True, poolclass=QueuePool)
    event.listen(engine, "begin", _begin_file)
    return engine


def _begin_file(connection: Connection) -> None:
    kind = "IMMEDIATE" if connection.get_execution_options().get("writing") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {kind}")


def _lock_server(connection: Connection) -> None:
    # Whatever the server's settings: a commit is on its disk before it is acknowledged.
    connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
    if connection.get_execution_options().get("writing"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE * 1000}")
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


@contextmanager
def plainly(at: Where) -> Iterator[None]:
    """What a database or disk complains of, raised as one of our own errors, without what it was told."""
    try:
        yield
    except LedgerError:
        raise
    except DBAPIError as failure:
        raise _meaning(failure.orig, at) from None
    except sqlite3.Error as failure:
        raise _meaning(failure, at) from None
    except UnicodeError:
        # sqlite3 repeats text of a damaged file that is none.
        raise NotALedger(at.shown) from None
    except OSError as failure:
        if failure.errno in _NO_ROOM:
            raise LedgerFull from None
        raise LedgerUnreachable(errno.errorcode.get(failure.errno or 0, "disk")) from None


def _meaning(failure: BaseException | None, at: Where) -> LedgerError:
    if isinstance(failure, sqlite3.Error):
        code = getattr(failure, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        name = getattr(failure, "sqlite_errorname", "SQLITE_ERROR")
        # A write that fails for another cause than "no space" is a quota or a limit on the file's size,
        # as far as SQLite can tell.
        if code & 0xFF == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE:
            return LedgerFull()
        if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return LedgerBusy()
        if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
            return NotALedger(at.shown)
        return LedgerUnreachable(name)
    state = getattr(failure, "sqlstate", None) or ""
    if state.startswith("53100"):
        return LedgerFull()
    if state in ("55P03", "40001", "40P01"):
        return LedgerBusy()
    if state.startswith("42"):  # no such table
        return NotALedger(at.shown)
    return LedgerUnreachable(state or type(failure).__name__)

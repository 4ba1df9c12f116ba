"""The tables, the same in SQLite and PostgreSQL. What changes them is ``migrations``."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

#: The revision that this program writes and reads.
REVISION: Final = "0001"
VERSION_TABLE: Final = "ledger_version"

_Number = BigInteger().with_variant(Integer, "sqlite")

METADATA: Final = MetaData()

#: What the ledger was founded with; never changed. The chain hangs on it.
META: Final = Table(
    "ledger_meta",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_strict=True,
)

#: The master key, wrapped once for each way to open it.
SLOTS: Final = Table(
    "ledger_slots",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("method", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    sqlite_strict=True,
)

#: A key for each subject, numbered by the entry that brought it; 0 is the ledger's own. ``erased``: the
#: entry that destroyed it, and then ``wrapped`` is zeros.
KEYS: Final = Table(
    "ledger_keys",
    METADATA,
    Column("number", _Number, primary_key=True, autoincrement=False),
    Column("token", Text, index=True),
    Column("erased", _Number),
    Column("wrapped", LargeBinary, nullable=False),
    sqlite_strict=True,
)

RULEBOOKS: Final = Table(
    "ledger_rulebooks",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("version", Text, nullable=False),
    sqlite_strict=True,
)

#: Names as bytes: a file may be called anything.
RULEBOOK_FILES: Final = Table(
    "ledger_rulebook_files",
    METADATA,
    Column("sha256", Text, ForeignKey(RULEBOOKS.c.sha256), primary_key=True),
    Column("name", LargeBinary, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)

#: ``body`` stands last, so that whoever lists the entries never reads it.
ENTRIES: Final = Table(
    "ledger_entries",
    METADATA,
    Column("seq", _Number, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("clock", Text),
    Column("kind", Text, nullable=False),
    Column("token", Text, index=True),
    Column("rulebook", Text, ForeignKey(RULEBOOKS.c.sha256)),
    Column("engine", Text, nullable=False),
    Column("program", Text, nullable=False),
    Column("refers", _Number, ForeignKey("ledger_entries.seq")),
    Column("key", _Number, ForeignKey(KEYS.c.number), nullable=False),
    Column("binds", LargeBinary),
    Column("sealed", LargeBinary, nullable=False),
    Column("prev", LargeBinary, nullable=False, unique=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
)

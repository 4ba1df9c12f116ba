"""Entries as rows, and what is read of the tables in several places."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from triage.ledger.chain import FORMAT, Outer, genesis, moment, written
from triage.ledger.errors import LedgerAltered
from triage.ledger.model import MODES, Entry, Head, Mode
from triage.ledger.tables import ENTRIES, META, RULEBOOK_FILES, RULEBOOKS, SLOTS
from triage.rulebook.files import RulebookFile, fingerprint

#: Everything of an entry but what is inside.
OUTER_COLUMNS: Final = tuple(column for column in ENTRIES.c if column.name != "body")

_FOUNDED: Final = frozenset({"format", "id", "mode", "created", "public", "signing", "slots", "own_key"})


@contextmanager
def as_recorded(seq: int) -> Iterator[None]:
    """Values are read that a damaged file may hold in any form: then ``LedgerAltered(seq)``."""
    try:
        yield
    except (TypeError, ValueError, AttributeError, OverflowError):
        raise LedgerAltered(seq) from None


@dataclass(frozen=True, slots=True)
class Founded:
    """What a ledger was founded with. ``root``: what the first entry hangs on."""

    id: str
    mode: Mode
    created: datetime
    public: bytes
    signing: bytes
    slots: bytes
    own_key: bytes
    root: bytes


def founded(connection: Connection) -> Founded:
    """What the ledger was founded with. Raises ``LedgerAltered`` where that is not all there."""
    with as_recorded(0):
        meta = {name: bytes(value) for name, value in connection.execute(select(META.c.name, META.c.value))}
        return founded_of(meta)


def founded_of(meta: Mapping[str, bytes]) -> Founded:
    """The same from the rows. Raises ``LedgerAltered``."""
    if not meta.keys() >= _FOUNDED:
        raise LedgerAltered(0)
    with as_recorded(0):
        mode = meta["mode"].decode()
        if meta["format"].decode() != FORMAT or mode not in MODES:
            raise ValueError
        return Founded(
            meta["id"].decode(),
            mode,
            moment(meta["created"].decode()),
            meta["public"],
            meta["signing"],
            meta["slots"],
            meta["own_key"],
            genesis(meta),
        )


def slots(connection: Connection) -> dict[str, tuple[str, bytes, bytes]]:
    """The key slots, by name."""
    query = select(SLOTS.c.name, SLOTS.c.method, SLOTS.c.salt, SLOTS.c.wrapped)
    with as_recorded(0):
        found = connection.execute(query)
        return {name: (method, bytes(salt), bytes(wrapped)) for name, method, salt, wrapped in found}


def head(connection: Connection, ledger: Founded) -> Head:
    """Where the chain stands."""
    last = connection.execute(
        select(ENTRIES.c.seq, ENTRIES.c.hash, ENTRIES.c.at).order_by(ENTRIES.c.seq.desc()).limit(1)
    ).first()
    if last is None:
        return Head(0, ledger.root, ledger.created)
    with as_recorded(last.seq):
        return Head(last.seq, bytes(last.hash), moment(last.at))


def hash_at(connection: Connection, ledger: Founded, seq: int) -> bytes | None:
    """The hash of entry ``seq``; of number 0 what the first hangs on; None if there is no such entry."""
    if seq == 0:
        return ledger.root
    with as_recorded(seq):
        found = connection.execute(select(ENTRIES.c.hash).where(ENTRIES.c.seq == seq)).scalar()
        return None if found is None else bytes(found)


def outer_of(row: Row[Any]) -> Outer:
    """The outer fields of a row, exactly as they stand there."""
    return Outer(
        row.seq,
        row.at,
        row.clock,
        row.kind,
        row.token,
        row.rulebook,
        row.engine,
        row.program,
        row.refers,
        row.key,
        None if row.binds is None else bytes(row.binds),
        bytes(row.prev),
    )


def outer_of_entry(entry: Entry) -> Outer:
    """The outer fields of an entry as they stand in its row."""
    return Outer(
        entry.seq,
        written(entry.at),
        None if entry.clock is None else written(entry.clock),
        entry.kind,
        entry.subject_token,
        entry.rulebook,
        engine_text(entry.engine),
        entry.program,
        entry.refers,
        entry.key,
        entry.binds,
        entry.prev,
    )


def entry_of(outer: Outer, sealed: bytes, hash: bytes) -> Entry:
    """An entry of its outer fields. Raises ``LedgerAltered`` where they cannot be read."""
    with as_recorded(outer.seq):
        return Entry(
            outer.seq,
            moment(outer.at),
            None if outer.clock is None else moment(outer.clock),
            outer.kind,
            outer.token,
            outer.rulebook,
            tuple(json.loads(outer.engine)),
            outer.program,
            outer.refers,
            outer.key,
            outer.binds,
            sealed,
            outer.prev,
            hash,
        )


def engine_text(engine: tuple[str, ...]) -> str:
    """The evaluators as they stand in a row."""
    return json.dumps(list(engine), ensure_ascii=False, separators=(",", ":"))


def rulebook_files(connection: Connection, sha256: str) -> dict[str, bytes] | None:
    """The files of a kept rulebook; None unless they are those that ``sha256`` speaks of."""
    query = select(RULEBOOK_FILES.c.name, RULEBOOK_FILES.c.data).where(RULEBOOK_FILES.c.sha256 == sha256)
    with as_recorded(0):
        files = {
            bytes(name).decode("utf-8", "surrogateescape"): bytes(data)
            for name, data in connection.execute(query)
        }
    if not files or fingerprint(RulebookFile(name, data) for name, data in files.items()) != sha256:
        return None
    return files


def rulebook_known(connection: Connection, sha256: str) -> bool:
    """Whether a rulebook is kept."""
    count = select(func.count()).select_from(RULEBOOKS).where(RULEBOOKS.c.sha256 == sha256)
    return bool(connection.execute(count).scalar())

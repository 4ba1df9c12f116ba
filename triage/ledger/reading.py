"""Reading entries: listed by what stands outside, opened with the keys."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, Row, select

from triage.ledger.chain import written
from triage.ledger.errors import LedgerAltered
from triage.ledger.keys import Keyring
from triage.ledger.model import Body, Entry, Erased, Kind
from triage.ledger.rows import OUTER_COLUMNS, Founded, as_recorded, entry_of, outer_of
from triage.ledger.sealing import unseal
from triage.ledger.tables import ENTRIES, KEYS

#: How many entries are read at once.
_CHUNK: Final = 1000


def listed(
    connection: Connection,
    *,
    after: int,
    kinds: Collection[Kind] | None,
    token: str | None,
    since: datetime | None,
    until: datetime | None,
) -> list[Entry]:
    """The next entries after number ``after`` that fit; none: there are no more."""
    query = select(*OUTER_COLUMNS).where(ENTRIES.c.seq > after).order_by(ENTRIES.c.seq).limit(_CHUNK)
    if kinds is not None:
        query = query.where(ENTRIES.c.kind.in_(sorted(kinds)))
    if token is not None:
        query = query.where(ENTRIES.c.token == token)
    if since is not None:
        query = query.where(ENTRIES.c.at >= written(since))
    if until is not None:
        query = query.where(ENTRIES.c.at < written(until))
    with as_recorded(after + 1):
        rows = connection.execute(query)
        return [entry_of(outer_of(row), bytes(row.sealed), bytes(row.hash)) for row in rows]


def one(connection: Connection, seq: int) -> Entry | None:
    """Entry ``seq``, unopened."""
    with as_recorded(seq):
        row = connection.execute(select(*OUTER_COLUMNS).where(ENTRIES.c.seq == seq)).first()
        return None if row is None else entry_of(outer_of(row), bytes(row.sealed), bytes(row.hash))


def with_body(connection: Connection, seq: int) -> Row[Any] | None:
    """The row of entry ``seq`` with what is inside and the key that opens it."""
    joined = ENTRIES.join(KEYS, ENTRIES.c.key == KEYS.c.number)
    query = select(ENTRIES, KEYS.c.token.label("key_token"), KEYS.c.wrapped, KEYS.c.erased)
    with as_recorded(seq):
        return connection.execute(query.select_from(joined).where(ENTRIES.c.seq == seq)).first()


def opened(row: Row[Any], ledger: Founded, keyring: Keyring) -> Body | Erased:
    """What is inside a row of ``with_body``. Raises ``LedgerAltered``."""
    if row.erased is not None:
        return Erased(row.erased)
    with as_recorded(row.seq):
        key = keyring.unwrap_key(row.key, row.key_token, bytes(row.wrapped))
        try:
            return Body(*unseal(key, outer_of(row).header(ledger.id), bytes(row.body)))
        except InvalidTag:
            raise LedgerAltered(row.seq) from None


def own_key(connection: Connection, keyring: Keyring) -> bytes:
    """The key of entries that speak of no student."""
    with as_recorded(0):
        wrapped = connection.execute(select(KEYS.c.wrapped).where(KEYS.c.number == 0)).scalar()
        return keyring.unwrap_key(0, None, bytes(wrapped or b""))


def genuine(connection: Connection, ledger: Founded, keyring: Keyring, after: int) -> bool:
    """Whether every entry after number ``after`` was sealed with the keys of this ledger.

    The chain alone can be carried on by anybody who may write to the file.
    """
    try:
        for seq in connection.execute(select(ENTRIES.c.seq).where(ENTRIES.c.seq > after)).scalars().all():
            row = with_body(connection, seq)
            if row is None:
                return False
            opened(row, ledger, keyring)
    except LedgerAltered:
        return False
    return True

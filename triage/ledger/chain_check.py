"""Every link of the chain, and that keys, rulebooks and erasures are those it speaks of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import SQLAlchemyError

from triage.ledger.anchor import Anchor
from triage.ledger.chain import key_digest, link, moment, slots_digest
from triage.ledger.errors import LedgerError
from triage.ledger.findings import Finding
from triage.ledger.model import KINDS
from triage.ledger.rows import Founded, founded, outer_of, rulebook_files, slots
from triage.ledger.tables import ENTRIES, KEYS, RULEBOOKS

#: What reading altered rows may raise: a wrong type, a time that is none, a table that is gone.
_BROKEN: Final = (LedgerError, SQLAlchemyError, TypeError, ValueError, AttributeError, MemoryError)


@dataclass(slots=True)
class Checked:
    """How far the chain holds. ``hashes``: those of the entries that were asked for."""

    ledger: Founded | None = None
    entries: int = 0
    finding: Finding | None = None
    hashes: dict[int, bytes] = field(default_factory=dict)


def check_chain(connection: Connection, asked: Iterable[Anchor]) -> Checked:
    """Checks everything that can be checked without a key; stops at the first bad entry."""
    checked = Checked()
    wanted = {anchor.seq for anchor in asked}
    try:
        checked.ledger = ledger = founded(connection)
        checked.hashes[0] = ledger.root
        walk = _Walk(connection, ledger)
    except _BROKEN:
        checked.finding = Finding("altered", "founding", 0)
        return checked
    query = select(ENTRIES).order_by(ENTRIES.c.seq)
    try:
        for row in connection.execute(query, execution_options={"yield_per": 500}):
            code = walk.step(row)
            if code:
                checked.finding = Finding("altered", code, walk.seq)
                return checked
            checked.entries = walk.seq
            if walk.seq in wanted:
                checked.hashes[walk.seq] = walk.prev
        checked.finding = walk.end()
    except _BROKEN:
        checked.finding = Finding("altered", "row", walk.seq + 1)
    return checked


class _Walk:
    """Where the check stands: the entry before, and what earlier entries brought along."""

    def __init__(self, connection: Connection, ledger: Founded) -> None:
        self._ledger = ledger
        self._connection = connection
        self._keys = {row.number: row for row in connection.execute(select(KEYS))}
        self._slots = slots_digest(slots(connection))
        self._bound_slots = ledger.slots
        #: Token of each key that was brought along, by number; keys in use by token; erasures by number.
        self._brought: dict[int, str | None] = {0: None}
        self._in_use: dict[str, list[int]] = {}
        self._erasures: dict[int, str] = {}
        self._rulebooks: dict[str, bool] = {}
        self.seq = 0
        self.prev = ledger.root
        self._at = ""

    def step(self, row: Row[Any]) -> str:
        """Checks the next row; the code of what is wrong, or nothing."""
        expected = self.seq + 1
        if row.seq != expected:
            self.seq = expected
            return "number"
        self.seq = expected
        outer = outer_of(row)
        sealed = hashlib.sha256(row.body).digest()
        if sealed != row.sealed or link(outer.header(self._ledger.id), sealed) != row.hash:
            return "row"
        if outer.prev != self.prev:
            return "link"
        if outer.at < self._at or (outer.clock is not None and outer.clock >= outer.at):
            return "time"
        moment(outer.at)
        json.loads(outer.engine)
        self.prev = bytes(row.hash)
        self._at = outer.at
        if outer.kind not in KINDS:
            return "row"
        if outer.refers is not None and not 0 < outer.refers < self.seq:
            return "reference"
        if outer.rulebook is not None and not self._rulebook(outer.rulebook):
            return "rulebook"
        if outer.kind == "erasure":
            return self._erased(outer.token)
        return self._key(outer.key, outer.token, outer.binds)

    def end(self) -> Finding | None:
        """What is left to check when every entry holds."""
        for number, row in self._keys.items():
            if number > self.seq:  # left behind by an entry that was cut off
                return Finding("altered", "number", self.seq + 1)
            if number not in self._brought:
                return Finding("altered", "key", max(number, 0))
            if row.erased is not None and self._erasures.get(row.erased) != row.token:
                return Finding("altered", "erasure", number)
        own = self._keys.get(0)
        if own is None or key_digest(0, None, bytes(own.wrapped)) != self._ledger.own_key:
            return Finding("altered", "key", 0)
        if self._slots != self._bound_slots:
            return Finding("altered", "slots", 0)
        for sha256 in self._connection.execute(select(RULEBOOKS.c.sha256)).scalars():
            if not self._rulebook(sha256):
                return Finding("altered", "rulebook", 0)
        return None

    def _rulebook(self, sha256: str) -> bool:
        if sha256 not in self._rulebooks:
            self._rulebooks[sha256] = rulebook_files(self._connection, sha256) is not None
        return self._rulebooks[sha256]

    def _key(self, number: int, token: str | None, binds: bytes | None) -> str:
        if number == self.seq:
            row = self._keys.get(number)
            if row is None or row.token != token or token is None:
                return "key"
            if row.erased is None and key_digest(number, token, bytes(row.wrapped)) != binds:
                return "key"
            if row.erased is not None and any(row.wrapped):
                return "key"
            self._brought[number] = token
            self._in_use.setdefault(token, []).append(number)
        elif number not in self._brought or self._brought[number] != token:
            return "key"
        elif number and number not in self._in_use.get(token or "", ()):
            return "erasure"  # recorded under a key that had been destroyed
        elif binds is not None:
            self._bound_slots = binds
        return ""

    def _erased(self, token: str | None) -> str:
        if token is None:
            return "erasure"
        self._erasures[self.seq] = token
        destroyed: Mapping[int, Any] = {number: self._keys[number] for number in self._in_use.pop(token, [])}
        if not destroyed or any(row.erased != self.seq for row in destroyed.values()):
            return "erasure"
        return ""

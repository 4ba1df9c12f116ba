"""What happens within a write transaction: entries chained and sealed, keys made and destroyed.

Every function here is given a connection that holds the ledger's write lock, so that the last entry
stays the last until the transaction ends.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from triage.ledger.chain import Outer, key_digest, link, slots_digest, written
from triage.ledger.drafting import check_choice
from triage.ledger.errors import DraftRefused, EntryUnknown, RulebookUnknown, SubjectUnknown
from triage.ledger.keys import KEY, Keyring
from triage.ledger.model import Draft, Entry, Erased
from triage.ledger.reading import opened, own_key, with_body
from triage.ledger.rows import (
    Founded,
    as_recorded,
    engine_text,
    entry_of,
    head,
    rulebook_known,
    slots,
)
from triage.ledger.sealing import plain, seal
from triage.ledger.tables import ENTRIES, KEYS, SLOTS


class Writer:
    """Writes for one ledger. ``keyring`` opens it."""

    def __init__(self, ledger: Founded, keyring: Keyring) -> None:
        self._ledger = ledger
        self._keyring = keyring

    def append(self, connection: Connection, drafts: Sequence[Draft], now: datetime) -> tuple[Entry, ...]:
        """Records checked ``drafts``, one after another."""
        contents = [plain(draft.subject, draft.body) for draft in drafts]
        return tuple(
            self._record(connection, draft, content, now)
            for draft, content in zip(drafts, contents, strict=True)
        )

    def erase(self, connection: Connection, subject: str, stone: Draft, now: datetime) -> Entry:
        """Overwrites every key of ``subject`` and records ``stone`` in its place.

        Raises ``SubjectUnknown`` where there is no key to destroy.
        """
        token = self._keyring.token(subject)
        live = connection.execute(select(KEYS).where(KEYS.c.token == token, KEYS.c.erased.is_(None))).all()
        if not live:
            raise SubjectUnknown
        seq = head(connection, self._ledger).seq + 1
        for row in live:
            # Zeros of the same length take the very bytes of the key.
            with as_recorded(row.number):
                zeros = bytes(len(row.wrapped))
            connection.execute(
                update(KEYS).where(KEYS.c.number == row.number).values(wrapped=zeros, erased=seq)
            )
        return self._record(connection, stone, plain(None, stone.body), now, token=token)

    def replace_slot(
        self,
        connection: Connection,
        name: str,
        slot: tuple[str, bytes, bytes],
        note: Draft,
        now: datetime,
    ) -> Entry:
        """Puts ``slot`` in the place of the one of that ``name`` and records ``note``, which binds it."""
        method, salt, wrapped = slot
        connection.execute(
            update(SLOTS).where(SLOTS.c.name == name).values(method=method, salt=salt, wrapped=wrapped)
        )
        binds = slots_digest(slots(connection))
        return self._record(connection, note, plain(None, note.body), now, binds=binds)

    def _record(
        self,
        connection: Connection,
        draft: Draft,
        content: bytes,
        now: datetime,
        *,
        token: str | None = None,
        binds: bytes | None = None,
    ) -> Entry:
        last = head(connection, self._ledger)
        seq = last.seq + 1
        if draft.rulebook is not None and not rulebook_known(connection, draft.rulebook):
            raise RulebookUnknown(draft.rulebook)
        number, key = 0, b""
        if draft.subject is not None:
            token = self._keyring.token(draft.subject)
            number, key, brought = self._subject_key(connection, token, seq)
            binds = brought or binds
        else:
            key = own_key(connection, self._keyring)
        if draft.refers is not None:
            self._check_reference(connection, draft, token)
        back = now < last.at
        outer = Outer(
            seq,
            written(last.at if back else now),
            written(now) if back else None,
            draft.kind,
            token,
            draft.rulebook,
            engine_text(draft.engine),
            draft.program,
            draft.refers,
            number,
            binds,
            last.hash,
        )
        header = outer.header(self._ledger.id)
        body = seal(key, header, content)
        sealed = hashlib.sha256(body).digest()
        entry = entry_of(outer, sealed, link(header, sealed))
        row = {name: getattr(outer, name) for name in Outer.__slots__}
        connection.execute(insert(ENTRIES).values(**row, sealed=sealed, hash=entry.hash, body=body))
        return entry

    def _subject_key(self, connection: Connection, token: str, seq: int) -> tuple[int, bytes, bytes | None]:
        """Number and key of a subject, and the digest of the key if it is a new one."""
        row = connection.execute(select(KEYS).where(KEYS.c.token == token, KEYS.c.erased.is_(None))).first()
        if row is not None:
            with as_recorded(row.number):
                return row.number, self._keyring.unwrap_key(row.number, token, bytes(row.wrapped)), None
        key = os.urandom(KEY)
        wrapped = self._keyring.wrap_key(seq, token, key)
        connection.execute(insert(KEYS).values(number=seq, token=token, wrapped=wrapped))
        return seq, key, key_digest(seq, token, wrapped)

    def _check_reference(self, connection: Connection, draft: Draft, token: str | None) -> None:
        row = with_body(connection, draft.refers or 0)
        if row is None:
            raise EntryUnknown(draft.refers)
        if draft.kind != "choice":
            return
        if row.kind != "decision" or row.token != token:
            raise DraftRefused("refers")
        decision = opened(row, self._ledger, self._keyring)
        if isinstance(decision, Erased):
            raise DraftRefused("refers")
        check_choice(decision.content["decision"], draft.body)

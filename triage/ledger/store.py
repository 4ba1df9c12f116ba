"""The ledger: recording, reading, erasing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine, Table, insert, select

from triage.ledger.anchor import Anchor
from triage.ledger.beside import Beside, Chain
from triage.ledger.connecting import Where, plainly
from triage.ledger.drafting import check_draft, filled
from triage.ledger.errors import (
    AnchorMissing,
    DraftRefused,
    EntryUnknown,
    LedgerAltered,
    LedgerClosed,
    LedgerError,
    LedgerLocked,
    RulebookDiffers,
    TraceLeft,
)
from triage.ledger.keys import Cost, Keyring
from triage.ledger.model import Body, Draft, Entry, Erased, Head, Kind, Mode
from triage.ledger.reading import genuine, listed, one, opened, with_body
from triage.ledger.rows import Founded, hash_at, head, rulebook_files, rulebook_known
from triage.ledger.tables import KEYS, RULEBOOK_FILES, RULEBOOKS, SLOTS
from triage.ledger.writing import Writer
from triage.rulebook.files import RulebookFile, fingerprint

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Means:
    """What an open ledger works with: its place, the database, the files beside it, and its founding."""

    at: Where
    engine: Engine
    beside: Beside
    founded: Founded


class Ledger:
    """An open ledger. Made by ``triage.ledger.opening``; close it, or use it in a ``with`` block."""

    def __init__(self, means: Means, keyring: Keyring | None) -> None:
        self.means = means
        self.id: str = means.founded.id
        self.mode: Mode = means.founded.mode
        #: Whether the files beside the ledger follow it since it was opened. False: ``verify`` tells why.
        self.followed = True
        self._keyring = keyring
        self._signing = keyring.unwrap_signing(means.founded.signing) if keyring else None
        self._closed = False

    @property
    def unlocked(self) -> bool:
        """Whether it was opened with its key: else it can be verified, and listed from outside."""
        return self._keyring is not None

    def append(self, draft: Draft, *, now: datetime) -> Entry:
        """Records ``draft``: when this returns, it survives a crash and a power cut.

        ``now`` has a time zone. Raises ``LedgerLocked``, ``LedgerFull``, ``LedgerBusy``,
        ``LedgerUnreachable``, ``DraftRefused``, ``RulebookUnknown``, ``EntryUnknown`` (``refers``), and
        for a choice ``ReasonMissing``, ``SecondMissing``, ``DirectionDiffers``; then nothing was recorded.
        """
        return self.append_all((draft,), now=now)[0]

    def append_all(self, drafts: Iterable[Draft], *, now: datetime) -> tuple[Entry, ...]:
        """Records all of ``drafts`` in their order, or none of them. Raises as ``append``."""
        writer, drafts = self._writer(), tuple(drafts)
        for draft in drafts:
            if draft.kind == "erasure":
                raise DraftRefused("kind")  # only together with the key
            check_draft(draft, now)
        return self._write(lambda connection: writer.append(connection, drafts, now))

    def keep_rulebook(self, sha256: str, version: str, files: Mapping[str, bytes]) -> None:
        """Keeps the files of a rulebook, by name, once by content. Raises ``RulebookDiffers``."""
        if fingerprint(RulebookFile(name, data) for name, data in files.items()) != sha256:
            raise RulebookDiffers(sha256)
        self._writer()
        with self._reads() as connection:
            if rulebook_known(connection, sha256):
                return

        def keep(connection: Connection) -> None:
            if not rulebook_known(connection, sha256):
                connection.execute(insert(RULEBOOKS).values(sha256=sha256, version=version))
                rows = [
                    {"sha256": sha256, "name": name.encode("utf-8", "surrogateescape"), "data": data}
                    for name, data in files.items()
                ]
                connection.execute(insert(RULEBOOK_FILES), rows)

        self._write(keep)

    def rulebook(self, sha256: str) -> Mapping[str, bytes] | None:
        """The files of a kept rulebook, byte for byte; None if it is not kept, or not whole."""
        with self._reads() as connection:
            return rulebook_files(connection, sha256)

    def rulebooks(self) -> tuple[tuple[str, str], ...]:
        """The sha256 and version of each kept rulebook."""
        with self._reads() as connection:
            found = connection.execute(select(RULEBOOKS).order_by(RULEBOOKS.c.sha256))
            return tuple((row.sha256, row.version) for row in found)

    def entry(self, seq: int) -> Entry:
        """Entry ``seq``, unopened. Raises ``EntryUnknown``."""
        with self._reads() as connection:
            found = one(connection, seq)
        if found is None:
            raise EntryUnknown(seq)
        return found

    def entries(
        self,
        *,
        after: int = 0,
        kinds: Collection[Kind] | None = None,
        subject: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Entry]:
        """The entries in their order: numbers above ``after``, times from ``since`` to before ``until``.

        ``subject`` is a pseudonym (raises ``LedgerLocked`` without the key). Holds no lock between entries.
        """
        token = None if subject is None else self.token(subject)
        while True:
            with self._reads() as connection:
                some = listed(connection, after=after, kinds=kinds, token=token, since=since, until=until)
            if not some:
                return
            yield from some
            after = some[-1].seq

    def open_body(self, entry: Entry) -> Body | Erased:
        """What stands inside ``entry``. Raises ``LedgerLocked``, ``LedgerAltered``."""
        keyring = self._keys()
        with self._reads() as connection:
            row = with_body(connection, entry.seq)
            if row is None or bytes(row.hash) != entry.hash:
                raise LedgerAltered(entry.seq)
            return opened(row, self.means.founded, keyring)

    def token(self, subject: str) -> str:
        """What stands outside for the pseudonym ``subject``. Raises ``LedgerLocked``."""
        return self._keys().token(subject)

    def erase(self, subject: str, *, basis: str, by: str, program: str, now: datetime) -> Entry:
        """Destroys the key of everything recorded of ``subject``; the tombstone that says so.

        Raises ``SubjectUnknown``, ``DraftRefused`` (``basis`` or ``by`` empty), ``TraceLeft`` (done, but not
        wiped out everywhere) and as ``append``.
        """
        writer = self._writer()
        if not filled(basis) or not filled(by):
            raise DraftRefused("basis" if filled(by) else "by")
        # The pseudonym must not outlive its key: the stone carries its token alone.
        stone = Draft("erasure", None, None, (), program, {"basis": basis, "by": by})
        check_draft(_as_access(stone), now)
        entry = self._write(lambda connection: writer.erase(connection, subject, stone, now), scrub=True)
        self._vacuum(KEYS)
        return entry

    def head(self) -> Head:
        """Where the chain stands now."""
        with self._reads() as connection:
            return head(connection, self.means.founded)

    def anchor(self) -> Anchor:
        """A signed anchor of the head, to keep elsewhere. Raises ``LedgerLocked``."""
        self._keys()
        assert self._signing is not None
        now = self.head()
        anchor = Anchor(self.id, now.seq, now.hash, now.at, self.means.founded.public)
        return anchor.signed(self._signing)

    def change_passphrase(
        self, passphrase: str, *, by: str, program: str, now: datetime, cost: Cost | None = None
    ) -> Entry:
        """From now on ``passphrase`` opens the ledger, and the old one does not; recorded as an access.

        Raises ``PassphraseWeak``, ``LedgerLocked``, ``DraftRefused`` for a demo ledger, ``TraceLeft``.
        """
        keyring, writer = self._keys(), self._writer()
        if self.mode == "demo":
            raise DraftRefused("passphrase")
        note = Draft("access", None, None, (), program, {"why": "passphrase", "by": by})
        check_draft(note, now)
        slot = keyring.passphrase_slot(passphrase, cost or Cost())
        entry = self._write(
            lambda connection: writer.replace_slot(connection, "passphrase", slot, note, now), scrub=True
        )
        self._vacuum(SLOTS)
        return entry

    def rebuild_anchor(self) -> None:
        """Writes the files beside the ledger anew, from what it is now. What they could have shown is gone.

        Only for the explicit command after a look at what ``verify`` says. Raises ``LedgerLocked``,
        ``AnchorMissing``.
        """
        self._keys()
        if self.means.beside.path is None:
            raise AnchorMissing
        assert self._signing is not None
        with plainly(self.means.at), self._connected(writing=True) as connection, connection.begin():
            self.means.beside.renew(self._chain(connection), self._signing)
            self.means.beside.scrub()
        self.followed = True

    def close(self) -> None:
        """Forgets the keys and lets go of the file. May be called twice."""
        if not self._closed:
            self._closed = True
            self._keyring = self._signing = None
            self.means.engine.dispose()
            if self.means.beside.watched is not None:
                self.means.beside.watched.reader.done()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _keys(self) -> Keyring:
        if self._closed:
            raise LedgerClosed
        if self._keyring is None:
            raise LedgerLocked
        return self._keyring

    def _writer(self) -> Writer:
        return Writer(self.means.founded, self._keys())

    def _connected(self, *, writing: bool) -> Connection:
        if self._closed:
            raise LedgerClosed
        return self.means.engine.connect().execution_options(writing=writing)

    @contextmanager
    def _reads(self) -> Iterator[Connection]:
        with plainly(self.means.at), self._connected(writing=False) as connection, connection.begin():
            yield connection

    def _write(self, work: Callable[[Connection], Result], *, scrub: bool = False) -> Result:
        """Does ``work`` in one transaction, and brings forward what lies beside the ledger."""
        with plainly(self.means.at), self._connected(writing=True) as connection:
            with connection.begin():
                # Somebody may have died between a transaction and what follows it. It has to be
                # brought forward now: the next transaction takes the journal that tells how.
                if self._follow(connection) != "level":
                    self.means.beside.scrub()
                result = work(connection)
            # From here on it is recorded, and no failure may say otherwise: what could not be brought
            # forward now is brought forward next time.
            with suppress(LedgerError), plainly(self.means.at), connection.begin() as nothing:
                self._follow(connection)
                if scrub:
                    self.means.beside.scrub()
                    scrub = False
                nothing.rollback()
        if scrub:
            raise TraceLeft
        return result

    def _follow(self, connection: Connection) -> str:
        assert self._signing is not None
        self.followed = False
        state = self.means.beside.follow(self._chain(connection), self._signing)
        self.followed = state != "apart"
        return state

    def _chain(self, connection: Connection) -> Chain:
        ledger, keyring = self.means.founded, self._keys()
        return Chain(
            ledger.id,
            ledger.public,
            head(connection, ledger),
            lambda seq: hash_at(connection, ledger, seq),
            lambda after: genuine(connection, ledger, keyring, after),
        )

    def _vacuum(self, table: Table) -> None:
        """A server keeps what was overwritten until the table is written anew."""
        if self.means.at.path is not None:
            return
        try:
            with plainly(self.means.at), self.means.engine.connect() as connection:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                alone.exec_driver_sql(f"VACUUM FULL {table.name}")
        except LedgerError:
            raise TraceLeft from None


def _as_access(stone: Draft) -> Draft:
    """A tombstone as the kind that may lack a subject, to check the rest of it."""
    body = {"why": stone.body["basis"], "by": stone.body["by"]}
    return Draft("access", None, None, (), stone.program, body)

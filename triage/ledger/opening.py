"""Making a ledger, and opening one that exists."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, inspect, text

from triage.ledger.beside import Beside, Watched
from triage.ledger.chain import FORMAT, key_digest, slots_digest, written
from triage.ledger.connecting import Where, engine_for, plainly, where
from triage.ledger.disk import Reader, create_private
from triage.ledger.errors import (
    DraftRefused,
    LedgerExists,
    LedgerMissing,
    LedgerNewer,
    NotALedger,
)
from triage.ledger.keys import KEY, Cost, Keyring, by_passphrase, by_recovery, in_the_open, new_keyring
from triage.ledger.model import RecoveryKey
from triage.ledger.pages import file_state
from triage.ledger.rows import founded, slots
from triage.ledger.store import Ledger, Means
from triage.ledger.tables import KEYS, META, REVISION, SLOTS, VERSION_TABLE

#: What lies beside a ledger that is a file: the anchor, the digests of its pages, SQLite's journal.
ANCHOR: Final = ".anchor"
PAGES: Final = ".pages"
JOURNAL: Final = "-journal"


def create(
    place: str | Path,
    *,
    passphrase: str | None,
    now: datetime,
    anchor: Path | None = None,
    cost: Cost | None = None,
) -> tuple[Ledger, RecoveryKey | None]:
    """A new, empty ledger at ``place``, open; and the key that opens it when the passphrase is forgotten.

    ``place``: a file's path, or the URL of a PostgreSQL database (``postgresql://…``). ``passphrase``
    None makes a demo ledger, which keeps nothing secret and says so; it has no recovery key. ``anchor``:
    where the head anchor is written; beside the file if not given, nowhere for a server. ``cost``: of a
    try at the passphrase.

    Raises ``PassphraseWeak``, ``LedgerExists``, ``LedgerFull``, ``LedgerUnreachable``, ``LibraryMissing``.
    """
    if now.tzinfo is None:
        raise DraftRefused("now")
    at = where(place)
    ledger = uuid.uuid4().hex
    keyring = new_keyring(ledger)
    recovery = None
    if passphrase is None:
        kept = {"open": keyring.open_slot()}
    else:
        kept = {"passphrase": keyring.passphrase_slot(passphrase, cost or Cost())}
        recovery, kept["recovery"] = keyring.recovery_slot()
    with plainly(at):
        fresh = _new_file(at)
        if anchor is not None:
            anchor.parent.mkdir(parents=True, exist_ok=True)
    try:
        engine = engine_for(at)
        try:
            with (
                plainly(at),
                engine.connect().execution_options(writing=True) as connection,
                connection.begin(),
            ):
                if inspect(connection).has_table(META.name):
                    raise LedgerExists(at.shown)
                _upgrade(connection)
                _found(connection, ledger, keyring, kept, demo=passphrase is None, now=now)
        finally:
            engine.dispose()
        opened = Ledger(_means(at, anchor), keyring)
        if opened.means.beside.path is not None:
            opened.rebuild_anchor()
    except BaseException:
        for path in fresh:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return opened, None if recovery is None else RecoveryKey(recovery)


def open_ledger(
    place: str | Path,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    anchor: Path | None = None,
) -> Ledger:
    """The ledger at ``place``. With neither passphrase nor recovery key it stays locked, unless it is a demo.

    A locked ledger lists what stands outside and can be verified. Raises ``LedgerMissing``,
    ``NotALedger``, ``LedgerNewer``, ``LedgerAltered``, ``WrongPassphrase``, ``WrongRecoveryKey``,
    ``LedgerUnreachable``, ``LibraryMissing``.
    """
    means = _means(where(place), anchor)
    try:
        keyring = _unlocked(means, passphrase, recovery)
        return Ledger(means, keyring)
    except BaseException:
        let_go(means)
        raise


def let_go(means: Means) -> None:
    """Closes the database and then the file, in this order (``triage.ledger.disk.Reader``)."""
    means.engine.dispose()
    if means.beside.watched is not None:
        means.beside.watched.reader.done()


def _unlocked(means: Means, passphrase: str | None, recovery: str | None) -> Keyring | None:
    ledger = means.founded.id
    with plainly(means.at), means.engine.connect() as connection:
        kept = slots(connection)
    if means.founded.mode == "demo":
        return in_the_open(ledger, kept)
    if passphrase is not None:
        return by_passphrase(ledger, kept, passphrase)
    if recovery is not None:
        return by_recovery(ledger, kept, recovery)
    return None


def _means(at: Where, anchor: Path | None) -> Means:
    """Everything an open ledger works with; checked to be one that this program can read."""
    watched = None
    if at.path is not None:
        with plainly(at):
            watched = watch(at.path)
        if watched is None:
            raise LedgerMissing(at.shown)
    engine = None
    try:
        if watched is not None and file_state(watched.reader) is None:
            raise NotALedger(at.shown)
        engine = engine_for(at)
        with plainly(at), engine.connect() as connection:
            check_revision(connection, at)
            ledger = founded(connection)
    except BaseException:
        if engine is not None:
            engine.dispose()
        if watched is not None:
            watched.reader.done()
        raise
    return Means(at, engine, Beside(anchor or at.beside(ANCHOR), watched), ledger)


def watch(path: Path) -> Watched | None:
    """The file at ``path`` as it is watched; None if there is none. Raises ``OSError``."""
    if not path.is_file():
        return None
    beside = Where(path, "", "").beside
    journal, digests = beside(JOURNAL), beside(PAGES)
    assert journal is not None
    assert digests is not None
    return Watched(Reader.of(path), journal, digests)


def check_revision(connection: Connection, at: Where) -> None:
    """Raises ``NotALedger``, and ``LedgerNewer`` for a form that this program does not know."""
    if not inspect(connection).has_table(VERSION_TABLE):
        raise NotALedger(at.shown)
    revision = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all()
    if revision != [REVISION]:
        raise LedgerNewer(at.shown)


def _new_file(at: Where) -> list[Path]:
    """An empty file where there was none, and what is to go away again if founding fails."""
    if at.path is None:
        return []
    at.path.parent.mkdir(parents=True, exist_ok=True)
    beside = [path for suffix in (ANCHOR, PAGES, JOURNAL) if (path := at.beside(suffix)) is not None]
    for path in (at.path, *beside):
        # An empty file is what a crash leaves before anything was founded.
        if path.exists() and (path != at.path or path.stat().st_size):
            raise LedgerExists(str(path))
    at.path.unlink(missing_ok=True)
    create_private(at.path)
    return [at.path, *beside]


def _upgrade(connection: Connection) -> None:
    """Brings the tables to this program's revision, from nothing too."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "triage.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)


def _found(
    connection: Connection,
    ledger: str,
    keyring: Keyring,
    kept: dict[str, tuple[str, bytes, bytes]],
    *,
    demo: bool,
    now: datetime,
) -> None:
    """Writes what every ledger begins with."""
    signing = Ed25519PrivateKey.generate()
    public = signing.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    own = keyring.wrap_key(0, None, os.urandom(KEY))
    meta = {
        "format": FORMAT.encode(),
        "id": ledger.encode(),
        "mode": b"demo" if demo else b"sealed",
        "created": written(now).encode(),
        "public": public,
        "signing": keyring.wrap_signing(signing),
        "slots": slots_digest(kept),
        "own_key": key_digest(0, None, own),
    }
    connection.execute(insert(META), [{"name": name, "value": value} for name, value in meta.items()])
    connection.execute(
        insert(SLOTS),
        [
            {"name": name, "method": method, "salt": salt, "wrapped": wrapped}
            for name, (method, salt, wrapped) in kept.items()
        ],
    )
    connection.execute(insert(KEYS).values(number=0, token=None, wrapped=own))

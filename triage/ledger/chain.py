"""The chain: what each entry's hash is taken over, and what the first one hangs on.

Every entry holds the hash of the one before, as in Haber & Stornetta (How to time-stamp a digital
document, 1991). Keys, key slots and what a ledger was founded with are bound in by their digests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from triage.ledger.canonical import digest, encode
from triage.ledger.model import Kind

FORMAT: Final = "triage-ledger/1"


@dataclass(frozen=True, slots=True)
class Outer:
    """What stands outside an entry before it is hashed; times and ``engine`` (JSON) as they are written."""

    seq: int
    at: str
    clock: str | None
    kind: Kind
    token: str | None
    rulebook: str | None
    engine: str
    program: str
    refers: int | None
    key: int
    binds: bytes | None
    prev: bytes

    def header(self, ledger: str) -> bytes:
        """The bytes that the seal is bound to and the hash begins with."""
        return encode(
            f"{FORMAT} entry",
            ledger,
            self.seq,
            self.at,
            self.clock,
            self.kind,
            self.token,
            self.rulebook,
            self.engine,
            self.program,
            self.refers,
            self.key,
            self.binds,
            self.prev,
        )


def link(header: bytes, sealed: bytes) -> bytes:
    """The hash of an entry: over its header and the SHA-256 of what it encrypts."""
    return hashlib.sha256(header + encode(sealed)).digest()


def genesis(meta: Mapping[str, bytes]) -> bytes:
    """What the first entry hangs on: everything the ledger was founded with."""
    return digest(f"{FORMAT} genesis", *((name, meta[name]) for name in sorted(meta)))


def key_digest(number: int, token: str | None, wrapped: bytes) -> bytes:
    """What an entry binds of the key that it brings along."""
    return digest(f"{FORMAT} key", number, token, wrapped)


def slots_digest(slots: Mapping[str, tuple[str, bytes, bytes]]) -> bytes:
    """What is bound of the key slots: each with its method, salt and wrapped master key."""
    return digest(f"{FORMAT} slots", *((name, slots[name]) for name in sorted(slots)))


def written(moment: datetime) -> str:
    """A moment as it stands in the ledger: UTC, microseconds, sorted as text it is sorted in time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def moment(text: str) -> datetime:
    """The moment that was written. Raises ``ValueError`` for anything else."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)

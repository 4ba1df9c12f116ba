"""What the ledger speaks of, as values: drafts and entries, their bodies, where the chain stands.

The bodies, by kind (JSON objects; codes, never names; more keys may stand beside these):

- ``decision``: ``case``, ``decision``, ``ref``, ``recorded_by``, and perhaps ``seen_by``
- ``choice``: ``followed``, ``direction`` (same, up, down, sideways), ``chosen`` (severity, urgency,
  tracks), ``reason_code``, ``text``, ``by``, ``second``
- ``progress``: ``track``, ``step``, ``state``, ``by``
- ``erasure``: ``basis``, ``by`` (written by ``Ledger.erase`` alone)
- ``access``: ``why``, ``by``
- ``export``: ``format``, ``count``, ``by``, ``filters`` (a subject in it as ``Ledger.token`` gives it,
  never as the pseudonym: this entry outlives the subject's key)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, get_args

Json = dict[str, Any]

Kind = Literal["decision", "choice", "progress", "erasure", "access", "export"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

#: ``sealed``: a passphrase opens it. ``demo``: the key lies open in the file, so nothing is kept secret.
Mode = Literal["sealed", "demo"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)

#: What every entry must say inside, by kind.
BODY_KEYS: Final[Mapping[Kind, frozenset[str]]] = {
    "decision": frozenset({"case", "decision", "ref", "recorded_by"}),
    "choice": frozenset(
        {"followed", "direction", "chosen", "reason_code", "text", "by", "second"},
    ),
    "progress": frozenset({"track", "step", "state", "by"}),
    "erasure": frozenset({"basis", "by"}),
    "access": frozenset({"why", "by"}),
    "export": frozenset({"format", "count", "by", "filters"}),
}
#: What an entry may say besides: who may see what of the case (``triage.ledger.roles``).
MAY_SAY: Final[Mapping[Kind, frozenset[str]]] = {"decision": frozenset({"seen_by"})}
#: Kinds that speak of a student; the others are the ledger's own.
OF_SUBJECT: Final[frozenset[Kind]] = frozenset({"decision", "choice", "progress", "erasure"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be recorded. ``subject``: the student's pseudonym, None only for access and export.

    ``rulebook``: sha256 of a rulebook that ``Ledger.keep_rulebook`` keeps; ``engine``: the
    evaluators that agreed; ``program``: name and version of what decided; ``refers``: the entry
    spoken of (a choice: its decision). ``subject`` and ``body`` are encrypted, the rest is not.
    """

    kind: Kind
    subject: str | None
    rulebook: str | None
    engine: tuple[str, ...]
    program: str
    body: Json
    refers: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as anybody sees it who has the file: everything but what is inside.

    ``at`` never runs backwards; ``clock`` is what the clock said where that was earlier, else None.
    ``subject_token`` stands for the pseudonym and is the same for each entry of a student. ``key``:
    the entry whose key opens this one (0: the ledger's own). ``binds``: digest of the key that
    this entry brought along. ``sealed``: SHA-256 of what is inside, encrypted. ``prev`` and
    ``hash``: the chain.
    """

    seq: int
    at: datetime
    clock: datetime | None
    kind: Kind
    subject_token: str | None
    rulebook: str | None
    engine: tuple[str, ...]
    program: str
    refers: int | None
    key: int
    binds: bytes | None
    sealed: bytes
    prev: bytes
    hash: bytes

    @property
    def back(self) -> bool:
        """The clock had been set back when this was written."""
        return self.clock is not None


@dataclass(frozen=True, slots=True)
class Body:
    """What stands inside an entry: the student's pseudonym and the draft's body."""

    subject: str | None
    content: Json


@dataclass(frozen=True, slots=True)
class Erased:
    """What remains of an entry whose key was destroyed. ``by``: the number of the erasure entry."""

    by: int


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stands: the last entry's number (0: none yet), hash and time."""

    seq: int
    hash: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """Opens a ledger whose passphrase was forgotten. ``text`` is shown once and printed by the owner."""

    text: str

    def __repr__(self) -> str:
        return "RecoveryKey(…)"

"""An entry that was opened: what everybody may see of it, and what stands inside, if that still exists.

Statistics, exports, replay and report are made of these plain values and know nothing of keys or files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from triage.ledger.model import Body, Entry, Erased
from triage.vocabulary.values import replace

if TYPE_CHECKING:
    from triage.ledger.store import Ledger

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """One entry. ``body`` None: ``erased``, or not opened. ``refers``: the decision that it speaks of.

    ``subject`` is the token that stands for the pseudonym outside; ``ref`` the pseudonym, which stands
    inside. ``back``: the clock had been set back when the entry was written.
    """

    seq: int
    at: datetime
    kind: str
    subject: str | None
    rulebook: str | None = None
    engine: tuple[str, ...] = ()
    program: str = ""
    refers: int | None = None
    back: bool = False
    ref: str | None = None
    body: Json | None = None
    erased: bool = False


def opened(ledger: Ledger, entries: Iterable[Entry]) -> Iterator[Opened]:
    """Each of ``entries`` with its body; without where ``ledger`` is locked. Raises ``LedgerAltered``."""
    for entry in entries:
        yield opened_with(entry, ledger.open_body(entry)) if ledger.unlocked else outside(entry)


def outside(entry: Entry) -> Opened:
    """What everybody may see of ``entry``."""
    return Opened(
        seq=entry.seq,
        at=entry.at,
        kind=entry.kind,
        subject=entry.subject_token,
        rulebook=entry.rulebook,
        engine=entry.engine,
        program=entry.program,
        refers=entry.refers,
        back=entry.back,
    )


def opened_with(entry: Entry, body: Body | Erased) -> Opened:
    """``entry`` with what was found in it."""
    if isinstance(body, Erased):
        return replace(outside(entry), erased=True)
    return replace(outside(entry), ref=body.subject, body=body.content)


def decided(entry: Opened) -> Json | None:
    """The decision in an entry (``triage.decision/1``); None for other entries and erased ones."""
    if entry.kind != "decision" or entry.body is None:
        return None
    decision: Json = entry.body["decision"]
    return decision

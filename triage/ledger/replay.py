"""Deciding again what was decided once, each case by *its* rulebook, and comparing byte by byte.

The rulebook comes out of the ledger and is held against its fingerprint. One that is not there is
said so; the rulebook of today never takes its place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final, Literal

from triage.case.problems import CaseError
from triage.deciding.errors import NoPath
from triage.inference.errors import InferenceError
from triage.ledger.model import Entry
from triage.ledger.opened import Json, Opened

#: ``same``: every byte. ``evaluators``: all but which evaluators took part, as they do not all run here.
#: ``undecided``: today's program gives no decision. ``missing``: the ledger does not have the rulebook;
#: ``unreadable``: it has, but this program cannot load it. ``erased``: there is nothing to decide.
Outcome = Literal["same", "evaluators", "differs", "undecided", "missing", "unreadable", "erased"]

#: Decides plain case data to ``triage.decision/1``, with the reference that it was recorded under.
Decide = Callable[[Json, str | None], Json]

#: So many places of a difference are named.
PLACES: Final = 5


class RulebookMissing(LookupError):
    """The ledger does not keep the rulebook, or not whole."""


class RulebookUnreadable(ValueError):
    """The ledger keeps it, but this program refuses to load it."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of one entry. ``places``: where the decisions differ, such as ``tracks[0].steps[2].by``."""

    seq: int
    rulebook: str
    outcome: Outcome
    places: tuple[str, ...] = ()


def replay(
    entries: Iterable[Entry],
    open_entry: Callable[[int], Opened],
    restored: Callable[[str], AbstractContextManager[Decide]],
) -> Iterator[Replayed]:
    """Decides each decision of ``entries`` again, rulebook by rulebook.

    ``restored`` opens the rulebook of a fingerprint for deciding; it raises ``RulebookMissing`` or
    ``RulebookUnreadable``. Each rulebook is opened once and only one at a time; of the entries
    only one is held open.
    """
    by_rulebook: dict[str, list[int]] = {}
    for entry in entries:
        if entry.kind == "decision":
            by_rulebook.setdefault(entry.rulebook or "", []).append(entry.seq)
    for sha256, seqs in by_rulebook.items():
        try:
            with restored(sha256) as decide:
                for seq in seqs:
                    yield _again(open_entry(seq), sha256, decide)
        except (RulebookMissing, RulebookUnreadable) as error:
            why: Outcome = "missing" if isinstance(error, RulebookMissing) else "unreadable"
            yield from (Replayed(seq, sha256, why) for seq in seqs)


def _again(entry: Opened, sha256: str, decide: Decide) -> Replayed:
    if entry.body is None:
        return Replayed(entry.seq, sha256, "erased")
    recorded: Json = entry.body["decision"]
    try:
        now = decide(entry.body["case"], recorded.get("ref"))
    except (CaseError, NoPath, InferenceError):
        return Replayed(entry.seq, sha256, "undecided")
    if in_bytes(now) == in_bytes(recorded):
        return Replayed(entry.seq, sha256, "same")
    places = tuple(_first(differing(recorded, now), PLACES))
    apart = {name: value for name, value in now.items() if name != "engine"}
    same_otherwise = in_bytes({**apart, "engine": recorded.get("engine")}) == in_bytes(recorded)
    return Replayed(entry.seq, sha256, "evaluators" if same_otherwise else "differs", places)


def in_bytes(value: object) -> bytes:
    """JSON data as bytes, the same for the same data: what two decisions are compared as."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def differing(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """The places where two JSON values differ, in their order."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in [*one, *(name for name in other if name not in one)]:
            inner = f"{path}.{name}" if path else str(name)
            if name in one and name in other:
                yield from differing(one[name], other[name], inner)
            else:
                yield inner
    elif isinstance(one, list) and isinstance(other, list):
        gap = object()
        for n, (left, right) in enumerate(zip_longest(one, other, fillvalue=gap)):
            if left is gap or right is gap:
                yield f"{path}[{n}]"
                return
            yield from differing(left, right, f"{path}[{n}]")
    elif type(one) is not type(other) or one != other:
        yield path


def _first(items: Iterator[str], most: int) -> Iterator[str]:
    for _, item in zip(range(most), items, strict=False):
        yield item

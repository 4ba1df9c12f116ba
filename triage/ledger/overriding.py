"""How the path that people chose differs from the one recommended, and whose rules it sets aside.

Less urgent means what it means where two rulebooks are compared: a lower severity or urgency, or a
track of order 1 to 4 left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from triage.ledger.opened import Json
from triage.vocabulary.closed import ACTION_ORDER, SEVERITIES, URGENCIES

Direction = Literal["same", "up", "down", "sideways"]
Pair = tuple[str, str]

_URGENT = ACTION_ORDER["alih_tangan_kasus"]
_ORDERS = {str(action): order for action, order in ACTION_ORDER.items()}


@dataclass(frozen=True, slots=True)
class Overriding:
    """What was chosen beside what was recommended. ``rules``: those behind all that was not followed."""

    direction: Direction
    left_out: tuple[Pair, ...]
    added: tuple[Pair, ...]
    rules: tuple[str, ...]


def path_of(decision: Json) -> dict[str, object]:
    """The path that a decision recommends, in the form in which a choice states one."""
    return {
        "severity": decision["severity"],
        "urgency": decision["urgency"],
        "tracks": [{"action": track["action"], "to": track["to"]} for track in decision["tracks"]],
    }


def overriding(decision: Json, chosen: Json) -> Overriding:
    """Compares the ``chosen`` path (severity, urgency, tracks) with the recorded ``decision``."""
    before, after = _pairs(decision["tracks"]), _pairs(chosen["tracks"])
    left_out = tuple(pair for pair in before if pair not in after)
    added = tuple(pair for pair in after if pair not in before)
    steps = (
        SEVERITIES.index(chosen["severity"]) - SEVERITIES.index(decision["severity"]),
        URGENCIES.index(chosen["urgency"]) - URGENCIES.index(decision["urgency"]),
    )
    direction: Direction = "sideways" if left_out or added else "same"
    if max(steps) > 0 or any(_urgent(pair) for pair in added):
        direction = "up"
    if min(steps) < 0 or any(_urgent(pair) for pair in left_out):
        direction = "down"
    return Overriding(direction, left_out, added, tuple(sorted(set(_behind(decision, chosen, left_out)))))


def _behind(decision: Json, chosen: Json, left_out: Iterable[Pair]) -> Iterator[str]:
    """The rules that gave what was not followed."""
    gone = set(left_out)
    for track in decision["tracks"]:
        if (track["action"], track["to"]) in gone:
            yield from track["rules"]
    for fired in decision["justification"]:
        then = fired["concludes"]
        graded = (then.get("severity"), then.get("severity_at_least"))
        if any(one is not None and _above(SEVERITIES, one, chosen["severity"]) for one in graded):
            yield fired["rule"]
        urgency = then.get("urgency_at_least")
        if urgency is not None and _above(URGENCIES, urgency, chosen["urgency"]):
            yield fired["rule"]


def _above(scale: tuple[str, ...], value: str, than: str) -> bool:
    return scale.index(value) > scale.index(than)


def _urgent(pair: Pair) -> bool:
    return _ORDERS[pair[0]] <= _URGENT


def _pairs(tracks: Iterable[Json]) -> tuple[Pair, ...]:
    return tuple((track["action"], track["to"]) for track in tracks)

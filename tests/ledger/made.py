"""Opened entries made up for tests: small decisions with what statistics and exports read of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from triage.ledger.opened import Opened

#: The first moment of every story.
START = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


def told(
    severity: str = "sedang",
    urgency: str = "rutin",
    tracks: Sequence[tuple[str, str, str]] = (("penanganan", "guru_bk", "tangga-sedang"),),
    questions: Sequence[str] = (),
) -> dict[str, Any]:
    """A decision; ``tracks``: (action, party, the rule behind it)."""
    return {
        "severity": severity,
        "urgency": urgency,
        "lead": "guru_bk",
        "parents": "libatkan",
        "provisional": bool(questions),
        "tracks": [{"action": action, "to": to, "rules": [rule]} for action, to, rule in tracks],
        "questions": [{"fact": fact} for fact in questions],
        "justification": [
            {"rule": rule, "title": f"Judul {rule}", "concludes": {"tracks": [{"action": action, "to": to}]}}
            for action, to, rule in tracks
        ],
    }


def decision(
    seq: int,
    child: str | None,
    decided: dict[str, Any] | None = None,
    *,
    categories: Sequence[str] = ("membolos",),
    after: timedelta = timedelta(),
    **more: Any,
) -> Opened:
    """A decision on ``child``, so long ``after`` the start."""
    case = {"asker": "guru", "problems": [{"category": one} for one in categories], "facts": {}}
    body = {"case": case, "decision": decided or told(), "ref": child, "recorded_by": None}
    return Opened(seq, START + after, "decision", child, ref=child, body=body, **more)


def choice(seq: int, refers: int, chosen: dict[str, Any], *, child: str | None = None, **body: Any) -> Opened:
    """What people chose on the decision ``refers``; ``chosen`` is a decision or a path."""
    path = {name: chosen[name] for name in ("severity", "urgency", "tracks")}
    return Opened(seq, START, "choice", child, refers=refers, body={"chosen": path, **body})


def progress(seq: int, refers: int, *, after: timedelta, child: str | None = None) -> Opened:
    """A step that was recorded for the decision ``refers``."""
    body = {"track": "penanganan guru_bk", "step": "temui", "state": "selesai", "by": "BK-1"}
    return Opened(seq, START + after, "progress", child, refers=refers, body=body)

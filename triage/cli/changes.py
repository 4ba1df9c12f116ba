"""What another answer would change, in a few words."""

from __future__ import annotations

from typing import Any

from triage.cli.labels import Labels
from triage.cli.levels import danger_open, severity
from triage.cli.session import Session


def said(session: Session, labels: Labels, told: dict[str, Any], change: dict[str, Any]) -> str:
    """``change`` (as in a told question) against the told decision; says so where nothing changes."""
    parts = []
    if change["severity"] != told["severity"]:
        dangers = len(danger_open(told)) > 0
        parts.append(severity(session, labels, change["severity"], dangers=dangers))
    for group in ("urgency", "parents"):
        if change[group] != told[group]:
            parts.append(labels.of(group, change[group]))
    parts += [f"+ {labels.track(track['action'], [track['to']])}" for track in change["adds"]]
    parts += [f"− {labels.track(track['action'], [track['to']])}" for track in change["removes"]]
    return "; ".join(parts) if parts else session.say("changes_nothing")

"""The path a learner is asked for, taken from a decision."""

from __future__ import annotations

from typing import Final

from triage.decision.model import Decision
from triage.training.model import Path
from triage.vocabulary.closed import ACTION_ORDER

#: The last order of action that waits for nothing: the call for help, and the mandatory report.
WAITS_FOR_NOTHING: Final = ACTION_ORDER["wajib_lapor"]


def path_of(decision: Decision) -> Path:
    """How serious, what first, by whom."""
    first = decision.tracks[0]
    return Path(decision.severity, first.action, first.to)


def fits(decision: Decision, path: Path) -> bool:
    """Whether ``path`` is a right answer where ``decision`` is right.

    Calls for help and reports that stand side by side wait for nothing, so that any of the first
    kind is a right first step; of everything later only the first track is.
    """
    right = path_of(decision)
    if path == right:
        return True
    return (
        (path.severity, path.action) == (right.severity, right.action)
        and ACTION_ORDER[path.action] <= WAITS_FOR_NOTHING
        and any((track.action, track.to) == (path.action, path.to) for track in decision.tracks)
    )

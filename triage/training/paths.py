"""The path a learner is asked for, taken from a decision."""

from __future__ import annotations

from typing import Final

from triage.decision.model import Decision, Track
from triage.rulebook.model import Rulebook
from triage.training.model import Path
from triage.vocabulary.closed import ACTION_ORDER

#: The last order of action that waits for nothing: the call for help, and the mandatory report.
WAITS_FOR_NOTHING: Final = ACTION_ORDER["wajib_lapor"]
_HANDOVER: Final = ACTION_ORDER["alih_tangan_kasus"]


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


def accepted(book: Rulebook, decision: Decision, path: Path) -> bool:
    """Whether ``path`` is a right answer, a handover beside the first step included."""
    return fits(decision, path) or path in beside(book, decision)


def beside(book: Rulebook, decision: Decision) -> tuple[Path, ...]:
    """Handovers that do not wait for the first step, so that they may as well come first.

    None where the first step is itself a handover, a call or a report. Those that would have to follow
    it, had not a rule waived that (the same day); and the one to whoever takes the first step, who cannot
    take it before. What has to follow it is read from the rulebook: a requirement asked for by a finding
    that follows from the very condition which brings the first step.
    """
    first = decision.tracks[0]
    if not WAITS_FOR_NOTHING < first.order < _HANDOVER:
        return ()
    brings = [rule.when for rule in book.rules if rule.id in first.rules]
    found = frozenset(
        finding
        for rule in book.rules
        if rule.status == "active" and rule.when in brings
        for finding in rule.then.findings
    )
    return tuple(
        Path(decision.severity, track.action, track.to)
        for track in decision.tracks
        if track.order == _HANDOVER and _at_once(book, track, first, found)
    )


def _at_once(book: Rulebook, track: Track, first: Track, found: frozenset[str]) -> bool:
    after = {
        id
        for procedure in book.procedures
        if any(action == track.action and track.to in parties for action, parties in procedure.of)
        for id, guard in procedure.requires
        if found.intersection(guard.if_)
    }
    if after:
        return after <= {one.id for one in track.waived}
    return track.to == first.to

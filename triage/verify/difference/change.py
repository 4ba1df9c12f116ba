"""One thing that two decisions on the same case say differently, and whether that is less urgent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from triage.decision.model import DecidedStep, Decision, Track
from triage.vocabulary.closed import ACTION_ORDER, ACTIONS, PARENTS, SEVERITIES, URGENCIES, Action

#: ``path``: whether there is a decision at all. From ``requirement`` on: parts of a track that both have.
Kind = Literal[
    "path",
    "severity",
    "urgency",
    "parents",
    "track",
    "lead",
    "notice",
    "provisional",
    "requirement",
    "document",
    "step",
    "phase",
    "who",
    "by",
    "faces_parents",
    "order",
]
Direction = Literal["less", "more", "other"]
Pair = tuple[Action, str]

#: The kinds that speak of a decision; the others speak of the inside of a track that both have.
OUTER: Final[tuple[Kind, ...]] = (
    "path",
    "severity",
    "urgency",
    "parents",
    "track",
    "lead",
    "notice",
    "provisional",
)

#: ``before`` and ``after`` where something is there or not.
THERE = "ya"
GONE = "tidak"

_SCALES: dict[str, Sequence[str]] = {"severity": SEVERITIES, "urgency": URGENCIES, "parents": PARENTS}
_HANDOVER = ACTION_ORDER["alih_tangan_kasus"]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """``before`` became ``after``.

    ``name`` is empty for what a decision has one of; else a notice, ``action party`` for a track or
    the order of its steps, or ``action party item`` for a requirement, document or step of it.
    """

    kind: Kind
    name: str
    before: str
    after: str

    @property
    def direction(self) -> Direction:
        """Less urgent: a lower severity or urgency, parents drawn in, an urgent track or the path gone."""
        if self.kind == "path" or (self.kind == "track" and urgent(self.name)):
            return "less" if self.after == GONE else "more"
        scale = _SCALES.get(self.kind)
        if scale is None:
            return "other"
        return "less" if scale.index(self.after) < scale.index(self.before) else "more"

    @property
    def heading(self) -> bool:
        """Whether a region is named by it: everything that can make a decision more or less urgent."""
        return self.kind == "path" or self.kind in _SCALES or (self.kind == "track" and urgent(self.name))

    @property
    def track(self) -> str:
        """The ``action party`` inside which something changed; empty if nothing inside a track did."""
        return "" if self.kind in OUTER else " ".join(self.name.split(" ")[:2])

    @property
    def weight(self) -> tuple[int, int, int, str]:
        """The most consequential first, then by name."""
        kinds: tuple[Kind, ...] = get_args(Kind)
        scale = _SCALES.get(self.kind)
        if scale is not None:
            step = abs(scale.index(self.after) - scale.index(self.before))
            return (kinds.index(self.kind), -step, 0, self.after)
        action = self.name.partition(" ")[0]
        order = ACTION_ORDER[_action(action)] if action in ACTIONS else 0
        return (kinds.index(self.kind), order, self.after == THERE, self.name)


def urgent(track: str) -> bool:
    """Whether ``action party`` is one of the actions of order 1 to 4."""
    return ACTION_ORDER[_action(track.partition(" ")[0])] <= _HANDOVER


def direction(changes: Iterable[Change]) -> Direction:
    """Of several changes: less urgent if any is, else more urgent if any is."""
    found = {change.direction for change in changes}
    return "less" if "less" in found else "more" if "more" in found else "other"


def between(before: Decision | None, after: Decision | None) -> tuple[Change, ...]:
    """Everything that ``after`` says differently; None is a case that the rules leave without a path.

    Who is quoted (rules, sources) and what is asked next are not part of it.
    """
    if before is None or after is None:
        there = GONE if before is None else THERE
        now = GONE if after is None else THERE
        return () if there == now else (Change("path", "", there, now),)
    found = [
        Change("severity", "", before.severity, after.severity),
        Change("urgency", "", before.urgency, after.urgency),
        Change("parents", "", before.parents, after.parents),
        Change("lead", "", before.lead, after.lead),
        *presence("notice", before.notices, after.notices),
    ]
    if not before.questions and not after.questions:
        # While anything is open a decision is provisional anyway; only then a rule alone makes it so.
        found.append(Change("provisional", "", _there(before.provisional), _there(after.provisional)))
    old = {f"{track.action} {track.to}": track for track in before.tracks}
    new = {f"{track.action} {track.to}": track for track in after.tracks}
    found += presence("track", old, new)
    for name in old:
        if name in new:
            found += between_tracks(old[name], new[name])
    return tuple(sorted(change for change in found if change.before != change.after))


def between_tracks(before: Track, after: Track) -> tuple[Change, ...]:
    """What differs inside a track that both decisions have."""
    name = f"{before.action} {before.to}"
    found: list[Change] = []
    states = [{item.id: item.state for item in (*track.requires, *track.waived)} for track in (before, after)]
    for id in sorted({*states[0], *states[1]}):
        found.append(Change("requirement", f"{name} {id}", states[0].get(id, GONE), states[1].get(id, GONE)))
    found += presence("document", before.documents, after.documents, name)
    old, new = ({step.step: step for step in track.steps} for track in (before, after))
    found += presence("step", old, new, name)
    for id in old:
        if id in new:
            found += _between_steps(f"{name} {id}", old[id], new[id])
    common = [
        [step.step for step in track.steps if step.step in old and step.step in new]
        for track in (before, after)
    ]
    found.append(Change("order", name, GONE, _there(common[0] != common[1])))
    return tuple(sorted(change for change in found if change.before != change.after))


def presence(kind: Kind, before: Iterable[str], after: Iterable[str], of: str = "") -> list[Change]:
    """What is only in one of two collections. ``of``: the track they belong to."""
    old, new = set(before), set(after)
    prefix = f"{of} " if of else ""
    return [
        *(Change(kind, prefix + id, THERE, GONE) for id in sorted(old - new)),
        *(Change(kind, prefix + id, GONE, THERE) for id in sorted(new - old)),
    ]


def _between_steps(name: str, before: DecidedStep, after: DecidedStep) -> list[Change]:
    return [
        Change("phase", name, before.phase, after.phase),
        Change("who", name, " ".join(before.who), " ".join(after.who)),
        Change("by", name, before.by, after.by),
        Change("faces_parents", name, _there(before.faces_parents), _there(after.faces_parents)),
    ]


def _there(value: bool) -> str:
    return THERE if value else GONE


def _action(name: str) -> Action:
    return next(action for action in ACTIONS if action == name)

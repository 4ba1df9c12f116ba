"""Where two surveys of the same worlds say different things, parted by what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.deciding.compose import ACTING
from triage.inference.reference import Levels, Survey
from triage.verify.difference.change import GONE, THERE, Change, Kind
from triage.vocabulary.closed import PARENTS, SEVERITIES, URGENCIES

#: Changes that exclude each other, each with its worlds.
Aspect = list[tuple[Change, int]]


@dataclass(frozen=True, slots=True)
class Part:
    """Worlds with the same ``changes``; ``always`` and ``sometimes`` change with them."""

    changes: tuple[Change, ...]
    always: frozenset[Change]
    sometimes: frozenset[Change]
    worlds: int


class Apart:
    """Two surveys of the same worlds, compared in all that a decision is."""

    def __init__(self, old: Survey, new: Survey) -> None:
        paths = (path(old), path(new))
        #: The worlds in which both books give a decision.
        self.decided = paths[0] & paths[1]
        self._aspects = list(_aspects(old, new, paths, self.decided))
        #: The worlds in which they differ.
        self.worlds = 0
        for aspect in self._aspects:
            for _, worlds in aspect:
                self.worlds |= worlds

    def parts(self) -> Iterator[Part]:
        """The worlds that differ, each in exactly one part.

        Worlds are parted by what makes a decision more or less urgent; only where nothing of that
        differs, by everything else.
        """
        headed = [aspect for aspect in self._aspects if aspect[0][0].heading]
        others = [aspect for aspect in self._aspects if not aspect[0][0].heading]
        for changes, worlds in _parted(self.worlds, headed).items():
            if changes:
                yield Part(changes, *_beside(worlds, others), worlds)
            else:
                for rest, few in _parted(worlds, others).items():
                    yield Part(rest, frozenset(), frozenset(), few)


def path(survey: Survey) -> int:
    """The worlds with a decision: somebody leads and somebody acts for the student."""
    led = acted = 0
    for worlds in _leads(survey).values():
        led |= worlds
    for (action, _), worlds in survey.tracks.items():
        if action in ACTING:
            acted |= worlds
    return led & acted


def _aspects(old: Survey, new: Survey, paths: tuple[int, int], decided: int) -> Iterator[Aspect]:
    """Every aspect that differs somewhere; where one book gives no decision, nothing but that."""
    yield from _found(
        [
            (Change("path", "", THERE, GONE), paths[0] & ~paths[1]),
            (Change("path", "", GONE, THERE), paths[1] & ~paths[0]),
        ]
    )
    scales: tuple[tuple[Kind, Sequence[str], Levels, Levels], ...] = (
        ("severity", SEVERITIES, old.severity, new.severity),
        ("urgency", URGENCIES, old.urgency, new.urgency),
        ("parents", PARENTS, old.parents, new.parents),
    )
    for kind, scale, before, after in scales:
        if before != after:
            values = [dict(zip(scale, _levels(old.full, levels), strict=True)) for levels in (before, after)]
            yield from _turned(kind, values[0], values[1], decided)
    yield from _turned("lead", _leads(old), _leads(new), decided)
    tracks = [{f"{action} {to}": worlds for (action, to), worlds in one.tracks.items()} for one in (old, new)]
    yield from _there("track", tracks[0], tracks[1], decided)
    yield from _there("notice", old.notices, new.notices, decided)
    yield from _there("provisional", {"": old.provisional}, {"": new.provisional}, decided)


def _turned(
    kind: Kind, before: Mapping[str, int], after: Mapping[str, int], decided: int
) -> Iterator[Aspect]:
    """One of several values became another."""
    yield from _found(
        (Change(kind, "", one, other), worlds & there & decided)
        for one, worlds in before.items()
        for other, there in after.items()
        if one != other
    )


def _there(kind: Kind, before: Mapping[str, int], after: Mapping[str, int], decided: int) -> Iterator[Aspect]:
    """Something came or went."""
    for name in sorted({*before, *after}):
        old, new = before.get(name, 0), after.get(name, 0)
        if old != new:
            yield from _found(
                [
                    (Change(kind, name, THERE, GONE), old & ~new & decided),
                    (Change(kind, name, GONE, THERE), new & ~old & decided),
                ]
            )


def _found(aspect: Iterable[tuple[Change, int]]) -> Iterator[Aspect]:
    found = [(change, worlds) for change, worlds in aspect if worlds]
    if found:
        yield found


def _parted(worlds: int, aspects: Iterable[Aspect]) -> dict[tuple[Change, ...], int]:
    """``worlds`` by which changes hold there."""
    parts: dict[tuple[Change, ...], int] = {(): worlds} if worlds else {}
    for aspect in aspects:
        split: dict[tuple[Change, ...], int] = {}
        for changes, part in parts.items():
            rest = part
            for change, there in aspect:
                if part & there:
                    split[(*changes, change)] = part & there
                    rest &= ~there
            if rest:
                split[changes] = rest
        parts = split
    return parts


def _beside(worlds: int, aspects: Iterable[Aspect]) -> tuple[frozenset[Change], frozenset[Change]]:
    """What else changes in all of ``worlds``, and in some of them."""
    always, sometimes = set(), set()
    for aspect in aspects:
        for change, there in aspect:
            if worlds & there == worlds:
                always.add(change)
            elif worlds & there:
                sometimes.add(change)
    return frozenset(always), frozenset(sometimes)


def _levels(full: int, levels: Levels) -> tuple[int, int, int]:
    """The worlds of each value of a scale."""
    low, high = levels
    return (full & ~low, low & ~high, high)


def _leads(survey: Survey) -> dict[str, int]:
    """The worlds of each lead; of several rules that hold the last in the rulebook names it."""
    found: dict[str, int] = {}
    fired = sorted(survey.fired, key=lambda firing: (firing[0].number, firing[0].problem or ""))
    for instance, _, active in fired:
        named = instance.rule.then.lead
        if named is not None:
            for lead in found:
                found[lead] &= ~active
            found[named] = found.get(named, 0) | active
    return found

"""Where two rulebooks give the same tracks but put other steps, requirements or documents into them.

How a track is put together depends on the findings that guard its parts, on the parents and on what
rules demand of its requirements. Worlds alike in these get the same track, so one of each kind is
assembled by either book's own assembler and the two are compared: exact, without doing it twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.deciding.assemble import Assembler
from triage.decision.model import Track
from triage.inference.reference import Survey
from triage.inference.result import Inference
from triage.rulebook.model import Demand, Procedure, Rule, Rulebook
from triage.verify.difference.change import Change, Pair, between_tracks
from triage.verify.difference.forms import active, procedure_form
from triage.vocabulary.closed import PARENTS, Parents

#: What assembling a track may look at besides the parents: a finding, or what a rule demands.
_What = str | Demand


@dataclass(frozen=True, slots=True)
class Inside:
    """Worlds in which a track changes inside in one way; no ``changes``: it stays as it was."""

    pair: Pair
    changes: tuple[Change, ...]
    worlds: int


class Assembled:
    """Compares how the two books put their tracks together."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self._books = (old, new)
        self._assemblers = (Assembler(old), Assembler(new))
        first, second = procedures = (_procedures(old), _procedures(new))
        common = first.keys() & second.keys()
        #: The tracks whose procedure itself does something else.
        self.changed = frozenset(
            pair for pair in common if procedure_form(old, first[pair]) != procedure_form(new, second[pair])
        )
        self._guards = {pair: _guards(first[pair]) | _guards(second[pair]) for pair in common}
        self._needs = {pair: {id for one in procedures for id, _ in one[pair].requires} for pair in common}
        self._looked_at: dict[tuple[_What, Pair], bool] = {}
        self._known: dict[object, tuple[Change, ...]] = {}

    def concluding(self) -> tuple[list[Rule], list[Rule]]:
        """The rules of either book that may give a track whose procedure changed."""
        old, new = (active(book) for book in self._books)
        return (
            [rule for rule in old if self.changed.intersection(rule.then.tracks)],
            [rule for rule in new if self.changed.intersection(rule.then.tracks)],
        )

    def inside(self, surveys: tuple[Survey, Survey], within: int) -> Iterator[Inside]:
        """How the tracks of both books compare inside, each in all worlds of ``within`` that have it.

        In ``within`` both books must say the same otherwise.
        """
        old, new = surveys
        seen = [_seen(survey, within) for survey in surveys]
        moved = [what for what in {**seen[0], **seen[1]} if seen[0].get(what, 0) != seen[1].get(what, 0)]
        for pair in sorted(old.tracks.keys() & new.tracks.keys()):
            worlds = within & old.tracks[pair] & new.tracks[pair]
            if not worlds:
                continue
            if pair not in self.changed and not any(self._matters(what, pair) for what in moved):
                yield Inside(pair, (), worlds)
                continue
            masks = [
                {what: mask & worlds for what, mask in one.items() if self._matters(what, pair)}
                for one in seen
            ]
            found: dict[tuple[Change, ...], int] = {}
            levels = [old.parents[0] & worlds, old.parents[1] & worlds]
            for cell in _cells(worlds, [*levels, *masks[0].values(), *masks[1].values()]):
                changes = self._compared(pair, surveys, masks, cell & -cell)
                found[changes] = found.get(changes, 0) | cell
            for changes, cells in found.items():
                yield Inside(pair, changes, cells)

    def _matters(self, what: _What, pair: Pair) -> bool:
        """Whether the assembly of ``pair`` looks at a finding or a demand, in either book."""
        key = (what, pair)
        if key not in self._looked_at:
            self._looked_at[key] = (
                what in self._guards[pair]
                if isinstance(what, str)
                else what.requirement in self._needs[pair] and _concerns(what, pair)
            )
        return self._looked_at[key]

    def _compared(
        self, pair: Pair, surveys: tuple[Survey, Survey], masks: Sequence[Mapping[_What, int]], world: int
    ) -> tuple[Change, ...]:
        """What differs in one world."""
        parents = PARENTS[bool(surveys[0].parents[0] & world) + bool(surveys[0].parents[1] & world)]
        there = [frozenset(what for what, mask in one.items() if mask & world) for one in masks]
        key = (pair, parents, *there)
        if key not in self._known:
            old, new = (
                self._track(pair, parents, survey, found, world, assembler)
                for survey, found, assembler in zip(surveys, there, self._assemblers, strict=True)
            )
            self._known[key] = between_tracks(old, new)
        return self._known[key]

    def _track(
        self,
        pair: Pair,
        parents: Parents,
        survey: Survey,
        there: frozenset[_What],
        world: int,
        assembler: Assembler,
    ) -> Track:
        """The track as a book puts it together in one world."""
        situation = Inference(
            firings=(),
            facts=(),
            grades=(),
            severity="ringan",
            urgency="rutin",
            parents=parents,
            lead=None,
            provisional=False,
            tracks=frozenset({pair}),
            notices=frozenset(),
            findings=frozenset(what for what in there if isinstance(what, str)),
        )
        held = [instance.rule for instance, _, acting in survey.fired if acting & world]
        return assembler.track(pair, (), situation, held)


def _seen(survey: Survey, within: int) -> dict[_What, int]:
    """The worlds of each finding, and of each demand that a rule makes."""
    seen: dict[_What, int] = {}
    for finding, mask in survey.findings.items():
        if mask & within:
            seen[finding] = mask & within
    for instance, _, held in survey.fired:
        for demand in instance.rule.then.requirements:
            if held & within:
                seen[demand] = seen.get(demand, 0) | held & within
    return seen


def _procedures(book: Rulebook) -> dict[Pair, Procedure]:
    return {
        (action, party): procedure
        for procedure in book.procedures
        for action, parties in procedure.of
        for party in parties
    }


def _guards(procedure: Procedure) -> set[str]:
    """The findings that guard some part of the procedure."""
    guards = [step.guard for step in procedure.steps]
    guards += [guard for _, guard in (*procedure.requires, *procedure.documents)]
    return {finding for guard in guards for finding in (*guard.if_, *guard.unless)}


def _concerns(demand: Demand, pair: Pair) -> bool:
    return not demand.tracks or any(
        action == pair[0] and (parties is None or pair[1] in parties) for action, parties in demand.tracks
    )


def _cells(worlds: int, masks: Sequence[int]) -> list[int]:
    """``worlds`` cut so that no mask parts any cell."""
    cells = [worlds]
    for mask in masks:
        cut = []
        for cell in cells:
            there = cell & mask
            if there and there != cell:
                cut += [there, cell & ~mask]
            else:
                cut.append(cell)
        cells = cut
    return cells

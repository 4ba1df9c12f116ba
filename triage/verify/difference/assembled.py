"""Where two rulebooks give the same tracks but put other steps, requirements or documents into them.

How a track is put together depends on the findings that guard its parts, on the parents and on what
rules demand of its requirements. Worlds alike in these get the same track, so one of each kind is
assembled by either book's own assembler and the two are compared: exact, without doing it twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.deciding.assemble import Assembler
from triage.decision.model import Track
from triage.inference.reference import Survey
from triage.inference.result import Inference
from triage.rulebook.model import Demand, Procedure, Rule, Rulebook
from triage.verify.difference.change import Change, Pair, between_tracks
from triage.verify.difference.forms import active, procedure_form
from triage.vocabulary.closed import PARENTS, Parents, RequirementState


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
        for pair in sorted(old.tracks.keys() & new.tracks.keys()):
            worlds = within & old.tracks[pair] & new.tracks[pair]
            if not worlds:
                continue
            masks = [self._masks(pair, survey, worlds) for survey in surveys]
            if masks[0] == masks[1] and pair not in self.changed:
                yield Inside(pair, (), worlds)
                continue
            found: dict[tuple[Change, ...], int] = {}
            levels = [old.parents[0] & worlds, old.parents[1] & worlds]
            for cell in _cells(worlds, [*levels, *masks[0].values(), *masks[1].values()]):
                changes = self._compared(pair, surveys, cell & -cell)
                found[changes] = found.get(changes, 0) | cell
            for changes, cells in found.items():
                yield Inside(pair, changes, cells)

    def _masks(self, pair: Pair, survey: Survey, worlds: int) -> dict[object, int]:
        """All that the assembly of ``pair`` looks at besides the parents."""
        masks: dict[object, int] = {}
        for finding in self._guards[pair]:
            there = survey.findings.get(finding, 0) & worlds
            if there:
                masks[finding] = there
        for instance, _, held in survey.fired:
            for demand in instance.rule.then.requirements if held & worlds else ():
                if _concerns(demand, pair) and demand.requirement in self._needs[pair]:
                    key = (demand.requirement, demand.state)
                    masks[key] = masks.get(key, 0) | held & worlds
        return masks

    def _compared(self, pair: Pair, surveys: tuple[Survey, Survey], world: int) -> tuple[Change, ...]:
        """What differs in one world."""
        parents = PARENTS[bool(surveys[0].parents[0] & world) + bool(surveys[0].parents[1] & world)]
        seen = []
        for survey in surveys:
            findings = frozenset(
                finding for finding in self._guards[pair] if survey.findings.get(finding, 0) & world
            )
            held = [instance.rule for instance, _, acting in survey.fired if acting & world]
            demands: frozenset[tuple[str, RequirementState]] = frozenset(
                (demand.requirement, demand.state)
                for rule in held
                for demand in rule.then.requirements
                if _concerns(demand, pair)
            )
            seen.append((findings, held, demands))
        key = (pair, parents, *((findings, demands) for findings, _, demands in seen))
        if key not in self._known:
            old, new = (
                self._track(pair, parents, findings, held, assembler)
                for (findings, held, _), assembler in zip(seen, self._assemblers, strict=True)
            )
            self._known[key] = between_tracks(old, new)
        return self._known[key]

    def _track(
        self,
        pair: Pair,
        parents: Parents,
        findings: frozenset[str],
        held: Sequence[Rule],
        assembler: Assembler,
    ) -> Track:
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
            findings=findings,
        )
        return assembler.track(pair, (), situation, held)


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

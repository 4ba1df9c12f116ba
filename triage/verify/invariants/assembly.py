"""Invariants that speak of what a track carries: requirements, steps, documents, and who they face.

What a procedure could do wrong under some guard is found without any case; the sweep then tells
whether a case can bring it about. No suspicion left means that it is proved for every case, however
many problems it has, since guards read nothing but findings and ``parents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from triage.inference.reference import Survey
from triage.rulebook.model import Guard, Layer, Procedure, Rulebook, Step
from triage.verify.flaws import Flaw
from triage.verify.invariants.model import Bound, Complete, Invariant, Needs, Silence, Tracks
from triage.verify.space import Slice
from triage.vocabulary.closed import Action, Parents

Pair = tuple[Action, str]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The invariant breaks if ``pair`` is decided with these findings and these parents."""

    invariant: Invariant
    pair: Pair
    there: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    parents: frozenset[Parents] = frozenset()


class Assembly:
    """Confirms suspicions against the cases that can be."""

    def __init__(self, book: Rulebook, invariants: Iterable[Invariant]) -> None:
        #: What single cases have not yet ruled in; whether one ever can is for the sweep to say.
        self.open = list(suspicions(book, tuple(invariants)))
        self._rules = [rule for rule in book.rules if rule.status == "active"]
        self._broken: dict[str, Flaw] = {}

    def waits_for(self, layer: Layer) -> bool:
        """Whether a suspicion reads a finding that a rule of ``layer`` concludes."""
        concluded = {finding for rule in self._rules if rule.layer == layer for finding in rule.then.findings}
        return any(concluded & (one.there | one.absent) for one in self.open)

    def see(self, cut: Slice, survey: Survey) -> None:
        """Look for a world that confirms a suspicion."""
        for suspicion in self.open:
            if suspicion.invariant.id in self._broken:
                continue
            worlds = survey.tracks.get(suspicion.pair, 0)
            for finding in suspicion.there:
                worlds &= survey.findings.get(finding, 0)
            for finding in suspicion.absent:
                worlds &= ~survey.findings.get(finding, 0)
            if suspicion.parents:
                worlds &= _parents(survey, suspicion.parents)
            if worlds:
                invariant = suspicion.invariant
                self._broken[invariant.id] = Flaw(
                    "invariant",
                    invariant.place,
                    invariant.id,
                    what=invariant.says,
                    witness=cut.witness(worlds),
                )

    def flaws(self) -> Iterator[Flaw]:
        """The first case that breaks each."""
        yield from self._broken.values()


def _parents(survey: Survey, wanted: frozenset[Parents]) -> int:
    low, high = survey.parents
    masks: dict[Parents, int] = {"libatkan": survey.full & ~low, "tunda": low & ~high, "jangan": high}
    worlds = 0
    for value in wanted:
        worlds |= masks[value]
    return worlds


def suspicions(book: Rulebook, invariants: tuple[Invariant, ...]) -> Iterator[Suspicion]:
    """Everything in the procedures that would break an invariant under some guard."""
    procedures = [
        ((action, party), procedure)
        for procedure in book.procedures
        for action, parties in procedure.of
        for party in sorted(parties)
    ]
    for invariant in invariants:
        for pair, procedure in procedures:
            if isinstance(invariant, Needs) and _named(invariant.of, pair):
                yield from _needs(invariant, pair, procedure)
            elif (
                isinstance(invariant, Bound) and invariant.waits_for_nothing and _named(invariant.must, pair)
            ):
                yield from (_suspect(invariant, pair, guard) for _, guard in procedure.requires)
            elif isinstance(invariant, Silence):
                yield from _silence(invariant, pair, procedure, book)
            elif isinstance(invariant, Complete):
                certain = [step.guard for step in procedure.steps if _whatever_happens(step)]
                yield from _without(invariant, pair, certain)


def _named(tracks: Tracks, pair: Pair) -> bool:
    return any(action == pair[0] and (parties is None or pair[1] in parties) for action, parties in tracks)


def _suspect(
    invariant: Invariant, pair: Pair, guard: Guard, parents: frozenset[Parents] = frozenset()
) -> Suspicion:
    return Suspicion(invariant, pair, frozenset(guard.if_), frozenset(guard.unless), parents)


def _needs(invariant: Needs, pair: Pair, procedure: Procedure) -> Iterator[Suspicion]:
    if not invariant.requirements:
        yield from (_suspect(invariant, pair, guard) for _, guard in procedure.requires)
    for wanted in invariant.requirements:
        yield from _without(invariant, pair, [guard for id, guard in procedure.requires if id in wanted])


def _without(invariant: Invariant, pair: Pair, guards: list[Guard]) -> Iterator[Suspicion]:
    """The findings under which none of ``guards`` is open."""
    read = sorted({finding for guard in guards for finding in (*guard.if_, *guard.unless)})
    for held in product((False, True), repeat=len(read)):
        there = frozenset(name for name, is_there in zip(read, held, strict=True) if is_there)
        if not any(guard.open(there) for guard in guards):
            yield Suspicion(invariant, pair, there, frozenset(read) - there)


def _silence(invariant: Silence, pair: Pair, procedure: Procedure, book: Rulebook) -> Iterator[Suspicion]:
    silent: frozenset[Parents] = frozenset({"jangan", "tunda"})
    items = [(book.requirements[id], guard) for id, guard in procedure.requires]
    items += [(book.documents[id], guard) for id, guard in procedure.documents]
    said = [(step.text, step.faces_parents, step.guard) for step in procedure.steps]
    said += [(item.text, item.faces_parents, guard) for item, guard in items]
    for text, faces, guard in said:
        words = f"{text.id} {text.en}".lower()
        if not faces and any(word.lower() in words for word in invariant.words):
            yield _suspect(invariant, pair, guard, silent)
    faces_somewhere = any(step.faces_parents for step in procedure.steps)
    if faces_somewhere and not any(step.secures_home for step in procedure.steps):
        yield Suspicion(invariant, pair, parents=frozenset({"tunda"}))


def _whatever_happens(step: Step) -> bool:
    """Whether neither waivers nor the home can take the step away; only its guard may."""
    return not (step.faces_parents or step.secures_home or step.service or step.serves)

"""What is proved of a rulebook with overlays before it serves: nothing is broken and nothing is less.

The same surveys as in ``triage.verify.check``, over the whole space of cases: every invariant of the
rulebook and of the overlays holds, and no case that the rulebook alone decides becomes calmer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.case.model import Case
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Condition, Rulebook
from triage.verify.against import Gaps
from triage.verify.difference.space import CommonSpace, Cut
from triage.verify.falling import Falling
from triage.verify.flaws import Flaw
from triage.verify.invariants.assembly import Assembly
from triage.verify.invariants.model import Bound, Invariant, Needs, Tracks
from triage.verify.invariants.order import Order
from triage.verify.invariants.worlds import (
    Adding,
    Bounds,
    Turning,
    lost,
    with_conditions,
    without_last_layer,
)
from triage.verify.space import Space
from triage.verify.sweep import Analysis, see
from triage.verify.witnesses import Witnesses
from triage.vocabulary.closed import Action
from triage.vocabulary.values import replace

#: Tracks up to the handover are never lost (contract, section 6).
UP_TO: Action = "alih_tangan_kasus"


def widened(invariants: Iterable[Invariant], base: Rulebook, merged: Rulebook) -> tuple[Invariant, ...]:
    """Invariants of ``base`` as they hold for what overlays add in ``merged``.

    What is said of a category holds for every category that is like it; what is forbidden or
    required of tracks to some parties holds for new parties that stand where one of those stands.
    What must be there is not widened: that would ask for less.
    """
    return tuple(_widened(invariant, base, merged) for invariant in invariants)


def _widened(invariant: Invariant, base: Rulebook, merged: Rulebook) -> Invariant:
    if isinstance(invariant, Bound):
        when, never = _like(invariant.when, merged), _also(invariant.never, base, merged)
        return replace(invariant, when=when, never=never)
    if isinstance(invariant, Needs):
        return replace(invariant, of=_also(invariant.of, base, merged))
    return invariant


def _like(when: Condition, merged: Rulebook) -> Condition:
    if when.problem is None:
        return when
    more = {one.id for one in merged.vocabulary.categories.values() if one.like in when.problem}
    return replace(when, problem=when.problem | more)


def _also(tracks: Tracks, base: Rulebook, merged: Rulebook) -> Tracks:
    known = base.vocabulary.parties
    added = [party for id, party in merged.vocabulary.parties.items() if id not in known]

    def wider(parties: frozenset[str]) -> frozenset[str]:
        standings = {known[id].standing for id in parties if id in known}
        return parties | {party.id for party in added if party.standing in standings}

    return tuple((action, None if parties is None else wider(parties)) for action, parties in tracks)


def broken(book: Rulebook, invariants: tuple[Invariant, ...]) -> tuple[Flaw, ...]:
    """The first case that breaks each invariant, or that nobody leads or acts in."""
    outer = with_conditions(without_last_layer(book), invariants)
    assembly, falling = Assembly(book, invariants), Falling(outer)
    # As in ``check``: the last layer is looked at only where what a track carries could hang on it.
    proving = with_conditions(book, invariants) if assembly.waits_for("procedure") else outer
    reference = ReferenceEvaluator(proving)
    space = Space(proving, reference)
    analyses: list[Analysis] = [Gaps(book), assembly, Bounds(invariants), Turning(invariants, falling)]
    see(space, space.singles(), analyses)
    analyses += [Adding(invariants, reference, falling), Order(invariants, reference)]
    see(space, space.pairs(), analyses)
    witnesses = Witnesses(book, invariants)
    flaws = [witnesses.plainer(flaw) for one in analyses for flaw in one.flaws()]
    return tuple(sorted(flaws, key=lambda flaw: flaw.order))


def calmer(base: Rulebook, merged: Rulebook) -> Case | None:
    """A case that ``merged`` takes less seriously than ``base``, or None if there is none.

    Less seriously: a lower severity or urgency, parents drawn in, or a track up to the handover
    gone. Single problems are looked at first, so that the case is as plain as can be.
    """
    space = CommonSpace(base, merged)
    for cut in _cuts(space):
        if not space.touched(cut):
            continue
        before, after = space.survey(cut, 0), space.survey(cut, 1)
        worlds = lost(before, after, UP_TO)
        for one, two in zip(before.parents, after.parents, strict=True):
            worlds |= one & ~two
        if worlds:
            return cut.witness(worlds)
    return None


def _cuts(space: CommonSpace) -> Iterator[Cut]:
    yield from space.singles()
    yield from space.pairs()

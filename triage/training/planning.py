"""What a learner is asked next: the drills of a session, and the one that tells misreadings apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from triage.case.model import Case
from triage.rulebook.model import Rulebook
from triage.training.diagnosis import Belief, Diagnosing
from triage.training.model import Drill, Key
from triage.training.paths import WAITS_FOR_NOTHING
from triage.training.placement import Posable, Stratum, spread
from triage.training.progress import PLACEMENT, Progress
from triage.training.sessions import Cards, Posing, choose
from triage.vocabulary.closed import ACTION_ORDER

#: The deck of the cases written by hand.
WRITTEN: Final = "written"
#: The placement test is the same for everyone, so that learners can be held against each other.
_PLACEMENT_SEED: Final = 0
#: How much a case that is asked to tell misreadings apart must tell, in bits.
_TELLS: Final = 0.05


class Planner:
    """Plans sessions over one deck. ``key``: the right answer to a drill, by the engine."""

    def __init__(
        self, book: Rulebook, deck: Cards, diagnosing: Diagnosing, key: Callable[[Drill], Key]
    ) -> None:
        self._facts = book.vocabulary.facts
        self._categories = book.vocabulary.categories
        self._deck = deck
        self._diagnosing = diagnosing
        self._key = key

    def placement(self, deck: str, seed: int | None = None) -> tuple[Drill, ...]:
        """The placement test over ``deck``: without a seed the same for everyone."""
        seed = _PLACEMENT_SEED if seed is None else seed
        posing = self._posing(deck, seed)
        return spread(
            [self.posable(posing.drill(card, 0)) for card in self._deck.named(deck)], seed, PLACEMENT
        )

    def practice(
        self,
        progress: Progress,
        belief: Belief,
        at: datetime,
        *,
        deck: str,
        seed: int,
        begin: Sequence[Stratum],
    ) -> tuple[Drill, ...]:
        """The drills of a session over ``deck``; see ``triage.training.sessions.choose``.

        Where several misreadings explain the answers so far, a drill that tells them apart comes first.
        """
        telling = self.telling(progress, belief, deck=deck, asked=(), turn=seed)
        return choose(
            self._deck.named(deck),
            progress,
            at,
            self._posing(deck, seed).drills,
            self.posable,
            seed=seed,
            begin=begin,
            value=lambda taken: self._value(belief, taken),
            first=() if telling is None else (telling,),
        )

    def telling(
        self, progress: Progress, belief: Belief, *, deck: str, asked: Iterable[Drill], turn: int
    ) -> Drill | None:
        """The drill that tells apart what may explain the wrong answers, if one is needed and does.

        From the deck that is practised; from everything, where that deck cannot tell. None of ``asked``.
        """
        suspected = self._diagnosing.suspected(belief)
        if not any(one.explains >= suspected[0].explains for one in suspected[1:]):
            return None
        seen = {drill.case for drill in asked}
        everything = Posing(self._deck, turn, written=deck == WRITTEN)
        for cards, posing in (
            (self._deck.named(deck), self._posing(deck, turn)),
            (self._deck.cards, everything),
        ):
            posed = (drill for card in cards for drill in posing.drills(card, progress.met.get(card, 0)))
            drills = {drill.case: drill for drill in posed if drill.case not in seen}
            best = self._diagnosing.best(belief, drills)
            if best is not None and self._diagnosing.tells(belief, best) >= _TELLS:
                return drills[best]
        return None

    def every(self, deck: str, *, seed: int, count: int | None) -> tuple[Drill, ...]:
        """The drills of ``deck``: those written by hand, then one for each card with a case of its own.

        With fewer (``count``) than there are, as different ones as can be.
        """
        cards = self._deck.named(deck)
        found = [drill for drill in self._deck.written if drill.card in set(cards)]
        seen = {drill.case for drill in found}
        for card in cards if deck != WRITTEN else ():
            drill = self._deck.drill(card, seed)
            if drill.case not in seen:
                seen.add(drill.case)
                found.append(drill)
        if count is None or count >= len(found):
            return tuple(found)
        return spread(map(self.posable, found), seed, count)

    def posable(self, drill: Drill) -> Posable:
        """``drill`` with what its key says."""
        key = self._key(drill)
        return Posable(drill, key.path, self.danger(drill.case, key))

    def danger(self, case: Case, key: Key) -> bool:
        """Whether a danger is stated in the case, or help or a report comes first."""
        told = any(answer == "ya" and self._facts[name].danger for name, answer in case.facts)
        return told or ACTION_ORDER[key.path.action] <= WAITS_FOR_NOTHING

    def _posing(self, deck: str, seed: int) -> Posing:
        about = deck if deck in self._categories else None
        return Posing(self._deck, seed, written=deck == WRITTEN, about=about)

    def _value(self, belief: Belief, taken: Sequence[Posable]) -> Callable[[Posable], float]:
        """How much a drill would tell, if those taken before it are answered rightly."""
        told = self._diagnosing.after(belief, ((one.drill.case, one.path) for one in taken))
        return lambda one: self._diagnosing.tells(told, one.drill.case)

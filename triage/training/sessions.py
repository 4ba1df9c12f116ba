"""What to practise now: what is due, then what is new, the weakest stratum and the best question first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Final, Protocol

from triage.training.model import Card, Drill, Key
from triage.training.placement import Posable, Stratum
from triage.training.progress import SESSION, Progress

#: Of a session, how many drills are kept for new cards where there are any.
NEW: Final = 2
#: Among how many new cards the next ones are chosen.
CANDIDATES: Final = 24
#: Among how many drills of one card the one to ask is chosen.
TURNS: Final = 3
#: Among how many drills of one card those are looked for that are about the category practised: more
#: than any card has sites.
LOOKED_AT: Final = 24


class Cards(Protocol):
    """What practice needs of a deck; ``triage.training.deck.Deck`` is one."""

    @property
    def cards(self) -> Mapping[str, Card]:
        """Every card, by id."""
        ...

    @property
    def written(self) -> Sequence[Drill]:
        """The drills written by hand; each exercises a card, or none that is known."""
        ...

    def drill(self, card: str, seed: int) -> Drill:
        """A drill of a card: the same for the same seed."""
        ...

    def named(self, name: str) -> Sequence[str]:
        """The ids of the cards in a part of the deck; raises for an unknown name."""
        ...


class Posing:
    """Which drills of a card may be asked next: those written by hand first, then generated ones.

    ``written``: only those written by hand, in turn. ``about``: those with a problem of this category,
    where the card has any (a rule may speak of many). ``seed`` turns the generated ones.
    """

    def __init__(self, deck: Cards, seed: int, *, written: bool = False, about: str | None = None) -> None:
        self._deck, self._seed, self._only_written, self._about = deck, seed, written, about
        self._written: dict[str, list[Drill]] = {}
        for drill in filter(self._fits, deck.written):
            self._written.setdefault(drill.card, []).append(drill)

    def drill(self, card: str, met: int) -> Drill:
        """The drill of ``card`` for somebody who met it ``met`` times."""
        return self.drills(card, met, 1)[0]

    def drills(self, card: str, met: int, count: int = TURNS) -> tuple[Drill, ...]:
        """At most ``count`` drills to choose from; a card that is met again has others than before."""
        written = self._written.get(card, [])
        if self._only_written and written:
            return (written[met % len(written)],)
        if met < len(written):
            return (written[met],)
        first = self._seed + met * count
        generated = (self._deck.drill(card, first + n) for n in range(LOOKED_AT))
        if self._about is not None and (fitting := tuple(islice(filter(self._fits, generated), count))):
            return fitting
        return tuple(self._deck.drill(card, first + n) for n in range(count))

    def _fits(self, drill: Drill) -> bool:
        return self._about is None or any(one.category == self._about for one in drill.case.problems)


def choose(
    among: Sequence[str],
    progress: Progress,
    at: datetime,
    pose: Callable[[str, int], Sequence[Drill]],
    posed: Callable[[Drill], Posable],
    *,
    seed: int,
    begin: Sequence[Stratum] = (),
    value: Callable[[Sequence[Posable]], Callable[[Posable], float]] = lambda _: lambda _: 0.0,
    first: Sequence[Drill] = (),
    count: int = SESSION,
) -> tuple[Drill, ...]:
    """The drills of a session: at most ``count``, no case twice. Deterministic.

    ``among``: the cards it may choose from; ``pose``: the drills a card may be asked by, of which one not
    seen before is asked, that of most ``value`` after what is taken already; ``posed``: a drill with what
    its key says. ``first`` come before all others, then those due at ``at``, as ``Progress.due`` orders
    them; but ``NEW`` places stay for cards never met. Of these come first those on the strata to
    ``begin`` with, then those of most ``value``. Where nothing is left, what is due later comes early;
    a card comes twice, with another case, only where there are fewer cards than places.
    """
    wanted = set(among)
    taken = [posed(drill) for drill in first]
    seen = {drill.case for session in progress.sessions for drill in session.drills[: session.answered]}

    def drills(cards: Iterable[str]) -> Iterator[list[Posable]]:
        return ([posed(drill) for drill in pose(card, progress.met.get(card, 0))] for card in cards)

    def take(cards: Iterable[list[Posable]], most: int, *, twice: bool = False) -> None:
        if len(taken) >= most:
            return
        for turns in cards:
            fitting = [one for one in turns if _is_new(one.drill, taken, twice)]
            if fitting:
                tells = value(taken)
                taken.append(max(fitting, key=lambda one: (one.drill.case not in seen, tells(one))))
                if len(taken) >= most:
                    return

    due = [card for card in progress.due(at) if card in wanted]
    new = sorted((card for card in wanted if card not in progress.memories), key=lambda id: _mixed(id, seed))
    later = sorted(
        (card for card in wanted if card in progress.memories and progress.memories[card].due > at),
        key=lambda card: (progress.memories[card].due, card),
    )
    take(drills(due), count - min(NEW, len(new)))
    fresh = list(drills(new[:CANDIDATES]))
    while fresh and len(taken) < count:
        tells = value(taken)
        best = min(fresh, key=lambda turns: min((_turn(one, begin), -tells(one)) for one in turns))
        fresh.remove(best)
        take([best], count)
    for more in (due, new[CANDIDATES:], later):
        take(drills(more), count)
    for _ in range(TURNS - 1):
        take(drills([*due, *new, *later]), count, twice=True)
    return tuple(one.drill for one in taken)


def touched_by(deck: Cards, drill: Drill, key: Key, pair: Key | None) -> tuple[str, ...]:
    """The cards that an under-triage of ``drill`` touches besides its own; ``pair``: the key of its pair.

    For a rule: the boundary that the minimal pair crosses. For a boundary: the rules that part its
    sides and are behind the key.
    """
    cards = deck.cards
    if pair is None or drill.card not in cards:
        return ()
    if cards[drill.card].kind == "boundary":
        parting = (f"rule:{rule}" for rule in cards[drill.card].rules if rule in key.rules)
        return tuple(sorted(card for card in parting if card in cards))
    sides = {key.path, pair.path}
    crossed = (id for id, card in cards.items() if card.name == drill.differs and set(card.paths) == sides)
    return tuple(sorted(crossed))


def _is_new(drill: Drill, taken: Iterable[Posable], twice: bool) -> bool:
    return all(drill.case != one.drill.case and (twice or drill.card != one.drill.card) for one in taken)


def _turn(posable: Posable, begin: Sequence[Stratum]) -> int:
    stratum = Stratum(posable.path.severity, posable.danger)
    return begin.index(stratum) if stratum in begin else len(begin)


def _mixed(id: str, seed: int) -> bytes:
    return sha256(f"{seed}:{id}".encode()).digest()

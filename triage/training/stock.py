"""What a card can be drilled on: sites found by search, the plainest and most varied first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from triage.case.model import Case
from triage.rulebook.model import Rulebook
from triage.training.model import Card

#: How many sites a card keeps: told and varied in many ways, more than anybody meets in a year.
KEPT = 16
#: So many sites that are not odd are enough.
_ENOUGH = 6
#: A site that states so many more values than the plainest one of its card is no longer plain.
_MORE = 1


@dataclass(frozen=True, slots=True)
class Site:
    """A case, and cases that differ from it in one thing and end elsewhere, the most telling first.

    ``pairs``: the name of what differs, and the other case.
    """

    case: Case
    pairs: tuple[tuple[str, Case], ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """A card and its sites."""

    card: Card
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A site as the search finds it; the smaller its numbers, the better.

    ``rank``: how little it tells of the card. ``stated``: how many values it states. ``odd``: how
    much in it does not come by itself (``oddness``).
    """

    rank: int
    stated: int
    odd: int
    site: Site


def oddness(book: Rulebook) -> Callable[[Case], int]:
    """How odd a case is: roles that are not the usual ones, and facts that the rules of its own
    categories do not speak of (a weapon and a quarrel belong together, a weapon and truancy less)."""
    own = {
        (category, fact)
        for rule in book.rules
        if rule.status == "active"
        for category in rule.when.problem or ()
        for fact, _ in rule.when.facts
    }

    def odd(case: Case) -> int:
        roles = sum(problem.peran is not None for problem in case.problems)
        strange = sum(
            all((problem.category, fact) not in own for problem in case.problems) for fact, _ in case.facts
        )
        return roles + strange

    return odd


def chosen(found: Iterable[Found]) -> tuple[Site, ...]:
    """The sites to keep: those that tell most and state little, the least odd unless they are few."""
    listed = list(dict.fromkeys(found))
    if not listed:
        return ()
    best = min(one.rank for one in listed)
    listed = [one for one in listed if one.rank == best]
    plainest = min(one.stated for one in listed)
    listed = [one for one in listed if one.stated <= plainest + _MORE]
    listed.sort(key=lambda one: (one.odd, one.stated))
    usual = sum(one.odd == listed[0].odd for one in listed)
    turns: dict[str, list[Found]] = {}
    for one in listed[: usual if usual >= _ENOUGH else None]:
        turns.setdefault("+".join(problem.category for problem in one.site.case.problems), []).append(one)
    depth = max(map(len, turns.values()))
    rows = [turn[n] for n in range(depth) for turn in turns.values() if n < len(turn)]
    return tuple(one.site for one in rows[:KEPT])

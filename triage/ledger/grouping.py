"""Counts in which no child is recognised: groups of fewer than five are put together with others.

A small group is not shown, and it cannot be found by subtracting what is shown from a total either:
what is left over always speaks of at least five children. That is the complementary suppression of
official statistics (Willenborg & de Waal, Elements of Statistical Disclosure Control, 2001), done by
putting together rather than by blanks, so that nothing printed has to be guessed at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

#: Fewer children than this are never shown as a group.
SMALLEST: Final = 5


class Counted(NamedTuple):
    """One case in a count: ``case`` tells cases apart, ``child`` whose it is."""

    case: int
    child: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group that may be shown and how many cases are in it.

    ``nearly``: all but a few children are in it; ``cases`` is then everything that was counted.
    """

    name: str
    cases: int
    nearly: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``shown``: the most cases first. ``rest``: cases of small groups put together; 0 if there are none.

    ``rest_nearly``: as ``Group.nearly``. ``withheld``: there are cases, but all of them together are of
    fewer than five children.
    """

    shown: tuple[Group, ...] = ()
    rest: int = 0
    withheld: bool = False
    rest_nearly: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring months, the first and last as ``2026-03``, and the cases in them."""

    first: str
    last: str
    cases: int


def children(counted: Iterable[Counted]) -> int:
    """How many different children there are."""
    return len({one.child for one in counted})


def few(counted: Collection[Counted]) -> bool:
    """Whether there is somebody, but fewer than may be shown."""
    return 0 < children(counted) < SMALLEST


def table(cells: Mapping[str, Sequence[Counted]], everybody: Collection[Counted] = ()) -> Table:
    """The cells that may be shown. A case may be in several; one that is in none needs a cell of its own,
    unless ``everybody`` is given: then of each cell also those may not be few who are not in it.
    """
    order = sorted((name for name in cells if cells[name]), key=lambda name: (-len(set(cells[name])), name))
    shown = [name for name in order if not few(cells[name])]
    while shown and _tells(cells, shown):
        shown.pop()  # the smallest that was still shown joins what is put together
    apart = {one for name in order if name not in shown for one in cells[name]}
    everything = set(everybody)
    groups = []
    for name in shown:
        inside = set(cells[name])
        nearly = few(everything - inside)
        groups.append(Group(name, len(everything) if nearly else len(inside), nearly))
    nearly = not few(apart) and bool(apart) and few(everything - apart)
    rest = 0 if few(apart) else len(everything) if nearly else len(apart)
    return Table(tuple(groups), rest, few(apart), nearly)


def _tells(cells: Mapping[str, Sequence[Counted]], shown: Collection[str]) -> bool:
    """Whether what is not shown, or not shown elsewhere either, speaks of too few children."""
    apart = {one for name in cells if name not in shown for one in cells[name]}
    elsewhere = {one for name in shown for one in cells[name]}
    return few(apart) or few(apart - elsewhere)


def months(cases: Mapping[str, Sequence[Counted]]) -> tuple[Span, ...]:
    """Months in their order, neighbours put together until at least five children are in each span.

    ``cases``: every month of the time looked at, empty ones too. Nothing if there are fewer
    than five children in all of it.
    """
    spans: list[tuple[list[str], set[Counted]]] = []
    held: tuple[list[str], set[Counted]] = ([], set())
    for month in sorted(cases):
        held = ([*held[0], month], held[1] | set(cases[month]))
        if not few(held[1]):
            spans.append(held)
            held = ([], set())
    while held[0] and few(held[1]) and spans:
        names, counted = spans.pop()
        held = ([*names, *held[0]], counted | held[1])
    if held[0] and not few(held[1]):
        spans.append(held)
    return tuple(Span(names[0], names[-1], len(counted)) for names, counted in spans)

"""Worlds in mixed radix: many cases as the bits of one integer, and the fewest words for a set of them.

A grid numbers every combination of value classes of some variables, the first variable turning
fastest. What holds for one value of the last variable is then one contiguous block of bits, so a
set of worlds is taken apart, counted and described by cutting integers into blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import prod

from triage.inference.reference import Masks
from triage.vocabulary.closed import UNKNOWN

#: The values a variable may have in some worlds: (variable, its values), sorted by variable.
Cube = tuple[tuple[str, tuple[str, ...]], ...]
_Box = tuple[tuple[int, frozenset[int]], ...]


class Grid:
    """Every combination of ``choices``: per variable, classes of values that no rule tells apart."""

    def __init__(self, choices: Mapping[str, tuple[tuple[str, ...], ...]]) -> None:
        self._names = tuple(choices)
        self._classes = tuple(choices.values())
        self._radices = tuple(len(classes) for classes in self._classes)
        self.full = (1 << prod(self._radices)) - 1
        self._digits = _digits(self._radices)

    def masks(self) -> dict[str, Masks]:
        """Per variable, the worlds of each class under the value that stands for it."""
        return {
            name: {values[0]: worlds for values, worlds in zip(classes, digits, strict=True)}
            for name, classes, digits in zip(self._names, self._classes, self._digits, strict=True)
        }

    def within(self, cubes: Iterable[Cube]) -> int:
        """The worlds in some cube. A cube may speak of fewer variables, never of part of a class."""
        places = {name: n for n, name in enumerate(self._names)}
        union = 0
        for cube in cubes:
            worlds = self.full
            for name, values in cube:
                place = places[name]
                either = 0
                for listed, mask in zip(self._classes[place], self._digits[place], strict=True):
                    if listed[0] in values:
                        either |= mask
                worlds &= either
            union |= worlds
        return union

    def cubes(self, worlds: int, also: int = 0) -> tuple[Cube, ...]:
        """Few cubes that hold all of ``worlds``, and besides them at most ``also``.

        Variables on which neither depends are in no cube. Without ``also`` the cubes hold exactly
        ``worlds``. The same worlds always give the same cubes.
        """
        upper = worlds | also
        boxes = _Cover(self._radices).cover(worlds, upper, len(self._radices))[0]
        named = sorted({self._named(box) for box in boxes}, key=lambda cube: (len(cube), cube))
        return self._needed(named, worlds)

    def weigh(self, worlds: int) -> int:
        """How many combinations of values (not of classes) lie in ``worlds``."""
        memo: dict[tuple[int, int], int] = {}

        def weigh(part: int, level: int) -> int:
            if not part or level == 0:
                return part
            found = memo.get((part, level))
            if found is None:
                sizes = [len(values) for values in self._classes[level - 1]]
                blocks = _blocks(part, self._radices, level)
                found = sum(size * weigh(block, level - 1) for size, block in zip(sizes, blocks, strict=True))
                memo[part, level] = found
            return found

        return weigh(worlds, len(self._radices))

    def plainest(self, worlds: int) -> dict[str, str]:
        """A world of ``worlds`` (not empty) that states as little as any: variable → value."""
        memo: dict[tuple[int, int], tuple[int, tuple[str, ...]]] = {}

        def least(part: int, level: int) -> tuple[int, tuple[str, ...]]:
            if level == 0:
                return 0, ()
            found = memo.get((part, level))
            if found is None:
                options = []
                blocks = _blocks(part, self._radices, level)
                for values, block in zip(self._classes[level - 1], blocks, strict=True):
                    if block:
                        cost, chosen = least(block, level - 1)
                        silent = UNKNOWN in values
                        options.append((cost + (not silent), (*chosen, UNKNOWN if silent else values[0])))
                found = memo[part, level] = min(options, key=lambda option: option[0])
            return found

        return dict(zip(self._names, least(worlds, len(self._radices))[1], strict=True))

    def _named(self, box: _Box) -> Cube:
        cube = []
        for place, chosen in box:
            values = [value for n in sorted(chosen) for value in self._classes[place][n]]
            cube.append((self._names[place], tuple(sorted(values))))
        return tuple(sorted(cube))

    def _needed(self, cubes: list[Cube], worlds: int) -> tuple[Cube, ...]:
        """``cubes`` without those whose worlds the others hold already, the most special dropped first."""
        kept = list(cubes)
        held = {cube: self.within([cube]) & worlds for cube in cubes}
        for cube in reversed(cubes):
            others = 0
            for other in kept:
                if other != cube:
                    others |= held[other]
            if not held[cube] & ~others:
                kept.remove(cube)
        return tuple(kept)


class _Cover:
    """Prime-like covers by taking the last variable apart (Minato and Morreale, for many values).

    A world that is to be covered belongs to the largest set of values of the last variable for
    which it may be covered; each such set is covered by itself, with that set as its condition.
    """

    def __init__(self, radices: tuple[int, ...]) -> None:
        self._radices = radices
        self._memo: dict[tuple[int, int, int], tuple[tuple[_Box, ...], int]] = {}

    def cover(self, lower: int, upper: int, level: int) -> tuple[tuple[_Box, ...], int]:
        """Boxes that hold ``lower`` and stay in ``upper``, and the worlds they hold."""
        full = (1 << prod(self._radices[:level])) - 1
        if not lower:
            return (), 0
        if upper == full:
            return ((),), full
        key = (lower, upper, level)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._apart(lower, upper, level)
        return found

    def _apart(self, lower: int, upper: int, level: int) -> tuple[tuple[_Box, ...], int]:
        radix = self._radices[level - 1]
        stride = prod(self._radices[: level - 1])
        lowers = _blocks(lower, self._radices, level)
        uppers = _blocks(upper, self._radices, level)
        boxes: list[_Box] = []
        covered = [0] * radix
        for chosen, worlds in _largest(lowers, uppers):
            may = (1 << stride) - 1
            done = may
            for n in chosen:
                may &= uppers[n]
                done &= covered[n]
            inner, held = self.cover(worlds & ~done, may, level - 1)
            for n in chosen:
                covered[n] |= held
            literal = () if len(chosen) == radix else ((level - 1, chosen),)
            boxes += [(*box, *literal) for box in inner]
        return tuple(boxes), sum(block << stride * n for n, block in enumerate(covered))


def _largest(lowers: list[int], uppers: list[int]) -> list[tuple[frozenset[int], int]]:
    """The worlds to cover, by the largest set of values for which each may be covered; small sets first."""
    parts: dict[frozenset[int], int] = {}
    for lower in lowers:
        pieces = {frozenset[int](): lower}
        for n, upper in enumerate(uppers):
            split: dict[frozenset[int], int] = {}
            for chosen, worlds in pieces.items():
                if worlds & upper:
                    split[chosen | {n}] = worlds & upper
                if worlds & ~upper:
                    split[chosen] = worlds & ~upper
            pieces = split
        for chosen, worlds in pieces.items():
            if worlds:
                parts[chosen] = parts.get(chosen, 0) | worlds
    return sorted(parts.items(), key=lambda part: (len(part[0]), sorted(part[0])))


def _blocks(worlds: int, radices: tuple[int, ...], level: int) -> list[int]:
    """``worlds`` by the value of variable ``level - 1``, which turns slowest of the first ``level``."""
    stride = prod(radices[: level - 1])
    block = (1 << stride) - 1
    return [worlds >> stride * n & block for n in range(radices[level - 1])]


@lru_cache(maxsize=256)
def _digits(radices: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Per variable and value, the worlds in which it has that value. Grids of one shape share them."""
    total = prod(radices)
    out = []
    stride = 1
    for radix in radices:
        period = stride * radix
        block = (1 << stride) - 1
        out.append(tuple(_repeated(block << stride * n, period, total) for n in range(radix)))
        stride = period
    return tuple(out)


def _repeated(pattern: int, period: int, total: int) -> int:
    """``pattern`` of ``period`` bits again and again, up to ``total`` bits."""
    width = period
    while width < total:
        pattern |= pattern << width
        width *= 2
    return pattern & ((1 << total) - 1)

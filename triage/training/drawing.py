"""The pictures of the trainer's report as rectangles and dots with their places; a template draws them.

Nothing here knows a word: labels come in and go out unchanged. All numbers are rounded, so that the
same data makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: Width of a picture in its own units; it is scaled to the page.
WIDTH: Final = 640
#: A number is written into a part of a bar only where it fits.
_NARROWEST: Final = 22

_COLUMNS_TOP: Final = 14
_COLUMNS_HEIGHT: Final = 180
_COLUMNS_LEFT: Final = 44
#: How high a bar is.
BAR: Final = 20
#: What a digit in a bar needs, in hundredths of the width of a telephone.
_NARROWEST_SHARE: Final = 3.5


@dataclass(frozen=True, slots=True)
class Part:
    """A coloured part of a column or bar. ``kind`` names its colour, ``count`` is what it stands for;
    ``text`` is written into it where there is room."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Stack:
    """One column. ``label`` stands at (x, y), ``side`` below it: the number it is of."""

    x: float
    y: float
    label: str
    side: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar under its words, ``side`` at their end. Its parts lie in hundredths of the width, so that a
    bar is as wide as the screen and the numbers in it stay as large as all text."""

    label: str
    side: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Columns, and how high the picture is. ``lines``: y of each line of the scale, and its label."""

    height: float
    stacks: tuple[Stack, ...]
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a scale from 0 to 1; ``row`` counts the dots from above."""

    x: float
    y: float
    label: str
    value: str
    kind: str


#: A row of numbers to draw: label, the number it is of, and (kind, how many) in the order of drawing.
Row = tuple[str, int, Sequence[tuple[str, int]]]


def columns(rows: Sequence[Row]) -> Picture:
    """Columns side by side, each full height, parts by their share; for what happens over time."""
    room = WIDTH - _COLUMNS_LEFT
    step = room / max(1, len(rows))
    wide = min(54.0, step * 0.7)
    stacks = []
    for n, (label, of, counts) in enumerate(rows):
        x = _COLUMNS_LEFT + step * n + (step - wide) / 2
        y = float(_COLUMNS_TOP + _COLUMNS_HEIGHT)
        parts = []
        for kind, count in counts:
            height = _COLUMNS_HEIGHT * count / of if of else 0.0
            y -= height
            text = str(count) if height >= _NARROWEST * 0.7 and wide >= _NARROWEST else ""
            if count:
                parts.append(
                    Part(round(x, 1), round(y, 1), round(wide, 1), round(height, 1), kind, count, text)
                )
        stacks.append(
            Stack(round(x + wide / 2, 1), _COLUMNS_TOP + _COLUMNS_HEIGHT + 18, label, str(of), tuple(parts))
        )
    lines = tuple(
        (round(_COLUMNS_TOP + _COLUMNS_HEIGHT * (1 - share / 100), 1), f"{share}%") for share in (0, 50, 100)
    )
    return Picture(_COLUMNS_TOP + _COLUMNS_HEIGHT + 42, tuple(stacks), lines)


def bars(rows: Sequence[Row], *, whole: bool = False) -> tuple[Bar, ...]:
    """Bars below each other, the longest over the whole width, or each (``whole``) by its shares."""
    most = max((sum(count for _, count in counts) for _, _, counts in rows), default=0)
    found = []
    for label, of, counts in rows:
        full = of if whole else most
        x = 0.0
        parts = []
        for kind, count in counts:
            width = 100 * count / full if full else 0.0
            text = str(count) if width >= _NARROWEST_SHARE * len(str(count)) else ""
            if count:
                parts.append(Part(round(x, 2), 0, round(width, 2), BAR, kind, count, text))
            x += width
        found.append(Bar(label, str(of), tuple(parts)))
    return tuple(found)


def scale(values: Sequence[tuple[str, str, float, str]]) -> tuple[Dot, ...]:
    """Dots on a scale from 0 to 1, a row each: (kind, label, value, value as told). Below 0 stands at 0."""
    return tuple(
        Dot(round(WIDTH * min(1.0, max(0.0, value)), 1), 40 + 34 * n, label, told, kind)
        for n, (kind, label, value, told) in enumerate(values)
    )

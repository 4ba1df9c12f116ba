"""The pictures of the report as shapes with their places; the template draws them as SVG."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: Width of a picture in its own units, and of the words to the left of bars; of half a page, narrower.
WIDTH: Final = 640
_LABELS: Final = 200
_HALF: Final = 340
_HALF_LABELS: Final = 110
#: Width of a letter, on average.
_LETTER: Final = 7.2
_LEADING: Final = 16
_GAP: Final = 12
#: Room for the number behind the longest bar.
_NUMBER: Final = 100
_COLUMNS_HIGH: Final = 150
_FLOOR: Final = _COLUMNS_HIGH + 22
#: More months than this and only the first of each year is named.
_NAMED_MONTHS: Final = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words. ``kind`` names its colour."""

    y: int
    height: int
    width: int
    lines: tuple[str, ...]
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from top to bottom, how wide and high the picture is, and where its bars begin."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    start: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column over its months: as wide as they are many, as high as the cases in each on average."""

    x: float
    y: float
    width: float
    height: float
    value: str
    label: str
    below: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns from left to right, where they stand, and how high the picture is."""

    columns: tuple[Column, ...]
    floor: int
    height: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar that is one whole."""

    x: float
    width: float
    kind: str
    value: str
    label: str


def bars(rows: Sequence[tuple[str, int, str, str]], *, half: bool = False) -> Bars:
    """Rows of (label, number, number in words, kind), drawn in their order. ``half``: for half a page."""
    most = max((number for _, number, _, _ in rows), default=0) or 1
    wide, start = (_HALF, _HALF_LABELS) if half else (WIDTH, _LABELS)
    per_line = int((start - 10) / _LETTER)
    drawn = []
    y = 2
    for label, number, value, kind in rows:
        lines = tuple(textwrap.wrap(label, per_line)) or ("",)
        height = max(22, _LEADING * len(lines) + 2)
        width = max(2, round((wide - start - _NUMBER) * number / most))
        drawn.append(Bar(y, height, width, lines, value, kind))
        y += height + _GAP
    return Bars(tuple(drawn), wide, max(y - _GAP + 2, 2), start)


def columns(spans: Sequence[tuple[int, int, str, str, str]]) -> Columns:
    """Spans of (months, cases, cases in words, label, what stands below it), from left to right."""
    months = sum(one[0] for one in spans) or 1
    highest = max((cases / many for many, cases, *_ in spans), default=0) or 1
    wide = (WIDTH - 2) / months
    drawn = []
    x = 1.0
    for many, cases, value, label, below in spans:
        width = min(wide, 72.0) * many
        height = round(_COLUMNS_HIGH * (cases / many) / highest, 1)
        gap = min(6.0, width * 0.12)
        named = label if months <= _NAMED_MONTHS else ""
        top = _FLOOR - height
        drawn.append(Column(round(x, 1), top, round(width - gap, 1), height, value, named, below))
        x += width
    return Columns(tuple(drawn), _FLOOR, _FLOOR + 42)


def pieces(parts: Sequence[tuple[str, int, str, str]]) -> tuple[Piece, ...]:
    """Parts of one whole, (label, number, number in words, kind), side by side over the whole width."""
    total = sum(number for _, number, _, _ in parts) or 1
    drawn = []
    x = 0.0
    for label, number, value, kind in parts:
        width = WIDTH * number / total
        drawn.append(Piece(round(x, 1), round(width, 1), kind, value, label))
        x += width
    return tuple(drawn)

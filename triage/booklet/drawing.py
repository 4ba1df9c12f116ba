"""The two pictures of the book as boxes with their places; the templates draw them as SVG."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from triage.booklet.names import Names
from triage.booklet.words import say
from triage.rulebook.model import LAYERS, Rulebook
from triage.vocabulary.closed import ACTION_ORDER

#: Width of a picture in its own units; narrow enough to be read on a telephone.
WIDTH: Final = 380
_PER_LINE: Final = 44
_LEADING: Final = 19


@dataclass(frozen=True, slots=True)
class Box:
    """One box: where it stands, its number, heading, further lines, and where it leads."""

    y: int
    height: int
    number: int
    heading: str
    lines: tuple[str, ...]
    side: str
    at: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its boxes from top to bottom and how high it is."""

    boxes: tuple[Box, ...]
    height: int


def layers(book: Rulebook, names: Names) -> Picture:
    """The strata, with how many rules each has."""
    counts = Counter(rule.layer for rule in book.rules if rule.status == "active")
    rows = [
        (
            names.of("layer", layer).label,
            [say(f"layer_{layer}", names.lang)],
            say("rule_count", names.lang, n=counts[layer]),
            f"layer-{layer}",
        )
        for layer in LAYERS
    ]
    return _stacked(rows, top=56, gap=16, below=56)


def tracks(book: Rulebook, names: Names) -> Picture:
    """The actions in their order, each with the parties that some rule sends a case to."""
    rows = []
    for action in ACTION_ORDER:
        reached = frozenset(
            to
            for rule in book.rules
            if rule.status == "active"
            for name, to in rule.then.tracks
            if name == action
        )
        to = ", ".join(name.label for name in names.ordered("party", reached))
        rows.append((names.of("action", action).label, [to or "–"], "", f"action-{action}"))
    return _stacked(rows, top=4, gap=12, below=0)


def _stacked(rows: Iterable[tuple[str, list[str], str, str]], *, top: int, gap: int, below: int) -> Picture:
    boxes: list[Box] = []
    y = top
    for number, (heading, texts, side, at) in enumerate(rows, 1):
        lines = tuple(line for text in texts for line in textwrap.wrap(text, _PER_LINE))
        height = 36 + _LEADING * len(lines)
        boxes.append(Box(y, height, number, heading, lines, side, at))
        y += height + gap
    return Picture(tuple(boxes), y - gap + 4 + below)

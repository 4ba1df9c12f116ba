"""The tree that strict YAML is read into: words, tables and rows that remember where they stand.

They are plain ``str``, ``dict`` and ``list`` underneath, so that the forms can take them as they are.
"""

from __future__ import annotations

from typing import TypeAlias

from triage.rulebook.model import Place

#: What stands for nothing, where nothing is allowed.
NULLS = frozenset({"", "null"})


class Word(str):
    """A scalar, always text. ``plain`` is false for a quoted or block scalar."""

    place: Place
    plain: bool

    def __new__(cls, text: str, place: Place, plain: bool = True) -> Word:
        """The text with its place."""
        word = super().__new__(cls, text)
        word.place = place
        word.plain = plain
        return word

    @property
    def is_null(self) -> bool:
        """Whether the scalar is left empty or says ``null`` without quotes."""
        return self.plain and self in NULLS


class Table(dict[Word, "Node"]):
    """A mapping. ``place`` is where it begins."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place

    def key(self, name: str) -> Word | None:
        """The key as it was written, with its place; None if it is absent."""
        return next((key for key in self if key == name), None)

    def only(self, names: frozenset[str]) -> Table:
        """The same table without the keys outside ``names``."""
        kept = Table(self.place)
        kept.update((key, value) for key, value in self.items() if key in names)
        return kept


class Row(list["Node"]):
    """A list. ``place`` is where it begins."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class Hole:
    """Where something already reported stood (an alias); nothing more is said about it."""

    def __init__(self, place: Place) -> None:
        self.place = place


Node: TypeAlias = Word | Table | Row | Hole

#: The longest piece of a file that a message repeats.
SHOWN = 60


def shown(value: object) -> str:
    """A short, harmless picture of a value for a message: one line, nothing invisible in it."""
    if isinstance(value, Table):
        return "{…}" if value else "{}"
    if isinstance(value, Row):
        return "[…]" if value else "[]"
    if isinstance(value, Word) and value.is_null:
        return "null"
    text = str(value)
    cut = text[:SHOWN] + ("…" if len(text) > SHOWN else "")
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in cut)

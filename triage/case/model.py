"""A case: what the asker knows, as an immutable value without any person in it."""

from __future__ import annotations

from msgspec import Struct

from triage.vocabulary.closed import Answer


class Problem(Struct, frozen=True):
    """One problem. ``peran`` None means the category's default; attributes left out are unknown.

    ``attributes`` is a sorted tuple of (name, value) pairs.
    """

    category: str
    peran: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()


class Case(Struct, frozen=True):
    """A case in canonical form: problems and facts sorted, unknown facts left out.

    Two cases that say the same thing are equal, whatever order they were written in.
    """

    asker: str
    problems: tuple[Problem, ...]
    facts: tuple[tuple[str, Answer], ...] = ()
    ref: str | None = None

"""The open sets of a rulebook: what ``rules/vocabulary.yaml`` declares, as plain values.

Ids are the mapping keys; every mapping keeps the file's order, which is the order people see.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from triage.vocabulary.closed import Answer, Standing
from triage.vocabulary.text import Text


class Attribute(Struct, frozen=True, array_like=True):
    """A property of one category (``tahap``), with the question that finds it out."""

    id: str
    label: Text
    ask: Text
    values: Mapping[str, Text]


class Category(Struct, frozen=True, array_like=True):
    """A problem category.

    ``role`` is the default ``peran``; ``role_read_as`` maps a stated role to the one the rules
    read; ``words`` are other names a person may type. ``like``: the category whose rules this one,
    which an overlay adds, shares.
    """

    id: str
    label: Text
    about: Text
    basis: str
    codes: tuple[str, ...]
    words: tuple[str, ...]
    role: str
    role_read_as: Mapping[str, str]
    attributes: Mapping[str, Attribute]
    like: str | None = None


class Fact(Struct, frozen=True, array_like=True):
    """A three-valued fact of a case.

    ``danger``: asked first, and while it is open nothing may look calm. ``asked``: false for the
    consents, which the steps ask for. ``can_become``: the answers that time or action may bring.
    """

    id: str
    label: Text
    ask: Text
    help: Text | None
    danger: bool
    asked: bool
    can_become: tuple[Answer, ...]


class Party(Struct, frozen=True, array_like=True):
    """Someone a track may point to, and where they stand."""

    id: str
    label: Text
    standing: Standing
    words: tuple[str, ...]


class Deadline(Struct, frozen=True, array_like=True):
    """By when a step is done; ``hours`` is None where it recurs or has no clock."""

    id: str
    label: Text
    hours: int | None


class Vocabulary(Struct, frozen=True, array_like=True):
    """Everything a case or a rule may name. ``labels`` holds the words for the closed sets."""

    askers: Mapping[str, Text]
    roles: Mapping[str, Text]
    categories: Mapping[str, Category]
    facts: Mapping[str, Fact]
    parties: Mapping[str, Party]
    actors: Mapping[str, Text]
    findings: Mapping[str, Text]
    notices: Mapping[str, Text]
    deadlines: Mapping[str, Deadline]
    labels: Mapping[str, Mapping[str, Text]]

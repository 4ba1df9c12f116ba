"""Signs: the little facts that are asserted to the engine, and the patterns that read them.

A sign is one property with one string value and is asserted at most once a case, so a pattern
needs only positive equality and no join. A problem's sign carries what is known of that problem
in fields beside it. A sign that different layers see differently has one form for each stage.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from msgspec import Struct

#: Every assertion belongs to this one session of its handle.
SID: Final = "c"
YES: Final = "ya"
NO: Final = "tidak"
ROLE_FIELD: Final = "peran"
BASE_FIELD: Final = "base"
GRADE_FIELD: Final = "grade"

_PLAIN: Final = re.compile(r"[A-Za-z0-9_.-]{1,200}", re.ASCII)


class Sign(NamedTuple):
    """What a property stands for: its kind, whose it is, and the stage that sees it so."""

    kind: str
    of: tuple[str, ...] = ()
    stage: str = ""

    @property
    def key(self) -> str:
        """The property's name in the engine."""
        return ".".join((self.stage, self.kind, *self.of) if self.stage else (self.kind, *self.of))


ALWAYS: Final = Sign("case")
ASKER: Final = Sign("asker")
SEVERITY: Final = Sign("severity")
URGENCY: Final = Sign("urgency")
PARENTS: Final = Sign("parents")
#: A problem as the case tells it, with its severity before facts, and with that after facts too.
PROBLEM: Final = Sign("problem")
PROBLEM_BASE: Final = Sign("problem", stage="base")
PROBLEM_GRADE: Final = Sign("problem", stage="grade")


def said(fact: str) -> Sign:
    """A fact as the case states it."""
    return Sign("said", (fact,))


def effective(fact: str) -> Sign:
    """A fact as the rules read it once layer ``implied`` is done."""
    return Sign("fact", (fact,))


def attribute_field(name: str) -> str:
    """The field of a problem's sign that holds an attribute."""
    return f"attribute.{name}"


class Pattern(Struct, frozen=True, order=True):
    """One of ``signs`` has one of ``values``, and each field has one of its values."""

    signs: tuple[Sign, ...]
    values: tuple[str, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def tests(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The (property, value) alternatives of each test, single ones first so that they are shared."""
        head = tuple((sign.key, value) for sign in self.signs for value in self.values)
        rest = [tuple((name, value) for value in values) for name, values in self.fields]
        return (head, *sorted(rest, key=lambda test: (len(test) > 1, test)))

    def definition(self) -> dict[str, Any]:
        """The pattern in the engine's form: one key a dictionary, positive equality only."""
        parts = [
            {key: value} if len(test) == 1 else {"$or": [{k: v} for k, v in test]}
            for test in self.tests
            for key, value in test[:1]
        ]
        return parts[0] if len(parts) == 1 else {"$and": parts}

    def reads(self, fact: dict[str, str]) -> bool:
        """Whether an asserted fact satisfies the pattern."""
        return all(any(fact.get(key) == value for key, value in test) for test in self.tests)


def text(number: int, fields: tuple[tuple[str, str], ...]) -> str:
    """The JSON of an assertion; ``number`` is its id, one for each sign of a group."""
    told = "".join(f',"{key}":"{value}"' for key, value in fields)
    return f'{{"id":"{number}","sid":"{SID}"{told}}}'


def is_plain(word: str) -> bool:
    """Whether an id can stand in JSON and in the engine's comparisons as it is."""
    return _PLAIN.fullmatch(word) is not None

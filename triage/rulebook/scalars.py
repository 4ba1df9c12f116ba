"""One small class per way a scalar may be read: what it takes, and what it says when it refuses.

Scalars arrive as text and are typed by where they stand; nothing is guessed from their looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from triage.rulebook.model import Place
from triage.rulebook.names import Names
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Hole, Row, Table, Word, shown
from triage.rulebook.problems import Problem, listed

KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"
SNAKE = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
#: Ids that would be taken for something else where they are used.
RESERVED = frozenset({"any", "null", "tidak_tahu", "category", "peran"})


@dataclass
class Reading:
    """What the forms are read against, and the problems they note without giving up."""

    names: Names
    problems: list[Problem] = field(default_factory=list)


def reading_of(info: ValidationInfo) -> Reading:
    """What a form is being read against."""
    return cast(Reading, info.context)


class Refused(ValueError):
    """A value that may not stand where it stands; owns the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def refuse(value: object, kind: str, expected: str = "", near: str | None = None) -> Refused:
    """The refusal of ``value`` at its place; of nothing at all, that it is not there yet."""
    if isinstance(value, Word) and value.is_null:
        return Refused(Problem(value.place, "empty-value"))
    return Refused(Problem(place_of(value), kind, shown(value), expected, near))


def place_of(value: object) -> Place:
    """Where a node stands."""
    return value.place if isinstance(value, Word | Table | Row | Hole) else Place("?", 1, 1)


def worded(value: object) -> Word:
    """``value`` if it is a word that says something."""
    if not isinstance(value, Word):
        raise refuse(value, "not-a-text")
    if value.is_null:
        raise refuse(value, "empty-value")
    return value


class Scalar:
    """How one kind of scalar is read. ``schema`` is its JSON Schema."""

    schema: Mapping[str, Any] = {"type": "string"}

    def take(self, word: Word) -> object:
        """The value of a word; or ``Refused``."""
        return word

    def __call__(self, value: object) -> object:
        return self.take(worded(value))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.schema)


class Unmeasured(Scalar):
    """A word that a check across the rulebook measures."""


class Shaped(Scalar):
    """A word of a given shape, such as an id, a version or a file name."""

    def __init__(self, kind: str, pattern: str, longest: int = 80) -> None:
        self.kind, self.pattern, self.longest = kind, re.compile(pattern), longest
        self.schema = {"type": "string", "pattern": f"^{pattern}$", "maxLength": longest}

    def take(self, word: Word) -> Word:
        if len(word) > self.longest or not self.pattern.fullmatch(word):
            raise refuse(word, self.kind)
        return word


class NewId(Shaped):
    """An id of the vocabulary, where it is declared."""

    def __init__(self) -> None:
        super().__init__("not-snake", SNAKE, 60)

    def take(self, word: Word) -> Word:
        if word in RESERVED:
            raise refuse(word, "reserved-id", listed(sorted(RESERVED)))
        return super().take(word)


class OneOf(Scalar):
    """A value of a closed set."""

    def __init__(self, values: Sequence[str]) -> None:
        self.values = tuple(values)
        self.schema = {"type": "string", "enum": list(values)}

    def take(self, word: Word) -> Word:
        if word not in self.values:
            raise refuse(word, "not-one-of", listed(self.values), nearest(word, self.values))
        return word


class Known(Scalar):
    """An id that the rulebook declares elsewhere."""

    def __init__(self, group: str) -> None:
        self.group = group
        self.schema = {"type": "string", "x-known": group}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.measure)

    def measure(self, value: object, info: ValidationInfo) -> Word:
        """The word, held against the names that the rulebook declares."""
        word = worded(value)
        known = reading_of(info).names.known(self.group)
        if known is not None and word not in known:
            raise refuse(word, "unknown-id", self.group, nearest(word, known))
        return word


class KnownSection(Scalar):
    """A section of the source that the same citation names in ``ref``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.measure)

    def measure(self, value: object, info: ValidationInfo) -> Word:
        """The word, held against the sections of the source; anything goes if that is not known."""
        word = worded(value)
        ref = str(info.data.get("ref"))
        sections = reading_of(info).names.sections.get(ref)
        if sections is not None and word not in sections:
            raise refuse(word, "unknown-section", ref, nearest(word, sections))
        return word


class Said(Scalar):
    """Words for people, on one line, with nothing invisible in them."""

    def __init__(self, longest: int = 600) -> None:
        self.longest = longest
        self.schema = {"type": "string", "minLength": 1, "maxLength": longest}

    def take(self, word: Word) -> Word:
        text = Word(word.strip(" \n"), word.place, word.plain)
        if not text:
            raise refuse(word, "text-empty")
        if len(text) > self.longest:
            raise Refused(Problem(word.place, "text-too-long", str(len(text)), str(self.longest)))
        for char in text:
            if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
                raise Refused(Problem(word.place, "text-control", f"U+{ord(char):04X}"))
        return text


class Term(Said):
    """One to six words that stand in a section of a source."""

    def __init__(self) -> None:
        super().__init__(600)
        self.schema = {"type": "string", "minLength": 1, "maxLength": 60}

    def take(self, word: Word) -> Word:
        text = super().take(word)
        if len(text) > 60 or len(text.split()) > 6:
            raise refuse(word, "term-too-long", "6, 60")
        return text


class Flag(Scalar):
    """``true`` or ``false``, and no other way to say so."""

    schema: Mapping[str, Any] = {"type": "boolean"}

    def take(self, word: Word) -> bool:
        if not word.plain or word not in ("true", "false"):
            raise refuse(word, "not-boolean", "true, false")
        return word == "true"


class Whole(Scalar):
    """A whole number from 0 up to ``most``, in digits."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.schema = {"type": "integer", "minimum": 0, "maximum": most}

    def take(self, word: Word) -> int:
        if not re.fullmatch(r"0|[1-9][0-9]{0,8}", word) or int(word) > self.most:
            raise refuse(word, "not-a-number", f"0–{self.most}")
        return int(word)


class Day(Scalar):
    """A date that exists, written YYYY-MM-DD."""

    schema: Mapping[str, Any] = {"type": "string", "format": "date"}

    def take(self, word: Word) -> Word:
        try:
            good = bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word)) and bool(date.fromisoformat(word))
        except ValueError:
            good = False
        if not good:
            raise refuse(word, "not-a-date", "YYYY-MM-DD")
        return word

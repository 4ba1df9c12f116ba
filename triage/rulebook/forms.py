"""What every form of a rulebook file is made of: placed tables, and lists that may be one value.

A form is a pydantic model laid over the tree of ``nodes``; it keeps the table it was read from, so
that each of its keys and values can still say where it stands.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from triage.rulebook.model import Place
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Row, Table, Word, shown
from triage.rulebook.problems import Problem
from triage.rulebook.scalars import Refused, Said, reading_of, refuse
from triage.vocabulary.text import Text

T = TypeVar("T")


class Form(BaseModel):
    """A table with known keys. Unknown keys are noted and left out, so the rest is still read."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True)

    #: A key whose value may stand alone for the whole table.
    short: ClassVar[str | None] = None

    _table: Table = PrivateAttr(default_factory=lambda: Table(Place("?", 1, 1)))

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Form], info: ValidationInfo) -> Form:
        if cls.short and isinstance(value, Word):
            table = Table(value.place)
            table[Word(cls.short, value.place)] = value
            value = table
        if not isinstance(value, Table):
            raise refuse(value, "not-a-table")
        keys = cls.known()
        for key in value:
            if key not in keys:
                found = Problem(key.place, "unknown-key", shown(key), ", ".join(keys), nearest(key, keys))
                reading_of(info).problems.append(found)
        table = value.only(frozenset(keys))
        form = handler(table)
        form._table = table
        return form

    @classmethod
    def known(cls) -> tuple[str, ...]:
        """The keys of this table, as they are written."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        table = handler(schema)
        if cls.short is None:
            return table
        alone = handler.resolve_ref_schema(table)["properties"][cls.short]
        return {"anyOf": [alone, table]}

    @property
    def place(self) -> Place:
        """Where the table begins."""
        return self._table.place

    def at(self, key: str) -> Place:
        """Where a key stands; the table's beginning if it was left out."""
        word = self._table.key(key)
        return word.place if word is not None else self.place

    def says(self, key: str) -> bool:
        """Whether a key was written."""
        return self._table.key(key) is not None


class TextForm(Form):
    """A sentence in both languages."""

    id: Annotated[Word, Said()]
    en: Annotated[Word, Said()]

    @property
    def text(self) -> Text:
        """The sentence as the rest of the program knows it."""
        return Text(str(self.id), str(self.en))


class Every(list[Any]):
    """What ``any`` stands for in place of a list."""


class Listed:
    """A list without repetitions; ``single``: one value may stand alone; ``every``: so may ``any``."""

    def __init__(self, *, single: bool = False, every: bool = False, empty: bool = False) -> None:
        self.single, self.every, self.empty = single, every, empty

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        listed = handler(schema)
        listed["uniqueItems"] = True
        if not self.empty:
            listed["minItems"] = 1
        alone = [listed["items"]] if self.single else []
        also = [{"const": "any"}] if self.every else []
        return {"anyOf": [*also, *alone, listed]} if alone or also else listed

    def _read(self, value: Any, handler: Any) -> Any:
        if isinstance(value, Word) and not value.is_null:
            if self.every and value == "any":
                return Every()
            if self.single:
                alone = Row(value.place)
                alone.append(value)
                value = alone
        if not isinstance(value, Row):
            raise refuse(value, "not-a-list")
        if not value and not self.empty:
            raise refuse(value, "empty-list")
        return self._unrepeated(value, handler(value))

    @staticmethod
    def _unrepeated(row: Row, read: Any) -> Any:
        seen: set[str] = set()
        again = []
        for word in row:
            if isinstance(word, Word):
                again += [word] if word in seen else []
                seen.add(word)
        if again:
            raise Refused(*(Problem(word.place, "repeated-value", shown(word)) for word in again))
        return read


class Filled:
    """A table of free keys that may not be empty."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    @staticmethod
    def _read(value: Any, handler: Any) -> Any:
        if isinstance(value, Table) and not value:
            raise refuse(value, "empty-table")
        return handler(value)


class Complete:
    """A table that has exactly the keys of a closed set."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        each = handler(schema)["additionalProperties"]
        return {
            "type": "object",
            "properties": dict.fromkeys(self.keys, each),
            "required": list(self.keys),
            "additionalProperties": False,
        }

    def _read(self, value: Any, handler: Any) -> Any:
        if isinstance(value, Table):
            wrong = [
                Problem(key.place, "unknown-key", shown(key), ", ".join(self.keys), nearest(key, self.keys))
                for key in value
                if key not in self.keys
            ]
            missing = [key for key in self.keys if value.key(key) is None]
            if wrong or missing:
                absent = (Problem(value.place, "missing-key", expected=key) for key in missing)
                raise Refused(*wrong, *absent)
        return handler(value)


def _null(value: Any) -> Any:
    return None if isinstance(value, Word) and value.is_null else value


class Nullable:
    """Marks in the JSON Schema that null may be written, where otherwise leaving out is the only way."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "x-null": True}


#: A value that may be null.
Maybe = Annotated[T | None, BeforeValidator(_null), Nullable()]
#: A list of at least one.
Many = Annotated[list[T], Listed()]
#: A list that may be empty.
Some = Annotated[list[T], Listed(empty=True)]
#: One value, or a list of at least one.
OneOrMany = Annotated[list[T], Listed(single=True)]
#: One value, a list of at least one, or ``any`` (``Every``).
OneOrManyOrAny = Annotated[list[T], Listed(single=True, every=True)]

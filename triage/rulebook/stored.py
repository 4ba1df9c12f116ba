"""A checked rulebook as bytes and back, without YAML and pydantic: a quick start for the command line.

The bytes are JSON: each value a list of its fields in their order. They begin with the names of
those fields, so that bytes written by another version of the model are refused rather than misread.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from triage.rulebook import model
from triage.rulebook.model import Rulebook
from triage.vocabulary import open as open_sets

_CLASSES: Final = tuple(
    one
    for module in (model, open_sets)
    for name, one in sorted(vars(module).items())
    if isinstance(one, type) and issubclass(one, msgspec.Struct) and one.__module__ == module.__name__
)
#: What the bytes begin with: a digest over every class with its fields.
SHAPE: Final = hashlib.sha256(
    repr([(one.__name__, one.__struct_fields__) for one in _CLASSES]).encode()
).hexdigest()
_DECODER: Final = msgspec.json.Decoder(tuple[str, Rulebook])


class StoredRulebookBroken(ValueError):
    """The bytes are not a rulebook of this version of the program; load the files instead."""


def dump(book: Rulebook) -> bytes:
    """The rulebook as bytes; the same rulebook gives the same bytes."""
    return json.dumps([SHAPE, _plain(book)], ensure_ascii=False, separators=(",", ":")).encode()


def restore(data: bytes) -> Rulebook:
    """The rulebook that was dumped. Raises ``StoredRulebookBroken`` for any other bytes.

    Types are checked, nothing else: whoever keeps the bytes sees to it that they are the ones written.
    """
    try:
        shape, book = _DECODER.decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise StoredRulebookBroken("damaged") from error
    if shape != SHAPE:
        raise StoredRulebookBroken("written by another version")
    return book


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return [_plain(getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value

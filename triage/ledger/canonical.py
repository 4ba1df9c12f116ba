"""One and only one way to write values down as bytes, so that a digest speaks of the values.

Fields are written one after another, each with its type and length before it, as netstrings are
(D. J. Bernstein, 1997): no two different lists of fields have the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

Field = str | bytes | int | None | tuple["Field", ...]


def encode(*fields: Field) -> bytes:
    """The bytes of ``fields``: ``-`` none, ``i7;`` number, ``s3:abc`` text, ``b…`` bytes, ``t2:…`` list."""
    parts: list[bytes] = []
    for field in fields:
        if field is None:
            parts.append(b"-")
        elif isinstance(field, int):
            parts.append(b"i%d;" % field)
        elif isinstance(field, str):
            data = field.encode()
            parts += (b"s%d:" % len(data), data)
        elif isinstance(field, bytes):
            parts += (b"b%d:" % len(field), field)
        else:
            parts += (b"t%d:" % len(field), encode(*field))
    return b"".join(parts)


def digest(*fields: Field) -> bytes:
    """SHA-256 over ``fields``."""
    return hashlib.sha256(encode(*fields)).digest()


def canonical_json(value: Any) -> bytes:
    """JSON in UTF-8, keys sorted, no spaces. Raises ``ValueError`` or ``TypeError`` for what is no JSON."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode()  # a lone surrogate is a UnicodeEncodeError, which is a ValueError

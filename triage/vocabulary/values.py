"""A changed copy of a value, whichever way its class is made."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import Struct, structs

V = TypeVar("V")


def replace(value: V, /, **changes: Any) -> V:
    """``value`` with some fields changed, as ``copy.replace`` does from Python 3.13 on.

    Takes structs and dataclasses. Raises ``TypeError`` for a field that is not there.
    """
    if isinstance(value, Struct):
        return structs.replace(value, **changes)
    import dataclasses  # a start that only decides does without

    copied: V = dataclasses.replace(value, **changes)  # type: ignore[type-var]
    return copied

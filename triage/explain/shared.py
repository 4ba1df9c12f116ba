"""Parts of an answer that are the same in many answers: made once, and impossible to change.

They are ordinary ``dict`` and ``list`` to whoever reads them or writes them as JSON. Changing one
would change every later answer, so it is refused; a deep copy may be changed.
"""

from __future__ import annotations

from typing import Any, NoReturn


class SharedPartChanged(TypeError):
    """Someone tried to change a part of an answer that other answers hold too."""

    def __init__(self) -> None:
        super().__init__("this part is shared between answers; change a copy.deepcopy of the answer instead")


def _refused(*_args: object, **_named: object) -> NoReturn:
    raise SharedPartChanged


class SharedDict(dict[str, Any]):
    """A dictionary that stays as it was made."""

    __slots__ = ()
    __setitem__ = __delitem__ = __ior__ = _refused
    clear = pop = popitem = setdefault = update = _refused

    def __deepcopy__(self, memo: object) -> dict[str, Any]:
        """A plain dictionary, and so all that is in it."""
        return {key: plain(value) for key, value in self.items()}

    def __copy__(self) -> dict[str, Any]:
        """A plain dictionary; what is in it stays shared."""
        return dict(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class SharedList(list[Any]):
    """A list that stays as it was made."""

    __slots__ = ()
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refused
    append = clear = extend = insert = pop = remove = reverse = sort = _refused

    def __deepcopy__(self, memo: object) -> list[Any]:
        """A plain list, and so all that is in it."""
        return [plain(value) for value in self]

    def __copy__(self) -> list[Any]:
        """A plain list; what is in it stays shared."""
        return list(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return list, (list(self),)


def shared(value: Any) -> Any:
    """``value`` with every dictionary and list in it made unchangeable."""
    if isinstance(value, dict):
        return SharedDict({key: shared(one) for key, one in value.items()})
    if isinstance(value, list):
        return SharedList([shared(one) for one in value])
    return value


def plain(value: Any) -> Any:
    """``value`` with every dictionary and list in it copied, free to be changed."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value

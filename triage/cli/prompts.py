"""Reading what a person types: one line, a key, a choice from a numbered list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

import click

from triage.cli.session import Session
from triage.cli.sheet import Sheet


class Key(Enum):
    """What may be typed at any prompt instead of an answer."""

    BACK = "back"
    QUIT = "quit"
    UNKNOWN = "unknown"


#: The spellings, in both languages whichever is spoken.
_KEYS: dict[str, Key] = {
    "k": Key.BACK,
    "kembali": Key.BACK,
    "b": Key.BACK,
    "back": Key.BACK,
    "q": Key.QUIT,
    "selesai": Key.QUIT,
    "quit": Key.QUIT,
    "?": Key.UNKNOWN,
    "belum": Key.UNKNOWN,
    "belum tahu": Key.UNKNOWN,
    "tidak tahu": Key.UNKNOWN,
    "not known": Key.UNKNOWN,
    "unknown": Key.UNKNOWN,
}
_YES = frozenset({"y", "ya", "yes", "iya"})
_NO = frozenset({"t", "tidak", "n", "no", "tdk", "nggak", "tidak ada"})


def read(label: str = "") -> str | Key:
    """One line, trimmed and in lower case, or a key. The end of input finishes."""
    try:
        typed = " ".join(input(f"{label} > " if label else "> ").casefold().split())
    except EOFError:
        click.echo()
        return Key.QUIT
    return _KEYS.get(typed, typed)


def read_yes_no(session: Session) -> bool | Key:
    """Yes, no or a key; anything else is asked again, an empty line too."""
    while True:
        typed = read()
        if isinstance(typed, Key):
            return typed
        if typed in _YES or typed in _NO:
            return typed in _YES
        click.echo(session.say("answer_hint"))


def choose(
    session: Session,
    words: Sequence[str],
    *,
    label: str,
    hint: str,
    default: int | None = None,
    find: Callable[[str], int | None] | None = None,
) -> int | Key:
    """The index of one of ``words``, listed with numbers; an empty line takes ``default`` if there is one."""
    sheet = Sheet(session.console())
    for n, word in enumerate(words, 1):
        sheet.put(word, lead=f"{n:>4}. ", style="bold" if n - 1 == default else "")
    sheet.print()
    while True:
        typed = read(label)
        if isinstance(typed, Key):
            return typed
        if not typed and default is not None:
            return default
        index = number(typed, len(words))
        if index is None and typed and find is not None:
            index = find(typed)
        if index is not None:
            return index
        click.echo(hint)


def number(typed: str, most: int) -> int | None:
    """The index for a typed number from 1 to ``most``."""
    if typed.isascii() and typed.isdigit() and len(typed) <= 4 and 1 <= int(typed) <= most:
        return int(typed) - 1
    return None

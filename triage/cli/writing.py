"""Files that a command writes: whole or not at all, and never over what changed in the meantime."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from triage.cli.rules_pages import say
from triage.vocabulary.closed import Lang


@dataclass(frozen=True, slots=True)
class Change:
    """A file to be written. ``was``: its bytes when they were read; None if there was no such file."""

    path: Path
    was: bytes | None
    data: bytes


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file, or None if there is none. Raises ``OSError``."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_whole(path: Path, data: bytes, lang: Lang, mode: int | None = None) -> None:
    """Puts ``data`` where ``path`` says, whatever was there. Raises ``click.ClickException``.

    ``mode``: the permissions; None: those of the file replaced, or what the user's mask leaves.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _Staged(path, data, mode).put()
    except OSError as error:
        raise unwritable(path, error, lang) from error


def write_all(changes: Sequence[Change], lang: Lang) -> None:
    """Writes all of them, or none if one is no longer what was read. Raises ``click.ClickException``.

    Everything is written beside its place first; what is left to do then is to rename.
    """
    staged: list[_Staged] = []
    done: list[Change] = []
    current = changes[0].path
    try:
        for change in changes:
            current = change.path
            staged.append(_Staged(change.path, change.data))
        for change in changes:
            current = change.path
            if read_bytes(change.path) != change.was:
                raise click.ClickException(say("changed_underneath", lang, file=change.path.name))
        for change, one in zip(changes, staged, strict=True):
            current = change.path
            one.put()
            done.append(change)
    except OSError as error:
        for change in done:
            _take_back(change)
        raise unwritable(current, error, lang) from error
    finally:
        for one in staged:
            one.drop()


def unwritable(path: Path, error: OSError, lang: Lang) -> click.ClickException:
    """The sentence for a file that cannot be written."""
    cause = errno.errorcode.get(error.errno or 0, "OSError")
    return click.ClickException(say("unwritable", lang, file=click.format_filename(path), cause=cause))


class _Staged:
    """The new bytes of a file beside it, under a name that no loader reads."""

    def __init__(self, path: Path, data: bytes, mode: int | None = None) -> None:
        self._path = path.resolve()  # a link stays a link; what it points to is replaced
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
        self._there = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._there.chmod(_mode(self._path) if mode is None else mode)
        except OSError:
            self.drop()
            raise

    def put(self) -> None:
        self._there.replace(self._path)

    def drop(self) -> None:
        with suppress(OSError):
            self._there.unlink(missing_ok=True)


def _take_back(change: Change) -> None:
    with suppress(OSError):
        if change.was is None:
            change.path.unlink()
        else:
            _Staged(change.path, change.was).put()


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced; of a new one, what the user's mask leaves."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

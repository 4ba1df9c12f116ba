"""Files written so that a power cut finds the old bytes or the new ones; and a file read beside SQLite."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Final

#: Only the owner reads and writes what the ledger keeps.
PRIVATE: Final = 0o600
_BINARY: Final = getattr(os, "O_BINARY", 0)


def sync_folder(folder: Path) -> None:
    """Makes names in ``folder`` durable, where the system can do so at all."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create_private(path: Path) -> None:
    """An empty file only its owner may use. Raises ``FileExistsError``."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, PRIVATE))
    sync_folder(path.parent)


def replace(path: Path, data: bytes) -> None:
    """Puts ``data`` in the place of ``path``: all of it, durably, or nothing."""
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | _BINARY, PRIVATE)
    try:
        _write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    fresh.replace(path)
    sync_folder(path.parent)


def patch(path: Path, size: int, pieces: Mapping[int, bytes]) -> None:
    """Writes ``pieces`` at their places in ``path`` and makes it ``size`` long, durably when this returns."""
    descriptor = os.open(path, os.O_WRONLY | _BINARY)
    try:
        for offset in sorted(pieces):
            os.lseek(descriptor, offset, os.SEEK_SET)
            _write(descriptor, pieces[offset])
        os.ftruncate(descriptor, size)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def empty(path: Path) -> None:
    """Leaves nothing in ``path``, durably. A file that is not there is empty already."""
    if path.exists():
        patch(path, 0, {})


def _write(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


class Reader:
    """A file read beside SQLite in one process.

    POSIX gives up every lock that a process holds on a file when it closes any descriptor of it
    (sqlite.org/howtocorrupt.html, 2.2), so that one descriptor a file is shared and closed with the last
    user, who must have closed the connections to SQLite before.
    """

    _open: Final[dict[tuple[int, int], Reader]] = {}
    _guard: Final = Lock()

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | _BINARY)
        self._users = 0
        self._place = Lock()

    @classmethod
    def of(cls, path: Path) -> Reader:
        """The reader of ``path``; give it back by ``done``. Raises ``OSError``."""
        with cls._guard:
            status = path.stat()
            name = (status.st_dev, status.st_ino)
            if name not in cls._open:
                cls._open[name] = cls(path)
            reader = cls._open[name]
            reader._users += 1
            return reader

    def done(self) -> None:
        """This user needs it no more."""
        with self._guard:
            self._users -= 1
            if self._users == 0:
                for name in [name for name, reader in self._open.items() if reader is self]:
                    del self._open[name]
                os.close(self._descriptor)

    def size(self) -> int:
        """How long the file is now."""
        return os.fstat(self._descriptor).st_size

    def read(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes from ``offset``; fewer only where the file ends."""
        with self._place:
            os.lseek(self._descriptor, offset, os.SEEK_SET)
            parts = []
            while length and (part := os.read(self._descriptor, length)):
                parts.append(part)
                length -= len(part)
            return b"".join(parts)

    def blocks(self, length: int) -> Iterator[bytes]:
        """The whole file in pieces of ``length`` bytes; the last may be shorter."""
        several = max(1, (1 << 20) // length) * length
        offset = 0
        while data := self.read(offset, several):
            yield from (data[n : n + length] for n in range(0, len(data), length))
            offset += len(data)

"""A disk that forgets: file operations as ``shim.c`` logged them, replayed up to a power cut.

What was synced is there. Of what was not, any part may be: each write whole, not at all or some of its
sectors, in any order (as in Pillai et al., All File Systems Are Not Created Equal, OSDI 2014); names in
the order in which they were made, up to anywhere.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

OPEN, WRITE, TRUNCATE, SYNC, RENAME, UNLINK = range(1, 7)
SECTOR = 512


class Operation(NamedTuple):
    """One logged operation; ``data`` of a rename is the new name."""

    op: int
    path: str
    offset: int
    data: bytes


def operations(log: bytes) -> Iterator[Operation]:
    """The logged operations, in their order."""
    at = 0
    while at < len(log):
        op, name, offset, length = struct.unpack_from("=IIQQ", log, at)
        at += 24
        path, data = log[at : at + name], log[at + name : at + name + length]
        yield Operation(op, path.decode(), offset, data)
        at += name + length


@dataclass
class Inode:
    """A file: what is on the disk for certain, and what was done to it since."""

    durable: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        self.durable = self.after(self.pending)
        self.pending = []

    def after(self, done: list[tuple[int, bytes | None]]) -> bytes:
        """The content once ``done`` was done; None in the place of bytes cuts off or fills up."""
        content = bytearray(self.durable)
        for offset, data in done:
            end = offset if data is None else offset + len(data)
            content.extend(bytes(max(0, end - len(content))))
            if data is None:
                del content[offset:]
            else:
                content[offset:end] = data
        return bytes(content)

    def after_power_cut(self, chance: Random) -> bytes:
        """The content as far as it happened to reach the disk."""
        whim = chance.choice(["none", "all", "some", "torn"])
        if whim == "none":
            return self.durable
        if whim == "all":
            return self.after(self.pending)
        done: list[tuple[int, bytes | None]] = []
        for offset, data in self.pending:
            if data is None or whim == "some":
                done += [(offset, data)] if chance.random() < 0.5 else []
                continue
            first = offset // SECTOR * SECTOR
            for start in range(first, offset + len(data), SECTOR):
                low, high = max(start, offset), min(start + SECTOR, offset + len(data))
                done += [(low, data[low - offset : high - offset])] if chance.random() < 0.5 else []
        return self.after(done)


class Disk:
    """A folder on it: files by name as they are now, and as they are for certain."""

    def __init__(self, folder: Path) -> None:
        """As ``folder`` is, with everything in it synced."""
        self.folder = str(folder)
        self.now = {path.name: Inode(path.read_bytes()) for path in folder.iterdir()}
        self.certain = dict(self.now)
        self._names: list[dict[str, Inode]] = []

    def do(self, operation: Operation) -> None:
        """One operation more."""
        op, path, offset, data = operation
        if path == self.folder:
            if op == SYNC:
                self.certain, self._names = dict(self.now), []
            return
        name = Path(path).name
        if op == OPEN:
            if name not in self.now:
                self.now[name] = Inode()
                self._names.append(dict(self.now))
        elif op == WRITE:
            self.now[name].pending.append((offset, data))
        elif op == TRUNCATE:
            self.now[name].pending.append((offset, None))
        elif op == SYNC:
            self.now[name].sync()
        elif op == RENAME:
            self.now[Path(data.decode()).name] = self.now.pop(name)
            self._names.append(dict(self.now))
        elif op == UNLINK:
            del self.now[name]
            self._names.append(dict(self.now))

    def cut(self, chance: Random, into: Path) -> None:
        """Writes what is left after a power cut now."""
        names = chance.choice([self.certain, *self._names])
        for name, inode in names.items():
            (into / name).write_bytes(inode.after_power_cut(chance))

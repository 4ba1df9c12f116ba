"""A digest for each page of the SQLite file, so that no byte of it changes unnoticed.

The chain covers what the rows say; slack, free pages and header counters it does not. After a
transaction only the pages that it changed are read again. Which those are, SQLite tells: a rollback
journal kept by ``PRAGMA journal_mode=PERSIST`` still holds each changed page as it was before
(sqlite.org/fileformat.html, "The Rollback Journal"), so that it also proves that those were untouched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triage.ledger.disk import Reader, patch, replace

_MAGIC: Final = b"SQLite format 3\x00"
_DIGEST: Final = 32
#: Sizes of the journal's first sector, the one that SQLite uses on almost every system first.
_SECTORS: Final = (512, 4096, 1024, 2048, 8192, 16384, 32768, 65536)


@dataclass(frozen=True, slots=True)
class FileState:
    """What the first bytes of the file say: size of a page, and how often it was written to."""

    page: int
    change: int


def file_state(reader: Reader) -> FileState | None:
    """The state of a SQLite file that keeps a rollback journal; None for anything else."""
    head = reader.read(0, 100)
    if len(head) < 100 or not head.startswith(_MAGIC) or head[18:20] != b"\x01\x01":
        return None
    page = int.from_bytes(head[16:18])
    page = 65536 if page == 1 else page
    if page < 512 or page & (page - 1):
        return None
    return FileState(page, int.from_bytes(head[24:28]))


class PageDigests:
    """The digests of all pages, in their order, as the side file holds them."""

    def __init__(self, data: bytes | bytearray) -> None:
        self.data = bytearray(data)

    @classmethod
    def of(cls, reader: Reader, page: int) -> PageDigests:
        """Of the file as it is now."""
        return cls(b"".join(hashlib.sha256(block).digest() for block in reader.blocks(page)))

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.data) // _DIGEST

    def sha256(self) -> bytes:
        """One digest over all of them."""
        return hashlib.sha256(self.data).digest()

    def before(self, count: int, originals: Mapping[int, bytes]) -> PageDigests:
        """How they were when there were ``count`` pages, of which some had the digests ``originals``."""
        old = PageDigests(self.data[: count * _DIGEST])
        for number, sha256 in originals.items():
            if number <= old.count:
                old.data[(number - 1) * _DIGEST : number * _DIGEST] = sha256
        return old

    def agrees(self, originals: Mapping[int, bytes]) -> bool:
        """Whether each of ``originals`` is the digest that stands here."""
        return all(
            self.data[(number - 1) * _DIGEST : number * _DIGEST] == sha256
            for number, sha256 in originals.items()
        )

    def after(self, reader: Reader, page: int, touched: Mapping[int, bytes]) -> tuple[PageDigests, set[int]]:
        """How they are now: the pages ``touched`` and all new ones read again; and which those are."""
        count = -(-reader.size() // page)
        again = {number for number in touched if number <= count} | set(range(self.count + 1, count + 1))
        new = PageDigests(self.data[: count * _DIGEST])
        new.data.extend(bytes(count * _DIGEST - len(new.data)))
        for number in again:
            sha256 = hashlib.sha256(reader.read((number - 1) * page, page)).digest()
            new.data[(number - 1) * _DIGEST : number * _DIGEST] = sha256
        return new, again

    def store(self, path: Path, changed: set[int] | None = None) -> None:
        """Writes the side file, or only the digests that changed."""
        if changed is None:
            replace(path, bytes(self.data))
            return
        pieces = {
            (number - 1) * _DIGEST: bytes(self.data[(number - 1) * _DIGEST : number * _DIGEST])
            for number in changed
        }
        patch(path, len(self.data), pieces)

    def first_difference(self, reader: Reader, page: int) -> int | None:
        """The first page of the file that is not as it was, or None."""
        number = 0
        for number, block in enumerate(reader.blocks(page), 1):
            if self.data[(number - 1) * _DIGEST : number * _DIGEST] != hashlib.sha256(block).digest():
                return number
        return None if number == self.count else number + 1


def touched(journal: bytes, page: int) -> dict[int, bytes]:
    """The pages that the last transaction changed, each with the digest of what it held before.

    Records of one transaction share a nonce in their checksums; what follows is left from earlier
    ones. Empty where the journal holds none that can be read.
    """
    for sector in _SECTORS:
        found = _records(journal, sector, page)
        if 1 in found:  # every transaction changes the first page
            return found
    return {}


def _records(journal: bytes, sector: int, page: int) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    nonce = None
    size = page + 8
    for offset in range(sector, len(journal) - size + 1, size):
        number = int.from_bytes(journal[offset : offset + 4])
        content = journal[offset + 4 : offset + 4 + page]
        checksum = int.from_bytes(journal[offset + 4 + page : offset + size])
        # pager_cksum: every 200th byte from the end.
        own = (checksum - sum(content[page - 200 : 0 : -200])) & 0xFFFFFFFF
        if number == 0 or (nonce is not None and own != nonce):
            break
        nonce = own
        found.setdefault(number, hashlib.sha256(content).digest())
    return found

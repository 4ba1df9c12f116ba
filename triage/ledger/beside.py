"""What lies beside a ledger and follows it: the head anchor and, for a file, the digests of its pages.

Both are brought forward under the ledger's own write lock, right after each transaction, and before
the next one where a crash came between. That is done only where it can be proved that the
ledger is one transaction ahead of them and otherwise untouched; else they stay as they are, for
``verify`` to tell. They are made anew by an explicit command alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from triage.ledger.anchor import Anchor, PageMark, read_anchor
from triage.ledger.disk import Reader, empty, replace
from triage.ledger.errors import AnchorUnreadable
from triage.ledger.model import Head
from triage.ledger.pages import PageDigests, file_state, touched

#: Both were where the ledger is; they were brought there; they do not fit it and stay as they are.
Followed = Literal["level", "moved", "apart"]


@dataclass(frozen=True, slots=True)
class Chain:
    """What an anchor is held against: the ledger's id and public key, its head, and the hash of an entry.

    ``genuine``: whether all entries after a number were sealed with the ledger's keys.
    """

    ledger: str
    key: bytes
    head: Head
    hash_at: Callable[[int], bytes | None]
    genuine: Callable[[int], bool]

    def carries(self, anchor: Anchor) -> bool:
        """Whether ``anchor`` speaks of this chain, up to now or up to an earlier entry."""
        return (
            (anchor.ledger, anchor.key) == (self.ledger, self.key)
            and anchor.seq <= self.head.seq
            and self.hash_at(anchor.seq) == anchor.head
        )


@dataclass(frozen=True, slots=True)
class Watched:
    """A SQLite file whose bytes are watched: a reader of it, its journal, and where its digests are."""

    reader: Reader
    journal: Path
    digests: Path


class Beside:
    """The anchor at ``path`` (None: nowhere) and what is ``watched`` (None: a server's tables)."""

    def __init__(self, path: Path | None, watched: Watched | None) -> None:
        self.path = path
        self.watched = watched
        #: The anchor last written or checked, and the digests that it speaks of.
        self._known: tuple[Anchor, PageDigests] | None = None

    def follow(self, chain: Chain, signing: Ed25519PrivateKey) -> Followed:
        """Brings both forward to the head. Raises ``OSError``."""
        if self.path is None:
            return "level"
        anchor = self.read()
        if anchor is None or not chain.carries(anchor) or not chain.genuine(anchor.seq):
            return "apart"
        if self.watched is None:
            if anchor.seq == chain.head.seq:
                return "level"
            self._anchor(chain, signing, None)
            return "moved"
        mark = anchor.pages
        state = file_state(self.watched.reader)
        if mark is None or state is None or state.page != mark.size or not self.watched.digests.exists():
            return "apart"
        if state.change == mark.change:
            fits = anchor.seq == chain.head.seq and self._spoken_of(anchor, mark, {}) is not None
            return "level" if fits else "apart"
        originals = touched(_bytes(self.watched.journal), mark.size)
        before = self._spoken_of(anchor, mark, originals)
        if state.change != (mark.change + 1) & 0xFFFFFFFF or before is None:
            return "apart"
        now, changed = before.after(self.watched.reader, mark.size, originals)
        now.store(self.watched.digests, changed)
        signed = self._anchor(chain, signing, PageMark(now.count, mark.size, state.change, now.sha256()))
        self._known = (signed, now)
        return "moved"

    def _spoken_of(self, anchor: Anchor, mark: PageMark, originals: dict[int, bytes]) -> PageDigests | None:
        """The digests that ``anchor`` speaks of, some of them perhaps overwritten since; None: they are not.

        Those that this program wrote itself need not be read again: what somebody else did to the file
        meanwhile stays in it for ``verify``, as only what changed is written.
        """
        assert self.watched is not None
        if self._known is not None and self._known[0] == anchor:
            known = self._known[1]
            return known if known.agrees(originals) else None
        before = PageDigests(_bytes(self.watched.digests)).before(mark.count, originals)
        if before.sha256() != mark.sha256:
            return None
        self._known = (anchor, before)
        return before

    def renew(self, chain: Chain, signing: Ed25519PrivateKey) -> None:
        """Writes both from what is there now, whatever they said before. Raises ``OSError``."""
        mark = None
        if self.watched is not None and (state := file_state(self.watched.reader)) is not None:
            digests = PageDigests.of(self.watched.reader, state.page)
            digests.store(self.watched.digests)
            mark = PageMark(digests.count, state.page, state.change, digests.sha256())
        self._anchor(chain, signing, mark)

    def scrub(self) -> None:
        """Leaves nothing in the journal of what was overwritten. Only between two transactions."""
        if self.watched is not None:
            empty(self.watched.journal)

    def read(self) -> Anchor | None:
        """The anchor that lies there; None if there is none that can be read."""
        try:
            return None if self.path is None else read_anchor(self.path.read_bytes())
        except (OSError, AnchorUnreadable):
            return None

    def _anchor(self, chain: Chain, signing: Ed25519PrivateKey, mark: PageMark | None) -> Anchor:
        head = chain.head
        anchor = Anchor(chain.ledger, head.seq, head.hash, head.at, chain.key, pages=mark).signed(signing)
        if self.path is not None:
            replace(self.path, anchor.json().encode())
        return anchor


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""

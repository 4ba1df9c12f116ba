"""The head anchor: a signed statement of where the chain stood, to be kept apart from the ledger.

Signed with Ed25519 by a key that only the ledger's master key opens. As a file, as text to print or
copy, and as a QR code: all three say the same.
"""

from __future__ import annotations

import base64
import io
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from triage.ledger.canonical import canonical_json, encode
from triage.ledger.chain import moment, written
from triage.ledger.errors import AnchorUnreadable, LibraryMissing
from triage.vocabulary.values import replace

SCHEMA: Final = "triage.anchor/1"
#: What the compact form begins with; also what a scanner shows first.
MARK: Final = "TA1:"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PACKED: Final = 16 + 8 + 8 + 32 + 32 + 64


@dataclass(frozen=True, slots=True)
class PageMark:
    """What a SQLite file looked like: how many pages of which size, how often written, digest of digests."""

    count: int
    size: int
    change: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Anchor:
    """Entry ``seq`` of ledger ``ledger`` had hash ``head`` at time ``at``. ``key``: who signed, Ed25519.

    ``pages`` only in the anchor that lies beside a file: in any other it would soon be of the past.
    """

    ledger: str
    seq: int
    head: bytes
    at: datetime
    key: bytes
    signature: bytes = b""
    pages: PageMark | None = None

    def holds(self) -> bool:
        """Whether the signature is that of ``key`` over the rest."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.signature, self._signed())
        except (InvalidSignature, ValueError):
            return False
        return True

    def signed(self, key: Ed25519PrivateKey) -> Anchor:
        """This anchor, signed."""
        return replace(self, signature=key.sign(self._signed()))

    def _signed(self) -> bytes:
        mark = self.pages
        pages = None if mark is None else (mark.count, mark.size, mark.change, mark.sha256)
        return encode(SCHEMA, self.ledger, self.seq, self.head, written(self.at), self.key, pages)

    def json(self) -> str:
        """As a file."""
        mark = self.pages
        pages = mark and {
            "count": mark.count,
            "size": mark.size,
            "change": mark.change,
            "sha256": mark.sha256.hex(),
        }
        whole = {
            "schema": SCHEMA,
            "ledger": self.ledger,
            "seq": self.seq,
            "head": self.head.hex(),
            "at": written(self.at),
            "key": self.key.hex(),
            "pages": pages,
            "signature": self.signature.hex(),
        }
        return canonical_json(whole).decode() + "\n"

    def compact(self) -> str:
        """On one line, of letters and digits: what a QR code holds."""
        return MARK + base64.b32encode(self._packed()).decode().rstrip("=")

    def text(self) -> str:
        """As lines to print or to copy by hand."""
        letters = self.compact().removeprefix(MARK)
        groups = [letters[n : n + 6] for n in range(0, len(letters), 6)]
        lines = ["-".join(groups[n : n + 8]) for n in range(0, len(groups), 8)]
        return "\n".join([f"{self.ledger}  #{self.seq}  {written(self.at)}", MARK, *lines]) + "\n"

    def qr(self, kind: Literal["svg", "png", "terminal"]) -> bytes:
        """As a QR code: ``svg``, ``png`` or ``terminal`` (text). Raises ``LibraryMissing``."""
        try:
            import segno
        except ImportError:
            raise LibraryMissing("segno") from None
        code = segno.make_qr(self.compact(), error="m")
        if kind == "terminal":
            drawn = io.StringIO()
            code.terminal(drawn, compact=True)
            return drawn.getvalue().encode()
        out = io.BytesIO()
        code.save(out, kind=kind, scale=4)
        return out.getvalue()

    def _packed(self) -> bytes:
        micro = (self.at - _EPOCH) // timedelta(microseconds=1)
        numbers = self.seq.to_bytes(8) + micro.to_bytes(8)
        return bytes.fromhex(self.ledger) + numbers + self.head + self.key + self.signature


def read_anchor(data: bytes | str) -> Anchor:
    """An anchor from its file, its text or the content of its QR code, its signature checked.

    Raises ``AnchorUnreadable`` also where a single character is another than when it was written.
    """
    try:
        text = data.decode() if isinstance(data, bytes) else data
        anchor = _from_json(text) if text.lstrip().startswith("{") else _from_text(text)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise AnchorUnreadable from None
    if not anchor.holds():
        raise AnchorUnreadable
    return anchor


def _from_json(text: str) -> Anchor:
    whole = json.loads(text)
    mark = whole["pages"]
    anchor = Anchor(
        whole["ledger"],
        whole["seq"],
        bytes.fromhex(whole["head"]),
        moment(whole["at"]),
        bytes.fromhex(whole["key"]),
        bytes.fromhex(whole["signature"]),
        mark and PageMark(mark["count"], mark["size"], mark["change"], bytes.fromhex(mark["sha256"])),
    )
    if anchor.json() != text:  # one way to write it, so that no byte of the file may be another
        raise ValueError
    return anchor


def _from_text(text: str) -> Anchor:
    _, mark, letters = text.upper().partition(MARK)
    letters = re.sub(r"[\s-]", "", letters)
    packed = base64.b32decode(letters + "=" * (-len(letters) % 8))
    if not mark or len(packed) != _PACKED:
        raise ValueError
    at = _EPOCH + timedelta(microseconds=int.from_bytes(packed[24:32]))
    return Anchor(
        packed[:16].hex(),
        int.from_bytes(packed[16:24]),
        packed[32:64],
        at,
        packed[64:96],
        packed[96:160],
    )

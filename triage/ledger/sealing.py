"""What stands inside an entry: compressed, filled up, encrypted, and bound to its place in the chain."""

from __future__ import annotations

import json
import os
import zlib
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from triage.ledger.canonical import canonical_json
from triage.ledger.errors import DraftRefused

#: Ciphertexts grow in such steps, so that their length says little of what is inside.
STEP: Final = 256
#: The largest body, as JSON.
LARGEST: Final = 8 << 20
_NONCE: Final = 12


def plain(subject: str | None, body: Any) -> bytes:
    """What is encrypted: length, compressed JSON, zeros. Raises ``DraftRefused`` for what is not JSON."""
    try:
        data = canonical_json({"subject": subject, "body": body})
    except (TypeError, ValueError, RecursionError):
        # Not `from` it: the message of json may repeat what it could not write.
        raise DraftRefused("body") from None
    if len(data) > LARGEST:
        raise DraftRefused("body")
    packed = zlib.compress(data, 6)
    filled = 4 + len(packed)
    return len(packed).to_bytes(4) + packed + bytes(-filled % STEP)


def seal(key: bytes, header: bytes, content: bytes) -> bytes:
    """``content`` under ``key``, only to be opened beside ``header``."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, header)


def unseal(key: bytes, header: bytes, sealed: bytes) -> tuple[str | None, dict[str, Any]]:
    """Subject and body. Raises ``InvalidTag`` where key, place or bytes are not those it was sealed with."""
    if len(sealed) < _NONCE + 16:
        raise InvalidTag
    content = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], header)
    length = int.from_bytes(content[:4])
    whole = json.loads(zlib.decompressobj().decompress(content[4 : 4 + length], LARGEST))
    return whole["subject"], whole["body"]

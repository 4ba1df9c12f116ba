"""The recovery key as people write it: Crockford's base 32 in groups of five, the last one a checksum."""

from __future__ import annotations

import hashlib
import os
from typing import Final

from triage.ledger.errors import WrongRecoveryKey

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What is read for letters that look alike (Crockford).
_READ_AS: Final = str.maketrans("OIL", "011")
_BYTES: Final = 25
_GROUP: Final = 5
_LETTERS: Final = _BYTES * 8 // 5


def new_recovery() -> tuple[bytes, str]:
    """200 random bits, and their text."""
    secret = os.urandom(_BYTES)
    return secret, recovery_text(secret)


def recovery_text(secret: bytes) -> str:
    """``secret`` as eight groups and a ninth that checks them."""
    letters = _letters(int.from_bytes(secret), _LETTERS) + _check(secret)
    return "-".join(letters[n : n + _GROUP] for n in range(0, len(letters), _GROUP))


def recovery_bytes(text: str) -> bytes:
    """The secret that was written, in any case, with or without dashes. Raises ``WrongRecoveryKey``."""
    letters = "".join(text.upper().split()).replace("-", "").translate(_READ_AS)
    if len(letters) != _LETTERS + _GROUP or any(letter not in _ALPHABET for letter in letters):
        raise WrongRecoveryKey
    number = 0
    for letter in letters[:_LETTERS]:
        number = number * 32 + _ALPHABET.index(letter)
    secret = number.to_bytes(_BYTES)
    if _check(secret) != letters[_LETTERS:]:
        raise WrongRecoveryKey
    return secret


def _check(secret: bytes) -> str:
    return _letters(int.from_bytes(hashlib.sha256(secret).digest()[:4]) >> 7, _GROUP)


def _letters(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> 5 * (count - 1 - n) & 31] for n in range(count))

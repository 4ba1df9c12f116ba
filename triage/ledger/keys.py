"""The keys: a master key that passphrase and recovery key each wrap, and what is derived from it.

Argon2id with the second recommended parameters of RFC 9106; AES-256-GCM; HKDF-SHA256. Wherever a
key is wrapped, the wrapping is bound to the ledger and to what the key is for.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from triage.ledger.canonical import encode
from triage.ledger.errors import (
    LedgerAltered,
    LedgerUnreachable,
    PassphraseWeak,
    WrongPassphrase,
    WrongRecoveryKey,
)
from triage.ledger.recovery import new_recovery, recovery_bytes

KEY: Final = 32
_NONCE: Final = 12
#: The fewest characters of a passphrase.
SHORTEST: Final = 10

Slots = Mapping[str, tuple[str, bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try at a passphrase costs: passes, memory in KiB, lanes."""

    passes: int = 3
    memory: int = 64 * 1024
    lanes: int = 4


def wrap(key: bytes, plain: bytes, *bound: str | bytes | int | None) -> bytes:
    """``plain`` encrypted under ``key``, bound to its purpose: a fresh nonce, then AES-256-GCM."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, encode(*bound))


def unwrap(key: bytes, wrapped: bytes, *bound: str | bytes | int | None) -> bytes:
    """What ``wrap`` wrapped. Raises ``InvalidTag`` for another key, purpose or altered bytes."""
    if len(wrapped) < _NONCE + 16:
        raise InvalidTag
    return AESGCM(key).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], encode(*bound))


class Keyring:
    """The master key and everything derived from it."""

    def __init__(self, ledger: str, master: bytes) -> None:
        self._ledger = ledger
        self._master = master
        self._tokens = self._derived(b"subject tokens")
        self._wrapping = self._derived(b"subject keys")

    def _derived(self, purpose: bytes) -> bytes:
        info = b"triage-ledger/1 " + purpose
        return HKDF(algorithm=SHA256(), length=KEY, salt=self._ledger.encode(), info=info).derive(
            self._master
        )

    def token(self, subject: str) -> str:
        """What stands outside for a pseudonym: the same for each of its entries, telling nothing of it."""
        name = unicodedata.normalize("NFC", subject).encode("utf-8", "surrogatepass")
        return hmac.new(self._tokens, name, hashlib.sha256).hexdigest()

    def wrap_key(self, number: int, token: str | None, key: bytes) -> bytes:
        """A subject's key as it is kept."""
        return wrap(self._wrapping, key, "subject key", self._ledger, number, token)

    def unwrap_key(self, number: int, token: str | None, wrapped: bytes) -> bytes:
        """A subject's key. Raises ``LedgerAltered`` for a row that is not as it was written."""
        try:
            return unwrap(self._wrapping, wrapped, "subject key", self._ledger, number, token)
        except InvalidTag:
            raise LedgerAltered(number) from None

    def wrap_signing(self, key: Ed25519PrivateKey) -> bytes:
        """The key that signs anchors, as it is kept."""
        raw = key.private_bytes(
            serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
        )
        return wrap(self._wrapping, raw, "signing key", self._ledger)

    def unwrap_signing(self, wrapped: bytes) -> Ed25519PrivateKey:
        """The key that signs anchors. Raises ``LedgerAltered``."""
        try:
            raw = unwrap(self._wrapping, wrapped, "signing key", self._ledger)
        except InvalidTag:
            raise LedgerAltered(0) from None
        return Ed25519PrivateKey.from_private_bytes(raw)

    def passphrase_slot(self, passphrase: str, cost: Cost) -> tuple[str, bytes, bytes]:
        """A slot that ``passphrase`` opens. Raises ``PassphraseWeak``."""
        if len(unicodedata.normalize("NFC", passphrase)) < SHORTEST:
            raise PassphraseWeak(SHORTEST)
        method = json.dumps(
            {"kdf": "argon2id", "t": cost.passes, "m": cost.memory, "p": cost.lanes}, separators=(",", ":")
        )
        salt = os.urandom(16)
        key = _stretched(passphrase, salt, cost)
        return method, salt, wrap(key, self._master, "passphrase", self._ledger, method, salt)

    def recovery_slot(self) -> tuple[str, tuple[str, bytes, bytes]]:
        """A new recovery key's text, and the slot that it opens."""
        secret, text = new_recovery()
        salt = os.urandom(16)
        key = _expanded(secret, salt)
        wrapped = wrap(key, self._master, "recovery", self._ledger, "hkdf-sha256", salt)
        return text, ("hkdf-sha256", salt, wrapped)

    def open_slot(self) -> tuple[str, bytes, bytes]:
        """The slot of a demo ledger: the master key as it is."""
        return "none", b"", self._master


def new_keyring(ledger: str) -> Keyring:
    """A keyring with a fresh master key."""
    return Keyring(ledger, os.urandom(KEY))


def by_passphrase(ledger: str, slots: Slots, passphrase: str) -> Keyring:
    """The keyring that ``passphrase`` opens. Raises ``WrongPassphrase``, ``LedgerUnreachable`` (memory)."""
    try:
        method, salt, wrapped = slots["passphrase"]
        asked = json.loads(method)
        cost = Cost(int(asked["t"]), int(asked["m"]), int(asked["p"]))
        key = _stretched(passphrase, salt, cost)
        return Keyring(ledger, unwrap(key, wrapped, "passphrase", ledger, method, salt))
    except (InvalidTag, KeyError, TypeError, ValueError):
        raise WrongPassphrase from None


def by_recovery(ledger: str, slots: Slots, text: str) -> Keyring:
    """The keyring that a recovery key opens. Raises ``WrongRecoveryKey``."""
    try:
        method, salt, wrapped = slots["recovery"]
        key = _expanded(recovery_bytes(text), salt)
        return Keyring(ledger, unwrap(key, wrapped, "recovery", ledger, method, salt))
    except (InvalidTag, KeyError):
        raise WrongRecoveryKey from None


def in_the_open(ledger: str, slots: Slots) -> Keyring:
    """The keyring of a demo ledger. Raises ``LedgerAltered`` if it has none."""
    try:
        return Keyring(ledger, slots["open"][2])
    except KeyError:
        raise LedgerAltered(0) from None


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    try:
        return hash_secret_raw(
            unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory,
            parallelism=cost.lanes,
            hash_len=KEY,
            type=Type.ID,
        )
    except HashingError:  # not enough memory, or a cost that somebody altered
        raise LedgerUnreachable("argon2") from None


def _expanded(secret: bytes, salt: bytes) -> bytes:
    # 200 random bits need no stretching.
    return HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=b"triage-ledger/1 recovery").derive(secret)

"""Keys open what they were made for, and nothing else."""

from __future__ import annotations

from contextlib import suppress

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.making import CHEAP, PASSPHRASE
from triage.ledger.errors import LedgerAltered, LedgerUnreachable, WrongPassphrase, WrongRecoveryKey
from triage.ledger.keys import Cost, by_passphrase, by_recovery, new_keyring
from triage.ledger.recovery import recovery_bytes, recovery_text
from triage.ledger.sealing import STEP, plain, seal, unseal

KEY = b"k" * 32


def test_a_passphrase_opens_its_own_ledger_alone() -> None:
    ring = new_keyring("ledger-1")
    slots = {"passphrase": ring.passphrase_slot(PASSPHRASE, CHEAP)}
    assert by_passphrase("ledger-1", slots, PASSPHRASE).token("siswa A") == ring.token("siswa A")
    for ledger, passphrase in (("ledger-1", PASSPHRASE + " "), ("ledger-2", PASSPHRASE)):
        with pytest.raises(WrongPassphrase):
            by_passphrase(ledger, slots, passphrase)


def test_a_passphrase_may_be_typed_on_any_keyboard() -> None:
    slots = {"passphrase": new_keyring("x").passphrase_slot("cafe\u0301 di pojok", CHEAP)}
    by_passphrase("x", slots, "caf\u00e9 di pojok")


def test_a_weaker_cost_written_in_by_somebody_does_not_open() -> None:
    method, salt, wrapped = new_keyring("x").passphrase_slot(PASSPHRASE, Cost(2, 64, 1))
    for altered in (method.replace('"t":2', '"t":1'), "{}", "[]"):
        with pytest.raises(WrongPassphrase):
            by_passphrase("x", {"passphrase": (altered, salt, wrapped)}, PASSPHRASE)
    with pytest.raises(LedgerUnreachable):
        by_passphrase("x", {"passphrase": ('{"t":0,"m":0,"p":0}', salt, wrapped)}, PASSPHRASE)


@given(st.binary(min_size=25, max_size=25))
def test_a_recovery_key_is_read_however_it_was_copied(secret: bytes) -> None:
    text = recovery_text(secret)
    assert [len(group) for group in text.split("-")] == [5] * 9
    for copied in (text, text.lower(), text.replace("-", " "), text.replace("0", "o").replace("1", "l")):
        assert recovery_bytes(copied) == secret


@given(
    st.binary(min_size=25, max_size=25),
    st.integers(0, 44),
    st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
)
def test_one_letter_misread_is_noticed_nearly_always_before_anything_is_tried(
    secret: bytes, place: int, letter: str
) -> None:
    letters = recovery_text(secret).replace("-", "")
    copied = letters[:place] + letter + letters[place + 1 :]
    if copied == letters:
        assert recovery_bytes(copied) == secret
        return
    with suppress(WrongRecoveryKey):
        assert recovery_bytes(copied) != secret


@pytest.mark.parametrize("text", ["", "ABCDE", "U" * 45, "0" * 46, "é" * 45])
def test_what_is_no_recovery_key_is_refused(text: str) -> None:
    with pytest.raises(WrongRecoveryKey):
        recovery_bytes(text)


def test_a_recovery_key_opens_its_own_ledger_alone() -> None:
    ring = new_keyring("ledger-1")
    text, slot = ring.recovery_slot()
    assert by_recovery("ledger-1", {"recovery": slot}, text).token("a") == ring.token("a")
    other, _ = new_keyring("ledger-1").recovery_slot()
    for ledger, slots, given_text in (
        ("ledger-1", {"recovery": slot}, other),
        ("ledger-2", {"recovery": slot}, text),
        ("ledger-1", {}, text),
    ):
        with pytest.raises(WrongRecoveryKey):
            by_recovery(ledger, slots, given_text)


def test_a_subjects_key_is_bound_to_its_number_and_student() -> None:
    ring = new_keyring("x")
    wrapped = ring.wrap_key(3, "token", KEY)
    assert ring.unwrap_key(3, "token", wrapped) == KEY
    for number, token, row in (
        (4, "token", wrapped),
        (3, "other", wrapped),
        (3, "token", b""),
        (3, None, wrapped),
    ):
        with pytest.raises(LedgerAltered):
            ring.unwrap_key(number, token, row)


def test_tokens_tell_nothing_without_the_key_and_are_one_for_one_student() -> None:
    one, other = new_keyring("x"), new_keyring("x")
    assert one.token("siswa e\u0301") == one.token("siswa \u00e9")
    assert len({one.token("siswa A"), one.token("siswa B"), other.token("siswa A")}) == 3


def test_what_is_sealed_opens_in_its_place_alone() -> None:
    sealed = seal(KEY, b"header", plain("siswa A", {"by": "BK-1"}))
    assert unseal(KEY, b"header", sealed) == ("siswa A", {"by": "BK-1"})
    for key, header, body in (
        (b"o" * 32, b"header", sealed),
        (KEY, b"other", sealed),
        (KEY, b"header", sealed[:-1]),
        (KEY, b"header", b""),
    ):
        with pytest.raises(InvalidTag):
            unseal(key, header, body)


@given(st.dictionaries(st.text("abc", max_size=3), st.text(max_size=40), max_size=3))
def test_lengths_are_told_in_steps_alone(body: dict[str, str]) -> None:
    content = plain(None, body)
    assert len(content) % STEP == 0
    assert unseal(KEY, b"", seal(KEY, b"", content)) == (None, body)

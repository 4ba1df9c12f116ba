"""A rulebook as bytes and back."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rulebook.small import write
from triage.rulebook.loading import load_rulebook
from triage.rulebook.model import Rulebook
from triage.rulebook.stored import SHAPE, StoredRulebookBroken, dump, restore


def test_round_trip_of_the_shipped_rulebook(book: Rulebook) -> None:
    data = dump(book)

    assert restore(data) == book
    assert dump(restore(data)) == data


def test_round_trip_of_the_small_rulebook(tmp_path: Path) -> None:
    book = load_rulebook(write(tmp_path))

    assert restore(dump(book)) == book


def test_another_shape_is_refused(book: Rulebook) -> None:
    _, data = json.loads(dump(book))

    with pytest.raises(StoredRulebookBroken, match="another version"):
        restore(json.dumps(["another", data]).encode())


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[]", b"[1,2]", b"{}", b"null", b"[" * 100_000, json.dumps([SHAPE, []]).encode()]
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(StoredRulebookBroken):
        restore(data)


@given(st.data())
def test_damaged_bytes_are_refused_or_read(book: Rulebook, data: st.DataObject) -> None:
    """Never another exception; what can still be read is for the keeper's checksum to notice."""
    whole = dump(book)
    at = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 50))
    damaged = whole[:at] + data.draw(st.binary(max_size=20)) + whole[at + length :]

    with suppress(StoredRulebookBroken):
        assert isinstance(restore(damaged), Rulebook)

"""Different values never have the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.ledger.canonical import canonical_json, encode
from triage.ledger.chain import moment, written

LEAVES = st.none() | st.integers() | st.text() | st.binary()
FIELDS = st.lists(st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3).map(tuple)), max_size=4)


def test_each_kind_of_field_is_written_with_its_length() -> None:
    assert encode(None, 7, -1, "é", b"\x00", ("a", ())) == b"-i7;i-1;s2:\xc3\xa9b1:\x00t2:s1:at0:"


@given(FIELDS, FIELDS)
def test_no_two_lists_of_fields_have_the_same_bytes(one: list[object], other: list[object]) -> None:
    assert (encode(*one) == encode(*other)) is (one == other)  # type: ignore[arg-type]


def test_the_same_json_has_the_same_bytes_in_any_order() -> None:
    assert canonical_json({"b": [1.5, None], "a": "é"}) == '{"a":"é","b":[1.5,null]}'.encode()


@pytest.mark.parametrize("value", [float("inf"), "\udc80", {1, 2}, b"x"])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        canonical_json(value)


@given(
    st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)),
    st.integers(min_value=-14, max_value=14),
)
def test_moments_come_back_and_are_sorted_as_text(naive: datetime, hours: int) -> None:
    now = naive.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert moment(written(now)) == now
    assert written(now) < written(now.astimezone(UTC) + timedelta(microseconds=1))

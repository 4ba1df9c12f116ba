"""Deciding again by the recorded rulebook, and what is said where that gives something else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from triage.deciding.errors import NoPath
from triage.ledger.model import Entry
from triage.ledger.opened import Json, Opened
from triage.ledger.replay import (
    Decide,
    Outcome,
    Replayed,
    RulebookMissing,
    RulebookUnreadable,
    differing,
    replay,
)

AT = datetime(2026, 3, 2, tzinfo=UTC)
TOLD = {"severity": "sedang", "tracks": [{"action": "penanganan"}], "engine": {"evaluators": ["a", "b"]}}
OLD, NEW = "a" * 64, "b" * 64


def entry(seq: int, rulebook: str = OLD, kind: Any = "decision") -> Entry:
    return Entry(seq, AT, None, kind, "t", rulebook, (), "triage", None, seq, None, b"", b"", b"")


def recorded(seq: int, decision: dict[str, Any] | None) -> Opened:
    body = None if decision is None else {"case": {"n": seq}, "decision": decision}
    return Opened(seq, AT, "decision", "t", body=body, erased=decision is None)


def replayed(now: dict[str, Any] | Exception, then: dict[str, Any] | None = TOLD) -> Replayed:
    """What comes of an entry that recorded ``then`` where deciding gives ``now``."""

    @contextmanager
    def restored(_sha256: str) -> Iterator[Decide]:
        def decide(_case: Json, _ref: str | None) -> Json:
            if isinstance(now, Exception):
                raise now
            return now

        yield decide

    (found,) = replay([entry(1)], lambda seq: recorded(seq, then), restored)
    return found


@pytest.mark.parametrize(
    ("now", "outcome", "places"),
    [
        (dict(reversed(TOLD.items())), "same", ()),
        (TOLD | {"severity": "berat"}, "differs", ("severity",)),
        (TOLD | {"tracks": []}, "differs", ("tracks[0]",)),
        (TOLD | {"tracks": [{"action": "konsultasi"}], "new": 1}, "differs", ("tracks[0].action", "new")),
        (
            TOLD | {"engine": {"evaluators": ["b"]}},
            "evaluators",
            ("engine.evaluators[0]", "engine.evaluators[1]"),
        ),
        (NoPath("lead"), "undecided", ()),
    ],
)
def test_what_came_of_an_entry(
    now: dict[str, Any] | Exception, outcome: Outcome, places: tuple[str, ...]
) -> None:
    assert replayed(now) == Replayed(1, OLD, outcome, places)


def test_what_was_erased_is_not_decided() -> None:
    assert replayed(TOLD, None) == Replayed(1, OLD, "erased")


def test_each_rulebook_is_opened_once_and_never_another_in_its_place() -> None:
    asked = []

    @contextmanager
    def restored(sha256: str) -> Iterator[Decide]:
        asked.append(sha256)
        if sha256 == NEW:
            raise RulebookMissing(sha256)
        if sha256 != OLD:
            raise RulebookUnreadable(sha256)
        yield lambda _case, _ref: TOLD

    entries = [entry(1), entry(2, NEW), entry(3, "c" * 64), entry(4), entry(5, OLD, "choice")]
    found = list(replay(entries, lambda seq: recorded(seq, TOLD), restored))

    assert asked == [OLD, NEW, "c" * 64]
    assert [(one.seq, one.outcome) for one in found] == [
        (1, "same"),
        (4, "same"),
        (2, "missing"),
        (3, "unreadable"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "places"),
    [
        (1, 1, []),
        (1, True, [""]),
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, ["a[1].b"]),
        ({"a": 1}, {"b": 1}, ["a", "b"]),
        ([1, 2], [1], ["[1]"]),
        ("a", ["a"], [""]),
    ],
)
def test_the_places_of_a_difference(one: Any, other: Any, places: list[str]) -> None:
    assert list(differing(one, other)) == places

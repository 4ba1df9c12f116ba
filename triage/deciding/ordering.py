"""The order of tracks: by action as the contract numbers them, then by party as listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import ACTION_ORDER, Action

Pair = tuple[Action, str]


def track_order(book: Rulebook) -> Callable[[Pair], tuple[int, int]]:
    """The key by which every surface sorts tracks."""
    place = {party: n for n, party in enumerate(book.vocabulary.parties)}
    return lambda track: (ACTION_ORDER[track[0]], place[track[1]])


def in_order(book: Rulebook, tracks: Iterable[Pair]) -> list[Pair]:
    """``tracks`` sorted as every surface shows them."""
    return sorted(tracks, key=track_order(book))

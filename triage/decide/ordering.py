"""The order of tracks: by action as the contract numbers them, then by party as listed."""

from __future__ import annotations

from collections.abc import Iterable

from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import ACTION_ORDER, Action


def in_order(book: Rulebook, tracks: Iterable[tuple[Action, str]]) -> list[tuple[Action, str]]:
    """``tracks`` sorted as every surface shows them."""
    place = {party: n for n, party in enumerate(book.vocabulary.parties)}
    return sorted(tracks, key=lambda track: (ACTION_ORDER[track[0]], place[track[1]]))

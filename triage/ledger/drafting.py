"""What a draft must say before it is recorded; a less urgent path needs a reason and a second person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from triage.ledger.errors import DirectionDiffers, DraftRefused, ReasonMissing, SecondMissing
from triage.ledger.model import BODY_KEYS, MAY_SAY, OF_SUBJECT, Draft
from triage.ledger.overriding import overriding
from triage.vocabulary.closed import SEVERITIES, URGENCIES

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
#: The longest pseudonym, program or evaluator.
_LONGEST: Final = 200


def check_draft(draft: Draft, now: datetime) -> None:
    """Raises ``DraftRefused`` naming the first field that does not fit."""
    if now.tzinfo is None:
        raise DraftRefused("now")
    if draft.kind not in BODY_KEYS:
        raise DraftRefused("kind")
    if draft.subject is None:
        if draft.kind in OF_SUBJECT:
            raise DraftRefused("subject")
    elif draft.kind == "export" or not plain_text(draft.subject):
        raise DraftRefused("subject")
    if draft.rulebook is None:
        if draft.kind == "decision":
            raise DraftRefused("rulebook")
    elif not _SHA256.fullmatch(draft.rulebook):
        raise DraftRefused("rulebook")
    if not all(plain_text(one) for one in draft.engine):
        raise DraftRefused("engine")
    if not plain_text(draft.program):
        raise DraftRefused("program")
    if draft.refers is None and draft.kind == "choice":
        raise DraftRefused("refers")
    _check_body(draft)


def check_choice(decision: Mapping[str, Any], body: Mapping[str, Any]) -> None:
    """Holds a choice against the ``decision`` it speaks of.

    Raises ``DraftRefused``, ``DirectionDiffers``, and for a path less urgent than recommended
    ``ReasonMissing`` and ``SecondMissing``.
    """
    try:
        direction = overriding(decision, body["chosen"]).direction
        if body["chosen"]["severity"] not in SEVERITIES or body["chosen"]["urgency"] not in URGENCIES:
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DraftRefused("body.chosen") from None
    if body["direction"] != direction:
        raise DirectionDiffers(_shown(body["direction"]), direction)
    if body["followed"] is not (direction == "same"):
        raise DraftRefused("body.followed")
    if direction == "down":
        if not (filled(body["reason_code"]) and filled(body["text"])):
            raise ReasonMissing
        second = body["second"]
        if not filled(second) or _code(second) == _code(body["by"]):
            raise SecondMissing


def filled(value: object) -> bool:
    """Whether something is written there."""
    return isinstance(value, str) and bool(value.strip())


def plain_text(value: object) -> bool:
    """Whether it is one short line of text that every database keeps as it is."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= _LONGEST
        and value.isprintable()
        and value == value.strip()
    )


def _check_body(draft: Draft) -> None:
    if not isinstance(draft.body, dict):
        raise DraftRefused("body")
    missing = sorted((BODY_KEYS[draft.kind] ^ draft.body.keys()) - MAY_SAY.get(draft.kind, frozenset()))
    if missing:
        # Names that we do not know may be anything that somebody typed.
        known = missing[0] if missing[0] in BODY_KEYS[draft.kind] else "?"
        raise DraftRefused(f"body.{known}")
    for name in ("by", "why", "basis", "format"):
        if name in draft.body and not filled(draft.body[name]):
            raise DraftRefused(f"body.{name}")
    for name in ("case", "decision"):
        if name in draft.body and not isinstance(draft.body[name], dict):
            raise DraftRefused(f"body.{name}")


def _code(value: object) -> str:
    return str(value).strip().casefold()


def _shown(direction: object) -> str:
    return str(direction) if direction in ("same", "up", "down", "sideways") else "?"

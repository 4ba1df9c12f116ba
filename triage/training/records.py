"""What a learner's log holds: records, one a line, and their JSON form (``triage.training/1``).

A log is only ever added to. It holds no name and no free text of a person: cases, ids, times. What
was judged stays as it was judged, whatever the rules become.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from triage.training.model import Answer, Drill, Judgement, Path

VERSION: Final = 1

#: ``practice``: ten drills that are due, or new; ``placement``: fifteen spread over everything.
SessionKind = Literal["practice", "placement"]

#: A rule as an answer rested on it: id, and a short hash each of what it asks, what it concludes,
#: and how it stands among others (layer, overrides).
Rest = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Begun:
    """A session was begun. It goes on with these very drills, however the rules or templates change.

    ``tool``: the learner looks at the engine's advice before answering.
    """

    at: datetime
    session: str
    kind: SessionKind
    tool: bool
    deck: str
    ruleset: str
    drills: tuple[Drill, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A drill was answered. ``number`` counts from 0 within the session.

    ``rules``: those behind the key; ``pairs``: the cards beyond its own that the answer touches;
    ``rests``: the rules on which card and key rest, as they were then; ``inserted``: a drill that takes
    the next place in the session, because in the light of this answer it tells most; the last gives way.
    """

    at: datetime
    session: str
    number: int
    drill: str
    card: str
    key: Path
    rules: tuple[str, ...]
    categories: tuple[str, ...]
    danger: bool
    answer: Answer
    judgement: Judgement
    pairs: tuple[str, ...]
    tool: bool
    rests: tuple[Rest, ...]
    inserted: Drill | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """A session was given up before its end."""

    at: datetime
    session: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A card whose rules changed. ``rule`` is the rule, ``what`` what changed of it: ``condition``,
    ``conclusion``, ``standing`` (layer or overrides), ``gone``; or, where no rule the card rested on
    changed, ``path``: another rule (``rule``, empty if several) now decides the last case otherwise.
    """

    card: str
    rule: str
    what: Literal["condition", "conclusion", "standing", "gone", "path"]


@dataclass(frozen=True, slots=True)
class Revised:
    """The rulebook changed: these cards are due again. ``rests`` holds per card what it rests on now."""

    at: datetime
    ruleset: str
    touched: tuple[Touched, ...]
    rests: tuple[tuple[str, tuple[Rest, ...]], ...]


Record = Begun | Answered | Closed | Revised


def moment(at: datetime) -> str:
    """A time as the log writes it: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_line(record: Record) -> str:
    """The record as one line of JSON, without its end of line."""
    from triage.training.record_forms import as_data

    return json.dumps(as_data(record), ensure_ascii=False, separators=(",", ":"))

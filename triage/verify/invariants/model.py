"""What must hold of every case, as values. The kinds are few; what they speak of is in YAML."""

from __future__ import annotations

from dataclasses import dataclass

from triage.rulebook.model import Condition, Place
from triage.vocabulary.closed import Action
from triage.vocabulary.text import Text

#: An action and the parties it is about (None: any).
Tracks = tuple[tuple[Action, frozenset[str] | None], ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """Wherever ``when`` holds, one track of each entry of ``must`` is there and none of ``never``.

    ``waits_for_nothing``: the tracks of ``must`` then have neither requirement nor waiver.
    """

    id: str
    says: Text
    place: Place
    when: Condition
    must: Tracks
    never: Tracks
    waits_for_nothing: bool


@dataclass(frozen=True, slots=True)
class Steady:
    """Nothing gets calmer: turning one of ``turning`` to ya, or adding a problem (``adding``).

    Severity and urgency never fall and no track up to the order of ``up_to`` disappears.
    """

    id: str
    says: Text
    place: Place
    turning: tuple[str, ...]
    adding: bool
    up_to: Action


@dataclass(frozen=True, slots=True)
class Complete:
    """Every decision has a lead, somebody who acts, and a rule and a step behind each track."""

    id: str
    says: Text
    place: Place


@dataclass(frozen=True, slots=True)
class Needs:
    """The tracks ``of`` have all of ``requirements``, or a waiver for it; none at all if it is empty.

    An entry with several ids wants one of them.
    """

    id: str
    says: Text
    place: Place
    of: Tracks
    requirements: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """With parents jangan nothing faces them; with tunda nothing before the home is known to be safe.

    ``words`` are those that speak of the parents: no text that may face them holds one.
    """

    id: str
    says: Text
    place: Place
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unordered:
    """The order of problems and of facts in the input changes nothing."""

    id: str
    says: Text
    place: Place


Invariant = Bound | Steady | Complete | Needs | Silence | Unordered

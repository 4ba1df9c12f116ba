"""A decision: the recommended path with its justification, as an immutable value.

Ids only; words are added when it is shown (``triage.decision.wording``), so one decision reads in
either language. The JSON form is ``triage.decision/1``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from triage.vocabulary.closed import Action, Parents, RequirementState, Severity, Urgency

#: When a step is done within its track: in its turn; after the act itself; after the home is
#: known to be safe; or one of several that the counsellor chooses from.
Phase = Literal["urut", "menyusul", "setelah_rumah_aman", "pilihan"]


class DecidedStep(Struct, frozen=True):
    """A step of a track, in its final position. ``procedure`` and ``step`` find its words."""

    procedure: str
    step: str
    who: tuple[str, ...]
    by: str
    phase: Phase
    faces_parents: bool


class DecidedRequirement(Struct, frozen=True):
    """A requirement as it stands in this case, and the rule that put it there (None: as written)."""

    id: str
    state: RequirementState
    rule: str | None


class Track(Struct, frozen=True):
    """An action to a party, with everything that belongs to it."""

    action: Action
    to: str
    order: int
    rules: tuple[str, ...]
    steps: tuple[DecidedStep, ...] = ()
    requires: tuple[DecidedRequirement, ...] = ()
    waived: tuple[DecidedRequirement, ...] = ()
    documents: tuple[str, ...] = ()


class Outcome(Struct, frozen=True):
    """What an answer can change: the four things a decision is compared by."""

    severity: Severity
    urgency: Urgency
    parents: Parents
    tracks: tuple[tuple[Action, str], ...]


class Question(Struct, frozen=True):
    """An unknown that could change the outcome.

    ``fact`` is a fact, or ``category.attribute``; ``changes`` pairs each possible answer with the
    outcome it would lead to now, all else left as it is.
    """

    fact: str
    danger: bool
    changes: tuple[tuple[str, Outcome], ...]


class Fired(Struct, frozen=True):
    """A rule that fired: for which problem (None: the case), on which facts.

    ``facts`` are (name, value) pairs: facts, ``category.attribute``, ``category.peran``, ``asker``
    and what earlier rules concluded, as the rule read them.
    """

    rule: str
    problem: str | None
    facts: tuple[tuple[str, str], ...]


class Rejected(Struct, frozen=True):
    """A rule that would have held, had not another taken its place."""

    rule: str
    problem: str | None
    by: str


class Decision(Struct, frozen=True):
    """The answer to one case.

    ``ruleset`` is the version and sha256 of the rulebook; ``engine`` the evaluators that agreed.
    """

    severity: Severity
    urgency: Urgency
    lead: str
    parents: Parents
    provisional: bool
    notices: tuple[str, ...]
    tracks: tuple[Track, ...]
    questions: tuple[Question, ...]
    justification: tuple[Fired, ...]
    rejected: tuple[Rejected, ...]
    ruleset: tuple[str, str]
    engine: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """The four things that questions and comparisons speak of."""
        pairs = tuple((track.action, track.to) for track in self.tracks)
        return Outcome(self.severity, self.urgency, self.parents, pairs)

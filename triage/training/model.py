"""The values of the practice room: cards, drills, keys, answers and what is said of an answer.

A *path* is what a learner is asked for: how serious, what first, by whom. A *card* is what is
practised and scheduled: a rule, or a boundary between two paths. A *drill* is one case that
exercises a card. The key of a drill is always computed by the engine, never written down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from triage.case.model import Case
from triage.decision.model import Decision
from triage.vocabulary.closed import Action, Severity

CardKind = Literal["rule", "boundary"]
Origin = Literal["generated", "written"]

#: What a card's rules can move where it is drilled: ``path`` the severity or the first track;
#: ``outcome`` another track, urgency, the parents or a notice; ``procedure`` steps and papers only.
Touches = Literal["path", "outcome", "procedure"]

#: ``tepat`` right; ``kurang`` under-triage: less than the case needs, the dangerous miss;
#: ``lebih`` over-triage: more than it needs; ``lain`` as serious, but another step or person.
Miss = Literal["tepat", "kurang", "lebih", "lain"]


@dataclass(frozen=True, slots=True, order=True)
class Path:
    """How serious a case is, and its first track."""

    severity: Severity
    action: Action
    to: str


@dataclass(frozen=True, slots=True)
class Card:
    """What one card practises.

    ``id``: ``rule:<rule id>`` or ``boundary:<name>:<hash of both paths>``. ``rules``: the rule; for
    a boundary, those that fire on one side only. ``name``: what differs across a boundary, named as
    in ``triage.deciding.parts.Part``; empty for a rule. ``paths``: both sides of it, the less urgent first.
    ``touches``: the most that the rule moves in any case; always the path for a boundary.
    """

    id: str
    kind: CardKind
    rules: tuple[str, ...]
    name: str = ""
    paths: tuple[Path, ...] = ()
    touches: Touches = "path"


@dataclass(frozen=True, slots=True)
class Drill:
    """One case to decide, told as a story.

    ``pair`` differs from ``case`` in ``differs`` alone and lands elsewhere; None where no single
    change does. ``id`` is stable for one rulebook, one set of templates and one seed.
    """

    id: str
    card: str
    case: Case
    story: str
    pair: Case | None
    differs: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Key:
    """The right answer. ``rules``: every rule behind the severity or the first track; any of them
    is a right reason, and so is any of ``facts``: the (name, value) pairs that made them fire, and those
    told without which the path would be another."""

    path: Path
    rules: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Answer:
    """What a learner said. ``reason``: a rule id, or the name of a fact; empty: none given.
    ``confidence``: 1 guessed … 4 sure."""

    path: Path
    reason: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Misread:
    """A condition that explains a wrong answer: had ``name`` been ``as_if`` instead of ``found``,
    the answer would have been right. ``rules``: those that fire on one side only."""

    name: str
    found: str
    as_if: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """An answer held against the key. ``misread``: the likeliest first; empty when right or when
    no single condition explains the answer. ``weight``: 0 right … 1 the gravest miss."""

    severity: bool
    action: bool
    to: bool
    reason: bool
    miss: Miss
    misread: tuple[Misread, ...]
    weight: float

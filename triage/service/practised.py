"""What the practice room answers to a surface, and what can go wrong there besides the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from triage.service.learner_log import PracticeError
from triage.training.agreement import Agreement
from triage.training.diagnosis import Suspicion
from triage.training.mastery import Learned
from triage.training.model import Answer, Drill, Judgement, Key
from triage.training.placement import Placed
from triage.training.progress import Progress, Session
from triage.training.records import Touched
from triage.vocabulary.text import Text


class NoDrills(PracticeError):
    """The chosen part of the deck holds no case to practise."""

    _said: ClassVar[Text] = Text(
        "Kumpulan latihan itu tidak berisi kasus.", "That deck holds no case to practise."
    )


class SessionOver(PracticeError):
    """An answer to a session that has no drill left."""

    _said: ClassVar[Text] = Text("Sesi latihan ini sudah selesai.", "This session is already over.")


@dataclass(frozen=True, slots=True)
class Opened:
    """A session to go on with. ``resumed``: it was begun before. ``touched``: cards that are due again
    because rules changed since the last time. ``set_aside``: the file into which a damaged last line
    of the log was moved, to be told once."""

    session: Session
    resumed: bool
    touched: tuple[Touched, ...]
    set_aside: Path | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said of an answer. ``pair``: the key of the drill's minimal pair, if it has one.

    ``due``: when the card comes again; None where the answer was given with the tool. ``session``:
    where the session stands after this answer.
    """

    drill: Drill
    answer: Answer
    key: Key
    judgement: Judgement
    pair: Key | None
    due: datetime | None
    session: Session


@dataclass(frozen=True, slots=True)
class Standing:
    """How one learner stands. ``due`` cards now, ``next_due`` the next moment one is; ``cards`` how
    many the whole deck has, ``met`` how many of them were met; ``placed`` None before a placement test."""

    learner: str
    due: int
    next_due: datetime | None
    met: int
    cards: int
    learned: Learned
    placed: Placed | None
    suspected: tuple[Suspicion, ...]
    touched: tuple[Touched, ...]
    open: Session | None
    progress: Progress
    set_aside: Path | None


@dataclass(frozen=True, slots=True)
class Group:
    """How several learners stand together. ``without`` and ``with_tool``: how far they agree on the
    whole path; the two ``_severity`` ones on the severity alone."""

    learners: tuple[Standing, ...]
    learned: Learned
    without: Agreement
    with_tool: Agreement
    without_severity: Agreement
    with_tool_severity: Agreement

"""What a learner's records add up to. Replayed from the log each time; nothing else is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from triage.training.model import Drill
from triage.training.records import Answered, Begun, Closed, Record, Rest, SessionKind, Touched
from triage.training.scheduling import Memory, Rating, rate, review
from triage.vocabulary.values import replace

#: How many drills a session has.
SESSION: Final = 10
PLACEMENT: Final = 15


@dataclass(frozen=True, slots=True)
class Session:
    """A session: its drills, and how many of them are answered."""

    id: str
    kind: SessionKind
    tool: bool
    deck: str
    begun: datetime
    drills: tuple[Drill, ...]
    answered: int = 0
    closed: bool = False

    @property
    def current(self) -> Drill | None:
        """The drill to answer next; None when there is none."""
        return None if self.over else self.drills[self.answered]

    @property
    def over(self) -> bool:
        """Whether it was answered to its end, or given up."""
        return self.closed or self.answered >= len(self.drills)


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything a log says.

    ``answers`` in their order; ``memories`` per card; ``met`` counts how often each card was
    answered itself; ``rests`` per card the rules it rested on when last met; ``touched`` the cards
    that are due because rules changed, until they are answered again; ``ruleset`` the sha256 of the
    rulebook last used.
    """

    sessions: tuple[Session, ...] = ()
    answers: tuple[Answered, ...] = ()
    memories: Mapping[str, Memory] = field(default_factory=dict)
    met: Mapping[str, int] = field(default_factory=dict)
    rests: Mapping[str, tuple[Rest, ...]] = field(default_factory=dict)
    touched: tuple[Touched, ...] = ()
    ruleset: str = ""

    @property
    def open(self) -> Session | None:
        """The session that waits to be gone on with, if there is one."""
        return next((session for session in reversed(self.sessions) if not session.over), None)

    @property
    def placed(self) -> Session | None:
        """The last placement test that was answered to its end, without the tool."""
        done = (
            one for one in reversed(self.sessions) if one.kind == "placement" and one.over and not one.tool
        )
        return next((one for one in done if not one.closed), None)

    def due(self, at: datetime) -> tuple[str, ...]:
        """The cards due ``at``: those whose rules changed first, then the longest overdue."""
        changed = {one.card for one in self.touched}
        due = [card for card, memory in self.memories.items() if memory.due <= at]
        return tuple(sorted(due, key=lambda card: (card not in changed, self.memories[card].due, card)))


def replay(records: Iterable[Record]) -> Progress:
    """The progress after ``records``, in their order. A pure function of them."""
    sessions: dict[str, Session] = {}
    answers: list[Answered] = []
    memories: dict[str, Memory] = {}
    met: dict[str, int] = {}
    rests: dict[str, tuple[Rest, ...]] = {}
    touched: tuple[Touched, ...] = ()
    ruleset = ""
    for record in records:
        if isinstance(record, Begun):
            # One session at a time: whoever begins another has left the last one.
            sessions = {id: one if one.over else replace(one, closed=True) for id, one in sessions.items()}
            sessions[record.session] = Session(
                record.session, record.kind, record.tool, record.deck, record.at, record.drills
            )
            ruleset = record.ruleset
        elif isinstance(record, Answered):
            session = sessions.get(record.session)
            if session is not None:
                sessions[session.id] = _after(session, record)
            answers.append(record)
            if record.tool:
                # Answered beside the engine's advice: that says nothing of what is remembered.
                continue
            memories.update(remembered(memories, record))
            met[record.card] = met.get(record.card, 0) + 1
            rests[record.card] = record.rests
            touched = tuple(one for one in touched if one.card != record.card)
        elif isinstance(record, Closed):
            if record.session in sessions:
                sessions[record.session] = replace(sessions[record.session], closed=True)
        else:
            due = {one.card for one in record.touched}
            memories = {
                card: replace(memory, due=min(memory.due, record.at)) if card in due else memory
                for card, memory in memories.items()
            }
            rests.update(record.rests)
            touched = (*(one for one in touched if one.card not in due), *record.touched)
            ruleset = record.ruleset
    return Progress(tuple(sessions.values()), tuple(answers), memories, met, rests, touched, ruleset)


def _after(session: Session, record: Answered) -> Session:
    """The session after an answer: one drill on, and with the drill it inserted in the next place."""
    answered, drills = max(session.answered, record.number + 1), session.drills
    if record.inserted is not None:
        rest = [drill for drill in drills[answered:] if drill.case != record.inserted.case]
        drills = (*drills[:answered], record.inserted, *rest)[: len(drills)]
    return replace(session, answered=answered, drills=drills)


def remembered(memories: Mapping[str, Memory], answered: Answered) -> dict[str, Memory]:
    """The memories that an answer changes: of its card; after an under-triage also of its pairs."""
    rating = rate(answered.judgement, answered.answer)
    changed = {answered.card: review(memories.get(answered.card), rating, answered.at)}
    if answered.judgement.miss == "kurang":
        for card in answered.pairs:
            changed[card] = review(memories.get(card), Rating.AGAIN, answered.at)
    return changed

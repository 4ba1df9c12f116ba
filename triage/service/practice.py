"""The practice room as every surface uses it: sessions, answers, progress, groups.

Here is the only place that knows the clock and the folder of the learners' logs. A learner is a
code. An answer is on the disk before it is judged aloud; everything can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path as File
from typing import Final
from uuid import uuid4

from triage.case.model import Case
from triage.case.problems import CaseError
from triage.inference.reference import ReferenceEvaluator
from triage.service.advisor import Advisor
from triage.service.learner_log import (
    LearnerLogs,
    LogDamaged,
    LogUnusable,
    NotACode,
    PracticeError,
    WrittenElsewhere,
)
from triage.service.paths import data_folder
from triage.service.practised import Feedback, Group, NoDrills, Opened, SessionOver, Standing
from triage.training import revising
from triage.training.agreement import agreement
from triage.training.diagnosis import Belief, Diagnosing
from triage.training.judging import judge
from triage.training.keys import Keys
from triage.training.mastery import learned
from triage.training.model import Answer, Drill, Key, Path
from triage.training.placement import Placed, placed
from triage.training.planning import Planner
from triage.training.progress import Progress, Session, replay
from triage.training.records import Answered, Begun, Closed, Record, SessionKind, Touched
from triage.training.sessions import Cards, touched_by
from triage.vocabulary.values import replace

__all__ = [
    "Feedback",
    "Group",
    "LogDamaged",
    "LogUnusable",
    "NoDrills",
    "NotACode",
    "Opened",
    "Practice",
    "PracticeError",
    "SessionOver",
    "Standing",
    "WrittenElsewhere",
    "home",
]

#: The deck that holds every card.
EVERYTHING: Final = "all"


class Practice:
    """The practice room over one rulebook.

    ``data``: the folder of the logs (None: ``home()``). ``deck`` is made from the shipped templates
    and vignettes unless one is given; ``diagnosing`` may be shared between several rooms over one deck.
    ``clock`` tells the time, with its zone.
    """

    def __init__(
        self,
        advisor: Advisor,
        data: File | None = None,
        *,
        deck: Cards | None = None,
        diagnosing: Diagnosing | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.book = advisor.book
        self._advisor = advisor
        self._logs = LearnerLogs(data if data is not None else home())
        self._given = deck
        self._shared = diagnosing
        self._clock = clock

    @cached_property
    def deck(self) -> Cards:
        """The deck; the first use of a rulebook makes it, which takes a moment.

        Raises ``RulebookProblems`` for templates or vignettes that have problems.
        """
        if self._given is not None:
            return self._given
        from triage.service.decks import open_deck

        return open_deck(self.book)

    @property
    def folder(self) -> File:
        """Where the logs are."""
        return self._logs.folder

    def learners(self) -> tuple[str, ...]:
        """The codes of all who practised here, sorted."""
        return self._logs.learners()

    def open(
        self,
        learner: str,
        *,
        kind: SessionKind = "practice",
        deck: str = EVERYTHING,
        seed: int | None = None,
        tool: bool = False,
        anew: bool = False,
    ) -> Opened:
        """The session ``learner`` goes on with: the half-done one if there is one, else a new one.

        A half-done session goes on with the very drills it began with, whatever else is asked for;
        ``anew`` gives it up. ``seed`` (None: the number of sessions so far) turns what is left to
        choice; one seed and one log give one session. ``tool``: answered beside the engine's advice.
        Raises a ``PracticeError``, and ``UnknownDeck`` for a deck that there is not.
        """
        log = self._logs.read(learner)
        progress, now = replay(log.records), self._now()
        touched = self._touched(progress)
        new: list[Record] = [revising.revised(self.book, progress, touched, now)] if touched else []
        resumed = None if anew else progress.open
        if resumed is None:
            drills = self._drills(replay([*log.records, *new]), kind, deck, seed, now)
            if not drills:
                raise NoDrills
            new.append(Begun(now, uuid4().hex[:12], kind, tool, deck, self.book.sha256, drills))

        def add(records: Sequence[Record]) -> Sequence[Record]:
            if tuple(records) != log.records:
                raise WrittenElsewhere
            return new

        self._logs.add(learner, add)
        after = replay([*log.records, *new])
        return Opened(resumed or after.sessions[-1], resumed is not None, after.touched, log.set_aside)

    def key(self, drill: Drill) -> Key:
        """The key of ``drill``: what the engine decides now. Raises what deciding raises."""
        return self._keys.key(self._advisor.decide, drill)

    def answer(self, learner: str, session: Session, answer: Answer) -> Feedback:
        """Judge ``answer`` to the current drill of ``session`` and keep it.

        While several misreadings explain the wrong answers, the next drill may be another one, which tells
        them apart. Raises ``SessionOver`` if there is no current drill, ``WrittenElsewhere`` if
        the session went on in another place meanwhile, and what deciding raises; then nothing was kept.
        """
        drill = session.current
        if drill is None:
            raise SessionOver
        key = self.key(drill)
        judgement = judge(self.book, self._advisor.decide, drill, key, answer)
        pair = None if drill.pair is None else self.key(replace(drill, case=drill.pair))
        known = self.deck.cards.get(drill.card)
        record = Answered(
            at=self._now(),
            session=session.id,
            number=session.answered,
            drill=drill.id,
            card=drill.card,
            key=key.path,
            rules=key.rules,
            categories=tuple(problem.category for problem in drill.case.problems),
            danger=self._planner.danger(drill.case, key),
            answer=answer,
            judgement=judgement,
            pairs=touched_by(self.deck, drill, key, pair),
            tool=session.tool,
            rests=revising.rests(self.book, (*key.rules, *(known.rules if known is not None else ()))),
        )
        after: list[Session] = []
        due: list[datetime] = []

        def add(records: Sequence[Record]) -> Sequence[Record]:
            before = replay(records)
            if before.open is None or (before.open.id, before.open.answered) != (
                session.id,
                session.answered,
            ):
                raise WrittenElsewhere
            told = self._followed(record, session, records)
            progress = replay([*records, told])
            after.extend(one for one in progress.sessions if one.id == session.id)
            due.extend(progress.memories[card].due for card in [drill.card] if card in progress.memories)
            return [told]

        self._logs.add(learner, add)
        return Feedback(
            drill, answer, key, judgement, pair, due[0] if due and not session.tool else None, after[0]
        )

    def close(self, learner: str, session: Session) -> None:
        """Give ``session`` up; what was answered stays. A session that only pauses needs nothing."""

        def add(records: Sequence[Record]) -> Sequence[Record]:
            now_open = replay(records).open
            is_open = now_open is not None and now_open.id == session.id
            return [Closed(self._now(), session.id)] if is_open else []

        self._logs.add(learner, add)

    def standing(self, learner: str) -> Standing:
        """How ``learner`` stands now. Raises a ``PracticeError``."""
        log = self._logs.read(learner)
        progress, now = replay(log.records), self._now()
        touched = self._touched(progress)
        cards = self.deck.cards
        return Standing(
            learner=learner,
            due=sum(card in cards for card in progress.due(now)),
            next_due=min((one.due for one in progress.memories.values() if one.due > now), default=None),
            met=sum(card in cards for card in progress.met),
            cards=len(cards),
            learned=learned(progress.answers),
            placed=_placed(progress),
            suspected=self.diagnosing.suspected(self._belief(progress)) if progress.answers else (),
            touched=(*(one for one in progress.touched if one not in touched), *touched),
            open=progress.open,
            progress=progress,
            set_aside=log.set_aside,
        )

    def group(self, learners: Sequence[str]) -> Group:
        """How ``learners`` stand together, and how far they agree. Raises a ``PracticeError``."""
        standings = tuple(self.standing(learner) for learner in learners)
        answers = {one.learner: one.progress.answers for one in standings}
        every = sorted((one for listed in answers.values() for one in listed), key=lambda one: one.at)
        return Group(
            standings,
            learned(every),
            without=agreement(answers, tool=False),
            with_tool=agreement(answers, tool=True),
            without_severity=agreement(answers, tool=False, whole=False),
            with_tool_severity=agreement(answers, tool=True, whole=False),
        )

    def forget(self, learner: str) -> bool:
        """Delete everything kept of ``learner``; whether there was anything. Raises a ``PracticeError``."""
        return self._logs.forget(learner)

    def drills(self, deck: str = EVERYTHING, *, seed: int = 0, count: int | None = None) -> tuple[Drill, ...]:
        """The drills of ``deck``, for exporting: those written by hand, then one for each card.

        No case twice; with fewer (``count``) than there are, as different ones as can be. Raises
        ``UnknownDeck``.
        """
        return self._planner.every(deck, seed=seed, count=count)

    def _drills(
        self, progress: Progress, kind: SessionKind, deck: str, seed: int | None, now: datetime
    ) -> tuple[Drill, ...]:
        if not self.deck.named(deck):
            return ()
        if kind == "placement":
            return self._planner.placement(deck, seed)
        test = _placed(progress)
        return self._planner.practice(
            progress,
            self._belief(progress),
            now,
            deck=deck,
            seed=len(progress.sessions) if seed is None else seed,
            begin=test.begin if test is not None else (),
        )

    def _followed(self, record: Answered, session: Session, records: Sequence[Record]) -> Answered:
        """``record`` with the drill that is to come next instead of the one planned, if one is."""
        if session.kind != "practice" or session.tool or session.answered + 1 >= len(session.drills):
            return record
        progress = replay([*records, record])
        asked = session.drills[: session.answered + 1]
        telling = self._planner.telling(
            progress, self._belief(progress), deck=session.deck, asked=asked, turn=session.answered
        )
        return replace(record, inserted=telling)

    def _touched(self, progress: Progress) -> tuple[Touched, ...]:
        """What the rulebook changed for this learner since the log was last written."""
        if progress.ruleset in ("", self.book.sha256):
            return ()
        cases = {one.card: case for one, case in self._answered(progress)}
        return revising.touched(self.book, self._advisor.decide, progress, cases)

    def _belief(self, progress: Progress) -> Belief:
        """What the answers given without the tool make likely."""
        return self.diagnosing.belief((case, _believed(one)) for one, case in self._answered(progress))

    def _answered(self, progress: Progress) -> list[tuple[Answered, Case]]:
        """The answers given without the tool, each with its case, where this rulebook can read it."""
        drilled = {
            (session.id, drill.id): drill.case for session in progress.sessions for drill in session.drills
        }
        found = []
        for one in progress.answers:
            case = drilled.get((one.session, one.drill))
            if case is None or one.tool:
                continue
            try:
                found.append((one, self._advisor.check(case)))
            except CaseError:
                continue
        return found

    @cached_property
    def _planner(self) -> Planner:
        return Planner(self.book, self.deck, self.diagnosing, self.key)

    @cached_property
    def _keys(self) -> Keys:
        return Keys(self.book, ReferenceEvaluator(self.book))

    @cached_property
    def diagnosing(self) -> Diagnosing:
        """What tells misreadings apart: two generated cases of every card, and those written by hand."""
        if self._shared is not None:
            return self._shared
        generated = [self.deck.drill(card, seed).case for card in self.deck.cards for seed in (0, 1)]
        return Diagnosing(self.book, [*generated, *(drill.case for drill in self.deck.written)])

    def _now(self) -> datetime:
        """The time as the log keeps it, to the second."""
        return self._clock().astimezone(UTC).replace(microsecond=0)


def home() -> File:
    """The folder of the logs unless another is named: ``triage/training`` in the user's data folder."""
    return data_folder() / "training"


def _believed(one: Answered) -> Path:
    """What an answer tells: who names a handover that may as well come first, knows the first step."""
    other_step = one.answer.path.action != one.key.action
    return one.key if one.judgement.miss == "tepat" and other_step else one.answer.path


def _placed(progress: Progress) -> Placed | None:
    """What the last placement test told; None before one."""
    last = progress.placed
    test = [one for one in progress.answers if last is not None and one.session == last.id]
    return placed(test) if test else None

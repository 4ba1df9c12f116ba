"""A session of practice at a terminal: greeting, one case after another, the end.

It holds no judgement: cases, keys and what is said of an answer come from the practice room. Every
answer is kept before it is talked about, so that leaving at any moment loses nothing.
"""

from __future__ import annotations

import click

from triage.case.problems import CaseError
from triage.cli.clock import now
from triage.cli.decision_page import show_decision
from triage.cli.prompts import Key, read
from triage.cli.session import Session
from triage.cli.sheet import HEADING, QUIET, WARNING, Sheet
from triage.cli.train_end import show_end
from triage.cli.train_feedback import show_feedback
from triage.cli.train_posing import Posing
from triage.cli.train_words import say
from triage.decision.model import Decision
from triage.service.practice import Opened, Practice
from triage.training.choosing import reasons
from triage.training.model import Drill
from triage.training.progress import Session as Sitting
from triage.training.records import SessionKind
from triage.training.remarks import changed
from triage.training.telling import Telling

#: So many changed rules are named at the beginning.
_CHANGES = 5


class Training:
    """One run of ``triage train`` for one learner."""

    def __init__(self, session: Session, practice: Practice, learner: str) -> None:
        self._session = session
        self._lang = session.lang
        self._practice = practice
        self._learner = learner
        self._sitting: Sitting

    def run(self, *, deck: str, seed: int | None, kind: SessionKind, tool: bool, anew: bool) -> bool:
        """Practises until the session is over or paused; False if it was stopped with Ctrl-C."""
        new = self._learner not in self._practice.learners()
        with self._session.console().status(say("train_preparing", self._lang)):
            opened = self._practice.open(self._learner, kind=kind, deck=deck, seed=seed, tool=tool, anew=anew)
            outdated = opened.resumed and not self._known(opened.session)
            if outdated:
                opened = self._practice.open(
                    self._learner, kind=kind, deck=deck, seed=seed, tool=tool, anew=True
                )
        self._sitting = opened.session
        if outdated:
            click.echo(say("train_outdated", self._lang))
        self._greet(opened, new=new, kind=kind, tool=tool)
        try:
            while (drill := self._sitting.current) is not None and self._case(drill):
                pass
        except KeyboardInterrupt:
            click.echo()
            self._paused()
            return False
        if self._sitting.over:
            show_end(self._session, self._practice.standing(self._learner), self._sitting)
        else:
            self._paused()
        return True

    def _known(self, sitting: Sitting) -> bool:
        """Whether this rulebook still knows everything that the cases to come speak of."""
        try:
            for drill in sitting.drills[sitting.answered :]:
                for case in (drill.case, drill.pair):
                    if case is not None:
                        self._session.advisor.check(case)
        except CaseError:
            return False
        return True

    def _greet(self, opened: Opened, *, new: bool, kind: SessionKind, tool: bool) -> None:
        sheet = Sheet(self._session.console())
        sitting = opened.session
        sheet.put(say("train_as", self._lang, learner=self._learner), style=HEADING)
        sheet.put(say("train_other_code", self._lang), style=QUIET)
        if opened.set_aside is not None:
            words = say("train_set_aside", self._lang, file=opened.set_aside.name)
            sheet.put(words, style=WARNING)
        if opened.resumed:
            done, all_of = sitting.answered, len(sitting.drills)
            if (sitting.kind, sitting.tool) != (kind, tool):
                sheet.put(say("train_other_kind", self._lang), style=WARNING)
            sheet.put(say("train_resumed", self._lang, done=done, all=all_of))
        else:
            sheet.put(say("train_welcome", self._lang))
            if new and kind == "practice" and not tool:
                sheet.put(say("train_try_placement", self._lang), style=QUIET)
        if sitting.kind == "placement":
            sheet.put(say("train_placement", self._lang))
        if sitting.tool:
            sheet.put(say("train_tool", self._lang), style=WARNING)
        changes = changed(Telling(self._session.book, self._lang), opened.touched)
        if changes:
            sheet.put(say("train_changed", self._lang), style=WARNING)
            for line in changes[:_CHANGES]:
                sheet.put(line, lead="  • ")
            if len(changes) > _CHANGES:
                sheet.put(say("train_and_more", self._lang, n=len(changes) - _CHANGES), indent=4)
        sheet.put(say("train_keys", self._lang), style=QUIET)
        sheet.print()

    def _case(self, drill: Drill) -> bool:
        """Puts one case and tells what there is to say; False if the person pauses."""
        key = self._practice.key(drill)
        offered = reasons(self._session.book, self._session.advisor.decide, drill, key)
        posing = Posing(self._session, drill, offered)
        self._head()
        posing.story()
        if self._sitting.tool:
            click.echo()
            self._advice(key.decision)
        answer = posing.ask()
        if answer is None:
            return False
        feedback = self._practice.answer(self._learner, self._sitting, answer)
        self._sitting = feedback.session
        click.echo()
        show_feedback(self._session, feedback, offered, now())
        return self._go_on(key.decision)

    def _go_on(self, decision: Decision) -> bool:
        """Waits until the person has read; False if they pause."""
        label = say("train_go_on_last" if self._sitting.over else "train_go_on", self._lang)
        while True:
            click.echo()
            typed = read(label)
            if typed == "r":
                click.echo()
                self._advice(decision, full=True)
            elif typed is Key.QUIT or not typed:
                return not typed

    def _head(self) -> None:
        sheet = Sheet(self._session.console())
        sheet.put("─" * self._session.console().width, style=QUIET)
        n, all_of = self._sitting.answered + 1, len(self._sitting.drills)
        sheet.put(say("train_case", self._lang, n=n, all=all_of), style=HEADING)
        sheet.blank()
        click.echo()
        sheet.print()

    def _advice(self, decision: Decision, *, full: bool = False) -> None:
        show_decision(self._session, self._session.advisor.told(decision, self._lang), full=full)

    def _paused(self) -> None:
        done, all_of = self._sitting.answered, len(self._sitting.drills)
        sheet = Sheet(self._session.console())
        sheet.put(say("train_paused", self._lang, done=done, all=all_of))
        sheet.print()

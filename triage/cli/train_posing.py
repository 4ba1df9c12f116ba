"""Asking one case: how serious, what first, by whom, why, how sure; with going back, and no hint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from triage.cli.matching import folded
from triage.cli.prompts import Key, choose
from triage.cli.session import Session
from triage.cli.sheet import QUIET, Sheet
from triage.cli.train_words import say
from triage.training.choosing import Reason, first_steps
from triage.training.explaining import reason_told
from triage.training.model import Answer, Drill, Path
from triage.training.telling import Telling
from triage.training.telling_words import say as tell
from triage.vocabulary.closed import SEVERITIES, Action, Severity

#: The degrees of confidence, 1 guessed … 4 sure.
CONFIDENCES = (1, 2, 3, 4)


@dataclass
class _Given:
    """What was answered so far."""

    severity: Severity | None = None
    action: Action | None = None
    to: str | None = None
    reason: str | None = None


class Posing:
    """One case put to one person. ``reasons``: what they may choose from."""

    def __init__(self, session: Session, drill: Drill, reasons: Sequence[Reason]) -> None:
        self._session = session
        self._drill = drill
        self._reasons = reasons
        self._telling = Telling(session.book, session.lang)
        self._steps = first_steps(session.book)

    def story(self) -> None:
        """Prints the case."""
        sheet = Sheet(self._session.console())
        sheet.put(self._drill.story, indent=2)
        sheet.print()

    def ask(self) -> Answer | None:
        """The whole answer; None if the person pauses."""
        given = _Given()
        steps = (self._severity, self._action, self._party, self._reason)
        at = 0
        while True:
            answered = steps[at](given) if at < len(steps) else self._confidence(given)
            if isinstance(answered, Answer):
                return answered
            if answered is Key.QUIT:
                return None
            if answered is Key.BACK and at == 0:
                click.echo(say("train_at_start", self._session.lang))
            elif answered is Key.BACK:
                at -= 2 if steps[at - 1] == self._party and self._alone(given) else 1
            else:
                at += 1

    def _severity(self, given: _Given) -> Key | None:
        index = self._choose("ask_severity", [self._telling.severity(one) for one in SEVERITIES])
        if isinstance(index, Key):
            return index
        given.severity = SEVERITIES[index]
        return None

    def _action(self, given: _Given) -> Key | None:
        actions = list(self._steps)
        index = self._choose("ask_action", [self._telling.action(one) for one in actions])
        if isinstance(index, Key):
            return index
        given.action = actions[index]
        return None

    def _party(self, given: _Given) -> Key | None:
        """Not asked where only one is possible: that is told."""
        assert given.action is not None
        parties = self._steps[given.action]
        if self._alone(given):
            given.to = parties[0]
            click.secho(f"  {self._telling.track(given.action, given.to)}", dim=True)
            return None
        index = self._choose("ask_to", [self._telling.party(one) for one in parties])
        if isinstance(index, Key):
            return index
        given.to = parties[index]
        return None

    def _reason(self, given: _Given) -> Key | None:
        words = [reason_told(self._telling, self._drill.case, one.id) for one in self._reasons]
        none = say("train_none_of_these", self._session.lang)
        index = self._choose("ask_reason", [*words, none])
        if isinstance(index, Key):
            return index
        given.reason = self._reasons[index].id if index < len(self._reasons) else ""
        return None

    def _confidence(self, given: _Given) -> Answer | Key:
        words = [say(f"train_sure_{n}", self._session.lang) for n in CONFIDENCES]
        index = self._choose("ask_confidence", words)
        if isinstance(index, Key):
            return index
        assert given.severity is not None
        assert given.action is not None
        assert given.to is not None
        path = Path(given.severity, given.action, given.to)
        return Answer(path, given.reason or "", CONFIDENCES[index])

    def _alone(self, given: _Given) -> bool:
        return given.action is not None and len(self._steps[given.action]) == 1

    def _choose(self, question: str, words: list[str]) -> int | Key:
        """One of ``words`` by number, or by how it or a word in it begins; ``?`` shows the story again."""

        def find(typed: str) -> int | None:
            wanted = folded(typed)
            first = [n for n, word in enumerate(words) if folded(word).startswith(wanted)]
            later = [n for n, word in enumerate(words) if f" {wanted}" in folded(word)]
            return next((found[0] for found in (first, later) if len(found) == 1), None)

        lang = self._session.lang
        while True:
            click.echo()
            click.secho(tell(question, lang), bold=True)
            index = choose(
                self._session,
                words,
                label=say("train_number", lang),
                hint=say("train_hint", lang),
                find=find,
            )
            if index is not Key.UNKNOWN:
                return index
            click.echo()
            self.story()


def show_keys(session: Session) -> None:
    """Which keys there are."""
    sheet = Sheet(session.console())
    sheet.put(say("train_keys", session.lang), style=QUIET)
    sheet.print()

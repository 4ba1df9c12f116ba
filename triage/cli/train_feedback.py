"""What is told after an answer: danger first, then what was missed, the case next to it, why, sources."""

from __future__ import annotations

import textwrap
from datetime import datetime
from typing import Any

from rich.text import Text as Words

from triage.cli.labels import Labels
from triage.cli.session import Session
from triage.cli.sheet import DANGER, QUIET, WARNING, Sheet, pieces
from triage.cli.tracks_page import grouped
from triage.cli.train_words import say
from triage.service.practice import Feedback
from triage.training.choosing import Reason
from triage.training.explaining import Explained, Near, explained, reason_told
from triage.training.misreading import Half, halves
from triage.training.remarks import half_missed, missed, told_apart
from triage.training.telling import Telling
from triage.training.telling_words import say as tell

#: So many rules are explained, sources and dissents named; the full advice has all of them.
_RULES, _SOURCES, _DISSENT = 2, 2, 2
#: What stands between two columns, and the narrowest column that is still read with ease.
_GAP, _NARROWEST = "  │  ", 28
_RIGHT = "bold green"
_SURE = 4


def show_feedback(session: Session, feedback: Feedback, reasons: tuple[Reason, ...], now: datetime) -> None:
    """Prints everything about one answer. ``reasons``: those that were offered."""
    page = _Page(session, feedback, reasons)
    sheet = Sheet(session.console())
    page.verdict(sheet)
    page.missed(sheet)
    page.reason(sheet)
    page.why(sheet)
    page.next_case(sheet)
    page.path(sheet)
    page.cited(sheet)
    if feedback.due is not None:
        sheet.blank()
        when = when_told(feedback.due, now, session)
        sheet.put(say("train_due", session.lang, when=when), style=QUIET)
    sheet.print()


def when_told(due: datetime, now: datetime, session: Session) -> str:
    """``besok``, ``12 hari lagi``."""
    days = (due.date() - now.date()).days
    if days <= 0:
        return say("train_today", session.lang)
    if days == 1:
        return say("train_tomorrow", session.lang)
    if days < 60:
        return say("train_in_days", session.lang, n=days)
    return say("train_in_months", session.lang, n=round(days / 30.4))


class _Page:
    def __init__(self, session: Session, feedback: Feedback, reasons: tuple[Reason, ...]) -> None:
        self.session, self.lang = session, session.lang
        self.feedback = feedback
        self.reasons = reasons
        self.telling = Telling(session.book, session.lang)
        self.told: Explained = explained(
            session.book, session.advisor.decide, feedback.drill, feedback.key, session.lang
        )

    def verdict(self, sheet: Sheet) -> None:
        """What kind of answer it was; less than the case needs stands out before anything else."""
        judged, answer = self.feedback.judgement, self.feedback.answer
        if judged.miss == "tepat":
            sheet.put(pieces(("✓ ", _RIGHT), (tell("tepat", self.lang), _RIGHT), f" {self.told.path}."))
            sheet.put(self.told.make_sure, indent=2)
            sheet.put(self._beside(), indent=2)
            return
        words = tell(judged.miss, self.lang)
        if judged.miss == "kurang":
            sheet.banner(words, DANGER)
        else:
            sheet.put(words, lead="✗ ", style=WARNING)
        sheet.put(pieces((tell("right_path", self.lang, path=self.told.path), "bold")), indent=2)
        sheet.put(self.told.make_sure, indent=2)
        sheet.put(self._beside(), indent=2)
        given = self.telling.path(answer.path)
        sheet.put(say("train_your_answer", self.lang, path=given), indent=2, style=QUIET)
        if judged.miss == "kurang" and answer.confidence == _SURE:
            sheet.put(say("train_sure_and_less", self.lang), indent=2, style=WARNING)

    def _beside(self) -> str:
        """Which steps do not wait for the first one; that the learner's is one of them."""
        right, given = self.feedback.key.path, self.feedback.answer.path
        if self.feedback.judgement.miss != "tepat" or given.action == right.action:
            return self.told.beside
        return tell(
            "beside_given",
            self.lang,
            given=self.telling.track(given.action, given.to),
            first=self.telling.track(right.action, right.to),
        )

    def missed(self, sheet: Sheet) -> None:
        """The condition that explains a wrong answer."""
        judged = self.feedback.judgement
        if judged.miss == "tepat":
            return
        sheet.blank()
        if not judged.misread:
            sheet.put(say("train_unexplained", self.lang), indent=2)
            for half in self._halves():
                sheet.put(
                    half_missed(self.telling, half, self.feedback.key.path.severity), lead="→ ", style="bold"
                )
            return
        first, *others = [missed(self.telling, one) for one in told_apart(judged.misread)]
        sheet.put(first, lead="→ ", style="bold")
        for other in others[:1]:
            sheet.put(say("train_maybe_too", self.lang, missed=other), indent=2, style=QUIET)

    def _halves(self) -> tuple[Half, ...]:
        given, session = self.feedback, self.session
        return halves(session.book, session.advisor.decide, given.drill, given.key, given.answer)

    def reason(self, sheet: Sheet) -> None:
        """Whether the reason was one, and otherwise which would have been."""
        given, case = self.feedback.answer.reason, self.feedback.drill.case
        if self.feedback.judgement.reason:
            sheet.put(say("train_reason_right", self.lang), indent=2)
            return
        right = next((one.id for one in self.reasons if one.right), "")
        values = {"right": reason_told(self.telling, case, right)}
        if given:
            values["given"] = reason_told(self.telling, case, given)
        key = "train_reason_wrong" if given else "train_reason_none"
        sheet.put(say(key, self.lang, **values), indent=2)

    def why(self, sheet: Sheet) -> None:
        """The rules behind the path."""
        sheet.heading(say("train_why", self.lang))
        for one in self.told.because[:_RULES]:
            mark = f" [{tell('practice', self.lang)}]" if one.practice else ""
            sheet.put(pieces((one.title, "bold"), (mark, QUIET), f". {one.because}"), lead="  • ")

    def next_case(self, sheet: Sheet) -> None:
        """The minimal pair side by side; below each other on a narrow screen."""
        near = self.told.near
        if near is None:
            return
        sheet.heading(say("train_pair", self.lang))
        here = self._side("train_this_case", near, here=True)
        there = self._side("train_next_case", near, here=False)
        wide = (self.session.console().width - 2 - len(_GAP)) // 2
        if wide < _NARROWEST:
            for line in (*here, "", *there):
                sheet.put(line or " ", indent=2)
            return
        columns = [[row for line in side for row in textwrap.wrap(line, wide)] for side in (here, there)]
        for n in range(max(map(len, columns))):
            left, right = (column[n] if n < len(column) else "" for column in columns)
            style = "bold" if n else QUIET
            sheet.lines.append(Words(f"  {left.ljust(wide)}{_GAP}{right}".rstrip(), style=style))

    def _side(self, heading: str, near: Near, *, here: bool) -> list[str]:
        path = near.path_here if here else near.path_there
        return [
            say(heading, self.lang),
            f"{near.name}: {near.here if here else near.there}",
            f"→ {near.severity_here if here else near.severity_there}",
            f"→ {self.telling.track(path.action, path.to)}",
        ]

    def path(self, sheet: Sheet) -> None:
        """All tracks of the advice, in their order."""
        told: dict[str, Any] = self.session.advisor.told(self.feedback.key.decision, self.lang)
        labels = Labels(self.session.book, self.lang)
        tracks = [labels.track(group.action, group.parties) for group in grouped(told["tracks"])]
        sheet.heading(say("train_path", self.lang))
        sheet.put("; ".join(f"{n}. {track}" for n, track in enumerate(tracks, 1)) + ".", indent=2)

    def cited(self, sheet: Sheet) -> None:
        """Where it comes from, and what says otherwise."""
        sheet.blank()
        for ref in self.told.sources[:_SOURCES]:
            sheet.put(say("train_sources", self.lang, ref=ref), indent=2, style=QUIET)
        for ref in self.told.dissent[:_DISSENT]:
            sheet.put(say("train_dissent", self.lang, ref=ref), indent=2, style=QUIET)

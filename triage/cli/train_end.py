"""The end of a session: what was right, what was missed, where to go on."""

from __future__ import annotations

import click

from triage.cli.clock import now
from triage.cli.session import Session
from triage.cli.sheet import DANGER, HEADING, QUIET, Sheet
from triage.cli.train_feedback import when_told
from triage.cli.train_words import say
from triage.service.practice import Standing
from triage.training.placement import Stratum
from triage.training.progress import Session as Sitting
from triage.training.records import Answered
from triage.training.remarks import missed, told_apart
from triage.training.telling import Telling

#: So many things that were missed are named, and so many strata to begin with.
_MISSED, _STRATA = 5, 2


def show_end(session: Session, standing: Standing, sitting: Sitting) -> None:
    """Prints how the session went, of all its answers, those before a pause too."""
    lang = session.lang
    answers = [one for one in standing.progress.answers if one.session == sitting.id]
    sheet = Sheet(session.console())
    sheet.put(say("train_over", lang), style=HEADING)
    _counts(sheet, session, answers)
    _missed(sheet, session, answers)
    if sitting.kind == "placement" and not sitting.tool and standing.placed is not None:
        strata = "; ".join(_stratum(session, one) for one in standing.placed.begin[:_STRATA])
        sheet.blank()
        key = "train_begin_with" if strata else "train_begin_anywhere"
        sheet.put(say(key, lang, strata=strata))
    sheet.blank()
    if standing.due:
        sheet.put(say("train_due_now", lang, n=standing.due))
    elif standing.next_due is not None:
        when = when_told(standing.next_due, now(), session)
        sheet.put(say("train_next_due", lang, when=when))
    sheet.put(say("train_next", lang), style=QUIET)
    click.echo()
    sheet.print()


def _counts(sheet: Sheet, session: Session, answers: list[Answered]) -> None:
    lang = session.lang
    of = dict.fromkeys(("tepat", "kurang", "lebih", "lain"), 0)
    for one in answers:
        of[one.judgement.miss] += 1
    words = [say("train_right_of", lang, right=of["tepat"], all=len(answers))]
    words += [say("train_more_of", lang, n=of["lebih"])] if of["lebih"] else []
    words += [say("train_other_of", lang, n=of["lain"])] if of["lain"] else []
    if of["kurang"]:
        sheet.banner(say("train_less_of", lang, n=of["kurang"]), DANGER)
    sheet.put(" ".join(words))
    if not of["kurang"]:
        sheet.put(say("train_no_less", lang))


def _missed(sheet: Sheet, session: Session, answers: list[Answered]) -> None:
    telling = Telling(session.book, session.lang)
    graver = sorted(answers, key=lambda one: -one.judgement.weight)
    told = [missed(telling, misread) for one in graver for misread in told_apart(one.judgement.misread)[:1]]
    if told:
        sheet.heading(say("train_missed_here", session.lang))
        for line in list(dict.fromkeys(told))[:_MISSED]:
            sheet.put(line, lead="  • ")


def _stratum(session: Session, one: Stratum) -> str:
    key = "train_with_danger" if one.danger else "train_without_danger"
    severity = Telling(session.book, session.lang).severity(one.severity).lower()
    return say(key, session.lang, severity=severity)

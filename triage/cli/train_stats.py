"""``triage train stats``: how one learner stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.cli import exits
from triage.cli.clock import now
from triage.cli.output import print_json
from triage.cli.practising import ME, data_option, practising
from triage.cli.session import Session, session_of
from triage.cli.sheet import HEADING, WARNING, Sheet, pieces
from triage.cli.speaking import Speaking
from triage.cli.train_words import say

if TYPE_CHECKING:
    from triage.service.practice import Standing
    from triage.training.mastery import Counts, Mastery
    from triage.training.telling import Telling

#: So many weeks, rules and misread conditions are shown; the report has all of them.
_WEEKS, _RULES, _MISREAD, _SUSPECTED, _CHANGES = 8, 5, 5, 2, 5
_BAR = 20


@click.command("stats", cls=Speaking)
@click.option("--learner", metavar="CODE", default=ME)
@click.option("--json", "as_json", is_flag=True)
@data_option()
@click.pass_context
def stats(ctx: click.Context, learner: str, as_json: bool, data: Path | None) -> int:
    """Prints how ``learner`` stands."""
    session = session_of(ctx)
    with practising(session, data) as practice:
        standing = practice.standing(learner)
    if as_json:
        print_json(_data(standing))
    else:
        _page(session, standing).print()
    return exits.DECIDED


def _page(session: Session, standing: Standing) -> Sheet:
    from triage.training.telling import Telling

    sheet, lang = Sheet(session.console()), session.lang
    counts = standing.learned.counts
    if not counts.asked:
        sheet.put(say("stats_nothing", lang, learner=standing.learner))
        _open(sheet, session, standing)
        return sheet
    telling = Telling(session.book, lang)
    sheet.put(say("stats_title", lang, learner=standing.learner), style=HEADING)
    share = round(100 * counts.right / counts.asked)
    parts = [say("stats_answers", lang, asked=counts.asked, right=counts.right, share=share)]
    parts += [say("train_more_of", lang, n=counts.more)] if counts.more else []
    parts += [say("train_other_of", lang, n=counts.other)] if counts.other else []
    if counts.less:
        sheet.put(say("train_less_of", lang, n=counts.less), lead="! ", style=WARNING)
    sheet.put(f"{parts[0]}. {' '.join(parts[1:])}".strip())
    sheet.put(say("stats_cards", lang, met=standing.met, cards=standing.cards))
    _when(sheet, session, standing)
    _open(sheet, session, standing)
    _changed(sheet, session, telling, standing)
    _weeks(sheet, session, standing)
    _weak(sheet, session, telling, standing)
    _suspected(sheet, session, telling, standing)
    return sheet


def _when(sheet: Sheet, session: Session, standing: Standing) -> None:
    from triage.cli.train_feedback import when_told

    if standing.due:
        sheet.put(say("train_due_now", session.lang, n=standing.due))
    elif standing.next_due is not None:
        when = when_told(standing.next_due, now(), session)
        sheet.put(say("train_next_due", session.lang, when=when))


def _open(sheet: Sheet, session: Session, standing: Standing) -> None:
    if standing.open is not None:
        done, all_of = standing.open.answered, len(standing.open.drills)
        sheet.put(say("stats_paused", session.lang, done=done, all=all_of))


def _changed(sheet: Sheet, session: Session, telling: Telling, standing: Standing) -> None:
    """Which rules changed, so that cards are due again."""
    from triage.training.remarks import changed

    changes = changed(telling, standing.touched)
    if changes:
        sheet.heading(say("train_changed", session.lang))
        for line in changes[:_CHANGES]:
            sheet.put(line, lead="  • ")
        if len(changes) > _CHANGES:
            sheet.put(say("train_and_more", session.lang, n=len(changes) - _CHANGES), indent=4)


def _weeks(sheet: Sheet, session: Session, standing: Standing) -> None:
    weeks = [week for week in standing.learned.weeks if week.counts.asked][-_WEEKS:]
    if len(weeks) < 2:
        return
    sheet.heading(say("stats_weeks", session.lang))
    for week in weeks:
        counts = week.counts
        full = round(_BAR * counts.right / counts.asked)
        words = say(
            "stats_week",
            session.lang,
            day=week.monday.isoformat(),
            bar="█" * full + "·" * (_BAR - full),
            right=counts.right,
            asked=counts.asked,
        )
        less = say("stats_week_less", session.lang, n=counts.less) if counts.less else ""
        sheet.put(pieces(words, (less, WARNING)), indent=2)


def _weak(sheet: Sheet, session: Session, telling: Telling, standing: Standing) -> None:
    lang = session.lang
    weak = [one for one in standing.learned.rules if one.state == "learning" and one.share < 1]
    shown = [one for one in weak if telling.found([one.subject])][:_RULES]
    if shown:
        sheet.heading(say("stats_weak", lang))
        for one in shown:
            sheet.put(_rule(session, telling, one), lead="  • ")
    if standing.learned.misread:
        from triage.training.remarks import read_as

        sheet.heading(say("stats_misread", lang))
        for misread in standing.learned.misread[:_MISREAD]:
            words = read_as(telling, misread.name, misread.found, misread.as_if)
            times = f" ({say('stats_times', lang, n=misread.times)})" if misread.times > 1 else ""
            sheet.put(f"{words}{times}", lead="  • ")
    mastered = [one.subject for one in standing.learned.categories if one.state == "mastered"]
    if mastered:
        sheet.heading(say("stats_mastered", lang))
        sheet.put(", ".join(telling.category(one) for one in mastered) + ".", indent=2)


def _rule(session: Session, telling: Telling, one: Mastery) -> str:
    counts = one.counts
    words = say(
        "stats_rule",
        session.lang,
        rule=telling.rule(one.subject),
        right=counts.right,
        asked=counts.asked,
    )
    return words + (say("stats_week_less", session.lang, n=counts.less) if counts.less else "")


def _suspected(sheet: Sheet, session: Session, telling: Telling, standing: Standing) -> None:
    from triage.training.remarks import suspected

    if standing.suspected:
        sheet.heading(say("stats_suspected", session.lang))
        for one in standing.suspected[:_SUSPECTED]:
            what = suspected(telling, one.hypotheses[0])
            words = say("stats_suspected_one", session.lang, what=what, n=one.explains)
            sheet.put(words[:1].upper() + words[1:], lead="  • ")


def _data(standing: Standing) -> dict[str, Any]:
    known = standing.learned
    return {
        "schema": "triage.training.stats/1",
        "learner": standing.learner,
        "cards": {"met": standing.met, "all": standing.cards, "due": standing.due},
        "answers": _counted(known.counts),
        "weeks": [{"monday": week.monday.isoformat()} | _counted(week.counts) for week in known.weeks],
        "rules": [_mastery(one) for one in known.rules],
        "categories": [_mastery(one) for one in known.categories],
        "misread": [
            {"name": one.name, "found": one.found, "as_if": one.as_if, "times": one.times, "kurang": one.less}
            for one in known.misread
        ],
    }


def _mastery(one: Mastery) -> dict[str, Any]:
    return {"id": one.subject, "state": one.state, "least": round(one.least, 4)} | _counted(one.counts)


def _counted(counts: Counts) -> dict[str, Any]:
    return {
        "asked": counts.asked,
        "tepat": counts.right,
        "kurang": counts.less,
        "lebih": counts.more,
        "lain": counts.other,
    }

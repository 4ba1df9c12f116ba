"""``triage why-not``: why an action is not recommended, and what the nearest rules lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from triage.cli import exits
from triage.cli.matching import by_word, folded
from triage.cli.nearest import did_you_mean
from triage.cli.output import print_json
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.explain.why_not import Miss, WhyNot
from triage.vocabulary.closed import ACTIONS, Action

if TYPE_CHECKING:
    from triage.cli.conditions import Conditions
    from triage.cli.sheet import Sheet

#: More rules than this are only counted.
_SHOWN = 4


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    given = ctx.params.get("words") or ()
    try:
        known = ACTIONS if not given else tuple(session_of(ctx).book.vocabulary.parties)
    except Exception:  # completion never complains
        return []
    return [word for word in known if word.startswith(incomplete)]


@click.command("why-not", cls=Speaking)
@click.argument("words", nargs=-1, required=True, metavar="ACTION [PARTY] FILE|-", shell_complete=_complete)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def why_not(ctx: click.Context, words: tuple[str, ...], as_json: bool) -> int:
    """Explains the absence of an action."""
    session = session_of(ctx)
    if not 2 <= len(words) <= 3:
        raise click.UsageError(session.say("why_not_usage"), ctx)
    action = _action(session, words[0])
    to = _party(session, words[1]) if len(words) == 3 else None
    case = session.case(words[-1])
    found = session.advisor.why_not(case, action, to)
    if as_json:
        print_json(_as_data(found))
    else:
        told = session.advisor.told(session.advisor.decide(case), session.lang)
        _show(session, found, told)
    return exits.DECIDED


def _action(session: Session, word: str) -> Action:
    """The action of that id or label; a word of its name will do where only one has it."""
    labels = session.book.vocabulary.labels["action"]
    names = {action: [folded(name) for name in (action, *labels[action])] for action in ACTIONS}
    wanted = folded(word)
    exact = [action for action in ACTIONS if wanted in names[action]]
    partly = [action for action in ACTIONS if any(wanted in name.split() for name in names[action])]
    for found in (exact, partly):
        if len(found) == 1:
            return found[0]
    hint = did_you_mean(wanted.replace(" ", "_"), ACTIONS, session.lang)
    raise click.UsageError(session.say("unknown_action", known=", ".join(ACTIONS)) + hint)


def _party(session: Session, word: str) -> str:
    parties = session.book.vocabulary.parties
    ids = [word] if word in parties else by_word(word, parties.values())
    if len(ids) != 1:
        hint = did_you_mean(folded(word).replace(" ", "_"), ids or parties, session.lang)
        raise click.UsageError(session.say("unknown_party", known=", ".join(parties)) + hint)
    return ids[0]


def _as_data(found: WhyNot) -> dict[str, Any]:
    out: dict[str, Any] = {
        "schema": "triage.why-not/1",
        "action": found.action,
        "to": found.to,
        "there": [{"action": action, "to": to} for action, to in found.there],
        "prohibited": found.prohibited.id if found.prohibited is not None else None,
        "rules": [
            {
                "rule": miss.rule.id,
                "problem": miss.problem,
                "parts": [
                    {"name": part.name, "wanted": list(part.wanted), "found": part.found, "holds": part.holds}
                    for part in miss.parts
                ],
                "by": miss.by.id if miss.by is not None else None,
                "at": str(miss.rule.place),
            }
            for miss in found.misses
        ],
    }
    return out


def _show(session: Session, found: WhyNot, told: dict[str, Any]) -> None:
    from triage.cli.conditions import Conditions
    from triage.cli.labels import Labels
    from triage.cli.levels import danger_open, make_sure
    from triage.cli.sheet import Sheet

    labels = Labels(session.book, session.lang)
    conditions = Conditions(labels, calm=session.say("for_now", severity="{}") if danger_open(told) else "{}")
    sheet = Sheet(session.console())
    there = "; ".join(labels.track(action, [to]) for action, to in found.there)
    if found.there:
        sheet.put(session.say("is_there", tracks=there), style="bold")
        if found.to is not None:
            _show_givers(session, sheet, told, found)
    else:
        name = labels.track(found.action, [found.to]) if found.to is not None else labels.action(found.action)
        sheet.put(session.say("not_there", track=name), style="bold")
    if found.prohibited is not None:
        no = found.prohibited
        sheet.put(
            session.say("never", title=no.title.said(session.lang), because=no.because.said(session.lang))
        )
        instead = "; ".join(labels.track(action, [to]) for action, to in no.instead)
        if instead:
            sheet.put(session.say("instead", tracks=instead))
    elif found.misses and (found.to is None or not found.there):
        sheet.blank()
        sheet.put(session.say("nearest_rules"))
        for miss in found.misses[:_SHOWN]:
            _show_miss(session, sheet, conditions, miss)
        if len(found.misses) > _SHOWN:
            sheet.put(session.say("more_misses", n=len(found.misses) - _SHOWN), lead="  ", style="dim")
    elif not found.there:
        sheet.put(session.say("no_rule_gives"))
    sheet.blank()
    sheet.put(make_sure(session, labels, told))
    sheet.put(session.say("advice"), style="bold")
    sheet.print()


def _show_givers(session: Session, sheet: Sheet, told: dict[str, Any], found: WhyNot) -> None:
    """The rules that gave what is there after all."""
    given = [track["rules"] for track in told["tracks"] if (track["action"], track["to"]) in found.there]
    rules = {rule for ids in given for rule in ids}
    sheet.put(session.say("given_by"))
    for fired in told["justification"]:
        if fired["rule"] in rules:
            sheet.put(f"{fired['title']}. {fired['because']}", lead="  • ")


def _show_miss(session: Session, sheet: Sheet, conditions: Conditions, miss: Miss) -> None:
    from triage.cli.sheet import pieces

    of = f" ({conditions.labels.category(miss.problem)})" if miss.problem is not None else ""
    practice = f" [{session.say('practice')}]" if miss.rule.basis == "praktik" else ""
    title = miss.rule.title.said(session.lang)
    sheet.put(pieces((title, "bold"), of, (f"  {miss.rule.id}{practice}", "dim")), lead="  • ")
    for part in miss.parts:
        what, wanted, found = conditions.part(part)
        if part.holds:
            sheet.put(f"{what}: {found}", lead="    ✓ ", style="dim")
        else:
            sheet.put(session.say("lacks", what=what, wanted=wanted, found=found), lead="    ✗ ")
    if miss.by is not None:
        by = session.say(
            "set_aside_by", title=miss.by.title.said(session.lang), because=miss.by.because.said(session.lang)
        )
        sheet.put(by, lead="    ✗ ")

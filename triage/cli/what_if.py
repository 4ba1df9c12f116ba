"""``triage what-if``: the smallest changes after which the advice is another."""

from __future__ import annotations

from typing import Any

import click

from triage.cli import exits
from triage.cli.output import print_json
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.decision.model import Outcome
from triage.explain.told import change, pairs
from triage.explain.what_if import WhatIf


@click.command("what-if", cls=Speaking)
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def what_if(ctx: click.Context, file: str, as_json: bool) -> int:
    """Prints the smallest changes for the case in ``file``."""
    session = session_of(ctx)
    case = session.case(file)
    now, found = session.advisor.what_if(case)
    if as_json:
        print_json(_as_data(now, found))
    else:
        told = session.advisor.told(session.advisor.decide(case), session.lang)
        _show(session, told, now, found)
    return exits.DECIDED


def _as_data(now: Outcome, found: tuple[WhatIf, ...]) -> dict[str, Any]:
    return {
        "schema": "triage.what-if/1",
        "now": _outcome(now),
        "changes": [
            {
                "if": [{"name": name, "from": was, "to": to} for name, was, to in item.changes],
                "then": change(now, item.then),
            }
            for item in found
        ],
    }


def _outcome(now: Outcome) -> dict[str, Any]:
    return {
        "severity": now.severity,
        "urgency": now.urgency,
        "parents": now.parents,
        "tracks": pairs(now.tracks),
    }


def _show(session: Session, told: dict[str, Any], now: Outcome, found: tuple[WhatIf, ...]) -> None:
    from triage.cli import changes, levels
    from triage.cli.labels import Labels
    from triage.cli.sheet import Sheet

    labels = Labels(session.book, session.lang)
    sheet = Sheet(session.console())
    verdict = levels.verdict(session, labels, told)
    sheet.put(f"{session.say('now')} {verdict}. {labels.of('parents', now.parents)}.", style="bold")
    sheet.put("; ".join(labels.track(action, [to]) for action, to in now.tracks) + ".")
    sheet.put(levels.make_sure(session, labels, told))
    sheet.blank()
    sheet.put(session.say("smallest_changes" if found else "no_change"), style="bold")
    for item in found:
        moves = [
            session.say(
                "becomes", what=labels.variable(name), was=labels.value(name, was), to=labels.value(name, to)
            )
            for name, was, to in item.changes
        ]
        sheet.put(labels.all_of(moves), lead="  • ")
        sheet.put(changes.said(session, labels, told, change(now, item.then)), lead="    → ", style="dim")
    sheet.blank()
    sheet.put(session.say("advice"), style="bold")
    sheet.print()

"""``triage audit init`` and ``passphrase``: a new ledger, and another passphrase for one."""

from __future__ import annotations

import os
import re

import click

from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.ledger import (
    PASSPHRASE_FILE,
    PROGRAM,
    anchor_of,
    passphrase_of,
    person,
    place_of,
    tell,
    told_calmly,
    typed,
)
from triage.cli.ledger_options import by_option, ledger_option
from triage.cli.refusal import Refusal
from triage.cli.session import Session, session_of
from triage.cli.sheet import WARNING, Sheet
from triage.cli.speaking import Speaking


@click.command("init", cls=Speaking)
@ledger_option
@click.option("--demo", is_flag=True)
@click.pass_context
def init(ctx: click.Context, ledger: str | None, demo: bool) -> int:
    """Makes a ledger; its recovery key is shown this one time."""
    from triage.ledger.opening import create
    from triage.service.recording import now

    session = session_of(ctx)
    place = place_of(ledger)
    with told_calmly(session):
        words = None if demo else _new_passphrase(session)
        made, recovery = create(place, passphrase=words, now=now(), anchor=anchor_of())
        made.close()
    sheet = Sheet(session.console())
    sheet.put(say("made", session.lang, place=_shown(place)))
    if recovery is None:
        sheet.put(say("demo", session.lang), style=WARNING)
    else:
        sheet.blank()
        sheet.put(say("recovery", session.lang), style=WARNING)
        sheet.blank()
        sheet.put(recovery.text, indent=3, style="bold")
        sheet.blank()
        sheet.put(say("recovery_keep", session.lang))
    sheet.blank()
    sheet.put(say("init_next", session.lang))
    sheet.print()
    return exits.DECIDED


@click.command("passphrase", cls=Speaking)
@ledger_option
@by_option
@click.option("--recovery", is_flag=True)
@click.option("--new-file", metavar="FILE")
@click.pass_context
def passphrase(
    ctx: click.Context, ledger: str | None, by: str | None, recovery: bool, new_file: str | None
) -> int:
    """Gives the ledger another passphrase; the old one opens it no more."""
    from triage.ledger.opening import open_ledger
    from triage.service.recording import now

    session = session_of(ctx)
    who = person(session, by) or ""
    place = place_of(ledger)
    with told_calmly(session):
        if recovery:
            opened = open_ledger(place, recovery=typed(session, "recovery_prompt"), anchor=anchor_of())
        else:
            opened = open_ledger(
                place, passphrase=passphrase_of(session, "passphrase_old"), anchor=anchor_of()
            )
        with opened:
            opened.change_passphrase(_new_passphrase(session, new_file), by=who, program=PROGRAM, now=now())
    tell(say("passphrase_changed", session.lang))
    return exits.DECIDED


def _shown(place: str) -> str:
    """A place without what a URL may hold of a user and their password."""
    return click.format_filename(re.sub(r"//[^@/]*@", "//", place))


def _new_passphrase(session: Session, file: str | None = "") -> str:
    """A passphrase typed twice, or out of a file. ``file`` empty: the one that is set."""
    if file == "" and os.environ.get(PASSPHRASE_FILE):
        return passphrase_of(session)
    if file:
        return passphrase_of(session, file=file)
    words = typed(session, "passphrase_new")
    if typed(session, "passphrase_again") != words:
        raise Refusal([say("passphrase_differs", session.lang)], exits.LEDGER_SHUT)
    return words

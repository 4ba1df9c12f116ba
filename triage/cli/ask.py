"""``triage ask``: a case by questions, with a person at a terminal."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path

import click

from triage.case.model import Case
from triage.case.reading import as_data
from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.ledger import tell
from triage.cli.recording import Recording, deciding, is_kept, record_options_where_kept
from triage.cli.refusal import Refusal
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking


@click.command("ask", cls=Speaking)
@click.option("--save", metavar="FILE")
@record_options_where_kept
@click.pass_context
def ask(
    ctx: click.Context,
    save: str | None,
    record: bool | None,
    ledger: str | None,
    by: str | None,
    ref: str | None,
) -> int:
    """Asks, and prints the decision, once it is recorded where a ledger is kept. Only at a terminal."""
    session = session_of(ctx)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(session.say("no_terminal"), ctx)
    if save is not None and Path(save).exists():
        raise click.UsageError(session.say("exists", file=save), ctx)
    from triage.cli.dialogue import Dialogue

    unsaid = record is None
    record = is_kept(ledger) if record is None else record
    if record:
        _danger_first(session)
        if unsaid:
            tell(say("will_record", session.lang))
    try:
        with deciding(session, Recording(record, ledger, by, ref)) as decides:
            case = Dialogue(session, decides if record else None).run()
    except Refusal as error:
        if not unsaid:
            raise
        # Whoever did not ask for a record must not be left without advice for want of one.
        raise Refusal([*error.lines, say("ask_unrecorded", session.lang)], error.code) from None
    if case is None:
        click.echo(session.say("nothing_chosen"))
        return exits.INTERRUPTED
    if save is not None:
        _save(session, case, save)
    return exits.DECIDED


def _danger_first(session: Session) -> None:
    """Whom to call in danger, before a passphrase is asked for."""
    from triage.cli.contacts import emergency_contacts

    contacts = emergency_contacts(session.book, session.lang)
    if contacts:
        tell(session.say("danger_now", contacts=contacts))


def _save(session: Session, case: Case, file: str) -> None:
    text = json.dumps(as_data(case), ensure_ascii=False, indent=2) + "\n"
    try:
        with Path(file).open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise click.UsageError(session.say("exists", file=file)) from None
    except OSError as error:
        cause = errno.errorcode.get(error.errno or 0, "OSError")
        raise click.UsageError(session.say("cannot_save", file=file, cause=cause)) from None
    click.echo(session.say("saved", file=file))

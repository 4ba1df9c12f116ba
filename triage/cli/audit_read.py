"""``triage audit list`` and ``show``: the entries from outside, and one of them opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.ledger import access_of, code_of, opened, person, recorder_of, tell, told_calmly
from triage.cli.ledger_options import by_option, ledger_option
from triage.cli.output import print_json
from triage.cli.refusal import Refusal
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.cli.when import begins, day, ends

if TYPE_CHECKING:
    from triage.ledger.opened import Opened
    from triage.ledger.store import Ledger
    from triage.service.recording import Recorder

KINDS = ("decision", "choice", "progress", "erasure", "access", "export")


@click.command("list", cls=Speaking)
@ledger_option
@click.option("--kind", type=click.Choice(KINDS), multiple=True)
@click.option("--subject", metavar="CODE")
@click.option("--since", metavar="DAY")
@click.option("--until", metavar="DAY")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def list_(
    ctx: click.Context,
    ledger: str | None,
    kind: tuple[str, ...],
    subject: str | None,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> int:
    """Prints what stands outside of each entry; whose it is only where the ledger is open."""
    from triage.ledger.opened import opened as opening
    from triage.ledger.opened import outside

    session = session_of(ctx)
    if subject is not None:
        code_of(session, subject, "--subject")
    first, last = day(session, since, "--since"), day(session, until, "--until")
    with opened(session, ledger, key=subject is not None) as book, told_calmly(session):
        found = book.entries(
            kinds=kind or None,  # type: ignore[arg-type]
            subject=subject,
            since=begins(first),
            until=ends(last),
        )
        rows = list(opening(book, found)) if book.unlocked else [outside(entry) for entry in found]
    if as_json:
        print_json([_outside(entry) for entry in rows])
        return exits.DECIDED
    from triage.cli.audit_page import show_entries

    show_entries(session, rows)
    return exits.DECIDED


@click.command("show", cls=Speaking)
@click.argument("seq", metavar="NUMBER", type=click.IntRange(min=1))
@ledger_option
@by_option
@click.option("--why", metavar="TEXT")
@click.option("--as", "role", metavar="ROLE")
@click.option("--full", "-v", "full", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def show(
    ctx: click.Context,
    seq: int,
    ledger: str | None,
    by: str | None,
    why: str | None,
    role: str | None,
    full: bool,
    as_json: bool,
) -> int:
    """Prints one entry in full; that a sensitive case is read is recorded first."""
    session = session_of(ctx)
    with opened(session, ledger) as book, told_calmly(session):
        recorder = recorder_of(book)
        entry = recorder.opened(seq)
        about = _about(recorder, entry)
        seen = _seen(session, role)
        shown = seen(entry, about)
        if shown is None:
            raise Refusal(
                [say("not_for_role", session.lang, role=_label(session, role), seq=seq)], exits.LEDGER_SHUT
            )
        if about is not None and entry.kind != "access" and _sensitive(about):
            _told_of(session, recorder, entry, by, why)
        later = [one for each in _later(book, entry) if (one := seen(each, about)) is not None]
        entry = shown
        if as_json:
            from triage.ledger.exporting import whole

            print_json(whole(entry) | {"later": [whole(one) for one in later]})
            return exits.DECIDED
        from triage.cli.audit_page import show_entry

        show_entry(session, book, entry, later, full=full)
    return exits.DECIDED


def _outside(entry: Opened) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "clock_back": entry.back,
        "kind": entry.kind,
        "subject": entry.subject,
        "ref": entry.ref,
        "refers": entry.refers,
        "rulebook": entry.rulebook,
        "engine": list(entry.engine),
        "program": entry.program,
        "erased": entry.erased,
    }


def _about(recorder: Recorder, entry: Opened) -> Opened | None:
    """The decision that an entry is or speaks of, if by way of another; None for the ledger's own entries."""
    while entry.kind != "decision":
        if entry.refers is None:
            return None
        entry = recorder.opened(entry.refers)
    return entry


def _sensitive(decision: Opened) -> bool:
    """Whether a case is of the highest severity or an emergency."""
    from triage.vocabulary.closed import SEVERITIES, URGENCIES

    if decision.body is None:
        return False
    told = decision.body["decision"]
    return bool(told["severity"] == SEVERITIES[-1] or told["urgency"] == URGENCIES[-1])


def _seen(session: Session, role: str | None) -> Callable[[Opened, Opened | None], Opened | None]:
    """What ``role`` sees of an entry; None is whoever has the passphrase. Raises ``UsageError``."""
    if role is None:
        return lambda entry, _: entry
    from triage.cli.nearest import did_you_mean
    from triage.ledger.roles import shown_to

    roles = access_of(session).roles
    if role not in roles:
        known = ", ".join(roles)
        raise click.UsageError(
            say("no_such_role", session.lang, known=known) + did_you_mean(role, roles, session.lang)
        )
    return partial(shown_to, roles[role])


def _label(session: Session, role: str | None) -> str:
    return access_of(session).roles[role].label.said(session.lang) if role else ""


def _told_of(session: Session, recorder: Recorder, entry: Opened, by: str | None, why: str | None) -> None:
    """Records that a sensitive case is read, by whom and why; nothing is shown before."""
    import sys

    who = person(session, by) or ""
    if not why and sys.stdin.isatty() and sys.stderr.isatty():
        why = click.prompt(say("why_prompt", session.lang), err=True, prompt_suffix=" ").strip()
    if not why:
        raise click.UsageError(say("why_needed", session.lang))
    noted = recorder.accessed(entry.seq, why=why, by=who)
    tell(say("access_noted", session.lang, seq=noted.seq), err=True)


def _later(book: Ledger, entry: Opened) -> list[Opened]:
    """What was recorded on a decision afterwards."""
    from triage.ledger.opened import opened as opening

    if entry.kind != "decision" or entry.ref is None:
        return []
    found = book.entries(after=entry.seq, subject=entry.ref)
    return list(opening(book, (one for one in found if one.refers == entry.seq)))

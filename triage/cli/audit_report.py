"""``triage audit stats`` and ``report``: what many cases show together, and no child by itself."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage import __version__
from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.ledger import opened, told_calmly
from triage.cli.ledger_options import ledger_option
from triage.cli.output import print_json
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.cli.when import begins, ends, last_of, month, zone

if TYPE_CHECKING:
    from triage.ledger.statistics import Statistics
    from triage.ledger.store import Ledger


@click.command("stats", cls=Speaking)
@ledger_option
@click.option("--since", metavar="MONTH")
@click.option("--until", metavar="MONTH")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def stats(ctx: click.Context, ledger: str | None, since: str | None, until: str | None, as_json: bool) -> int:
    """Prints the counts in which no child is recognised."""
    session = session_of(ctx)
    first, last = _months(session, since, until)
    with opened(session, ledger) as book, told_calmly(session):
        found = _statistics(book, first, last)
    if as_json:
        print_json({"schema": "triage.audit-stats/1", "since": since, "until": until, **_plain(found)})
        return exits.DECIDED
    from triage.cli.audit_stats_page import show_statistics

    show_statistics(session, found)
    return exits.DECIDED


@click.command("report", cls=Speaking)
@ledger_option
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--since", metavar="MONTH")
@click.option("--until", metavar="MONTH")
@click.pass_context
def report(
    ctx: click.Context, ledger: str | None, output: Path | None, since: str | None, until: str | None
) -> int:
    """Writes the report to ``output``, or to standard output where that is no terminal."""
    from triage.ledger.report import About, NoTemplates, report_html
    from triage.ledger.verifying import verify

    session = session_of(ctx)
    if output is None and sys.stdout.isatty():
        raise click.UsageError(say("report_where", session.lang), ctx)
    first, last = _months(session, since, until)
    with opened(session, ledger) as book, told_calmly(session):
        found = _statistics(book, first, last)
        head = book.head()
        about = About(
            ledger=book.id,
            made=datetime.now(zone()),
            last=head.seq,
            head=head.hash.hex(),
            integrity=verify(book).said(session.lang).splitlines()[0],
            demo=book.mode == "demo",
            since=first,
            until=None if last is None else last_of(last),
            program=__version__,
        )
    try:
        data = report_html(found, session.book, about, session.lang).encode()
    except NoTemplates as error:
        raise click.ClickException(say("report_extra", session.lang)) from error
    if output is None:
        click.echo(data, nl=False)
        return exits.DECIDED
    from triage.cli.writing import write_whole

    write_whole(output, data, session.lang)
    click.echo(say("written", session.lang, file=click.format_filename(output)))
    return exits.DECIDED


def _statistics(book: Ledger, first: date | None, last: date | None) -> Statistics:
    from triage.ledger.opened import opened as opening
    from triage.ledger.statistics import statistics

    until = None if last is None else ends(last_of(last))
    # What people did later on a decision of the period belongs to it.
    entries = book.entries(kinds=("decision", "choice", "progress"), since=begins(first))
    wanted = (
        one for one in opening(book, entries) if until is None or one.kind != "decision" or one.at < until
    )
    return statistics(wanted, zone())


def _months(session: Session, since: str | None, until: str | None) -> tuple[date | None, date | None]:
    return month(session, since, "--since"), month(session, until, "--until")


def _plain(found: Statistics) -> dict[str, Any]:
    """As JSON: times in seconds."""
    data = asdict(found)
    for one in data["first_action"]:
        for name in ("half", "most"):
            one[name] = None if one[name] is None else int(one[name].total_seconds())
    return data

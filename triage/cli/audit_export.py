"""``triage audit export``: entries as a file for other programs. That they left is recorded first."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.ledger import code_of, opened, person, recorder_of, tell, told_calmly
from triage.cli.ledger_options import by_option, ledger_option
from triage.cli.session import session_of
from triage.cli.speaking import Speaking
from triage.cli.when import begins, day, ends

FORMATS = ("csv", "jsonl", "xlsx")
KINDS = ("decision", "choice", "progress", "erasure", "access", "export")


@click.command("export", cls=Speaking)
@ledger_option
@by_option
@click.option("--format", "form", type=click.Choice(FORMATS))
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--kind", type=click.Choice(KINDS), multiple=True)
@click.option("--subject", metavar="CODE")
@click.option("--since", metavar="DAY")
@click.option("--until", metavar="DAY")
@click.option("--outside", is_flag=True)
@click.pass_context
def export(
    ctx: click.Context,
    ledger: str | None,
    by: str | None,
    form: str | None,
    output: Path | None,
    kind: tuple[str, ...],
    subject: str | None,
    since: str | None,
    until: str | None,
    outside: bool,
) -> int:
    """Writes entries to ``output``, or to standard output where that is no terminal."""
    from triage.ledger.exporting import NoSpreadsheet, written
    from triage.ledger.opened import opened as opening
    from triage.ledger.opened import outside as unopened

    session = session_of(ctx)
    who = person(session, by) or ""
    if subject is not None:
        code_of(session, subject, "--subject")
    first, last = day(session, since, "--since"), day(session, until, "--until")
    form = form or _by_name(output)
    if form not in FORMATS:
        raise click.UsageError(say("export_format", session.lang, known=", ".join(FORMATS)), ctx)
    if output is None and sys.stdout.isatty():
        raise click.UsageError(say("export_where", session.lang), ctx)
    with opened(session, ledger) as book, told_calmly(session):
        found = book.entries(
            kinds=kind or None,  # type: ignore[arg-type]
            subject=subject,
            since=begins(first),
            until=ends(last),
        )
        entries = [unopened(entry) for entry in found] if outside else list(opening(book, found))
        try:
            data = written(entries, form)  # type: ignore[arg-type]
        except NoSpreadsheet as error:
            raise click.ClickException(say("export_extra", session.lang)) from error
        filters = {
            "kinds": list(kind),
            "subject": None if subject is None else book.token(subject),
            "since": since,
            "until": until,
            "outside": outside,
        }
        noted = recorder_of(book).exported(form, len(entries), by=who, filters=filters)
    if output is None:
        click.echo(data, nl=False)
    else:
        from triage.cli.writing import write_whole

        write_whole(output, data, session.lang, mode=0o600)
        click.echo(say("written", session.lang, file=click.format_filename(output)))
    tell(say("export_noted", session.lang, n=len(entries), seq=noted.seq), err=True)
    return exits.DECIDED


def _by_name(output: Path | None) -> str | None:
    return None if output is None else output.suffix.removeprefix(".").lower()

"""``triage audit verify`` and ``anchor``: whether anything was changed, and the proof to keep elsewhere."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.casefile import opened as opened_file
from triage.cli.ledger import anchor_of, opened, place_of, tell, told_calmly
from triage.cli.ledger_options import ledger_option
from triage.cli.output import print_json
from triage.cli.session import Session, session_of
from triage.cli.sheet import HEADING, WARNING, Sheet
from triage.cli.speaking import Speaking

if TYPE_CHECKING:
    from triage.ledger.anchor import Anchor
    from triage.ledger.verifying import Report

_CODES: Final = {
    "ok": exits.DECIDED,
    "altered": exits.ALTERED,
    "behind": exits.CUT_SHORT,
    "unchecked": exits.UNCHECKED,
}
_LARGEST: Final = 1 << 20


@click.command("verify", cls=Speaking)
@ledger_option
@click.option("--anchor", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def verify(ctx: click.Context, ledger: str | None, anchor: str | None, as_json: bool) -> int:
    """Checks every link and byte. Needs no passphrase."""
    from triage.ledger.verifying import verify as check

    session = session_of(ctx)
    with told_calmly(session):
        kept = None if anchor is None else _anchor(anchor)
        found = check(place_of(ledger), anchor=kept, beside=anchor_of())
    if as_json:
        said = {"said": found.said(session.lang).splitlines()}
        print_json({"schema": "triage.audit-verify/1", **asdict(found), **said})
    else:
        _show(session, found, kept)
    return _CODES[found.status]


@click.command("anchor", cls=Speaking)
@ledger_option
@click.option("--format", "form", type=click.Choice(["text", "json", "svg", "png", "qr"]), default="text")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--rebuild", is_flag=True)
@click.pass_context
def anchor(ctx: click.Context, ledger: str | None, form: str, output: Path | None, rebuild: bool) -> int:
    """Prints a signed anchor of where the ledger stands, or writes it to a file."""
    session = session_of(ctx)
    if form == "png" and output is None and sys.stdout.isatty():
        raise click.UsageError(say("anchor_png", session.lang), ctx)
    with opened(session, ledger) as book, told_calmly(session):
        if rebuild:
            book.rebuild_anchor()
            tell(say("anchor_rebuilt", session.lang), err=True)
        data = _written(book.anchor(), form)
    if output is None:
        click.echo(data.decode() if form != "png" else data, nl=form != "png")
        return exits.DECIDED
    from triage.cli.writing import write_whole

    write_whole(output, data, session.lang)
    click.echo(say("written", session.lang, file=click.format_filename(output)))
    return exits.DECIDED


def _written(made: Anchor, form: str) -> bytes:
    if form in ("json", "text"):
        return (made.json() if form == "json" else made.text()).encode()
    return made.qr("svg" if form == "svg" else "png" if form == "png" else "terminal")


def _anchor(file: str) -> Anchor:
    """The anchor in ``file``. Raises ``AnchorUnreadable`` and ``BadInput``."""
    from triage.ledger.anchor import read_anchor

    stream = opened_file(file)
    try:
        return read_anchor(stream.read(_LARGEST))
    finally:
        if file != "-":
            stream.close()


def _show(session: Session, found: Report, kept: Anchor | None) -> None:
    sheet = Sheet(session.console())
    first, *notes = found.said(session.lang).splitlines()
    sheet.put(first, style=HEADING if found.status == "ok" else WARNING)
    for note in notes:
        sheet.put(note)
    if found.status == "ok" and kept is None:
        sheet.put(say("verify_anchor", session.lang))
    if found.status in ("altered", "behind"):
        sheet.put(say("verify_keep", session.lang))
    sheet.print()

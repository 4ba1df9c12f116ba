"""``triage rules docs``: the book of rules as one HTML file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage import __version__
from triage.cli import exits
from triage.cli.rules_pages import say
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking

if TYPE_CHECKING:
    from triage.rulebook.model import Rulebook
    from triage.rulebook.problems import Problem
    from triage.verify.invariants.model import Invariant


@click.command("docs", cls=Speaking)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def docs(ctx: click.Context, output: Path | None) -> int:
    """Writes the book to ``output``, or to standard output where that is no terminal."""
    session = session_of(ctx)
    if output is None and sys.stdout.isatty():
        raise click.UsageError(say("docs_terminal", session.lang), ctx)
    data = _book(session).encode()
    if output is None:
        click.echo(data, nl=False)
        return exits.DECIDED
    from triage.cli.writing import write_whole

    write_whole(output, data, session.lang)
    click.echo(say("file_written", session.lang, file=click.format_filename(output)))
    return exits.DECIDED


def _book(session: Session) -> str:
    from triage.booklet.history import last_changes
    from triage.booklet.rendering import NoTemplates, book_html
    from triage.rulebook.problems import RulebookProblems
    from triage.service.paths import shipped
    from triage.verify.vignettes import read_vignettes

    folder = session.rules if session.rules is not None else shipped("rules")
    book = session.book
    read = [read_vignettes(one, book.vocabulary) for one in (folder, *session.overlays)]
    vignettes = [vignette for found, _ in read for vignette in found]
    invariants, wrong = _invariants([folder, *session.overlays], book)
    problems = [*(problem for _, found in read for problem in found), *wrong]
    if problems:
        raise RulebookProblems(problems)
    try:
        return book_html(
            book,
            session.lang,
            vignettes=vignettes,
            invariants=invariants,
            changes=last_changes(folder, book),
            program=__version__,
        )
    except NoTemplates as error:
        raise click.ClickException(say("docs_extra", session.lang)) from error


def _invariants(folders: Iterable[Path], book: Rulebook) -> tuple[list[Invariant], list[Problem]]:
    """The shipped invariants where they speak of this rulebook's words, and those of the folders."""
    from triage.service.paths import shipped
    from triage.verify.invariants.reading import FILE, read_invariants

    ours, unfit = read_invariants(shipped("rules") / FILE, book)
    found = {} if unfit else {one.id: one for one in ours}
    problems: list[Problem] = []
    for folder in folders:
        if (folder / FILE).is_file():
            own, wrong = read_invariants(folder / FILE, book)
            found |= {one.id: one for one in own}
            problems += wrong
    return list(found.values()), problems

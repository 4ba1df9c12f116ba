"""``triage rules diff OLD NEW``: what changes for any case when one rulebook takes the other's place."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO

import click

from triage.cli import exits
from triage.cli.ledger_options import ledger_option
from triage.cli.rules_diff_words import LOWERED, say
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.rulebook.model import Rulebook
from triage.verify.difference import Difference, Unconfirmed, compare

if TYPE_CHECKING:
    from triage.cli.rules_diff_told import Told


@click.command("diff", cls=Speaking)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--allow-lower", is_flag=True)
@click.option("--cases", metavar="FILE")
@ledger_option
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def diff(
    ctx: click.Context,
    old: str,
    new: str,
    allow_lower: bool,
    cases: str | None,
    ledger: str | None,
    as_json: bool,
) -> int:
    """Compares two rulebooks; answers 1 if something became less urgent and that was not allowed."""
    session = session_of(ctx)
    names = (old, new)
    with ExitStack() as stack:
        stream = _opened(stack, cases)
        books = _books(ctx, session, names, ledger)
        if books is None:
            return exits.BAD_RULEBOOK
        sessions = (Session(session.lang, _book=books[0]), Session(session.lang, _book=books[1]))
        for one in sessions:
            stack.callback(one.close)
        try:
            difference = compare(*books, sessions[0].advisor.decide, sessions[1].advisor.decide)
        except Unconfirmed as error:
            click.echo(error.said(session.lang), err=True)
            return exits.ENGINE_FAILED
        return _told(session, names, sessions, difference, (cases or "", stream), allow_lower, as_json)


def _opened(stack: ExitStack, cases: str | None) -> BinaryIO | None:
    """The file of cases, opened before anything long is done. Raises ``BadInput``."""
    if cases is None:
        return None
    from triage.cli.casefile import opened

    stream = opened(cases)
    return stream if cases == "-" else stack.enter_context(stream)


def _books(
    ctx: click.Context, session: Session, names: tuple[str, str], ledger: str | None
) -> tuple[Rulebook, Rulebook] | None:
    """Both rulebooks; None once all that is wrong with either has been told."""
    from triage.cli.kept_rules import PREFIX, kept_rulebook
    from triage.rulebook.problems import RulebookProblems
    from triage.service.opening import open_rulebook
    from triage.service.revisions import NotLocated, located

    books = []
    for name, which in zip(names, ("old_book", "new_book"), strict=True):
        if name.startswith(PREFIX):
            books.append(kept_rulebook(session, ledger, name))
            continue
        try:
            with located(name) as folder:
                # A school's additions, if asked for, lie over both.
                books.append(open_rulebook(folder, session.overlays))
        except NotLocated as error:
            raise click.UsageError(error.said(session.lang), ctx) from error
        except RulebookProblems as error:
            shown = {"which": say(which, session.lang), "name": click.format_filename(name)}
            lines = [say("book_problems", session.lang, **shown, n=len(error.problems))]
            lines += [problem.line(session.lang) for problem in error.problems]
            click.echo("\n".join(lines), err=True)
    return (books[0], books[1]) if len(books) == len(names) else None


def _told(
    session: Session,
    names: tuple[str, str],
    sessions: tuple[Session, Session],
    difference: Difference,
    cases: tuple[str, BinaryIO | None],
    allow_lower: bool,
    as_json: bool,
) -> int:
    """Prints what was found, given cases as they are read, and answers the exit code."""
    from triage.cli import rules_diff_page as page
    from triage.cli.output import print_json
    from triage.cli.rules_diff_cases import Changed, count
    from triage.cli.rules_diff_data import report
    from triage.cli.rules_diff_told import Told

    told = Told(sessions[0].book, sessions[1].book, session.lang)
    file, stream = cases
    changed: list[Changed] = []
    counted = None
    if as_json:
        if stream is not None:
            counted = count(session, sessions, stream, file, changed.append)
        books = ((names[0], sessions[0].book), (names[1], sessions[1].book))
        print_json(report(told, books, difference, None if counted is None else (counted, changed)))
    else:
        _show_names(told, names, sessions)
        page.show_regions(session, told, difference)
        if stream is not None:
            click.echo(told.say("given_cases"))
            counted = count(
                session, sessions, stream, file, lambda one: click.echo("   " + page.changed_case(told, one))
            )
            page.show_count(session, told, counted)
        page.show_verdict(session, told, difference, counted, allowed=allow_lower)
    lowered = difference.lowered or (counted is not None and counted.lowered)
    if lowered and not allow_lower:
        return LOWERED
    return exits.BAD_INPUT if counted is not None and counted.bad else exits.DECIDED


def _show_names(told: Told, names: tuple[str, str], sessions: tuple[Session, Session]) -> None:
    about: dict[str, str] = {}
    for key, name, one in zip(("old", "new"), names, sessions, strict=True):
        about[key] = click.format_filename(name)
        about[f"{key}_version"] = one.book.version
        about[f"{key}_sha"] = one.book.sha256[:12]
    click.echo(told.say("diff_of", **about) + "\n")

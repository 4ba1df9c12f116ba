"""``triage train report``: a trainer's page on one learner, several, or all."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli import exits
from triage.cli.clock import now
from triage.cli.practising import data_option, output_option, practising
from triage.cli.session import session_of
from triage.cli.speaking import Speaking
from triage.cli.train_words import say


@click.command("report", cls=Speaking)
@click.option("--learner", "learner", metavar="CODE", multiple=True)
@click.option("--all", "everyone", is_flag=True)
@output_option()
@data_option()
@click.pass_context
def report(
    ctx: click.Context, learner: tuple[str, ...], everyone: bool, output: Path | None, data: Path | None
) -> int:
    """Writes the report; with a single learner in the folder nobody needs to be named."""
    session = session_of(ctx)
    lang = session.lang
    if output is None:
        raise click.UsageError(say("needs_output", lang), ctx)
    with practising(session, data) as practice:
        known = practice.learners()
        if not known:
            raise click.UsageError(say("report_nobody", lang, folder=practice.folder), ctx)
        listed = ", ".join(known)
        for code in learner:
            if code not in known:
                raise click.UsageError(say("report_unknown", lang, learner=code, known=listed), ctx)
        if not learner and not everyone and len(known) > 1:
            raise click.UsageError(say("report_choose", lang, known=listed), ctx)
        chosen = known if everyone or not learner else learner
        standings = {code: practice.standing(code) for code in chosen}
    answers = {code: one.progress.answers for code, one in standings.items()}
    suspected = {code: one.suspected for code, one in standings.items()}
    from triage.training.report import NoTemplates, report_html

    try:
        page = report_html(session.book, answers, lang, at=now(), suspected=suspected)
    except NoTemplates as error:
        raise click.ClickException(say("needs_extra", lang)) from error
    from triage.cli.writing import write_whole

    write_whole(output, page.encode(), lang)
    click.echo(say("train_written", lang, file=click.format_filename(output)))
    return exits.DECIDED

"""``triage train forget``: everything that is kept of a learner is deleted."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triage.cli import exits
from triage.cli.practising import data_option, practising
from triage.cli.prompts import read_yes_no
from triage.cli.session import session_of
from triage.cli.speaking import Speaking
from triage.cli.train_words import say


@click.command("forget", cls=Speaking)
@click.argument("learner", metavar="CODE")
@click.option("--yes", is_flag=True)
@data_option()
@click.pass_context
def forget(ctx: click.Context, learner: str, yes: bool, data: Path | None) -> int:
    """Deletes, after a question unless ``--yes``."""
    session = session_of(ctx)
    lang = session.lang
    if not yes:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise click.UsageError(say("forget_needs_yes", lang), ctx)
        click.secho(say("forget_ask", lang, learner=learner), bold=True)
        click.secho(say("forget_yes_no", lang), dim=True)
        if read_yes_no(session) is not True:
            click.echo(say("forget_kept", lang))
            return exits.DECIDED
    with practising(session, data) as practice:
        found = practice.forget(learner)
    click.echo(say("forget_done" if found else "forget_nothing", lang, learner=learner))
    return exits.DECIDED

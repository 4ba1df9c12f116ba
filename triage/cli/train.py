"""``triage train``: practise on made-up cases, with a person at a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triage.cli import exits, train_pages
from triage.cli.pages import OPTIONS, PAGES
from triage.cli.practising import ME, data_option, practising
from triage.cli.session import session_of
from triage.cli.speaking import SpeakingGroup
from triage.cli.train_words import say

COMMANDS = {
    "stats": "triage.cli.train_stats:stats",
    "report": "triage.cli.train_report:report",
    "export": "triage.cli.train_export:export",
    "decks": "triage.cli.train_decks:decks",
    "forget": "triage.cli.train_forget:forget",
}

PAGES.update(train_pages.PAGES)
OPTIONS.update(train_pages.OPTIONS)


@click.command(cls=SpeakingGroup, name="train", invoke_without_command=True, commands_at=COMMANDS)
@click.option("--deck", metavar="NAME", default="all")
@click.option("--seed", metavar="N", type=int)
@click.option("--learner", metavar="CODE", default=ME)
@click.option("--placement", is_flag=True)
@click.option("--with-tool", "with_tool", is_flag=True)
@click.option("--new", "anew", is_flag=True)
@data_option()
@click.pass_context
def train(
    ctx: click.Context,
    deck: str,
    seed: int | None,
    learner: str,
    placement: bool,
    with_tool: bool,
    anew: bool,
    data: Path | None,
) -> int | None:
    """Practises one session. Never prompts without a terminal."""
    if ctx.invoked_subcommand is not None:
        return None
    session = session_of(ctx)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(say("train_no_terminal", session.lang), ctx)
    from triage.cli.train_session import Training

    with practising(session, data) as practice:
        training = Training(session, practice, learner)
        done = training.run(
            deck=deck, seed=seed, kind="placement" if placement else "practice", tool=with_tool, anew=anew
        )
    return exits.DECIDED if done else exits.INTERRUPTED

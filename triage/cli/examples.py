"""``triage examples``: the bundled example cases decided, one shown in full, and what to type next."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill

import click

from triage.cli import exits
from triage.cli.session import WIDEST, session_of
from triage.cli.speaking import Speaking


@click.command("examples", cls=Speaking)
@click.pass_context
def examples(ctx: click.Context) -> int:
    """Decides every example case that came with this installation and shows the gravest in full."""
    from triage.cli.decision_page import show_decision, summary
    from triage.service.paths import shipped
    from triage.vocabulary.closed import SEVERITY_RANK, URGENCY_RANK

    session = session_of(ctx)
    advisor = session.advisor
    width = min(get_terminal_size().columns, WIDEST)
    folder = shipped("examples")
    files = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".json"))
    told = {}
    for path in files:
        case = session.case(str(path))
        told[path] = advisor.told(advisor.decide(case), session.lang, case.ref)
        said = summary(session, told[path]).split(" | ")
        for n, part in enumerate((f"{path.name}: {said[0]}", *said[1:])):
            lead = "• " if n == 0 else "    "
            click.echo(fill(part, width, initial_indent=lead, subsequent_indent="    "))
    gravest = max(
        files, key=lambda path: (URGENCY_RANK[told[path]["urgency"]], SEVERITY_RANK[told[path]["severity"]])
    )
    click.echo()
    click.echo(session.say("example_in_full", file=gravest.name))
    click.echo()
    show_decision(session, told[gravest], full=True)
    click.echo()
    click.echo(session.say("examples_next", file=_as_typed(gravest)))
    return exits.DECIDED


def _as_typed(path: Path) -> str:
    """The path as one would type it from here, where that is shorter."""
    relative = os.path.relpath(path)
    return relative if len(relative) < len(str(path)) else str(path)

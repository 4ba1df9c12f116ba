"""``triage decide``: one case, or many as JSON Lines."""

from __future__ import annotations

import click

from triage.cli import exits
from triage.cli.output import print_json
from triage.cli.session import session_of
from triage.cli.speaking import Speaking


@click.command("decide", cls=Speaking)
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True)
@click.option("--jsonl", is_flag=True)
@click.option("--full", "-v", "full", is_flag=True)
@click.pass_context
def decide(ctx: click.Context, file: str, as_json: bool, jsonl: bool, full: bool) -> int:
    """Decides the case in ``file`` and prints the decision."""
    session = session_of(ctx)
    if jsonl:
        from triage.cli.many import decide_lines

        return decide_lines(session, file, as_json=as_json)
    case = session.case(file)
    told = session.advisor.told(session.advisor.decide(case), session.lang, case.ref)
    if as_json:
        print_json(told)
    else:
        from triage.cli.decision_page import show_decision

        more = None if full else session.say("more_decide")
        show_decision(session, told, full=full, more=more)
    return exits.DECIDED

"""``triage decide``: one case, or many as JSON Lines."""

from __future__ import annotations

import click

from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.output import print_json
from triage.cli.recording import Recording, deciding, noted, record_options
from triage.cli.session import session_of
from triage.cli.speaking import Speaking


@click.command("decide", cls=Speaking)
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True)
@click.option("--jsonl", is_flag=True)
@click.option("--full", "-v", "full", is_flag=True)
@record_options
@click.pass_context
def decide(
    ctx: click.Context,
    file: str,
    as_json: bool,
    jsonl: bool,
    full: bool,
    record: bool,
    ledger: str | None,
    by: str | None,
    ref: str | None,
) -> int:
    """Decides the case in ``file`` and prints the decision; with ``record`` once it is recorded."""
    session = session_of(ctx)
    asked = Recording(record, ledger, by, ref)
    if jsonl and ref:
        raise click.UsageError(say("ref_of_many", session.lang), ctx)
    if jsonl:
        from triage.cli.many import decide_lines

        return decide_lines(session, file, as_json=as_json, asked=asked)
    _ = session.advisor  # its engine gets ready while the case is read
    case = session.case(file)
    with deciding(session, asked) as decides:
        shown = decides(case)
    if as_json:
        print_json(shown.told)
    else:
        from triage.cli.decision_page import show_decision

        more = None if full else session.say("more_decide")
        show_decision(session, shown.told, full=full, more=more)
    noted(session, shown, err=as_json)
    return exits.DECIDED

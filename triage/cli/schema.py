"""``triage schema``: the JSON Schema of a case, a decision, or the rule files."""

from __future__ import annotations

import click

from triage.cli import exits
from triage.cli.output import print_json
from triage.cli.session import session_of
from triage.cli.speaking import Speaking


@click.command("schema", cls=Speaking)
@click.argument("what", metavar="case|decision|rules", type=click.Choice(("case", "decision", "rules")))
@click.pass_context
def schema(ctx: click.Context, what: str) -> int:
    """Prints the schema."""
    session = session_of(ctx)
    if what == "rules":
        from triage.rulebook.schemas import schema_of

        print_json(schema_of("rules", session.book))
    else:
        from triage.cli.schemas import case_schema, decision_schema

        book = session.book
        print_json(case_schema(book.vocabulary) if what == "case" else decision_schema(book))
    return exits.DECIDED

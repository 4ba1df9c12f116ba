"""``triage rules list`` and ``triage rules show ID``."""

from __future__ import annotations

from typing import Any

import click

from triage.cli import (
    exits,
    rules_check_words,
    rules_diff_words,
    rules_mutate_words,
    rules_pages,
    rules_test_words,
)
from triage.cli.nearest import did_you_mean
from triage.cli.output import print_json
from triage.cli.pages import OPTIONS, PAGES
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking, SpeakingGroup
from triage.rulebook.model import Procedure, Prohibition, Rule

COMMANDS = {
    "list": "triage.cli.rules:list_",
    "show": "triage.cli.rules:show",
    "check": "triage.cli.rules_check:check",
    "test": "triage.cli.rules_test:test",
    "mutate": "triage.cli.rules_mutate:mutate",
    "diff": "triage.cli.rules_diff:diff",
    "new": "triage.cli.rules_new:new",
    "docs": "triage.cli.rules_docs:docs",
    "schema": "triage.cli.rules_schema:schema",
}

# The commands that prove and write rules keep their help pages beside their words.
for _words in (rules_check_words, rules_test_words, rules_mutate_words, rules_diff_words, rules_pages):
    PAGES.update(_words.PAGES)
    OPTIONS.update(_words.OPTIONS)


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    try:
        return [id for id in _all(session_of(ctx)) if id.startswith(incomplete)]
    except Exception:  # completion never complains
        return []


@click.command(cls=SpeakingGroup, name="rules", invoke_without_command=True, commands_at=COMMANDS)
@click.pass_context
def rules(ctx: click.Context) -> None:
    """Looks into the rulebook."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@click.command("list", cls=Speaking)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> int:
    """Prints every rule, prohibition and procedure with its place."""
    session = session_of(ctx)
    rows = [_row(session, item) for item in _all(session).values()]
    if as_json:
        print_json(rows)
        return exits.DECIDED
    from triage.cli.rule_pages import show_table

    show_table(session, rows)
    return exits.DECIDED


@click.command("show", cls=Speaking)
@click.argument("id", metavar="ID", shell_complete=_complete)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def show(ctx: click.Context, id: str, as_json: bool) -> int:
    """Prints one rule, prohibition or procedure in full."""
    session = session_of(ctx)
    found = _all(session).get(id)
    if found is None:
        hint = did_you_mean(id, _all(session), session.lang)
        raise click.UsageError(session.say("no_such_rule") + hint, ctx)
    from triage.cli.rule_pages import page_of

    page = page_of(session, found)
    if as_json:
        print_json(_row(session, found) | {"text": [line.plain for line in page.lines]})
    else:
        page.print()
    return exits.DECIDED


def _all(session: Session) -> dict[str, Rule | Prohibition | Procedure]:
    book = session.book
    listed: list[Rule | Prohibition | Procedure] = [*book.rules, *book.prohibitions, *book.procedures]
    return {item.id: item for item in listed}


def _row(session: Session, item: Rule | Prohibition | Procedure) -> dict[str, Any]:
    layer = item.layer if isinstance(item, Rule) else None
    kind = {Rule: "rule", Prohibition: "prohibition", Procedure: "procedure"}[type(item)]
    return {
        "id": item.id,
        "kind": kind,
        "layer": layer,
        "title": item.title.said(session.lang),
        "status": item.status if isinstance(item, Rule) else "active",
        "basis": item.basis,
        "at": f"{item.place.file}:{item.place.line}",
    }

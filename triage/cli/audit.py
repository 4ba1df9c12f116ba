"""``triage audit``: what was recorded, whether it still stands as it was written, and what it shows."""

from __future__ import annotations

import click

from triage.cli import audit_options, audit_pages
from triage.cli.pages import OPTIONS, PAGES
from triage.cli.speaking import SpeakingGroup

COMMANDS = {
    "init": "triage.cli.audit_init:init",
    "verify": "triage.cli.audit_verify:verify",
    "anchor": "triage.cli.audit_verify:anchor",
    "list": "triage.cli.audit_read:list_",
    "show": "triage.cli.audit_read:show",
    "choose": "triage.cli.audit_write:choose",
    "progress": "triage.cli.audit_write:progress",
    "erase": "triage.cli.audit_write:erase",
    "replay": "triage.cli.audit_replay:replay",
    "impact": "triage.cli.audit_replay:impact",
    "export": "triage.cli.audit_export:export",
    "stats": "triage.cli.audit_report:stats",
    "report": "triage.cli.audit_report:report",
    "passphrase": "triage.cli.audit_init:passphrase",
}

PAGES.update(audit_pages.PAGES)
OPTIONS.update(audit_options.OPTIONS)


@click.command(cls=SpeakingGroup, name="audit", invoke_without_command=True, commands_at=COMMANDS)
@click.pass_context
def audit(ctx: click.Context) -> None:
    """Looks into the ledger."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())

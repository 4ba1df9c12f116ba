"""The entry point ``triage``: commands, global options, and the one place where every failure ends.

Whatever goes wrong is told in a calm sentence on standard error with a documented exit code; a
traceback is shown only with ``TRIAGE_DEBUG=1``.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from triage import __version__
from triage.cli.session import Session, language, session_of, tolerant_streams
from triage.cli.speaking import SpeakingGroup

COMMANDS = {
    "ask": "triage.cli.ask:ask",
    "decide": "triage.cli.decide:decide",
    "why-not": "triage.cli.why_not:why_not",
    "what-if": "triage.cli.what_if:what_if",
    "categories": "triage.cli.lists:categories",
    "facts": "triage.cli.lists:facts",
    "rules": "triage.cli.rules:rules",
    "train": "triage.cli.train:train",
    "audit": "triage.cli.audit:audit",
    "schema": "triage.cli.schema:schema",
    "examples": "triage.cli.examples:examples",
}


class Triage(SpeakingGroup):
    """The command ``triage`` itself."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Runs ``args`` (default: the command line) and exits with a documented code."""
        argv = list(sys.argv[1:] if args is None else args)
        folder = os.environ.get("TRIAGE_RULES")
        laid = os.environ.get("TRIAGE_OVERLAYS", "").split(os.pathsep)
        session = Session(
            lang=language(argv),
            rules=Path(folder) if folder else None,
            overlays=tuple(Path(one) for one in laid if one),
        )
        try:
            code = self._run(argv, prog_name or "triage", session, extra.get("complete_var"))
        except (Exception, KeyboardInterrupt) as error:
            from triage.cli.failing import told

            code = told(error, session)
        finally:
            with suppress(Exception):
                session.close()
            # What is left goes with the process; looking through it once more takes a while.
            gc.freeze()
        sys.exit(code)

    def _run(self, argv: list[str], prog_name: str, session: Session, complete_var: str | None) -> int:
        tolerant_streams()
        self._main_shell_completion({"obj": session}, prog_name, complete_var)
        try:
            with self.make_context(prog_name, argv, obj=session) as ctx:
                code = self.invoke(ctx)
        except click.exceptions.Exit as ended:
            code = ended.exit_code
        # What could not be written is found out here and not when Python shuts down.
        sys.stdout.flush()
        return code if isinstance(code, int) else 0


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        book = session_of(ctx).book
        click.echo(f"triage {__version__}, rules {book.version} (sha256 {book.sha256})")
        ctx.exit()


@click.command(cls=Triage, name="triage", invoke_without_command=True, commands_at=COMMANDS)
@click.option("--version", is_flag=True, is_eager=False, expose_value=False, callback=_version)
@click.pass_context
def main(ctx: click.Context) -> None:
    """The root of all commands; alone it prints its help."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


if __name__ == "__main__":
    main()

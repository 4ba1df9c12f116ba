"""Commands that speak the user's language: help pages with examples, options that every command takes.

click prints its own help in English; here the pages come from ``triage.cli.pages``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.formatting import HelpFormatter

from triage.cli.pages import COMMON, OPTIONS, PAGES, Page
from triage.cli.session import Session, session_of
from triage.cli.wording import say
from triage.vocabulary.closed import LANGS, Lang


class Speaking(click.Command):
    """A command whose help page is ``PAGES[topic]``; the topic is its path (``rules show``)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _shared()

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002
        """One line for shell completion (no session yet: Indonesian unless the environment says so)."""
        context = click.get_current_context(silent=True)
        lang: Lang = session_of(context).lang if context is not None else "id"
        page = next((page for topic, page in PAGES.items() if topic.endswith(self.name or "")), None)
        return page.short.said(lang) if page is not None else ""

    def format_help(self, ctx: click.Context, formatter: HelpFormatter) -> None:
        """The whole page."""
        lang = session_of(ctx).lang
        page = PAGES[_topic(ctx)]
        formatter.write_usage(ctx.command_path, page.usage.said(lang), prefix=say("usage", lang) + " ")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(page.body.said(lang))
        self.format_subcommands(ctx, formatter, lang)
        _examples(page, formatter, lang)
        self._options(ctx, formatter, lang)
        _exits(page, formatter, lang)

    def format_subcommands(self, ctx: click.Context, formatter: HelpFormatter, lang: Lang) -> None:
        """Nothing for a command without commands of its own."""

    def _options(self, ctx: click.Context, formatter: HelpFormatter, lang: Lang) -> None:
        topic = _topic(ctx)
        rows = []
        for param in self.get_params(ctx):
            record = None if isinstance(param, click.Argument) else param.get_help_record(ctx)
            if record is not None and param.name is not None:
                # click keeps its own name for the help option, another one in each release.
                name = "help" if "--help" in param.opts else param.name
                words = OPTIONS.get((topic, name)) or COMMON[name]
                rows.append((record[0], words.said(lang)))
        with formatter.section(say("options", lang)):
            formatter.write_dl(rows)


class SpeakingGroup(Speaking, click.Group):
    """A group that imports a command only when it is used; ``commands_at`` maps names to ``module:name``."""

    def __init__(self, *args: Any, commands_at: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, no_args_is_help=False, **kwargs)
        self.commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order of the help page."""
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported now."""
        at = self.commands_at.get(cmd_name)
        if at is None:
            return None
        module, _, name = at.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown name is answered with the nearest known one."""
        if args[0] not in self.commands_at and not args[0].startswith("-"):
            from triage.cli.nearest import did_you_mean

            session = session_of(ctx)
            known = ", ".join(self.commands_at)
            sentence = session.say("unknown_command", known=known)
            raise click.UsageError(sentence + did_you_mean(args[0], self.commands_at, session.lang), ctx)
        return super().resolve_command(ctx, args)

    def format_subcommands(self, ctx: click.Context, formatter: HelpFormatter, lang: Lang) -> None:
        """The commands with one line each."""
        path = _topic(ctx)
        with formatter.section(say("commands", lang)):
            formatter.write_dl(
                [(name, PAGES[f"{path} {name}".strip()].short.said(lang)) for name in self.commands_at]
            )


def _topic(ctx: click.Context) -> str:
    """``rules show`` for ``triage rules show``; the empty string for ``triage``."""
    names = []
    current: click.Context | None = ctx
    while current is not None and current.parent is not None:
        names.append(current.info_name or "")
        current = current.parent
    return " ".join(reversed(names))


def _examples(page: Page, formatter: HelpFormatter, lang: Lang) -> None:
    if page.examples:
        with formatter.section(say("examples", lang)):
            for command, words in page.examples:
                formatter.write(f"{'':{formatter.current_indent}}{command}\n")
                with formatter.indentation(), formatter.indentation():
                    formatter.write_text(words.said(lang))


def _exits(page: Page, formatter: HelpFormatter, lang: Lang) -> None:
    if page.exits:
        with formatter.section(say("exit_codes", lang)):
            formatter.write_dl([(str(code), words.said(lang)) for code, words in page.exits])


def _shared() -> list[click.Parameter]:
    """The options that every command takes, before or after its name."""
    return [
        click.Option(
            ["--lang"],
            type=click.Choice(LANGS),
            expose_value=False,
            is_eager=True,
            callback=_set(lambda session, value: setattr(session, "lang", value)),
        ),
        click.Option(
            ["--rules"],
            metavar="DIR",
            expose_value=False,
            callback=_set(lambda session, value: setattr(session, "rules", Path(value))),
        ),
        click.Option(
            ["--overlay"],
            metavar="DIR",
            multiple=True,
            expose_value=False,
            is_eager=True,  # so that --version before it tells of it
            callback=_overlays,
        ),
    ]


def _overlays(ctx: click.Context, _param: click.Parameter, folders: tuple[str, ...]) -> None:
    """Overlays named before and after the command count together, and instead of the setting."""
    if folders:
        asked = ctx.find_root().meta.setdefault("triage.overlays", [])
        asked += [Path(folder) for folder in folders]
        session_of(ctx).overlays = tuple(asked)


def _set(
    store: Callable[[Session, str], None],
) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def callback(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        if value is not None:
            store(session_of(ctx), value)

    return callback

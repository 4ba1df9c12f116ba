"""Mistakes in calling the command, said in the user's language."""

from __future__ import annotations

import click

from triage.cli.nearest import did_you_mean
from triage.cli.pages import PAGES
from triage.cli.session import Session


def usage_sentence(error: click.ClickException, session: Session) -> list[str]:
    """One sentence on what is wrong, and where the help is."""
    lines = [_sentence(error, session)]
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx is not None else "triage"
        page = PAGES.get(path.partition(" ")[2])
        if page is not None and isinstance(error, click.MissingParameter):
            lines.append(f"{session.say('usage')} {path} {page.usage.said(session.lang)}")
        lines.append(session.say("see_help", command=path))
    return lines


def _sentence(error: click.ClickException, session: Session) -> str:
    if isinstance(error, click.NoSuchOption):
        known = (
            [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts]
            if error.ctx
            else []
        )
        hint = did_you_mean(error.option_name, [name for name in known if name.startswith("-")], session.lang)
        return session.say("no_such_option", option=error.option_name) + hint
    if isinstance(error, click.MissingParameter):
        return session.say("missing_parameter")
    if isinstance(error, click.BadOptionUsage):
        return session.say("bad_option_usage", option=error.option_name)
    if isinstance(error, click.BadParameter) and isinstance(getattr(error.param, "type", None), click.Choice):
        choices = tuple(error.param.type.choices)  # type: ignore[union-attr]
        return session.say("bad_choice", name=_name(error), choices=", ".join(choices))
    if isinstance(error, click.BadParameter):
        return session.say("bad_parameter", name=_name(error))
    context = getattr(error, "ctx", None)
    if context is not None and type(error) is click.UsageError and error.message.startswith("Got unexpected"):
        return session.say("extra_arguments")
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    return error.param.opts[0] if isinstance(error.param, click.Option) else (error.param.name or "").upper()

"""Where every failure ends: one calm sentence, what to do meanwhile, and the exit code.

Nothing printed here looks like a decision, and nothing of the case is repeated.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress

import click

from triage.cli import exits
from triage.cli.casefile import BadInput
from triage.cli.refusal import Refusal
from triage.cli.session import Session
from triage.cli.usage import usage_sentence

#: What only the ledger needs.
_LIBRARIES = frozenset({"sqlalchemy", "alembic", "cryptography", "argon2"})


def told(error: BaseException, session: Session) -> int:
    """Tells ``error`` on standard error and answers the exit code."""
    if isinstance(error, BrokenPipeError):
        _forget(sys.stdout)
        return exits.READER_GONE
    lines, code = _said(error, session)
    if code == exits.ENGINE_FAILED and os.environ.get("TRIAGE_DEBUG") == "1":
        with suppress(OSError):
            traceback.print_exception(error)
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    try:
        click.echo("\n".join(lines), err=True)
    except (OSError, ValueError):
        _forget(sys.stderr)
    return code


def _said(error: BaseException, session: Session) -> tuple[list[str], int]:
    if isinstance(error, KeyboardInterrupt | click.Abort | EOFError):
        return ["", session.say("stopped")], exits.INTERRUPTED
    if isinstance(error, BadInput):
        return list(error.lines(session.lang)), exits.BAD_INPUT
    if isinstance(error, Refusal):
        after = meanwhile(session) if error.code == exits.NOT_RECORDED else []
        return [*error.lines, *after], error.code
    if isinstance(error, click.ClickException):
        return usage_sentence(error, session), exits.BAD_INPUT
    if isinstance(error, ModuleNotFoundError) and library(error):
        return [without_library(error, session)], exits.LEDGER_SHUT
    from triage.rulebook.problems import RulebookProblems

    if isinstance(error, RulebookProblems):
        heading = session.say("rulebook_problems", n=len(error.problems))
        lines = [problem.line(session.lang) for problem in error.problems]
        return [heading, *lines, *meanwhile(session)], exits.BAD_RULEBOOK
    from triage.deciding.errors import NoPath
    from triage.inference.errors import EngineLimit, InferenceError, RuleUnfit

    if isinstance(error, EngineLimit | RuleUnfit):
        return [error.said(session.lang), *meanwhile(session)], exits.BAD_RULEBOOK
    if isinstance(error, InferenceError | NoPath):
        return [error.said(session.lang), *meanwhile(session)], exits.ENGINE_FAILED
    # The message of an unknown exception may hold something of the case; its kind does not.
    kind = type(error).__name__
    return [session.say("unexpected", kind=kind), *meanwhile(session)], exits.ENGINE_FAILED


def library(error: ModuleNotFoundError) -> str:
    """The library of the extra ``ledger`` that is not installed; empty if it is something else."""
    name = (error.name or "").partition(".")[0]
    return name if name in _LIBRARIES else ""


def without_library(error: ModuleNotFoundError, session: Session) -> str:
    """What to install."""
    from triage.ledger.errors import LibraryMissing

    return LibraryMissing(library(error)).said(session.lang)


def meanwhile(session: Session) -> list[str]:
    """What to do while this tool does not serve: the people, and in danger the emergency contacts."""
    contacts = _contacts(session)
    if not contacts:
        return [session.say("do_not_wait")]
    return [session.say("do_not_wait_contacts", contacts=contacts)]


def _contacts(session: Session) -> str:
    """The emergency contacts of the rulebook, or of the shipped one where that cannot be opened."""
    from triage.cli.contacts import emergency_contacts
    from triage.service.opening import open_rulebook

    with suppress(Exception):
        return emergency_contacts(session.opened or session.book, session.lang)
    with suppress(Exception):
        return emergency_contacts(open_rulebook(None), session.lang)
    return ""


def _forget(stream: object) -> None:
    """Point a stream nobody reads to nowhere, so that closing it at exit says nothing."""
    with suppress(Exception):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())  # type: ignore[attr-defined]

"""The ledger of this run: where it is, its passphrase, and how its failures end.

The passphrase comes from a file or a prompt that echoes nothing, never from an argument or a
variable: those can be read by other programs of the same machine.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage import __version__
from triage.case.reading import REF
from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.casefile import shown_name
from triage.cli.refusal import Refusal
from triage.cli.session import Session

if TYPE_CHECKING:
    from triage.ledger.roles import Access
    from triage.ledger.store import Ledger
    from triage.service.recording import Recorder

PLACE = "TRIAGE_LEDGER"
PASSPHRASE_FILE = "TRIAGE_PASSPHRASE_FILE"
BY = "TRIAGE_BY"
ANCHOR = "TRIAGE_ANCHOR"
#: What stands in the ledger as having written.
PROGRAM = f"triage {__version__}"


def place_of(named: str | None) -> str:
    """Where the ledger is: as named, as set, or in the user's data folder."""
    from triage.service.paths import ledger_place

    return named or os.environ.get(PLACE) or str(ledger_place())


def anchor_of() -> Path | None:
    """Where the head anchor is written at each record, as set; None: beside a file, nowhere for a server."""
    named = os.environ.get(ANCHOR)
    return Path(named) if named else None


def person(session: Session, named: str | None, *, needed: bool = True, option: str = "--by") -> str | None:
    """The code of whoever does this, as named or as set. Raises ``UsageError``."""
    code = named or (os.environ.get(BY) if option == "--by" else None)
    if not code:
        if needed:
            raise click.UsageError(say("who", session.lang, option=option))
        return None
    return code_of(session, code, option)


def code_of(session: Session, code: str, option: str) -> str:
    """``code`` if it looks like one. Raises ``UsageError``; what was given is not repeated, it may be a "
    "name."""
    if not REF.fullmatch(code):
        raise click.UsageError(say("not_a_code", session.lang, option=option))
    return code


@contextmanager
def told_calmly(session: Session, code: int = exits.LEDGER_SHUT) -> Iterator[None]:
    """What the ledger refuses becomes a sentence and ``code``; one that was altered has a code of its own."""
    from triage.ledger.errors import LedgerAltered, LedgerError
    from triage.service.refusals import NotRecorded

    try:
        yield
    except LedgerAltered as error:
        raise Refusal([error.said(session.lang)], exits.ALTERED) from None
    except (LedgerError, NotRecorded) as error:
        raise Refusal([error.said(session.lang)], code) from None


@contextmanager
def opened(
    session: Session, named: str | None, *, key: bool = True, code: int = exits.LEDGER_SHUT
) -> Iterator[Ledger]:
    """The ledger, closed afterwards. ``key``: it must be open to be read and written; else it is if it can.

    Raises ``Refusal`` with ``code``.
    """
    from triage.ledger.opening import open_ledger

    with told_calmly(session, code):
        place = place_of(named)
        ledger = open_ledger(place, anchor=anchor_of())
        try:
            if not ledger.unlocked and (key or os.environ.get(PASSPHRASE_FILE)):
                passphrase = passphrase_of(session, code=code)
                ledger.close()
                ledger = open_ledger(place, passphrase=passphrase, anchor=anchor_of())
            if ledger.mode == "demo":
                tell(say("demo", session.lang), err=True)
            yield ledger
            if not ledger.followed:
                tell(say("apart", session.lang), err=True)
        finally:
            ledger.close()


def passphrase_of(
    session: Session, prompt: str = "passphrase", code: int = exits.LEDGER_SHUT, file: str | None = None
) -> str:
    """The passphrase from ``file`` or the file that is set, else typed.

    Raises ``Refusal`` where neither is possible.
    """
    file = file or os.environ.get(PASSPHRASE_FILE)
    if file:
        return _from_file(session, Path(file), code)
    return typed(session, prompt, code)


def typed(session: Session, prompt: str, code: int = exits.LEDGER_SHUT) -> str:
    """What a person types without seeing it. Raises ``Refusal`` without a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refusal([say("no_passphrase", session.lang, variable=PASSPHRASE_FILE)], code)
    words: str = click.prompt(say(prompt, session.lang), hide_input=True, err=True, prompt_suffix=" ")
    return words


def _from_file(session: Session, file: Path, code: int) -> str:
    try:
        words = file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        name = shown_name(str(file))
        raise Refusal(
            [say("passphrase_file", session.lang, file=name, variable=PASSPHRASE_FILE)], code
        ) from None
    return words


def tell(words: str, *, err: bool = False) -> None:
    """Prints a sentence, broken between words where somebody reads it at a terminal."""
    if (sys.stderr if err else sys.stdout).isatty():
        words = textwrap.fill(words, shutil.get_terminal_size().columns - 1)
    click.echo(words, err=err)


def recorder_of(ledger: Ledger, by: str | None = None, access: Access | None = None) -> Recorder:
    """What records in ``ledger`` under the name of this program."""
    from triage.service.recording import Recorder

    return Recorder(ledger, by, access, program=PROGRAM)


def access_of(session: Session) -> Access:
    """Who may see what, and the codes of reasons and states: beside the rules, else the shipped ones.

    Raises ``RulebookProblems``.
    """
    from triage.ledger.agreed import read_access
    from triage.service.paths import shipped

    own = [session.rules] if session.rules is not None else []
    return read_access([*own, shipped("rules")], session.book)

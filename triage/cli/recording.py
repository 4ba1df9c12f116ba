"""Recording before showing, for ``triage decide --record`` and ``triage ask --record``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct

from triage.case.model import Case
from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.ledger_options import by_option, ledger_option
from triage.cli.refusal import Refusal
from triage.cli.session import Session
from triage.vocabulary.values import replace

F = TypeVar("F", bound=Callable[..., Any])
Told = dict[str, Any]


class Recording(Struct, frozen=True):
    """What was asked for on the command line."""

    record: bool = False
    ledger: str | None = None
    by: str | None = None
    ref: str | None = None


class Shown(Struct, frozen=True):
    """A decision that may be shown. ``seq`` None: nothing was to be recorded."""

    told: Told
    seq: int | None = None
    ref: str | None = None
    made: bool = False


#: Decides a case, and records it where that was asked for.
Decides = Callable[[Case], Shown]


def record_options(command: F) -> F:
    """``--record`` and what goes with it."""
    return click.option("--record", is_flag=True)(_named(command))


def record_options_where_kept(command: F) -> F:
    """``--record/--no-record`` and what goes with it; None: neither was said."""
    return click.option("--record/--no-record", default=None)(_named(command))


def _named(command: F) -> F:
    for option in (click.option("--ref", metavar="CODE"), by_option, ledger_option):
        command = option(command)
    return command


def is_kept(ledger: str | None) -> bool:
    """Whether there is a ledger to record in: a server that is named or set, or a file that exists."""
    from triage.cli.ledger import place_of

    place = place_of(ledger)
    return "://" in place or Path(place).exists()


@contextmanager
def deciding(session: Session, asked: Recording) -> Iterator[Decides]:
    """Decides cases for as long as the block lasts.

    With ``record`` the ledger is opened first, each decision stands in it before it is given out, and
    one that could not be recorded is not: ``Refusal`` with exit code 5.
    """
    if not asked.record:
        if asked.ledger or asked.by or asked.ref:
            raise click.UsageError(say("record_options", session.lang))
        yield lambda case: Shown(_told(session, case), ref=case.ref)
        return
    with _recording(session, asked) as decides:
        yield decides


@contextmanager
def _recording(session: Session, asked: Recording) -> Iterator[Decides]:
    # What only a ledger needs is imported by whoever records.
    from triage.cli.ledger import access_of, code_of, opened, person, recorder_of, told_calmly

    by = person(session, asked.by, needed=False)
    if asked.ref is not None:
        code_of(session, asked.ref, "--ref")
    with _refused(session), opened(session, asked.ledger, code=exits.NOT_RECORDED) as ledger:
        recorder = recorder_of(ledger, by, access_of(session))
        kept: dict[Case, Shown] = {}

        def decide(case: Case) -> Shown:
            named = replace(case, ref=asked.ref or case.ref)
            if named not in kept:  # the same case shown twice in a dialogue is one decision
                with told_calmly(session, exits.NOT_RECORDED):
                    found = recorder.decide(
                        session.advisor,
                        named,
                        session.lang,
                        rules=session.rules,
                        overlays=session.overlays,
                    )
                kept.clear()
                kept[replace(named, ref=found.ref)] = Shown(found.told, found.entry.seq, found.ref)
                return Shown(found.told, found.entry.seq, found.ref, made=named.ref is None)
            return kept[named]

        yield decide


def noted(session: Session, shown: Shown, *, err: bool = False) -> None:
    """Says under which number and code a decision was recorded."""
    if shown.seq is None:
        return
    from triage.cli.ledger import tell

    tell(say("recorded", session.lang, seq=shown.seq, ref=shown.ref), err=err)
    if shown.made:
        tell(say("ref_made", session.lang), err=err)


def _told(session: Session, case: Case) -> Told:
    return session.advisor.told(session.advisor.decide(case), session.lang, case.ref)


@contextmanager
def _refused(session: Session) -> Iterator[None]:
    """A ledger that does not open or take the record ends the run with one code, whatever the cause."""
    try:
        yield
    except Refusal as error:
        raise Refusal([*error.lines, say("nothing_shown", session.lang)], exits.NOT_RECORDED) from None
    except ModuleNotFoundError as error:
        from triage.cli.failing import library, without_library

        if not library(error):
            raise
        lines = [without_library(error, session), say("nothing_shown", session.lang)]
        raise Refusal(lines, exits.NOT_RECORDED) from None

"""Days and months as people type them, and moments as they read them, in the time of this machine."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

import click

from triage.cli.audit_words import say
from triage.cli.session import Session


def zone() -> tzinfo:
    """The time zone of this machine."""
    found = datetime.now().astimezone().tzinfo
    assert found is not None
    return found


def day(session: Session, typed: str | None, option: str) -> date | None:
    """``2026-03-02`` as a day. Raises ``UsageError``."""
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise click.UsageError(say("not_a_day", session.lang, option=option)) from None


def month(session: Session, typed: str | None, option: str) -> date | None:
    """The first day of ``2026-03``. Raises ``UsageError``; a single day would tell too much."""
    if typed is None:
        return None
    try:
        return datetime.strptime(typed, "%Y-%m").date()
    except ValueError:
        raise click.UsageError(say("not_a_month", session.lang, option=option)) from None


def last_of(first: date) -> date:
    """The last day of the month that begins on ``first``."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def begins(of: date | None) -> datetime | None:
    """The first moment of a day."""
    return None if of is None else datetime.combine(of, time(), zone())


def ends(of: date | None) -> datetime | None:
    """The first moment after a day."""
    return None if of is None else datetime.combine(of + timedelta(days=1), time(), zone())


def moment(at: datetime) -> str:
    """``2026-03-02 14:30``."""
    return at.astimezone(zone()).strftime("%Y-%m-%d %H:%M")

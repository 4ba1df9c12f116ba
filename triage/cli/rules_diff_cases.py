"""Which given cases two rulebooks decide differently: a file read line by line, however long it is.

Of a case nothing is kept or shown but its line, its ``ref`` and what changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

import click

from triage.case.model import Case
from triage.cli.casefile import LARGEST, BadInput, bad, read_line, shown_name
from triage.cli.session import Session
from triage.deciding.errors import NoPath
from triage.decision.model import Decision
from triage.rulebook.model import Rulebook
from triage.verify.difference.change import Change, Direction, between, direction

#: A case that only one of the books can read counts as changed, too.
Outcome = Literal["same", "less", "more", "other", "only_old", "only_new"]


@dataclass(frozen=True, slots=True)
class Changed:
    """A case that changed: its line, its ``ref`` if it has one, and how."""

    line: int
    ref: str | None
    outcome: Outcome
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class Count:
    """What was counted. ``bad``: lines that neither book can read."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    changes: Counter[Change] = field(default_factory=Counter)
    bad: int = 0

    @property
    def read(self) -> int:
        """How many cases at least one book can read."""
        return sum(self.outcomes.values())

    @property
    def lowered(self) -> bool:
        """Whether any case became less urgent, or can be decided no more."""
        return bool(self.outcomes["less"] or self.outcomes["only_old"])


def count(
    session: Session,
    sessions: tuple[Session, Session],
    stream: BinaryIO,
    file: str,
    see: Callable[[Changed], None],
) -> Count:
    """Decides every line of ``stream`` by both rulebooks and hands what changed to ``see``.

    A bad line is reported on standard error; the rest is served. Raises ``InferenceError``.
    """
    counted = Count()
    name = shown_name(file)
    books = (sessions[0].book, sessions[1].book)
    for number, data in _lines(stream):
        before, wrong = _read(name, number, data, books[0])
        after, wrong_too = _read(name, number, data, books[1])
        if wrong is not None and wrong_too is not None:
            click.echo("\n".join(wrong_too.lines(session.lang)), err=True)
            counted.bad += 1
            continue
        changed = _compared(number, before, after, sessions)
        counted.outcomes[changed.outcome] += 1
        counted.changes.update(changed.changes)
        if changed.outcome != "same":
            see(changed)
    return counted


def _compared(
    number: int, before: Case | None, after: Case | None, sessions: tuple[Session, Session]
) -> Changed:
    if before is None or after is None:
        ref = (before or after or Case("", ())).ref
        return Changed(number, ref, "only_new" if before is None else "only_old")
    changes = between(_decided(sessions[0], before), _decided(sessions[1], after))
    way: Direction | Literal["same"] = direction(changes) if changes else "same"
    return Changed(number, before.ref, way, changes)


def _decided(session: Session, case: Case) -> Decision | None:
    try:
        return session.advisor.decide(case)
    except NoPath:
        return None


def _read(name: str, number: int, data: bytes | None, book: Rulebook) -> tuple[Case | None, BadInput | None]:
    try:
        if data is None:
            raise bad(f"{name}:{number}", "too_large", limit=LARGEST // 1024)
        return read_line(name, number, data, book), None
    except BadInput as error:
        return None, error


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, numbered from 1; None for one longer than a case may be."""
    number = 0
    while data := stream.readline(LARGEST + 2):
        number += 1
        if len(data) > LARGEST and not data.endswith(b"\n"):
            while data and not data.endswith(b"\n"):
                data = stream.readline(LARGEST)
            yield number, None
        elif data.strip():
            yield number, data

"""What the ledger tells of many cases at once, so that no child is recognised in it.

Everything counted is cases (``triage.ledger.cases``); whether a group is shown goes by the number of
different children in it (``triage.ledger.grouping``).
"""

from __future__ import annotations

import statistics as numbers
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from typing import Final

from triage.ledger.cases import PastCase, cases_of
from triage.ledger.grouping import Counted, Span, Table, few, months, table
from triage.ledger.opened import Opened
from triage.vocabulary.closed import URGENCIES

#: Where no choice was recorded, among the directions of choices.
NONE: Final = "none"
#: So many cases of a rule are named.
NAMED: Final = 20
_EMPTY: Final = Table()


@dataclass(frozen=True, slots=True)
class RuleOverridden:
    """A rule whose advice people did not follow: in how many cases, which way, and in which entries.

    ``of``: in how many cases it gave advice. ``seqs``: the choices, the latest first, at most ``NAMED``.
    """

    rule: str
    title: str
    cases: int
    of: int
    directions: Table
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FirstAction:
    """How long it took until the first step was recorded, by urgency (empty: all cases together).

    ``half``: half of those with a step had it by then; ``most``: three quarters had. None: fewer
    than five children. ``waiting``: how many cases have no step yet; None where that may not be told.
    """

    urgency: str
    cases: int
    half: timedelta | None
    most: timedelta | None
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """``cases`` None: cases of fewer than five children, of which nothing at all is shown."""

    cases: int | None
    children: int | None
    decisions: int | None
    severity: Table = _EMPTY
    urgency: Table = _EMPTY
    category: Table = _EMPTY
    months: tuple[Span, ...] = ()
    choices: Table = _EMPTY
    overridden: tuple[RuleOverridden, ...] = ()
    overridden_few: bool = False
    questions: Table = _EMPTY
    first_action: tuple[FirstAction, ...] = ()


def statistics(entries: Iterable[Opened], zone: tzinfo) -> Statistics:
    """The statistics of opened ``entries``; months are those of ``zone``."""
    cases = cases_of(entries, zone)
    everybody = [case.counted for case in cases]
    if few(everybody) or not cases:
        return Statistics(None if cases else 0, None if cases else 0, None if cases else 0)
    overridden, hidden = _overridden(cases)
    severity = _by(cases, lambda case: (case.decision["severity"],))
    # The heaviest are always urgent: with severities put together, urgencies shown would part them again.
    urgency = Table(rest=len(cases)) if severity.rest else _by(cases, _urgency)
    return Statistics(
        cases=len(cases),
        children=len({case.child for case in cases}),
        decisions=sum(len(case.seqs) for case in cases),
        severity=severity,
        urgency=urgency,
        category=_by(cases, lambda case: case.categories, everybody),
        months=_months(cases),
        choices=_by(cases, lambda case: (case.choice.direction if case.choice else NONE,)),
        overridden=overridden,
        overridden_few=hidden,
        questions=_by(cases, _asked, everybody),
        first_action=tuple(_first_actions(cases, {group.name for group in urgency.shown})),
    )


def _by(
    cases: Iterable[PastCase],
    named: Callable[[PastCase], Sequence[str]],
    everybody: Collection[Counted] = (),
) -> Table:
    """Cases by what each is ``named``; ``everybody`` where a case may have several names, or none."""
    cells: dict[str, list[Counted]] = {}
    for case in cases:
        for name in named(case):
            cells.setdefault(name, []).append(case.counted)
    return table(cells, everybody)


def _months(cases: Sequence[PastCase]) -> tuple[Span, ...]:
    first, last = min(case.month for case in cases), max(case.month for case in cases)
    cells: dict[str, list[Counted]] = {month: [] for month in _between(first, last)}
    for case in cases:
        cells[case.month].append(case.counted)
    return months(cells)


def _between(first: str, last: str) -> list[str]:
    """The months from ``first`` to ``last``."""
    year, month = map(int, first.split("-"))
    found = [first]
    while found[-1] < last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.append(f"{year:04}-{month:02}")
    return found


def _overridden(cases: Sequence[PastCase]) -> tuple[tuple[RuleOverridden, ...], bool]:
    """The rules that were overridden most often, and whether there are others, too rarely to be shown."""
    behind: dict[str, list[PastCase]] = {}
    for case in cases:
        if case.choice is not None and case.choice.direction != "same":
            for rule in case.choice.rules:
                behind.setdefault(rule, []).append(case)
    shown = []
    for rule, found in behind.items():
        if few([case.counted for case in found]):
            continue
        advised = [case for case in cases if _fired(case, rule)]
        # How often it was followed, and how often it did not apply, is told by subtraction.
        left = (
            [case.counted for case in advised if case not in found],
            [case.counted for case in cases if case not in advised],
        )
        titles = {one["rule"]: one["title"] for case in found for one in case.decision["justification"]}
        shown.append(
            RuleOverridden(
                rule,
                titles.get(rule, rule),
                len(found),
                0 if any(few(part) for part in left) else len(advised),
                _by(found, lambda case: (case.choice.direction if case.choice else NONE,)),
                tuple(sorted((case.chosen_at or case.seq for case in found), reverse=True)[:NAMED]),
            )
        )
    order = sorted(shown, key=lambda one: (-one.cases, one.rule))
    return tuple(order), len(order) < len(behind)


def _fired(case: PastCase, rule: str) -> bool:
    return any(one["rule"] == rule for one in case.decision["justification"])


def _first_actions(cases: Sequence[PastCase], shown: Collection[str]) -> Iterable[FirstAction]:
    """All cases together, then those of each urgency in ``shown``, the most urgent first."""
    # How many wait is told for one urgency only where the others do not follow from it.
    parted = [[case for case in cases if (case.acted_at is None) is waits] for waits in (True, False)]
    told = [
        {urgency for urgency in URGENCIES if not any(_urgency(case) == (urgency,) for case in part)}
        | {group.name for group in _by(part, _urgency).shown}
        for part in parted
    ]
    yield _first_action("", cases, tell=True)
    for urgency in reversed(URGENCIES):
        if urgency in shown:
            of_it = [case for case in cases if _urgency(case) == (urgency,)]
            yield _first_action(urgency, of_it, tell=urgency in told[0] & told[1])


def _asked(case: PastCase) -> list[str]:
    return [question["fact"] for question in case.decision["questions"]]


def _urgency(case: PastCase) -> tuple[str]:
    return (case.decision["urgency"],)


def _first_action(urgency: str, cases: Sequence[PastCase], *, tell: bool) -> FirstAction:
    acted = [case for case in cases if case.acted_at is not None]
    waiting = [case for case in cases if case.acted_at is None]
    small = any(few([case.counted for case in part]) for part in (acted, waiting))
    told = len(waiting) if tell and not small else None
    times = sorted(case.acted_at - case.first_at for case in acted if case.acted_at is not None)
    if not times or few([case.counted for case in acted]):
        return FirstAction(urgency, len(cases), None, None, told)
    seconds = [time.total_seconds() for time in times]
    most = numbers.quantiles(seconds, n=4, method="inclusive")[2]
    half = numbers.median(seconds)
    return FirstAction(
        urgency, len(cases), timedelta(seconds=round(half)), timedelta(seconds=round(most)), told
    )

"""Entries put together to cases: what was recommended for a student, and what people then did.

A case is one student in one month. When a student is decided on again in the same month, because more
has become known, the later decision takes the place of the earlier one; otherwise each further
answer to an open question would count as another case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from triage.ledger.grouping import Counted
from triage.ledger.opened import Json, Opened, decided
from triage.ledger.overriding import Overriding, overriding


@dataclass(slots=True)
class PastCase:
    """One case. ``decision`` is the last one of the month; ``choice`` what was last chosen, if anything.

    ``first_at``: when it was first decided on; ``acted_at``: when the first step was recorded.
    """

    number: int
    child: str
    month: str
    first_at: datetime
    seq: int
    decision: Json
    categories: tuple[str, ...]
    seqs: list[int] = field(default_factory=list)
    choice: Overriding | None = None
    chosen_at: int | None = None
    acted_at: datetime | None = None

    @property
    def counted(self) -> Counted:
        """What counts of it in a group."""
        return Counted(self.number, self.child)


def cases_of(entries: Iterable[Opened], zone: tzinfo) -> tuple[PastCase, ...]:
    """The cases in ``entries`` in the order of their first decision; months are those of ``zone``.

    What is erased is in no case. A choice or step counts for the decision that it refers to.
    """
    cases: dict[tuple[str, str], PastCase] = {}
    by_seq: dict[int, PastCase] = {}
    decisions: dict[int, Json] = {}
    for entry in sorted(entries, key=lambda entry: entry.seq):
        decision = decided(entry)
        if decision is not None:
            case = _decided(cases, entry, decision, zone)
            by_seq[entry.seq] = case
            decisions[entry.seq] = decision
        elif entry.body is not None and entry.refers in by_seq:
            case = by_seq[entry.refers]
            if entry.kind == "choice":
                case.choice = overriding(decisions[entry.refers], entry.body["chosen"])
                case.chosen_at = entry.seq
            elif entry.kind == "progress" and case.acted_at is None:
                case.acted_at = entry.at
    return tuple(cases.values())


def _decided(cases: dict[tuple[str, str], PastCase], entry: Opened, decision: Json, zone: tzinfo) -> PastCase:
    assert entry.body is not None
    child = entry.subject or f"#{entry.seq}"
    month = entry.at.astimezone(zone).strftime("%Y-%m")
    categories = tuple(sorted(category_of(one) for one in entry.body["case"]["problems"]))
    case = cases.get((child, month))
    if case is None:
        case = PastCase(len(cases), child, month, entry.at, entry.seq, decision, categories)
        cases[child, month] = case
    else:
        case.seq, case.decision, case.categories = entry.seq, decision, categories
    case.seqs.append(entry.seq)
    return case


def category_of(problem: str | Json) -> str:
    """The category of a problem in a recorded case, where it may stand alone."""
    return problem if isinstance(problem, str) else str(problem["category"])

"""Which past decisions another rulebook would make differently, and whether less or more urgently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from triage.case.problems import CaseError
from triage.deciding.errors import NoPath
from triage.decision.model import Decision
from triage.ledger.opened import Json, Opened
from triage.ledger.retold import retold

#: ``unreadable``: the case cannot be said in the words of the other rulebook any more.
Way = Literal["same", "less", "more", "other", "unreadable", "erased"]
C = TypeVar("C")


@dataclass(slots=True)
class Impact(Generic[C]):
    """What was found. ``affected``: the entries in which the same changes go the same way, in their order."""

    ways: Counter[Way] = field(default_factory=Counter)
    affected: dict[tuple[Way, tuple[C, ...]], list[int]] = field(default_factory=dict)

    @property
    def changes(self) -> Counter[C]:
        """In how many decisions each change comes."""
        found: Counter[C] = Counter()
        for (_, changes), seqs in self.affected.items():
            for change in changes:
                found[change] += len(seqs)
        return found

    @property
    def compared(self) -> int:
        """How many decisions were compared."""
        return sum(self.ways.values()) - self.ways["erased"]

    @property
    def lowered(self) -> bool:
        """Whether any would be less urgent, or could not be decided any more."""
        return bool(self.ways["less"] or self.ways["unreadable"])


def impact(
    entries: Iterable[Opened],
    decide: Callable[[Json], Decision],
    between: Callable[[Decision | None, Decision | None], tuple[C, ...]],
    direction: Callable[[Iterable[C]], Way],
) -> Impact[C]:
    """Decides each recorded case by another rulebook.

    ``decide`` raises ``CaseError`` for a case that the rulebook cannot read and ``NoPath`` where it
    gives no decision; ``between`` and ``direction`` say what changed and which way.
    """
    found: Impact[C] = Impact()
    for entry in entries:
        if entry.kind != "decision":
            continue
        way, changes = _affected(entry, decide, between, direction)
        found.ways[way] += 1
        if way not in ("same", "erased"):
            found.affected.setdefault((way, changes), []).append(entry.seq)
    return found


def _affected(
    entry: Opened,
    decide: Callable[[Json], Decision],
    between: Callable[[Decision | None, Decision | None], tuple[C, ...]],
    direction: Callable[[Iterable[C]], Way],
) -> tuple[Way, tuple[C, ...]]:
    if entry.body is None:
        return "erased", ()
    after: Decision | None
    try:
        after = decide(entry.body["case"])
    except CaseError:
        return "unreadable", ()
    except NoPath:
        after = None
    changes = between(retold(entry.body["decision"]), after)
    return (direction(changes) if changes else "same"), changes

"""Looking back over a ledger with a rulebook: its own for each decision, or another for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from triage.decision.model import Decision
from triage.ledger.impact import Impact, Way, impact
from triage.ledger.model import Entry
from triage.ledger.opened import Json, Opened, opened, opened_with
from triage.ledger.replay import Decide, Replayed, replay
from triage.ledger.store import Ledger
from triage.service.advisor import Advisor, EngineChoice
from triage.service.kept import restored
from triage.verify.difference.change import Change, between, direction


def replayed(ledger: Ledger, entries: Iterable[Entry], engine: EngineChoice = "auto") -> Iterator[Replayed]:
    """Decides each decision of ``entries`` again, by the rulebook that the ledger keeps for it.

    Raises ``LedgerLocked`` and ``LedgerAltered``.
    """

    def open_entry(seq: int) -> Opened:
        entry = ledger.entry(seq)
        return opened_with(entry, ledger.open_body(entry))

    @contextmanager
    def deciding(sha256: str) -> Iterator[Decide]:
        advisor = Advisor(restored(ledger, sha256), engine)

        def decide(case: Json, ref: str | None) -> dict[str, Any]:
            return advisor.told(advisor.decide(advisor.read(case)), "id", ref)

        try:
            yield decide
        finally:
            advisor.close()

    return replay(entries, open_entry, deciding)


def impact_of(advisor: Advisor, ledger: Ledger, entries: Iterable[Entry]) -> Impact[Change]:
    """Which decisions of ``entries`` the rulebook of ``advisor`` would make differently.

    Less and more urgent mean what they mean where rulebooks are compared. Raises ``InferenceError``,
    ``LedgerLocked`` and ``LedgerAltered``.
    """

    def decide(case: Json) -> Decision:
        return advisor.decide(advisor.read(case))

    which: Callable[[Iterable[Change]], Way] = direction
    decisions = (entry for entry in entries if entry.kind == "decision")
    return impact(opened(ledger, decisions), decide, between, which)

"""How long the complete check of a rulebook takes, and how that grows with rules and with facts."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.growing import grown
from triage.rulebook.loading import load_rulebook
from triage.rulebook.model import Rulebook
from triage.service.paths import shipped
from triage.verify.check import check, invariants_of
from triage.verify.invariants.model import Invariant

#: Rules and facts of the grown rulebooks, and the seeds that each is grown by.
SIZES: tuple[tuple[int, int, int], ...] = (
    *((160, 18, 1), (180, 18, 1), (200, 18, 1)),
    *((200, 20, 1), (200, 22, 1)),
    *((200, 25, 1), (200, 25, 2), (200, 25, 3)),
)
#: No rule of the shipped rulebook is reviewed yet, so that the day changes nothing.
_TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Proof:
    """One complete check. ``seconds`` are of processor time, which other work does not lengthen."""

    rules: int
    facts: int
    seed: int | None
    slices: int
    cases: int
    flaws: int
    seconds: float
    elapsed: float


def proofs(sizes: Iterable[tuple[int, int, int]] = SIZES) -> Iterator[Proof]:
    """The shipped rulebook, then grown ones. Raises ``RulebookProblems`` if it does not load."""
    folder = shipped("rules")
    book = load_rulebook(folder)
    invariants, _ = invariants_of(book, folder, ())
    yield _proof(book, invariants, None)
    for rules, facts, seed in sizes:
        yield _proof(grown(book, rules, facts, seed), invariants, seed)


def _proof(book: Rulebook, invariants: tuple[Invariant, ...], seed: int | None) -> Proof:
    busy, begun = time.process_time(), time.perf_counter()
    checked = check(book, invariants, _TODAY)
    return Proof(
        sum(rule.status == "active" for rule in book.rules),
        len(book.vocabulary.facts),
        seed,
        checked.slices,
        checked.worlds,
        len(checked.flaws),
        time.process_time() - busy,
        time.perf_counter() - begun,
    )

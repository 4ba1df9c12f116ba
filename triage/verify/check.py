"""Checking a whole rulebook: everything that can be proved of it, each flaw with its witness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from triage.inference.reference import ReferenceEvaluator, Survey
from triage.rulebook.model import Place, Rulebook
from triage.rulebook.problems import Problem
from triage.verify.against import Against, Gaps
from triage.verify.flaws import Flaw
from triage.verify.invariants.assembly import Assembly
from triage.verify.invariants.model import Invariant
from triage.verify.invariants.order import Order
from triage.verify.invariants.reading import FILE, read_invariants
from triage.verify.invariants.worlds import Adding, Bounds, Turning, with_conditions
from triage.verify.reach import Reach
from triage.verify.shadow import Shadow
from triage.verify.space import Slice, Space
from triage.verify.still import never_reviewed, overdue_reviews, unread_facts
from triage.verify.sweep import Analysis, see
from triage.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Checked:
    """The result: flaws in the order of their places, and what was looked at."""

    flaws: tuple[Flaw, ...]
    slices: int
    worlds: int
    invariants: int
    never_reviewed: int


def invariants_of(
    book: Rulebook, shipped: Path, folders: Iterable[Path]
) -> tuple[tuple[Invariant, ...], tuple[Problem, ...]]:
    """The shipped invariants, always, and those that the folders add. A repeated id is not added."""
    out: dict[str, Invariant] = {}
    problems: list[Problem] = []
    for folder in (shipped, *folders):
        if folder == shipped or (folder / FILE).is_file():
            read, wrong = read_invariants(folder / FILE, book)
            problems += wrong
            for invariant in read:
                out.setdefault(invariant.id, invariant)
    return tuple(out.values()), tuple(problems)


def check(book: Rulebook, invariants: tuple[Invariant, ...], today: date) -> Checked:
    """Every flaw of ``book`` over the whole space of single problems and pairs of kinds.

    Anything that could not be completed is a flaw of kind ``skipped``, never silence.
    """
    # Conditions of invariants are evaluated by the one evaluator, in a copy that never decides.
    proving = with_conditions(book, invariants)
    reference = ReferenceEvaluator(proving)
    counter, reach, shadow = Counter(), Reach(book), Shadow(book)
    assembly = Assembly(book, invariants)
    analyses: list[Analysis] = [counter, reach, shadow, Against(), Gaps(book), assembly]
    analyses += [Bounds(invariants), Turning(invariants)]
    space = Space(proving, reference)
    see(space, space.singles(), analyses)
    # The last layer concludes nothing an outcome is made of. Where single problems have shown all
    # there is to show of its rules, pairs leave them out, and with them the facts only they read.
    if not (assembly.open or reach.waits_for("procedure") or shadow.waits_for("procedure")):
        rules = tuple(rule for rule in book.rules if rule.layer != "procedure")
        proving = with_conditions(replace(book, rules=rules), invariants)
        reference = ReferenceEvaluator(proving)
        space = Space(proving, reference)
    analyses += [Adding(invariants, reference), Order(invariants, reference)]
    see(space, space.pairs(), analyses)
    flaws = [flaw for analysis in analyses for flaw in analysis.flaws()]
    flaws += unread_facts(book, Place("vocabulary.yaml", 1, 1))
    flaws += overdue_reviews(book, today)
    return Checked(
        tuple(sorted(flaws, key=lambda flaw: flaw.order)),
        counter.slices,
        counter.worlds,
        len(invariants),
        never_reviewed(book),
    )


def skipped(what: str, error: Exception) -> Flaw:
    """The flaw that stands for a part of the check that could not be done."""
    said = type(error).__name__
    return Flaw("skipped", Place("rules", 1, 1), what, what=Text(said, said))


class Counter:
    """How much was looked at."""

    def __init__(self) -> None:
        self.slices = 0
        self.worlds = 0

    def see(self, cut: Slice, _survey: Survey) -> None:
        """Count one slice."""
        self.slices += 1
        self.worlds += cut.size

    def flaws(self) -> tuple[Flaw, ...]:
        """None: counting finds nothing."""
        return ()

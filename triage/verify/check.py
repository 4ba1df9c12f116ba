"""Checking a whole rulebook: everything that can be proved of it, each flaw with its witness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from triage.inference.reference import ReferenceEvaluator, Survey
from triage.rulebook.model import Place, Rulebook
from triage.rulebook.problems import Problem
from triage.verify.against import Against, Gaps
from triage.verify.falling import Falling
from triage.verify.flaws import Flaw
from triage.verify.invariants.assembly import Assembly
from triage.verify.invariants.model import Invariant
from triage.verify.invariants.order import Order
from triage.verify.invariants.reading import FILE, read_invariants
from triage.verify.invariants.worlds import Adding, Bounds, Turning, with_conditions, without_last_layer
from triage.verify.reach import Reach
from triage.verify.shadow import Shadow
from triage.verify.space import Slice, Space
from triage.verify.still import never_reviewed, overdue_reviews, placeholders, unread_facts
from triage.verify.sweep import Analysis, see
from triage.verify.witnesses import Witnesses
from triage.vocabulary.text import Text

#: How many worlds of a slice are enough, nearly always, to show each rule of the last layer.
_PART: Final = 1 << 14
_NOT_SHOWN: Final = Text(
    "kasusnya, bila diputuskan lagi, tidak menunjukkan temuan ini.",
    "its case, decided again, does not show what was found.",
)


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
    whole = with_conditions(book, invariants)
    outer = with_conditions(without_last_layer(book), invariants)
    counter, reach, shadow = Counter(), Reach(book), Shadow(book)
    assembly, falling = Assembly(book, invariants), Falling(outer)
    outcomes: list[Analysis] = [Against(), Gaps(book), Bounds(invariants), Turning(invariants, falling)]
    inner: list[Analysis] = [reach, shadow, assembly]

    def waits() -> bool:
        return any(one.waits_for("procedure") for one in (reach, shadow, assembly))

    # The last layer concludes nothing an outcome is made of. Parts of the slices usually show all there
    # is to show of its rules; only where they do not, it is looked at in every case.
    reference, proving = ReferenceEvaluator(outer), ReferenceEvaluator(whole)
    space, wide = Space(outer, reference), Space(whole, proving)
    see(space, space.singles(), [counter, *outcomes, *inner])
    see(wide, wide.singles(_PART), inner)
    if waits():
        see(wide, wide.singles(), [counter, *inner])
    if waits():
        reference, space = proving, wide
    analyses = [counter, *outcomes, *inner]
    analyses += [Adding(invariants, reference, falling), Order(invariants, reference)]
    see(space, space.pairs(), analyses)
    witnesses = Witnesses(book, invariants)
    flaws = [witnesses.plainer(flaw) for analysis in analyses for flaw in analysis.flaws()]
    flaws += [
        unconfirmed(flaw)
        for flaw in flaws
        if flaw.witness is not None and not witnesses.shows(flaw, flaw.witness)
    ]
    flaws += unread_facts(book, Place("vocabulary.yaml", 1, 1))
    flaws += placeholders(book)
    flaws += overdue_reviews(book, today)
    return Checked(
        tuple(sorted(flaws, key=lambda flaw: flaw.order)),
        counter.slices,
        counter.worlds,
        len(invariants),
        never_reviewed(book),
    )


def unconfirmed(flaw: Flaw, said: Text = _NOT_SHOWN) -> Flaw:
    """The flaw that stands for one whose witness, decided again, does not show it."""
    return Flaw("skipped", flaw.place, flaw.rule, what=said, witness=flaw.witness)


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

"""Which seeded defects of a rulebook would be noticed: by a vignette, or else by the complete check.

A mutant that neither notices is compared with the rulebook itself over the whole space: either some
case is decided differently, which is shown, or none is, and the mutant is no defect (equivalent).
Who is quoted for a decision is no part of it, as in ``triage rules diff``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from random import Random
from typing import Literal

from triage.case.model import Case
from triage.deciding.compose import Composer
from triage.deciding.errors import NoPath
from triage.decision.model import Decision
from triage.explain.questions import open_questions
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rule, Rulebook
from triage.verify.check import check
from triage.verify.difference.apart import Apart
from triage.verify.difference.assembled import Assembled
from triage.verify.difference.change import Change, between
from triage.verify.difference.forms import apart, concerns, read_as
from triage.verify.difference.space import CommonSpace
from triage.verify.invariants.model import Invariant
from triage.verify.mutants import Mutant, mutants
from triage.verify.running import differences
from triage.verify.vignettes import Vignette
from triage.vocabulary.values import replace

Fate = Literal["vignette", "check", "survived", "equivalent"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant and what became of it.

    ``by``: the vignette, or the first new flaw (its kind and subject). A survivor has a case that the mutant
    decides differently, and what changes in it (empty where only what is asked or quoted does).
    """

    mutant: Mutant
    fate: Fate
    by: str = ""
    witness: Case | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Mutated:
    """All that were judged, in the order of the rulebook; ``of`` is how many mutants there are."""

    judged: tuple[Judged, ...]
    of: int

    def having(self, fate: Fate) -> tuple[Judged, ...]:
        """Those with this fate."""
        return tuple(one for one in self.judged if one.fate == fate)

    @property
    def killed(self) -> int:
        """How many a vignette or the check notices."""
        return sum(one.fate in ("vignette", "check") for one in self.judged)

    @property
    def counted(self) -> int:
        """How many decide some case differently."""
        return sum(one.fate != "equivalent" for one in self.judged)

    @property
    def percent(self) -> str:
        """The score with one digit, floored: 100.0 means every single one."""
        tenths = 1000 * self.killed // self.counted if self.counted else 1000
        return f"{tenths // 10}.{tenths % 10}"

    def reaches(self, threshold: float) -> bool:
        """Whether the score is at least ``threshold`` percent."""
        return 100 * self.killed >= threshold * self.counted


def mutate(
    book: Rulebook,
    vignettes: Iterable[Vignette],
    invariants: tuple[Invariant, ...],
    today: date,
    sample: int | None = None,
    seed: int = 0,
    tell: Callable[[Judged], object] = lambda _: None,
) -> Mutated:
    """Judges every mutant of ``book``, or ``sample`` of them drawn by ``seed``; ``tell`` hears of each.

    ``vignettes`` must all pass on ``book`` itself; flaws that it has already notice nothing.
    """
    every = list(mutants(book))
    drawn = every
    if sample is not None and sample < len(every):
        drawn = [every[n] for n in sorted(Random(seed).sample(range(len(every)), sample))]
    judge = Judge(book, vignettes, invariants, today)
    judged = []
    for mutant in drawn:
        judged.append(judge(mutant))
        tell(judged[-1])
    return Mutated(tuple(judged), len(every))


@dataclass(slots=True)
class _Known:
    """A vignette, the rules that fire in it, and whether its questions take part in what it expects."""

    vignette: Vignette
    plain: Vignette
    fired: frozenset[str]
    asks: bool = field(default=False)


class Judge:
    """Judges mutants of one rulebook one by one."""

    def __init__(
        self,
        book: Rulebook,
        vignettes: Iterable[Vignette],
        invariants: tuple[Invariant, ...],
        today: date,
    ) -> None:
        self._book = book
        self._invariants = invariants
        self._today = today
        self._decider = _Decider(book)
        self._known = [self._know(vignette) for vignette in vignettes]

    def __call__(self, mutant: Mutant) -> Judged:
        """What becomes of ``mutant``."""
        decider = _Decider(mutant.book)
        by = self._vignette(mutant, decider)
        if by is not None:
            return Judged(mutant, "vignette", by)
        witness = difference(self._book, mutant.book)
        if witness is None:
            return Judged(mutant, "equivalent")
        flaws = self._flaws(mutant.book) - self._own
        if flaws:
            return Judged(mutant, "check", min(flaws), witness)
        changes = between(self._decider.or_none(witness), decider.or_none(witness))
        return Judged(mutant, "survived", "", witness, changes)

    @cached_property
    def _own(self) -> frozenset[str]:
        """The flaws of the rulebook itself; they notice nothing."""
        return self._flaws(self._book)

    def _flaws(self, book: Rulebook) -> frozenset[str]:
        found = check(book, self._invariants, self._today).flaws
        return frozenset(f"{flaw.kind} {flaw.rule}" for flaw in found)

    def _know(self, vignette: Vignette) -> _Known:
        expect = vignette.expect
        inference = self._decider.reference.infer(vignette.case)
        asks = bool(expect.questions or expect.no_questions) or expect.provisional is not None
        plain = replace(expect, questions=(), no_questions=(), provisional=None)
        fired = frozenset(firing.rule for firing in inference.firings)
        return _Known(vignette, replace(vignette, expect=plain), fired, asks)

    def _vignette(self, mutant: Mutant, decider: _Decider) -> str | None:
        """The first vignette that notices; without what it asks first, for asking is slow."""
        tried = self._concerned(mutant)
        for known in tried:
            try:
                decision = decider.without_questions(known.vignette.case)
            except NoPath:
                return known.vignette.name
            if differences(known.plain, decision):
                return known.vignette.name
        if mutant.book.rules == self._book.rules:
            return None
        for known in tried:
            if known.asks and differences(known.vignette, decider(known.vignette.case)):
                return known.vignette.name
        return None

    def _concerned(self, mutant: Mutant) -> list[_Known]:
        """The vignettes that may be decided otherwise; first those in which the changed rule fires."""
        if mutant.book.rules == self._book.rules:
            return [known for known in self._known if known.vignette.expect.inside]
        old, new = apart(self._book, mutant.book)
        rules = [*old, *new]
        ids = {rule.id for rule in rules}
        found = [known for known in self._known if _tried(self._book, rules, known.vignette.case)]
        return sorted(found, key=lambda known: known.fired.isdisjoint(ids))


def _tried(book: Rulebook, rules: Iterable[Rule], case: Case) -> bool:
    """Whether one of ``rules`` is tried on ``case`` at all."""
    for rule in rules:
        when = rule.when
        if when.asker is not None and case.asker not in when.asker:
            continue
        if not when.of_a_problem or any(
            concerns(rule, problem.category)
            and (when.peran is None or read_as(book, problem.category, problem.peran) in when.peran)
            for problem in case.problems
        ):
            return True
    return False


class _Decider:
    """Decides by the reference evaluator alone."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self.reference = ReferenceEvaluator(book)
        self._composer = Composer(book)

    def __call__(self, case: Case) -> Decision:
        questions = open_questions(self._book, self.reference, case)
        return self._composer.compose(case, self.reference.infer(case), questions, ())

    def without_questions(self, case: Case) -> Decision:
        """The decision but for what it asks."""
        return self._composer.compose(case, self.reference.infer(case), (), ())

    def or_none(self, case: Case) -> Decision | None:
        """The decision, or None where the rules give none."""
        try:
            return self(case)
        except NoPath:
            return None


def difference(old: Rulebook, new: Rulebook) -> Case | None:
    """A case with one or two problems that the two decide differently; None: there is none."""
    return next(_different(old, new), None)


def _different(old: Rulebook, new: Rulebook) -> Iterator[Case]:
    space, assembled = CommonSpace(old, new), Assembled(old, new)
    concluding = assembled.concluding()
    for cut in chain(space.singles(), space.pairs()):
        touched = space.touched(cut)
        if not (touched or space.tried(cut, concluding)):
            continue
        before = space.survey(cut, 0)
        after = space.survey(cut, 1) if touched else before
        outer = Apart(before, after)
        if outer.worlds:
            yield cut.witness(outer.worlds)
            continue
        for inside in assembled.inside((before, after), outer.decided):
            if inside.changes:
                yield cut.witness(inside.worlds)

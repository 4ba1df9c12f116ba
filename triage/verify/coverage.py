"""What the vignettes show of the rules: which fire, and which condition decides alone whether they do.

A rule is covered when it fires in some vignette and nothing overrides it there. A condition is covered
when, besides, some vignette lacks it and it alone: all other conditions of the rule hold there, so
that the condition is what keeps the rule from firing (as in MC/DC). Where that is not so, the gap
names the condition, says why, and brings a case that closes it, or the proof that no case can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from triage.case.model import Case
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rule, Rulebook
from triage.verify.covering.atoms import Atom, Met, Rules
from triage.verify.covering.ready import name_of, ready
from triage.verify.covering.search import Found, Goal, Never, Search
from triage.verify.running import Decide
from triage.verify.vignettes import Vignette

#: Why something is not covered: the rule fires in no vignette; the condition fails in none; it
#: fails, but never alone.
Reason = Literal["never-fires", "never-fails", "never-alone"]

#: How many vignettes are looked at for a case that lies near.
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """``covered`` of ``total``. Never rounded up: 100 % is said of everything and of nothing less."""

    covered: int
    total: int

    @property
    def percent(self) -> str:
        """With one decimal, cut off and not rounded."""
        tenths = 1000 * self.covered // self.total if self.total else 1000
        return f"{tenths // 10}.{tenths % 10}"

    def reaches(self, threshold: float) -> bool:
        """Whether the exact share, not the one that is shown, is at least ``threshold`` percent."""
        return not self.total or Fraction(100 * self.covered, self.total) >= Fraction(str(threshold))


@dataclass(frozen=True, slots=True)
class CoveredAtom:
    """A condition: the vignette in which it decides alone, and whether it fails in any at all."""

    atom: Atom
    by: str | None
    fails: bool


@dataclass(frozen=True, slots=True)
class CoveredRule:
    """A rule, the vignette in which it fires, and its conditions."""

    rule: Rule
    by: str | None
    atoms: tuple[CoveredAtom, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not covered: a rule that does not fire, or with ``atom`` one of its conditions.

    ``found`` closes it: a case; or nothing can (``Never``); or only cases without a decision would
    (``Pathless``); or nothing was found (``Unknown``).
    ``same``: the first gap that the same case closes, if this is not the first.
    """

    rule: Rule
    atom: Atom | None
    reason: Reason
    found: Found
    same: int | None = None

    @property
    def closable(self) -> bool:
        """Whether it counts as not covered; a condition that never can decide alone does not."""
        return self.atom is None or not isinstance(self.found, Never)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All active rules in the order of the rulebook, and everything that is not covered."""

    rules: tuple[CoveredRule, ...]
    gaps: tuple[Gap, ...]

    @property
    def of_rules(self) -> Figure:
        """How many rules fire."""
        return Figure(sum(one.by is not None for one in self.rules), len(self.rules))

    @property
    def of_conditions(self) -> Figure:
        """How many conditions decide alone, of those that can."""
        total = sum(len(one.atoms) for one in self.rules)
        open_ = sum(gap.closable for gap in self.gaps if gap.atom is not None)
        never = len(self.never)
        return Figure(total - open_ - never, total - never)

    @property
    def open(self) -> tuple[Gap, ...]:
        """The gaps that a vignette can close, or may."""
        return tuple(gap for gap in self.gaps if gap.closable)

    @property
    def never(self) -> tuple[Gap, ...]:
        """The conditions that cannot decide alone, with the proof."""
        return tuple(gap for gap in self.gaps if not gap.closable)

    def reaches(self, threshold: float) -> bool:
        """Whether both figures do."""
        return self.of_rules.reaches(threshold) and self.of_conditions.reaches(threshold)


def measure(
    book: Rulebook, vignettes: Iterable[Vignette], reference: ReferenceEvaluator | None = None
) -> Coverage:
    """What ``vignettes`` cover of ``book``, with a case or a proof for every gap.

    ``reference`` evaluates; a new one is made without it.
    """
    measuring = _Measuring(book, reference or ReferenceEvaluator(book))
    rules = measuring.rules(tuple(vignettes))
    return Coverage(rules, tuple(measuring.gaps(rules)))


def ready_vignettes(
    book: Rulebook, coverage: Coverage, decide: Decide, taken: Iterable[str] = ()
) -> Mapping[int, tuple[str, str]]:
    """Name and YAML of a vignette for every gap that brings a case of its own, by the gap's index.

    Each expects what ``decide`` says, and names the rules it shows. ``taken`` are names in use.
    """
    names = set(taken)
    out = {}
    for n, gap in enumerate(coverage.gaps):
        if not isinstance(gap.found, Case) or gap.same is not None:
            continue
        shown = [gap, *(other for other in coverage.gaps if other.same == n)]
        name = name_of(gap.rule.id, gap.atom, names)
        names.add(name)
        fire = dict.fromkeys(one.rule.id for one in shown if one.atom is None)
        fail = dict.fromkeys(one.rule.id for one in shown if one.atom is not None and one.rule.id not in fire)
        text = ready(book.vocabulary, name, gap.found, decide(gap.found), rules=fire, no_rules=fail)
        out[n] = (name, text)
    return out


class _Measuring:
    def __init__(self, book: Rulebook, reference: ReferenceEvaluator) -> None:
        self._rules = Rules(book)
        self._reference = reference
        self._search = Search(self._rules, reference)
        self._met: list[Met] = []
        self._gaps: list[Gap] = []

    def rules(self, vignettes: Sequence[Vignette]) -> tuple[CoveredRule, ...]:
        """Every active rule with the vignettes that cover it."""
        self._met = [self._meet(one.case) for one in vignettes]
        names = [one.name for one in vignettes]
        return tuple(self._rule(rule, names) for rule in self._rules.active)

    def _meet(self, case: Case) -> Met:
        return Met(self._rules, case, self._reference.infer(case))

    def _rule(self, rule: Rule, names: Sequence[str]) -> CoveredRule:
        alone: dict[Atom, str] = {}
        fail: set[Atom] = set()
        for name, met in zip(names, self._met, strict=True):
            for atom in met.alone(rule):
                alone.setdefault(atom, name)
            fail |= met.fail(rule)
        by = next((name for name, met in zip(names, self._met, strict=True) if rule.id in met.fires), None)
        atoms = self._rules.atoms[rule.id]
        return CoveredRule(
            rule, by, tuple(CoveredAtom(atom, alone.get(atom), atom in fail) for atom in atoms)
        )

    def gaps(self, rules: Iterable[CoveredRule]) -> list[Gap]:
        """Everything that is not covered, each with what would cover it."""
        for one in rules:
            cannot = False
            if one.by is None:
                self._add(Goal(one.rule), "never-fires")
                cannot = isinstance(self._gaps[-1].found, Never)
            for covered in one.atoms:
                if one.by is not None and covered.by is not None:
                    continue
                reason: Reason = "never-alone" if covered.fails else "never-fails"
                if one.by is None:
                    reason = "never-fires"
                if cannot:
                    self._gaps.append(Gap(one.rule, covered.atom, reason, Never("rule")))
                elif covered.by is None:
                    self._add(Goal(one.rule, covered.atom), reason)
                else:  # it would decide alone already, once the rule fires somewhere
                    self._same(one.rule, covered.atom, reason)
        return self._gaps

    def _same(self, rule: Rule, atom: Atom, reason: Reason) -> None:
        n, gap = next((n, gap) for n, gap in enumerate(self._gaps) if gap.rule is rule and gap.atom is None)
        same = n if gap.same is None else gap.same
        self._gaps.append(Gap(rule, atom, reason, gap.found, same if isinstance(gap.found, Case) else None))

    def _add(self, goal: Goal, reason: Reason) -> None:
        """The gap at ``goal``: closed by a case that another gap needs anyway, or by a new one."""
        for n, gap in enumerate(self._gaps):
            if isinstance(gap.found, Case) and gap.same is None and self._search.reaches(gap.found, goal):
                self._gaps.append(Gap(goal.rule, goal.atom, reason, gap.found, n))
                return
        found = self._search.near(goal, self._close(goal)) or self._search.find(goal)
        self._gaps.append(Gap(goal.rule, goal.atom, reason, found))

    def _close(self, goal: Goal) -> Iterable[Case]:
        """Cases of the vignettes that nearly reach the goal, the plainest first."""
        rule = goal.rule
        wanted: Callable[[Met], bool] = (
            (lambda met: bool(met.alone(rule))) if goal.atom is None else (lambda met: rule.id in met.fires)
        )
        near = [met.case for met in self._met if wanted(met)]
        return sorted(near, key=lambda case: (len(case.problems), len(case.facts)))[:_NEAR]

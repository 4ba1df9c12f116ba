"""Every flaw of a rulebook found the long way: by deciding every case there is, one after the other.

Shares nothing with ``triage.verify`` but the form of a flaw: no worlds, no slices, no kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from tests.verify.bank.edits import make
from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.model import LAYERS, Conclusion, Rule, Rulebook
from triage.verify.invariants.model import Bound, Invariant, Steady
from triage.vocabulary.closed import (
    ACTION_ORDER,
    ANSWERS,
    PARENTS_RANK,
    SEVERITY_RANK,
    UNKNOWN,
    URGENCY_RANK,
)
from triage.vocabulary.values import replace

#: A flaw without its witness: kind, what it names, and the second rule where there is one.
Found = tuple[str, str, str]

ACTING = {"darurat", "alih_tangan_kasus", "penanganan", "pendampingan"}


def cases(book: Rulebook) -> Iterator[Case]:
    """Every case with one or two problems."""
    problems = [
        Problem(category.id, role, chosen)
        for category in book.vocabulary.categories.values()
        for role in book.vocabulary.roles
        for chosen in _attributes(category.attributes)
    ]
    known = [
        tuple(sorted((fact, answer) for fact, answer in zip(book.vocabulary.facts, answers, strict=True)
                     if answer != UNKNOWN))
        for answers in product(ANSWERS, repeat=len(book.vocabulary.facts))
    ]  # fmt: skip
    groups = [(one,) for one in problems]
    groups += [pair for pair in combinations(problems, 2) if pair[0].category != pair[1].category]  # type: ignore[misc]
    for asker, group, facts in product(book.vocabulary.askers, groups, known):
        yield Case(asker, tuple(sorted(group, key=lambda one: one.category)), facts)


def _attributes(attributes: Mapping[str, object]) -> list[tuple[tuple[str, str], ...]]:
    listed = [[(id, value) for value in (*one.values, UNKNOWN)] for id, one in attributes.items()]  # type: ignore[attr-defined]
    return [tuple(pair for pair in chosen if pair[1] != UNKNOWN) for chosen in product(*listed)]


class Brute:
    """One rulebook, all of its cases, and what is wrong with them."""

    def __init__(self, book: Rulebook, invariants: tuple[Invariant, ...]) -> None:
        self.book = book
        self._rules = {rule.id: rule for rule in book.rules if rule.status == "active"}
        self._invariants = invariants
        conditions = [
            make(_condition(one), "procedure", one.when, Conclusion(findings=(_condition(one),)))
            for one in invariants
            if isinstance(one, Bound)
        ]
        self._reference = ReferenceEvaluator(replace(book, rules=(*book.rules, *conditions)))
        self._known: dict[Case, Inference] = {}

    def infer(self, case: Case) -> Inference:
        """What follows of one case; remembered."""
        found = self._known.get(case)
        if found is None:
            found = self._known[case] = self._reference.infer(case)
        return found

    def flaws(self) -> set[Found]:
        """Everything that is wrong."""
        found: set[Found] = set()
        fired: set[str] = set()
        held: set[str] = set()
        mattered: set[tuple[str, str]] = set()
        hidden = {
            (one.id, other.id)
            for one, other in product(self._rules.values(), repeat=2)
            if one is not other and _says_no_more(one, other)
        }
        for case in cases(self.book):
            inference = self.infer(case)
            here = {(one.rule, one.problem) for one in inference.firings if one.rule in self._rules}
            active = {(one.rule, one.problem) for one in inference.firings if one.by is None} & here
            fired |= {rule for rule, _ in here}
            held |= {rule for rule, _ in active}
            for by, problem in active:
                mattered |= {
                    (by, other)
                    for other, its in here
                    if other in self._rules[by].overrides and (None in (problem, its) or problem == its)
                }
            hidden = {pair for pair in hidden if not self._apart(*pair, active)}
            found |= self.shown(case)
        found |= {("never-fires", rule, "") for rule in self._rules.keys() - fired}
        found |= {("always-overridden", rule, "") for rule in fired - held}
        for rule in self._rules.values():
            found |= {
                ("dead-override", rule.id, other)
                for other in rule.overrides
                if {rule.id, other} <= fired and (rule.id, other) not in mattered
            }
        # Of two rules that hide each other it does not matter which is told.
        found |= {("shadowed", one, other) for one, other in hidden if one in held}
        return found

    def _apart(self, one: str, other: str, active: set[tuple[str, str | None]]) -> bool:
        mine = {problem for rule, problem in active if rule == one}
        theirs = {problem for rule, problem in active if rule == other}
        then = self._rules[one].then
        raised = then.severity_at_least is not None and self._rules[one].layer == "raise"
        if then.severity is None and not (raised and self._rules[one].when.of_a_problem):
            return bool(mine) and not theirs
        return bool(mine) and None not in theirs and not mine <= theirs

    def shown(self, case: Case) -> set[Found]:
        """What this one case shows to be wrong."""
        inference = self.infer(case)
        found = set(self._contradictions(inference))
        if inference.lead is None:
            found.add(("no-lead", "lead", ""))
        if not any(action in ACTING for action, _ in inference.tracks):
            found.add(("nobody-acts", "tracks", ""))
        for one in self._invariants:
            if isinstance(one, Bound) and self._breaks(one, inference):
                found.add(("invariant", one.id, ""))
            if isinstance(one, Steady) and any(
                _calmer(one, inference, self.infer(other)) for other in _livelier(one, case)
            ):
                found.add(("invariant", one.id, ""))
            if isinstance(one, Steady) and one.adding and len(case.problems) == 2:
                for problem in case.problems:
                    if _calmer(one, self.infer(replace(case, problems=(problem,))), inference):
                        found.add(("invariant", one.id, ""))
        return found

    def _contradictions(self, inference: Inference) -> Iterator[Found]:
        active = [one for one in inference.firings if one.by is None and one.rule in self._rules]
        for one, other in combinations(active, 2):
            mine, theirs = self._rules[one.rule].then, self._rules[other.rule].then
            graded = (
                mine.severity is not None and theirs.severity is not None and one.problem == other.problem
            )
            leading = mine.lead is not None and theirs.lead is not None
            if (graded and mine.severity != theirs.severity) or (leading and mine.lead != theirs.lead):
                first, second = sorted((one.rule, other.rule))
                yield ("against", first, second)

    def _breaks(self, one: Bound, inference: Inference) -> bool:
        if _condition(one) not in inference.findings:
            return False
        there = inference.tracks
        if any(
            action == name and (parties is None or to in parties)
            for name, parties in one.never
            for action, to in there
        ):
            return True
        return any(
            not any(action == name and (parties is None or to in parties) for action, to in there)
            for name, parties in one.must
        )


def _condition(one: Bound) -> str:
    return f"berlaku-{one.id}"


def _livelier(one: Steady, case: Case) -> Iterator[Case]:
    """The same case with one of the facts turned to ya."""
    known = dict(case.facts)
    for fact in one.turning:
        if known.get(fact) != "ya":
            yield replace(case, facts=tuple(sorted({**known, fact: "ya"}.items())))


def _calmer(one: Steady, before: Inference, after: Inference) -> bool:
    return (
        SEVERITY_RANK[after.severity] < SEVERITY_RANK[before.severity]
        or URGENCY_RANK[after.urgency] < URGENCY_RANK[before.urgency]
        or any(
            ACTION_ORDER[action] <= ACTION_ORDER[one.up_to]
            for action, _ in before.tracks - after.tracks
        )
    )  # fmt: skip


def _says_no_more(one: Rule, other: Rule) -> bool:
    """Whether all that ``one`` says is among what ``other`` says, no later and with the same force."""
    if LAYERS.index(other.layer) > LAYERS.index(one.layer) or not set(one.overrides) <= set(other.overrides):
        return False
    if one.layer != other.layer and (one.then.severity or one.then.severity_at_least):
        return False
    return _said(one) <= _said(other)


def _said(rule: Rule) -> set[tuple[object, ...]]:
    then = rule.then
    said: set[tuple[object, ...]] = {("fact", fact) for fact in then.facts}
    said |= {("track", *track) for track in then.tracks}
    said |= {("notice", notice) for notice in then.notices}
    said |= {("finding", finding) for finding in then.findings}
    said |= {("demand", demand) for demand in then.requirements}
    said |= {("lead", then.lead)} if then.lead else set()
    said |= {("grade", then.severity)} if then.severity else set()
    said |= {("provisional",)} if then.provisional else set()
    # At least segera says all that at least rutin says; at least the lowest says that it is said.
    for name, value, rank in (
        ("severity", then.severity_at_least, SEVERITY_RANK),
        ("urgency", then.urgency_at_least, URGENCY_RANK),
        ("parents", then.parents, PARENTS_RANK),
    ):
        if value is not None:
            said |= {(name, n) for n in range(rank[value] + 1)}  # type: ignore[index]
    return said

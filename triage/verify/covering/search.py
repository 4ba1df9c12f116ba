"""Finding a case that shows what a rule's condition does, or the proof that there is none.

First what lies near: a case that the vignettes hold already, with one thing changed. Then case by
case from the conditions: what the rule asks is fixed, what it leads to is bounded for all cases at
once (``bounds``), and what is still open is split until a case is found or nothing is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from triage.case.model import Case
from triage.deciding.compose import ACTING
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import LAYER_INDEX, Rule
from triage.verify.covering.atoms import Atom, Met, Rules
from triage.verify.covering.bounds import Act, Bounds, Scope, Subject
from triage.verify.covering.variants import CaseMaker, changed
from triage.vocabulary.closed import ANSWERS, PARENTS, SEVERITIES, UNKNOWN, URGENCIES
from triage.vocabulary.values import replace

#: How many scopes are bounded and how many cases are tried before the search gives up.
MOST_SCOPES: Final = 3_000
MOST_TRIES: Final = 40_000


@dataclass(frozen=True, slots=True)
class Goal:
    """``rule`` fires; or, with ``atom``, that condition alone keeps it from firing."""

    rule: Rule
    atom: Atom | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """Proof that no case reaches a goal. ``kind`` says why:

    ``every-value``: the condition accepts every value there is. ``own-attribute``: the attribute
    that the rule asks for belongs to the asked categories alone. ``follows``: the condition holds
    wherever the others do; ``rules`` conclude it. ``rule``: no case makes the rule fire.
    """

    kind: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """The search gave up: neither a case nor a proof was found."""


@dataclass(frozen=True, slots=True)
class Pathless:
    """``case`` reaches the goal, but like every such case that was tried it has no decision."""

    case: Case


@dataclass(slots=True)
class _Run:
    """One search: what it may still spend, and what closed its scopes."""

    goal: Goal
    scopes: int = 0
    tries: int = 0
    open: bool = False
    pathless: Case | None = None
    rules: dict[str, None] = field(default_factory=dict)


Found: TypeAlias = Case | Never | Pathless | Unknown


class Search:
    """Finds cases for one rulebook."""

    def __init__(self, rules: Rules, reference: ReferenceEvaluator) -> None:
        self._rules = rules
        self._reference = reference
        self._maker = CaseMaker(rules)
        self._words = rules.book.vocabulary

    def reaches(self, case: Case, goal: Goal) -> bool:
        """Whether ``case`` is what ``goal`` asks for, decided or not."""
        met = Met(self._rules, case, self._reference.infer(case))
        if goal.atom is None:
            return goal.rule.id in met.fires
        return goal.atom in met.alone(goal.rule)

    def decided(self, case: Case) -> bool:
        """Whether the rules give ``case`` a path, so that there is a decision to expect."""
        inference = self._reference.infer(case)
        return inference.lead is not None and any(action in ACTING for action, _ in inference.tracks)

    def near(self, goal: Goal, cases: Iterable[Case]) -> Case | None:
        """One of ``cases`` with one thing changed, if that reaches the goal."""
        for case in cases:
            for other in changed(self._words, case, goal.atom):
                if self.reaches(other, goal) and self.decided(other):
                    return other
        return None

    def find(self, goal: Goal) -> Found:
        """A small case that reaches the goal and is decided, the proof that none does, or neither."""
        run = _Run(goal)
        for scope in self._scopes(goal):
            found = self._descend(run, scope)
            if found is not None:
                return found
        if run.pathless is not None:
            return Pathless(run.pathless)
        return Unknown() if run.open else self._never(run)

    # -- going down -----------------------------------------------------------------------------

    def _scopes(self, goal: Goal) -> Iterator[Scope]:
        """All cases, cut by the problem that the rule is tried on."""
        rule, atom = goal.rule, goal.atom
        scope = self._narrowed(Scope(frozenset(self._words.askers)), rule, atom)
        if scope is None:
            return
        if not rule.when.of_a_problem:
            yield scope
            return
        for category in self._words.categories.values():
            asked = rule.when.problem is None or category.id in rule.when.problem
            if asked == (atom is not None and atom.kind == "problem"):
                continue
            subject = self._maker.any_subject(category.id)
            for role in self._maker.roles(category.id):
                yield replace(scope, subjects=(replace(subject, roles=frozenset({role})),))

    def _narrowed(self, scope: Scope, rule: Rule, but: Atom | None = None) -> Scope | None:
        """The cases of ``scope`` whose asker and facts ``rule`` asks for, ``but`` failing; None: no case."""
        askers, facts = scope.askers, dict(scope.facts)
        for atom in self._rules.atoms[rule.id]:
            wanted = atom.wanted or frozenset()
            if atom.kind == "asker":
                askers = askers - wanted if atom == but else askers & wanted
            elif atom.kind == "facts":
                answers = frozenset(ANSWERS) - wanted if atom == but else wanted
                if rule.layer != "implied" and "ya" in answers:
                    answers |= {UNKNOWN}  # it may be read as ya
                facts[atom.name] = answers & facts.get(atom.name, answers)
        return replace(scope, askers=askers, facts=facts) if askers and all(facts.values()) else None

    def _descend(self, run: _Run, scope: Scope) -> Case | None:
        run.scopes += 1
        if run.scopes > MOST_SCOPES or run.tries > MOST_TRIES:
            run.open = True
            return None
        goal = run.goal
        category = scope.subjects[0].category if scope.subjects else None
        bounds = Bounds(self._rules, scope, goal.rule.layer)
        for atom in self._rules.atoms[goal.rule.id]:
            truth = bounds.truth(atom, category, goal.rule.layer)
            if truth is (atom == goal.atom):
                if truth:
                    run.rules |= dict.fromkeys(_concluding(bounds.acts, atom))
                return None
        if goal.atom is not None and any(
            bounds.held(goal.rule, other) for other in bounds.certain - {category}
        ):
            return None  # the rule fires for another problem
        bounds.enter(goal.rule.layer)
        if bounds.impossible or bounds.replaced(goal.rule, category) is True:
            return None
        found = self._tried(run, self._maker.cases(scope))
        if found is not None:
            return found
        split = self._split(goal, scope, bounds, category)
        if split is None:
            found = self._tried(run, self._maker.cases(scope, further=True))
            run.open = run.open or found is None
            return found
        for part in split:
            found = self._descend(run, part)
            if found is not None:
                return found
        return None

    def _tried(self, run: _Run, cases: Iterable[Case]) -> Case | None:
        for case in cases:
            run.tries += 1
            if run.tries > MOST_TRIES:
                return None
            if self.reaches(case, run.goal):
                if self.decided(case):
                    return case
                run.pathless = run.pathless or case
        return None

    def _split(
        self, goal: Goal, scope: Scope, bounds: Bounds, category: str | None
    ) -> Iterator[Scope] | None:
        """``scope`` cut by something that it still depends on; None where there is nothing."""
        cone = self._cone(goal.rule)
        atoms = list(self._rules.atoms[goal.rule.id])
        for act in reversed(bounds.acts):
            known = (act.rule.id, act.category) in scope.acting
            if known or (act.truth is None and act.rule.id in cone and act.category in (None, category)):
                atoms += self._rules.atoms[act.rule.id]
        for id, _ in sorted(scope.idle, key=str):
            atoms += self._rules.atoms[id]
        for atom in atoms:
            if atom.kind == "facts" and len(scope.facts.get(atom.name, ANSWERS)) > 1:
                return self._by_fact(scope, atom.name)
            if atom.kind == "asker" and len(scope.askers) > 1:
                return (replace(scope, askers=frozenset({one})) for one in sorted(scope.askers))
            if atom.kind == "attributes" and category is not None:
                values = scope.subjects[0].attributes.get(atom.name, frozenset())
                if len(values) > 1:
                    return self._by_attribute(scope, atom.name, values)
        unsure = (act for act in reversed(bounds.acts) if act.rule.id in cone and bounds.depends(act))
        first = next(unsure, None)
        return None if first is None else self._by_act(scope, bounds, first)

    def _by_act(self, scope: Scope, bounds: Bounds, act: Act) -> Iterator[Scope]:
        """The cases in which a rule acts for a further problem, then those in which it does not."""
        known = (act.rule.id, act.category)
        narrowed = self._narrowed(scope, act.rule)
        if narrowed is not None and act.category is not None:
            narrowed = _with_subject(narrowed, bounds.subjects[act.category], act.rule)
        if narrowed is not None:
            yield replace(narrowed, acting=narrowed.acting | {known})
        yield replace(scope, idle=scope.idle | {known})

    def _by_fact(self, scope: Scope, fact: str) -> Iterator[Scope]:
        for answer in ("tidak", "ya", UNKNOWN):
            if answer in scope.facts.get(fact, ANSWERS):
                yield replace(scope, facts={**scope.facts, fact: frozenset({answer})})

    def _by_attribute(self, scope: Scope, name: str, values: frozenset[str]) -> Iterator[Scope]:
        subject, *others = scope.subjects
        for value in sorted(values):
            attributes = {**subject.attributes, name: frozenset({value})}
            yield replace(scope, subjects=(replace(subject, attributes=attributes), *others))

    def _cone(self, rule: Rule) -> frozenset[str]:
        """The rules on which it may depend whether ``rule`` fires."""
        cone: dict[str, None] = {}
        todo = [rule]
        while todo:
            one = todo.pop()
            earlier = [other for other in self._rules.active if _leads_to(self._rules, other, one)]
            new = [other for other in earlier if other.id not in cone]
            cone |= dict.fromkeys(other.id for other in new)
            todo += new
        return frozenset(cone)

    # -- why not ----------------------------------------------------------------------------------

    def _never(self, run: _Run) -> Never:
        atom = run.goal.atom
        if atom is None:
            return Never("rule")
        if self._accepts_all(run.goal.rule, atom):
            return Never("every-value")
        if atom.kind == "problem" and self._owns(run.goal.rule, atom):
            return Never("own-attribute")
        order = list(self._rules.by_id)
        return Never("follows", tuple(sorted(run.rules, key=order.index)))

    def _owns(self, rule: Rule, atom: Atom) -> bool:
        """Whether no category but those asked has the attributes that the rule asks for."""
        others = [one for one in self._words.categories.values() if one.id not in (atom.wanted or ())]
        return all(
            any(
                name not in one.attributes or values.isdisjoint((*one.attributes[name].values, UNKNOWN))
                for name, values in rule.when.attributes
            )
            for one in others
        )

    def _accepts_all(self, rule: Rule, atom: Atom) -> bool:
        """Whether there is no value at all that the condition refuses."""
        wanted = atom.wanted or frozenset()
        every: Mapping[str, Iterable[str]] = {
            "facts": ANSWERS,
            "asker": self._words.askers,
            "problem": self._words.categories,
            "base": SEVERITIES,
            "grade": SEVERITIES,
            "severity": SEVERITIES,
            "urgency": URGENCIES,
            "parents": PARENTS,
        }
        if atom.kind == "peran":
            asked = rule.when.problem or self._words.categories
            return all(role in wanted for one in asked for role in self._maker.roles(one))
        if atom.kind == "attributes":
            (category,) = rule.when.problem or ("",)
            return wanted.issuperset(
                (*self._words.categories[category].attributes[atom.name].values, UNKNOWN)
            )
        return atom.kind in every and wanted.issuperset(every[atom.kind])


def _with_subject(scope: Scope, subject: Subject, rule: Rule) -> Scope | None:
    """The cases of ``scope`` with the problem ``subject`` as ``rule`` asks for it; None: no case."""
    when = rule.when
    roles = subject.roles if when.peran is None else subject.roles & when.peran
    attributes = dict(subject.attributes)
    for name, values in when.attributes:
        attributes[name] = attributes.get(name, values) & values
    if not roles or not all(attributes.values()):
        return None
    sure = Subject(subject.category, roles, attributes)
    others = [one for one in scope.subjects if one.category != subject.category]
    position = len(others) if len(others) == len(scope.subjects) else scope.subjects.index(subject)
    return replace(scope, subjects=(*others[:position], sure, *others[position:]))


def _leads_to(rules: Rules, other: Rule, rule: Rule) -> bool:
    """Whether ``other`` overrides ``rule`` or concludes, earlier, something that ``rule`` reads."""
    if rule.id in other.overrides:
        return True
    if LAYER_INDEX[other.layer] >= LAYER_INDEX[rule.layer]:
        return False
    return any(_concludes(other, atom) for atom in rules.atoms[rule.id])


def _concludes(rule: Rule, atom: Atom) -> bool:
    """Whether ``rule`` concludes something that ``atom`` looks at."""
    then = rule.then
    if atom.kind in ("base", "grade", "severity"):
        return then.severity is not None or (atom.kind != "base" and then.severity_at_least is not None)
    if atom.kind == "tracks":
        return any(
            action == atom.name and (atom.wanted is None or to in atom.wanted) for action, to in then.tracks
        )
    found = {
        "facts": atom.name in then.facts,
        "urgency": then.urgency_at_least is not None,
        "parents": then.parents is not None,
        "notices": atom.name in then.notices,
        "findings": atom.name in then.findings,
    }
    return found.get(atom.kind, False)


def _concluding(acts: Iterable[Act], atom: Atom) -> Iterator[str]:
    return (act.rule.id for act in acts if act.truth is True and _concludes(act.rule, atom))

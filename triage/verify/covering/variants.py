"""Cases to try: one thing changed in a given case, or the plainest case of a scope."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from triage.case.model import Case, Problem
from triage.verify.covering.atoms import Atom, Kind, Rules
from triage.verify.covering.bounds import Scope, Subject
from triage.vocabulary.closed import ANSWERS, UNKNOWN, Answer
from triage.vocabulary.open import Vocabulary
from triage.vocabulary.values import replace


def changed(words: Vocabulary, case: Case, atom: Atom | None) -> Iterator[Case]:
    """``case`` with one thing changed; what ``atom`` looks at is changed first."""
    ways = {
        "facts": _by_fact,
        "attributes": _by_attribute,
        "peran": _by_role,
        "asker": _by_asker,
        "problem": _by_category,
    }
    first: Kind | None = atom.kind if atom is not None and atom.kind in ways else None
    name = atom.name if atom is not None else ""
    if first is not None:
        yield from (other for changed, other in ways[first](words, case) if changed == name)
    for kind, way in ways.items():
        yield from (other for changed, other in way(words, case) if (kind, changed) != (first, name))


def _by_fact(words: Vocabulary, case: Case) -> Iterator[tuple[str, Case]]:
    known = dict(case.facts)
    for fact in words.facts:
        for answer in ("tidak", "ya", UNKNOWN):
            if known.get(fact, UNKNOWN) != answer:
                yield fact, with_facts(case, {**known, fact: answer})


def _by_attribute(words: Vocabulary, case: Case) -> Iterator[tuple[str, Case]]:
    for n, problem in enumerate(case.problems):
        known = dict(problem.attributes)
        for id, attribute in words.categories[problem.category].attributes.items():
            for value in (*attribute.values, UNKNOWN):
                if known.get(id, UNKNOWN) != value:
                    yield id, _with(case, n, with_attributes(problem, {**known, id: value}))


def _by_role(words: Vocabulary, case: Case) -> Iterator[tuple[str, Case]]:
    for n, problem in enumerate(case.problems):
        default = words.categories[problem.category].role
        for role in words.roles:
            if role != (problem.peran or default):
                yield "", _with(case, n, replace(problem, peran=None if role == default else role))


def _by_asker(words: Vocabulary, case: Case) -> Iterator[tuple[str, Case]]:
    for asker in words.askers:
        if asker != case.asker:
            yield "", replace(case, asker=asker)


def _by_category(words: Vocabulary, case: Case) -> Iterator[tuple[str, Case]]:
    """Another category in the same role, its neighbours first; one problem less; one more."""
    there = {problem.category for problem in case.problems}
    order = list(words.categories)
    free = [id for id in order if id not in there]
    for n, problem in enumerate(case.problems):
        role = problem.peran or words.categories[problem.category].role
        for id in sorted(free, key=lambda id: abs(order.index(id) - order.index(problem.category))):
            known = {name: value for name, value in problem.attributes if _has(words, id, name, value)}
            peran = None if role == words.categories[id].role else role
            yield "", _with(case, n, with_attributes(Problem(id, peran), known))
    if len(case.problems) > 1:
        for n in range(len(case.problems)):
            yield "", replace(case, problems=case.problems[:n] + case.problems[n + 1 :])
    for id in free:
        yield "", _joined(case, Problem(id))


def _has(words: Vocabulary, category: str, name: str, value: str) -> bool:
    attribute = words.categories[category].attributes.get(name)
    return attribute is not None and value in attribute.values


class CaseMaker:
    """Makes the plainest cases of a scope: what may be unknown is left open."""

    def __init__(self, rules: Rules) -> None:
        self._words = rules.book.vocabulary
        #: Per category, the role to state for each role that the rules can read.
        self._stated: dict[str, dict[str, str | None]] = {}
        for category in self._words.categories.values():
            stated: dict[str, str | None] = {category.role_read_as.get(category.role, category.role): None}
            for role in self._words.roles:
                stated.setdefault(category.role_read_as.get(role, role), role)
            self._stated[category.id] = stated

    def roles(self, category: str) -> tuple[str, ...]:
        """The roles that the rules can read for a category, the usual one first."""
        return tuple(self._stated[category])

    def any_subject(self, category: str) -> Subject:
        """A problem of which nothing is known but its category."""
        attributes = self._words.categories[category].attributes.values()
        values = {attribute.id: frozenset((*attribute.values, UNKNOWN)) for attribute in attributes}
        return Subject(category, frozenset(self.roles(category)), values)

    def cases(self, scope: Scope, *, further: bool = False) -> Iterator[Case]:
        """The scope's plainest cases; with ``further``, all roles and attributes, and one problem more."""
        asker = next(one for one in self._words.askers if one in scope.askers)
        facts = {fact: _plainest(answers) for fact, answers in scope.facts.items()}
        for problems in self._further(scope) if further else self._few(scope):
            yield with_facts(_case(asker, problems), facts)

    def _few(self, scope: Scope) -> Iterator[list[Problem]]:
        if scope.subjects:
            yield [next(self._problems(subject)) for subject in scope.subjects]
            return
        for category in self._words.categories:
            yield from ([one] for one in self._problems(self.any_subject(category)))

    def _further(self, scope: Scope) -> Iterator[list[Problem]]:
        sure = [list(self._problems(subject)) for subject in scope.subjects]
        there = {subject.category for subject in scope.subjects}
        free = [self.any_subject(id) for id in self._words.categories if id not in there]
        others = [one for subject in free for one in self._problems(subject)]
        if not sure:
            pairs = product(others, others)
            yield from ([one, other] for one, other in pairs if one.category < other.category)
            return
        for problems in product(*sure):
            yield list(problems)
        for problems in product(*sure):
            yield from ([*problems, one] for one in others)

    def _problems(self, subject: Subject) -> Iterator[Problem]:
        """The problem in every role and with every attribute value it may have, the plainest first."""
        stated = self._stated[subject.category]
        values = [
            sorted(chosen, key=lambda one: (one != UNKNOWN, one)) for chosen in subject.attributes.values()
        ]
        for role, chosen in product(stated, product(*values)):
            if role in subject.roles:
                attributes = dict(zip(subject.attributes, chosen, strict=True))
                yield with_attributes(Problem(subject.category, stated[role]), attributes)


def with_facts(case: Case, facts: dict[str, str]) -> Case:
    """``case`` with exactly these facts."""
    answers: dict[str, Answer] = {answer: answer for answer in ANSWERS}
    return replace(
        case, facts=tuple((fact, answers[facts[fact]]) for fact in sorted(facts) if facts[fact] != UNKNOWN)
    )


def with_attributes(problem: Problem, attributes: dict[str, str]) -> Problem:
    """``problem`` with exactly these attributes."""
    known = sorted((name, value) for name, value in attributes.items() if value != UNKNOWN)
    return replace(problem, attributes=tuple(known))


def _plainest(values: frozenset[str]) -> str:
    return UNKNOWN if UNKNOWN in values else min(values)


def _case(asker: str, problems: list[Problem]) -> Case:
    return Case(asker, tuple(sorted(problems, key=lambda problem: problem.category)))


def _joined(case: Case, problem: Problem) -> Case:
    return replace(case, problems=_case(case.asker, [*case.problems, problem]).problems)


def _with(case: Case, n: int, problem: Problem) -> Case:
    problems = [*case.problems[:n], problem, *case.problems[n + 1 :]]
    return replace(case, problems=_case(case.asker, problems).problems)

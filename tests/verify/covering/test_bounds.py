"""Bounds are held against every case of their scope, one by one."""

from __future__ import annotations

from random import Random

import pytest

from tests.verify.covering.books import (
    ASKERS,
    CATEGORIES,
    FACTS,
    book,
    every_case,
    random_book,
    rule,
    some,
)
from triage.case.model import Case
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import LAYERS, Rulebook
from triage.verify.covering.atoms import Atom, Met, Rules
from triage.verify.covering.bounds import Bounds, Scope, Subject
from triage.vocabulary.closed import ANSWERS, UNKNOWN

CASES = tuple(every_case())


def random_scope(random: Random, rules: Rules) -> Scope:
    subjects = []
    for category in some(random, CATEGORIES) if random.random() < 0.7 else ():
        told = rules.book.vocabulary.categories[category]
        roles = {told.role_read_as.get(role, role) for role in rules.book.vocabulary.roles}
        attributes = {
            id: frozenset(some(random, (*attribute.values, UNKNOWN)))
            for id, attribute in told.attributes.items()
        }
        subjects.append(Subject(category, frozenset(some(random, sorted(roles))), attributes))
    facts = {fact: frozenset(some(random, ANSWERS)) for fact in FACTS if random.random() < 0.7}
    return Scope(frozenset(some(random, ASKERS)), facts, tuple(subjects))


def belongs(rules: Rules, scope: Scope, case: Case) -> bool:
    facts = dict(case.facts)
    problems = {problem.category: problem for problem in case.problems}
    return (
        case.asker in scope.askers
        and all(facts.get(fact, UNKNOWN) in answers for fact, answers in scope.facts.items())
        and all(
            subject.category in problems
            and rules.role(problems[subject.category]) in subject.roles
            and all(
                dict(problems[subject.category].attributes).get(name, UNKNOWN) in values
                for name, values in subject.attributes.items()
            )
            for subject in scope.subjects
        )
    )


@pytest.mark.parametrize("seed", range(12))
def test_what_bounds_exclude_happens_in_no_case(seed: int) -> None:
    random = Random(seed)
    rules = Rules(random_book(random))
    reference = ReferenceEvaluator(rules.book)
    scope = random_scope(random, rules)
    mets = [
        Met(rules, case, reference.infer(case))
        for case in random.sample(CASES, 1200)
        if belongs(rules, scope, case)
    ]
    for one in rules.active:
        bounds = Bounds(rules, scope, one.layer)
        truths = {
            (atom, category): bounds.truth(atom, category, one.layer)
            for atom in rules.atoms[one.id]
            for category in (bounds.subjects if one.when.of_a_problem else (None,))
        }
        bounds.enter(one.layer)
        acts = {(act.rule.id, act.category): act.truth for act in bounds.acts}
        for met in mets:
            for problem in met.instances(one):
                category = problem.category if problem is not None else None
                for atom in rules.atoms[one.id]:
                    found = met.holds(atom, problem, one.layer)
                    assert truths[atom, category] in (None, found), (seed, one.id, atom.key, met.case)
            for firing in reference.infer(met.case).firings:
                if firing.rule == one.id and firing.by is None:
                    assert (one.id, firing.problem) in acts, (seed, one.id, met.case)
            fired = {
                (firing.rule, firing.problem) for firing in reference.infer(met.case).firings if not firing.by
            }
            for problem in met.instances(one):
                category = problem.category if problem is not None else None
                if acts.get((one.id, category)) is True:
                    assert (one.id, category) in fired, (seed, one.id, met.case)


def bounded(made: Rulebook, scope: Scope | None = None) -> Bounds:
    return Bounds(Rules(made), scope or Scope(frozenset(ASKERS)), "procedure")


def test_severity_lies_between_what_must_and_what_may_raise_it() -> None:
    made = book(rule("a", "grade", {"problem": ["apel"]}, {"severity": "berat"}))
    grave = Atom("severity", "", frozenset({"berat"}))
    apel = Subject("apel", frozenset({"petani"}), {"tahap": frozenset({"awal"})})
    ceri = Subject("ceri", frozenset({"petani"}), {})

    def truth(*subjects: Subject) -> bool | None:
        return bounded(made, Scope(frozenset(ASKERS), {}, subjects)).truth(grave, None, "procedure")

    assert truth() is None
    assert truth(ceri) is None  # apel may be there too
    assert truth(ceri, apel) is True


def test_an_implied_fact_is_never_unknown_afterwards() -> None:
    made = book(rule("a", "implied", {"facts": {"hujan": ["tidak_tahu"]}}, {"facts": ["hujan"]}))
    atom = Atom("facts", "hujan", frozenset({"tidak_tahu"}))
    assert (
        bounded(made, Scope(frozenset(ASKERS), {"hujan": frozenset({UNKNOWN})})).truth(
            atom, None, "procedure"
        )
        is False
    )
    assert bounded(made).truth(atom, None, "implied") is None


def test_layers_are_worked_off_in_their_order() -> None:
    assert LAYERS[0] == "implied"
    assert [act.rule.id for act in bounded(book()).acts] == ["selalu"]

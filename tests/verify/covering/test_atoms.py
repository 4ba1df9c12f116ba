"""Conditions one by one are held against what the evaluator fires."""

from __future__ import annotations

from random import Random

import pytest

from tests.verify.covering.books import book, every_case, random_book, rule
from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.verify.covering.atoms import Met, Rules
from triage.vocabulary.values import replace

CASES = tuple(every_case())


def met(made: Rulebook, case: Case) -> Met:
    return Met(Rules(made), case, ReferenceEvaluator(made).infer(case))


@pytest.mark.parametrize("seed", range(20))
def test_a_rule_fires_where_none_of_its_conditions_fails(seed: int) -> None:
    random = Random(seed)
    rules = Rules(random_book(random))
    reference = ReferenceEvaluator(rules.book)
    for case in random.sample(CASES, 200):
        inference = reference.infer(case)
        found = Met(rules, case, inference)
        held = {(firing.rule, firing.problem) for firing in inference.firings}
        whole = {
            (one.id, problem.category if problem is not None else None)
            for one in rules.active
            for problem in found.instances(one)
            if not found.failing(one, problem)
        }
        assert whole == held, (seed, case)
        assert found.fires == {firing.rule for firing in inference.firings if firing.by is None}


def keys(made: Rulebook, case: Case) -> set[str]:
    """The conditions of rule r that decide alone in ``case``."""
    rules = Rules(made)
    return {atom.key for atom in met(made, case).alone(rules.by_id["r"])}


RAIN = rule("r", "raise", {"problem": ["apel", "beri"], "peran": ["petani"], "facts": {"hujan": ["ya"]}}, {})


def test_one_condition_alone() -> None:
    made = book(RAIN)
    rain = (("hujan", "ya"),)
    assert keys(made, Case("ani", (Problem("apel"),))) == {"facts.hujan"}
    assert keys(made, Case("ani", (Problem("ceri"),), rain)) == {"problem"}
    assert keys(made, Case("ani", (Problem("apel", "tamu"),), rain)) == {"peran"}
    assert keys(made, Case("ani", (Problem("apel"),), rain)) == set()
    assert keys(made, Case("ani", (Problem("ceri"),))) == set()


def test_of_several_problems_each_may_fail_by_another_condition() -> None:
    rain = (("hujan", "ya"),)
    assert keys(book(RAIN), Case("ani", (Problem("apel", "tamu"), Problem("ceri")), rain)) == {
        "peran",
        "problem",
    }


def test_nothing_decides_where_the_rule_fires_for_another_problem() -> None:
    assert keys(book(RAIN), Case("ani", (Problem("apel"), Problem("ceri")), (("hujan", "ya"),))) == set()


def test_nothing_decides_where_another_rule_would_take_its_place() -> None:
    instead = rule("instead", "raise", {"facts": {"angin": ["ya"]}}, {}, ["r"])
    case = Case("ani", (Problem("apel"),), (("angin", "ya"),))
    assert keys(book(RAIN), case) == {"facts.hujan"}
    assert keys(book(RAIN, instead), case) == set()


def test_what_is_stated_prevails_over_what_is_implied() -> None:
    implied = rule("implied", "implied", {}, {"facts": ["hujan"]})
    stated = Case("ani", (Problem("apel"),), (("hujan", "tidak"),))
    assert keys(book(implied, RAIN), stated) == {"facts.hujan"}
    assert keys(book(implied, RAIN), Case("ani", (Problem("apel"),))) == set()


def test_what_a_rule_lacks_is_the_least_there_is() -> None:
    made = book(RAIN)
    case = Case("ani", (Problem("apel"), Problem("ceri", "tamu")))
    assert [atom.key for atom in met(made, case).lacking(RAIN)] == ["facts.hujan"]


def test_drafts_have_no_say() -> None:
    made = book(replace(RAIN, status="draft"))
    assert [one.id for one in Rules(made).active] == ["selalu"]

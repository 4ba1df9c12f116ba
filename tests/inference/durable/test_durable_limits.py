"""Every limit of the engine is seen from three quarters on; a book at the bound still runs right."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from durable_books import NO_TEXT, book, case, rule
from durable_naive import naive
from msgspec import structs

from triage.case.model import Case
from triage.inference.durable import DurableEvaluator, limits
from triage.inference.errors import EngineLimit, LimitPassed
from triage.rulebook.model import Rule, Rulebook
from triage.vocabulary.open import Fact

ALL = ("ya", "tidak", "tidak_tahu")


def passed(*rules: Rule) -> list[tuple[str, str]]:
    return [(one.rule, one.what) for one in limits.check(book(*rules))]


def siblings(count: int) -> list[Rule]:
    # One more stands beside them: the sign of the first firing.
    return [rule(f"r{n}", "path", {"notices": [f"n{n}"]}) for n in range(count - 1)]


def matching(count: int) -> list[Rule]:
    # Each role choice is one more branch that one problem's sign enters.
    return [
        rule(f"r{n}", "substance", {"problem": "apel", "peran": ["korban", "saksi"], "facts": {f"f{n}": ALL}})
        for n in range(count)
    ]


def same_condition(count: int) -> list[Rule]:
    return [
        rule(f"r{n}", "path", {"facts": {"hujan": "ya"}, "findings": {f"d{n}": "tidak"}})
        for n in range(count)
    ]


def patterns(count: int) -> list[Rule]:
    return [rule("r0", "substance", {"facts": {f"f{n}": "tidak_tahu" for n in range(count)}})]


def expressions(count: int) -> list[Rule]:
    attributes = {f"a{n}": ["x", "tidak_tahu"] for n in range(count)}
    return [rule("r0", "grade", {"problem": "apel", "attributes": attributes}, {"severity": "berat"})]


def test_a_small_book_passes_no_limit() -> None:
    assert passed(rule("a", "substance", {"problem": "any"}), rule("b", "path", {"severity": "berat"})) == []


@pytest.mark.parametrize(
    ("make", "what", "bound"),
    [
        (siblings, "siblings", 383),
        (matching, "matching", 48),
        (same_condition, "same condition", 192),
        (patterns, "patterns", 12),
        (expressions, "expressions", 10),
    ],
)
class TestBounds:
    def test_the_bound_itself_is_accepted_and_runs_right(self, make: Any, what: str, bound: int) -> None:
        pytest.importorskip("durable_rules_engine")
        assert what not in {one.what for one in limits.check(book(*make(bound)))}
        made = with_facts(book(*make(bound)))
        assert limits.check(made) == ()
        evaluator = DurableEvaluator(made)
        for told in (
            case("apel", hujan="ya"),
            case("apel", hujan="ya", **{f"f{n}": "ya" for n in range(0, 48, 2)}),
            Case("ani", case("apel", "beri").problems),
        ):
            assert evaluator.infer(told) == naive(made, told)
        evaluator.close()

    def test_one_more_is_refused_and_named(self, make: Any, what: str, bound: int) -> None:
        pytest.importorskip("durable_rules_engine")
        rules = make(bound + 1)
        found = limits.check(book(*rules))
        assert {one.what for one in found} == {what}
        assert found[0].rule == rules[-1].id
        with pytest.raises(EngineLimit) as caught:
            DurableEvaluator(book(*rules))
        assert caught.value.passed == found
        assert rules[-1].id in caught.value.said("id")


def with_facts(made: Rulebook) -> Rulebook:
    facts = dict(made.vocabulary.facts)
    facts |= {f"f{n}": Fact(f"f{n}", NO_TEXT, NO_TEXT, None, False, True, ()) for n in range(64)}
    structs.force_setattr(made.vocabulary, "facts", facts)
    return made


def test_too_many_fields_of_a_problem() -> None:
    rules = [rule(f"r{n}", "grade", {"problem": "apel", "attributes": {f"a{n}": "x"}}) for n in range(186)]
    assert ("r185", "properties") in passed(*rules)


def test_too_many_rules() -> None:
    pairs = list(combinations([f"n{n}" for n in range(80)], 2))
    rules = [rule(f"r{n}", "path", {"notices": pair}) for n, pair in enumerate(pairs[:3071])]
    assert passed(*rules) == []
    assert passed(*rules, rule("last", "path", {"notices": pairs[3071]})) == [("last", "rules")]


def test_names_that_the_engine_takes_for_one() -> None:
    # Found by search: fact.vkyhhjoor and fact.hoxfclrea have the same 32-bit FNV-1a hash.
    rules = [
        rule("a", "substance", {"facts": {"vkyhhjoor": "ya"}}),
        rule("b", "substance", {"facts": {"hoxfclrea": "ya"}}),
    ]
    assert limits.check(book(*rules)) == (
        LimitPassed("b", "hash", 1, 0, 0, "fact.vkyhhjoor = fact.hoxfclrea"),
    )


def test_limits_are_counted_for_each_rule_set_by_itself() -> None:
    of_apel, of_beri = (
        matching(40),
        [
            rule(
                f"b{n}",
                "substance",
                {"problem": "beri", "peran": ["korban", "saksi"], "facts": {f"f{n}": ALL}},
            )
            for n in range(40)
        ],
    )
    assert passed(*of_apel, *of_beri) == []


@pytest.mark.parametrize(
    ("word", "hash_"),
    [
        ("sid", 3593476751),
        ("id", 926444256),
        ("$and", 3746487396),
        ("$forward", 739185624),
        ("all", 321211332),
    ],
)
def test_the_hash_is_the_engines_own(word: str, hash_: int) -> None:
    # The numbers stand in the C source of the engine.
    assert limits.fnv1a(word) == hash_


def test_a_limit_says_itself_in_both_languages() -> None:
    one = LimitPassed("r", "siblings", 400, 511, 383, "case")
    for lang in ("id", "en"):
        said = one.said(lang)
        assert all(word in said for word in ("r", "siblings", "400", "383", "511", "case"))

"""Who takes back whom: problems, cases, chains, order."""

from __future__ import annotations

from itertools import permutations

import pytest
from durable_books import book, case, rule
from durable_naive import naive

from triage.inference.durable import DurableEvaluator
from triage.inference.errors import RuleUnfit
from triage.rulebook.model import Rule

pytest.importorskip("durable_rules_engine")


def by(told: object, *rules: Rule) -> dict[tuple[str, str | None], str | None]:
    """(rule, problem) -> the rule that took it back; checked against the plain evaluator."""
    made = book(*rules)
    inference = DurableEvaluator(made).infer(told)  # type: ignore[arg-type]
    assert inference == naive(made, told)  # type: ignore[arg-type]
    return {(firing.rule, firing.problem): firing.by for firing in inference.firings}


def test_a_rule_of_a_problem_takes_back_the_same_problems() -> None:
    found = by(
        case("apel", "beri"),
        rule("a", "substance", {"problem": "any"}, {"findings": ["basah"]}),
        rule("b", "substance", {"problem": "beri"}, overrides=["a"]),
    )
    assert found == {("a", "apel"): None, ("a", "beri"): "b", ("b", "beri"): None}


def test_a_rule_of_a_problem_takes_back_the_cases() -> None:
    found = by(
        case("apel", "beri"),
        rule("a", "substance", {}, {"findings": ["basah"]}),
        rule("b", "substance", {"problem": "any"}, overrides=["a"]),
    )
    assert found[("a", None)] == "b"


def test_a_rule_of_the_case_takes_back_every_problems() -> None:
    found = by(
        case("apel", "beri"),
        rule("a", "path", {"problem": "any"}, {"tracks": {"darurat": "utara"}}),
        rule("b", "path", {}, overrides=["a"]),
    )
    assert found == {("a", "apel"): "b", ("a", "beri"): "b", ("b", None): None}


def test_what_is_taken_back_takes_back_nothing() -> None:
    rules = [
        rule("a", "case", {}, {"findings": ["basah"]}),
        rule("b", "case", {}, {"findings": ["gelap"]}, overrides=["a"]),
        rule("c", "case", {}, {"findings": ["licin"]}, overrides=["b"]),
    ]
    for order in permutations(rules):
        assert by(case("apel"), *order) == {("a", None): None, ("b", None): "c", ("c", None): None}


def test_a_chain_runs_per_problem() -> None:
    found = by(
        case("apel", "beri", "ceri"),
        rule("a", "grade", {"problem": "any"}, {"severity": "berat"}),
        rule("b", "grade", {"problem": ["beri", "ceri"]}, {"severity": "sedang"}, overrides=["a"]),
        rule("c", "grade", {"problem": "ceri"}, {"severity": "ringan"}, overrides=["b"]),
    )
    assert [found["a", one] for one in ("apel", "beri", "ceri")] == [None, "b", None]
    assert [found["b", one] for one in ("beri", "ceri")] == [None, "c"]


def test_a_case_is_taken_back_by_the_one_problem_that_stands() -> None:
    found = by(
        case("apel", "beri"),
        rule("a", "substance", {}, {"findings": ["basah"]}),
        rule("b", "substance", {"problem": "any"}, overrides=["a"]),
        rule("c", "substance", {"problem": "apel"}, overrides=["b"]),
    )
    assert found[("b", "apel")] == "c"
    assert found[("a", None)] == "b"


def test_the_first_overrider_in_the_book_is_named() -> None:
    rules = [
        rule("a", "substance", {}, {"findings": ["basah"]}),
        rule("b", "substance", {}, overrides=["a"]),
        rule("c", "substance", {}, overrides=["a"]),
    ]
    assert by(case("apel"), *rules)[("a", None)] == "b"
    assert by(case("apel"), *reversed(rules))[("a", None)] == "c"


def test_the_first_overrider_that_stands_is_named() -> None:
    found = by(
        case("apel"),
        rule("a", "substance", {}, {"findings": ["basah"]}),
        rule("b", "substance", {}, overrides=["a"]),
        rule("c", "substance", {}, overrides=["a", "b"]),
    )
    assert found == {("a", None): "c", ("b", None): "c", ("c", None): None}


def test_an_overrider_that_does_not_fire_takes_back_nothing() -> None:
    found = by(
        case("apel", hujan="tidak"),
        rule("a", "substance", {}, {"findings": ["basah"]}),
        rule("b", "substance", {"facts": {"hujan": "ya"}}, overrides=["a"]),
    )
    assert found == {("a", None): None}


def test_conclusions_taken_back_are_not_read_later() -> None:
    found = by(
        case("apel"),
        rule("a", "substance", {}, {"tracks": {"konsultasi": "utara"}}),
        rule("b", "substance", {"problem": "apel"}, {"tracks": {"konsultasi": "timur"}}, overrides=["a"]),
        rule("utara", "case", {"tracks": {"konsultasi": "utara"}}),
        rule("timur", "case", {"tracks": {"konsultasi": "timur"}}),
    )
    assert ("utara", None) not in found
    assert ("timur", None) in found


@pytest.mark.parametrize(
    "rules",
    [
        [rule("a", "case", {}, overrides=["a"])],
        [rule("a", "case", {}, overrides=["b"]), rule("b", "case", {}, overrides=["a"])],
        [rule("a", "case", {}), rule("b", "path", {}, overrides=["a"])],
    ],
)
def test_circles_and_other_layers_are_refused(rules: list[Rule]) -> None:
    with pytest.raises(RuleUnfit):
        DurableEvaluator(book(*rules))

"""What the engine is given stays in the subset it can be trusted with."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from durable_books import book, rule
from durable_random import random_book
from msgspec import structs

from triage.inference.durable.compile import compile_book
from triage.inference.errors import RuleUnfit
from triage.rulebook.model import Rule


def literal(test: Any) -> tuple[str, str]:
    """The one property and value of a test; anything else is outside the subset."""
    assert isinstance(test, dict)
    ((name, value),) = test.items()
    assert not name.startswith("$")
    assert isinstance(value, str)
    assert value
    return name, value


def keep_to_subset(definition: Any) -> None:
    ((key, patterns),) = definition.items()
    assert key == "all"
    aliases = [alias for pattern in patterns for alias in pattern]
    assert len(aliases) == len(patterns) == len(set(aliases)) > 0
    for pattern in patterns:
        (tests,) = pattern.values()
        parts = tests.get("$and", [tests])
        assert len(parts) > ("$and" in tests)
        for part in parts:
            alternatives = part.get("$or", [part])
            told = [literal(one) for one in alternatives]
            assert len(told) == len(set(told)) > ("$or" in part)
        properties = [{name for name, _ in map(literal, part.get("$or", [part]))} for part in parts]
        assert all(len(names) == 1 for names in properties[1:])


def test_every_definition_keeps_to_the_subset() -> None:
    random = Random(7)
    for _ in range(150):
        for group in compile_book(random_book(random, 30)).groups:
            definitions = json.loads(group.definition())
            assert len(definitions) == len(group.matches) + 1
            for definition in definitions.values():
                keep_to_subset(definition)


def test_a_rule_set_holds_only_the_rules_of_its_category() -> None:
    plan = compile_book(
        book(
            rule("case", "substance", {"facts": {"hujan": "ya"}}),
            rule("apel", "substance", {"problem": "apel"}),
            rule("any", "substance", {"problem": "any", "peran": "saksi"}),
        )
    )
    of = {
        name: sorted(plan.rules[number].id for match in group.matches for number in match.rules)
        for name, group in [("case", plan.of_case), *plan.of_category.items()]
    }
    assert of == {"case": ["case"], "apel": ["any", "apel"], "beri": ["any"], "ceri": ["any"]}


def test_rules_that_ask_the_same_are_one_match() -> None:
    when = {"facts": {"hujan": ["ya", "tidak_tahu"]}, "asker": "ani"}
    plan = compile_book(book(rule("a", "raise", when), rule("b", "path", when), rule("c", "implied", when)))
    assert [match.rules for match in plan.of_case.matches] == [(0, 1), (2,)]


def test_layers_that_see_different_tracks_read_different_signs() -> None:
    plan = compile_book(
        book(
            rule("a", "case", {"tracks": {"darurat": "any"}}),
            rule("b", "path", {"tracks": {"darurat": "any"}}),
        )
    )
    assert [sign.key for sign in plan.of_case.reads()] == ["case.action.darurat", "path.action.darurat"]


@pytest.mark.parametrize(
    "unfit",
    [
        rule("r", "grade", {"problem": "apel", "facts": {"hujan": "ya"}}),
        rule("r", "grade", {"problem": "apel", "asker": "ani"}),
        rule("r", "implied", {"problem": "apel", "base": "berat"}),
        rule("r", "raise", {"problem": "apel", "grade": "berat"}),
        rule("r", "substance", {"tracks": {"darurat": "any"}}),
        rule("r", "substance", {"findings": {"basah": "tidak"}}),
        rule("r", "case", {"severity": "berat"}),
        rule("r", "path", {"urgency": "rutin"}),
        rule("r", "path", {"parents": "jangan"}),
        rule("r", "substance", {"peran": "saksi"}),
        rule("r", "substance", {"attributes": {"tahap": "awal"}}),
        rule("r", "grade", {}, {"severity": "berat"}),
        rule("r", "raise", {}, {"facts": ["hujan"]}),
        rule("r", "substance", {}, {"severity_at_least": "berat"}),
        rule("r", "case", {}, {"lead": "utara"}),
        rule("r", "procedure", {}, {"tracks": {"darurat": "utara"}}),
        rule("r", "path", {}, {"requirements": {"surat": "gugur"}}),
        rule("r", "substance", {"facts": {'hu"jan': "ya"}}),
        rule("r", "substance", {"problem": "apel", "peran": "saksi\\"}),
        rule("r", "path", {"notices": [""]}),
        rule("r", "path", {"notices": ["x" * 201]}),
        rule("r", "path", {"findings": {"bašah": "ya"}}),
    ],
)
def test_a_rule_that_leaves_its_layer_or_the_plain_ids_is_refused(unfit: Rule) -> None:
    with pytest.raises(RuleUnfit) as caught:
        compile_book(book(unfit))
    assert caught.value.rule == "r"
    assert "r" in caught.value.said("id")
    compile_book(book(rule("fit", "path", {}), rule("draft", "path", {"urgency": "rutin"}, status="draft")))


def test_the_same_fact_twice_is_refused() -> None:
    twice = rule("r", "substance", {"facts": {"hujan": "ya"}})
    structs.force_setattr(twice.when, "facts", twice.when.facts * 2)
    with pytest.raises(RuleUnfit):
        compile_book(book(twice))

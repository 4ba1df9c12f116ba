"""Grown rulebooks: as large as asked for, the same for the same seed, and checked like any other."""

from __future__ import annotations

import pytest

from benchmarks.growing import grown
from benchmarks.proving import SIZES, proofs
from triage.rulebook.model import Rulebook
from triage.verify.still import unread_facts


@pytest.mark.parametrize("size", SIZES)
def test_a_grown_book_has_as_many_rules_and_facts_as_asked_for(
    size: tuple[int, int, int], book: Rulebook
) -> None:
    rules, facts, seed = size
    large = grown(book, rules, facts, seed)

    assert sum(rule.status == "active" for rule in large.rules) == rules
    assert len({rule.id for rule in large.rules}) == len(large.rules)
    assert len(large.vocabulary.facts) == facts
    assert list(unread_facts(large, book.rules[0].place)) == []
    assert large == grown(book, rules, facts, seed)


def test_a_twin_is_read_wherever_its_model_is(book: Rulebook) -> None:
    large = grown(book, 200, 25, seed=1)
    names = {rule.id for rule in large.rules}
    assert all(set(rule.overrides) <= names for rule in large.rules)
    for twin in large.vocabulary.facts.keys() - book.vocabulary.facts.keys():
        model = twin.rpartition("_")[0]
        reading = [rule for rule in book.rules if any(fact == model for fact, _ in rule.when.facts)]
        copies = [large.rule(f"{rule.id}-{twin.replace('_', '-')}") for rule in reading]
        assert [copy and (copy.layer, copy.then) for copy in copies] == [
            (rule.layer, rule.then) for rule in reading
        ]


def test_another_seed_grows_another_book(book: Rulebook) -> None:
    assert grown(book, 180, 22, seed=1) != grown(book, 180, 22, seed=2)


@pytest.mark.parametrize("size", [(100, 18), (200, 10), (146, 25)])
def test_too_small_a_size_is_refused(size: tuple[int, int], book: Rulebook) -> None:
    with pytest.raises(ValueError, match="facts has"):
        grown(book, *size)


@pytest.mark.prove
def test_a_proof_is_told_with_its_size(book: Rulebook) -> None:
    shipped, larger = proofs([(150, 18, 1)])
    active = sum(rule.status == "active" for rule in book.rules)
    assert (shipped.rules, shipped.facts, shipped.seed, shipped.flaws) == (active, 18, None, 0)
    assert (larger.rules, larger.facts, larger.seed) == (150, 18, 1)
    assert larger.cases > shipped.cases > 1_000_000

"""The cards of a rulebook: every rule, every boundary, and nothing else."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path as File

import pytest

from tests.verify.random_books import FACTS, make, random_book, single_cases, words
from triage.case.model import Case, Problem
from triage.deciding.ordering import track_order
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Conclusion, Condition, Rulebook
from triage.training import cards
from triage.training.boundaries import urgent
from triage.training.coverage import Coverage, coverage
from triage.training.deck import Deck
from triage.training.model import Card, Path
from triage.training.stock import KEPT, Stock
from triage.vocabulary.closed import ANSWERS, UNKNOWN
from triage.vocabulary.values import replace


def everything(_: Case) -> bool:
    return True


def path_of(book: Rulebook, reference: ReferenceEvaluator, case: Case) -> Path | None:
    inference = reference.infer(case)
    first = min(inference.tracks, key=track_order(book), default=None)
    return None if first is None else Path(inference.severity, *first)


def by_brute_force(book: Rulebook) -> set[tuple[str, Path, Path]]:
    """Every boundary of ``book``: all cases with one problem, each against all that differ in one thing."""
    reference = ReferenceEvaluator(book)
    found: set[tuple[str, Path, Path]] = set()
    near: dict[tuple[str, object], set[Path]] = defaultdict(set)
    for case in single_cases(book):
        path = path_of(book, reference, case)
        if path is None:
            continue
        (problem,), facts = case.problems, dict(case.facts)
        category = problem.category
        for fact in FACTS:
            near[fact, replace(case, facts=tuple(item for item in case.facts if item[0] != fact))].add(path)
        near["asker", (problem, case.facts)].add(path)
        near[f"{category}.peran", (case.asker, replace(problem, peran=None), case.facts)].add(path)
        for name in book.vocabulary.categories[category].attributes:
            near[f"{category}.{name}", (case.asker, replace(problem, attributes=()), case.facts)].add(path)
        assert set(facts) <= set(FACTS)
    for (name, _), paths in near.items():
        ordered = sorted(paths, key=urgent)
        found |= {(name, low, high) for n, low in enumerate(ordered) for high in ordered[n + 1 :]}
    return found


def of_cards(stocks: tuple[Stock, ...]) -> set[tuple[str, Path, Path]]:
    return {(stock.card.name, *stock.card.paths) for stock in stocks if stock.card.kind == "boundary"}  # type: ignore[misc]


def compare_with_brute_force(seed: int, base: Rulebook) -> int:
    book = random_book(random.Random(seed), base)
    reference = ReferenceEvaluator(book)
    stocks = cards.stocks(book, reference, everything)
    expected = by_brute_force(book)
    assert of_cards(stocks) == expected, seed
    standing = {
        firing.rule
        for case in single_cases(book)
        for firing in reference.infer(case).firings
        if firing.by is None
    }
    for stock in stocks:
        if stock.card.kind == "rule" and stock.card.rules[0] in standing:
            assert stock.sites, (seed, stock.card.id)
        for site in stock.sites:
            names = [firing.rule for firing in reference.infer(site.case).firings if firing.by is None]
            assert stock.card.kind == "boundary" or stock.card.rules[0] in names, (seed, stock.card.id)
            path = path_of(book, reference, site.case)
            for _, pair in site.pairs:
                assert path_of(book, reference, pair) not in (path, None), (seed, stock.card.id)
    return len(expected)


def test_the_boundaries_are_those_that_brute_force_finds(tmp_path: File) -> None:
    base = words(tmp_path)
    assert sum(compare_with_brute_force(seed, base) for seed in range(25)) > 50


@pytest.mark.prove
def test_the_boundaries_of_many_rulebooks_are_those_that_brute_force_finds(tmp_path: File) -> None:
    base = words(tmp_path)
    for seed in range(25, 400):
        compare_with_brute_force(seed, base)


def test_a_rule_that_needs_two_problems_is_found_in_a_case_with_two(tmp_path: File) -> None:
    first = Condition(problem=frozenset({"membolos"}))
    second = Condition(problem=frozenset({"mencuri"}))
    both = Condition(findings=(("sama_hari", True), ("berat", True)))
    rules = (
        make("satu", "substance", first, Conclusion(findings=("sama_hari",))),
        make("dua", "substance", second, Conclusion(findings=("berat",))),
        make("keduanya", "path", both, Conclusion(tracks=(("darurat", "dokter"),))),
        make("semua", "path", Condition(), Conclusion(tracks=(("penanganan", "guru_bk"),), lead="guru_bk")),
    )
    book = replace(words(tmp_path), rules=rules)
    stocks = {stock.card.id: stock for stock in cards.stocks(book, ReferenceEvaluator(book), everything)}
    assert stocks["rule:keduanya"].card == Card("rule:keduanya", "rule", ("keduanya",), touches="path")
    assert {
        tuple(problem.category for problem in site.case.problems) for site in stocks["rule:keduanya"].sites
    } == {("membolos", "mencuri")}


def test_every_active_rule_and_every_boundary_of_the_shipped_rulebook_has_a_drill(
    book: Rulebook, deck: Deck
) -> None:
    assert deck.coverage.missing == ()
    assert deck.coverage.share == 1
    rules = {f"rule:{rule.id}" for rule in book.rules if rule.status == "active"}
    assert {id for id, card in deck.cards.items() if card.kind == "rule"} == rules
    assert deck.coverage.boundaries == len(deck.cards) - len(rules)


def test_no_pair_of_random_cases_lies_on_a_boundary_that_has_no_card(
    book: Rulebook, reference: ReferenceEvaluator, deck: Deck
) -> None:
    assert len(boundaries_met(book, reference, random.Random(1), 3000) - of_cards(deck.stocks)) == 0


@pytest.mark.prove
def test_no_pair_of_very_many_random_cases_lies_on_a_boundary_that_has_no_card(
    book: Rulebook, reference: ReferenceEvaluator, deck: Deck
) -> None:
    met = boundaries_met(book, reference, random.Random(2), 300_000)
    assert met <= of_cards(deck.stocks)
    assert len(met) > 0.8 * deck.coverage.boundaries


def boundaries_met(
    book: Rulebook, reference: ReferenceEvaluator, rnd: random.Random, count: int
) -> set[tuple[str, Path, Path]]:
    """The boundaries between random cases with one problem and a random neighbour of each."""
    vocabulary = book.vocabulary
    met = set()
    for _ in range(count):
        category = vocabulary.categories[rnd.choice(list(vocabulary.categories))]
        values = [(name, rnd.choice((*one.values, UNKNOWN))) for name, one in category.attributes.items()]
        share = rnd.choice((0.1, 0.3, 0.7))
        answers = {fact: rnd.choice(ANSWERS) for fact in vocabulary.facts if rnd.random() < share}
        case = build(rnd.choice(list(vocabulary.askers)), category.id, rnd.choice((None, *vocabulary.roles)),
                     dict(values), answers)  # fmt: skip
        name = rnd.choice(["asker", "peran", *category.attributes, *vocabulary.facts])
        asker, (problem,) = case.asker, case.problems
        role, told, facts = problem.peran, dict(problem.attributes), dict(case.facts)
        if name == "asker":
            asker = rnd.choice(list(vocabulary.askers))
        elif name == "peran":
            role = rnd.choice(list(vocabulary.roles))
        elif name in category.attributes:
            told[name] = rnd.choice((*category.attributes[name].values, UNKNOWN))
        else:
            facts[name] = rnd.choice(ANSWERS)
        other = build(asker, category.id, role, told, facts)
        here, there = path_of(book, reference, case), path_of(book, reference, other)
        if here is not None and there is not None and here != there:
            shown = f"{category.id}.{name}" if name == "peran" or name in category.attributes else name
            met.add((shown, *sorted((here, there), key=urgent)))
    return met  # type: ignore[return-value]


def build(
    asker: str, category: str, role: str | None, attributes: Mapping[str, str], answers: Mapping[str, str]
) -> Case:
    stated = tuple(sorted(item for item in attributes.items() if item[1] != UNKNOWN))
    facts = tuple(sorted(item for item in answers.items() if item[1] != UNKNOWN))
    return Case(asker, (Problem(category, role, stated),), facts)  # type: ignore[arg-type]


def test_the_sites_of_a_card_are_plain_and_come_from_different_categories(deck: Deck) -> None:
    for stock in deck.stocks:
        stated = [len(site.case.facts) for site in stock.sites]
        assert 1 <= len(stock.sites) <= KEPT
        assert len(set(stock.sites)) == len(stock.sites)
        assert max(stated) <= min(stated) + 2, stock.card.id
    injury = next(stock for stock in deck.stocks if stock.card.id == "rule:luka-dokter")
    assert len({site.case.problems[0].category for site in injury.sites}) >= 3


def test_two_cases_of_a_boundary_have_its_two_paths_the_less_urgent_first(
    book: Rulebook, reference: ReferenceEvaluator, deck: Deck
) -> None:
    for stock in deck.stocks:
        if stock.card.kind == "boundary":
            low, high = stock.card.paths
            assert urgent(low) < urgent(high)
            for site in stock.sites:
                ((name, pair),) = site.pairs
                assert (name, path_of(book, reference, site.case), path_of(book, reference, pair)) == (
                    stock.card.name,
                    low,
                    high,
                )


def test_a_boundary_names_the_rules_that_stand_on_one_side_only(
    reference: ReferenceEvaluator, deck: Deck
) -> None:
    for stock in deck.stocks:
        if stock.card.kind == "boundary":
            case, ((_, pair),) = stock.sites[0].case, stock.sites[0].pairs
            here, there = (
                {f.rule for f in reference.infer(one).firings if f.by is None} for one in (case, pair)
            )
            assert (here ^ there) & set(stock.card.rules), stock.card.id


def test_cards_are_the_same_when_made_again_and_when_read_from_data(
    book: Rulebook, reference: ReferenceEvaluator, deck: Deck
) -> None:
    again = cards.stocks(book, reference, deck.narrator.can_tell_problems)
    assert again == deck.stocks
    data = json.loads(json.dumps(deck.as_data()))
    assert cards.from_data(data, book.vocabulary) == deck.stocks


def test_kept_cards_of_other_words_are_not_read(book: Rulebook, deck: Deck) -> None:
    for old, new in (("membolos", "bolos"), ("wali_kelas", "wali"), ('"luka"', '"sakit"'), ('"ya"', '"iya"')):
        data = json.loads(json.dumps(deck.as_data()).replace(old, new))
        with pytest.raises(ValueError):
            cards.from_data(data, book.vocabulary)


def test_ids_of_cards_are_unique_and_sorted_by_kind(deck: Deck) -> None:
    ids = [stock.card.id for stock in deck.stocks]
    assert len(set(ids)) == len(ids)
    kinds = [stock.card.kind for stock in deck.stocks]
    assert sum(one != other for one, other in pairwise(kinds)) == 1


def test_what_may_not_be_drilled_is_told_and_not_hidden(tmp_path: File) -> None:
    def usable(case: Case) -> bool:
        return all(problem.category != "mencuri" for problem in case.problems)

    injured = Condition(problem=frozenset({"mencuri"}), facts=(("luka", frozenset({"ya"})),))
    rules = (
        make("luka", "substance", injured, Conclusion(tracks=(("darurat", "dokter"),))),
        make("semua", "path", Condition(), Conclusion(tracks=(("penanganan", "guru_bk"),), lead="guru_bk")),
    )
    book = replace(words(tmp_path), rules=rules)
    stocks = cards.stocks(book, ReferenceEvaluator(book), usable)
    calm, urgent_one = Path("ringan", "penanganan", "guru_bk"), Path("ringan", "darurat", "dokter")
    assert [
        (stock.card.name, stock.card.rules, stock.card.paths, len(stock.sites) > 0) for stock in stocks
    ] == [
        ("", ("luka",), (), False),
        ("", ("semua",), (), True),
        ("luka", ("luka",), (calm, urgent_one), False),
    ]
    assert coverage(stocks) == Coverage(
        rules=2,
        boundaries=1,
        missing=("rule:luka", stocks[2].card.id),
        touches=(("path", 1), ("outcome", 0), ("procedure", 0)),
    )

"""Drills: every card, several seeds; what a drill promises holds for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.training.test_cards import path_of
from triage.case.model import Case
from triage.case.reading import as_data
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.training.content import Content
from triage.training.deck import Deck
from triage.training.keys import Keys
from triage.training.model import Drill
from triage.training.reading_back import Reader, statement
from triage.training.saying import capitals

SEEDS = (0, 1, 20)


@pytest.fixture(scope="module")
def drills(deck: Deck) -> list[Drill]:
    return [deck.drill(card, seed) for card in deck.cards for seed in SEEDS]


def parts(case: Case) -> Iterator[tuple[str, str]]:
    """Everything a case states, by the name of what differs when it is changed."""
    yield "asker", case.asker
    yield from case.facts
    for problem in case.problems:
        yield problem.category, ""
        yield f"{problem.category}.peran", problem.peran or ""
        yield from ((f"{problem.category}.{name}", value) for name, value in problem.attributes)


def test_a_pair_differs_in_one_named_thing_and_ends_elsewhere(
    book: Rulebook, reference: ReferenceEvaluator, drills: list[Drill]
) -> None:
    for drill in drills:
        assert drill.pair is not None, drill.id
        apart = {name for name, _ in set(parts(drill.case)) ^ set(parts(drill.pair))}
        assert apart == {drill.differs}, drill.id
        assert path_of(book, reference, drill.case) != path_of(book, reference, drill.pair), drill.id


def test_the_rule_of_a_card_stands_in_its_drills_and_is_behind_the_path_where_the_card_says_so(
    book: Rulebook, reference: ReferenceEvaluator, deck: Deck, drills: list[Drill]
) -> None:
    keys = Keys(book, reference)
    for drill in drills:
        card = deck.cards[drill.card]
        if card.kind == "rule":
            standing = {one.rule for one in reference.infer(drill.case).firings if one.by is None}
            assert set(card.rules) <= standing, drill.id
            assert card.touches != "path" or set(card.rules) <= set(keys.behind(drill.case)), drill.id
        else:
            assert path_of(book, reference, drill.case) in card.paths, drill.id
            assert drill.differs == card.name


def test_a_story_tells_just_its_case(book: Rulebook, content: Content, drills: list[Drill]) -> None:
    reader = Reader(content.templates)
    for drill in drills:
        assert reader.read(drill.story) == {statement(drill.case, book.vocabulary)}, drill.id


def test_no_story_holds_a_name_an_id_or_a_sentence_left_open(book: Rulebook, drills: list[Drill]) -> None:
    ids = {id for id in (*book.vocabulary.categories, *book.vocabulary.facts) if "_" in id}
    for drill in drills:
        story = drill.story
        assert list(capitals(story, frozenset({"Puskesmas", "Indonesia", "Inggris"}))) == [], drill.id
        assert not any(id in story for id in ids), drill.id
        assert "{" not in story
        assert "siswa A" in story or "Siswa A" in story
        assert story[0].isupper()
        assert story.endswith((".", "”", "!"))


def test_drills_are_the_same_for_the_same_seed_and_can_be_had_again_by_their_id(
    deck: Deck, drills: list[Drill]
) -> None:
    assert [deck.drill(drill.card, seed) for drill, seed in zip(drills[:60], SEEDS * 20, strict=True)] == (
        drills[:60]
    )
    assert [deck.again(drill.id) for drill in drills[:60]] == drills[:60]


def test_drills_of_one_card_are_of_different_cases(deck: Deck) -> None:
    cases = [drill.case for drill in deck.drills("rule:luka-dokter", 3, 10)]
    assert len(set(cases)) == 10
    alone = deck.drills("rule:membolos-ringan", 0, 150)
    assert 3 <= len({drill.case for drill in alone}) == len(alone) < 150


def test_cases_are_plain_and_some_hold_a_fact_that_changes_nothing(deck: Deck, drills: list[Drill]) -> None:
    plain = {
        stock.card.id: max(
            len(case.facts) for site in stock.sites for case in (site.case, *(pair for _, pair in site.pairs))
        )
        for stock in deck.stocks
    }
    more = Counter(len(drill.case.facts) - plain[drill.card] for drill in drills)
    assert max(more) <= 1
    assert len(drills) / 20 < more[1] < len(drills) / 3


def test_both_sides_of_a_boundary_are_asked_for_and_a_no_is_told_as_well_as_left_open(deck: Deck) -> None:
    id = next(id for id, card in deck.cards.items() if card.name == "luka")
    drills = deck.drills(id, 0, 30)
    answers = {dict(drill.case.facts).get("luka", "") for drill in drills}
    assert answers == {"ya", "tidak", ""}


def test_who_asks_varies_where_no_rule_tells_it_apart(deck: Deck) -> None:
    askers = {as_data(drill.case)["asker"] for drill in deck.drills("rule:kriminal-wajib-lapor", 0, 30)}
    assert len(askers) >= 3

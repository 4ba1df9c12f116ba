"""The deck by its names, and what it says of names it does not know."""

from __future__ import annotations

import pytest

from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.training.content import Content
from triage.training.deck import Deck, UnknownDeck, UnknownDrill
from triage.vocabulary.values import replace


def test_a_deck_is_named_after_a_kind_a_category_a_fact_or_a_rule(book: Rulebook, deck: Deck) -> None:
    assert deck.named("all") == tuple(deck.cards)
    assert {*deck.named("rules"), *deck.named("boundaries")} == set(deck.cards)
    assert set(deck.named("written")) == {drill.card for drill in deck.written}
    assert "rule:narkoba-bnn" in deck.named("narkoba")
    assert {deck.cards[id].kind for id in deck.named("narkoba")} == {"rule", "boundary"}
    assert all(card in deck.cards for ids in deck.names.values() for card in ids)
    assert set(book.vocabulary.categories) <= set(deck.names)
    assert set(book.vocabulary.facts) <= set(deck.names)


def test_the_deck_of_danger_holds_the_cards_in_which_a_danger_fact_decides(deck: Deck) -> None:
    danger = deck.named("danger")
    assert "rule:bahaya-darurat" in danger
    assert {id for id in deck.cards if id.startswith("boundary:bahaya_saat_ini:")} <= set(danger)
    assert "rule:membolos-ringan" not in danger


def test_an_unknown_name_is_told_with_the_one_most_like_it(deck: Deck) -> None:
    with pytest.raises(UnknownDeck) as caught:
        deck.named("narkobaa")
    assert caught.value.said("id") == "Tidak ada kumpulan kartu “narkobaa”. Maksud Anda narkoba?"
    assert caught.value.said("en") == "There is no deck “narkobaa”. Did you mean narkoba?"
    with pytest.raises(UnknownDeck) as caught:
        deck.named("qqqqqq")
    assert caught.value.said("id").endswith("Lihat `triage train decks`.")


@pytest.mark.parametrize("id", ["rule:tidak-ada@3", "rule:luka-dokter", "rule:luka-dokter@x", ""])
def test_an_unknown_drill_is_told(deck: Deck, id: str) -> None:
    with pytest.raises(UnknownDrill) as caught:
        deck.again(id)
    assert "mungkin aturannya sudah berubah" in caught.value.said("id")
    assert "may have changed" in caught.value.said("en")


def test_a_deck_made_of_kept_cards_gives_the_same_drills(
    book: Rulebook, content: Content, deck: Deck
) -> None:
    kept = Deck(book, content.templates, content.vignettes, deck.stocks)
    some = list(deck.cards)[::20]
    assert [kept.drill(id, 5) for id in some] == [deck.drill(id, 5) for id in some]
    assert kept.written == deck.written


def test_a_category_without_sentences_is_left_out_and_told(book: Rulebook, content: Content) -> None:
    problems = {id: told for id, told in content.templates.problems.items() if id != "guna_guna"}
    deck = Deck(book, replace(content.templates, problems=problems))
    assert "rule:guna-guna-sedang" not in deck.cards
    assert "rule:guna-guna-sedang" in deck.coverage.missing
    assert 0.9 < deck.coverage.share < 1
    assert "rule:guna-guna-ahli-agama-adat" not in {card for ids in deck.names.values() for card in ids}


def test_written_cases_are_drills_whose_card_and_pair_are_found(
    reference: ReferenceEvaluator, deck: Deck
) -> None:
    assert len(deck.written) == len({drill.id for drill in deck.written})
    for drill in deck.written:
        assert drill.card in deck.cards, drill.id
        assert drill.origin == "written"
        assert deck.again(drill.id) is drill
        if drill.pair is not None:
            here, there = reference.infer(drill.case), reference.infer(drill.pair)
            assert (here.severity, here.tracks) != (there.severity, there.tracks), drill.id
    assert sum(drill.pair is not None for drill in deck.written) > 0.9 * len(deck.written)

"""Reading stories back: every story says its case and nothing else, whatever the case."""

from __future__ import annotations

import random

import pytest

from tests.strategies import random_case
from triage.case.model import Case
from triage.case.reading import read_case
from triage.rulebook.model import Rulebook
from triage.training.content import Content
from triage.training.deck import Deck
from triage.training.reading_back import Reader, Statement, clashes, statement
from triage.training.templates import Said, Templates, Told


@pytest.fixture(scope="module")
def reader(content: Content) -> Reader:
    return Reader(content.templates)


def tellable(book: Rulebook, deck: Deck, rnd: random.Random) -> Case:
    """A random case that the narrator can tell, with up to two problems."""
    while True:
        case = read_case(random_case(rnd, 2), book.vocabulary)
        if deck.narrator.can_tell(case):
            return case


def sweep(book: Rulebook, deck: Deck, reader: Reader, count: int) -> None:
    rnd = random.Random(3)
    for n in range(count):
        case = tellable(book, deck, rnd)
        story = deck.narrator.story(case, str(n))
        assert reader.read(story) == {statement(case, book.vocabulary)}, story


def test_the_story_of_any_case_says_that_case(book: Rulebook, deck: Deck, reader: Reader) -> None:
    sweep(book, deck, reader, 300)


@pytest.mark.prove
def test_the_story_of_very_many_cases_says_that_case(book: Rulebook, deck: Deck, reader: Reader) -> None:
    sweep(book, deck, reader, 20_000)


def test_a_story_with_a_sentence_too_few_or_too_many_says_another_case(
    book: Rulebook, deck: Deck, reader: Reader
) -> None:
    rnd = random.Random(4)
    for n in range(100):
        case = tellable(book, deck, rnd)
        story = deck.narrator.story(case, str(n))
        said = statement(case, book.vocabulary)
        if case.facts:
            fewer = Case(case.asker, case.problems, case.facts[:-1])
            assert statement(fewer, book.vocabulary) not in reader.read(story)
            assert said not in reader.read(deck.narrator.story(fewer, str(n)))
        assert reader.read(story + " Ia membawa bekal.") == frozenset()
        assert reader.read(story[:-5]) == frozenset()


def test_a_sentence_that_says_two_things_is_found_however_the_student_is_named() -> None:
    templates = Templates(
        askers={"guru": ("Anda guru {siswa}.",)},
        joins=("Selain itu, {masalah}",),
        problems={"membolos": (Told("{siswa} pergi.", "mengalami"), Told("Siswa A pergi.", "saksi"))},
        facts={("luka", "ya"): (Said("Tangan{nya} robek."),), ("luka", "tidak"): (Said("Tidak terluka."),)},
    )
    assert clashes(templates) == {
        "siswa a pergi.": (
            ("problem", "membolos", (("", "mengalami"),)),
            ("problem", "membolos", (("", "saksi"),)),
        )
    }
    found = Reader(templates).read("Anda guru siswa A. Siswa A pergi. Tangannya robek.")
    assert found == {
        Statement("guru", (("membolos", role, ()),), (("luka", "ya"),)) for role in ("mengalami", "saksi")
    }


def test_no_shipped_sentence_says_two_things(content: Content) -> None:
    assert clashes(content.templates) == {}

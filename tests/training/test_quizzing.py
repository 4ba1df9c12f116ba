"""Every card of the shipped deck as questions: fair, whole, and readable by other programs."""

from __future__ import annotations

import pytest

from tests.training.gift_reading import read_gift
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.deck import Deck
from triage.training.moodle import gift, moodle_xml
from triage.training.quizzing import Quizzed, quizzed


@pytest.fixture(scope="module")
def quiz(book: Rulebook, quick: Advisor, deck: Deck) -> tuple[Quizzed, ...]:
    drills = [*deck.written, *(deck.drill(card, 0) for card in deck.cards)]
    keyed = [(drill, deck.key(quick.decide, drill)) for drill in drills]
    return quizzed(book, quick.decide, deck.cards.values(), keyed, "id")


def test_every_question_has_one_right_choice_among_several(quiz: tuple[Quizzed, ...]) -> None:
    for one in quiz:
        for question in (one.path, one.reason):
            assert [choice.mark for choice in question.choices].count(100) == 1
            assert len({choice.text for choice in question.choices}) == len(question.choices) == 5


def test_wherever_less_is_possible_it_is_offered(quiz: tuple[Quizzed, ...]) -> None:
    light = "Ringan: Penanganan → Wali kelas"
    for one in quiz:
        right = next(choice.text for choice in one.path.choices if choice.mark == 100)
        assert (min(choice.mark for choice in one.path.choices) < 0) == (right != light)


def test_every_explanation_gives_reasons_and_the_near_case(quiz: tuple[Quizzed, ...]) -> None:
    for one in quiz:
        assert one.explained.because
        assert (one.explained.near is None) == (one.drill.pair is None)
        if one.explained.near is not None:
            assert one.explained.near.here != one.explained.near.there


def test_other_programs_read_all_of_it(quiz: tuple[Quizzed, ...]) -> None:
    parser = pytest.importorskip("pygiftparser.parser")
    etree = pytest.importorskip("lxml.etree")

    quiz = quiz[::9]  # their parser is slow
    text = gift(quiz, "id")
    mine, theirs = read_gift(text), parser.parse(text).questions
    root = etree.fromstring(moodle_xml(quiz, "id").encode())
    found = root.findall("question[@type='multichoice']")
    assert len(mine) == len(theirs) == len(found) == 2 * len(quiz)
    names = [one.findtext("idnumber") for one in found]
    assert len(set(names)) == len(names)
    for a, b, c in zip(mine, theirs, found, strict=True):
        assert a.name == b.name == c.findtext("name/text")
        assert len(a.answers) == len(b.answer.options) == len(c.findall("answer"))
        assert [fraction for _, fraction, _ in a.answers] == [
            round(100 * option.percentage) for option in b.answer.options
        ]

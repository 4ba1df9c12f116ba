"""Exports to Moodle, read back by parsers that know nothing of what wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.gift_reading import read_gift
from tests.training.quiz_drills import AWKWARD, key_of, some_drills
from tests.training.test_choosing import CARDS
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.moodle import gift, moodle_xml
from triage.training.quizzing import MARKS, Choice, Question, Quizzed, quizzed
from triage.vocabulary.closed import LANGS, Lang
from triage.vocabulary.values import replace

#: The marks that Moodle accepts for a choice (question/engine/bank.php), as far as whole numbers go.
MOODLE_KNOWS = {100, 90, 80, 75, 70, 60, 50, 40, 30, 25, 20, 10, 5, 0}


@pytest.fixture(scope="module")
def quiz(book: Rulebook, quick: Advisor) -> tuple[Quizzed, ...]:
    drills = [(one, key_of(quick, one)) for one in some_drills(book)]
    return quizzed(book, quick.decide, CARDS, drills, "id")


def questions(quiz: tuple[Quizzed, ...]) -> list[Question]:
    return [one.path for one in quiz] + [one.reason for one in quiz]


def test_each_question_has_one_right_choice_and_says_why(quiz: tuple[Quizzed, ...]) -> None:
    for question in questions(quiz):
        assert [choice.mark for choice in question.choices].count(100) == 1
        assert 3 <= len(question.choices) <= 5
        assert len({choice.text for choice in question.choices}) == len(question.choices)
        assert all(choice.feedback for choice in question.choices)
        assert question.feedback[0].startswith("Yang benar: ")
        assert "Keputusan tetap pada guru BK" in question.feedback[-1]


def test_too_little_costs_two_and_a_half_times_too_much() -> None:
    assert (100 - MARKS["kurang"]) / (100 - MARKS["lebih"]) == 2.5
    assert {abs(mark) for mark in MARKS.values()} <= MOODLE_KNOWS


def test_the_explanation_names_rule_pair_sources_and_dissent(
    quiz: tuple[Quizzed, ...], book: Rulebook
) -> None:
    of = {one.drill.id: "\n".join(one.path.feedback) for one in quiz}
    rule = book.rule("kriminal-wajib-lapor")
    assert rule is not None
    assert rule.because.id in of["kriminal-1"]
    assert "jalurnya menjadi Berat: Konferensi kasus → Guru BK." in of["kriminal-1"]
    assert "Sumber: " in of["kriminal-1"]
    assert "praktik, bukan dari dokumen sumber" in of["percobaan-1"]


def test_gift_read_as_moodle_reads_it(quiz: tuple[Quizzed, ...]) -> None:
    read = read_gift(gift(quiz, "id"))

    assert [one.category for one in read] == ["Latihan triage/Jalur"] * 5 + ["Latihan triage/Alasan"] * 5
    for one, question in zip(read, questions(quiz), strict=True):
        assert one.name == f"{question.topic} {question.id}"
        assert one.format == "plain"
        assert one.text == f"{question.story}\n\n{question.ask}"
        assert AWKWARD in one.text
        assert one.answers == tuple(
            (choice.text, choice.mark, choice.feedback) for choice in question.choices
        )
        assert one.general == "\n\n".join(question.feedback)


def test_gift_read_by_a_parser_from_pypi(quiz: tuple[Quizzed, ...]) -> None:
    parser = pytest.importorskip("pygiftparser.parser")

    # It ends a feedback at any of = ~ }, escaped or not; the awkward signs are proved above.
    plain = [replace(one, path=_tame(one.path), reason=_tame(one.reason)) for one in quiz]
    read = parser.parse(gift(plain, "id")).questions
    assert len(read) == 10
    for one, question in zip(read, questions(tuple(plain)), strict=True):
        assert one.category == f"Latihan triage/{question.topic}"
        assert type(one.answer).__name__ == "MultipleChoiceRadio"
        assert [option.text for option in one.answer.options] == [
            _escaped(choice.text) for choice in question.choices
        ]
        assert [round(100 * option.percentage) for option in one.answer.options] == [
            choice.mark for choice in question.choices
        ]


def _tame(question: Question) -> Question:
    def tame(text: str) -> str:
        return "".join(" " if char in "=~{}#\\" else char for char in text)

    return replace(question, story=tame(question.story), feedback=tuple(map(tame, question.feedback)))


def _escaped(text: str) -> str:
    return text.replace(":", "\\:")


def test_moodle_xml_has_the_structure_that_moodle_imports(quiz: tuple[Quizzed, ...]) -> None:
    etree = pytest.importorskip("lxml.etree")
    root = etree.fromstring(moodle_xml(quiz, "id").encode())

    assert root.tag == "quiz"
    assert [one.get("type") for one in root] == (["category"] + ["multichoice"] * 5) * 2
    assert [text.text for text in root.findall("question/category/text")] == [
        "$course$/top/Latihan triage/Jalur",
        "$course$/top/Latihan triage/Alasan",
    ]
    found = root.findall("question[@type='multichoice']")
    for one, question in zip(found, questions(quiz), strict=True):
        for name in ("name", "questiontext", "generalfeedback", "correctfeedback"):
            assert len(one.findall(f"{name}/text")) == 1
        assert (one.findtext("single"), one.findtext("shuffleanswers")) == ("true", "true")
        assert len(one.findtext("idnumber")) <= 100
        assert [answer.get("fraction") for answer in one.findall("answer")] == [
            str(choice.mark) for choice in question.choices
        ]
        assert [tag.text for tag in one.findall("tags/tag/text")] == list(question.tags)
        # What Moodle shows is HTML: as text it says again exactly what was asked.
        shown = etree.HTML(one.findtext("questiontext/text"))
        assert [part.text for part in shown.iter("p")] == [question.story, question.ask]
        general = etree.HTML(one.findtext("generalfeedback/text"))
        assert [part.text for part in general.iter("p")] == list(question.feedback)
        for answer, choice in zip(one.findall("answer"), question.choices, strict=True):
            assert etree.HTML(answer.findtext("text")).xpath("string()") == choice.text
            assert etree.HTML(answer.findtext("feedback/text")).xpath("string()") == choice.feedback


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_to_ask_is_an_empty_quiz(lang: Lang) -> None:
    assert gift((), lang).strip() == ""
    assert "<quiz" in moodle_xml((), lang)


@given(
    words=st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from("\\:#=~{} \n%")
    )
)
def test_any_words_come_through_gift(quiz: tuple[Quizzed, ...], words: str) -> None:
    words = " ".join(f"a {words} z".split())
    choices = (Choice(words, 100, words), Choice(words, -25, words))
    question = Question("q", words, words, words, choices, (words,), ())

    (one, _) = read_gift(gift([replace(quiz[0], path=question, reason=question)], "id"))
    assert (one.name, one.text, one.general) == (f"{words} q", f"{words}\n\n{words}", words)
    assert one.answers == ((words, 100, words), (words, -25, words))

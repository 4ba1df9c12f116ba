"""Drills as questions for Moodle, in its two text formats: GIFT and Moodle XML.

GIFT is told in the documentation of Moodle, `GIFT format`; the XML in `Moodle XML format`. Both are
multiple choice with a mark and a feedback for each choice and a general feedback for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from xml.etree import ElementTree as Xml

from triage.training.quizzing import Question, Quizzed
from triage.training.telling_words import say
from triage.vocabulary.closed import Lang

#: Characters that mean something to GIFT, and the sign that takes the meaning away.
_SPECIAL = "\\~=#{}:"
#: How long a number of identity may be in Moodle.
_ID_LENGTH = 100


def gift(quiz: Sequence[Quizzed], lang: Lang) -> str:
    """All questions in GIFT: paths first, then reasons, a category each."""
    parts = []
    for questions in _by_topic(quiz):
        parts.append(f"$CATEGORY: {_category(questions[0], lang)}")
        parts += [_gift(question) for question in questions]
    return "\n\n".join(parts) + "\n"


def moodle_xml(quiz: Sequence[Quizzed], lang: Lang) -> str:
    """All questions in Moodle XML: paths first, then reasons, a category each."""
    root = Xml.Element("quiz")
    for questions in _by_topic(quiz):
        category = Xml.SubElement(root, "question", type="category")
        _text(category, "category", f"$course$/top/{_category(questions[0], lang)}")
        for question in questions:
            _question(root, question)
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _by_topic(quiz: Iterable[Quizzed]) -> list[list[Question]]:
    listed = list(quiz)
    return [part for part in ([one.path for one in listed], [one.reason for one in listed]) if part]


def _category(question: Question, lang: Lang) -> str:
    return f"{say('deck', lang)}/{question.topic}"


def _title(question: Question) -> str:
    return f"{question.topic} {question.id}"


def _gift(question: Question) -> str:
    """One question on lines of its own, none of them empty: an empty line ends it."""
    choices = [
        f"{'=' if choice.mark == 100 else _wrong(choice.mark)}{_plain(choice.text)}#{_plain(choice.feedback)}"
        for choice in question.choices
    ]
    general = "\\n\\n".join(_plain(part) for part in question.feedback)
    text = "\\n\\n".join(_plain(part) for part in (question.story, question.ask))
    lines = "\n".join(choices)
    return f"::{_plain(_title(question))}::[plain]{text}{{\n{lines}####{general}\n}}"


def _wrong(mark: int) -> str:
    return f"~%{mark}%" if mark else "~"


def _plain(text: str) -> str:
    """Text on one line, with every character escaped that GIFT would read."""
    line = " ".join(text.split())
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in line)


def _question(root: Xml.Element, question: Question) -> None:
    one = Xml.SubElement(root, "question", type="multichoice")
    _text(one, "name", _title(question))
    _html(one, "questiontext", [question.story, question.ask])
    _html(one, "generalfeedback", question.feedback)
    settings = {
        "defaultgrade": "1",
        "penalty": "0.3333333",
        "hidden": "0",
        "idnumber": _title(question)[:_ID_LENGTH],
        "single": "true",
        "shuffleanswers": "true",
        "answernumbering": "abc",
        "showstandardinstruction": "0",
    }
    for name, value in settings.items():
        Xml.SubElement(one, name).text = value
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _html(one, name, [])
    for choice in question.choices:
        answer = Xml.SubElement(one, "answer", fraction=str(choice.mark), format="html")
        Xml.SubElement(answer, "text").text = escape(choice.text)
        _html(answer, "feedback", [choice.feedback])
    tags = Xml.SubElement(one, "tags")
    for tag in question.tags:
        _text(tags, "tag", tag)


def _text(parent: Xml.Element, name: str, words: str) -> None:
    Xml.SubElement(Xml.SubElement(parent, name), "text").text = words


def _html(parent: Xml.Element, name: str, paragraphs: Iterable[str]) -> None:
    """Paragraphs as HTML inside ``<text>``; what is text in them is escaped once for HTML, once for XML."""
    holder = Xml.SubElement(parent, name, format="html")
    Xml.SubElement(holder, "text").text = "".join(f"<p>{escape(one)}</p>" for one in paragraphs)

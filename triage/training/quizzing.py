"""A drill as questions that another program can ask: the path, and the reason, with all feedback.

What Moodle and Anki are given is made here once; ``moodle`` and ``anki`` only write it down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from triage.case.model import Case
from triage.decision.model import Decision
from triage.rulebook.model import Rulebook
from triage.training.choosing import paths, reasons
from triage.training.explaining import Explained, explained, reason_told
from triage.training.model import Card, Drill, Key, Miss
from triage.training.telling import Telling
from triage.training.telling_words import say
from triage.vocabulary.closed import Lang

#: Hundredths of the mark for each kind of answer. A needless referral or another person costs 50; less
#: than the case needs costs 125, two and a half times as much. Moodle knows these very numbers.
MARKS: Final[dict[Miss, int]] = {"tepat": 100, "lebih": 50, "lain": 50, "kurang": -25}


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose. ``mark``: hundredths of the full mark; 100 for a right one."""

    text: str
    mark: int
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a quiz; exactly one choice has the full mark. ``feedback``: paragraphs, told
    after any answer. ``id`` is the drill's, ``topic`` says which of its questions this is."""

    id: str
    topic: str
    story: str
    ask: str
    choices: tuple[Choice, ...]
    feedback: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quizzed:
    """A drill with both its questions, and its explanation for programs that only turn a card."""

    drill: Drill
    path: Question
    reason: Question
    explained: Explained


def quizzed(
    book: Rulebook,
    decide: Callable[[Case], Decision],
    cards: Iterable[Card],
    drills: Sequence[tuple[Drill, Key]],
    lang: Lang,
) -> tuple[Quizzed, ...]:
    """The drills as questions in ``lang`` (the stories stay Indonesian). Raises what ``decide`` raises."""
    listed = tuple(cards)
    return tuple(_one(Telling(book, lang), decide, listed, drill, key) for drill, key in drills)


def _one(
    telling: Telling,
    decide: Callable[[Case], Decision],
    cards: Sequence[Card],
    drill: Drill,
    key: Key,
) -> Quizzed:
    book, lang = telling.book, telling.lang
    told = explained(book, decide, drill, key, lang)
    feedback = _paragraphs(told, lang)
    tags = tuple(dict.fromkeys(problem.category for problem in drill.case.problems))
    path_choices = tuple(
        Choice(telling.path(one.path), MARKS[one.miss], say(one.miss, lang))
        for one in paths(book, decide, cards, drill, key)
    )
    reason_choices = tuple(
        Choice(
            reason_told(telling, drill.case, one.id),
            100 if one.right else 0,
            say("reason_right" if one.right else "reason_wrong", lang),
        )
        for one in reasons(book, decide, drill, key, single=True)
    )
    return Quizzed(
        drill,
        Question(
            drill.id, say("deck_path", lang), drill.story, say("ask_path", lang), path_choices, feedback, tags
        ),
        Question(
            drill.id,
            say("deck_reason", lang),
            drill.story,
            say("ask_reason", lang),
            reason_choices,
            feedback,
            tags,
        ),
        told,
    )


def _paragraphs(told: Explained, lang: Lang) -> tuple[str, ...]:
    """The explanation as paragraphs of plain text."""
    because = [
        f"{one.title}{f' ({practice})' if one.practice else ''}. {one.because}"
        for practice in [say("practice", lang)]
        for one in told.because
    ]
    cited = [
        f"{say(key, lang)}: {'; '.join(listed)}."
        for key, listed in (("sources", told.sources), ("dissent", told.dissent))
        if listed
    ]
    return tuple(
        part
        for part in (
            " ".join(
                part
                for part in (say("right_path", lang, path=told.path), told.make_sure, told.beside)
                if part
            ),
            *because,
            told.near_told,
            *cited,
            f"{say('made_up', lang)} {say('advice', lang)}",
        )
        if part
    )

"""Doubts about hand-written cases: what looks like a slip, though a person may have meant it.

They keep nothing from being served; a test lists them. Two kinds: words that are more like those for the
opposite answer (``likeness``), and words by which another vignette states what this one's case does not.
Whoever has looked and is sure writes the part into the vignette's ``sure``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from triage.rulebook.problems import Problem
from triage.training.content_problems import ContentProblem
from triage.training.likeness import Known, Likeness, known_sentences
from triage.training.saying import plain, stands_in
from triage.training.templates import Templates
from triage.training.written import WrittenCase

#: Fewer words than these may mean one thing here and another there.
_TELLING: Final = 3


def doubts(templates: Templates, vignettes: Sequence[WrittenCase]) -> tuple[Problem, ...]:
    """Everything that looks like a slip, by file and line."""
    return tuple(sorted({*_swapped(templates, vignettes), *_otherwise(vignettes)}))


def stated_parts(vignette: WrittenCase) -> list[tuple[str, str, str]]:
    """Each fact and attribute that a vignette states: its name, its value, and the words that say it."""
    values = dict[str, str](vignette.case.facts)
    for problem in vignette.case.problems:
        values.update((f"{problem.category}.{name}", value) for name, value in problem.attributes)
    return [(part, values[part], words) for part, words in vignette.says if part in values]


def known(templates: Templates, vignettes: Sequence[WrittenCase]) -> Likeness:
    """All words known for every answer, to be compared with."""
    written = [
        Known(one.name, part, value, plain(words))
        for one in vignettes
        for part, value, words in stated_parts(one)
    ]
    return Likeness([*known_sentences(templates), *written])


def _swapped(templates: Templates, vignettes: Sequence[WrittenCase]) -> Iterator[Problem]:
    """Words that are clearly more like those for the opposite answer."""
    likeness = known(templates, vignettes)
    for one in vignettes:
        for part, value, words in stated_parts(one):
            near = likeness.opposite(one.name, part, value, words)
            if near is not None and part not in one.sure:
                other = f"{near.part}: {near.answer} (“{near.words}”)"
                yield ContentProblem(one.place, "nearer-to-opposite", f"{part}: {value}", other)


def _otherwise(vignettes: Sequence[WrittenCase]) -> Iterator[Problem]:
    """Stories that hold words by which another vignette states what this one's case does not."""
    lexicon: dict[str, dict[tuple[str, str], None]] = {}
    for one in vignettes:
        for part, value, words in stated_parts(one):
            if "." not in part and len(plain(words).split()) >= _TELLING:
                lexicon.setdefault(plain(words), {})[part, value] = None
    for one in vignettes:
        answers = dict(one.case.facts)
        for words, meanings in lexicon.items():
            meant = {fact: answer for fact, answer in meanings if fact not in one.sure}
            if meant and stands_in(words, one.story) and meant.items().isdisjoint(answers.items()):
                meaning = ", ".join(f"{fact}: {answer}" for fact, answer in meant.items())
                yield ContentProblem(one.place, "story-says-otherwise", words, meaning)

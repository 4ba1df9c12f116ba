"""Reading a story back: what it says, by the sentences it is built of.

The check on the narrator that shares nothing with it but the sentences: a story is cut into sentences of
the templates, and what those say is put together again. A story must say its case and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.case.model import Case, Problem
from triage.training.narrating import NEXT, OWN, PRONOUN, STUDENT, SUBJECT
from triage.training.templates import Templates, role_read
from triage.vocabulary.open import Vocabulary

#: What a sentence says: a kind (asker, problem, fact), a name, and what is said of it.
Saying = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a story says, or a case: the asker, problems with role as read, and facts, each sorted."""

    asker: str
    problems: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    facts: tuple[tuple[str, str], ...]


def statement(case: Case, vocabulary: Vocabulary) -> Statement:
    """What a case states."""
    return Statement(
        case.asker,
        tuple(sorted(_said(problem, vocabulary) for problem in case.problems)),
        tuple(sorted(case.facts)),
    )


def _said(problem: Problem, vocabulary: Vocabulary) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return problem.category, role_read(vocabulary, problem), problem.attributes


class Reader:
    """Reads stories back by one set of templates."""

    def __init__(self, templates: Templates) -> None:
        self._sentences: dict[str, list[tuple[re.Pattern[str], Saying]]] = {}
        for sentence, saying in sayings(templates):
            pattern = _pattern(sentence)
            for opening in _openings(sentence):
                self._sentences.setdefault(opening, []).append((pattern, saying))
        self._joins = [join.split(NEXT)[0] for join in templates.joins]

    def read(self, story: str) -> frozenset[Statement]:
        """Everything the story can be read as; empty if it is not made of the sentences."""
        found = set()
        for told in self._cut(story, 0):
            asker = [name for kind, name, _ in told if kind == "asker"]
            problems = [(name, *_problem(parts)) for kind, name, parts in told if kind == "problem"]
            facts = [(name, parts[0][1]) for kind, name, parts in told if kind == "fact"]
            if len(asker) == 1 and len(dict(facts)) == len(facts):
                found.add(Statement(asker[0], tuple(sorted(problems)), tuple(sorted(facts))))
        return frozenset(found)

    def _cut(self, story: str, at: int) -> Iterator[tuple[Saying, ...]]:
        if at >= len(story):
            yield ()
            return
        starts = {at, *(at + len(join) for join in self._joins if story.startswith(join, at))}
        seen = set()
        for start in starts:
            for pattern, saying in self._sentences.get(_opening(story[start:]), ()):
                match = pattern.match(story, start)
                if match and (match.end(), saying) not in seen:
                    seen.add((match.end(), saying))
                    for rest in self._cut(story, match.end()):
                        yield (saying, *rest)


def sayings(templates: Templates) -> Iterator[tuple[str, Saying]]:
    """Every sentence with what it says."""
    for asker, says in templates.askers.items():
        for say in says:
            yield say, ("asker", asker, ())
    for category, tellings in templates.problems.items():
        for told in tellings:
            yield told.say, ("problem", category, (("", told.role), *told.attributes))
    for (fact, answer), said in templates.facts.items():
        for one in said:
            yield one.say, ("fact", fact, (("", answer),))


def clashes(templates: Templates) -> Mapping[str, tuple[Saying, ...]]:
    """Sentences that say two things: alike, however the student is named in them."""
    found: dict[str, dict[Saying, None]] = {}
    for sentence, saying in sayings(templates):
        plain = sentence.replace(SUBJECT, STUDENT).replace(OWN, f" {STUDENT}").lower()
        found.setdefault(plain, {})[saying] = None
    return {sentence: tuple(said) for sentence, said in found.items() if len(said) > 1}


def _problem(parts: tuple[tuple[str, str], ...]) -> tuple[str, tuple[tuple[str, str], ...]]:
    return parts[0][1], parts[1:]


def _pattern(sentence: str) -> re.Pattern[str]:
    text = re.escape(sentence)
    text = text.replace(re.escape(SUBJECT), f"(?:{STUDENT}|{PRONOUN})")
    text = text.replace(re.escape(OWN), f"(?:nya| {STUDENT})")
    return re.compile(text + r"(?:\s+|$)", re.IGNORECASE)


def _openings(sentence: str) -> set[str]:
    """The first words under which a sentence may be looked up."""
    if sentence.startswith(SUBJECT):
        return {_opening(STUDENT), _opening(PRONOUN)}
    named = {sentence.replace(OWN, ending) for ending in ("nya", f" {STUDENT}")}
    return {_opening(one.replace(SUBJECT, STUDENT)) for one in named}


def _opening(text: str) -> str:
    match = re.match(r"\W*\w+", text)
    return match.group().lower() if match else text.lower()

"""From a case to a story: who asks, the problems, the facts, each by a sentence that says it.

Which sentence is taken follows from the seed alone. The student is named first and then, where nobody
else is in the story, called by the pronoun; two sentences in a row do not open alike if it can be helped.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Final

from triage.case.model import Case
from triage.training.templates import Templates, role_read
from triage.vocabulary.open import Vocabulary

STUDENT: Final = "siswa A"
PRONOUN: Final = "ia"
SUBJECT: Final = "{siswa}"
OWN: Final = "{nya}"
NEXT: Final = "{masalah}"

#: How often the pronoun may stand for the student before the name is said again.
_RUN = 2
_WORD: Final = re.compile(r"[\w-]+")


class CannotTell(Exception):
    """A case that has a part without a sentence. ``part``: its name, as people know it."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class Narrator:
    """Tells cases by one set of templates."""

    def __init__(self, vocabulary: Vocabulary, templates: Templates) -> None:
        self._vocabulary = vocabulary
        self._templates = templates

    def can_tell(self, case: Case) -> bool:
        """Whether every stated part of ``case`` has a sentence."""
        try:
            self._choices(case)
        except CannotTell:
            return False
        return True

    def can_tell_problems(self, case: Case) -> bool:
        """Whether every problem of ``case`` has a sentence for its role, attributes aside."""
        return all(
            any(told.role == role for told in self._templates.problems.get(problem.category, ()))
            for problem, role in zip(case.problems, self._roles(case), strict=True)
        )

    def belongs(self, fact: str, answer: str, case: Case) -> bool:
        """Whether somebody who speaks of these problems would think of that fact."""
        return self._templates.belongs(fact, answer, case)

    def story(self, case: Case, seed: str) -> str:
        """``case`` as a story. Raises ``CannotTell``."""
        choices = self._choices(case)
        rnd = random.Random(f"story {seed}")
        sentences: list[str] = []
        for choice in choices:
            sentences.append(_pick(choice, sentences, rnd))
        last = len(case.problems)
        for n in range(2, last + 1):
            sentences[n] = _joined(rnd.choice(self._templates.joins), sentences[n])
        roles = self._roles(case)
        return _with_student(sentences, all(role in self._templates.alone for role in roles))

    def _choices(self, case: Case) -> list[tuple[str, ...]]:
        """Per part of the case, in the order of the story, the sentences that say it."""
        templates, roles = self._templates, self._roles(case)
        named = [(case.asker, templates.askers.get(case.asker, ()))]
        for problem, role in zip(case.problems, roles, strict=True):
            named.append((f"{problem.category} ({role})", templates.of_problem(problem, role)))
        answers = dict(case.facts)
        for fact in dict.fromkeys(fact for fact, _ in templates.facts):
            if fact in answers:
                said = templates.of_fact(fact, answers[fact], case, roles)
                named.append((f"{fact}: {answers[fact]}", said))
        for name, choice in named:
            if not choice:
                raise CannotTell(name)
        return [choice for _, choice in named]

    def _roles(self, case: Case) -> list[str]:
        return [role_read(self._vocabulary, problem) for problem in case.problems]


def _pick(choice: Sequence[str], before: Sequence[str], rnd: random.Random) -> str:
    """One of the sentences; one that does not open like the sentence before it, if there is one."""
    fresh = [one for one in choice if not before or _opening(one) != _opening(before[-1])]
    return rnd.choice(fresh or choice)


def _opening(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.replace(SUBJECT, STUDENT))[:2]).lower()


def _joined(join: str, sentence: str) -> str:
    """A further problem behind the words that join it; it no longer begins a sentence."""
    first = _WORD.match(sentence)
    proper = first is None or first.group().isupper() or first.group() == "Anda"
    return join.replace(NEXT, sentence if proper else sentence[:1].lower() + sentence[1:])


def _with_student(sentences: Sequence[str], alone: bool) -> str:
    """The story with the student in it: by name first, then by the pronoun where that is clear.

    It is clear where nobody else need be in the story and the sentence before spoke of the student.
    """
    told: list[str] = []
    before, run = False, 0
    for sentence in sentences:
        out, here = "", False
        for piece in re.split(f"({SUBJECT}|{OWN})", sentence):
            if piece not in (SUBJECT, OWN):
                if STUDENT.lower() in piece.lower():
                    here, run = True, 0
                out += piece
                continue
            short = alone and (before or here) and run < _RUN
            if piece == OWN:
                out += "nya" if short else f" {STUDENT}"
            else:
                word = PRONOUN if short else STUDENT
                begins = not out or out.rstrip().endswith((".", "!", "?"))
                out += word[:1].upper() + word[1:] if begins else word
            run = run + 1 if short else 0
            here = True
        told.append(out)
        before = here
    return " ".join(told)

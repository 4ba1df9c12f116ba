"""The sentences that stories are built of, as values; ``triage.training.content`` reads them.

Every sentence says one part of a case and nothing else: who asks, one problem with its role and its
attributes, or one answer to one fact. In a sentence ``{siswa}`` stands for the student as a subject and
``{nya}`` for what belongs to the student; in a join ``{masalah}`` stands for the next problem's sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.case.model import Case, Problem
from triage.vocabulary.open import Vocabulary

#: One stated part of a case by name: ``asker``, a fact, or for a problem its category.
Stated = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence for a problem: the role as the rules read it, and the attributes it states."""

    say: str
    role: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for an answer to a fact. Where a condition is not None, one of its values must be there:
    ``with_`` a category of the case, ``roles`` a role in one of its problems, ``askers`` who asks."""

    say: str
    with_: frozenset[str] | None = None
    roles: frozenset[str] | None = None
    askers: frozenset[str] | None = None

    @property
    def conditions(self) -> int:
        """How many conditions there are; the sentence with the most fits best."""
        return sum(one is not None for one in (self.with_, self.roles, self.askers))


@dataclass(frozen=True, slots=True)
class Templates:
    """All sentences. ``alone``: the roles in which nobody but the student need be in the story, so that
    a pronoun is clear."""

    askers: Mapping[str, tuple[str, ...]]
    joins: tuple[str, ...]
    problems: Mapping[str, tuple[Told, ...]]
    facts: Mapping[Stated, tuple[Said, ...]]
    alone: frozenset[str] = frozenset()

    def of_problem(self, problem: Problem, role: str) -> tuple[str, ...]:
        """The sentences for ``problem``; ``role`` as the rules read it."""
        return tuple(
            told.say
            for told in self.problems.get(problem.category, ())
            if told.role == role and told.attributes == problem.attributes
        )

    def of_fact(self, fact: str, answer: str, case: Case, roles: Sequence[str]) -> tuple[str, ...]:
        """The sentences for ``answer`` to ``fact`` that fit the case best; ``roles`` as read."""
        categories = {problem.category for problem in case.problems}
        fitting = [
            said
            for said in self.facts.get((fact, answer), ())
            if (said.with_ is None or said.with_ & categories)
            and (said.roles is None or said.roles.intersection(roles))
            and (said.askers is None or case.asker in said.askers)
        ]
        most = max((said.conditions for said in fitting), default=0)
        return tuple(dict.fromkeys(said.say for said in fitting if said.conditions == most))

    def belongs(self, fact: str, answer: str, case: Case) -> bool:
        """Whether some sentence for ``answer`` to ``fact`` was written for one of the problems of ``case``.

        A fact that changes nothing is worth a word only where somebody would think of it.
        """
        categories = {problem.category for problem in case.problems}
        return any(said.with_ and said.with_ & categories for said in self.facts.get((fact, answer), ()))

    def sentences(self) -> Iterator[str]:
        """Every sentence, joins left out."""
        for says in self.askers.values():
            yield from says
        for tellings in self.problems.values():
            yield from (told.say for told in tellings)
        for sayings in self.facts.values():
            yield from (said.say for said in sayings)


def role_read(vocabulary: Vocabulary, problem: Problem) -> str:
    """The role in a problem, as the rules read it."""
    category = vocabulary.categories[problem.category]
    stated = problem.peran or category.role
    return category.role_read_as.get(stated, stated)

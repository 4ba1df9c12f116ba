"""What a person has answered so far: an immutable value, so that going back is going to the one before."""

from __future__ import annotations

from msgspec import Struct

from triage.case.model import Case, Problem
from triage.vocabulary.closed import Answer
from triage.vocabulary.values import replace


class Draft(Struct, frozen=True):
    """A case in the making.

    ``complete``: no more problems are to come; ``roles``: the problems whose role is settled;
    ``skipped``: the questions answered "not known", which are not asked again.
    """

    asker: str | None = None
    problems: tuple[Problem, ...] = ()
    complete: bool = False
    roles: frozenset[str] = frozenset()
    facts: tuple[tuple[str, Answer], ...] = ()
    skipped: frozenset[str] = frozenset()

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories chosen, in the order of choosing."""
        return tuple(problem.category for problem in self.problems)

    def case(self) -> Case | None:
        """The case so far, canonical; None while there is nothing to decide."""
        if self.asker is None or not self.problems:
            return None
        problems = tuple(sorted(self.problems, key=lambda problem: problem.category))
        return Case(self.asker, problems, tuple(sorted(self.facts)))

    def with_problem(self, category: str) -> Draft:
        """With one more problem."""
        return replace(self, problems=(*self.problems, Problem(category)))

    def with_role(self, category: str, role: str) -> Draft:
        """With the student's role in a problem."""
        problems = tuple(
            replace(problem, peran=role) if problem.category == category else problem
            for problem in self.problems
        )
        return replace(self, problems=problems, roles=self.roles | {category})

    def with_answer(self, name: str, value: str) -> Draft:
        """With a fact, or an attribute written ``category.attribute``."""
        category, dot, attribute = name.partition(".")
        if not dot:
            answer: Answer = "ya" if value == "ya" else "tidak"
            return replace(self, facts=(*self.facts, (name, answer)))
        problems = tuple(
            replace(problem, attributes=tuple(sorted((*problem.attributes, (attribute, value)))))
            if problem.category == category
            else problem
            for problem in self.problems
        )
        return replace(self, problems=problems)

    def without(self, name: str) -> Draft:
        """With a question left open for good."""
        return replace(self, skipped=self.skipped | {name})

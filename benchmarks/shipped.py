"""Cases for the shipped rulebook: seeded, over all its categories, attributes, roles and facts."""

from __future__ import annotations

import random
from collections.abc import Sequence

from triage.case.model import Case, Problem
from triage.rulebook.model import Rulebook
from triage.service.opening import open_rulebook
from triage.vocabulary.closed import Answer


def shipped_book() -> Rulebook | str:
    """The shipped rulebook, or why it does not load."""
    try:
        return open_rulebook()
    except Exception as error:  # whatever is wrong with it, the other parts can still be measured
        return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"


def shipped_cases(
    book: Rulebook, count: int, seed: int, problems: tuple[int, int] = (1, 3)
) -> Sequence[Case]:
    """Cases as they are told: from nothing stated but the problem to nearly everything known."""
    draw = random.Random(seed)
    return [_case(book, draw, problems) for _ in range(count)]


def _case(book: Rulebook, draw: random.Random, problems: tuple[int, int]) -> Case:
    vocabulary = book.vocabulary
    known = draw.choice((0.0, 0.25, 0.5, 0.75))
    told = []
    for id in sorted(draw.sample(sorted(vocabulary.categories), draw.randint(*problems))):
        category = vocabulary.categories[id]
        attributes = tuple(
            (name, draw.choice(sorted(attribute.values)))
            for name, attribute in sorted(category.attributes.items())
            if draw.random() < known
        )
        role = draw.choice(sorted(vocabulary.roles)) if draw.random() < 0.2 else None
        told.append(Problem(id, role, attributes))
    answers: tuple[Answer, ...] = ("ya", "tidak", "tidak")
    facts = [(fact, draw.choice(answers)) for fact in sorted(vocabulary.facts) if draw.random() < known]
    return Case(draw.choice(sorted(vocabulary.askers)), tuple(told), tuple(facts))

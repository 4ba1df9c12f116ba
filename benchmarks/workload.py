"""The fixed workload: seeded rules and cases in plain form, and what a naive reading answers.

Two rules for each category, conditions like ours (category, attribute, fact values). Every
sixteen categories form a circle with six facts of its own and one rule that lists all of them;
the other rules speak of one category each, by attribute or by one to three facts. A case draws
its problems and facts from two neighbouring circles. So a larger book means further categories
and further facts, and about as many rules fire as in a small one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from triage.case.model import Case, Problem
from triage.vocabulary.closed import UNKNOWN, Answer

#: The size that the goals speak of.
RULES = 64
ASKER = "guru"
ATTRIBUTE = "tahap"
VALUES = ("awal", "tengah", "lanjut")

_CIRCLE = 16
_FACTS_OF_A_CIRCLE = 6
_BOOK_SEED = 20261121
_FACT_CHOICES: tuple[tuple[Answer, ...], ...] = (
    ("ya",),
    ("tidak",),
    ("ya", "tidak_tahu"),
    ("tidak", "tidak_tahu"),
)
_VALUE_CHOICES = (("awal",), ("awal", "tengah"), ("tengah", "lanjut"), ("lanjut", UNKNOWN))


@dataclass(frozen=True, slots=True)
class PlainRule:
    """One of ``categories``, with ``values`` of the attribute (None: any), and all ``facts``."""

    id: str
    categories: tuple[str, ...]
    values: tuple[str, ...] | None
    facts: tuple[tuple[str, tuple[Answer, ...]], ...]


@dataclass(frozen=True, slots=True)
class Workload:
    """The rules, and the categories and facts of each circle."""

    rules: tuple[PlainRule, ...]
    circles: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category."""
        return tuple(category for categories, _ in self.circles for category in categories)

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact."""
        return tuple(fact for _, facts in self.circles for fact in facts)


def workload(rules: int = RULES) -> Workload:
    """The book with this many rules (an even number); always the same for the same number."""
    draw = random.Random(_BOOK_SEED)
    names = [f"k{number:03}" for number in range(rules // 2)]
    found: list[PlainRule] = []
    circles = []
    for start in range(0, len(names), _CIRCLE):
        members = tuple(names[start : start + _CIRCLE])
        circle = start // _CIRCLE
        facts = tuple(f"f{circle:02}{letter}" for letter in "abcdef"[:_FACTS_OF_A_CIRCLE])
        circles.append((members, facts))
        for place, category in enumerate(members):
            if place:
                values = draw.choice(_VALUE_CHOICES) if has_attribute(category) else None
                found.append(PlainRule(f"berat-{category}", (category,), values, ()))
            asked = sorted(draw.sample(facts, draw.choice((1, 1, 2, 2, 3))))
            of_facts = tuple((fact, draw.choice(_FACT_CHOICES)) for fact in asked)
            found.append(PlainRule(f"fakta-{category}", (category,), None, of_facts))
        found.append(PlainRule(f"jalur-{circle:02}", members, None, ()))
    return Workload(tuple(found), tuple(circles))


def has_attribute(category: str) -> bool:
    """Whether the attribute is asked of a category: of every second one."""
    return int(category[1:]) % 2 == 1


def cases(work: Workload, count: int, seed: int, problems: tuple[int, int] = (1, 3)) -> list[Case]:
    """``count`` cases with between ``problems[0]`` and ``problems[1]`` problems each."""
    draw = random.Random(seed)
    return [_case(work, draw, problems) for _ in range(count)]


def _case(work: Workload, draw: random.Random, problems: tuple[int, int]) -> Case:
    first = draw.randrange(max(1, len(work.circles) - 1))
    near = work.circles[first : first + 2]
    members = [category for categories, _ in near for category in categories]
    chosen = sorted(draw.sample(members, draw.randint(*problems)))
    told = []
    for category in chosen:
        known = has_attribute(category) and draw.random() < 0.7
        told.append(Problem(category, None, ((ATTRIBUTE, draw.choice(VALUES)),) if known else ()))
    stated: list[tuple[str, Answer]] = []
    for fact in (fact for _, facts in near for fact in facts):
        chance = draw.random()
        if chance < 0.6:
            stated.append((fact, "ya" if chance < 0.3 else "tidak"))
    return Case(ASKER, tuple(told), tuple(sorted(stated)))


def expected(work: Workload, case: Case) -> tuple[str, ...]:
    """The ids of the rules that hold, sorted: read rule by rule in the most obvious way."""
    facts = dict(case.facts)
    held = []
    for rule in work.rules:
        for problem in case.problems:
            value = dict(problem.attributes).get(ATTRIBUTE, UNKNOWN)
            if (
                problem.category in rule.categories
                and (rule.values is None or value in rule.values)
                and all(facts.get(fact, UNKNOWN) in wanted for fact, wanted in rule.facts)
            ):
                held.append(rule.id)
                break
    return tuple(sorted(held))

"""Hand-written cases as drills: the card they exercise and their pair are found, never typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.case.model import Case, Problem
from triage.deciding.ordering import track_order
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.model import Place, Rule, Rulebook
from triage.training.keys import Keys
from triage.training.model import Card, Drill, Path
from triage.vocabulary.closed import ANSWERS, UNKNOWN
from triage.vocabulary.values import replace


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A hand-written case. ``covers``: categories and codes of the extraction; ``asks``: what it teaches;
    ``says``: per stated part (a fact, ``category.attribute``, ``category.peran``) the words of the story
    that state it. ``sure``: facts about which somebody looked again."""

    name: str
    covers: tuple[str, ...]
    asks: str
    story: str
    says: tuple[tuple[str, str], ...]
    case: Case
    place: Place
    sure: tuple[str, ...] = ()


class Written:
    """Makes drills of hand-written cases."""

    def __init__(
        self, book: Rulebook, reference: ReferenceEvaluator, keys: Keys, cards: Mapping[str, Card]
    ) -> None:
        self._book, self._reference, self._keys, self._cards = book, reference, keys, cards
        self._order = track_order(book)

    def drill(self, written: WrittenCase) -> Drill:
        """The drill: its card is that of the most particular rule behind the path."""
        differs, pair = self._pair(written.case)
        id = f"written:{written.name}"
        return Drill(id, self._card(written.case), written.case, written.story, pair, differs, "written")

    def _card(self, case: Case) -> str:
        rules = [rule for rule in map(self._book.rule, self._keys.behind(case)) if rule is not None]
        rules = [rule for rule in rules if f"rule:{rule.id}" in self._cards] or rules
        return f"rule:{max(rules, key=_particular).id}" if rules else ""

    def _pair(self, case: Case) -> tuple[str, Case | None]:
        """A change of one thing that ends elsewhere: best of what a rule behind the path asks for."""
        path = self._path(case)
        behind = [self._book.rule(id) for id in self._keys.behind(case)]
        asked = {name for rule in behind if rule is not None for name in _asked(rule, case)}
        stated = {fact for fact, _ in case.facts}
        changes = sorted(
            self._changes(case),
            key=lambda change: (change[0] not in asked, change[0] == "asker", change[0] not in stated),
        )
        for name, other in changes:
            there = self._path(other)
            if there is not None and there != path:
                return name, other
        return "", None

    def _path(self, case: Case) -> Path | None:
        inference: Inference = self._reference.infer(case)
        first = min(inference.tracks, key=self._order, default=None)
        return None if first is None else Path(inference.severity, *first)

    def _changes(self, case: Case) -> Iterator[tuple[str, Case]]:
        answers = dict(case.facts)
        read = [fact for fact in self._book.vocabulary.facts if fact in self._reference.wanted(case)]
        for fact in (*answers, *(fact for fact in read if fact not in answers)):
            for answer in ANSWERS:
                if answer != answers.get(fact, UNKNOWN):
                    changed = {**answers, fact: answer}
                    stated = ((name, value) for name, value in changed.items() if value != UNKNOWN)
                    yield fact, replace(case, facts=tuple(sorted(stated)))
        for n, problem in enumerate(case.problems):
            for name, other in self._of_problem(problem):
                yield name, replace(case, problems=(*case.problems[:n], other, *case.problems[n + 1 :]))
        for asker in self._book.vocabulary.askers:
            if asker != case.asker:
                yield "asker", replace(case, asker=asker)

    def _of_problem(self, problem: Problem) -> Iterator[tuple[str, Problem]]:
        category = self._book.vocabulary.categories[problem.category]
        stated = dict(problem.attributes)
        for name, attribute in category.attributes.items():
            for value in (*attribute.values, UNKNOWN):
                if value != stated.get(name, UNKNOWN):
                    changed = {**stated, name: value}
                    kept = tuple(sorted(item for item in changed.items() if item[1] != UNKNOWN))
                    yield f"{category.id}.{name}", replace(problem, attributes=kept)
        for role in self._book.vocabulary.roles:
            if role != (problem.peran or category.role):
                yield f"{category.id}.peran", replace(problem, peran=role)


def _particular(rule: Rule) -> tuple[int, int]:
    """How much a rule asks for: facts, attributes and roles first, then a category of its own."""
    when = rule.when
    asked = len(when.facts) + len(when.attributes) + (when.peran is not None)
    return asked, -len(when.problem) if when.problem is not None else -1000


def _asked(rule: Rule, case: Case) -> Iterator[str]:
    """What a rule asks of a case, by the names of what can be changed."""
    yield from (fact for fact, _ in rule.when.facts)
    if rule.when.asker is not None:
        yield "asker"
    for problem in case.problems:
        if rule.when.problem is not None and problem.category in rule.when.problem:
            yield from (f"{problem.category}.{name}" for name, _ in rule.when.attributes)
            if rule.when.peran is not None:
                yield f"{problem.category}.peran"

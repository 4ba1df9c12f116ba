"""The cases that two rulebooks both know, cut into slices that neither tells apart any further.

What only one book has (a category, a fact, an answer, an asker) is not in a case that both can
read: a fact that only one knows stays unknown there. Within this common space a slice is complete
for the reasons given in ``triage.verify.space``, taken over both books at once: two askers, roles,
categories or values are one only if both books treat them alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from math import prod

from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator, Survey
from triage.rulebook.model import Rule, Rulebook
from triage.verify.difference.forms import Bindings, active, apart, concerns, read_as
from triage.verify.difference.grid import Grid
from triage.verify.space import with_values
from triage.vocabulary.closed import ANSWERS, UNKNOWN


@dataclass(frozen=True, slots=True)
class Subject:
    """A category in some roles; None is a role left out."""

    category: str
    roles: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A slice: one case standing for many, and the grid of all that varies in it.

    ``askers`` and ``kinds`` are numbers of classes of the common space, the kinds in order.
    """

    case: Case
    grid: Grid
    asker: int
    kinds: tuple[int, ...]

    def witness(self, worlds: int) -> Case:
        """A case of ``worlds`` (not empty) that states as little as any."""
        return with_values(self.case, self.grid.plainest(worlds))


class CommonSpace:
    """The cases with one or two problems that ``old`` and ``new`` both know."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self.books = (old, new)
        self.references = (ReferenceEvaluator(old), ReferenceEvaluator(new))
        self.apart = apart(old, new)
        self._implied = {fact for book in self.books for rule in active(book) for fact in rule.then.facts}
        #: Classes of askers, and of (category, role): members of one are decided alike by both books.
        self.askers = self._askers()
        self.kinds = self._kinds()

    def singles(self) -> Iterator[Cut]:
        """Every slice with one problem."""
        for kind, asker in product(range(len(self.kinds)), range(len(self.askers))):
            yield self._cut(asker, (kind,), (self._problem(self.kinds[kind][0]),))

    def pairs(self) -> Iterator[Cut]:
        """Every slice with two problems of different categories."""
        for one, other in combinations_with_replacement(range(len(self.kinds)), 2):
            chosen = next(self.members((one, other)), None)
            if chosen is None:
                continue
            problems = tuple(self._problem(item) for item in chosen)
            for asker in range(len(self.askers)):
                yield self._cut(asker, (one, other), problems)

    def members(self, kinds: tuple[int, ...]) -> Iterator[tuple[Subject, ...]]:
        """The combinations of problems that ``kinds`` stands for; none names a category twice."""
        listed = [self.kinds[kind] for kind in kinds]
        for chosen in product(*listed):
            categories = [item.category for item in chosen]
            if len(set(categories)) < len(categories):
                continue
            if len(set(kinds)) < len(kinds) and categories != sorted(categories):
                continue
            yield chosen

    def size(self, cut: Cut) -> int:
        """How many askers and problems ``cut`` stands for, in how many stated roles."""
        problems = 0
        for combination in self.members(cut.kinds):
            problems += prod(max(1, len(set(subject.roles) - {None})) for subject in combination)
        return len(self.askers[cut.asker]) * problems

    def survey(self, cut: Cut, book: int) -> Survey:
        """What the old (0) or the new (1) book says in every world of ``cut``."""
        return self.references[book].survey(cut.case, cut.grid.full, cut.grid.masks())

    def touched(self, cut: Cut) -> bool:
        """Whether the books can decide ``cut`` differently at all.

        They cannot where every rule that is tried on its cases is the same in both books, and each
        role is read alike: both evaluations then work off the same rules on the same facts.
        """
        return self.tried(cut, self.apart) or any(
            read_as(self.books[0], problem.category, problem.peran)
            != read_as(self.books[1], problem.category, problem.peran)
            for problem in cut.case.problems
        )

    def tried(self, cut: Cut, rules: tuple[Sequence[Rule], Sequence[Rule]]) -> bool:
        """Whether one of these rules (of the old, of the new book) is tried on the cases of ``cut``."""
        return any(
            _tried(book, rule, cut.case)
            for book, listed in zip(self.books, rules, strict=True)
            for rule in listed
        )

    def _askers(self) -> tuple[tuple[str, ...], ...]:
        conditions = [rule.when.asker for book in self.books for rule in active(book)]
        old, new = (book.vocabulary.askers for book in self.books)
        classes: dict[tuple[bool, ...], list[str]] = {}
        for asker in (asker for asker in old if asker in new):
            accepted = tuple(wanted is None or asker in wanted for wanted in conditions)
            classes.setdefault(accepted, []).append(asker)
        return tuple(tuple(members) for members in classes.values())

    def _kinds(self) -> tuple[tuple[Subject, ...], ...]:
        old, new = (book.vocabulary for book in self.books)
        bindings = [Bindings(book) for book in self.books]
        roles: list[str | None] = [role for role in old.roles if role in new.roles]
        classes: dict[object, dict[str, list[str | None]]] = {}
        for category in (category for category in old.categories if category in new.categories):
            for role in [*roles, None]:
                bound = tuple(one.of(category, role) for one in bindings)
                classes.setdefault(bound, {}).setdefault(category, []).append(role)
        return tuple(
            tuple(Subject(category, tuple(listed)) for category, listed in members.items())
            for members in classes.values()
        )

    def _problem(self, subject: Subject) -> Problem:
        """A problem that stands for ``subject``, its role unsaid where both books then read the same."""
        return Problem(subject.category, None if None in subject.roles else subject.roles[0])

    def _cut(self, asker: int, kinds: tuple[int, ...], problems: tuple[Problem, ...]) -> Cut:
        ordered = tuple(sorted(problems, key=lambda problem: problem.category))
        case = Case(self.askers[asker][0], ordered)
        wanted: dict[str, set[frozenset[str]]] = {}
        for reference in self.references:
            for name, sets in reference.wanted(case).items():
                wanted.setdefault(name, set()).update(sets)
                if name in self._implied:
                    # Read as ya where unknown, but not where denied, so no rule need ask to part the two.
                    wanted[name].add(frozenset({UNKNOWN}))
        choices = {}
        # Attributes last: descriptions begin with what turns slowest.
        for name in sorted(wanted, key=lambda name: ("." in name, name)):
            values = self._values(name)
            if len(values) > 1:
                choices[name] = _classes(values, wanted[name])
        return Cut(case, Grid(choices), asker, kinds)

    def _values(self, name: str) -> tuple[str, ...]:
        """What both books let a variable be."""
        category, dot, attribute = name.partition(".")
        if not dot:
            return ANSWERS if all(name in book.vocabulary.facts for book in self.books) else (UNKNOWN,)
        found = [book.vocabulary.categories[category].attributes.get(attribute) for book in self.books]
        old, new = (one.values if one is not None else {} for one in found)
        return (*(value for value in old if value in new), UNKNOWN)


def _tried(book: Rulebook, rule: Rule, case: Case) -> bool:
    when = rule.when
    if when.asker is not None and case.asker not in when.asker:
        return False
    if not when.of_a_problem:
        return True
    return any(
        concerns(rule, problem.category)
        and (when.peran is None or read_as(book, problem.category, problem.peran) in when.peran)
        for problem in case.problems
    )


def _classes(values: tuple[str, ...], wanted: set[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """``values`` grouped by which of the wanted sets hold them."""
    groups: dict[tuple[bool, ...], list[str]] = {}
    for value in values:
        groups.setdefault(tuple(value in sets for sets in wanted), []).append(value)
    return tuple(tuple(group) for group in groups.values())

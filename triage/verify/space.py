"""The whole space of cases, cut into slices that stay complete and small.

A slice fixes the asker and the problems with their roles; everything else (facts, attributes) varies
inside it, all combinations at once, as worlds of one survey. Three facts make this complete without
being large (``docs/verify.md`` gives the argument in full):

- askers that the same rules accept are one class, and so are the roles of a category;
- a fact that no rule for these problems reads cannot change anything and is left out;
- values of a fact that every one of these rules treats alike are one value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement, product
from math import prod

from triage.case.model import Case, Problem
from triage.inference.reference import Masks, ReferenceEvaluator, Survey
from triage.rulebook.model import Rule, Rulebook
from triage.vocabulary.closed import ANSWERS, UNKNOWN, Answer
from triage.vocabulary.values import replace


@dataclass(frozen=True, slots=True)
class Slice:
    """One cut: ``case`` holds asker and problems; ``choices`` the value classes of each variable.

    A class is a tuple of values that no rule tells apart; the first stands for all. Worlds are
    numbered in mixed radix, the first variable turning fastest.
    """

    case: Case
    choices: Mapping[str, tuple[tuple[str, ...], ...]]

    @property
    def size(self) -> int:
        """How many worlds there are."""
        return prod(map(len, self.choices.values()))

    def masks(self) -> dict[str, Masks]:
        """Per variable, the mask of worlds of each class, under the value that stands for it."""
        patterns = _patterns(tuple(map(len, self.choices.values())))
        return {
            name: {values[0]: mask for values, mask in zip(classes, masks, strict=True)}
            for (name, classes), masks in zip(self.choices.items(), patterns, strict=True)
        }

    def stride(self, variable: str) -> int:
        """How many worlds lie between two neighbouring classes of ``variable``."""
        stride = 1
        for name, classes in self.choices.items():
            if name == variable:
                break
            stride *= len(classes)
        return stride

    def witness(self, worlds: int) -> Case:
        """The case of the lowest world in ``worlds``: one that anybody can decide again."""
        world = (worlds & -worlds).bit_length() - 1
        chosen: dict[str, str] = {}
        for name, classes in self.choices.items():
            world, n = divmod(world, len(classes))
            chosen[name] = classes[n][0]
        return with_values(self.case, chosen)


def with_values(case: Case, chosen: Mapping[str, str]) -> Case:
    """``case`` with facts and attributes set as ``chosen`` (variable → value)."""
    answers: dict[str, Answer] = {value: value for value in ANSWERS}
    facts = tuple(
        sorted(
            (name, answers[value]) for name, value in chosen.items() if "." not in name and value != UNKNOWN
        )
    )
    problems = tuple(
        Problem(
            problem.category,
            problem.peran,
            tuple(
                sorted(
                    (name.partition(".")[2], value)
                    for name, value in chosen.items()
                    if name.startswith(f"{problem.category}.") and value != UNKNOWN
                )
            ),
        )
        for problem in case.problems
    )
    return Case(case.asker, problems, facts)


@lru_cache(maxsize=4)
def _patterns(sizes: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Per variable of a mixed radix, the mask of the worlds in which it has each of its digits."""
    total = prod(sizes)
    out = []
    stride = 1
    for size in sizes:
        period = stride * size
        block = (1 << stride) - 1
        out.append(tuple(_repeated(block << stride * n, period, total) for n in range(size)))
        stride = period
    return tuple(out)


def _repeated(pattern: int, period: int, total: int) -> int:
    """``pattern`` of ``period`` bits again and again, up to ``total`` bits."""
    width = period
    while width < total:
        pattern |= pattern << width
        width *= 2
    return pattern & ((1 << total) - 1)


class Space:
    """The space of cases of one rulebook."""

    def __init__(self, book: Rulebook, reference: ReferenceEvaluator) -> None:
        self._book = book
        self._reference = reference
        self._implied = {fact for rule in book.rules if rule.status == "active" for fact in rule.then.facts}
        self.askers = self._askers()
        self.units = self._units()

    def singles(self, most: int | None = None) -> Iterator[Slice]:
        """Every slice with one problem; parts of them where they have more than ``most`` worlds."""
        for unit, asker in product(self.units, self.askers):
            yield self.slice(asker, (unit,), most)

    def pairs(self) -> Iterator[Slice]:
        """A slice for every two kinds of problems: all pairs are like one of these."""
        for (one, other), asker in product(self._pairs_of_kinds(), self.askers):
            yield self.slice(asker, (one, other))

    def _pairs_of_kinds(self) -> list[tuple[Problem, Problem]]:
        """Two problems of each two kinds; of one kind with itself where two categories share it.

        Problems are of one kind if their rules differ in nothing but the category: renaming one
        into the other turns every case of the first into a case of the second and back.
        """
        kinds: dict[object, list[Problem]] = {}
        for unit in self.units:
            kinds.setdefault(self._kind(unit), []).append(unit)
        groups = list(kinds.values())
        out = []
        for one, other in combinations_with_replacement(groups, 2):
            pair = next(((a, b) for a in one for b in other if a.category != b.category), None)
            if pair is not None:
                out.append(pair)
        return out

    def _kind(self, unit: Problem) -> object:
        category = self._book.vocabulary.categories[unit.category]
        read = category.role_read_as.get(unit.peran or "", unit.peran or "")
        rules = []
        for rule in self._book.rules:
            when = rule.when
            if rule.status != "active" or not speaks_of(rule, unit.category):
                continue
            if when.peran is not None and read not in when.peran:
                continue
            alone = when.problem is not None and len(when.problem) == 1
            logic = replace(when, problem=None, peran=None)
            overridden_by = tuple(sorted(by.id for by in self._book.rules if rule.id in by.overrides))
            rules.append(
                repr((rule.layer, logic, rule.then, rule.overrides, overridden_by)) if alone else rule.id
            )
        attributes = tuple((name, tuple(one.values)) for name, one in category.attributes.items())
        return tuple(sorted(rules)), attributes

    def slice(self, asker: str, problems: tuple[Problem, ...], most: int | None = None) -> Slice:
        """The slice of ``asker`` and ``problems`` (attributes left open).

        With ``most`` at most so many of its worlds: what varies is what only the last layer reads, then
        whatever else there is room for; the rest stays unknown. That part can show, never rule out.
        """
        case = Case(asker, tuple(sorted(problems, key=lambda problem: problem.category)))
        wanted = self._reference.wanted(case)
        choices = {name: self._classes(name, wanted[name]) for name in sorted(wanted)}
        if most is not None and prod(map(len, choices.values())) > most:
            outer = self._reference.reads(case)
            size, kept = 1, set()
            for name in sorted(choices, key=lambda name: (name in outer, name)):
                if size * len(choices[name]) <= most:
                    size *= len(choices[name])
                    kept.add(name)
            choices = {name: classes for name, classes in choices.items() if name in kept}
        return Slice(case, choices)

    def survey(self, cut: Slice) -> Survey:
        """What follows in every world of ``cut``."""
        return self._reference.survey(cut.case, (1 << cut.size) - 1, cut.masks())

    def _askers(self) -> tuple[str, ...]:
        """One asker of each class: those whom exactly the same rules accept."""
        rules = [rule.when.asker for rule in self._book.rules if rule.status == "active"]
        seen: dict[tuple[bool, ...], str] = {}
        for asker in self._book.vocabulary.askers:
            seen.setdefault(tuple(accepted is None or asker in accepted for accepted in rules), asker)
        return tuple(seen.values())

    def _units(self) -> tuple[Problem, ...]:
        """Every category with one role of each class: those that its rules tell apart."""
        units = []
        for category in self._book.vocabulary.categories.values():
            rules = [
                rule.when.peran
                for rule in self._book.rules
                if rule.status == "active" and speaks_of(rule, category.id)
            ]
            seen: dict[tuple[bool, ...], str] = {}
            for role in self._book.vocabulary.roles:
                read = category.role_read_as.get(role, role)
                seen.setdefault(tuple(accepted is None or read in accepted for accepted in rules), role)
            units += [Problem(category.id, role) for role in seen.values()]
        return tuple(units)

    def _classes(self, name: str, wanted: frozenset[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
        """The values of a variable, grouped by which of the wanted sets hold them."""
        category, dot, attribute = name.partition(".")
        if dot:
            values = (*self._book.vocabulary.categories[category].attributes[attribute].values, UNKNOWN)
        else:
            values = ANSWERS
            if name in self._implied:
                # Read as ya where unknown, but not where denied, though no rule may ask to part the two.
                wanted = wanted | {frozenset({UNKNOWN})}
        groups: dict[tuple[bool, ...], list[str]] = {}
        for value in values:
            groups.setdefault(tuple(value in sets for sets in wanted), []).append(value)
        return tuple(tuple(group) for group in groups.values())


def speaks_of(rule: Rule, category: str) -> bool:
    """Whether ``rule`` is tried for problems of ``category``."""
    return rule.when.any_problem or (rule.when.problem is not None and category in rule.when.problem)

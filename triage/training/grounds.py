"""Grounds: every case with one problem (or two), as one asker tells it, with the path of each.

A ground fixes asker, category and role; facts and attributes vary inside it, all at once, as worlds of
one survey (``triage.inference.worlds``). All grounds of a category number their worlds alike, so that
worlds of two roles or two askers can be held against each other. As in ``triage.verify.space``,
askers and roles that no rule tells apart are one class, and so are values of a fact; here the role
where none is stated and the value that says nothing stand for their class, so the plainest case does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from triage.case.model import Case, Problem
from triage.deciding.ordering import track_order
from triage.inference.reference import ReferenceEvaluator, Survey
from triage.rulebook.model import Rulebook
from triage.training.behind import Ends, behind, ends
from triage.training.model import Path
from triage.verify.space import Slice, Space, speaks_of
from triage.vocabulary.closed import ANSWERS, UNKNOWN


@dataclass(frozen=True)
class Ground:
    """The worlds of one asker and one set of problems.

    ``ends``: the worlds of each severity, first track and path. ``plain``: the worlds in which so many
    values are stated, by number. ``usable``: whether its cases may be drilled.
    """

    cut: Slice
    survey: Survey
    ends: Ends
    plain: tuple[int, ...]
    usable: bool

    @cached_property
    def stands(self) -> dict[str, int]:
        """Per rule, the worlds in which it stands."""
        stands: dict[str, int] = {}
        for bound, _, worlds in self.survey.fired:
            if worlds:
                stands[bound.rule.id] = stands.get(bound.rule.id, 0) | worlds
        return stands

    @cached_property
    def behind(self) -> dict[str, int]:
        """Per rule, the worlds in which it is behind the path."""
        return behind(self.survey, self.ends)

    @property
    def asker(self) -> str:
        """Who asks."""
        return self.cut.case.asker

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems, attributes left open."""
        return self.cut.case.problems

    def plainest(self, worlds: int, most: int) -> Iterator[int]:
        """At most ``most`` of ``worlds``, all of those that state the least."""
        for plain in self.plain:
            if worlds & plain:
                yield from islice(_bits(worlds & plain), most)
                return

    def stated(self, world: int) -> int:
        """How many values a world states."""
        return next(n for n, plain in enumerate(self.plain) if plain >> world & 1)

    def case(self, world: int) -> Case:
        """The case of a world."""
        case = self._cases.get(world)
        if case is None:
            case = self._cases[world] = self.cut.witness(1 << world)
        return case

    @cached_property
    def _cases(self) -> dict[int, Case]:
        return {}

    def path(self, world: int) -> Path | None:
        """The path of a world; None where the rules give no track."""
        return next((path for path, worlds in self.ends.paths.items() if worlds >> world & 1), None)

    def beyond(self, world: int) -> tuple[tuple[str, int], ...]:
        """Every world that differs in one value and ends in another path, with the name of what differs."""
        known = self._beyond.get(world)
        if known is None:
            path = self.path(world)
            known = self._beyond[world] = tuple(
                (name, near) for name, near in self._near(world) if self.path(near) not in (path, None)
            )
        return known

    @cached_property
    def _beyond(self) -> dict[int, tuple[tuple[str, int], ...]]:
        return {}

    def _near(self, world: int) -> Iterator[tuple[str, int]]:
        stride = 1
        for name, classes in self.cut.choices.items():
            digit = world // stride % len(classes)
            for other in range(len(classes)):
                if other != digit:
                    yield name, world + (other - digit) * stride
            stride *= len(classes)


class Grounds:
    """The grounds of one rulebook. ``usable``: whether cases with such problems may be drilled."""

    def __init__(self, book: Rulebook, reference: ReferenceEvaluator, usable: Callable[[Case], bool]) -> None:
        self._usable = usable
        self._book = book
        self._reference = reference
        self._space = Space(book, reference)
        self._order = track_order(book)
        self._implied = {fact for rule in book.rules if rule.status == "active" for fact in rule.then.facts}
        self.askers = self._space.askers
        self.units = tuple(unit for category in book.vocabulary.categories for unit in self._units(category))

    def of_categories(self) -> Iterator[tuple[Ground, ...]]:
        """For each category, its grounds: every role and asker, worlds numbered alike."""
        for category in self._book.vocabulary.categories:
            units = [(unit,) for unit in self.units if unit.category == category]
            yield self._alike(units)

    def of_pairs(self) -> Iterator[Ground]:
        """A ground for every two kinds of problems, as ``Space.pairs`` cuts them."""
        for cut in self._space.pairs():
            yield from self._alike([cut.case.problems], (cut.case.asker,))

    def _alike(self, units: Sequence[tuple[Problem, ...]], askers: Sequence[str] = ()) -> tuple[Ground, ...]:
        cases = [Case(asker, unit) for unit, asker in product(units, askers or self.askers)]
        wanted: dict[str, frozenset[frozenset[str]]] = {}
        for case in cases:
            for name, sets in self._reference.wanted(case).items():
                wanted[name] = wanted.get(name, frozenset()) | sets
        choices = {name: self._classes(name, wanted[name]) for name in sorted(wanted)}
        plain = _plain([len(classes) for classes in choices.values()])
        return tuple(self._ground(Slice(case, choices), plain) for case in cases)

    def _ground(self, cut: Slice, plain: tuple[int, ...]) -> Ground:
        survey = self._reference.survey(cut.case, (1 << cut.size) - 1, cut.masks())
        return Ground(cut, survey, ends(survey, self._order), plain, self._usable(cut.case))

    def _units(self, category: str) -> Iterator[Problem]:
        """One role of each class: the default, or the first that is read as itself."""
        known = self._book.vocabulary.categories[category]
        accepted = [
            rule.when.peran
            for rule in self._book.rules
            if rule.status == "active" and speaks_of(rule, category)
        ]
        roles = [known.role_read_as.get(known.role, known.role), *self._book.vocabulary.roles]
        seen: set[tuple[bool, ...]] = set()
        for n, role in enumerate(roles):
            if known.role_read_as.get(role, role) != role:
                continue
            kind = tuple(roles is None or role in roles for roles in accepted)
            if kind not in seen:
                seen.add(kind)
                yield Problem(category, role if n else None)

    def _classes(self, name: str, wanted: frozenset[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
        """The values of a variable that no wanted set tells apart, those like unknown first."""
        category, dot, attribute = name.partition(".")
        values: tuple[str, ...] = ANSWERS
        if dot:
            values = tuple(self._book.vocabulary.categories[category].attributes[attribute].values)
        elif name in self._implied:
            # Read as ya where unknown, but not where denied, though no rule may ask to part the two.
            wanted = wanted | {frozenset({UNKNOWN})}
        groups: dict[tuple[bool, ...], list[str]] = {}
        for value in (UNKNOWN, *(value for value in values if value != UNKNOWN)):
            groups.setdefault(tuple(value in sets for sets in sorted(wanted, key=sorted)), []).append(value)
        return tuple(tuple(group) for group in groups.values())


def _plain(sizes: Sequence[int]) -> tuple[int, ...]:
    """The worlds in which so many digits are not the first, by number, in mixed radix."""
    plain, stride = [1], 1
    for size in sizes:
        more = [0] * (len(plain) + 1)
        for n, worlds in enumerate(plain):
            more[n] |= worlds
            for digit in range(1, size):
                more[n + 1] |= worlds << digit * stride
        plain = more
        stride *= size
    return tuple(plain)


def _bits(worlds: int) -> Iterator[int]:
    while worlds:
        low = worlds & -worlds
        yield low.bit_length() - 1
        worlds ^= low

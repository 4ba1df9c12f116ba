"""The conditions of a rule one by one, and which of them hold in a case.

A rule fires when all its conditions hold. A condition decides alone in a case where it fails, every
other condition of the rule holds, the rule fires for no problem of that case, and no other rule
would have taken its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from triage.case.model import Case, Problem
from triage.inference.result import Firing, Inference
from triage.rulebook.model import LAYER_INDEX, LAYERS, Layer, Rule, Rulebook
from triage.vocabulary.closed import UNKNOWN, Action

Kind = Literal[
    "problem",
    "attributes",
    "peran",
    "base",
    "grade",
    "facts",
    "asker",
    "severity",
    "urgency",
    "parents",
    "tracks",
    "notices",
    "findings",
]
#: Conditions on what the case says, which anybody can state; the rest follow from other rules.
STATED: frozenset[Kind] = frozenset({"problem", "attributes", "peran", "facts", "asker"})


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition. ``name``: which attribute, fact, action, notice or finding.

    ``wanted`` holds the values it accepts; None for an action accepts any party. For a notice and a
    finding the values are ``ya`` and ``tidak``.
    """

    kind: Kind
    name: str = ""
    wanted: frozenset[str] | None = None

    @property
    def key(self) -> str:
        """As the rule file has it: ``facts.luka``, ``peran``."""
        return f"{self.kind}.{self.name}" if self.name else self.kind


def atoms_of(rule: Rule) -> tuple[Atom, ...]:
    """The conditions of ``rule`` in the order of the rule file's keys. ``any`` is no condition."""
    return tuple(_atoms(rule))


def _atoms(rule: Rule) -> Iterator[Atom]:
    when = rule.when
    if when.problem is not None:
        yield Atom("problem", "", when.problem)
    for name, values in when.attributes:
        yield Atom("attributes", name, values)
    if when.peran is not None:
        yield Atom("peran", "", when.peran)
    if when.base is not None:
        yield Atom("base", "", frozenset(when.base))
    if when.grade is not None:
        yield Atom("grade", "", frozenset(when.grade))
    for fact, answers in when.facts:
        yield Atom("facts", fact, frozenset(answers))
    if when.asker is not None:
        yield Atom("asker", "", when.asker)
    if when.severity is not None:
        yield Atom("severity", "", frozenset(when.severity))
    if when.urgency is not None:
        yield Atom("urgency", "", frozenset(when.urgency))
    if when.parents is not None:
        yield Atom("parents", "", frozenset(when.parents))
    for action, parties in when.tracks:
        yield Atom("tracks", action, parties)
    for notice in when.notices:
        yield Atom("notices", notice, frozenset({"ya"}))
    for finding, there in when.findings:
        yield Atom("findings", finding, frozenset({"ya" if there else "tidak"}))


class Rules:
    """The active rules of a rulebook, their conditions, and who overrides whom."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.active = tuple(rule for rule in book.rules if rule.status == "active")
        self.by_id: Mapping[str, Rule] = {rule.id: rule for rule in self.active}
        self.atoms: Mapping[str, tuple[Atom, ...]] = {rule.id: atoms_of(rule) for rule in self.active}
        self.overriders: Mapping[str, frozenset[str]] = {
            rule.id: frozenset(other.id for other in self.active if rule.id in other.overrides)
            for rule in self.active
        }

        self._in_order = {
            layer: tuple(sorted((rule for rule in self.active if rule.layer == layer), key=self._height))
            for layer in LAYERS
        }

    def in_order(self, layer: Layer) -> tuple[Rule, ...]:
        """The active rules of ``layer``, overriders before those they override."""
        return self._in_order[layer]

    def _height(self, rule: Rule) -> int:
        return 1 + max((self._height(self.by_id[id]) for id in self.overriders[rule.id]), default=-1)

    def role(self, problem: Problem) -> str:
        """The role in ``problem`` as the rules read it."""
        category = self.book.vocabulary.categories[problem.category]
        role = problem.peran or category.role
        return category.role_read_as.get(role, role)


Tracks = Collection[tuple[Action, str]]


class Met:
    """How one case meets the conditions of every rule, by what was inferred of it."""

    def __init__(self, rules: Rules, case: Case, inference: Inference) -> None:
        self.case = case
        self._rules = rules
        self._inference = inference
        self._facts = dict(case.facts)
        self._implied = frozenset(inference.facts)
        self._grades = {category: (base, grade) for category, base, grade in inference.grades}
        self._acting = [firing for firing in inference.firings if firing.by is None]
        self._held = {firing.rule for firing in inference.firings}
        self._before: dict[Layer, tuple[Tracks, Collection[str], Collection[str]]] = {}

    @property
    def fires(self) -> frozenset[str]:
        """The rules that fire, those overridden left out."""
        return frozenset(firing.rule for firing in self._acting)

    def failing(self, rule: Rule, problem: Problem | None) -> tuple[Atom, ...]:
        """The conditions of ``rule`` that do not hold for ``problem`` (None: a rule of the case)."""
        return tuple(atom for atom in self._rules.atoms[rule.id] if not self.holds(atom, problem, rule.layer))

    def fail(self, rule: Rule) -> frozenset[Atom]:
        """The conditions that fail for at least one problem of the case."""
        return frozenset(atom for problem in self.instances(rule) for atom in self.failing(rule, problem))

    def lacking(self, rule: Rule) -> tuple[Atom, ...]:
        """What keeps ``rule`` from firing: the fewest conditions that fail for one problem."""
        return min((self.failing(rule, problem) for problem in self.instances(rule)), key=len)

    def alone(self, rule: Rule) -> frozenset[Atom]:
        """The conditions that decide alone here whether ``rule`` fires."""
        if rule.id in self._held:
            return frozenset()
        found = set()
        for problem in self.instances(rule):
            failing = self.failing(rule, problem)
            if len(failing) == 1 and not self._replaced(rule, problem):
                found.add(failing[0])
        return frozenset(found)

    def instances(self, rule: Rule) -> tuple[Problem | None, ...]:
        """What ``rule`` is tried on: each problem, or the case."""
        return self.case.problems if rule.when.of_a_problem else (None,)

    def holds(self, atom: Atom, problem: Problem | None, layer: Layer) -> bool:
        """Whether a condition of a rule of ``layer`` holds for ``problem``."""
        if atom.kind == "tracks":
            tracks = self._so_far(layer)[0]
            return any(
                action == atom.name and (atom.wanted is None or to in atom.wanted) for action, to in tracks
            )
        return atom.wanted is not None and self._value(atom, problem, layer) in atom.wanted

    def _value(self, atom: Atom, problem: Problem | None, layer: Layer) -> str | None:
        """What a condition looks at; None where there is no such thing."""
        if atom.kind in ("severity", "urgency", "parents"):
            value: str = getattr(self._inference, atom.kind)
            return value
        if atom.kind == "asker":
            return self.case.asker
        if atom.kind == "facts":
            # What is stated prevails; the layer that sets facts does not read what it sets.
            implied = layer != "implied" and atom.name in self._implied
            return self._facts.get(atom.name, "ya" if implied else UNKNOWN)
        if atom.kind in ("notices", "findings"):
            there = self._so_far(layer)[1 if atom.kind == "notices" else 2]
            return "ya" if atom.name in there else "tidak"
        return None if problem is None else self._of_problem(atom, problem)

    def _of_problem(self, atom: Atom, problem: Problem) -> str | None:
        if atom.kind == "problem":
            return problem.category
        if atom.kind == "peran":
            return self._rules.role(problem)
        if atom.kind == "attributes":
            category = self._rules.book.vocabulary.categories[problem.category]
            return (
                dict(problem.attributes).get(atom.name, UNKNOWN) if atom.name in category.attributes else None
            )
        return self._grades[problem.category][0 if atom.kind == "base" else 1]

    def _so_far(self, layer: Layer) -> tuple[Tracks, Collection[str], Collection[str]]:
        """Tracks, notices and findings as they stood before ``layer``."""
        if layer not in self._before:
            index = LAYER_INDEX[layer]
            rules = [self._rules.by_id[firing.rule] for firing in self._acting]
            earlier = [rule.then for rule in rules if LAYER_INDEX[rule.layer] < index]
            self._before[layer] = (
                {track for then in earlier for track in then.tracks},
                {notice for then in earlier for notice in then.notices},
                {finding for then in earlier for finding in then.findings},
            )
        return self._before[layer]

    def _replaced(self, rule: Rule, problem: Problem | None) -> bool:
        """Whether another rule would take the place of ``rule`` for ``problem``."""
        by = self._rules.overriders[rule.id]
        category = problem.category if problem is not None else None
        return bool(by) and any(firing.rule in by and _meet(firing, category) for firing in self._acting)


def _meet(firing: Firing, category: str | None) -> bool:
    return firing.problem is None or category is None or firing.problem == category

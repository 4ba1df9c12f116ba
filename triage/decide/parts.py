"""The parts of a rule's condition, each with what it wants and what the case holds.

Used to say why a rule fired and why another did not. It evaluates nothing anew: it looks at the
case and at what inference concluded; a test holds it against the evaluators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from triage.case.model import Case
from triage.inference.result import Inference
from triage.rulebook.model import LAYER_INDEX, Layer, Rule, Rulebook
from triage.vocabulary.closed import UNKNOWN, Action
from triage.vocabulary.open import Vocabulary


class Part(NamedTuple):
    """One part of a condition.

    ``name``: a fact, ``category.attribute``, ``category.peran``, ``category.base``,
    ``category.grade``, ``problem``, ``asker``, ``severity``, ``urgency``, ``parents``, an action, or
    the id of a notice or finding. ``found`` is empty where nothing is there.
    """

    name: str
    wanted: tuple[str, ...]
    found: str
    holds: bool


class Reading:
    """What the rules of one case could read, by the names of ``Part``. ``held``: those that hold."""

    def __init__(self, book: Rulebook, case: Case, inference: Inference, held: Sequence[Rule]) -> None:
        self._inference = inference
        self._stated = stated_by(book.vocabulary, case)
        self._implied = frozenset(inference.facts)
        self._grades = {category: (base, grade) for category, base, grade in inference.grades}
        self._held = held
        self._before: dict[Layer, tuple[frozenset[tuple[Action, str]], frozenset[str], frozenset[str]]] = {}

    def parts(self, rule: Rule, problem: str | None) -> tuple[Part, ...]:
        """The parts of ``rule`` for ``problem`` (None for a rule of the case, or when none fits)."""
        when = rule.when
        parts: list[Part] = []
        if when.problem is not None and problem not in when.problem:
            parts.append(Part("problem", tuple(sorted(when.problem)), problem or "", False))
            problem = None
        if problem is not None:
            for attribute, values in when.attributes:
                parts.append(self._part(f"{problem}.{attribute}", values))
            if when.peran is not None:
                parts.append(self._part(f"{problem}.peran", when.peran))
            base, grade = self._grades[problem]
            if when.base is not None:
                parts.append(_part(f"{problem}.base", when.base, base))
            if when.grade is not None:
                parts.append(_part(f"{problem}.grade", when.grade, grade))
        for fact, answers in when.facts:
            # The layer that sets facts reads them as stated; every later layer as set, where open.
            if fact in self._implied and rule.layer != "implied" and fact not in self._stated:
                parts.append(_part(fact, answers, "ya"))
            else:
                parts.append(self._part(fact, answers))
        if when.asker is not None:
            parts.append(self._part("asker", when.asker))
        if when.severity is not None:
            parts.append(_part("severity", when.severity, self._inference.severity))
        if when.urgency is not None:
            parts.append(_part("urgency", when.urgency, self._inference.urgency))
        if when.parents is not None:
            parts.append(_part("parents", when.parents, self._inference.parents))
        if when.tracks or when.notices or when.findings:
            parts += self._concluded(rule)
        return tuple(parts)

    def _part(self, name: str, wanted: frozenset[str]) -> Part:
        return _part(name, wanted, self._stated.get(name, UNKNOWN))

    def _concluded(self, rule: Rule) -> list[Part]:
        tracks, notices, findings = self._so_far(rule.layer)
        parts = []
        for action, parties in rule.when.tracks:
            found = sorted(to for name, to in tracks if name == action)
            there = [to for to in found if parties is None or to in parties]
            parts.append(Part(action, tuple(sorted(parties or ())), ", ".join(there), bool(there)))
        for notice in rule.when.notices:
            parts.append(Part(notice, ("ya",), "ya" if notice in notices else "tidak", notice in notices))
        for finding, wanted in rule.when.findings:
            held = finding in findings
            parts.append(
                Part(finding, ("ya" if wanted else "tidak",), "ya" if held else "tidak", held == wanted)
            )
        return parts

    def _so_far(self, layer: Layer) -> tuple[frozenset[tuple[Action, str]], frozenset[str], frozenset[str]]:
        """Tracks, notices and findings as they stood before ``layer``."""
        if layer not in self._before:
            earlier = [rule.then for rule in self._held if LAYER_INDEX[rule.layer] < LAYER_INDEX[layer]]
            self._before[layer] = (
                frozenset(track for then in earlier for track in then.tracks),
                frozenset(notice for then in earlier for notice in then.notices),
                frozenset(finding for then in earlier for finding in then.findings),
            )
        return self._before[layer]


def _part(name: str, wanted: frozenset[str], found: str) -> Part:
    return Part(name, tuple(sorted(wanted)), found, found in wanted)


def stated_by(vocabulary: Vocabulary, case: Case) -> Mapping[str, str]:
    """What the case states, by the names of ``Part``; roles as the rules read them."""
    stated: dict[str, str] = {"asker": case.asker, **dict(case.facts)}
    for problem in case.problems:
        category = vocabulary.categories[problem.category]
        role = problem.peran or category.role
        stated[f"{category.id}.peran"] = category.role_read_as.get(role, role)
        stated.update({f"{category.id}.{name}": value for name, value in problem.attributes})
    return stated

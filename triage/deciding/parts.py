"""The parts of a rule's condition, each with what it wants and what the case holds.

Used to say why a rule fired and why another did not. It evaluates nothing anew: it looks at the
case and at what inference concluded; a test holds it against the evaluators.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from triage.case.model import Case
from triage.inference.result import Inference
from triage.rulebook.model import LAYER_INDEX, Rule, Rulebook
from triage.vocabulary.closed import UNKNOWN, Action


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


#: As ``Part``, with the values in no order.
_Asked = tuple[str, frozenset[str], str, bool]

_NONE: Final[frozenset[str]] = frozenset()
_YES: Final = frozenset({"ya"})
_NO: Final = frozenset({"tidak"})


class Reading:
    """What the rules of one case could read, by the names of ``Part``. ``held``: those that hold."""

    def __init__(self, book: Rulebook, case: Case, inference: Inference, held: Sequence[Rule]) -> None:
        self._inference = inference
        self._asker = case.asker
        self._facts: dict[str, str] = dict(case.facts)
        self._problems = {problem.category: problem for problem in case.problems}
        self._categories = book.vocabulary.categories
        self._implied = frozenset(inference.facts)
        self._grades = {category: (base, grade) for category, base, grade in inference.grades}
        self._held = held

    def parts(self, rule: Rule, problem: str | None) -> tuple[Part, ...]:
        """The parts of ``rule`` for ``problem`` (None for a rule of the case, or when none fits)."""
        return tuple(
            Part(name, tuple(sorted(wanted)), found, holds)
            for name, wanted, found, holds in self._asked(rule, problem)
        )

    def found(self, rule: Rule, problem: str | None) -> tuple[tuple[str, str], ...]:
        """Only the name of each part and what is found."""
        return tuple([(name, found) for name, _, found, _ in self._asked(rule, problem)])

    def _asked(self, rule: Rule, problem: str | None) -> Iterator[_Asked]:
        when = rule.when
        if when.problem is not None and problem not in when.problem:
            yield "problem", when.problem, problem or "", False
            problem = None
        if problem is not None:
            for attribute, values in when.attributes:
                stated = dict(self._problems[problem].attributes).get(attribute, UNKNOWN)
                yield _part(f"{problem}.{attribute}", values, stated)
            if when.peran is not None:
                yield _part(f"{problem}.peran", when.peran, self._role(problem))
            if when.base is not None:
                yield _part(f"{problem}.base", when.base, self._grades[problem][0])
            if when.grade is not None:
                yield _part(f"{problem}.grade", when.grade, self._grades[problem][1])
        for fact, answers in when.facts:
            # The layer that sets facts reads them as stated; every later layer as set, where open.
            if fact in self._implied and rule.layer != "implied" and fact not in self._facts:
                yield _part(fact, answers, "ya")
            else:
                yield _part(fact, answers, self._facts.get(fact, UNKNOWN))
        if when.asker is not None:
            yield _part("asker", when.asker, self._asker)
        if when.severity is not None:
            yield _part("severity", when.severity, self._inference.severity)
        if when.urgency is not None:
            yield _part("urgency", when.urgency, self._inference.urgency)
        if when.parents is not None:
            yield _part("parents", when.parents, self._inference.parents)
        if when.tracks or when.notices or when.findings:
            yield from self._concluded(rule)

    def _role(self, problem: str) -> str:
        """The role in a problem, as the rules read it."""
        category = self._categories[problem]
        stated = self._problems[problem].peran or category.role
        return category.role_read_as.get(stated, stated)

    def _concluded(self, rule: Rule) -> Iterator[_Asked]:
        layer = LAYER_INDEX[rule.layer]
        tracks, notices, findings = self._since
        for action, parties in rule.when.tracks:
            there = [
                to
                for (name, to), since in sorted(tracks.items())
                if name == action and since < layer and (parties is None or to in parties)
            ]
            yield action, parties or _NONE, ", ".join(there), bool(there)
        for notice in rule.when.notices:
            held = notices.get(notice, layer) < layer
            yield notice, _YES, "ya" if held else "tidak", held
        for finding, wanted in rule.when.findings:
            held = findings.get(finding, layer) < layer
            yield finding, _YES if wanted else _NO, "ya" if held else "tidak", held == wanted

    @cached_property
    def _since(self) -> tuple[dict[tuple[Action, str], int], dict[str, int], dict[str, int]]:
        """From which layer on each track, notice and finding is there."""
        tracks: dict[tuple[Action, str], int] = {}
        notices: dict[str, int] = {}
        findings: dict[str, int] = {}
        for rule in self._held:
            layer, then = LAYER_INDEX[rule.layer], rule.then
            for track in then.tracks:
                tracks[track] = min(layer, tracks.get(track, layer))
            for notice in then.notices:
                notices[notice] = min(layer, notices.get(notice, layer))
            for finding in then.findings:
                findings[finding] = min(layer, findings.get(finding, layer))
        return tracks, notices, findings


def _part(name: str, wanted: frozenset[str], found: str) -> _Asked:
    return name, wanted, found, found in wanted

"""How grave each problem is before any fact: asked of the reference evaluator, value by value."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import UNKNOWN, Severity
from triage.vocabulary.open import Category


@dataclass(frozen=True, slots=True)
class Grade:
    """A severity, the roles it is for (none: all of them), and the rules that say so."""

    severity: Severity
    roles: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GradeRow:
    """The grades of a category with these attribute values; ``tidak_tahu`` where not known."""

    values: tuple[tuple[str, str], ...]
    grades: tuple[Grade, ...]

    @property
    def in_short(self) -> tuple[tuple[Severity, tuple[str, ...]], ...]:
        """Each severity with its roles; the one of most roles first, without them."""
        usual, *others = sorted(self.grades, key=lambda grade: -len(grade.roles))
        return ((usual.severity, ()), *((grade.severity, grade.roles) for grade in others))


def grades_of(book: Rulebook, evaluator: ReferenceEvaluator, category: Category) -> tuple[GradeRow, ...]:
    """One row for each combination of attribute values, the unknown ones last."""
    grading = {rule.id for rule in book.rules if rule.layer == "grade"}
    asker = next(iter(book.vocabulary.askers))
    rows = []
    for values in product(*((*one.values, UNKNOWN) for one in category.attributes.values())):
        stated = tuple(zip(category.attributes, values, strict=True))
        known = tuple(sorted((name, value) for name, value in stated if value != UNKNOWN))
        roles: dict[Severity, list[str]] = {}
        rules: dict[Severity, dict[str, None]] = {}
        for role in book.vocabulary.roles:
            found = evaluator.infer(Case(asker, (Problem(category.id, role, known),)))
            severity = next(base for name, base, _ in found.grades if name == category.id)
            roles.setdefault(severity, []).append(role)
            holding = (one.rule for one in found.firings if one.rule in grading and one.by is None)
            rules.setdefault(severity, {}).update(dict.fromkeys(holding))
        grades = tuple(
            Grade(severity, tuple(who) if len(roles) > 1 else (), tuple(rules[severity]))
            for severity, who in roles.items()
        )
        rows.append(GradeRow(stated, grades))
    return tuple(rows)

"""Every problem a case can hold has one severity before facts: no gap, no contradiction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from triage.rulebook.checks.overrides import overrides_are_not_circular
from triage.rulebook.documents import RuleLogic
from triage.rulebook.draft import Draft
from triage.rulebook.forms import Every
from triage.rulebook.nodes import Word
from triage.rulebook.problems import Problem
from triage.vocabulary.closed import UNKNOWN

#: More combinations of attribute values than this in one category cannot be looked at one by one.
MOST_COMBINATIONS = 2000
_LAYER = "grade"

#: One way a problem may stand in a case: attribute values, and the role as read.
Standing = tuple[dict[str, str], str]


def grades_agree(draft: Draft) -> Iterator[Problem]:
    """Two rules that hold together grade alike, unless one overrides the other."""
    told: set[tuple[str, str]] = set()
    for category, standing, holding in _standings(draft):
        graded = [rule for rule in _prevailing(holding) if rule.then.severity is not None]
        for n, rule in enumerate(graded):
            for other in graded[:n]:
                pair = (str(other.id), str(rule.id))
                if rule.then.severity != other.then.severity and pair not in told:
                    told.add(pair)
                    found = f"{pair[0]} ({other.then.severity}), {pair[1]} ({rule.then.severity})"
                    place = rule.then.at("severity")
                    yield Problem(place, "grades-contradict", found, _said(category, standing))


def grades_are_complete(draft: Draft) -> Iterator[Problem]:
    """Every category has a severity for every attribute value, unknown included, and every role."""
    gaps: dict[tuple[Word, str], list[str]] = {}
    for category, (stated, role), holding in _standings(draft):
        if not any(rule.then.severity is not None for rule in _prevailing(holding)):
            gaps.setdefault((category, _values(stated)), []).append(role)
    for (category, values), roles in gaps.items():
        found = "; ".join(filter(None, [values, f"peran: {', '.join(roles)}"]))
        yield Problem(category.place, "grade-missing", str(category), found)


def combinations_are_few(draft: Draft) -> Iterator[Problem]:
    """A category keeps to so many combinations of attribute values as can all be looked at."""
    for category in draft.names.categories:
        count = _count(draft, category)
        if count > MOST_COMBINATIONS:
            yield Problem(category.place, "too-many-combinations", str(count), str(MOST_COMBINATIONS))


def _count(draft: Draft, category: Word) -> int:
    return prod(len(values) + 1 for values in draft.names.attributes[category].values())


def _standings(draft: Draft) -> Iterator[tuple[Word, Standing, list[RuleLogic]]]:
    """Each way a problem may stand, with the active rules that then grade it.

    None while a rule could not be read or overrides run in a circle: what is missing would look
    like a gap, and an overrider that is missing like a contradiction.
    """
    if "rules" in draft.broken or next(overrides_are_not_circular(draft), None) is not None:
        return
    grading: dict[str, list[RuleLogic]] = {}
    for rule in draft.rules:
        if rule.layer == _LAYER and rule.status == "active":
            of_any = isinstance(rule.when.problem, Every)
            for category in draft.names.categories if of_any else rule.when.problem or ():
                grading.setdefault(category, []).append(rule)
    for category in draft.names.categories:
        if _count(draft, category) > MOST_COMBINATIONS:
            continue
        mine = grading.get(category, [])
        attributes = draft.names.attributes[category]
        for values in product(*((*known, UNKNOWN) for known in attributes.values())):
            stated = dict(zip(attributes, values, strict=True))
            for role in draft.names.roles_read[category]:
                holding = [rule for rule in mine if _holds(rule, stated, role)]
                yield category, (stated, role), holding


def _holds(rule: RuleLogic, values: dict[str, str], role: str) -> bool:
    asked = rule.when.attributes.items()
    return all(values.get(name) in allowed for name, allowed in asked) and (
        rule.when.peran is None or role in rule.when.peran
    )


def _prevailing(holding: Sequence[RuleLogic]) -> list[RuleLogic]:
    """The rules whose conclusions stand: those that no rule which itself stands overrides."""
    overriders = {
        str(rule.id): [other for other in holding if rule.id in other.overrides] for rule in holding
    }
    stands: dict[str, bool] = {}
    waiting = list(holding)
    while waiting:  # there are no circles, so each round settles at least one rule
        for rule in waiting:
            above = overriders[rule.id]
            if all(str(other.id) in stands for other in above):
                stands[str(rule.id)] = not any(stands[other.id] for other in above)
        waiting = [rule for rule in waiting if str(rule.id) not in stands]
    return [rule for rule in holding if stands[rule.id]]


def _values(values: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in values.items())


def _said(category: str, standing: Standing) -> str:
    values, role = standing
    return "; ".join(filter(None, [str(category), _values(values), f"peran: {role}"]))

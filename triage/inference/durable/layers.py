"""What a rule of each layer may read and conclude, and that a rule keeps to it.

The engine matches a rule as soon as everything it reads is asserted, so a rule that read further
than its layer would match too late or never. The loader refuses such a rule with its place; here
it is refused once more, whatever made the rulebook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from triage.inference.errors import RuleUnfit
from triage.rulebook.model import LAYERS, Conclusion, Condition, Layer, Rule

_OF_A_PROBLEM: Final = frozenset({"problem", "attributes", "peran"})
_SUBSTANCE: Final = _OF_A_PROBLEM | {"facts", "asker", "base", "grade"}
_CASE: Final = _SUBSTANCE | {"tracks", "notices", "findings"}

READS: Final[Mapping[Layer, frozenset[str]]] = {
    "implied": _OF_A_PROBLEM | {"facts", "asker"},
    "grade": _OF_A_PROBLEM,
    "raise": _OF_A_PROBLEM | {"facts", "asker", "base"},
    "substance": _SUBSTANCE,
    "case": _CASE,
    "path": _CASE | {"severity"},
    "procedure": _CASE | {"severity", "urgency", "parents"},
}

_FOUND: Final = frozenset({"tracks", "notices", "findings", "parents", "urgency_at_least", "provisional"})

CONCLUDES: Final[Mapping[Layer, frozenset[str]]] = {
    "implied": frozenset({"facts"}),
    "grade": frozenset({"severity"}),
    "raise": frozenset({"severity_at_least", "urgency_at_least"}),
    "substance": _FOUND,
    "case": _FOUND | {"severity_at_least"},
    "path": _FOUND | {"lead"},
    "procedure": frozenset({"findings", "requirements"}),
}


def read_parts(when: Condition) -> frozenset[str]:
    """The names of the parts that a condition asks."""
    asked = {
        "problem": when.of_a_problem,
        "attributes": bool(when.attributes),
        "peran": when.peran is not None,
        "base": when.base is not None,
        "grade": when.grade is not None,
        "facts": bool(when.facts),
        "asker": when.asker is not None,
        "severity": when.severity is not None,
        "urgency": when.urgency is not None,
        "parents": when.parents is not None,
        "tracks": bool(when.tracks),
        "notices": bool(when.notices),
        "findings": bool(when.findings),
    }
    return frozenset(part for part, is_asked in asked.items() if is_asked)


def concluded_parts(then: Conclusion) -> frozenset[str]:
    """The names of the parts that a conclusion holds."""
    held = {
        "facts": bool(then.facts),
        "severity": then.severity is not None,
        "severity_at_least": then.severity_at_least is not None,
        "urgency_at_least": then.urgency_at_least is not None,
        "tracks": bool(then.tracks),
        "notices": bool(then.notices),
        "findings": bool(then.findings),
        "parents": then.parents is not None,
        "lead": then.lead is not None,
        "provisional": then.provisional,
        "requirements": bool(then.requirements),
    }
    return frozenset(part for part, is_held in held.items() if is_held)


def keep_to_layer(rule: Rule) -> None:
    """Raise ``RuleUnfit`` where ``rule`` reads or concludes what its layer may not."""
    reads, concludes = read_parts(rule.when), concluded_parts(rule.then)
    beyond = sorted(reads - READS[rule.layer])
    if beyond:
        raise RuleUnfit(rule.id, f"{rule.layer} reads {', '.join(beyond)}")
    beyond = sorted(concludes - CONCLUDES[rule.layer])
    if beyond:
        raise RuleUnfit(rule.id, f"{rule.layer} concludes {', '.join(beyond)}")
    for part, names in (
        ("attributes", [name for name, _ in rule.when.attributes]),
        ("facts", [name for name, _ in rule.when.facts]),
        ("tracks", [action for action, _ in rule.when.tracks]),
    ):
        if len(set(names)) < len(names):
            raise RuleUnfit(rule.id, f"{part} asks the same twice")
    if not rule.when.of_a_problem:
        alone = sorted(reads & {"attributes", "peran", "base", "grade"})
        if alone:
            raise RuleUnfit(rule.id, f"{', '.join(alone)} without a problem")
        if rule.then.severity is not None:
            raise RuleUnfit(rule.id, "severity without a problem")


def overriders(rules: Sequence[Rule]) -> tuple[tuple[int, ...], ...]:
    """For each rule the positions of those that override it, in rulebook order.

    ``rules`` are the active ones. Raises ``RuleUnfit`` for an override that leaves its layer or
    comes back to itself; one of a rule that is not active is without effect.
    """
    position = {rule.id: n for n, rule in enumerate(rules)}
    above: list[list[int]] = [[] for _ in rules]
    for n, rule in enumerate(rules):
        for overridden in dict.fromkeys(rule.overrides):
            target = position.get(overridden)
            if target is None:
                continue
            if rules[target].layer != rule.layer:
                raise RuleUnfit(rule.id, f"overrides {overridden} of layer {rules[target].layer}")
            above[target].append(n)
    _refuse_circles(rules, above)
    return tuple(tuple(found) for found in above)


def _refuse_circles(rules: Sequence[Rule], above: Sequence[Sequence[int]]) -> None:
    """Take away rules that nothing left overrides, until none is left; what stays is a circle."""
    waiting = [len(found) for found in above]
    below: list[list[int]] = [[] for _ in rules]
    for target, found in enumerate(above):
        for overrider in found:
            below[overrider].append(target)
    free = [n for n, count in enumerate(waiting) if not count]
    done = 0
    while free:
        done += 1
        for target in below[free.pop()]:
            waiting[target] -= 1
            if not waiting[target]:
                free.append(target)
    if done < len(rules):
        circle = next(n for n, count in enumerate(waiting) if count)
        raise RuleUnfit(rules[circle].id, "overrides come back to themselves")


assert set(READS) == set(CONCLUDES) == set(LAYERS)

"""From a rulebook to what the engine is given: a few small rule sets in its trustworthy subset.

The rules of a problem are compiled once for each category they speak of, into a rule set of that
category; the rules of the case into one more. A case then wakes only the rule sets it concerns
(the engine's cost grows with the size of a rule set, not with what matches). Rules that ask the
same are one match in the engine, whatever layer they belong to: each sign a layer reads is
asserted only when it is final, so a rule may match before its layer's turn, never after.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from triage.inference.durable import signs
from triage.inference.durable.layers import keep_to_layer, overriders
from triage.inference.durable.signs import Pattern, Sign, is_plain
from triage.inference.errors import RuleUnfit
from triage.rulebook.model import LAYER_INDEX, Condition, Rule, Rulebook

#: The rule that is fired once when a handle is made: a state that never fired cannot be deleted.
WARM: Final = "warm"


class Match(Struct, frozen=True):
    """Patterns that must all hold, and the rules (positions in the plan) that then fire."""

    patterns: tuple[Pattern, ...]
    rules: tuple[int, ...]


class Group(Struct, frozen=True):
    """One rule set: of the problems of a category, or (None) of the case."""

    category: str | None
    matches: tuple[Match, ...]

    def definition(self) -> str:
        """The rule set as the engine's JSON; a match is named by its position."""
        rules: dict[str, object] = {WARM: {"all": [{"a0": {WARM: signs.YES}}]}}
        for number, match in enumerate(self.matches):
            rules[str(number)] = {
                "all": [{f"a{n}": pattern.definition()} for n, pattern in enumerate(match.patterns)]
            }
        return json.dumps(rules)

    def reads(self) -> dict[Sign, tuple[str, ...]]:
        """Every sign that some pattern reads, with the values it reads, in sorted order."""
        found: dict[Sign, set[str]] = {}
        for match in self.matches:
            for pattern in match.patterns:
                for sign in pattern.signs:
                    found.setdefault(sign, set()).update(pattern.values)
        return {sign: tuple(sorted(found[sign])) for sign in sorted(found)}

    def attributes(self) -> tuple[str, ...]:
        """Every attribute of the problem that some pattern reads."""
        mark = signs.attribute_field("")
        return tuple(name.removeprefix(mark) for name in self.fields() if name.startswith(mark))

    def fields(self) -> tuple[str, ...]:
        """Every field of the problem's sign that some pattern reads."""
        return tuple(
            sorted(
                {name for match in self.matches for pattern in match.patterns for name, _ in pattern.fields}
            )
        )


class Plan(Struct, frozen=True):
    """A compiled rulebook: its active rules, who overrides whom, and the rule sets."""

    rules: tuple[Rule, ...]
    overriders: tuple[tuple[int, ...], ...]
    of_case: Group
    of_category: Mapping[str, Group]

    @property
    def groups(self) -> Iterator[Group]:
        """Every rule set, that of the case first."""
        yield self.of_case
        yield from self.of_category.values()


def compile_book(book: Rulebook) -> Plan:
    """The plan of ``book``. Raises ``RuleUnfit`` for a rule that its layer does not allow."""
    rules = tuple(rule for rule in book.rules if rule.status == "active")
    for rule in rules:
        keep_to_layer(rule)
        _keep_plain(rule)
    case: dict[tuple[Pattern, ...], list[int]] = {}
    problems: dict[str, dict[tuple[Pattern, ...], list[int]]] = {
        category: {} for category in book.vocabulary.categories
    }
    for number, rule in enumerate(rules):
        if not _can_hold(rule.when):
            continue
        asked = _of_case(rule)
        if not rule.when.of_a_problem:
            case.setdefault(asked or (_one(signs.ALWAYS, [signs.YES]),), []).append(number)
            continue
        chosen = problems if rule.when.any_problem or rule.when.problem is None else rule.when.problem
        for category in problems.keys() & chosen:
            problems[category].setdefault((_of_problem(rule, category), *asked), []).append(number)
    return Plan(
        rules=rules,
        overriders=overriders(rules),
        of_case=_group(None, case),
        of_category={category: _group(category, found) for category, found in problems.items()},
    )


def _group(category: str | None, found: Mapping[tuple[Pattern, ...], list[int]]) -> Group:
    return Group(category, tuple(Match(patterns, tuple(rules)) for patterns, rules in found.items()))


def _can_hold(when: Condition) -> bool:
    """Whether no part of the condition is asked for one of nothing."""
    choices: list[Iterable[str] | None] = [when.peran, when.base, when.grade, when.asker]
    choices += [when.severity, when.urgency, when.parents]
    choices += [values for _, values in (*when.attributes, *when.facts)]
    choices += [parties for _, parties in when.tracks]
    asked_both_ways = {name for name, there in when.findings if there} & {
        name for name, there in when.findings if not there
    }
    return not asked_both_ways and all(choice is None or bool(choice) for choice in choices)


def _one(sign: Sign, values: Iterable[str]) -> Pattern:
    return Pattern((sign,), tuple(sorted(values)))


def _of_problem(rule: Rule, category: str) -> Pattern:
    """The pattern of the rule's own problem, on the earliest sign that tells all it asks."""
    when = rule.when
    fields: list[tuple[str, frozenset[str]]] = []
    sign = signs.PROBLEM
    if when.peran is not None:
        fields.append((signs.ROLE_FIELD, when.peran))
    fields += [(signs.attribute_field(name), values) for name, values in when.attributes]
    if when.base is not None:
        sign = signs.PROBLEM_BASE
        fields.append((signs.BASE_FIELD, frozenset(when.base)))
    if when.grade is not None:
        sign = signs.PROBLEM_GRADE
        fields.append((signs.GRADE_FIELD, frozenset(when.grade)))
    told = tuple(sorted((name, tuple(sorted(values))) for name, values in fields))
    return Pattern((sign,), (category,), told)


def _of_case(rule: Rule) -> tuple[Pattern, ...]:
    """The patterns of everything that a rule asks of the case, in a stable order."""
    when, stage = rule.when, rule.layer
    fact = signs.said if LAYER_INDEX[stage] == 0 else signs.effective
    asked = [_one(fact(name), values) for name, values in when.facts]
    for sign, choice in (
        (signs.ASKER, when.asker),
        (signs.SEVERITY, when.severity),
        (signs.URGENCY, when.urgency),
        (signs.PARENTS, when.parents),
    ):
        if choice is not None:
            asked.append(_one(sign, choice))
    for action, parties in when.tracks:
        if parties is None:
            asked.append(_one(Sign("action", (action,), stage), [signs.YES]))
        else:
            there = tuple(Sign("track", (action, to), stage) for to in sorted(parties))
            asked.append(Pattern(there, (signs.YES,)))
    asked += [_one(Sign("notice", (name,), stage), [signs.YES]) for name in when.notices]
    asked += [
        _one(Sign("finding", (name,), stage), [signs.YES if there else signs.NO])
        for name, there in when.findings
    ]
    return tuple(sorted(set(asked)))


def _keep_plain(rule: Rule) -> None:
    """Refuse ids that would have to be escaped: the engine compares raw bytes of JSON."""
    when = rule.when
    words: list[str] = list(when.problem or ())
    for choice in (when.peran, when.asker):
        words += choice or ()
    for name, values in (*when.attributes, *when.facts):
        words += [name, *values]
    for action, parties in when.tracks:
        words += [action, *(parties or ())]
    words += [*when.notices, *(name for name, _ in when.findings)]
    for word in words:
        if not is_plain(word):
            raise RuleUnfit(rule.id, f"id {word!r}")

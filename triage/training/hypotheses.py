"""What a learner may have wrong, made from the rulebook, and a rulebook that holds all of it at once.

Each hypothesis is one steady misconception. To ask what somebody who holds it would answer, the rules
are instrumented: every rule also asks that nobody disbelieves it, and for each of its conditions there
is a twin without that condition, which fires only for whoever ignores it. Then one survey in many
worlds, a world a hypothesis, tells all answers to a case together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from triage.case.model import Case
from triage.inference.reference import Masks
from triage.rulebook.model import LAYER_INDEX, Condition, Rule, Rulebook
from triage.vocabulary.closed import UNKNOWN, Answer
from triage.vocabulary.values import replace

#: ``none``: knows the rules. ``rule``: believes that ``rule`` does not exist. ``condition``: ignores
#: the condition ``name`` of ``rule``. ``ignores``: overlooks ``name`` wherever it is told.
#: ``opposite``: reads ``name`` as its opposite. ``unknown_as_no``: takes ``name`` (empty: every fact)
#: for no where it is not known.
HypothesisKind = Literal["none", "rule", "condition", "ignores", "opposite", "unknown_as_no"]

#: Rules of later layers change no severity and no track.
_LAST: Final = LAYER_INDEX["path"]
_HOLDS: Final[frozenset[Answer]] = frozenset({"ya"})
_NOT: Final[frozenset[Answer]] = frozenset({"tidak_tahu"})


@dataclass(frozen=True, slots=True, order=True)
class Hypothesis:
    """One steady misconception. ``rule`` and ``name`` are empty where the kind needs none.

    ``name`` is a fact or ``category.attribute``; for a condition of a rule a fact, the bare name of an
    attribute, ``peran`` or ``asker``.
    """

    kind: HypothesisKind
    rule: str = ""
    name: str = ""


def hypotheses(book: Rulebook) -> tuple[Hypothesis, ...]:
    """Everything a learner of ``book`` may have wrong; the first knows the rules."""
    rules = _deciding(book)
    facts = [fact.id for fact in book.vocabulary.facts.values() if fact.asked]
    attributes = [
        f"{category.id}.{name}"
        for category in book.vocabulary.categories.values()
        for name in category.attributes
    ]
    return (
        Hypothesis("none"),
        Hypothesis("unknown_as_no"),
        *(Hypothesis("ignores", name=name) for name in (*facts, *attributes)),
        *(Hypothesis("opposite", name=name) for name in facts),
        *(Hypothesis("unknown_as_no", name=name) for name in facts),
        *(Hypothesis("rule", rule.id) for rule in rules),
        *(Hypothesis("condition", rule.id, name) for rule in rules for name, _ in _without(rule.when)),
    )


def instrumented(book: Rulebook) -> Rulebook:
    """``book`` with rules that can be disbelieved, and twins for conditions that can be ignored."""
    rules = _deciding(book)
    twins = {
        rule.id: [(f"{rule.id} {name}", without) for name, without in _without(rule.when)] for rule in rules
    }
    out: list[Rule] = []
    for rule in rules:
        # Whoever overrides a rule overrides its twins.
        overrides = tuple(
            id for over in rule.overrides for id in (over, *(t for t, _ in twins.get(over, ())))
        )
        asks = ((_variable(Hypothesis("rule", rule.id)), _NOT),)
        out.append(
            replace(rule, overrides=overrides, when=replace(rule.when, facts=(*rule.when.facts, *asks)))
        )
        for (id, without), (name, _) in zip(twins[rule.id], _without(rule.when), strict=True):
            asks = ((_variable(Hypothesis("condition", rule.id, name)), _HOLDS),)
            when = replace(without, facts=(*without.facts, *asks))
            out.append(replace(rule, id=id, overrides=overrides, when=when))
    return replace(book, rules=tuple(out))


def worlds(listed: tuple[Hypothesis, ...], case: Case) -> dict[str, Masks]:
    """For a survey of ``case`` by the instrumented rulebook: the worlds of each value of what differs.

    World ``n`` is that of the ``n``-th hypothesis.
    """
    full = (1 << len(listed)) - 1
    facts: dict[str, str] = dict(case.facts)
    for problem in case.problems:
        facts.update({f"{problem.category}.{name}": value for name, value in problem.attributes})
    variables: dict[str, dict[str, int]] = {}
    for n, one in enumerate(listed):
        world = 1 << n
        if one.kind in ("rule", "condition"):
            variables[_variable(one)] = {"ya": world, UNKNOWN: full & ~world}
        else:
            for name, value in _read_as(one, facts, listed):
                masks = variables.setdefault(name, {facts.get(name, UNKNOWN): full})
                for other in masks:
                    masks[other] &= ~world
                masks[value] = masks.get(value, 0) | world
    return dict(variables)


def _read_as(
    one: Hypothesis, facts: Mapping[str, str], listed: tuple[Hypothesis, ...]
) -> Iterator[tuple[str, str]]:
    """Which values of a case somebody reads otherwise than they are."""
    stated = facts.get(one.name, UNKNOWN)
    if one.kind == "ignores" and stated != UNKNOWN:
        yield one.name, UNKNOWN
    elif one.kind == "opposite" and stated != UNKNOWN:
        yield one.name, "tidak" if stated == "ya" else "ya"
    elif one.kind == "unknown_as_no":
        names = [one.name] if one.name else [other.name for other in listed if other.kind == "opposite"]
        yield from ((name, "tidak") for name in names if facts.get(name, UNKNOWN) == UNKNOWN)


def _deciding(book: Rulebook) -> list[Rule]:
    return [rule for rule in book.rules if rule.status == "active" and LAYER_INDEX[rule.layer] <= _LAST]


def _without(when: Condition) -> Iterator[tuple[str, Condition]]:
    """Each condition that a case itself states, by its name, and ``when`` without it."""
    for fact, _ in when.facts:
        yield fact, replace(when, facts=tuple(one for one in when.facts if one[0] != fact))
    for name, _ in when.attributes:
        rest = tuple(one for one in when.attributes if one[0] != name)
        yield name, replace(when, attributes=rest)
    if when.peran is not None:
        yield "peran", replace(when, peran=None)
    if when.asker is not None:
        yield "asker", replace(when, asker=None)


def _variable(one: Hypothesis) -> str:
    """The name of the variable that says whether somebody holds this; no fact has a space in it."""
    return f"{one.kind} {one.rule} {one.name}"

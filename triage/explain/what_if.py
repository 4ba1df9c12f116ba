"""What would have to differ: the smallest changes of facts after which the outcome is another."""

from __future__ import annotations

from itertools import combinations

from msgspec import Struct

from triage.case.model import Case
from triage.decision.model import Outcome
from triage.explain.questions import options, outcomes
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import UNKNOWN


class WhatIf(Struct, frozen=True):
    """A smallest change: (variable, from, to) each, and the outcome it would lead to."""

    changes: tuple[tuple[str, str, str], ...]
    then: Outcome


def what_if(book: Rulebook, reference: ReferenceEvaluator, case: Case) -> tuple[Outcome, tuple[WhatIf, ...]]:
    """The outcome now, and every smallest change of what can change that leads to another.

    A change is smallest if no part of it alone changes the outcome. Only facts that time, action or
    new knowledge can bring about are varied (``can_become``), and the attributes of problems.
    """
    stated = _stated(case)
    moves = [
        (name, stated.get(name, UNKNOWN), to)
        for name in sorted(reference.reads(case))
        for to in _can_become(book, name)
        if to != stated.get(name, UNKNOWN)
    ]
    variants: list[tuple[tuple[str, str, str], ...]] = [(), *((move,) for move in moves)]
    results = outcomes(book, reference, case, [_as_variant(variant) for variant in variants])
    now = results[0]
    found = [
        WhatIf(variant, then) for variant, then in zip(variants[1:], results[1:], strict=True) if then != now
    ]
    alone = {change for item in found for change in item.changes}
    inert = [move for move in moves if move not in alone]
    # Two at once, where neither does anything alone; more than two nobody would call smallest.
    pairs = [pair for pair in combinations(inert, 2) if pair[0][0] != pair[1][0]]
    results = outcomes(book, reference, case, [_as_variant(pair) for pair in pairs])
    found += [WhatIf(pair, then) for pair, then in zip(pairs, results, strict=True) if then != now]
    return now, tuple(found)


def _as_variant(changes: tuple[tuple[str, str, str], ...]) -> dict[str, str]:
    return {name: to for name, _, to in changes}


def _stated(case: Case) -> dict[str, str]:
    stated: dict[str, str] = dict(case.facts)
    for problem in case.problems:
        stated.update({f"{problem.category}.{name}": value for name, value in problem.attributes})
    return stated


def _can_become(book: Rulebook, name: str) -> tuple[str, ...]:
    if "." in name:
        return options(book, name)
    return book.vocabulary.facts[name].can_become

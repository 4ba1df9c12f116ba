"""What is still unknown and could change the decision: exactly, by the contract's definition.

A fact (or ``category.attribute``) is a question if and only if two completions of what is unknown,
alike but for it, differ in severity, urgency, tracks or parents. All completions are evaluated at
once by the reference evaluator as bits of one integer: with ``n`` unknown bits the truth table of
an outcome has 2**n bits, and it depends on a variable exactly if its two halves differ somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from triage.case.model import Case
from triage.decision.model import Outcome, Question
from triage.inference.reference import Masks, ReferenceEvaluator, Survey, level
from triage.rulebook.model import LAYER_INDEX, Rulebook
from triage.vocabulary.closed import (
    ACTION_ORDER,
    PARENTS,
    SEVERITIES,
    SEVERITY_RANK,
    UNKNOWN,
    URGENCIES,
    URGENCY_RANK,
    Action,
)

_LAST = LAYER_INDEX["path"]
_HANDOVER = ACTION_ORDER["alih_tangan_kasus"]


def open_questions(book: Rulebook, reference: ReferenceEvaluator, case: Case) -> tuple[Question, ...]:
    """The questions of ``case``: danger first, then the most consequential.

    Each carries what every possible answer would lead to now, all else left as it is.
    """
    values = {name: options(book, name) for name in unknown_variables(book, reference, case)}
    listed = [name for name in values if name in _that_matter(reference, case, values)]
    now, answers = _outcomes(book, reference, case, {name: values[name] for name in listed})
    order = {name: n for n, name in enumerate(book.vocabulary.facts)}
    facts = book.vocabulary.facts
    questions = [
        Question(name, name in facts and facts[name].danger, tuple(answers[name].items())) for name in listed
    ]
    questions.sort(
        key=lambda question: (
            (0, (), order[question.fact], "")
            if question.danger
            else (1, _weight(now, question), order.get(question.fact, -1), question.fact)
        )
    )
    return tuple(questions)


def unknown_variables(book: Rulebook, reference: ReferenceEvaluator, case: Case) -> list[str]:
    """The facts and attributes that some rule for this case reads and the case leaves open."""
    known = {fact for fact, _ in case.facts}
    known.update(f"{problem.category}.{name}" for problem in case.problems for name, _ in problem.attributes)
    facts = book.vocabulary.facts
    return sorted(name for name in reference.reads(case) - known if name not in facts or facts[name].asked)


def options(book: Rulebook, name: str) -> tuple[str, ...]:
    """The answers a question may get: ya and tidak, or the values of an attribute."""
    category, dot, attribute = name.partition(".")
    if not dot:
        return ("ya", "tidak")
    return tuple(book.vocabulary.categories[category].attributes[attribute].values)


def _that_matter(
    reference: ReferenceEvaluator, case: Case, values: Mapping[str, tuple[str, ...]]
) -> frozenset[str]:
    """The variables on which some part of the outcome depends, over all completions."""
    bits: dict[str, range] = {}
    width = 0
    for name, answers in values.items():
        # A fact is completed to one of its answers; an attribute may also stay unknown.
        choices = len(answers) + ("." in name)
        size = (choices - 1).bit_length()
        bits[name] = range(width, width + size)
        width += size
    full = (1 << (1 << width)) - 1
    variables: dict[str, Masks] = {}
    for name, answers in values.items():
        masks = {value: _code(width, bits[name], n) for n, value in enumerate(answers)}
        if "." in name:
            rest = full
            for mask in masks.values():
                rest &= ~mask
            masks[UNKNOWN] = rest
        variables[name] = masks
    survey = reference.survey(case, full, variables, _LAST)
    tables = _tables(survey)
    return frozenset(
        name
        for name in values
        if any(((table >> (1 << bit)) ^ table) & _zeros(width, bit) for table in tables for bit in bits[name])
    )


def _tables(survey: Survey) -> list[int]:
    """The truth tables of everything the outcome is compared by, without those that are constant."""
    tables = {*survey.urgency, *survey.parents, *survey.severity, *survey.tracks.values()}
    return sorted(tables - {0, survey.full})


@lru_cache(maxsize=4096)
def _zeros(width: int, bit: int) -> int:
    """Of 2**width worlds, those in which ``bit`` is 0."""
    block = (1 << (1 << bit)) - 1
    size = 2 << bit
    mask = block
    while size < 1 << width:
        mask |= mask << size
        size *= 2
    return mask


@lru_cache(maxsize=4096)
def _code(width: int, bits: range, number: int) -> int:
    """Of 2**width worlds, those in which the bits spell ``number``."""
    full = (1 << (1 << width)) - 1
    mask = full
    for n, bit in enumerate(bits):
        zeros = _zeros(width, bit)
        mask &= full & ~zeros if number >> n & 1 else zeros
    return mask


def _outcomes(
    book: Rulebook, reference: ReferenceEvaluator, case: Case, values: Mapping[str, tuple[str, ...]]
) -> tuple[Outcome, dict[str, dict[str, Outcome]]]:
    """The outcome as things stand, and with each single answer to each variable."""
    variants = [{name: answer} for name, answers in values.items() for answer in answers]
    now, *rest = outcomes(book, reference, case, [{}, *variants])
    answers: dict[str, dict[str, Outcome]] = {name: {} for name in values}
    for variant, outcome in zip(variants, rest, strict=True):
        for name, answer in variant.items():
            answers[name][answer] = outcome
    return now, answers


def outcomes(
    book: Rulebook,
    reference: ReferenceEvaluator,
    case: Case,
    variants: Iterable[Mapping[str, str]],
) -> list[Outcome]:
    """The outcome of ``case`` under each variant (variable → value), in one pass."""
    listed = list(variants)
    full = (1 << len(listed)) - 1
    stated: dict[str, str] = dict(case.facts)
    for problem in case.problems:
        stated.update({f"{problem.category}.{name}": value for name, value in problem.attributes})
    variables: dict[str, dict[str, int]] = {}
    for world, variant in enumerate(listed):
        for name, value in variant.items():
            masks = variables.setdefault(name, {stated.get(name, UNKNOWN): full})
            for other in masks:
                masks[other] &= ~(1 << world)
            masks[value] = masks.get(value, 0) | 1 << world
    survey = reference.survey(case, full, variables, _LAST)
    place = {party: n for n, party in enumerate(book.vocabulary.parties)}
    tracks = sorted(survey.tracks.items(), key=lambda item: (ACTION_ORDER[item[0][0]], place[item[0][1]]))
    return [_outcome(survey, tracks, 1 << world) for world in range(len(listed))]


def _outcome(survey: Survey, tracks: list[tuple[tuple[Action, str], int]], world: int) -> Outcome:
    return Outcome(
        severity=level(SEVERITIES, survey.severity, world),
        urgency=level(URGENCIES, survey.urgency, world),
        parents=level(PARENTS, survey.parents, world),
        tracks=tuple(track for track, worlds in tracks if worlds & world),
    )


def _weight(now: Outcome, question: Question) -> tuple[int, ...]:
    """How much the answers may move the outcome; more consequential sorts first."""
    severity = urgency = first = parents = every = 0
    for _, then in question.changes:
        moved = set(now.tracks) ^ set(then.tracks)
        severity = max(severity, abs(SEVERITY_RANK[now.severity] - SEVERITY_RANK[then.severity]))
        urgency = max(urgency, abs(URGENCY_RANK[now.urgency] - URGENCY_RANK[then.urgency]))
        first = max(first, sum(ACTION_ORDER[action] <= _HANDOVER for action, _ in moved))
        parents = max(parents, int(now.parents != then.parents))
        every = max(every, len(moved))
    return (-severity, -urgency, -first, -parents, -every)

"""What is still unknown and could change the decision: exactly, by the contract's definition.

A fact (or ``category.attribute``) is a question if and only if two completions of what is unknown,
alike but for it, differ in severity, urgency, tracks or parents. All completions are evaluated at
once by the reference evaluator as bits of one integer: with ``n`` unknown bits the truth table of
an outcome has 2**n bits, and it depends on a variable exactly if its two halves differ somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from triage.case.model import Case
from triage.deciding.ordering import track_order
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
    if not values:
        return ()
    space = _Space(values)
    survey = reference.survey(case, space.full, space.masks(), _LAST)
    listed = space.that_matter(survey)
    if not listed:
        return ()
    single = _first_outcomes(book, survey, space.singles)
    facts = book.vocabulary.facts
    order = {name: n for n, name in enumerate(facts)}
    scale = _Scale(single[0])
    questions = [
        Question(name, name in facts and facts[name].danger, space.of_each_answer(name, single))
        for name in listed
    ]
    questions.sort(
        key=lambda question: (
            (0, (), order[question.fact], "")
            if question.danger
            else (1, scale.weight(question), order.get(question.fact, -1), question.fact)
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


class _Space:
    """The worlds of one question: the case as it stands, each single answer, every completion.

    World 0 is the case as it stands, where all that is open is unknown. Then comes one world for
    each answer to each variable, all else unknown. Then the completions: of the ``n``-th, some of
    the bits of ``n`` itself spell the value of each variable.
    """

    def __init__(self, values: Mapping[str, tuple[str, ...]]) -> None:
        self._values = values
        self._bits: dict[str, range] = {}
        self._first: dict[str, int] = {}
        self._width, self.singles = 0, 1
        for name, possible in values.items():
            # A fact is completed to one of its answers; an attribute may also stay unknown.
            choices = len(possible) + ("." in name)
            size = (choices - 1).bit_length()
            self._bits[name] = range(self._width, self._width + size)
            self._first[name] = self.singles
            self._width += size
            self.singles += len(possible)
        self._completions = (1 << (1 << self._width)) - 1
        self.full = (1 << self.singles + (1 << self._width)) - 1

    def masks(self) -> dict[str, Masks]:
        """For each variable the worlds of each of its values."""
        return {name: self._masks(name, possible) for name, possible in self._values.items()}

    def _masks(self, name: str, possible: tuple[str, ...]) -> Masks:
        own, bits = 1 << self._first[name], self._bits[name]
        masks = {
            value: _code(self._width, bits, n) << self.singles | own << n for n, value in enumerate(possible)
        }
        rest = self.full
        for mask in masks.values():
            rest &= ~mask
        masks[UNKNOWN] = rest
        return masks

    def of_each_answer(self, name: str, outcomes: Sequence[Outcome]) -> tuple[tuple[str, Outcome], ...]:
        """Each answer to ``name`` with its outcome; ``outcomes`` are those of all single worlds."""
        return tuple(zip(self._values[name], outcomes[self._first[name] :], strict=False))

    def that_matter(self, survey: Survey) -> list[str]:
        """The variables on which some part of the outcome depends, over all completions."""
        tables = {*survey.urgency, *survey.parents, *survey.severity, *survey.tracks.values()}
        tables = {table >> self.singles for table in tables} - {0, self._completions}
        return [name for name, bits in self._bits.items() if self._matters(bits, tables)]

    def _matters(self, bits: Iterable[int], tables: Iterable[int]) -> bool:
        """Whether the halves of some table, one shifted onto the other, differ."""
        for bit in bits:
            zeros, apart = _zeros(self._width, bit), 1 << bit
            for table in tables:
                if (table >> apart ^ table) & zeros:
                    return True
        return False


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
    return _first_outcomes(book, survey, len(listed))


def _first_outcomes(book: Rulebook, survey: Survey, count: int) -> list[Outcome]:
    """The outcome of each of the first ``count`` worlds; worlds in which all is the same share it."""
    order = track_order(book)
    tracks = sorted(survey.tracks.items(), key=lambda item: order(item[0]))
    here = (1 << count) - 1
    groups = [here]
    for table in (*survey.severity, *survey.urgency, *survey.parents, *(mask for _, mask in tracks)):
        part = table & here
        if part and part != here:
            groups = [some for group in groups for some in (group & part, group & ~part) if some]
    found: dict[int, Outcome] = {}
    for group in groups:
        one = _outcome(survey, tracks, group & -group)
        while group:
            found[group.bit_length() - 1] = one
            group &= ~(1 << group.bit_length() - 1)
    return [found[world] for world in range(count)]


def _outcome(survey: Survey, tracks: list[tuple[tuple[Action, str], int]], world: int) -> Outcome:
    return Outcome(
        severity=level(SEVERITIES, survey.severity, world),
        urgency=level(URGENCIES, survey.urgency, world),
        parents=level(PARENTS, survey.parents, world),
        tracks=tuple([track for track, worlds in tracks if worlds & world]),
    )


class _Scale:
    """Weighs questions by how much their answers may move the outcome from what it is now."""

    def __init__(self, now: Outcome) -> None:
        self._now = now
        self._known: dict[int, tuple[int, ...]] = {}

    def weight(self, question: Question) -> tuple[int, ...]:
        """The largest move in severity, urgency, first tracks, parents, all tracks; larger sorts first."""
        return tuple(map(min, zip(*[self._move(then) for _, then in question.changes], strict=True)))

    def _move(self, then: Outcome) -> tuple[int, ...]:
        # Outcomes that are equal are one object here, and hashing one costs more than weighing it.
        move = self._known.get(id(then))
        if move is None:
            now = self._now
            moved = set(now.tracks) ^ set(then.tracks)
            move = self._known[id(then)] = (
                -abs(SEVERITY_RANK[now.severity] - SEVERITY_RANK[then.severity]),
                -abs(URGENCY_RANK[now.urgency] - URGENCY_RANK[then.urgency]),
                -sum(ACTION_ORDER[action] <= _HANDOVER for action, _ in moved),
                -int(now.parents != then.parents),
                -len(moved),
            )
        return move

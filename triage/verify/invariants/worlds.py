"""Invariants that speak of outcomes: proved on the masks of each slice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from triage.inference.reference import ReferenceEvaluator, Survey
from triage.rulebook.model import LAYER_INDEX, Conclusion, Condition, Place, Rule, Rulebook
from triage.verify.flaws import Flaw
from triage.verify.invariants.model import Bound, Invariant, Steady, Tracks
from triage.verify.space import Slice
from triage.vocabulary.closed import ACTION_ORDER, Action
from triage.vocabulary.text import Text

_PREFIX = "invarian:"
_PATH = LAYER_INDEX["path"]


def with_conditions(book: Rulebook, invariants: Iterable[Invariant]) -> Rulebook:
    """``book`` with a rule per condition of an invariant, so that the one evaluator evaluates it too.

    Such a rule concludes a finding that nothing reads; the book is used for proofs, never to decide.
    """
    added = tuple(
        _rule(invariant.id, invariant.when) for invariant in invariants if isinstance(invariant, Bound)
    )
    return replace(book, rules=book.rules + added)


def _rule(id: str, when: Condition) -> Rule:
    name = _PREFIX + id
    empty = Text("", "")
    return Rule(
        id=name,
        layer="procedure",
        title=empty,
        status="active",
        when=when,
        then=Conclusion(findings=(name,)),
        overrides=(),
        because=empty,
        basis="praktik",
        codes=(),
        sources=(),
        dissent=(),
        reviewed=None,
        place=Place("", 0, 0),
    )


class Bounds:
    """Every ``Bound``, in every world."""

    def __init__(self, invariants: Iterable[Invariant]) -> None:
        self._bounds = [one for one in invariants if isinstance(one, Bound)]
        self._broken: dict[str, Flaw] = {}

    def see(self, cut: Slice, survey: Survey) -> None:
        """Look for a world in which the condition holds and what must be there is not."""
        for bound in self._bounds:
            if bound.id in self._broken:
                continue
            holds = survey.findings.get(_PREFIX + bound.id, 0)
            if not holds:
                continue
            wrong = 0
            for entry in bound.must:
                wrong |= holds & ~worlds_of(survey, (entry,))
            wrong |= holds & worlds_of(survey, bound.never)
            if wrong:
                self._broken[bound.id] = Flaw(
                    "invariant", bound.place, bound.id, what=bound.says, witness=cut.witness(wrong)
                )

    def flaws(self) -> Iterator[Flaw]:
        """The first case that breaks each."""
        yield from self._broken.values()


def worlds_of(survey: Survey, tracks: Tracks) -> int:
    """The worlds in which one of ``tracks`` is there."""
    worlds = 0
    for action, parties in tracks:
        for (name, to), mask in survey.tracks.items():
            if name == action and (parties is None or to in parties):
                worlds |= mask
    return worlds


class Turning:
    """``Steady`` for facts: from any other value to ya nothing gets calmer."""

    def __init__(self, invariants: Iterable[Invariant]) -> None:
        self._steady = [one for one in invariants if isinstance(one, Steady) and one.turning]
        self._broken: dict[str, Flaw] = {}

    def see(self, cut: Slice, survey: Survey) -> None:
        """Shift each function onto the worlds in which the fact is ya, and compare."""
        for steady in self._steady:
            if steady.id in self._broken:
                continue
            tables = list(calm(survey, steady.up_to))
            for fact in steady.turning:
                worlds = _turned(cut, fact, tables)
                if worlds:
                    self._broken[steady.id] = Flaw(
                        "invariant", steady.place, steady.id, what=steady.says, witness=cut.witness(worlds)
                    )
                    break

    def flaws(self) -> Iterator[Flaw]:
        """The first case that breaks each."""
        yield from self._broken.values()


def calm(survey: Survey, up_to: Action) -> Iterator[int]:
    """The functions of a survey that may only grow: levels, and tracks up to an order."""
    yield from survey.severity
    yield from survey.urgency
    for (action, _), mask in survey.tracks.items():
        if ACTION_ORDER[action] <= ACTION_ORDER[up_to]:
            yield mask


def _turned(cut: Slice, fact: str, tables: Iterable[int]) -> int:
    """The worlds in which ``fact`` is not ya, yet something is there that ya would take away."""
    classes = cut.choices.get(fact)
    if classes is None:
        return 0
    masks: Mapping[str, int] = cut.masks()[fact]
    stride = cut.stride(fact)
    yes = next(n for n, values in enumerate(classes) if "ya" in values)
    wrong = 0
    for n, values in enumerate(classes):
        if n == yes:
            continue
        apart = (yes - n) * stride
        there = masks[values[0]]
        for table in tables:
            here = table & there
            moved = here << apart if apart > 0 else here >> -apart
            lost = moved & ~table
            wrong |= lost >> apart if apart > 0 else lost << -apart
    return wrong


class Adding:
    """``Steady`` for problems: what one problem brings is still there beside another."""

    def __init__(self, invariants: Iterable[Invariant], reference: ReferenceEvaluator) -> None:
        self._steady = [one for one in invariants if isinstance(one, Steady) and one.adding]
        self._reference = reference
        self._broken: dict[str, Flaw] = {}

    def see(self, cut: Slice, survey: Survey) -> None:
        """Compare a pair with each of its problems alone, over the worlds of the pair."""
        if len(cut.case.problems) < 2:
            return
        masks = cut.masks()
        for steady in self._steady:
            if steady.id in self._broken:
                continue
            for problem in cut.case.problems:
                alone = replace(cut.case, problems=(problem,))
                before = self._reference.survey(alone, survey.full, masks, _PATH)
                wrong = lost(before, survey, steady.up_to)
                if wrong:
                    self._broken[steady.id] = Flaw(
                        "invariant", steady.place, steady.id, what=steady.says, witness=cut.witness(wrong)
                    )
                    break

    def flaws(self) -> Iterator[Flaw]:
        """The first case that breaks each."""
        yield from self._broken.values()


def lost(before: Survey, after: Survey, up_to: Action) -> int:
    """The worlds in which ``after`` is calmer than ``before``: a lower level, or a track gone."""
    wrong = 0
    for levels, later in ((before.severity, after.severity), (before.urgency, after.urgency)):
        for one, two in zip(levels, later, strict=True):
            wrong |= one & ~two
    for (action, to), mask in before.tracks.items():
        if ACTION_ORDER[action] <= ACTION_ORDER[up_to]:
            wrong |= mask & ~after.tracks.get((action, to), 0)
    return wrong

"""Invariants that speak of outcomes: proved on the masks of each slice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from triage.inference.bound import SEVERITY, URGENCY
from triage.inference.reference import Masks, ReferenceEvaluator, Survey
from triage.rulebook.model import LAYER_INDEX, LAYERS, Conclusion, Condition, Place, Rule, Rulebook
from triage.verify.falling import Falling, Output, joining
from triage.verify.flaws import Flaw
from triage.verify.invariants.model import Bound, Invariant, Steady, Tracks
from triage.verify.space import Slice
from triage.vocabulary.closed import ACTION_ORDER, Action
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

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


def without_last_layer(book: Rulebook) -> Rulebook:
    """``book`` without the layer that concludes nothing an outcome is made of."""
    return replace(book, rules=tuple(rule for rule in book.rules if rule.layer != LAYERS[-1]))


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

    def __init__(self, invariants: Iterable[Invariant], falling: Falling) -> None:
        self._steady = [one for one in invariants if isinstance(one, Steady) and one.turning]
        self._falling = falling
        self._broken: dict[str, Flaw] = {}

    def see(self, cut: Slice, survey: Survey) -> None:
        """Where the form of the rules leaves it open, shift worlds onto those with ya, and compare."""
        left = [steady for steady in self._steady if steady.id not in self._broken]
        falls = self._falling.outputs(cut.case) if left else {}
        masks: Mapping[str, Mapping[str, int]] = {}
        for steady in left:
            tables = [(falls[output], table) for output, table in calm(survey, steady.up_to)]
            for fact in steady.turning:
                bit = self._falling.bit(fact)
                open_ = {table for moved_by, table in tables if moved_by & bit}
                if not open_ or fact not in cut.choices:
                    continue
                masks = masks or cut.masks()
                worlds = _turned(cut, fact, masks[fact], open_)
                if worlds:
                    self._broken[steady.id] = Flaw(
                        "invariant", steady.place, steady.id, what=steady.says, witness=cut.witness(worlds)
                    )
                    break

    def flaws(self) -> Iterator[Flaw]:
        """The first case that breaks each."""
        yield from self._broken.values()


def calm(survey: Survey, up_to: Action) -> Iterator[tuple[Output, int]]:
    """The functions of a survey that may only grow: levels, and tracks up to an order."""
    yield from ((SEVERITY, mask) for mask in survey.severity)
    yield from ((URGENCY, mask) for mask in survey.urgency)
    yield from ((track, mask) for track, mask in survey.tracks.items() if _counts(track, up_to))


def _counts(output: Output, up_to: Action) -> bool:
    """Whether ``output`` is a level that may not fall, or a track up to the order."""
    if isinstance(output, str):
        return output in (SEVERITY, URGENCY)
    return ACTION_ORDER[output[0]] <= ACTION_ORDER[up_to]


def _turned(cut: Slice, fact: str, masks: Mapping[str, int], tables: Iterable[int]) -> int:
    """The worlds in which ``fact`` is not ya, yet something is there that ya would take away."""
    classes = cut.choices[fact]
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

    def __init__(
        self, invariants: Iterable[Invariant], reference: ReferenceEvaluator, falling: Falling
    ) -> None:
        self._steady = [one for one in invariants if isinstance(one, Steady) and one.adding]
        self._reference = reference
        self._falling = falling
        self._broken: dict[str, Flaw] = {}

    def see(self, cut: Slice, survey: Survey) -> None:
        """Compare a pair with each of its problems alone, over the worlds of the pair."""
        left = [steady for steady in self._steady if steady.id not in self._broken]
        if len(cut.case.problems) < 2 or not left:
            return
        falls = self._falling.outputs(cut.case)
        masks: dict[str, Masks] = {}
        for steady in left:
            open_ = 0
            for output, sources in falls.items():
                if _counts(output, steady.up_to):
                    open_ |= sources
            for problem, other in (cut.case.problems, cut.case.problems[::-1]):
                if not open_ & self._falling.bit(joining(other.category)):
                    continue
                masks = masks or cut.masks()
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

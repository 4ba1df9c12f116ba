"""Which steady misconception explains a learner's answers, and which case would tell most.

Every hypothesis (``triage.training.hypotheses``) predicts a path for every case. An answer that is
not the predicted one counts as a slip; so belief is nothing but the number of slips each hypothesis
needs. That is Bayes' rule with one slip rate for all and answers that miss spread evenly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import log2
from operator import or_
from typing import Final

from triage.case.model import Case
from triage.deciding.ordering import track_order
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import LAYER_INDEX, Rulebook
from triage.training.behind import ends
from triage.training.hypotheses import Hypothesis, hypotheses, instrumented, worlds
from triage.training.model import Path
from triage.training.paths import WAITS_FOR_NOTHING
from triage.vocabulary.closed import ACTION_ORDER

#: How likely somebody answers otherwise than they believe, and how many other answers are near.
_SLIP: Final = 0.06
_OTHERS: Final = 8
#: What one slip more makes a hypothesis less likely by.
_PER_SLIP: Final = _SLIP / _OTHERS / (1 - _SLIP)
#: How much likelier, beforehand, than not to know one rule: to know them all, and to misread one
#: condition wherever it is told.
_KNOWS: Final = 16.0
_EVERYWHERE: Final = 8.0

#: Bits below which an answer tells nothing.
_NOTHING: Final = 1e-9
_LAST: Final = LAYER_INDEX["path"]


@dataclass(frozen=True, slots=True)
class Belief:
    """How many answers each hypothesis leaves unexplained, in the order of ``Diagnosing.hypotheses``."""

    slips: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Hypotheses that no case of the pool tells apart, in their order, and how likely one of them is.

    ``explains``: how many of the wrong answers they predict.
    """

    hypotheses: tuple[Hypothesis, ...]
    probability: float
    explains: int


@dataclass(frozen=True, slots=True)
class Predicted:
    """What the holders of each hypothesis answer to one case: worlds as bits, by path.

    ``beside``: by path, the worlds in which it stands beside the first track and is as right. ``apart``:
    worlds that an answer surely tells apart, the fewest first: those of one path, or of paths that stand
    side by side.
    """

    paths: dict[Path, int]
    beside: dict[Path, int]
    apart: tuple[int, ...]

    def fitting(self, path: Path) -> int:
        """The worlds in which ``path`` is a right answer."""
        return self.paths.get(path, 0) | self.beside.get(path, 0)


class Diagnosing:
    """Diagnoses learners of one rulebook, by the cases in a pool.

    What a case tells is worked out once and remembered, which changes nothing but the time it takes.
    """

    def __init__(self, book: Rulebook, pool: Iterable[Case]) -> None:
        self.hypotheses = hypotheses(book)
        self.pool = tuple(dict.fromkeys(pool))
        self._full = (1 << len(self.hypotheses)) - 1
        self._reference = ReferenceEvaluator(instrumented(book))
        self._order = track_order(book)
        self._known: dict[Case, Predicted] = {}

    @cached_property
    def silent(self) -> int:
        """Hypotheses, as bits, whose holders answer every case of the pool rightly; the first is one."""
        silent = self._full
        for predicted in map(self.predicted, self.pool):
            right = 0
            for path, holders in predicted.paths.items():
                if predicted.fitting(path) & 1:
                    right |= holders
            silent &= right
        return silent

    @cached_property
    def classes(self) -> tuple[tuple[int, ...], ...]:
        """The other hypotheses, by number, those together that no case of the pool tells apart."""
        groups = [self._full & ~self.silent]
        for predicted in map(self.predicted, self.pool):
            for path in predicted.paths:
                mask = predicted.fitting(path)
                if mask != self._full:
                    groups = [part for group in groups for part in (group & mask, group & ~mask) if part]
        return tuple(tuple(_bits(group)) for group in sorted(groups, key=lambda group: group & -group))

    @cached_property
    def _prior(self) -> list[float]:
        """How likely each hypothesis is beforehand, up to a factor; those never seen not at all."""
        return [0.0 if n and self.silent >> n & 1 else _prior(one) for n, one in enumerate(self.hypotheses)]

    def predicted(self, case: Case) -> Predicted:
        """What each hypothesis predicts for ``case``."""
        known = self._known.get(case)
        if known is None:
            known = self._known[case] = self._predict(case)
        return known

    def belief(self, answers: Iterable[tuple[Case, Path]]) -> Belief:
        """What ``answers`` (case and path) leave unexplained."""
        return self.after(Belief((0,) * len(self.hypotheses)), answers)

    def after(self, belief: Belief, answers: Iterable[tuple[Case, Path]]) -> Belief:
        """``belief`` after more answers."""
        slips = list(belief.slips)
        for case, path in answers:
            for n in _bits(self._full & ~self.predicted(case).fitting(path)):
                slips[n] += 1
        return Belief(tuple(slips))

    def weights(self, belief: Belief) -> list[float]:
        """How likely each hypothesis is; they add up to 1."""
        least = min(belief.slips)
        raw = [
            prior * _PER_SLIP ** (slips - least)
            for prior, slips in zip(self._prior, belief.slips, strict=True)
        ]
        total = sum(raw)
        return [one / total for one in raw]

    def tells(self, belief: Belief, case: Case) -> float:
        """How much an answer to ``case`` would tell, in bits: the entropy of what would be answered."""
        return self._tells(self.weights(belief), case)

    def best(self, belief: Belief, cases: Iterable[Case]) -> Case | None:
        """The case that tells most; of several the first. None where none tells anything."""
        weights = self.weights(belief)
        best, most = None, _NOTHING
        for case in cases:
            tells = self._tells(weights, case)
            if tells > most:
                best, most = case, tells
        return best

    def suspected(self, belief: Belief) -> tuple[Suspicion, ...]:
        """What is likely wrong, the likeliest first: all that is likelier than knowing the rules."""
        weights = self.weights(belief)
        found = [
            (-sum(weights[n] for n in members), -(belief.slips[0] - belief.slips[members[0]]), members)
            for members in self.classes
        ]
        return tuple(
            Suspicion(tuple(self.hypotheses[n] for n in members), -probability, -explains)
            for probability, explains, members in sorted(found)
            if -probability > weights[0] and explains < 0
        )

    def _predict(self, case: Case) -> Predicted:
        survey = self._reference.survey(case, self._full, worlds(self.hypotheses, case), _LAST)
        paths = dict(ends(survey, self._order).paths)
        # Whoever is left without any path asks, and answers as the rules do.
        right = next((path for path, holders in paths.items() if holders & 1), None)
        if right is not None:
            paths[right] |= self._full & ~sum(paths.values())
        beside: dict[Path, int] = {}
        for path, there in paths.items():
            if ACTION_ORDER[path.action] > WAITS_FOR_NOTHING:
                continue
            for (action, to), held in survey.tracks.items():
                if action == path.action and to != path.to and held & there:
                    other = Path(path.severity, action, to)
                    beside[other] = beside.get(other, 0) | held & there
        return Predicted(paths, beside, tuple(sorted(_apart(paths, beside), key=int.bit_count)))

    def _tells(self, weights: Sequence[float], case: Case) -> float:
        shares = [sum(weights[n] for n in _bits(group)) for group in self.predicted(case).apart[:-1]]
        shares.append(1 - sum(shares))
        return -sum(share * log2(share) for share in shares if share > 0)


def _apart(paths: Mapping[Path, int], beside: Mapping[Path, int]) -> list[int]:
    groups = list(paths.values())
    for path, held in beside.items():
        if path in paths:
            either = held | paths[path]
            together = [group for group in groups if group & either]
            groups = [group for group in groups if not group & either]
            groups.append(reduce(or_, together))
    return groups


def _prior(one: Hypothesis) -> float:
    if one.kind == "none":
        return _KNOWS
    return 1.0 if one.rule else _EVERYWHERE


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low

"""How far learners agree with one another: Fleiss' kappa, with and without the tool.

Kappa is the share of agreement beyond what chance would give: 1 complete, 0 no more than chance.
Fleiss (1971) has every case rated by equally many; here cases may have different numbers of raters:
each case counts alike, with the pairs of its raters, and the shares of the answers are taken over
all. With equal numbers this is Fleiss' figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from triage.training.records import Answered

RATERS: Final = 2
CASES: Final = 5

#: Why there is no kappa: fewer than two raters of the same cases, fewer than five such cases, or
#: all gave one and the same answer to everything, which leaves nothing for chance to explain.
Lacking = Literal["raters", "cases", "one_answer"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """``kappa`` None: see ``lacking``. ``observed``: the share of pairs of raters that agree.

    ``cases``: those with at least two raters; ``raters``: everyone who answered one of them.
    """

    kappa: float | None
    observed: float | None
    cases: int
    raters: int
    lacking: Lacking | None


def agreement(answers: Mapping[str, Iterable[Answered]], *, tool: bool, whole: bool = True) -> Agreement:
    """How far the learners in ``answers`` (by code) agree, on answers given with the tool or without.

    Only a learner's first answer to a drill counts: later ones follow its feedback. ``whole``: they
    agree if they gave the same severity, first action and party; else on the severity alone.
    """
    rated: dict[str, dict[str, Hashable]] = {}
    for learner, listed in answers.items():
        for one in listed:
            given = one.answer.path if whole else one.answer.path.severity
            first = rated.setdefault(one.drill, {})
            if learner not in first:
                first[learner] = _First(one.tool, given)
    kept = {
        drill: {
            learner: given.answer
            for learner, given in first.items()
            if isinstance(given, _First) and given.tool == tool
        }
        for drill, first in rated.items()
    }
    several = {drill: given for drill, given in kept.items() if len(given) >= RATERS}
    return fleiss(
        [Counter(given.values()) for given in several.values()],
        raters=len({learner for given in several.values() for learner in given}),
    )


def fleiss(cases: Iterable[Mapping[Hashable, int]], *, raters: int, least: int = CASES) -> Agreement:
    """Kappa of ``cases``: per case, how many raters gave each answer; each has at least two."""
    counts = list(cases)
    if not counts:
        return Agreement(None, None, 0, raters, "raters")
    observed = sum(map(_agree, counts)) / len(counts)
    if len(counts) < least:
        return Agreement(None, observed, len(counts), raters, "cases")
    given: Counter[Hashable] = Counter()
    for count in counts:
        given.update(count)
    total = given.total()
    chance = sum((n / total) ** 2 for n in given.values())
    if chance == 1:
        return Agreement(None, observed, len(counts), raters, "one_answer")
    return Agreement((observed - chance) / (1 - chance), observed, len(counts), raters, None)


@dataclass(frozen=True, slots=True)
class _First:
    """A learner's first answer to a drill."""

    tool: bool
    answer: Hashable


def _agree(count: Mapping[Hashable, int]) -> float:
    """The share of the pairs of raters of one case that gave the same answer."""
    n = sum(count.values())
    return sum(given * (given - 1) for given in count.values()) / (n * (n - 1))

"""One pass over the whole space of cases: every analysis sees every slice once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from triage.inference.reference import Survey
from triage.rulebook.model import Rule
from triage.verify.flaws import Flaw
from triage.verify.space import Slice, Space


class Analysis(Protocol):
    """Looks at surveys one by one and says at the end what it found."""

    def see(self, cut: Slice, survey: Survey, /) -> None:
        """Take in one slice."""

    def flaws(self) -> Iterable[Flaw]:
        """What was found over all slices seen."""


def see(space: Space, cuts: Iterable[Slice], analyses: Sequence[Analysis]) -> None:
    """Survey each slice once and show it to every analysis."""
    for cut in cuts:
        survey = space.survey(cut)
        for analysis in analyses:
            analysis.see(cut, survey)


class Fired:
    """The firings of one survey, by rule: where it fired and where it held, per problem."""

    def __init__(self, survey: Survey) -> None:
        self.masks: dict[str, dict[str | None, int]] = {}
        self.active: dict[str, dict[str | None, int]] = {}
        for instance, mask, active in survey.fired:
            self.masks.setdefault(instance.rule.id, {})[instance.problem] = mask
            if active:
                self.active.setdefault(instance.rule.id, {})[instance.problem] = active

    def anywhere(self, rule: Rule) -> int:
        """The worlds in which ``rule`` holds, for whatever problem."""
        worlds = 0
        for mask in self.active.get(rule.id, {}).values():
            worlds |= mask
        return worlds

"""What fired rules conclude: overrides resolved first, then maxima and unions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from triage.inference.result import Firing
from triage.rulebook.model import Conclusion
from triage.vocabulary.closed import PARENTS_RANK, SEVERITY_RANK, URGENCY_RANK, Action

#: Stands for the category of a rule that speaks of the case; sorts before every category.
OF_CASE: Final = ""

_Level = TypeVar("_Level")


def _rank(ranks: Mapping[_Level, int], level: _Level | None) -> int:
    """The rank of a level that may not be concluded; 0 is the lowest and changes nothing."""
    return 0 if level is None else ranks[level]


class Then:
    """A conclusion made ready for joining: levels as ranks, and who may take it back."""

    __slots__ = (
        "facts",
        "findings",
        "lead",
        "notices",
        "of_the_rest",
        "overriders",
        "parents",
        "provisional",
        "severity",
        "severity_at_least",
        "tracks",
        "urgency",
    )

    def __init__(self, then: Conclusion, overriders: tuple[int, ...]) -> None:
        self.overriders = overriders
        self.facts = then.facts
        self.severity = _rank(SEVERITY_RANK, then.severity)
        self.severity_at_least = _rank(SEVERITY_RANK, then.severity_at_least)
        self.urgency = _rank(URGENCY_RANK, then.urgency_at_least)
        self.parents = _rank(PARENTS_RANK, then.parents)
        self.tracks = then.tracks
        self.notices = then.notices
        self.findings = then.findings
        self.lead = then.lead
        self.provisional = then.provisional
        #: Whether anything but tracks, notices and findings is concluded of the case.
        self.of_the_rest = (
            self.severity_at_least > 0
            or self.urgency > 0
            or self.parents > 0
            or self.lead is not None
            or self.provisional
        )


class Fired(NamedTuple):
    """A firing as it is worked with; made once for each rule of a rule set, not for each case.

    ``order`` sorts firings by rule (its position), then by category.
    """

    order: int
    rule: int
    category: str
    then: Then
    firing: Firing


class Overrides:
    """Who takes back whom among the rules that fired in one layer."""

    def __init__(self, fired: Iterable[Fired]) -> None:
        self._fired: dict[int, list[Fired]] = {}
        for one in fired:
            self._fired.setdefault(one.rule, []).append(one)
        self._known: dict[int, str | None] = {}

    def by(self, one: Fired) -> str | None:
        """The first standing rule that overrides this firing, in rulebook order; None: it stands.

        A rule of a problem takes back the same problem's and the case's; a rule of the case all.
        """
        if one.order not in self._known:
            # Overrides never come back to themselves (checked when compiled), so this ends.
            self._known[one.order] = next(self._standing(one), None)
        return self._known[one.order]

    def _standing(self, one: Fired) -> Iterator[str]:
        for overrider in one.then.overriders:
            for other in self._fired.get(overrider, ()):
                concerns = OF_CASE in (one.category, other.category) or one.category == other.category
                if concerns and self.by(other) is None:
                    yield other.firing.rule


class Closure:
    """What is concluded so far of one case. Levels are ranks."""

    __slots__ = (
        "_lead_rule",
        "base",
        "facts",
        "findings",
        "grade",
        "lead",
        "notices",
        "overridden",
        "parents",
        "provisional",
        "severity",
        "tracks",
        "urgency",
    )

    def __init__(self, categories: Iterable[str]) -> None:
        self.base = dict.fromkeys(categories, 0)
        self.grade = self.base
        self.facts: set[str] = set()
        self.tracks: set[tuple[Action, str]] = set()
        self.notices: set[str] = set()
        self.findings: set[str] = set()
        self.severity = 0
        self.urgency = 0
        self.parents = 0
        self.lead: str | None = None
        self._lead_rule = -1
        self.provisional = False
        #: The rule that took back a firing, by the firing's order.
        self.overridden: dict[int, str] = {}

    def standing(self, fired: Sequence[Fired]) -> Sequence[Fired]:
        """The firings of one layer that are not taken back."""
        if not fired:
            return fired
        overridable = [one for one in fired if one.then.overriders]
        if not overridable:
            return fired
        rules = {one.rule for one in fired}
        if all(rules.isdisjoint(one.then.overriders) for one in overridable):
            return fired
        overrides = Overrides(fired)
        stand = []
        for one in fired:
            by = overrides.by(one)
            if by is None:
                stand.append(one)
            else:
                self.overridden[one.order] = by
        return stand

    def imply(self, fired: Sequence[Fired]) -> None:
        """Layer ``implied``: the facts that are read as ya where the case leaves them unknown."""
        for one in self.standing(fired):
            self.facts.update(one.then.facts)

    def grade_problems(self, fired: Sequence[Fired]) -> None:
        """Layer ``grade``: each problem's severity before facts."""
        base = self.base
        for _, _, category, then, _ in self.standing(fired):
            if then.severity > base[category]:
                base[category] = then.severity
        self.grade = base.copy()

    def raise_problems(self, fired: Sequence[Fired]) -> None:
        """Layer ``raise``: each problem's severity after facts, and the case's urgency."""
        grade = self.grade
        for _, _, category, then, _ in self.standing(fired):
            level = then.severity_at_least
            for problem in grade if category == OF_CASE else (category,):
                if level > grade[problem]:
                    grade[problem] = level
            if then.urgency > self.urgency:
                self.urgency = then.urgency
        self.severity = max(grade.values(), default=0)

    def conclude(self, fired: Sequence[Fired]) -> None:
        """The layers from ``substance`` on: tracks, notices, findings and levels of the case."""
        for _, rule, _, then, _ in self.standing(fired):
            if then.tracks:
                self.tracks.update(then.tracks)
            if then.findings:
                self.findings.update(then.findings)
            if then.notices:
                self.notices.update(then.notices)
            if then.of_the_rest:
                self._conclude_rest(rule, then)

    def _conclude_rest(self, rule: int, then: Then) -> None:
        if then.severity_at_least > self.severity:
            self.severity = then.severity_at_least
        if then.urgency > self.urgency:
            self.urgency = then.urgency
        if then.parents > self.parents:
            self.parents = then.parents
        if then.lead is not None and rule > self._lead_rule:
            self.lead, self._lead_rule = then.lead, rule
        if then.provisional:
            self.provisional = True

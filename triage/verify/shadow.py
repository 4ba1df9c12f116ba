"""Rules that say nothing new: whenever one fires, another already concludes the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from triage.inference.reference import Survey
from triage.rulebook.model import LAYER_INDEX, Layer, Rule, Rulebook
from triage.verify.flaws import Flaw
from triage.verify.space import Slice
from triage.verify.sweep import Fired
from triage.vocabulary.closed import PARENTS_RANK, SEVERITY_RANK, URGENCY_RANK

K = TypeVar("K")


class Shadow:
    """Holds every pair in which one rule may hide another, until some world tells them apart."""

    def __init__(self, book: Rulebook) -> None:
        rules = [rule for rule in book.rules if rule.status == "active"]
        self._pairs = [
            (one, other) for one in rules for other in rules if one is not other and hides(one, other)
        ]
        self._seen: set[str] = set()

    def see(self, _cut: Slice, survey: Survey) -> None:
        """Strike out the pairs that some world of the slice tells apart."""
        fired = Fired(survey)
        self._seen.update(fired.active)
        self._pairs = [(one, other) for one, other in self._pairs if not _apart(one, other, fired)]

    def waits_for(self, layer: Layer) -> bool:
        """Whether a rule of ``layer`` is still not told apart from one that may hide it."""
        return any(one.layer == layer and one.id in self._seen for one, _ in self._pairs)

    def flaws(self) -> Iterator[Flaw]:
        """The pairs left. Of two rules that hide each other only the later is said."""
        left = {(one.id, other.id) for one, other in self._pairs}
        said: set[str] = set()
        for one, other in self._pairs:
            if one.id not in self._seen or one.id in said:
                continue
            if (other.id, one.id) in left and one.place < other.place:
                continue
            said.add(one.id)
            yield Flaw("shadowed", one.place, one.id, other.id, str(other.place))


def _apart(one: Rule, other: Rule, fired: Fired) -> bool:
    mine = fired.active.get(one.id)
    if mine is None:
        return False
    theirs = fired.active.get(other.id, {})
    if of_each_problem(one):
        whole = theirs.get(None, 0)
        return any(mask & ~(theirs.get(problem, 0) | whole) for problem, mask in mine.items())
    return bool(fired.anywhere(one) & ~fired.anywhere(other))


def of_each_problem(rule: Rule) -> bool:
    """Whether what ``rule`` concludes belongs to one problem and not to the case."""
    then = rule.then
    raises = then.severity_at_least is not None and rule.layer == "raise"
    return rule.when.of_a_problem and (then.severity is not None or raises)


def hides(one: Rule, other: Rule) -> bool:
    """Whether ``other`` concludes all that ``one`` does, wherever both hold, and not later."""
    mine, theirs = one.then, other.then
    if one.overrides and not set(one.overrides) <= set(other.overrides):
        return False
    if LAYER_INDEX[other.layer] > LAYER_INDEX[one.layer]:
        return False
    levels = one.layer == other.layer or (mine.severity is None and mine.severity_at_least is None)
    return (
        levels
        and set(mine.facts) <= set(theirs.facts)
        and set(mine.tracks) <= set(theirs.tracks)
        and set(mine.notices) <= set(theirs.notices)
        and set(mine.findings) <= set(theirs.findings)
        and set(mine.requirements) <= set(theirs.requirements)
        and mine.lead in (None, theirs.lead)
        and mine.provisional <= theirs.provisional
        and mine.severity in (None, theirs.severity)
        and _reached(mine.severity_at_least, theirs.severity_at_least, SEVERITY_RANK)
        and _reached(mine.urgency_at_least, theirs.urgency_at_least, URGENCY_RANK)
        and _reached(mine.parents, theirs.parents, PARENTS_RANK)
    )


def _reached(mine: K | None, theirs: K | None, rank: Mapping[K, int]) -> bool:
    return mine is None or (theirs is not None and rank[mine] <= rank[theirs])

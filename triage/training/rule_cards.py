"""A stock for each active rule: plain cases in which it matters, each with what would change the path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from triage.case.model import Case
from triage.rulebook.model import Rule, Rulebook
from triage.training.behind import reaches
from triage.training.grounds import Ground
from triage.training.model import Card, Touches
from triage.training.stock import Found, Site, Stock, chosen

#: How many worlds of one ground are looked at for one rule, and how many pairs a site keeps.
_LOOKED_AT: Final = 2
_PAIRS: Final = 3
_RANK: Final[Mapping[Touches, int]] = {"path": 0, "outcome": 2, "procedure": 4}


class RuleSearch:
    """Looks through grounds for cases of every rule."""

    def __init__(self, book: Rulebook, odd: Callable[[Case], int]) -> None:
        self._odd = odd
        self._seen: set[str] = set()
        self._rules = [rule for rule in book.rules if rule.status == "active"]
        self._found: dict[str, list[Found]] = {rule.id: [] for rule in self._rules}
        self._touches: dict[str, Touches] = {}

    def see(self, grounds: Sequence[Ground]) -> None:
        """Take in the grounds of one category, or one ground of two problems."""
        for ground in grounds:
            others = [other for other in grounds if _one_step(ground, other)]
            for rule in self._rules:
                if rule.id in ground.stands:
                    self._seen.add(rule.id)
                    worlds, touches = _best(rule, ground)
                    self._note(rule, touches, self._sites(ground, others, rule, worlds))

    def waits(self) -> bool:
        """Whether some rule stood in no case seen so far."""
        return len(self._seen) < len(self._rules)

    def stocks(self) -> list[Stock]:
        """A stock per rule, in the rulebook's order; without sites where no case may be drilled."""
        return [
            Stock(
                Card(f"rule:{rule.id}", "rule", (rule.id,), touches=self._touches.get(rule.id, "procedure")),
                chosen(self._found[rule.id]),
            )
            for rule in self._rules
        ]

    def _note(self, rule: Rule, touches: Touches, found: Iterable[tuple[bool, int, Site]]) -> None:
        for parted, stated, site in found:
            rank = _RANK[touches] + (not parted)
            self._found[rule.id].append(Found(rank, stated, self._odd(site.case), site))
            before = self._touches.setdefault(rule.id, touches)
            if _RANK[touches] < _RANK[before]:
                self._touches[rule.id] = touches

    def _sites(
        self, ground: Ground, others: Sequence[Ground], rule: Rule, worlds: int
    ) -> Iterator[tuple[bool, int, Site]]:
        """Plain cases, each with whether some pair of it takes the rule back, and how much it states."""
        if not ground.usable:
            return
        stands = ground.stands[rule.id]
        name = f"{ground.problems[0].category}.peran"
        for world in ground.plainest(worlds, _LOOKED_AT):
            near = [(name, ground.case(other), stands >> other & 1) for name, other in ground.beyond(world)]
            near += [
                (
                    name if other.asker == ground.asker else "asker",
                    other.case(world),
                    other.stands.get(rule.id, 0) >> world & 1,
                )
                for other in others
                if other.usable and other.path(world) not in (ground.path(world), None)
            ]
            telling = [(name, case) for name, case, still in near if not still]
            pairs = telling or [(name, case) for name, case, _ in near]
            pairs.sort(key=lambda pair: self._odd(pair[1]))
            yield bool(telling), ground.stated(world), Site(ground.case(world), tuple(pairs[:_PAIRS]))


def _best(rule: Rule, ground: Ground) -> tuple[int, Touches]:
    """The worlds in which a rule moves the most, and what it moves there."""
    if rule.id in ground.behind:
        return ground.behind[rule.id], "path"
    return ground.stands[rule.id], "outcome" if reaches(rule) else "procedure"


def _one_step(one: Ground, other: Ground) -> bool:
    """Whether two grounds of a category differ in the asker or the role alone."""
    return (one.asker == other.asker) != (one.problems == other.problems)

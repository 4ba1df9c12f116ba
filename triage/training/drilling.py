"""A drill from a card: one of its sites, turned and varied by the seed, told as a story.

Varied are: which side of a boundary is asked for, who asks where the rules do not tell it apart, whether
an answer that changes nothing is stated or left open, and at most one fact that changes nothing. All
that is varied is held against the reference evaluator: the same rules stand, for the pair as well.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from triage.case.model import Case
from triage.deciding.ordering import track_order
from triage.inference.reference import ReferenceEvaluator
from triage.inference.result import Inference
from triage.rulebook.model import Rulebook
from triage.training.model import Drill, Path
from triage.training.narrating import Narrator
from triage.training.stock import Site, Stock
from triage.vocabulary.closed import Answer
from triage.vocabulary.values import replace

#: How often a fact that changes nothing is added, and an open answer is stated.
_DISTRACTS: Final = 0.35
_STATES: Final = 0.5
#: How many facts that change nothing are tried.
_TRIES: Final = 3
_NO: Final[Answer] = "tidak"


class Driller:
    """Makes drills by one rulebook and one narrator."""

    def __init__(self, book: Rulebook, reference: ReferenceEvaluator, narrator: Narrator) -> None:
        self._vocabulary = book.vocabulary
        self._order = track_order(book)
        self._reference = reference
        self._narrator = narrator

    def drill(self, stock: Stock, seed: int) -> Drill:
        """The drill of a card for one seed: always the same. The stock has a site at least."""
        card = stock.card
        rnd = random.Random(f"{card.id} {seed}")
        sites = stock.sites
        start = random.Random(card.id).randrange(len(sites))
        site = sites[(start + seed) % len(sites)]
        case, pair, differs = _sides(site, card.kind == "boundary", rnd)
        case, pair = self._askers(case, pair, rnd)
        if pair is not None:
            case, pair = self._stated(case, pair, differs, rnd)
        case, pair = self._distracted(case, pair, rnd)
        id = f"{card.id}@{seed}"
        return Drill(id, card.id, case, self._narrator.story(case, id), pair, differs, "generated")

    def drills(self, stock: Stock, seed: int, count: int) -> tuple[Drill, ...]:
        """Up to ``count`` drills with different cases; fewer where the card has no more."""
        found: dict[Case, Drill] = {}
        for drill in (self.drill(stock, seed + n) for n in range(_TRIES * (count + len(stock.sites)))):
            found.setdefault(drill.case, drill)
            if len(found) == count:
                break
        return tuple(found.values())

    def path(self, case: Case) -> Path | None:
        """The path of a case by the reference evaluator."""
        return self._path(self._reference.infer(case))

    def _path(self, inference: Inference) -> Path | None:
        first = min(inference.tracks, key=self._order, default=None)
        return None if first is None else Path(inference.severity, *first)

    def _askers(self, case: Case, pair: Case | None, rnd: random.Random) -> tuple[Case, Case | None]:
        """The same case asked by somebody else whom no rule here tells apart."""
        if pair is not None and pair.asker != case.asker:
            return case, pair
        for asker in rnd.sample(sorted(self._vocabulary.askers), len(self._vocabulary.askers)):
            other = replace(case, asker=asker)
            beyond = None if pair is None else replace(pair, asker=asker)
            if self._alike(case, other) and (
                pair is None or (beyond is not None and self._alike(pair, beyond))
            ):
                return other, beyond
        return case, pair

    def _stated(self, case: Case, pair: Case, differs: str, rnd: random.Random) -> tuple[Case, Case]:
        """Where one side leaves open what differs, and a plain no would be the same, perhaps say no."""
        if differs not in self._vocabulary.facts or rnd.random() >= _STATES:
            return case, pair
        if differs not in dict(case.facts):
            other = _with_fact(case, differs, _NO)
            return (other, pair) if self._alike(case, other) else (case, pair)
        if differs not in dict(pair.facts):
            other = _with_fact(pair, differs, _NO)
            return (case, other) if self._alike(pair, other) else (case, pair)
        return case, pair

    def _distracted(self, case: Case, pair: Case | None, rnd: random.Random) -> tuple[Case, Case | None]:
        """With at most one fact more, that somebody would think of here and that changes nothing."""
        if rnd.random() >= _DISTRACTS:
            return case, pair
        for fact, answer in self._harmless(case, pair, rnd):
            other = _with_fact(case, fact, answer)
            beyond = None if pair is None else _with_fact(pair, fact, answer)
            if self._alike(case, other) and (
                pair is None or (beyond is not None and self._alike(pair, beyond))
            ):
                return other, beyond
        return case, pair

    def _harmless(self, case: Case, pair: Case | None, rnd: random.Random) -> Iterator[tuple[str, Answer]]:
        told = {fact for one in (case, pair) if one is not None for fact, _ in one.facts}
        own = sorted(
            fact
            for fact in self._reference.wanted(case)
            if fact in self._vocabulary.facts and fact not in told
        )
        for fact in rnd.sample(own, len(own)):
            danger = self._vocabulary.facts[fact].danger
            answer: Answer = _NO if danger else rnd.choice(("ya", "tidak"))
            if self._narrator.belongs(fact, answer, case):
                yield fact, answer

    def _alike(self, one: Case, other: Case) -> bool:
        """Whether just the same follows from two cases, and the second can be told."""
        if not self._narrator.can_tell(other):
            return False
        return self._reference.infer(one) == self._reference.infer(other)


def _sides(site: Site, turns: bool, rnd: random.Random) -> tuple[Case, Case | None, str]:
    """The case, its pair and what differs; a boundary is asked for from either side."""
    if not site.pairs:
        return site.case, None, ""
    differs, pair = site.pairs[0] if turns else rnd.choice(site.pairs)
    if turns and rnd.random() < _STATES:
        return pair, site.case, differs
    return site.case, pair, differs


def _with_fact(case: Case, fact: str, answer: Answer) -> Case:
    return replace(case, facts=tuple(sorted((*case.facts, (fact, answer)))))

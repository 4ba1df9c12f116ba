"""Why a track is not in a decision: the nearest rules that would give it, and what each lacks."""

from __future__ import annotations

from msgspec import Struct

from triage.case.model import Case
from triage.deciding.parts import Part, Reading
from triage.inference.result import Inference
from triage.rulebook.model import Prohibition, Rule, Rulebook
from triage.vocabulary.closed import Action


class Miss(Struct, frozen=True):
    """A rule that would give the track: its parts for the nearest problem, and who overrides it."""

    rule: Rule
    problem: str | None
    parts: tuple[Part, ...]
    by: Rule | None

    @property
    def lacking(self) -> tuple[Part, ...]:
        """The parts that do not hold."""
        return tuple(part for part in self.parts if not part.holds)

    @property
    def distance(self) -> tuple[bool, int]:
        """How far the rule is from firing: one about another problem is farther than any about these."""
        return any(part.name == "problem" for part in self.lacking), len(self.lacking)


class WhyNot(Struct, frozen=True):
    """The answer for one action and party (None: any).

    ``there`` lists the tracks of that kind that the decision does have; ``prohibited`` is set where
    no rule may ever give it; ``misses`` are the rules that could, nearest first.
    """

    action: Action
    to: str | None
    there: tuple[tuple[Action, str], ...]
    prohibited: Prohibition | None
    misses: tuple[Miss, ...]


def why_not(book: Rulebook, case: Case, inference: Inference, action: Action, to: str | None) -> WhyNot:
    """Explain the absence of ``action`` to ``to`` in the decision on ``case``."""
    rules = {rule.id: rule for rule in book.rules}
    held = [rules[firing.rule] for firing in inference.firings if firing.by is None]
    reading = Reading(book, case, inference, held)
    by = {(firing.rule, firing.problem): firing.by for firing in inference.firings}
    categories = [problem.category for problem in case.problems]
    misses = []
    for number, rule in enumerate(book.rules):
        gives = any(track[0] == action and to in (None, track[1]) for track in rule.then.tracks)
        if rule.status != "active" or not gives:
            continue
        nearest = min(
            (_miss(book, rule, problem, reading, by) for problem in _problems(rule, categories)),
            key=lambda miss: (*miss.distance, miss.problem or ""),
        )
        if nearest.lacking or nearest.by is not None:
            misses.append((nearest.distance, number, nearest))
    misses.sort(key=lambda item: item[:2])
    return WhyNot(
        action,
        to,
        tuple(sorted(track for track in inference.tracks if track[0] == action and to in (None, track[1]))),
        book.prohibition(action, to) if to is not None else None,
        tuple(miss for _, _, miss in misses),
    )


def _problems(rule: Rule, categories: list[str]) -> list[str | None]:
    """The problems of the case that the rule could speak of; [None] if it speaks of none of them."""
    if not rule.when.of_a_problem:
        return [None]
    if rule.when.problem is None:
        return list(categories)
    return [category for category in categories if category in rule.when.problem] or [None]


def _miss(
    book: Rulebook,
    rule: Rule,
    problem: str | None,
    reading: Reading,
    by: dict[tuple[str, str | None], str | None],
) -> Miss:
    overrider = by.get((rule.id, problem))
    return Miss(rule, problem, reading.parts(rule, problem), book.rule(overrider) if overrider else None)

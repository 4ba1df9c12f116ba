"""When rules change: which cards they touch, and what changed, so that it can be said in words.

Every answer keeps short hashes of the rules it rested on, in three parts: what a rule asks, what it
concludes, how it stands among others. Wording is in none of them. A rule that is new, or one that no
card rested on, is noticed by its effect: the case last answered is decided anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from triage.case.model import Case
from triage.decision.model import Decision
from triage.rulebook.model import Rule, Rulebook
from triage.training.paths import fits, path_of
from triage.training.progress import Progress
from triage.training.records import Answered, Rest, Revised, Touched
from triage.verify.difference.forms import active, concluded, condition


def rests(book: Rulebook, rules: Iterable[str]) -> tuple[Rest, ...]:
    """What of ``rules`` decides anything, as short hashes, in the order of their ids.

    Rules that are not active have none, and are left out.
    """
    known = {rule.id: rule for rule in active(book)}
    return tuple(_rest(known[id], known) for id in sorted(set(rules)) if id in known)


def touched(
    book: Rulebook,
    decide: Callable[[Case], Decision],
    progress: Progress,
    cases: Mapping[str, Case],
) -> tuple[Touched, ...]:
    """The cards that are due again because ``book`` is not the rulebook they were answered by.

    ``cases`` holds per card the case last answered, where this rulebook can still read it. Cards in
    their order, of one card the rules in theirs. Raises what ``decide`` raises.
    """
    last = {answered.card: answered for answered in progress.answers if not answered.tool}
    found: list[Touched] = []
    for card in sorted(progress.rests):
        changed = list(_changed(book, card, progress.rests[card]))
        if not changed and card in last and card in cases:
            changed = list(_moved(decide(cases[card]), last[card]))
        found += changed
    return tuple(found)


def revised(book: Rulebook, progress: Progress, touched: tuple[Touched, ...], at: datetime) -> Revised:
    """The record of a revision: which cards are due again ``at``, and what they rest on from now on."""
    last = {one.card: one.rules for one in progress.answers if not one.tool}
    rested = {
        card: rests(book, [*(rule for rule, *_ in progress.rests[card]), *last.get(card, ())])
        for card in sorted({one.card for one in touched})
    }
    return Revised(at, book.sha256, touched, tuple(rested.items()))


def _changed(book: Rulebook, card: str, before: tuple[Rest, ...]) -> Iterator[Touched]:
    now = {rest[0]: rest for rest in rests(book, [rest[0] for rest in before])}
    for rule, asks, concludes, stands in before:
        if rule not in now:
            yield Touched(card, rule, "gone")
            continue
        _, asks_now, concludes_now, stands_now = now[rule]
        if concludes != concludes_now:
            yield Touched(card, rule, "conclusion")
        if asks != asks_now:
            yield Touched(card, rule, "condition")
        if stands != stands_now:
            yield Touched(card, rule, "standing")


def _moved(decision: Decision, answered: Answered) -> Iterator[Touched]:
    """Whether the case is decided otherwise now, and by which rule it was not by before."""
    if fits(decision, answered.key):
        return
    path = path_of(decision)
    first = next(
        track.rules for track in decision.tracks if (track.action, track.to) == (path.action, path.to)
    )
    new = [rule for rule in first if rule not in answered.rules]
    yield Touched(answered.card, new[0] if len(new) == 1 else "", "path")


def _rest(rule: Rule, among: Mapping[str, Rule]) -> Rest:
    over = tuple(sorted(other for other in rule.overrides if other in among))
    return rule.id, _hash(condition(rule.when)), _hash(concluded(rule.then)), _hash((rule.layer, over))


def _hash(form: object) -> str:
    return hashlib.sha256(repr(form).encode()).hexdigest()[:12]

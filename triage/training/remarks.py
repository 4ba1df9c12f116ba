"""Sentences about a learner: what was misread, what is suspected, why a card is due again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from triage.training.hypotheses import Hypothesis
from triage.training.misreading import ASKER, PROBLEM, Half
from triage.training.model import Misread
from triage.training.records import Touched
from triage.training.telling import Telling, inside
from triage.training.telling_words import say
from triage.vocabulary.closed import UNKNOWN, Severity


def told_apart(misread: Iterable[Misread]) -> tuple[Misread, ...]:
    """One explanation for each condition, the likeliest first.

    Where a condition was overlooked or read as its opposite, and nobody can tell which, it is told as
    overlooked: that is said more kindly, and it is what happens more often.
    """
    found: dict[str, Misread] = {}
    for one in misread:
        if one.name not in found or one.as_if == UNKNOWN:
            found[one.name] = one
    return tuple(found.values())


def missed(telling: Telling, misread: Misread) -> str:
    """``Anda melewatkan: siswa terluka.``: what was read otherwise than it is, as one sentence."""
    name, found, as_if = misread.name, misread.found, misread.as_if
    if name == PROBLEM:
        return say("missed_problem", telling.lang, found=telling.category(found))
    if as_if == UNKNOWN:
        stated = inside(telling.name(name)) if found == "ya" else f"“{telling.stated(name, found)}”"
        return say("missed", telling.lang, stated=stated)
    if found == UNKNOWN:
        key = "missed_unknown" if as_if == "tidak" else "missed_assumed"
    else:
        key = "missed_opposite"
    there, read = (telling.value_inside(name, value) for value in (found, as_if))
    return say(key, telling.lang, name=telling.name(name), found=there, as_if=read)


def half_missed(telling: Telling, half: Half, severity: Severity) -> str:
    """Why one half of an answer is wrong, as one sentence; ``severity`` is the right one."""
    if half.misread is not None:
        why = missed(telling, half.misread)
    else:
        why = say("half_rule", telling.lang, rule=telling.rule(half.rule))
    return say(f"half_{half.of}", telling.lang, right=inside(telling.severity(severity)), why=why)


def read_as(telling: Telling, name: str, found: str, as_if: str) -> str:
    """``Siswa terluka: ya, dibaca tidak``, for a list."""
    if name == PROBLEM:
        return say("misreading_missed", telling.lang, name=telling.name(name), found=telling.category(found))
    key = "misreading_missed" if as_if == UNKNOWN else "misreading"
    there, read = (telling.value_inside(name, value) for value in (found, as_if))
    return say(key, telling.lang, name=telling.name(name), found=there, as_if=read)


def suspected(telling: Telling, one: Hypothesis) -> str:
    """What a learner seems to believe, as part of a sentence."""
    if one.kind == "unknown_as_no" and not one.name:
        return say("suspect_unknown_all", telling.lang)
    key = _SUSPECTED[one.kind]
    rule = telling.rule(one.rule) if one.rule else ""
    return say(key, telling.lang, rule=rule, name=_condition(telling, one))


def changed(telling: Telling, touched: Iterable[Touched]) -> tuple[str, ...]:
    """Why cards are due again: a sentence for each rule and each thing that changed of it."""
    told: dict[str, None] = {}
    for one in touched:
        key = f"touched_{one.what}" if one.rule else "touched_paths"
        told[say(key, telling.lang, rule=telling.rule(one.rule))] = None
    return tuple(told)


#: The words for each kind of suspicion; there are none for somebody who knows the rules.
_SUSPECTED: Final = {
    "rule": "suspect_rule",
    "condition": "suspect_condition",
    "ignores": "suspect_ignores",
    "opposite": "suspect_opposite",
    "unknown_as_no": "suspect_unknown",
}


def _condition(telling: Telling, one: Hypothesis) -> str:
    """The condition; an attribute or a role of a rule is named with the rule's problem."""
    rules = telling.found([one.rule])
    problems = sorted(rules[0].when.problem or ()) if rules else []
    words = telling.book.vocabulary
    if one.name in words.facts or "." in one.name or one.name == ASKER or not problems:
        return telling.name(one.name)
    return telling.name(f"{problems[0]}.{one.name}")

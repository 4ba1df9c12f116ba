"""What is told after an answer: why the path is right, what the near case would be, sources, dissent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from triage.case.model import Case
from triage.decision.model import Decision
from triage.rulebook.model import Rulebook
from triage.training.model import Drill, Key, Path
from triage.training.paths import beside, path_of
from triage.training.telling import Telling
from triage.training.telling_words import say
from triage.vocabulary.closed import UNKNOWN, Lang


@dataclass(frozen=True, slots=True)
class Because:
    """A rule behind the path: its title, its reason, and whether it rests on practice alone."""

    id: str
    title: str
    because: str
    practice: bool


@dataclass(frozen=True, slots=True)
class Near:
    """The minimal pair: what differs, how it is in this case and in the other (as in the middle of a
    sentence), both severities in words, both paths, and the other one in words."""

    name: str
    here: str
    there: str
    severity_here: str
    severity_there: str
    path_here: Path
    path_there: Path
    told_there: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The explanation of a drill, in one language. ``make_sure``: which dangers are open, where the
    path is calm for that reason alone; else empty. ``beside``: which handovers do not wait for the first
    step; empty where there are none. ``near`` is None where no single change does."""

    path: str
    make_sure: str
    beside: str
    because: tuple[Because, ...]
    near: Near | None
    near_told: str
    sources: tuple[str, ...]
    dissent: tuple[str, ...]


def explained(
    book: Rulebook, decide: Callable[[Case], Decision], drill: Drill, key: Key, lang: Lang
) -> Explained:
    """The explanation of the key. Raises what ``decide`` raises.

    The rules are told in the order of the rulebook, those that give the first step before the others.
    """
    telling = Telling(book, lang)
    first = (key.path.action, key.path.to)
    rules = sorted(telling.found(key.rules), key=lambda rule: first not in rule.then.tracks)
    near = _near(telling, decide, drill, key)
    return Explained(
        path=telling.decided(key.decision),
        make_sure=telling.make_sure(key.decision),
        beside=_beside_told(book, telling, key),
        because=tuple(
            Because(rule.id, rule.title.said(lang), rule.because.said(lang), rule.basis == "praktik")
            for rule in rules
        ),
        near=near,
        near_told=_near_told(telling, near),
        sources=telling.cited([one for rule in rules for one in rule.sources]),
        dissent=telling.cited([one for rule in rules for one in rule.dissent]),
    )


def found_in(book: Rulebook, case: Case, name: str) -> str:
    """What ``case`` says of ``name``, named as in ``triage.deciding.parts.Part``; unknown if nothing."""
    of, dot, rest = name.partition(".")
    if name == "asker":
        return case.asker
    if name == "problem":
        return ", ".join(problem.category for problem in case.problems)
    if not dot:
        return dict(case.facts).get(of, UNKNOWN)
    for problem in case.problems:
        if problem.category == of and rest == "peran":
            return problem.peran or book.vocabulary.categories[of].role
        if problem.category == of:
            return dict(problem.attributes).get(rest, UNKNOWN)
    return UNKNOWN


def _near(telling: Telling, decide: Callable[[Case], Decision], drill: Drill, key: Key) -> Near | None:
    if drill.pair is None:
        return None
    name = drill.differs
    here, there = (found_in(telling.book, case, name) for case in (drill.case, drill.pair))
    other = decide(drill.pair)
    return Near(
        name=telling.name(name),
        here=telling.value_inside(name, here),
        there=telling.value_inside(name, there),
        severity_here=telling.severity_of(key.decision),
        severity_there=telling.severity_of(other),
        path_here=key.path,
        path_there=path_of(other),
        told_there=telling.decided(other),
    )


def _beside_told(book: Rulebook, telling: Telling, key: Key) -> str:
    listed = [telling.track(path.action, path.to) for path in beside(book, key.decision)]
    first = telling.track(key.path.action, key.path.to)
    return say("beside", telling.lang, first=first, tracks="; ".join(listed)) if listed else ""


def _near_told(telling: Telling, near: Near | None) -> str:
    if near is None:
        return ""
    return say(
        "pair",
        telling.lang,
        name=near.name,
        here=near.here,
        there=near.there,
        path=near.told_there,
    )


def reason_told(telling: Telling, case: Case, id: str) -> str:
    """A reason as it is offered: the title of a rule, or a condition as it is in ``case``."""
    if telling.found([id]):
        return telling.rule(id)
    return telling.stated(id, found_in(telling.book, case, id))

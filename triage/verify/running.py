"""Running vignettes: each is decided, and what the decision says otherwise than expected is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from triage.case.model import Case
from triage.deciding.errors import NoPath
from triage.decision.model import Decision
from triage.inference.errors import InferenceError
from triage.verify.carried import found_in
from triage.verify.vignettes import Vignette

#: Decides a case as the program does; raises ``InferenceError`` or ``NoPath``.
Decide = Callable[[Case], Decision]


@dataclass(frozen=True, slots=True)
class Difference:
    """One key of ``expect`` that the decision does not meet.

    ``missing`` was expected and is not there, ``surplus`` is there and must not be. Both are empty
    where the same tracks stand in another order.
    """

    key: str
    expected: tuple[str, ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]
    surplus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One vignette run. ``overridden`` pairs a missing rule with the one that took its place.

    ``failure``: there was no decision.
    """

    vignette: Vignette
    differences: tuple[Difference, ...] = ()
    overridden: tuple[tuple[str, str], ...] = ()
    failure: InferenceError | NoPath | None = None

    @property
    def passed(self) -> bool:
        """Whether everything is as expected."""
        return not self.differences and self.failure is None


def chosen(vignettes: Iterable[Vignette], pattern: str | None) -> tuple[Vignette, ...]:
    """The vignettes whose name fits ``pattern`` (``*``, ``?``, ``[..]``); all without one."""
    return tuple(one for one in vignettes if pattern is None or fnmatchcase(one.name, pattern))


def run(vignettes: Iterable[Vignette], decide: Decide) -> tuple[Result, ...]:
    """Decides every vignette, in order. What goes wrong with one keeps no other from running."""
    return tuple(_run(vignette, decide) for vignette in vignettes)


def _run(vignette: Vignette, decide: Decide) -> Result:
    try:
        decision = decide(vignette.case)
    except (InferenceError, NoPath) as error:
        return Result(vignette, failure=error)
    found = differences(vignette, decision)
    missing = {rule for one in found if one.key == "rules" for rule in one.missing}
    overridden = {item.rule: item.by for item in decision.rejected if item.rule in missing}
    return Result(vignette, found, tuple(overridden.items()))


def differences(vignette: Vignette, decision: Decision) -> tuple[Difference, ...]:
    """What ``decision`` says otherwise than ``vignette`` expects, in the order of the keys."""
    expect = vignette.expect
    found: list[Difference | None] = []
    for key in ("severity", "urgency", "lead", "parents", "provisional"):
        wanted = getattr(expect, key)
        if wanted is not None:
            found.append(_exactly(key, (_word(wanted),), (_word(getattr(decision, key)),)))
    tracks = [f"{track.action} {track.to}" for track in decision.tracks]
    fired = list(dict.fromkeys(item.rule for item in decision.justification))
    questions = [question.fact for question in decision.questions]
    if expect.notices is not None:
        order = sorted(expect.notices, key=lambda one: _place(one, decision.notices))
        found.append(_exactly("notices", order, decision.notices))
    if expect.tracks is not None:
        found.append(_exactly("tracks", expect.tracks, tracks))
    found += [
        _among("has_tracks", expect.has_tracks, tracks),
        _not_among("no_tracks", expect.no_tracks, tracks),
        _among("rules", expect.rules, fired),
        _not_among("no_rules", expect.no_rules, fired),
        _among("questions", expect.questions, questions),
        _not_among("no_questions", expect.no_questions, questions),
    ]
    carried = {f"{track.action} {track.to}": track for track in decision.tracks}
    for inside in expect.inside:
        found += [_exactly(*parts) for parts in found_in(inside, carried.get(inside.track))]
    return tuple(one for one in found if one is not None)


def _exactly(key: str, expected: Sequence[str], found: Sequence[str]) -> Difference | None:
    if list(expected) == list(found):
        return None
    missing = tuple(one for one in expected if one not in found)
    surplus = tuple(one for one in found if one not in expected)
    return Difference(key, tuple(expected), tuple(found), missing, surplus)


def _among(key: str, expected: tuple[str, ...], found: Sequence[str]) -> Difference | None:
    missing = tuple(one for one in expected if one not in found)
    return Difference(key, expected, tuple(found), missing, ()) if missing else None


def _not_among(key: str, unwanted: tuple[str, ...], found: Sequence[str]) -> Difference | None:
    surplus = tuple(one for one in unwanted if one in found)
    return Difference(key, unwanted, tuple(found), (), surplus) if surplus else None


def _place(one: str, order: Sequence[str]) -> int:
    """Notices have no order of their own: they are compared in that of the decision."""
    return order.index(one) if one in order else len(order)


def _word(value: object) -> str:
    """As the vignette has it."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)

"""Drives one rule set of the C module: assert, run to quiescence, forget.

Only what was found trustworthy is used: one handle, one session, one fact a call, fixed small ids,
the state deleted after every case, and a first firing when the handle is made. Everything the
engine gives back is held against what it was given.
"""

from __future__ import annotations

import json
from contextlib import suppress
from math import prod
from types import ModuleType
from typing import Final

from triage.inference.durable.compile import WARM, Group
from triage.inference.durable.signs import SID, YES
from triage.inference.errors import EngineFailure

_WARM_FACT: Final = f'{{"id":"w","sid":"{SID}","{WARM}":"{YES}"}}'
_MATCHED, _UNMATCHED = 0, 1
#: How the error of a state that does not exist ends.
_NO_STATE: Final = ": 309"
#: How many different firings a rule set remembers having checked.
_KEPT: Final = 1024


class Network:
    """One rule set in the engine. Not thread-safe: the evaluator's lock is held around each case."""

    def __init__(self, engine: ModuleType, group: Group) -> None:
        self._engine = engine
        self._group = group
        #: Whether something told since the last run may have made a match fire.
        self.is_pending = False
        self._handle = 0
        self._state = 0
        self._warm = False
        self._live: set[str] = set()
        self._fired: set[int] = set()
        self._bound = _ways(group)
        self._left = self._bound
        self._checked: dict[str, tuple[int, frozenset[str]]] = {}

    def open(self) -> None:
        """Make the handle and fire its first rule. Errors of the C module are passed on."""
        engine = self._engine
        self._handle = engine.create_ruleset("triage", self._group.definition())
        outcome, self._state = engine.assert_fact(self._handle, _WARM_FACT)
        if outcome != _MATCHED:
            raise EngineFailure(f"first assertion answered {outcome}")
        started = engine.start_action_for_state(self._handle, self._state)
        if started is None or json.loads(started[1]).keys() != {WARM}:
            raise EngineFailure(f"first firing: {started}")
        if engine.complete_and_start_action(self._handle, self._state) is not None:
            raise EngineFailure("first firing did not end")
        engine.delete_state(self._handle, SID)
        self._warm = True

    def tell(self, fact: str) -> None:
        """Assert one fact (its JSON), once a case."""
        if not self._handle:
            self.open()
        self._live.add(fact)
        outcome, self._state = self._engine.assert_fact(self._handle, fact)
        if outcome == _MATCHED:
            self.is_pending = True
        elif outcome != _UNMATCHED:
            raise EngineFailure(f"assertion answered {outcome}")

    def run(self) -> list[int]:
        """Run to quiescence: the matches that fired and had not fired before in this case."""
        self.is_pending = False
        engine, handle, state = self._engine, self._handle, self._state
        checked, live, fired = self._checked, self._live, self._fired
        found: list[int] = []
        left = self._left
        started = engine.start_action_for_state(handle, state)
        message = None if started is None else started[1]
        while message is not None:
            match, facts = checked.get(message) or self._check(message)
            if not facts <= live:
                raise EngineFailure(f"match {match} fired on what was not said")
            if not left:
                raise EngineFailure(f"more than {self._bound} firings")
            left -= 1
            if match not in fired:
                fired.add(match)
                found.append(match)
            message = engine.complete_and_start_action(handle, state)
        self._left = left
        return found

    def forget(self) -> None:
        """Delete the state of the case, if there is any."""
        if self._live:
            self._engine.delete_state(self._handle, SID)
            self._clear()

    def discard(self) -> None:
        """Give up the handle after a failure or at the end; the next use makes a new one."""
        handle, self._handle = self._handle, 0
        was_warm, self._warm = self._warm, False
        had_state = bool(self._live)
        self._clear()
        self._checked.clear()
        # A handle that never fired is left alone: to delete its state would crash, and to delete
        # a rule set around a state leaks it anyway.
        if was_warm:
            with suppress(Exception):
                if not had_state or self._lose_state(handle):
                    self._engine.delete_ruleset(handle)

    def _lose_state(self, handle: int) -> bool:
        """Delete the state of a failed case; whether it is gone or never was."""
        try:
            self._engine.delete_state(handle, SID)
        except self._engine.error as error:
            return str(error).endswith(_NO_STATE)
        return True

    @property
    def is_clean(self) -> bool:
        """Whether nothing of a case is left: false only when its clearing up was interrupted."""
        return not self._live

    def _clear(self) -> None:
        self._fired.clear()
        self._left = self._bound
        self.is_pending = False
        # Last, so that an interrupt before it is noticed by the next case.
        self._live.clear()

    def _check(self, message: str) -> tuple[int, frozenset[str]]:
        """Hold a firing that was not seen before against the rule set: (match, facts it is bound to)."""
        ((name, bound),) = json.loads(message).items()
        match = int(name)
        patterns = self._group.matches[match].patterns
        facts = [bound[f"a{n}"] for n in range(len(patterns))]
        if len(bound) != len(patterns) or not all(
            pattern.reads(fact) for pattern, fact in zip(patterns, facts, strict=True)
        ):
            raise EngineFailure(f"match {match} fired without its patterns")
        told = frozenset(json.dumps(fact, separators=(",", ":")) for fact in facts)
        if len(self._checked) >= _KEPT:
            self._checked.clear()
        self._checked[message] = (match, told)
        return match, told


def _ways(group: Group) -> int:
    """How often a case can make a rule set fire: each match once per choice of its facts."""
    return sum(prod(len(pattern.signs) for pattern in match.patterns) for match in group.matches)

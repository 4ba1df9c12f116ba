"""The durable-rules evaluator in a process of its own, so that its C core can only end that one.

A crash or a hang of the engine is an error of the one case that was asked and never an answer; the
caller lives on and the next case finds a new process. Where ``os.fork`` exists the process starts
in a millisecond or two and is asked over a pipe; elsewhere it is spawned.
"""

from __future__ import annotations

import marshal
import os
import weakref
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Literal

from triage.case.model import Case
from triage.inference import errors
from triage.inference.durable.child import Child, Forked, Spawned, plain_case, read_answer
from triage.inference.durable.module import engine_name, load_engine
from triage.inference.errors import (
    CaseOutside,
    EngineClosed,
    EngineCrashed,
    EngineFailure,
    EngineHung,
    InferenceError,
)
from triage.inference.result import Inference
from triage.rulebook.model import Rulebook

if TYPE_CHECKING:
    from triage.inference.durable.evaluator import DurableEvaluator

Start = Literal["fork", "spawn"]


class GuardedEvaluator:
    """Infers cases of one rulebook in a child process. Safe to share between threads.

    When it is made it raises ``EngineUnavailable``; when it is asked, what ``DurableEvaluator``
    raises, and ``EngineCrashed`` and ``EngineHung`` besides. The child starts with ``ready`` or the
    first case, and anew after a crash or a hang.
    """

    def __init__(self, book: Rulebook, seconds: float = 10.0, start: Start | None = None) -> None:
        """``seconds``: how long one case may take. ``start``: None for the best of the platform."""
        self.name = engine_name(load_engine())
        self._seconds = seconds
        self._lock = Lock()
        self._closed = False
        self._asked = 0
        self._child: Child | None = None
        if (start or ("fork" if hasattr(os, "fork") else "spawn")) == "fork":
            self._start: Callable[[], Child] = lambda: Forked(lambda: _evaluator(book))
        else:
            self._start = lambda: Spawned(book)
        _living.add(self)

    def ready(self) -> None:
        """Start the child now, so that it compiles the rulebook while the caller goes on."""
        with self._lock, suppress(OSError):  # the first case tries again, and then it is a failure
            if self._child is None and not self._closed:
                self._child = self._start()

    def infer(self, case: Case) -> Inference:
        """The closure of ``case``, or one of the errors named above; never a part of an answer."""
        try:
            question = marshal.dumps(plain_case(case))
        except ValueError as error:
            raise CaseOutside("case", str(error)) from error
        with self._lock:
            if self._closed:
                raise EngineClosed
            self._asked += 1
            answer = self._ask(self._asked, question)
        told = read_answer(answer)
        if isinstance(told, Inference):
            return told
        kind, args = told
        met: InferenceError = getattr(errors, kind)(*args)
        raise met

    def close(self) -> None:
        """End the child; asking again raises ``EngineClosed``. May be repeated."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
            if child is not None:
                child.end()

    @property
    def pid(self) -> int | None:
        """The process that runs the engine, if one is running."""
        child = self._child
        return None if child is None else child.pid

    def _ask(self, number: int, question: bytes) -> bytes:
        deadline = monotonic() + self._seconds
        child = self._child
        if child is None:
            try:
                child = self._child = self._start()
            except OSError as error:
                raise EngineFailure(f"no process: {error}") from error
        try:
            return child.ask(number, question, deadline)
        except BaseException as error:
            # Whatever happened, an answer may still be under way: never ask this child again.
            self._child = None
            if isinstance(error, TimeoutError):
                child.kill()
                raise EngineHung(f"{self._seconds:g}") from error
            if isinstance(error, EOFError | OSError):
                raise EngineCrashed(child.end()) from error
            child.kill()
            raise

    def _forget(self) -> None:
        """In a process forked from the one that uses this: the child is not ours to ask."""
        child, self._child = self._child, None
        self._lock = Lock()
        if child is not None:
            child.let_go()


def _evaluator(book: Rulebook) -> DurableEvaluator:
    # Only the child imports what compiles a rulebook.
    from triage.inference.durable.evaluator import DurableEvaluator

    return DurableEvaluator(book)


_living: weakref.WeakSet[GuardedEvaluator] = weakref.WeakSet()


def _forget_all() -> None:
    for evaluator in list(_living):
        evaluator._forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)

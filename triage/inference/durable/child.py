"""A process of its own for the engine: started, asked, and ended, whatever becomes of it.

A child answers one question at a time. Each message has its length, a checksum and the number of
its question, so that nothing a dying process leaves behind is taken for an answer.
"""

from __future__ import annotations

import gc
import marshal
import os
import select
import signal
import struct
import warnings
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol
from zlib import crc32

from triage.case.model import Case, Problem
from triage.inference.errors import EngineFailure, InferenceError
from triage.inference.result import Firing, Inference
from triage.rulebook.model import Rulebook

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from triage.inference.durable.evaluator import DurableEvaluator

#: Length and checksum of what follows, and the number of the question it belongs to.
_HEADER: Final = struct.Struct("<IIQ")
_CHUNK: Final = 65536
#: Seconds that a child which was told to end, or has hung up, is given before it is killed.
_GRACE: Final = 0.5


class Child(Protocol):
    """A running engine. ``TimeoutError``: too late; ``EOFError`` or ``OSError``: it is gone."""

    @property
    def pid(self) -> int | None:
        """Its process."""

    def ask(self, number: int, question: bytes, deadline: float) -> bytes:
        """The answer to question ``number``, by ``deadline`` on the monotonic clock."""

    def end(self) -> str:
        """Let it end, or kill it when it does not; how it ended."""

    def kill(self) -> str:
        """End it at once; how it ended."""

    def let_go(self) -> None:
        """Close our side only."""


def plain_case(case: Case) -> tuple[Any, ...]:
    """A case as it is sent to a child: plain tuples."""
    # Without its ref: nothing that points to a student leaves the process that was told it.
    problems = tuple([(one.category, one.peran, one.attributes) for one in case.problems])
    return case.asker, problems, case.facts


def _case(plain: tuple[Any, ...]) -> Case:
    asker, problems, facts = plain
    return Case(asker, tuple([Problem(*problem) for problem in problems]), facts)


def _plain_inference(inference: Inference) -> tuple[Any, ...]:
    return (
        tuple([(firing.rule, firing.problem, firing.by) for firing in inference.firings]),
        inference.facts,
        inference.grades,
        inference.severity,
        inference.urgency,
        inference.parents,
        inference.lead,
        inference.provisional,
        inference.tracks,
        inference.notices,
        inference.findings,
    )


def read_answer(answer: bytes) -> Inference | tuple[str, tuple[str, ...]]:
    """What a child answered: an inference, or the name and arguments of the error it met."""
    plain = marshal.loads(answer)
    if len(plain) == 2:
        kind, args = plain
        return kind, args
    firings, *rest = plain
    return Inference(tuple([Firing(*firing) for firing in firings]), *rest)


def _packed(number: int, body: bytes) -> bytes:
    return _HEADER.pack(len(body), crc32(body), number) + body


def _made(make: Callable[[], DurableEvaluator]) -> DurableEvaluator | InferenceError:
    """The evaluator, or why there is none: that is then the answer to every question."""
    try:
        return make()
    except InferenceError as error:
        return error


def _answer(evaluator: DurableEvaluator | InferenceError, number: int, question: bytes) -> bytes:
    try:
        if isinstance(evaluator, InferenceError):
            raise evaluator
        plain = _plain_inference(evaluator.infer(_case(marshal.loads(question))))
    except InferenceError as error:
        plain = (type(error).__name__, error.args)
    except Exception as error:
        plain = (EngineFailure.__name__, (f"{type(error).__name__}: {error}",))
    return _packed(number, marshal.dumps(plain))


def _unpacked(message: bytes, number: int) -> bytes:
    """The body of an answer to question ``number``; ``EOFError`` for anything else."""
    body = message[_HEADER.size :]
    if message[: _HEADER.size] != _HEADER.pack(len(body), crc32(body), number):
        raise EOFError("garbled answer")
    return body


class Forked:
    """A child made by ``os.fork``, asked over one pipe and answering over another."""

    def __init__(self, make: Callable[[], DurableEvaluator]) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # Signals wait until the child has let go of our handlers for them.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            with warnings.catch_warnings():
                # Python 3.12 warns of forks beside threads. Our child takes no lock that another
                # thread could have held: it runs the evaluator, which it makes itself, and exits.
                warnings.simplefilter("ignore", DeprecationWarning)
                self.pid = os.fork()
            if not self.pid:
                _live(make, theirs_in, theirs_out, mask)
        except BaseException:
            _close(self._out, self._in)
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            os.close(theirs_in)
            os.close(theirs_out)
        os.set_blocking(self._out, False)
        self._readable = select.poll()
        self._readable.register(self._in, select.POLLIN)
        self._writable = select.poll()
        self._writable.register(self._out, select.POLLOUT)
        self._closing = weakref.finalize(self, _close, self._out, self._in)
        self._closing.atexit = False

    def ask(self, number: int, question: bytes, deadline: float) -> bytes:
        """See ``Child``."""
        message = _packed(number, question)
        while message:
            _wait(self._writable, deadline)
            message = message[os.write(self._out, message) :]
        received = self._read(deadline)
        while len(received) < _HEADER.size:
            received += self._read(deadline)
        length = _HEADER.size + _HEADER.unpack_from(received)[0]
        while len(received) < length:
            received += self._read(deadline)
        return _unpacked(received, number)

    def _read(self, deadline: float) -> bytes:
        _wait(self._readable, deadline)
        data = os.read(self._in, _CHUNK)
        if not data:
            raise EOFError("no answer")
        return data

    def end(self) -> str:
        """See ``Child``."""
        self._closing()
        deadline = monotonic() + _GRACE
        pause = 0.0001
        with suppress(ChildProcessError):
            while monotonic() < deadline:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    return _told(os.waitstatus_to_exitcode(status))
                sleep(pause)
                pause = min(0.01, pause * 2)
        return self.kill()

    def kill(self) -> str:
        """See ``Child``."""
        self._closing()
        with suppress(ChildProcessError, ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
            return _told(os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]))
        return "?"

    def let_go(self) -> None:
        """See ``Child``."""
        self._closing()


def _wait(poll: select.poll, deadline: float) -> None:
    left = deadline - monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        with suppress(OSError):
            os.close(descriptor)


def _told(code: int) -> str:
    """How a process ended, from its exit code; negative for a signal."""
    if code >= 0:
        return f"exit {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


def _live(make: Callable[[], DurableEvaluator], ours_in: int, ours_out: int, mask: set[int]) -> NoReturn:
    """The whole life of a forked child. Nothing of the parent's is touched on the way out."""
    status = 1
    try:
        # Everything the parent holds is garbage to us that must not be collected: its files and
        # connections would be finished twice.
        gc.freeze()
        signal.set_wakeup_fd(-1)
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
        # The terminal sends Ctrl-C to both; the parent decides what becomes of us.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        _keep_only(ours_in, ours_out)
        _serve(_made(make), ours_in, ours_out)
        status = 0
    finally:
        os._exit(status)


def _keep_only(*kept: int) -> None:
    """Close every file but ``kept``; what the C core prints while it dies goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nowhere, descriptor)
    with suppress(OSError):
        for descriptor in [int(entry.name) for entry in Path("/dev/fd").iterdir()]:
            if descriptor > 2 and descriptor not in kept:
                _close(descriptor)


def _serve(evaluator: DurableEvaluator | InferenceError, ours_in: int, ours_out: int) -> None:
    """Answer questions until the parent hangs up or is gone."""
    received = b""
    while True:
        while len(received) < _HEADER.size or len(received) < _HEADER.size + _HEADER.unpack_from(received)[0]:
            data = os.read(ours_in, _CHUNK)
            if not data:
                return
            received += data
        number = _HEADER.unpack_from(received)[2]
        answer = _answer(evaluator, number, _unpacked(received, number))
        received = b""
        while answer:
            answer = answer[os.write(ours_out, answer) :]


class Spawned:
    """A child made by ``multiprocessing``, where there is no fork."""

    def __init__(self, book: Rulebook) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve_spawned, args=(theirs, book), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int | None:
        """Its process."""
        return self._process.pid

    def ask(self, number: int, question: bytes, deadline: float) -> bytes:
        """See ``Child``."""
        self._ours.send_bytes(_packed(number, question))
        if not self._ours.poll(max(0.0, deadline - monotonic())):
            raise TimeoutError
        return _unpacked(self._ours.recv_bytes(), number)

    def end(self) -> str:
        """See ``Child``."""
        self._ours.close()
        self._process.join(_GRACE)
        if self._process.exitcode is None:
            self.kill()
        return self._ending()

    def kill(self) -> str:
        """See ``Child``."""
        self._ours.close()
        self._process.kill()
        self._process.join()
        return self._ending()

    def _ending(self) -> str:
        code = self._process.exitcode
        return "?" if code is None else _told(code)

    def let_go(self) -> None:
        """See ``Child``."""
        self._ours.close()


def _serve_spawned(connection: Connection[bytes, bytes], book: Rulebook) -> None:
    with suppress(AttributeError, ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    from triage.inference.durable.evaluator import DurableEvaluator

    evaluator = _made(lambda: DurableEvaluator(book))
    with suppress(EOFError, OSError):
        while True:
            message = connection.recv_bytes()
            number = _HEADER.unpack_from(message)[2]
            connection.send_bytes(_answer(evaluator, number, _unpacked(message, number)))

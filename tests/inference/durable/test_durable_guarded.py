"""The engine in a process of its own: its death or silence is an error, and the next case works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from durable_books import book, case, rule
from durable_naive import naive
from durable_random import random_book, random_case

from triage.case.model import Case, Problem
from triage.inference.durable import child
from triage.inference.errors import (
    CaseOutside,
    EngineClosed,
    EngineCrashed,
    EngineFailure,
    EngineHung,
    EngineLimit,
    EngineUnavailable,
)
from triage.inference.guarded import GuardedEvaluator

engine = pytest.importorskip("durable_rules_engine")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")

BOOK = random_book(Random(2024), 40)
CASE = random_case(Random(3))
ANSWER = naive(BOOK, CASE)


@pytest.fixture
def guarded() -> Iterator[GuardedEvaluator]:
    made = GuardedEvaluator(BOOK, seconds=5)
    yield made
    made.close()


def test_answers_are_those_of_the_engine(guarded: GuardedEvaluator) -> None:
    random = Random(5)
    for _ in range(200):
        told = random_case(random)
        assert guarded.infer(told) == naive(BOOK, told)
    assert guarded.name == "durable-rules 2.0.28"


def test_it_starts_with_the_first_case_and_soon(guarded: GuardedEvaluator) -> None:
    assert guarded.pid is None
    started = time.monotonic()
    guarded.infer(CASE)
    assert time.monotonic() - started < 1
    assert guarded.pid not in (None, os.getpid())


def test_it_may_get_ready_before(guarded: GuardedEvaluator) -> None:
    guarded.ready()
    pid = guarded.pid
    guarded.ready()
    assert guarded.infer(CASE) == ANSWER
    assert guarded.pid == pid is not None


def test_one_child_serves_many_cases(guarded: GuardedEvaluator) -> None:
    guarded.infer(CASE)
    pid = guarded.pid
    guarded.infer(CASE)
    assert guarded.pid == pid


def test_a_killed_child_is_an_error_and_then_replaced(guarded: GuardedEvaluator) -> None:
    guarded.infer(CASE)
    assert guarded.pid is not None
    os.kill(guarded.pid, signal.SIGKILL)
    with pytest.raises(EngineCrashed, match="SIGKILL") as caught:
        guarded.infer(CASE)
    assert "SIGKILL" in caught.value.said("id")
    assert guarded.infer(CASE) == ANSWER


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_crash_of_the_core_ends_only_the_child(
    guarded: GuardedEvaluator, monkeypatch: pytest.MonkeyPatch, how: signal.Signals
) -> None:
    with monkeypatch.context() as patch:
        # The child is forked from here, so it has the broken function too.
        patch.setattr(engine, "delete_state", lambda *_: os.kill(os.getpid(), how))
        for _ in range(2):
            with pytest.raises(EngineCrashed, match=how.name):
                guarded.infer(CASE)
    assert guarded.infer(CASE) == ANSWER


def test_a_child_that_just_goes_is_a_crash(
    guarded: GuardedEvaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine, "assert_fact", lambda *_: os._exit(3))
        with pytest.raises(EngineCrashed, match="exit 3"):
            guarded.infer(CASE)
    assert guarded.infer(CASE) == ANSWER


@pytest.mark.parametrize("how", ["loop", "stopped"])
def test_a_hanging_child_is_ended_and_then_replaced(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    def hang(*_: Any) -> None:
        if how == "stopped":
            os.kill(os.getpid(), signal.SIGSTOP)
        while True:
            time.sleep(0.001)

    guarded = GuardedEvaluator(BOOK, seconds=0.3)
    with monkeypatch.context() as patch:
        patch.setattr(engine, "start_action_for_state", hang)
        started = time.monotonic()
        with pytest.raises(EngineHung, match=r"0\.3") as caught:
            guarded.infer(CASE)
        assert time.monotonic() - started < 2
    assert isinstance(caught.value, EngineFailure)
    guarded._seconds = 5
    assert guarded.infer(CASE) == ANSWER
    guarded.close()


def test_a_late_answer_is_never_given_to_the_next_case(monkeypatch: pytest.MonkeyPatch) -> None:
    real = engine.delete_state
    guarded = GuardedEvaluator(BOOK, seconds=0.2)
    with monkeypatch.context() as patch:
        patch.setattr(engine, "delete_state", lambda *args: (time.sleep(0.4), real(*args)))
        with pytest.raises(EngineHung):
            guarded.infer(CASE)
    guarded._seconds = 5
    time.sleep(0.3)
    random = Random(8)
    for told in [random_case(random) for _ in range(20)]:
        assert guarded.infer(told) == naive(BOOK, told)
    guarded.close()


def test_errors_of_the_engine_come_through_and_the_child_lives(
    guarded: GuardedEvaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.assert_fact
    with monkeypatch.context() as patch:
        # The first firing of a rule set works, what the case says does not.
        patch.setattr(engine, "assert_fact", lambda h, fact: real(h, fact) if "warm" in fact else (2, 0))
        with pytest.raises(EngineFailure, match="answered 2"):
            guarded.infer(CASE)
        pid = guarded.pid
        with pytest.raises(CaseOutside, match="durian"):
            guarded.infer(Case("ani", (Problem("durian"),)))
        assert guarded.pid == pid


def test_an_interrupted_caller_leaves_no_answer_behind(
    guarded: GuardedEvaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.infer(CASE)
    with monkeypatch.context() as patch:
        patch.setattr(child, "_wait", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            guarded.infer(CASE)
    assert guarded.pid is None
    assert guarded.infer(CASE) == ANSWER


def test_eight_threads_share_one_child(guarded: GuardedEvaluator) -> None:
    random = Random(11)
    cases = [(told, naive(BOOK, told)) for told in [random_case(random) for _ in range(100)]]

    def work(seed: int) -> int:
        mine = cases.copy()
        Random(seed).shuffle(mine)
        return sum(guarded.infer(told) != answer for told, answer in mine)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == 0


def test_threads_go_on_while_the_child_is_killed_again_and_again(guarded: GuardedEvaluator) -> None:
    def work(_: int) -> tuple[int, int]:
        wrong = crashed = 0
        for _ in range(60):
            try:
                wrong += guarded.infer(CASE) != ANSWER
            except EngineCrashed:
                crashed += 1
        return wrong, crashed

    with ThreadPoolExecutor(5) as pool:
        running = [pool.submit(work, n) for n in range(4)]
        for _ in range(8):
            time.sleep(0.01)
            pid = guarded.pid
            if pid is not None:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        results = [one.result() for one in running]
    assert sum(wrong for wrong, _ in results) == 0
    with suppress(EngineCrashed):  # the last one may have been killed while nobody asked
        guarded.infer(CASE)
    assert guarded.infer(CASE) == ANSWER


def test_neither_files_nor_processes_are_left_behind() -> None:
    def files() -> int:
        return len(list(Path("/dev/fd").iterdir()))

    before = files()
    for _ in range(5):
        guarded = GuardedEvaluator(BOOK)
        guarded.infer(CASE)
        pid = guarded.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(EngineCrashed):
            guarded.infer(CASE)
        guarded.infer(CASE)
        guarded.close()
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
    assert files() == before


def test_closing_ends_the_child_and_asking_again_says_so(guarded: GuardedEvaluator) -> None:
    guarded.infer(CASE)
    pid = guarded.pid
    guarded.close()
    guarded.close()
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(EngineClosed):
        guarded.infer(CASE)


def test_the_child_does_not_outlive_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, sys\n"
        f"sys.path[:0] = {[str(Path(__file__).parent), *sys.path]!r}\n"
        "from durable_books import book, case, rule\n"
        "from triage.inference.guarded import GuardedEvaluator\n"
        "one, two = (GuardedEvaluator(book(rule('r', 'path', {}))) for _ in range(2))\n"
        "one.infer(case('apel')); two.infer(case('apel'))\n"
        "print(one.pid, two.pid, flush=True)\n"
        "os._exit(0)\n"
    )
    told = subprocess.run(
        [sys.executable, str(script)], check=True, capture_output=True, text=True, timeout=30
    )
    for pid in map(int, told.stdout.split()):
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline and Path(f"/proc/{pid}/stat").exists() and not _is_gone(pid):
            time.sleep(0.01)
        assert _is_gone(pid)


def _is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False


def test_a_process_forked_from_ours_starts_its_own(guarded: GuardedEvaluator) -> None:
    guarded.infer(CASE)
    pid = os.fork()
    if not pid:
        status = 1
        try:
            assert guarded.pid is None
            assert guarded.infer(CASE) == ANSWER
            guarded.close()
            status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert guarded.infer(CASE) == ANSWER


def test_the_child_ignores_ctrl_c(guarded: GuardedEvaluator) -> None:
    guarded.infer(CASE)
    pid = guarded.pid
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    assert guarded.infer(CASE) == ANSWER
    assert guarded.pid == pid


def test_where_there_is_no_fork_it_is_spawned() -> None:
    small = book(rule("r", "substance", {"problem": "any"}, {"findings": ["basah"]}))
    told = case("apel", "beri")
    guarded = GuardedEvaluator(small, start="spawn")
    assert guarded.infer(told) == naive(small, told)
    assert guarded.pid is not None
    os.kill(guarded.pid, signal.SIGKILL)
    with pytest.raises(EngineCrashed, match="SIGKILL"):
        guarded.infer(told)
    with pytest.raises(CaseOutside):
        guarded.infer(Case("dedi", ()))
    guarded.close()


def test_what_a_dying_child_leaves_behind_is_no_answer() -> None:
    whole = child._packed(7, b"body")
    assert child._unpacked(whole, 7) == b"body"
    for garbled in (whole[:-1], whole[:-1] + b"x", b"x" + whole[1:], child._packed(8, b"body")):
        with pytest.raises(EOFError):
            child._unpacked(garbled, 7)


def test_limits_are_the_answer_and_a_missing_engine_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {f"f{n}": "ya" for n in range(13)}
    beyond = GuardedEvaluator(book(rule("r", "substance", {"facts": facts})))
    for _ in range(2):
        with pytest.raises(EngineLimit):
            beyond.infer(CASE)
    beyond.close()
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineUnavailable):
        GuardedEvaluator(BOOK)


def test_what_cannot_be_sent_is_refused(guarded: GuardedEvaluator) -> None:
    with pytest.raises(CaseOutside):
        guarded.infer(Case(object(), ()))  # type: ignore[arg-type]

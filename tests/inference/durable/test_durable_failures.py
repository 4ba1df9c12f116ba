"""When the engine misbehaves there is a typed error, no answer, and the next case is right."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any

import pytest
from durable_books import book, case, rule
from durable_naive import naive

from triage.inference.durable import DurableEvaluator
from triage.inference.errors import EngineFailure, EngineUnavailable

engine = pytest.importorskip("durable_rules_engine")

BOOK = book(
    rule("grade", "grade", {"problem": "any"}, {"severity": "sedang"}),
    rule(
        "both", "substance", {"problem": "apel", "facts": {"hujan": "ya"}}, {"tracks": {"darurat": "utara"}}
    ),
    rule("rain", "substance", {"facts": {"hujan": "ya"}}, {"findings": ["basah"]}),
    rule("path", "path", {"severity": "sedang"}, {"lead": "utara"}),
)
CASE = case("apel", "beri", hujan="ya")
OTHER = case("beri", hujan="tidak")


@pytest.fixture
def evaluator() -> Iterator[DurableEvaluator]:
    made = DurableEvaluator(BOOK)
    yield made
    made.close()


class Broken:
    """A function of the C module that does as it should until its turn has come."""

    def __init__(self, name: str, do: Callable[..., Any], after: int) -> None:
        self._real = getattr(engine, name)
        self._do = do
        self._left = after

    def __call__(self, *args: Any) -> Any:
        self._left -= 1
        return self._real(*args) if self._left >= 0 else self._do(*args)


def failing(error: BaseException) -> Callable[..., Any]:
    def fail(*_: Any) -> Any:
        raise error

    return fail


def answering(answer: Any) -> Callable[..., Any]:
    return lambda *_: answer


BOUND = {"a0": {"id": "0", "sid": "c", "fact.hujan": "ya"}}
WAYS: list[tuple[str, Callable[..., Any]]] = [
    ("create_ruleset", failing(engine.error("code 108"))),
    ("create_ruleset", failing(MemoryError())),
    ("assert_fact", failing(engine.error("code 303"))),
    ("assert_fact", failing(MemoryError())),
    ("assert_fact", answering((2, 1))),
    ("assert_fact", answering((3, 0))),
    ("assert_fact", answering(None)),
    ("assert_fact", answering((0, 0))),
    ("start_action_for_state", failing(engine.error("code 307"))),
    ("start_action_for_state", answering(("{}", "not json"))),
    ("start_action_for_state", answering(("{}", json.dumps({"99": BOUND})))),
    ("start_action_for_state", answering(("{}", json.dumps({"0": {}})))),
    ("start_action_for_state", answering(("{}", json.dumps({"0": {"a0": {"fact.hujan": "tidak"}}})))),
    ("start_action_for_state", answering(7)),
    ("complete_and_start_action", failing(engine.error("code 304"))),
    ("complete_and_start_action", answering('{"warm":{"a0":{}}}')),
    ("complete_and_start_action", answering("{")),
    ("delete_state", failing(engine.error("code 309"))),
]


# A rule set is made once, every other function is called again and again.
TURNS = [
    (name, do, after) for name, do in WAYS for after in ((0,) if name == "create_ruleset" else (0, 1, 3))
]


@pytest.mark.parametrize(("name", "do", "after"), TURNS)
def test_a_failure_is_an_error_and_the_next_case_is_right(
    evaluator: DurableEvaluator,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    do: Callable[..., Any],
    after: int,
) -> None:
    if after == 3:
        evaluator.infer(OTHER)
    with monkeypatch.context() as patch:
        patch.setattr(engine, name, Broken(name, do, after))
        with pytest.raises(EngineFailure) as caught:
            infer_a_few_times(evaluator)
        assert caught.value.said("id") != caught.value.said("en")
    assert evaluator.infer(CASE) == naive(BOOK, CASE)
    assert evaluator.infer(OTHER) == naive(BOOK, OTHER)
    assert_no_state(evaluator)


def test_endless_firing_is_stopped(evaluator: DurableEvaluator, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluator.infer(CASE)
    real = engine.start_action_for_state
    seen: list[str] = []

    def start(*args: Any) -> Any:
        started = real(*args)
        seen.extend(started[1:] if started else ())
        return started

    with monkeypatch.context() as patch:
        patch.setattr(engine, "start_action_for_state", start)
        patch.setattr(engine, "complete_and_start_action", lambda *_: seen[-1])
        with pytest.raises(EngineFailure, match="firings"):
            evaluator.infer(CASE)
    assert evaluator.infer(CASE) == naive(BOOK, CASE)


def test_a_firing_of_another_case_is_not_taken(
    evaluator: DurableEvaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    real = engine.start_action_for_state

    def start(*args: Any) -> Any:
        seen.append(real(*args))
        return seen[-1]

    with monkeypatch.context() as patch:
        patch.setattr(engine, "start_action_for_state", start)
        evaluator.infer(CASE)
        of_rain = next(one for one in seen if one and "fact.hujan" in one[1] and "problem" not in one[1])
        handle = evaluator._desks[None].network._handle
        patch.setattr(engine, "start_action_for_state", lambda h, s: of_rain if h == handle else real(h, s))
        with pytest.raises(EngineFailure, match="not said"):
            evaluator.infer(OTHER)
    assert evaluator.infer(OTHER) == naive(BOOK, OTHER)


def test_an_interrupt_is_passed_on_and_leaves_nothing_behind(
    evaluator: DurableEvaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluator.infer(CASE)
    with monkeypatch.context() as patch:
        patch.setattr(
            engine,
            "complete_and_start_action",
            Broken("complete_and_start_action", failing(KeyboardInterrupt()), 1),
        )
        with pytest.raises(KeyboardInterrupt):
            evaluator.infer(CASE)
    assert evaluator.infer(OTHER) == naive(BOOK, OTHER)
    assert_no_state(evaluator)


def test_what_an_interrupted_clearing_up_left_is_not_read_by_the_next_case(
    evaluator: DurableEvaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine, "delete_state", Broken("delete_state", failing(KeyboardInterrupt()), 3))
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                infer_a_few_times(evaluator)
    # As if the second interrupt had come before anything was given up.
    for network in evaluator._networks:
        network.tell('{"id":"0","sid":"c","fact.hujan":"ya"}')
    assert evaluator.infer(OTHER) == naive(BOOK, OTHER)
    assert evaluator.infer(CASE) == naive(BOOK, CASE)


def test_handles_of_failed_cases_are_given_back(
    evaluator: DurableEvaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluator.infer(CASE)
    handles = [network._handle for network in evaluator._networks]
    with monkeypatch.context() as patch:
        patch.setattr(engine, "assert_fact", failing(engine.error("code 303")))
        with pytest.raises(EngineFailure):
            evaluator.infer(CASE)
    for handle in handles:
        with pytest.raises(engine.error, match="111"):
            engine.delete_ruleset(handle)


def test_failure_after_failure_recovers_each_time(
    evaluator: DurableEvaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    for after in range(12):
        with monkeypatch.context() as patch:
            patch.setattr(engine, "assert_fact", Broken("assert_fact", failing(engine.error("x")), after))
            for _ in repeat(None, 3):
                try:
                    assert evaluator.infer(CASE) == naive(BOOK, CASE)
                except EngineFailure:
                    break
        assert evaluator.infer(CASE) == naive(BOOK, CASE)


def test_without_the_c_module_the_evaluator_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineUnavailable) as caught:
        DurableEvaluator(BOOK)
    assert "durable-rules" in caught.value.said("id")


def infer_a_few_times(evaluator: DurableEvaluator) -> None:
    for _ in range(3):
        evaluator.infer(CASE)


def assert_no_state(evaluator: DurableEvaluator) -> None:
    for network in evaluator._networks:
        if network._handle:
            with pytest.raises(engine.error, match="309"):
                engine.get_facts(network._handle, "c")

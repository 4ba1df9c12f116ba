"""Timing side by side: every engine decides the same fresh cases in small turns.

No case is timed twice by an engine, so nothing but what an engine keeps on purpose of other cases
can be remembered. A repetition has cases of its own; figures are the medians over repetitions.
Where the system says so (Linux), a decision during which another process took the processor is
left out and counted: on a busy machine it would say more of that machine than of the engine.
"""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter_ns
from typing import TypeVar

from benchmarks.engines.form import Engine
from triage.case.model import Case

_TURN = 100
_WARM = 300
_THREAD: int | None = getattr(resource, "RUSAGE_THREAD", None)

#: Makes ``count`` cases from a seed.
Draw = Callable[[int, int], Sequence[Case]]
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Timed:
    """Microseconds a decision: median and 99th percentile; ``alone``: the median without preparing.

    ``disturbed`` is the share of decisions that were left out.
    """

    p50: float
    p99: float
    alone: float
    disturbed: float


@dataclass(slots=True)
class _Times:
    """The nanoseconds of one engine in one repetition."""

    whole: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    disturbed: int = 0

    def timed(self) -> Timed:
        share = self.disturbed / (len(self.whole) + self.disturbed)
        return Timed(_at(self.whole, 0.5), _at(self.whole, 0.99), _at(self.alone, 0.5), share)


def differing(
    engines: Sequence[Engine], cases: Sequence[Case], wanted: Callable[[Case], tuple[str, ...]]
) -> dict[str, int]:
    """How many of ``cases`` each engine answers otherwise than ``wanted``; those that never do are left out."""
    wrong: dict[str, int] = {}
    for case in cases:
        right = wanted(case)
        for engine in engines:
            if engine.fired(case) != right:
                wrong[engine.name] = wrong.get(engine.name, 0) + 1
    return wrong


def measure(lanes: Mapping[K, tuple[Engine, Draw]], count: int, repetitions: int) -> dict[K, Timed]:
    """Time each lane's engine on ``repetitions`` times ``count`` fresh cases of its own, in turns."""
    for engine, draw in lanes.values():
        for case in draw(_WARM, 1):
            engine.fired(case)
    gc.collect()
    gc.freeze()  # What stays for good need not be searched again and again while others are timed.
    found: dict[K, list[Timed]] = {key: [] for key in lanes}
    keys = list(lanes)
    for repetition in range(repetitions):
        drawn: dict[Draw, Sequence[Case]] = {}
        for _, draw in lanes.values():
            drawn[draw] = drawn.get(draw) or draw(count, 1000 + repetition)
        times = {key: _Times() for key in lanes}
        for turn, start in enumerate(range(0, count, _TURN)):
            first = turn % len(keys)
            for key in (*keys[first:], *keys[:first]):
                engine, draw = lanes[key]
                _time(engine, drawn[draw][start : start + _TURN], times[key])
        for key, one in times.items():
            found[key].append(one.timed())
    gc.unfreeze()
    return {key: _middle(timed) for key, timed in found.items()}


def _time(engine: Engine, cases: Sequence[Case], times: _Times) -> None:
    clock, prepare, answer, handed = perf_counter_ns, engine.prepare, engine.answer, engine.handed
    switches = _switches()
    for case in cases:
        given = case if handed is None else handed(case)
        if handed is not None:
            switches = _switches()
        start = clock()
        if prepare is not None:
            given = prepare(given)
        prepared = clock()
        answer(given)
        end = clock()
        now = _switches()
        if now == switches:
            times.whole.append(end - start)
            times.alone.append(end - prepared)
        else:
            times.disturbed += 1
            switches = now


def _switches() -> int:
    """How often this thread has been put aside for another so far; always 0 where nobody counts."""
    return 0 if _THREAD is None else resource.getrusage(_THREAD).ru_nivcsw


def _at(times: list[int], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] / 1000


def _middle(timed: Sequence[Timed]) -> Timed:
    return Timed(
        p50=median(one.p50 for one in timed),
        p99=median(one.p99 for one in timed),
        alone=median(one.alone for one in timed),
        disturbed=median(one.disturbed for one in timed),
    )


def best(timed: Mapping[str, Timed], name: str) -> tuple[str, Timed] | None:
    """Of the rows whose name starts with ``name``, the one with the lowest median; None if there is none."""
    rows = [(row, one) for row, one in timed.items() if row == name or row.startswith(f"{name},")]
    return min(rows, key=lambda item: item[1].p50, default=None)

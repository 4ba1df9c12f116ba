"""Timing side by side: every engine decides the same fresh cases in small turns.

No case is timed twice by an engine, so nothing but what an engine keeps on purpose of other cases
can be remembered. A repetition has cases of its own; figures are the medians over repetitions.
Times are those of the wall. Beside them stands the processor time of the calling thread, which
leaves out what other processes of a busy machine took in between.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter_ns, thread_time_ns
from typing import TypeVar

from benchmarks.engines.form import Engine
from triage.case.model import Case

_TURN = 500
_WARM = 2000

#: Makes ``count`` cases from a seed.
Draw = Callable[[int, int], Sequence[Case]]
#: An engine, and the cases it is timed on.
Lane = tuple[Engine, Draw]
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Timed:
    """Microseconds a decision: median and 99th percentile; ``alone``: the median without preparing.

    ``busy50`` and ``busy99`` are those of the processor time of the calling thread.
    """

    p50: float
    p99: float
    alone: float
    busy50: float
    busy99: float


@dataclass(slots=True)
class _Times:
    """The nanoseconds of one engine in one repetition."""

    whole: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    busy: list[int] = field(default_factory=list)

    def timed(self) -> Timed:
        """The figures of this repetition."""
        return Timed(
            p50=_at(self.whole, 0.5),
            p99=_at(self.whole, 0.99),
            alone=_at(self.alone, 0.5),
            busy50=_at(self.busy, 0.5),
            busy99=_at(self.busy, 0.99),
        )


def differing(
    engines: Sequence[Engine], cases: Sequence[Case], wanted: Callable[[Case], tuple[str, ...]]
) -> dict[str, int]:
    """Of the engines that ever answer otherwise than ``wanted``: for how many of ``cases``."""
    wrong: dict[str, int] = {}
    for case in cases:
        right = wanted(case)
        for engine in engines:
            if engine.fired(case) != right:
                wrong[engine.name] = wrong.get(engine.name, 0) + 1
    return wrong


def measure(lanes: Mapping[K, Lane], count: int, repetitions: int) -> dict[K, Timed]:
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
    clock, busy = perf_counter_ns, thread_time_ns
    prepare, answer, handed = engine.prepare, engine.answer, engine.handed
    for case in cases:
        given = case if handed is None else handed(case)
        began = busy()
        start = clock()
        if prepare is not None:
            given = prepare(given)
        prepared = clock()
        answer(given)
        end = clock()
        ended = busy()
        times.whole.append(end - start)
        times.alone.append(end - prepared)
        times.busy.append(ended - began)


def _at(times: list[int], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] / 1000


def _middle(timed: Sequence[Timed]) -> Timed:
    return Timed(*[median(getattr(one, name) for one in timed) for name in Timed.__dataclass_fields__])


def best(timed: Mapping[str, Timed], name: str) -> tuple[str, Timed] | None:
    """Of the rows whose name starts with ``name``, the one with the lowest median; None if there is none."""
    rows = [(row, one) for row, one in timed.items() if row == name or row.startswith(f"{name},")]
    return min(rows, key=lambda item: item[1].p50, default=None)

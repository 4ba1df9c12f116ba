"""Timing side by side: every engine decides the same fresh cases in small turns.

No case is timed twice by an engine, so nothing but what an engine keeps on purpose of other cases
can be remembered. A repetition has cases of its own; figures are the medians over repetitions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns

from benchmarks.engines.form import Engine
from triage.case.model import Case

_TURN = 100
_WARM = 300

#: Makes ``count`` cases from a seed.
Draw = Callable[[int, int], Sequence[Case]]


@dataclass(frozen=True, slots=True)
class Timed:
    """Microseconds a decision: median and 99th percentile; ``alone``: the median without preparing."""

    p50: float
    p99: float
    alone: float


def differing(
    engines: Sequence[Engine], cases: Sequence[Case], wanted: Callable[[Case], tuple[str, ...]]
) -> dict[str, int]:
    """How many of ``cases`` each engine answers otherwise than ``wanted``; engines that never do are left out."""
    wrong: dict[str, int] = {}
    for case in cases:
        right = wanted(case)
        for engine in engines:
            if fired(engine, case) != right:
                wrong[engine.name] = wrong.get(engine.name, 0) + 1
    return wrong


def fired(engine: Engine, case: Case) -> tuple[str, ...]:
    """The ids of the rules that fired, sorted, each once."""
    given = case if engine.prepare is None else engine.prepare(case)
    return tuple(sorted(set(engine.ids(engine.answer(given)))))


def measure(engines: Sequence[Engine], draw: Draw, count: int, repetitions: int) -> dict[str, Timed]:
    """Time every engine on ``repetitions`` times ``count`` fresh cases, in turns."""
    for case in draw(_WARM, 1):
        for engine in engines:
            fired(engine, case)
    found: dict[str, list[Timed]] = {engine.name: [] for engine in engines}
    for repetition in range(repetitions):
        cases = draw(count, 1000 + repetition)
        times: dict[str, tuple[list[int], list[int]]] = {engine.name: ([], []) for engine in engines}
        for turn, start in enumerate(range(0, count, _TURN)):
            first = turn % len(engines)
            for engine in (*engines[first:], *engines[:first]):
                _time(engine, cases[start : start + _TURN], *times[engine.name])
        for name, (whole, alone) in times.items():
            found[name].append(Timed(_at(whole, 0.5), _at(whole, 0.99), _at(alone, 0.5)))
    return {name: _middle(timed) for name, timed in found.items()}


def _time(engine: Engine, cases: Sequence[Case], whole: list[int], alone: list[int]) -> None:
    clock, prepare, answer, refreshed = perf_counter_ns, engine.prepare, engine.answer, engine.refreshed
    for case in cases:
        if refreshed is not None:
            refreshed(case)
        start = clock()
        given = case if prepare is None else prepare(case)
        prepared = clock()
        answer(given)
        end = clock()
        whole.append(end - start)
        alone.append(end - prepared)


def _at(times: list[int], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] / 1000


def _middle(timed: Sequence[Timed]) -> Timed:
    return Timed(
        median(one.p50 for one in timed), median(one.p99 for one in timed), median(one.alone for one in timed)
    )


def best(timed: Mapping[str, Timed], name: str) -> tuple[str, Timed] | None:
    """Of the rows whose name starts with ``name``, the one with the lowest median; None if there is none."""
    rows = [(row, one) for row, one in timed.items() if row == name or row.startswith(f"{name},")]
    return min(rows, key=lambda item: item[1].p50, default=None)

"""A run as text for people and as data for machines."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from benchmarks.engines.form import Engine
from benchmarks.goals import Goal
from benchmarks.proving import Proof
from benchmarks.timing import Timed

_PEERS = ("durable-rules", "datalogic-py", "zen-engine", "clipspy")


def machine() -> dict[str, Any]:
    """Where the run took place: it means nothing without its peers of the same run."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "packages": {name: found for name in _PEERS if (found := _version(name))},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def engine_table(timed: Mapping[str, Timed], engines: Sequence[Engine]) -> str:
    """One row an engine: median, 99th percentile, that of processor time, the call alone, remarks."""
    notes = {engine.name: engine.note for engine in engines}
    rows = [("engine", "p50 µs", "p99 µs", "p99 busy", "call alone", "remarks")]
    rows += [
        (name, _us(one.p50), _us(one.p99), _us(one.busy99), _us(one.alone), notes[name])
        for name, one in timed.items()
    ]
    return _table(rows)


def growth_table(head: str, rows: Mapping[int, Mapping[str, Timed]]) -> str:
    """One row an engine, one column a size: medians."""
    names = list(dict.fromkeys(name for timed in rows.values() for name in timed))
    lines = [(head, *(str(size) for size in rows))]
    for name in names:
        lines.append((name, *(_us(timed[name].p50) if name in timed else "–" for timed in rows.values())))
    return _table(lines)


def start_table(times: Mapping[str, float]) -> str:
    """One row a command: milliseconds."""
    return _table([("process", "ms"), *((name, f"{time:.0f}") for name, time in times.items())])


def memory_table(points: Iterable[tuple[int, float]]) -> str:
    """One row a point: decisions so far, resident size."""
    return _table([("decisions", "MiB"), *((f"{count:,}", f"{size:.1f}") for count, size in points)])


def proof_table(proofs: Iterable[Proof]) -> str:
    """One row a rulebook: how large it is, what was looked at, and how long that took."""
    rows = [("rulebook", "rules", "facts", "slices", "cases", "flaws", "s, one core", "s, elapsed")]
    rows += [
        (
            "shipped" if one.seed is None else f"grown, seed {one.seed}",
            *(str(number) for number in (one.rules, one.facts)),
            *(f"{number:,}" for number in (one.slices, one.cases)),
            str(one.flaws),
            *(f"{seconds:.1f}" for seconds in (one.seconds, one.elapsed)),
        )
        for one in proofs
    ]
    return _table(rows)


def goal_table(goals: Sequence[Goal]) -> str:
    """One row a goal: ratio found, ratio wanted, met or not."""
    rows = [("goal", "ratio", "at most", "", "peer's call alone", "what")]
    for goal in sorted(goals, key=lambda one: one.number):
        strict = "" if goal.strict is None else f"{goal.strict:.2f}"
        verdict = "met" if goal.met else "NOT MET"
        rows.append((goal.number, f"{goal.found:.2f}", f"{goal.wanted:.2f}", verdict, strict, goal.says))
    return _table(rows)


def as_data(timed: Mapping[str, Timed]) -> dict[str, Any]:
    """Timings for ``--json``."""
    return {name: asdict(one) for name, one in timed.items()}


def goals_as_data(goals: Iterable[Goal]) -> list[dict[str, Any]]:
    """Goals for ``--json``."""
    return [{**asdict(goal), "met": goal.met} for goal in goals]


def _us(time: float) -> str:
    return f"{time:.0f}" if time >= 100 else f"{time:.1f}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns also line up in a terminal."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)

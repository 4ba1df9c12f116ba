"""The engines of a run: ours, and the peers that are installed, each at its best encodings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.engines import clips, datalogic, floor, ours, zen
from benchmarks.engines.form import Engine, Missing
from benchmarks.workload import Workload

#: In the order of the table. Each makes its engines for a workload, or says why it cannot.
MAKERS: tuple[Callable[[Workload], Iterator[Engine]], ...] = (
    floor.engines,
    ours.engines,
    datalogic.engines,
    zen.engines,
    clips.engines,
)


def engines(work: Workload, chosen: Sequence[str] = ()) -> tuple[list[Engine], list[str]]:
    """The engines whose name holds one of ``chosen`` (none: all), and why others are missing."""
    found: list[Engine] = []
    missing: list[str] = []
    for make in MAKERS:
        try:
            found += make(work)
        except Missing as why:
            missing.append(str(why))
    if chosen:
        found = [engine for engine in found if any(name in engine.name for name in chosen)]
    return found, missing

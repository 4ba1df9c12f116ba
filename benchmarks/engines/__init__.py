"""The engines of a run: ours, and the peers that are installed, each at its best encodings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from benchmarks.book import rulebook
from benchmarks.engines import clips, datalogic, floor, ours, zen, zen_shipped
from benchmarks.engines.form import Engine, Missing
from benchmarks.workload import Workload
from triage.rulebook.model import Rulebook


def engines(work: Workload, chosen: Sequence[str] = ()) -> tuple[list[Engine], list[str]]:
    """The engines whose name holds one of ``chosen`` (none: all), and why others are missing."""
    peers = [partial(peer.engines, work) for peer in (datalogic, zen, clips)]
    return _made([partial(floor.engines, work), *ours.makers(rulebook(work)), *peers], chosen)


def shipped_engines(book: Rulebook, chosen: Sequence[str] = ()) -> tuple[list[Engine], list[str]]:
    """As ``engines``, on a rulebook of ours."""
    return _made([*ours.makers(book), partial(zen_shipped.engines, book)], chosen)


def _made(
    makers: Sequence[Callable[[], Iterator[Engine]]], chosen: Sequence[str]
) -> tuple[list[Engine], list[str]]:
    found: list[Engine] = []
    missing: list[str] = []
    for make in makers:
        try:
            found += make()
        except Missing as why:
            missing.append(str(why))
    if chosen:
        found = [engine for engine in found if any(name in engine.name for name in chosen)]
    return found, missing

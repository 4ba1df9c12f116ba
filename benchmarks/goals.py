"""The goals as ratios of one run: what was wanted, what was found, met or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.engines import ours
from benchmarks.proving import Proof
from benchmarks.starting import DECIDING, IMPORTS
from benchmarks.timing import Timed, best

ZEN = "ZEN with trace"
DATALOGIC = "datalogic"


@dataclass(frozen=True, slots=True)
class Goal:
    """``found`` is a ratio, to be at most ``wanted``; ``strict``: with peers not timed preparing."""

    number: str
    says: str
    found: float
    wanted: float
    strict: float | None = None

    @property
    def met(self) -> bool:
        """Whether the ratio found is at most the one wanted."""
        return self.found <= self.wanted


def of_engines(timed: Mapping[str, Timed], where: str) -> Iterator[Goal]:
    """Goals 1, 2 and 3 among rows of one table, against the best encoding of each peer in it."""
    zen, datalogic = best(timed, ZEN), best(timed, DATALOGIC)
    if zen is not None:
        for number, row, wanted in (
            ("1", ours.DECIDE, 1.0),
            ("1", ours.REMEMBERED, 1 / 20),
            ("3", ours.WHOLE, 10.0),
        ):
            if row in timed:
                yield _against(number, f"{where}: {row} / {zen[0]}", timed[row], zen[1], wanted)
    if datalogic is not None and ours.REFERENCE in timed:
        name = f"{where}: {ours.REFERENCE} / {datalogic[0]}"
        yield _against("2", name, timed[ours.REFERENCE], datalogic[1], 0.5)
    if ours.WHOLE in timed:
        whole = timed[ours.WHOLE]
        name = f"{where}: {ours.WHOLE}, p99 / its own median"
        yield Goal("3", name, whole.p99 / whole.p50, 3.0)
        yield Goal("3", f"{name}, of processor time", whole.busy99 / whole.busy50, 3.0)


def _against(number: str, says: str, mine: Timed, peer: Timed, wanted: float) -> Goal:
    return Goal(number, says, mine.p50 / peer.p50, wanted, mine.p50 / peer.alone)


def of_growth(rows: Mapping[int, Mapping[str, Timed]]) -> Iterator[Goal]:
    """Goal 2: the reference at 400 rules against 64."""
    if {64, 400} <= rows.keys() and ours.REFERENCE in rows[64]:
        ratio = rows[400][ours.REFERENCE].p50 / rows[64][ours.REFERENCE].p50
        yield Goal("2", f"{ours.REFERENCE}, 400 rules / 64 rules", ratio, 1.2)


def of_problems(rows: Mapping[int, Mapping[str, Timed]]) -> Iterator[Goal]:
    """Goal 6: the cost of the most problems a case against one, at most that many times."""
    few, many = min(rows), max(rows)
    for row in (ours.REFERENCE, ours.DURABLE, ours.DECIDE, ours.WHOLE):
        if row in rows[few]:
            ratio = rows[many][row].p50 / rows[few][row].p50
            yield Goal("6", f"{row}, {many} problems / {few}", ratio, many / few)


def of_start(times: Mapping[str, float]) -> Iterator[Goal]:
    """Goal 4: a whole process that decides against one that only imports."""
    for deciding in DECIDING.values():
        ratio = times[deciding] / times[f"python -c '{IMPORTS}'"]
        yield Goal("4", f"{deciding} / python -c '{IMPORTS}'", ratio, 1.2)


def of_memory(points: list[tuple[int, float]]) -> Iterator[Goal]:
    """Goal 6: the resident size at the end against half-way, when every bounded memory is full."""
    half = points[len(points) // 2]
    yield Goal(
        "6", f"resident size after {points[-1][0]:,} decisions / {half[0]:,}", points[-1][1] / half[1], 1.02
    )


def of_proofs(proofs: Iterable[Proof]) -> Iterator[Goal]:
    """Goal 7: the complete check, in seconds of one core: the shipped rulebook, and the slowest largest."""
    found = list(proofs)
    shipped = [one for one in found if one.seed is None]
    largest = max(one.rules * one.facts for one in found)
    most = [one for one in found if one.rules * one.facts == largest]
    for listed, seconds in ((shipped, 10.0), (most, 60.0)):
        one = max(listed, key=lambda proof: proof.seconds)
        yield Goal("7", f"check, {one.rules} rules and {one.facts} facts: s, one core", one.seconds, seconds)

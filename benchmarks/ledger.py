"""How long the ledger takes to record, read and verify: ``python -m benchmarks.ledger``.

The ledger holds real decisions of the shipped rulebook, told in full. Appends are timed on the disk that
``--folder`` names, each with everything that makes it survive a power cut; beside them stands the
processor time, which leaves out waiting for that disk. Times are of one run in one process.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from benchmarks import report
from benchmarks.shipped import shipped_book, shipped_cases
from triage.case.reading import as_data
from triage.ledger.model import Draft
from triage.ledger.opening import create
from triage.ledger.store import Ledger
from triage.ledger.verifying import verify
from triage.rulebook.files import read_files
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.service.paths import shipped

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_TOGETHER = 500
_DIFFERENT = 500


def drafts_of(book: Rulebook) -> list[Draft]:
    """Decisions on different cases, as they are recorded."""
    advisor = Advisor(book, engine="reference")
    found = []
    for n, case in enumerate(shipped_cases(book, _DIFFERENT, 7)):
        decision = advisor.decide(case)
        body = {
            "case": as_data(case),
            "decision": advisor.told(decision, "id", None),
            "ref": None,
            "recorded_by": "BK-1",
        }
        engine = decision.engine
        found.append(Draft("decision", f"siswa {n}", book.sha256, engine, "benchmark", body))
    return found


def timed(do: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the wall and of the processor."""
    wall, busy = perf_counter(), process_time()
    do()
    return perf_counter() - wall, process_time() - busy


def appended(ledger: Ledger, drafts: list[Draft], count: int) -> dict[str, float]:
    """Milliseconds of appending one entry at a time."""
    walls, busy = [], []
    for n in range(count):
        wall, processor = timed(lambda n=n: ledger.append(drafts[n % len(drafts)], now=_NOW))  # type: ignore[misc]
        walls.append(wall * 1000)
        busy.append(processor * 1000)
    return {
        "append, median ms": median(walls),
        "append, 99th percentile ms": quantiles(walls, n=100)[98],
        "append, processor, median ms": median(busy),
        "append, processor, 99th percentile ms": quantiles(busy, n=100)[98],
    }


def fsync_ms(folder: Path, count: int = 100) -> float:
    """What one fsync of a few bytes costs here: an append makes eight."""
    descriptor = os.open(folder / "fsync", os.O_WRONLY | os.O_CREAT)
    walls = []
    for n in range(count):
        os.pwrite(descriptor, b"x" * 512, n * 512)
        walls.append(timed(lambda: os.fsync(descriptor))[0] * 1000)
    os.close(descriptor)
    return median(walls)


def figures(entries: int, singles: int, folder: Path) -> dict[str, Any]:
    """What was measured, by name."""
    book = shipped_book()
    if isinstance(book, str):
        raise SystemExit(f"the shipped rulebook does not load: {book}")
    drafts = drafts_of(book)
    place = folder / "ledger.db"
    ledger, _ = create(place, passphrase="a passphrase of a benchmark", now=_NOW)
    files, _ = read_files(shipped("rules"))
    ledger.keep_rulebook(book.sha256, book.version, {file.name: file.data for file in files})
    out: dict[str, Any] = {"fsync, median ms": fsync_ms(folder)}
    out |= {f"empty ledger: {name}": value for name, value in appended(ledger, drafts, singles).items()}
    wall, busy = 0.0, 0.0
    while (n := ledger.head().seq) < entries:
        some = [drafts[(n + k) % len(drafts)] for k in range(min(_TOGETHER, entries - n))]
        one = timed(lambda some=some: ledger.append_all(some, now=_NOW + timedelta(seconds=n)))  # type: ignore[misc]
        wall, busy = wall + one[0], busy + one[1]
    out["entries"] = ledger.head().seq
    out["file, MiB"] = place.stat().st_size / (1 << 20)
    out["file, bytes an entry"] = place.stat().st_size / entries
    out["500 at a time, entries a second"] = (entries - singles) / wall
    out |= {f"full ledger: {name}": value for name, value in appended(ledger, drafts, singles).items()}
    reports = []
    wall, busy = timed(lambda: reports.append(verify(ledger)))
    out["verify, s"], out["verify, processor s"] = wall, busy
    out["verify found"] = reports[0].status
    opened = list(ledger.entries())[:2000]
    out["open an entry, ms"] = timed(lambda: [ledger.open_body(entry) for entry in opened])[0] / 2
    ledger.close()
    return out


def main() -> None:
    """Measures, and prints or writes the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--singles", type=int, default=300)
    parser.add_argument(
        "--folder", type=Path, help="on the disk to be measured; the temporary one if not given"
    )
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        found = figures(asked.entries, asked.singles, Path(folder))
    print(", ".join(f"{name} {value}" for name, value in report.machine().items()))
    for name, value in found.items():
        print(f"{name:60} {value:,.3f}" if isinstance(value, float) else f"{name:60} {value}")
    if asked.json:
        asked.json.write_text(
            json.dumps({"machine": report.machine(), **found}, indent=2) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()

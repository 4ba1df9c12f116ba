"""Memory over many decisions: the resident size while one service decides ever new cases.

Measured in a process of its own (``python -m benchmarks.memory N`` prints the points as JSON).
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
from pathlib import Path

from benchmarks.book import rulebook
from benchmarks.workload import cases, workload
from triage.service.advisor import Advisor

_POINTS = 10
_STATM = Path("/proc/self/statm")


def memory_over(decisions: int) -> list[tuple[int, float]]:
    """(decisions so far, resident MiB) at the start and at ten points on the way."""
    command = [sys.executable, "-m", "benchmarks.memory", str(decisions)]
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, text=True)
    return [(count, size) for count, size in json.loads(done.stdout)]


def _measured(decisions: int) -> list[tuple[int, float]]:
    work = workload()
    advisor = Advisor(rulebook(work))
    found = [(0, _resident())]
    each = max(1, decisions // _POINTS)
    for point in range(_POINTS):
        for start in range(0, each, 1000):
            for case in cases(work, min(1000, each - start), seed=10_000_000 + point * each + start):
                advisor.told(advisor.decide(case))
        gc.collect()
        found.append(((point + 1) * each, _resident()))
    return found


def _resident() -> float:
    if _STATM.exists():
        return int(_STATM.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(_measured(int(sys.argv[1]))))

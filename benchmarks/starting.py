"""Cold start: whole processes, ours and the imports that any product of this kind pays, in turns."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from triage.service.paths import shipped

#: What the goal is held against.
IMPORTS = "import click, yaml, pydantic"
#: What we start: a case in either form. Reading YAML alone imports PyYAML.
DECIDING = {form: f"triage decide CASE.{form} --json" for form in ("json", "yaml")}


def start_times(repetitions: int) -> dict[str, float] | str:
    """Milliseconds of each command, median over interleaved runs; or why it cannot be measured."""
    examples = {form: next(iter(sorted(shipped("examples").glob(f"*.{form}"))), None) for form in DECIDING}
    if None in examples.values():
        return "no example to decide"
    with tempfile.TemporaryDirectory() as cache:
        # Compiled modules are kept, as in any installation, whatever this process was told.
        environment = {**os.environ, "XDG_CACHE_HOME": cache, "PYTHONPATH": str(_root())}
        environment |= {"PYTHONPYCACHEPREFIX": str(Path(cache) / "compiled")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            f"python -c '{IMPORTS}'": [sys.executable, "-c", IMPORTS],
            **{
                DECIDING[form]: [*_triage(), "decide", str(file), "--json"] for form, file in examples.items()
            },
        }
        for name, command in commands.items():
            # The first run also checks the rulebook and keeps the checked copy, as for any user.
            run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if run.returncode:
                return f"{name} ended with {run.returncode}: {run.stderr.strip()[-200:]}"
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(repetitions):
            for name, command in commands.items():
                start = perf_counter()
                subprocess.run(command, env=environment, capture_output=True, check=True)
                times[name].append((perf_counter() - start) * 1000)
    return {name: median(found) for name, found in times.items()}


def _root() -> Path:
    return Path(__file__).resolve().parent.parent


def _triage() -> list[str]:
    """The installed command, or the same entry point where only the checkout is there."""
    installed = Path(sys.executable).with_name("triage")
    if installed.exists():
        return [str(installed)]
    return [sys.executable, "-c", "from triage.cli.main import main; main()"]

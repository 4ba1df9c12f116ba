"""Running the command line in this process, as a user would in a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from triage.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


class Ran(NamedTuple):
    """What a run gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = ("TRIAGE_RULES", "TRIAGE_OVERLAYS", "TRIAGE_LANG", "TRIAGE_DEBUG")
    for name in (*settings, "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRIAGE_ENGINE", "reference")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)


@pytest.fixture
def run() -> Run:
    """``run("decide", "-", stdin="…")``: exit code, standard output, standard error."""

    def invoke(*args: object, stdin: str | bytes | None = None) -> Ran:
        result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin, prog_name="triage")
        return Ran(result.exit_code, result.stdout, result.stderr)

    return invoke

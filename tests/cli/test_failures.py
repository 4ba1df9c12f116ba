"""Whatever fails ends in a calm sentence with the way to help, and in nothing that looks like a decision."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, ROOT, Ran, Run
from triage.cli.main import main
from triage.deciding.errors import NoPath
from triage.inference.errors import (
    Disagreement,
    EngineCrashed,
    EngineFailure,
    EngineHung,
    EngineLimit,
    RuleUnfit,
)
from triage.service.advisor import Advisor

CASE = EXAMPLES / "percobaan-bunuh-diri.yaml"


def calm(ran: Ran, code: int, lang: str = "id") -> None:
    assert ran.code == code
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ("Jangan menunggu alat ini" if lang == "id" else "Do not wait for this tool") in ran.err
    assert "119" in ran.err
    for word in ("BERAT", "HEAVY", "SEGERA", "Konferensi", "Alih tangan"):
        assert word not in ran.err


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Disagreement(("some-rule",)), 4),
        (EngineFailure("detail"), 4),
        (EngineCrashed("SIGSEGV"), 4),
        (EngineHung(10), 4),
        (NoPath("lead"), 4),
        (RuleUnfit("some-rule", "facts"), 3),
        (EngineLimit(()), 3),
        (ZeroDivisionError("Budi Santoso"), 4),
        (RecursionError("Budi Santoso"), 4),
        (MemoryError(), 4),
    ],
    ids=lambda value: type(value).__name__,
)
def test_failures_are_calm(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, lang: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Advisor, "decide", fail)
    ran = run("--lang", lang, "decide", CASE)
    calm(ran, code, lang)
    assert "Budi" not in ran.err
    monkeypatch.setattr(Advisor, "why_not", fail)
    monkeypatch.setattr(Advisor, "what_if", fail)
    calm(run("why-not", "konsultasi", CASE), code)
    calm(run("what-if", CASE), code)


def test_a_traceback_only_on_request(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Advisor, "decide", lambda *_: 1 / 0)
    assert "Traceback" not in run("decide", CASE).err
    monkeypatch.setenv("TRIAGE_DEBUG", "1")
    assert "Traceback" in run("decide", CASE).err


def test_a_broken_rulebook_is_told_whole_and_serves_nothing(run: Run, tmp_path: Path) -> None:
    shutil.copytree("rules", tmp_path / "rules")
    safety = tmp_path / "rules" / "safety.yaml"
    safety.write_text(safety.read_text().replace("layer: substance", "layer: substnce", 2))
    ran = run("--rules", tmp_path / "rules", "decide", CASE)
    calm(ran, 3)
    assert sum(line.startswith("safety.yaml:") for line in ran.err.splitlines()) == 2
    calm(run("--rules", tmp_path / "none", "decide", CASE), 3)
    calm(run("--rules", tmp_path, "rules", "list"), 3)


def test_ctrl_c_and_the_end_of_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (KeyboardInterrupt(), EOFError()):

        def fail(*_: object, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr(Advisor, "decide", fail)
        ran = run("decide", CASE)
        assert (ran.code, ran.out) == (130, "")
        assert ran.err.strip() == "Dihentikan. Tidak ada yang disimpan."


def shell(command: str, **env: str) -> subprocess.CompletedProcess[str]:
    python = f'"{sys.executable}" -m triage.cli.main'
    return subprocess.run(
        ["bash", "-c", command.replace("triage ", f"{python} ")],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell")
def test_a_reader_that_goes_away_is_no_error() -> None:
    for command in (
        "triage facts | head -1",
        "triage schema decision | head -1",
        "triage rules list | true",
        "triage --help | true",
    ):
        ran = shell(f"{command}; echo ${{PIPESTATUS[0]}}")
        assert ran.stderr == ""
        assert ran.stdout.splitlines()[-1] in ("0", "141")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_not_a_success() -> None:
    ran = shell("triage decide examples/membolos.yaml --json > /dev/full; echo $?")
    assert ran.stdout.strip() == "4"
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell")
def test_a_terminal_without_utf8() -> None:
    ran = shell(
        "triage decide examples/membolos.yaml && triage decide examples/membolos.yaml --json",
        PYTHONIOENCODING="ascii",
    )
    assert ran.returncode == 0
    assert ran.stderr == ""
    assert ran.stdout.isascii()


def test_an_engine_nobody_knows(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAGE_ENGINE", "magic")
    assert run("decide", CASE).code == 2


def test_the_entry_point_is_the_command() -> None:
    import tomllib

    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert scripts["triage"] == "triage.cli.main:main"
    assert callable(main)

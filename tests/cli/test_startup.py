"""A decision as JSON starts quickly: nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.conftest import EXAMPLES, ROOT

HEAVY = ("rich", "pydantic", "yaml", "rapidfuzz", "questionary", "jsonschema", "inspect", "asyncio")

DRIVER = """
import sys
from triage.cli.main import main
sys.stdout = open({null!r}, "w")
try:
    main({args!r})
except SystemExit as ended:
    code = ended.code
sys.stderr.write(" ".join(name for name in {heavy!r} if name in sys.modules))
sys.exit(code)
"""


def imported(*args: str) -> set[str]:
    import os

    script = DRIVER.format(args=list(args), heavy=HEAVY, null=os.devnull)
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.split())


def test_json_in_json_out() -> None:
    path = str(EXAMPLES / "kriminal.json")
    imported("decide", path, "--json")  # the first run checks the rulebook and keeps it
    assert imported("decide", path, "--json") <= {"inspect"}
    assert imported("decide", "--jsonl", str(EXAMPLES / "cases.jsonl"), "--json") <= {"inspect"}


def test_yaml_in_json_out() -> None:
    imported("decide", str(EXAMPLES / "membolos.yaml"), "--json")
    assert imported("decide", str(EXAMPLES / "membolos.yaml"), "--json") <= {"yaml", "inspect"}


def test_help_opens_no_rulebook() -> None:
    assert imported("--help") <= {"inspect"}
    assert imported("decide", "--help") <= {"inspect"}

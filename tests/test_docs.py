"""What the documents say exists: commands, files, and the five lines of the library."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from triage.cli.main import COMMANDS
from triage.cli.rules import COMMANDS as RULES

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", DOCS, ids=[path.name for path in DOCS])
def test_every_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=[path.name for path in DOCS])
def test_every_command_named_exists(path: Path) -> None:
    named = re.findall(r"(?:bin/|`)triage ((?:rules )?[a-z][a-z-]+)", path.read_text(encoding="utf-8"))
    known = {*COMMANDS, *(f"rules {name}" for name in RULES)}
    assert [name for name in named if name not in known] == []


def test_the_librarys_lines_run_as_printed() -> None:
    (lines,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith("darurat [('darurat', 'layanan_darurat'), ('konferensi_kasus', 'guru_bk')")


def test_every_example_file_named_in_the_readme_is_there() -> None:
    named = re.findall(r"examples/[\w.-]+", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []

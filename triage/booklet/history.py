"""When the lines of each rule were last changed, where the rules are kept in git; else nothing.

One ``git blame`` a file. Only dates are taken: no name of any author reaches the book.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from triage.rulebook.model import Procedure, Prohibition, Rule, Rulebook

_SECONDS = 10
_HEADER_WORDS = (3, 4)
_SHA = 40


def last_changes(folder: Path, book: Rulebook) -> Mapping[str, str]:
    """The date (UTC, ``YYYY-MM-DD``) of each rule, prohibition and procedure, by id.

    An entry is missing where git knows nothing of it, or where it holds lines not committed yet.
    """
    git = shutil.which("git")
    if git is None:
        return {}
    found: dict[str, str] = {}
    listed: tuple[Rule | Prohibition | Procedure, ...] = (*book.rules, *book.prohibitions, *book.procedures)
    for file in dict.fromkeys(item.place.file for item in listed):
        lines = _blamed(git, folder, file)
        starts = sorted((item.place.line, item.id) for item in listed if item.place.file == file)
        ends = [line - 1 for line, _ in starts[1:]] + [len(lines)]
        for (start, id), end in zip(starts, ends, strict=True):
            date = _newest(lines[start - 1 : end])
            if date is not None:
                found[id] = date
    return found


def _blamed(git: str, folder: Path, file: str) -> list[tuple[int | None, str]]:
    """Time and text of each line; no time for a line that is not committed yet."""
    # Neither a watcher of files nor a conversion to text, which a repository could bring along, is run.
    command = [git, "-c", "core.fsmonitor=false", "blame", "--porcelain", "--no-textconv", "--", file]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        ran = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return []
    times: dict[str, int | None] = {}
    lines: list[tuple[int | None, str]] = []
    commit = ""
    for line in ran.stdout.decode(errors="replace").split("\n"):
        key, _, rest = line.partition(" ")
        if line.startswith("\t"):
            lines.append((times.get(commit), line[1:]))
        elif len(key) == _SHA and len(line.split()) in _HEADER_WORDS:
            commit = key
        elif key == "committer-time":
            times[commit] = int(rest) if commit.strip("0") else None
    return lines


def _newest(lines: list[tuple[int | None, str]]) -> str | None:
    """The newest date of an entry; what is blank or a comment at its end speaks of what follows."""
    while lines and (not lines[-1][1].strip() or lines[-1][1].lstrip().startswith("#")):
        lines = lines[:-1]
    times = [time for time, _ in lines]
    known = [time for time in times if time is not None]
    if not known or len(known) < len(times):
        return None
    return datetime.fromtimestamp(max(known), UTC).date().isoformat()

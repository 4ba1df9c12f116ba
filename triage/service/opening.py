"""Opening a rulebook quickly: a checked copy is kept beside the fingerprint of its files.

Checking a rulebook needs pydantic and YAML; deciding does not. After a rulebook has passed every
check once, its plain form is stored in the user's cache folder under the sha256 of its files, of
this program's version and of the copy itself, and the next start reads that. A copy that is
missing, damaged or of another version is made anew; one that cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from triage.rulebook.model import Rulebook
from triage.service.paths import shipped


def open_rulebook(folder: Path | None = None) -> Rulebook:
    """The rulebook in ``folder`` (None: the shipped one), every check passed.

    Raises ``triage.rulebook.loading.RulebookProblems``; such a rulebook is never stored or served.
    """
    from triage.rulebook.files import fingerprint, read_files
    from triage.rulebook.stored import restore

    folder = folder if folder is not None else shipped("rules")
    files, problems = read_files(folder)
    copy = None
    if not problems:
        sha256 = fingerprint(files)
        copy = _cache() / f"rulebook-{_program()}-{sha256}.json"
        with suppress(OSError, ValueError, KeyError, TypeError, IndexError):
            digest, _, data = copy.read_bytes().partition(b"\n")
            if hashlib.sha256(data).hexdigest().encode() == digest:
                book = restore(data)
                if book.sha256 == sha256:
                    return book
    return _check_and_keep(folder, copy)


def _check_and_keep(folder: Path, copy: Path | None) -> Rulebook:
    from triage.rulebook.loading import load_rulebook
    from triage.rulebook.stored import dump

    book = load_rulebook(folder)
    if copy is not None and book.sha256 in copy.name:
        data = dump(book)
        with suppress(OSError):
            copy.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=copy.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            Path(name).replace(copy)
    return book


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "triage"


def _program() -> str:
    """What a stored copy depends on besides the rules: the code that made and reads it."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for room in ("rulebook", "vocabulary"):
        for path in sorted((package / room).rglob("*.py")):
            stat = path.stat()
            digest.update(f"{path.relative_to(package)}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    return digest.hexdigest()[:16]

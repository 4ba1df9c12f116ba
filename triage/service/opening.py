"""Opening a rulebook quickly: a checked copy is kept beside the fingerprint of its files.

Checking a rulebook needs pydantic and YAML; deciding does not. After a rulebook has passed every
check once, its plain form is stored in the user's cache folder under the sha256 of its files, of
this program's version and of the copy itself, and the next start reads that. A copy that is
missing, damaged or of another version is made anew; one that cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from triage.rulebook.model import Rulebook
from triage.service.paths import shipped

#: The rooms whose code a kept copy depends on: those that read it, and with overlays those that prove.
_READING: Final = ("rulebook", "vocabulary")
_PROVING: Final = (*_READING, "case", "inference", "deciding", "verify", "service")


def open_rulebook(folder: Path | None = None, overlays: Sequence[Path] = ()) -> Rulebook:
    """The rulebook in ``folder`` (None: the shipped one) with ``overlays``, every check passed.

    With overlays it is proved, which takes a while; the kept copy tells that it was. Raises
    ``triage.rulebook.loading.RulebookProblems``; such a rulebook is never stored or served.
    """
    from triage.rulebook.stored import restore

    folder = folder if folder is not None else shipped("rules")
    sha256, copy = _copy_of(folder, overlays)
    if copy is not None:
        with suppress(OSError, ValueError, KeyError, TypeError, IndexError):
            digest, _, data = copy.read_bytes().partition(b"\n")
            if hashlib.sha256(data).hexdigest().encode() == digest:
                book = restore(data)
                if book.sha256 == sha256:
                    return book
    book = _checked(folder, overlays)
    if copy is not None and book.sha256 == sha256 and _copy_of(folder, overlays)[1] == copy:
        _keep(book, copy)
    return book


def _checked(folder: Path, overlays: Sequence[Path]) -> Rulebook:
    if overlays:
        from triage.service.overlaid import load_overlaid

        return load_overlaid(folder, overlays)
    from triage.rulebook.loading import load_rulebook

    return load_rulebook(folder)


def _copy_of(folder: Path, overlays: Sequence[Path]) -> tuple[str, Path | None]:
    """The fingerprint of the files, and where a checked copy would be kept; None: they cannot be read."""
    from triage.rulebook.files import fingerprint, read_files

    files, problems = read_files(folder)
    if problems:
        return "", None
    if not overlays:
        sha256 = fingerprint(files)
        return sha256, cache_folder() / f"rulebook-{program(_READING)}-{sha256}.json"
    from triage.rulebook.overlay_files import INVARIANTS, read_overlays

    laid, problems = read_overlays(overlays, [file.name for file in files])
    if problems:
        return "", None
    sha256 = fingerprint([*files, *(file for overlay in laid for file in overlay.files)])
    # What was proved depends on the invariants too, though no decision does.
    key = hashlib.sha256(sha256.encode())
    for proved in (shipped("rules"), folder, *(overlay.folder for overlay in laid)):
        file = proved / INVARIANTS
        data = file.read_bytes() if file.is_file() else b""
        key.update(f"{len(data)}:".encode() + data)
    return sha256, cache_folder() / f"overlaid-{program(_PROVING)}-{key.hexdigest()}.json"


def _keep(book: Rulebook, copy: Path) -> None:
    import tempfile

    from triage.rulebook.stored import dump

    data = dump(book)
    with suppress(OSError):
        copy.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=copy.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        Path(name).replace(copy)


def cache_folder() -> Path:
    """Where this program keeps what it can make again."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "triage"


def program(rooms: Iterable[str]) -> str:
    """What a stored copy depends on besides the rules: the code that made and reads it."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for room in rooms:
        for name, stat in sorted(_sources(package / room)):
            digest.update(f"{room}:{name}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    return digest.hexdigest()[:16]


def _sources(folder: str | os.PathLike[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Every Python file below ``folder``."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path, entry.stat()
            elif entry.is_dir():
                yield from _sources(entry.path)

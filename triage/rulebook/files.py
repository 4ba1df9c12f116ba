"""Which files a rulebook consists of, their bytes, and the fingerprint over them.

Needs neither YAML nor pydantic, so a compiled copy can be checked against its files quickly.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from triage.rulebook.model import Place
from triage.rulebook.nearest import nearest
from triage.rulebook.problems import Problem

VOCABULARY: Final = "vocabulary.yaml"
SOURCES: Final = "sources.yaml"
PROCEDURES: Final = "procedures.yaml"
DIRECTORY: Final = "directory.yaml"
#: Rule files in the order their rules keep: danger and duty, limits of authority, the ladder.
RULES: Final = ("safety.yaml", "authority.yaml", "severity.yaml")
#: The files every rulebook has.
REQUIRED: Final = (VOCABULARY, SOURCES, *RULES, PROCEDURES, DIRECTORY)

#: Largest file, in bytes, and the most files a folder may hold.
LARGEST: Final = 1 << 20
MOST_FILES: Final = 64


class RulebookFile(Struct, frozen=True):
    """A file of a rulebook, as it was read: its name in the folder and its bytes."""

    name: str
    data: bytes


def belongs(name: str) -> bool:
    """Whether a file of this name is part of a rulebook; cases, invariants and the ledger stand beside it."""
    return (
        name.endswith(".yaml")
        and not name.startswith(".")
        and not name.endswith(".cases.yaml")
        and name not in ("invariants.yaml", "ledger.yaml")
    )


def read_files(
    folder: Path, required: Iterable[str] = REQUIRED
) -> tuple[tuple[RulebookFile, ...], tuple[Problem, ...]]:
    """The files of the rulebook in ``folder``, required ones first, and what hinders reading them."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        place = Place(shown_name(folder.name or str(folder)), 1, 1)
        return (), (Problem(place, "folder-unreadable", _cause(error), "folder"),)
    problems = list(_names(names, required))
    wanted = [name for name in names if belongs(name)]
    if len(wanted) > MOST_FILES:
        place = Place(shown_name(wanted[MOST_FILES]), 1, 1)
        problems.append(Problem(place, "too-many-files", str(len(wanted)), str(MOST_FILES)))
        return (), tuple(problems)
    files = []
    for name in sorted(wanted, key=_rank):
        read = read_file(folder / name)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            files.append(read)
    return tuple(files), tuple(problems)


def fingerprint(files: Iterable[RulebookFile]) -> str:
    """sha256 over names and bytes, each with its length, in the order of the names."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.name.encode("utf-8", "surrogateescape")):
        name = file.name.encode("utf-8", "surrogateescape")
        digest.update(f"{len(name)}:{len(file.data)}:".encode())
        digest.update(name)
        digest.update(file.data)
    return digest.hexdigest()


def shown_name(name: str) -> str:
    """A file's name as a message may print it: undecodable bytes and line breaks escaped."""
    safe = name.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in safe)


def _rank(name: str) -> tuple[int, str]:
    return (REQUIRED.index(name) if name in REQUIRED else len(REQUIRED), name)


def _names(names: list[str], required: Iterable[str]) -> Iterable[Problem]:
    for name in required:
        if name not in names:
            misspelt = nearest(name, (other for other in names if other not in REQUIRED))
            yield Problem(Place(name, 1, 1), "file-missing", "", name, misspelt)
    for name in names:
        if name.startswith(".") or name.endswith(".yaml"):
            continue
        if name.lower().endswith((".yaml", ".yml")):
            place = Place(shown_name(name), 1, 1)
            yield Problem(place, "file-extension", "." + shown_name(name).rpartition(".")[2], ".yaml")


def read_file(path: Path) -> RulebookFile | Problem:
    """One file, or what hinders reading it; also for the files that stand beside a rulebook."""
    place = Place(shown_name(path.name), 1, 1)
    try:
        if not path.is_file():  # a folder or a pipe would fail later, or never answer
            return Problem(place, "file-irregular", "", "")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        return Problem(place, "file-unreadable", _cause(error), "")
    if len(data) > LARGEST:
        return Problem(place, "file-too-large", f"> {LARGEST}", str(LARGEST))
    return RulebookFile(path.name, data)


def _cause(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "OSError")

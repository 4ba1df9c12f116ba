"""A rulebook by name: a folder, or a folder in a git revision, brought out into a temporary folder.

``REV`` means ``REV:rules``. Git is only read from: the tree is listed and each file's bytes are taken
as they were committed, so neither line endings nor export settings of the repository change them.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Final

from triage.rulebook.files import LARGEST, MOST_FILES, shown_name
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

#: Where a rulebook is in a revision, if nothing else is said.
DEFAULT: Final = "rules"
_SECONDS: Final = 60


class NotLocated(Exception):
    """There is no rulebook of that name. ``args``: the name as given, and what of it is wrong."""

    _said: ClassVar[Text]

    def said(self, lang: Lang = "id") -> str:
        """One sentence: what was not found, and what is expected."""
        return self._said.said(lang).format(*(shown_name(str(part)) for part in self.args))

    def __str__(self) -> str:
        return self.said("en")


class NotAFolder(NotLocated):
    """It is a file."""

    _said = Text("{0}: ini berkas; sebutkan foldernya.", "{0}: this is a file; name its folder.")


class GitMissing(NotLocated):
    """No such folder, and git to look for a revision is not installed or does not answer."""

    _said = Text(
        "{0}: tidak ada folder bernama itu, dan git tidak dapat dijalankan untuk mencari revisinya.",
        "{0}: there is no such folder, and git cannot be run to look for a revision.",
    )


class NotARepository(NotLocated):
    """No such folder, and no git repository to look into."""

    _said = Text(
        "{0}: tidak ada folder bernama itu, dan di sini tidak ada repositori git untuk mencari revisinya.",
        "{0}: there is no such folder, and no git repository here to look for a revision.",
    )


class NoSuchRevision(NotLocated):
    """No such folder, and no such revision."""

    _said = Text(
        "{0}: tidak ada folder bernama itu dan tidak ada revisi git {1}.",
        "{0}: there is no such folder and no git revision {1}.",
    )


class NoSuchFolder(NotLocated):
    """The revision is there, the folder in it is not."""

    _said = Text(
        "{0}: di revisi {1} tidak ada folder {2}. Sebutkan foldernya: {1}:FOLDER.",
        "{0}: revision {1} has no folder {2}. Name the folder: {1}:FOLDER.",
    )


class Unreadable(NotLocated):
    """Git listed a file but does not give it out."""

    _said = Text("{0}: git tidak dapat membaca {1}.", "{0}: git cannot read {1}.")


@contextmanager
def located(name: str) -> Iterator[Path]:
    """The folder ``name`` names; one brought out of a revision is gone afterwards.

    Raises a ``NotLocated``.
    """
    path = Path(name)
    if path.is_dir():
        yield path
        return
    if path.exists():
        raise NotAFolder(name)
    with tempfile.TemporaryDirectory(prefix="triage-") as aside:
        _bring_out(name, Path(aside))
        yield Path(aside)


def _bring_out(name: str, folder: Path) -> None:
    """Write the rulebook's files of a revision into ``folder``."""
    revision, colon, inside = name.partition(":")
    inside = inside.strip("/") if colon else DEFAULT
    if _git(name, "rev-parse", "--git-dir") is None:
        raise NotARepository(name)
    # What begins like an option is never handed to git.
    found = None
    if revision and not revision.startswith("-"):
        found = _git(name, "rev-parse", "--verify", "--quiet", revision + "^{commit}")
    if found is None:
        raise NoSuchRevision(name, revision or name)
    listing = _git(name, "ls-tree", "-l", "-z", f"{found.decode().strip()}:{inside}")
    if listing is None:
        raise NoSuchFolder(name, revision, inside)
    files = [file for line in listing.split(b"\0") if line for file in _file(line)]
    for blob, size, file in files[: MOST_FILES + 1]:
        if size > LARGEST:
            # Refused for its size when the folder is read; its contents do not matter.
            with (folder / file).open("wb") as stream:
                stream.truncate(size)
            continue
        data = _git(name, "cat-file", "blob", blob)
        if data is None:
            raise Unreadable(name, file)
        (folder / file).write_bytes(data)


def _file(line: bytes) -> Iterator[tuple[str, int, str]]:
    """Object, size and name of a file in a listing, if it may be part of a rulebook; links are not."""
    about, _, raw = line.partition(b"\t")
    mode, kind, blob, size = about.decode().split()
    name = os.fsdecode(raw)
    yaml = name.lower().endswith((".yaml", ".yml")) and Path(name).name == name
    if yaml and kind == "blob" and mode.startswith("100"):
        yield blob, int(size), name


def _git(name: str, *args: str) -> bytes | None:
    """What a git command prints, None if it fails. Raises ``GitMissing``."""
    try:
        ran = subprocess.run(["git", *args], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise GitMissing(name) from error
    return ran.stdout if ran.returncode == 0 else None

"""The logs of learners on disk: added to line by line, forced to disk, locked while written.

One file a learner, named by a code. A last line that was cut off (the machine went down while it
was written) is set aside into a file beside the log and told; nothing of it is lost. Damage further
up is nothing that a cut explains, and is refused with its place.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, ClassVar, Final, NamedTuple

from triage.training.record_forms import RecordBroken, read_line
from triage.training.records import Record, as_line
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,32}")


class PracticeError(Exception):
    """Base of what can go wrong while practising. ``args`` fill the sentence."""

    _said: ClassVar[Text]

    def said(self, lang: Lang = "id") -> str:
        """One calm sentence or two: what happened, and what to do."""
        return self._said.said(lang).format(*self.args)

    def __str__(self) -> str:
        return self.said("en")


class NotACode(PracticeError):
    """A learner is named by something that is no code. What was given is not repeated: it may be a name."""

    _said = Text(
        "Kode peserta hanya boleh huruf tanpa aksen, angka, titik, garis bawah, dan tanda hubung, paling "
        "panjang 32; jangan memakai nama.",
        "A learner's code may only hold plain letters, digits, dots, underscores and hyphens, at most 32; "
        "do not use a name.",
    )


class LogDamaged(PracticeError):
    """A line cannot be read that no cut explains. ``args``: the file, the line."""

    _said = Text(
        "{0}:{1}: baris ini rusak atau ditulis versi lain, jadi kemajuan tidak dibaca dan tidak ada yang "
        "diubah. Pulihkan berkas itu dari cadangan, atau hapus barisnya.",
        "{0}:{1}: this line is damaged or written by another version, so the progress was not read and "
        "nothing was changed. Restore the file from a backup, or delete the line.",
    )


class LogUnusable(PracticeError):
    """The log cannot be read or written. ``args``: the folder, what the system says."""

    _said = Text(
        "Kemajuan tidak dapat disimpan di {0} ({1}). Pilih folder lain dengan --data.",
        "Progress cannot be kept in {0} ({1}). Choose another folder with --data.",
    )


class WrittenElsewhere(PracticeError):
    """Another session of the same learner wrote meanwhile; this answer was not kept."""

    _said = Text(
        "Peserta ini sedang berlatih juga di tempat lain, jadi jawaban terakhir tidak disimpan. Mulai lagi "
        "untuk melanjutkan dari sana.",
        "This learner is also practising elsewhere, so the last answer was not kept. Start again to go on "
        "from there.",
    )


class Log(NamedTuple):
    """A log as read: its records, and the file a damaged last line was set aside into, if one was."""

    records: tuple[Record, ...]
    set_aside: Path | None


class LearnerLogs:
    """The logs in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def learners(self) -> tuple[str, ...]:
        """The codes of all who have a log, sorted."""
        with suppress(OSError):
            return tuple(
                sorted(path.stem for path in self.folder.glob("*.jsonl") if CODE.fullmatch(path.stem))
            )
        return ()

    def read(self, learner: str) -> Log:
        """The log of ``learner``; empty if there is none. Raises a ``PracticeError``."""
        path = self._path(learner)
        if not path.exists():
            return Log((), None)
        with self._locked(path) as file:
            return _read(file, path)

    def add(self, learner: str, decide: Callable[[Sequence[Record]], Sequence[Record]]) -> None:
        """Add what ``decide`` makes of the records there are, with nobody writing in between.

        When this returns, the lines are on the disk. Raises a ``PracticeError``, and whatever
        ``decide`` raises; then nothing was written.
        """
        path = self._path(learner)
        with self._locked(path) as file:
            lines = "".join(as_line(record) + "\n" for record in decide(_read(file, path).records))
            if lines:
                is_new = file.seek(0, os.SEEK_END) == 0
                file.write(lines.encode())
                file.flush()
                os.fsync(file.fileno())
                if is_new:
                    _keep_name(self.folder)

    def forget(self, learner: str) -> bool:
        """Delete everything that is kept of ``learner``; whether there was anything."""
        path = self._path(learner)
        found = [one for one in (path, _aside(path)) if one.exists()]
        try:
            if path.exists():
                with self._locked(path):
                    path.unlink()
            _aside(path).unlink(missing_ok=True)
        except OSError as error:
            raise LogUnusable(self.folder, error.strerror or type(error).__name__) from error
        return bool(found)

    def _path(self, learner: str) -> Path:
        if not CODE.fullmatch(learner):
            raise NotACode
        return self.folder / f"{learner}.jsonl"

    @contextmanager
    def _locked(self, path: Path) -> Iterator[IO[bytes]]:
        """The log, open and held against everyone else; made if it is not there."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            while True:
                file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o600), "r+b")
                _hold(file)
                # Whoever held it before may have deleted it: then it is another file by now.
                if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                    break
                file.close()
        except OSError as error:
            raise LogUnusable(self.folder, error.strerror or type(error).__name__) from error
        with file:
            try:
                yield file
            except OSError as error:
                raise LogUnusable(self.folder, error.strerror or type(error).__name__) from error


def _read(file: IO[bytes], path: Path) -> Log:
    file.seek(0)
    lines = file.read().split(b"\n")
    cut = lines.pop()
    records: list[Record] = []
    for number, line in enumerate(lines, 1):
        try:
            records.append(read_line(line.decode()))
        except (RecordBroken, UnicodeDecodeError) as error:
            if number < len(lines) or cut or _is_json(line):
                raise LogDamaged(path.name, number) from error
            cut = line + b"\n"
    return Log(tuple(records), _set_aside(file, path, cut) if cut else None)


def _is_json(line: bytes) -> bool:
    """A whole line that is JSON was not cut off; it is of another version, or was edited."""
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _set_aside(file: IO[bytes], path: Path, cut: bytes) -> Path:
    """Move a damaged end of the log into the file beside it: there first, then gone from here."""
    aside = _aside(path)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, 0o600), "ab") as kept:
        kept.write(cut.rstrip(b"\n") + b"\n")
        kept.flush()
        os.fsync(kept.fileno())
    end = file.seek(0, os.SEEK_END)
    file.truncate(end - len(cut))
    file.flush()
    os.fsync(file.fileno())
    return aside


def _aside(path: Path) -> Path:
    return path.with_suffix(".damaged")


if sys.platform == "win32":
    import msvcrt

    _BINARY: Final = os.O_BINARY

    def _hold(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

    def _keep_name(folder: Path) -> None:
        """There a folder cannot be forced to disk, and need not be."""
else:
    import fcntl

    _BINARY: Final = 0

    def _hold(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)

    def _keep_name(folder: Path) -> None:
        """Force the name of a new file to disk; its contents are not enough."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

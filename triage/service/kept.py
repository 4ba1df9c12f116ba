"""Rulebooks in and out of a ledger: the files of the one in use, and one brought out to decide by it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from triage.ledger.replay import RulebookMissing, RulebookUnreadable
from triage.ledger.store import Ledger
from triage.rulebook.files import RulebookFile, fingerprint, read_files
from triage.rulebook.model import Rulebook
from triage.rulebook.overlay_files import read_overlays
from triage.rulebook.problems import RulebookProblems
from triage.service.paths import shipped
from triage.service.refusals import RulebookMoved


def keep(ledger: Ledger, book: Rulebook, folder: Path | None, overlays: Sequence[Path] = ()) -> None:
    """Keeps the files of ``book``, which was opened from ``folder`` (None: the shipped one).

    Raises ``RulebookMoved`` if they are no longer what was opened, and what ``Ledger.keep_rulebook`` raises.
    """
    if ledger.rulebook(book.sha256) is not None:
        return
    files, _ = read_files(folder if folder is not None else shipped("rules"))
    laid, _ = read_overlays(overlays, [file.name for file in files])
    every = [*files, *(file for overlay in laid for file in overlay.files)]
    if fingerprint(every) != book.sha256:
        raise RulebookMoved
    ledger.keep_rulebook(book.sha256, book.version, {file.name: file.data for file in every})


@contextmanager
def brought_out(files: Mapping[str, bytes]) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """The folder of a kept rulebook and those of its overlays; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="triage-") as aside:
        base = Path(aside) / "rules"
        base.mkdir()
        overlays = {}
        for name, data in files.items():
            parts = PurePosixPath(name).parts
            if len(parts) > 2 or any(part in ("..", "/") for part in parts):
                raise RulebookUnreadable(name)
            folder = base
            if len(parts) == 2:
                folder = overlays[parts[0]] = Path(aside) / "overlays" / parts[0]
                folder.mkdir(parents=True, exist_ok=True)
            (folder / parts[-1]).write_bytes(data)
        yield base, tuple(overlays[name] for name in sorted(overlays))


def restored(ledger: Ledger, sha256: str) -> Rulebook:
    """The rulebook with that fingerprint, loaded as any other and held against the fingerprint again.

    Raises ``RulebookMissing`` and ``RulebookUnreadable``.
    """
    from triage.rulebook.loading import load_rulebook

    files = ledger.rulebook(sha256) if sha256 else None
    if files is None or fingerprint(RulebookFile(name, data) for name, data in files.items()) != sha256:
        raise RulebookMissing(sha256)
    with brought_out(files) as (folder, overlays):
        try:
            book = load_rulebook(folder, overlays=overlays)
        except RulebookProblems as error:
            raise RulebookUnreadable(sha256) from error
    if book.sha256 != sha256:
        raise RulebookMissing(sha256)
    return book

"""Ledgers and drafts for tests: the cheapest passphrase, a rulebook of two files, small bodies."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from triage.ledger.keys import Cost
from triage.ledger.model import Draft
from triage.ledger.opening import create, open_ledger
from triage.ledger.store import Ledger
from triage.rulebook.files import RulebookFile, fingerprint

#: The clock of every story.
NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
PASSPHRASE = "kuda baterai staples benar"
#: One try at a passphrase in well under a millisecond.
CHEAP = Cost(passes=1, memory=64, lanes=1)
PROGRAM = "triage 0.1.0"

FILES = {"vocabulary.yaml": b"categories: {}\n", "overlay/\udcff.yaml": b"\x00\xff"}
RULEBOOK = fingerprint(RulebookFile(name, data) for name, data in FILES.items())

#: Recommended in every decision here.
TOLD: dict[str, Any] = {
    "severity": "berat",
    "urgency": "segera",
    "tracks": [{"action": "wajib_lapor", "to": "polisi", "order": 2, "rules": ["r-1"]}],
    "questions": [],
    "justification": [],
}
#: The same path as somebody chooses it.
PATH = {"severity": "berat", "urgency": "segera", "tracks": [{"action": "wajib_lapor", "to": "polisi"}]}


def founded(place: Path | str, *, demo: bool = False, anchor: Path | None = None) -> Ledger:
    """A new ledger that keeps the rulebook. A file is copied: founding one waits for the disk many times."""
    if isinstance(place, Path):
        return _copied(_founded_file(demo), place, anchor)
    return _founded(place, demo=demo, anchor=anchor)


def _founded(place: Path | str, *, demo: bool, anchor: Path | None = None) -> Ledger:
    ledger, _ = create(place, passphrase=None if demo else PASSPHRASE, now=NOW, cost=CHEAP, anchor=anchor)
    ledger.keep_rulebook(RULEBOOK, "1", FILES)
    return ledger


def decision(subject: str = "siswa A", **body: Any) -> Draft:
    """A decision on ``subject``."""
    whole = {"case": {"asker": "guru"}, "decision": TOLD, "ref": None, "recorded_by": "BK-1", **body}
    return Draft("decision", subject, RULEBOOK, ("durable", "reference"), PROGRAM, whole)


def choice(refers: int, subject: str = "siswa A", **body: Any) -> Draft:
    """What was chosen on decision ``refers``: what was recommended, if nothing else is said."""
    whole = {
        "followed": True,
        "direction": "same",
        "chosen": PATH,
        "reason_code": None,
        "text": None,
        "by": "BK-1",
        "second": None,
        **body,
    }
    return Draft("choice", subject, None, (), PROGRAM, whole, refers)


def progress(refers: int, subject: str = "siswa A") -> Draft:
    """A step of decision ``refers`` that is done."""
    body = {"track": "wajib_lapor polisi", "step": "lapor", "state": "selesai", "by": "BK-1"}
    return Draft("progress", subject, None, (), PROGRAM, body, refers)


def access(refers: int | None = None) -> Draft:
    """Somebody reads a sensitive case."""
    return Draft("access", None, None, (), PROGRAM, {"why": "tindak lanjut", "by": "KS-1"}, refers)


def export() -> Draft:
    """Entries leave the ledger."""
    return Draft(
        "export", None, None, (), PROGRAM, {"format": "csv", "count": 3, "by": "BK-1", "filters": {}}
    )


def later(minutes: int) -> datetime:
    """So many minutes after the beginning."""
    return NOW + timedelta(minutes=minutes)


def filled(place: Path | str, *, anchor: Path | None = None) -> Ledger:
    """A ledger of eight entries of every kind, one student of two erased."""
    if isinstance(place, Path):
        return _copied(_filled_file(), place, anchor)
    return _filled(_founded(place, demo=False, anchor=anchor))


def _filled(ledger: Ledger) -> Ledger:
    first = ledger.append(decision(), now=later(1))
    ledger.append(choice(first.seq), now=later(2))
    second = ledger.append(decision("siswa B"), now=later(3))
    ledger.append(progress(first.seq), now=later(4))
    ledger.append(access(second.seq), now=later(5))
    ledger.append(export(), now=later(6))
    ledger.erase("siswa B", basis="permintaan orang tua", by="KS-1", program=PROGRAM, now=later(7))
    ledger.append(decision("siswa B"), now=later(8))
    return ledger


_FOLDER = tempfile.TemporaryDirectory(prefix="triage-ledger-")


@cache
def _founded_file(demo: bool) -> Path:
    place = Path(_FOLDER.name) / f"founded-{demo}.db"
    _founded(place, demo=demo).close()
    return place


@cache
def _filled_file() -> Path:
    place = Path(_FOLDER.name) / "filled.db"
    _filled(_copied(_founded_file(False), place, None)).close()
    return place


def _copied(source: Path, place: Path, anchor: Path | None) -> Ledger:
    for suffix in ("", ".anchor", ".pages"):
        target = place.with_name(place.name + suffix)
        shutil.copy(
            source.with_name(source.name + suffix), anchor if anchor and suffix == ".anchor" else target
        )
    return open_ledger(place, passphrase=PASSPHRASE, anchor=anchor)

"""A full disk refuses the entry with a clear sentence, and leaves everything else as it was."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger import making
from tests.ledger.making import NOW, access, decision, founded, later
from tests.ledger.test_erasing import full
from triage.ledger.errors import LedgerFull, TraceLeft
from triage.ledger.model import Erased
from triage.ledger.opening import open_ledger
from triage.ledger.verifying import verify


def large() -> str:
    """A reference that no compression makes small."""
    return random.Random(2).randbytes(20_000).hex()


def test_no_room_for_another_page(tmp_path: Path) -> None:
    with founded(tmp_path / "ledger.db") as ledger:
        ledger.append(decision(), now=later(1))
        with pytest.raises(LedgerFull):
            full(ledger, decision("siswa B", ref=large()))
        assert (ledger.head().seq, verify(ledger).status) == (1, "ok")
        assert ledger.append(decision("siswa B", ref=large()), now=later(2)).seq == 2
        assert (verify(ledger).status, verify(ledger).notes) == ("ok", ())


LIMITED = """
import json, resource, signal, sys
from pathlib import Path
from tests.ledger import making
from triage.ledger.errors import LedgerError
from triage.ledger.opening import open_ledger
from triage.ledger.verifying import verify

place, room = Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
ledger = open_ledger(place, passphrase=making.PASSPHRASE)
resource.setrlimit(resource.RLIMIT_FSIZE, (place.stat().st_size + room, resource.RLIM_INFINITY))
written, error = 0, None
while error is None and written < 200:
    try:
        ledger.append(making.decision(ref="x" * 50), now=making.later(written))
        written += 1
    except LedgerError as failure:
        error = failure
told = verify(ledger)
print(json.dumps([type(error).__name__, written, ledger.head().seq, told.status, told.entries]))
"""


@pytest.mark.parametrize("room", [0, 5000, 20_000])
def test_no_room_in_the_file_whatever_the_step_it_is_noticed_at(tmp_path: Path, room: int) -> None:
    place = tmp_path / "ledger.db"
    founded(place).close()
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, str(place), str(room)], capture_output=True, text=True, check=True
    )
    error, written, seq, status, entries = json.loads(ran.stdout)
    assert (error, seq, status, entries) == ("LedgerFull", written, "ok", written)
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        assert ledger.append(access(), now=later(300)).seq == written + 1
        assert (verify(ledger).status, verify(ledger).notes) == ("ok", ())


@pytest.mark.parametrize("step", ["patch", "replace"])
def test_no_room_for_what_lies_beside_is_noticed_with_the_next_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    module = "triage.ledger.pages.patch" if step == "patch" else "triage.ledger.beside.replace"
    with founded(tmp_path / "ledger.db") as ledger:
        with monkeypatch.context() as patched:
            patched.setattr(module, no_room)
            # It is recorded: that the anchor could not follow must not be told as a failure.
            assert ledger.append(access(), now=NOW).seq == 1
            with pytest.raises(LedgerFull):
                ledger.append(access(), now=NOW)
        report = verify(ledger)
        assert (report.status, report.entries, report.notes) == ("ok", 1, ("ahead",))
        assert ledger.append(access(), now=NOW).seq == 2
        assert (verify(ledger).status, verify(ledger).notes) == ("ok", ())


def test_an_erasure_that_left_a_trace_is_not_told_as_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with founded(tmp_path / "ledger.db") as ledger:
        ledger.append(decision(), now=NOW)
        with monkeypatch.context() as patched:
            patched.setattr("triage.ledger.pages.patch", no_room)
            with pytest.raises(TraceLeft):
                ledger.erase("siswa A", basis="uji", by="KS-1", program=making.PROGRAM, now=NOW)
        assert ledger.open_body(ledger.entry(1)) == Erased(2)
        assert (tmp_path / "ledger.db-journal").stat().st_size > 0
        ledger.append(access(), now=NOW)
        assert (ledger.followed, verify(ledger).notes) == (True, ())


def test_the_sentence_says_what_to_do() -> None:
    assert LedgerFull().said("id").endswith("Kosongkan sedikit ruang, lalu ulangi.")

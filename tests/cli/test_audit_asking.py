"""``triage audit choose``, ``progress``, ``show`` and ``erase`` as a person at a terminal meets them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import EXAMPLES, Run
from triage.cli import exits

pexpect = pytest.importorskip("pexpect", reason="pexpect needs a POSIX terminal")

COLOURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
#: What every question here ends with.
PROMPT = r"(> |\): |: |:) ?$"


class Terminal:
    """A run of the command at a terminal; ``expect`` waits for words and answers what was shown."""

    def __init__(self, *args: str) -> None:
        import os
        import sys

        env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
        self.child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "triage.cli.main", *args],
            env=env,
            dimensions=(60, 80),
            encoding="utf-8",
            timeout=20,
        )

    def answers(self, words: str, typed: str) -> str:
        """Waits for ``words``, types, and answers everything shown up to them."""
        self.child.expect_exact(words)
        shown = str(self.child.before) + words
        self.child.expect(PROMPT)
        self.child.sendline(typed)
        return " ".join(COLOURS.sub("", shown).split())

    def ends(self) -> tuple[int, str]:
        """The exit code, and what was shown last."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus, " ".join(COLOURS.sub("", str(self.child.before)).split())


Start = Callable[..., Terminal]


@pytest.fixture
def place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with one heavy case of student S-2."""
    for name in ("TRIAGE_LEDGER", "TRIAGE_PASSPHRASE_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRIAGE_BY", "BK-1")
    place = tmp_path / "ledger.db"
    run("audit", "init", "--demo", "--ledger", place)
    ran = run("decide", EXAMPLES / "kriminal.json", "--record", "--ref", "S-2", "--ledger", place)
    assert ran.code == 0
    return place


@pytest.fixture
def start(place: Path) -> Iterator[Start]:
    """Starts ``triage audit …`` on that ledger."""
    running = []

    def begin(*args: str) -> Terminal:
        running.append(Terminal("audit", *args, "--ledger", str(place)))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.child.close(force=True)


def last(run: Run, place: Path) -> dict[str, Any]:
    """The entry recorded last, opened."""
    listed = json.loads(run("audit", "list", "--json", "--ledger", place).out)
    lines = run("audit", "export", "--format", "jsonl", "--by", "T", "--ledger", place).out.splitlines()
    found: dict[str, Any] = json.loads(lines[len(listed) - 1])
    return found


def test_choosing_less_than_advised(start: Start, run: Run, place: Path) -> None:
    person = start("choose", "1")
    assert "1. Wajib lapor → Polisi" in person.answers("diikuti seluruhnya?", "t")
    person.answers("tidak dilakukan?", "1, 99")
    person.answers("tidak saya kenali", "1")
    person.answers("Enter: Berat", "")
    person.answers("Enter: Segera", "")
    assert "orang kedua" in person.answers("Alasannya", "7")
    person.answers("tanpa nama", "keluarga sudah melapor")
    person.answers("orang kedua", "KS-1")

    code, shown = person.ends()

    assert (code, "turun" in shown) == (0, True)
    entry = last(run, place)
    said = {name: entry["body"][name] for name in ("direction", "reason_code", "text", "by", "second")}
    assert said == {
        "direction": "down",
        "reason_code": "lain",
        "text": "keluarga sudah melapor",
        "by": "BK-1",
        "second": "KS-1",
    }
    assert {"action": "wajib_lapor", "to": "polisi"} not in entry["body"]["chosen"]["tracks"]


def test_following(start: Start, run: Run, place: Path) -> None:
    person = start("choose", "1")
    person.answers("diikuti seluruhnya?", "y")

    assert person.ends()[0] == 0
    assert last(run, place)["body"]["followed"] is True


def test_stopping_records_nothing(start: Start, run: Run, place: Path) -> None:
    person = start("choose", "1")
    person.answers("diikuti seluruhnya?", "q")

    code, shown = person.ends()

    assert (code, "Tidak ada yang disimpan" in shown) == (exits.INTERRUPTED, True)
    assert last(run, place)["kind"] == "decision"


def test_a_step_that_was_done(start: Start, run: Run, place: Path) -> None:
    person = start("progress", "1")
    person.answers("Jalur mana?", "1")
    person.answers("Langkah mana?", "2")
    person.answers("Bagaimana keadaannya?", "2")

    assert person.ends()[0] == 0
    said = last(run, place)["body"]
    assert (said["track"], said["state"]) == ("wajib_lapor polisi", "selesai")
    assert said["step"] is not None


def test_a_sensitive_case_asks_what_for(start: Start, run: Run, place: Path) -> None:
    person = start("show", "1")
    person.answers("Untuk apa Anda membacanya?", "rapat kasus")

    code, shown = person.ends()

    assert (code, "BERAT" in shown, "pembacaan (2)" in shown) == (0, True, True)
    assert last(run, place)["body"] == {"why": "rapat kasus", "by": "BK-1"}


def test_erasing_asks_for_the_code_again(start: Start, run: Run, place: Path) -> None:
    person = start("erase", "S-2", "--basis", "permintaan")
    assert "1 catatan akan dihapus" in person.answers("Ketik kode siswa", "S-3")
    assert person.ends()[0] == exits.INTERRUPTED
    assert last(run, place)["erased"] is False

    person = start("erase", "S-2", "--basis", "permintaan")
    person.answers("Ketik kode siswa", "S-2")
    assert person.ends()[0] == 0
    assert '"erased": true' in run("audit", "list", "--json", "--ledger", place).out


def test_the_recovery_key_opens_what_was_forgotten(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, place = tmp_path / "frasa", tmp_path / "lupa.db"
    words.write_text("frasa yang dilupakan", encoding="utf-8")
    monkeypatch.setenv("TRIAGE_PASSPHRASE_FILE", str(words))
    made = run("audit", "init", "--ledger", place).out
    key = next(line.strip() for line in made.splitlines() if line.count("-") >= 5)
    monkeypatch.delenv("TRIAGE_PASSPHRASE_FILE")
    new = tmp_path / "baru"
    new.write_text("frasa yang diingat", encoding="utf-8")
    args = [
        "audit",
        "passphrase",
        "--recovery",
        "--by",
        "KS-1",
        "--new-file",
        str(new),
        "--ledger",
        str(place),
    ]

    wrong = Terminal(*args)
    wrong.answers("Kunci pemulihan", key[:-1] + ("A" if key[-1] != "A" else "B"))
    assert wrong.ends()[0] == exits.LEDGER_SHUT
    right = Terminal(*args)
    right.answers("Kunci pemulihan", key)
    assert right.ends()[0] == 0

    monkeypatch.setenv("TRIAGE_PASSPHRASE_FILE", str(new))
    assert run("audit", "stats", "--ledger", place).code == 0


def test_a_passphrase_is_typed_twice_and_never_shown(tmp_path: Path) -> None:
    person = Terminal("audit", "init", "--ledger", str(tmp_path / "baru.db"))
    person.answers("Frasa sandi baru", "empat kata yang panjang")
    shown = person.answers("Sekali lagi", "empat kata yang lain")
    code, rest = person.ends()

    assert code == exits.LEDGER_SHUT
    assert "tidak sama" in rest
    assert "empat kata" not in shown + rest
    assert not (tmp_path / "baru.db").exists()

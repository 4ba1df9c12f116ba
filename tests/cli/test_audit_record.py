"""``decide --record`` and ``ask --record``: no record, no shown decision."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import EXAMPLES, ROOT, Run
from tests.cli.test_ask import Person
from triage.cli import exits
from triage.ledger.errors import LedgerFull
from triage.ledger.store import Ledger

CASE = EXAMPLES / "membolos.yaml"
DANGER = EXAMPLES / "percobaan-bunuh-diri.yaml"


@pytest.fixture
def place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("TRIAGE_LEDGER", "TRIAGE_PASSPHRASE_FILE", "TRIAGE_BY"):
        monkeypatch.delenv(name, raising=False)
    assert run("audit", "init", "--demo", "--ledger", tmp_path / "ledger.db").code == 0
    return tmp_path / "ledger.db"


def entries(run: Run, place: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("audit", "list", "--json", "--ledger", place).out)
    return listed


def test_the_same_decision_with_its_number_and_code(run: Run, place: Path) -> None:
    alone = run("decide", CASE)
    recorded = run("decide", CASE, "--record", "--ref", "S-1", "--ledger", place)

    assert recorded.code == 0
    assert recorded.out == alone.out + "Dicatat: nomor 1, kode siswa S-1.\n"
    assert [entry["ref"] for entry in entries(run, place)] == ["S-1"]


def test_json_stays_json(run: Run, place: Path) -> None:
    ran = run("decide", CASE, "--record", "--json", "--ref", "S-1", "--ledger", place)

    told = json.loads(ran.out)
    assert told["ref"] == "S-1"
    assert told == json.loads(run("decide", CASE, "--json").out) | {"ref": "S-1"}
    assert "Dicatat: nomor 1" in ran.err


def test_a_code_is_made_where_there_is_none(run: Run, place: Path) -> None:
    ran = run("decide", CASE, "--record", "--ledger", place)

    (entry,) = entries(run, place)
    assert f"kode siswa {entry['ref']}." in ran.out
    assert "Kode ini dibuatkan" in ran.out


def test_english_on_screen(run: Run, place: Path) -> None:
    ran = run("--lang", "en", "decide", CASE, "--record", "--ledger", place)

    assert "Recorded: number 1" in ran.out
    assert "Homeroom teacher" in ran.out


def test_many_at_once(run: Run, place: Path) -> None:
    cases = [
        {"asker": "guru", "problems": ["membolos"]},
        {"asker": "?"},
        {"asker": "guru", "problems": ["narkoba"]},
    ]
    lines = "\n".join(json.dumps(case) for case in cases)

    ran = run("decide", "--jsonl", "-", "--json", "--record", "--ledger", place, stdin=lines)

    assert ran.code == exits.BAD_INPUT
    assert len(ran.out.splitlines()) == 2
    refs = [json.loads(line)["ref"] for line in ran.out.splitlines()]
    assert refs == [entry["ref"] for entry in entries(run, place)]
    assert run("decide", "--jsonl", "-", "--record", "--ref", "S-1", stdin=lines).code == exits.BAD_INPUT


@pytest.mark.parametrize("extra", [[], ["--json"], ["--full"]])
def test_what_cannot_be_recorded_is_not_shown(
    run: Run, place: Path, extra: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise LedgerFull

    monkeypatch.setattr(Ledger, "append", full)
    ran = run("decide", DANGER, "--record", "--ledger", place, *extra)

    assert (ran.code, ran.out) == (exits.NOT_RECORDED, "")
    assert "penuh" in ran.err
    assert "Sarannya belum dicatat, jadi tidak ditampilkan." in ran.err
    # Whoever is in danger is not left with nothing.
    assert "Jangan menunggu alat ini" in ran.err
    assert "119" in ran.err
    monkeypatch.undo()
    assert entries(run, place) == []


def test_without_a_ledger_nothing_is_shown(run: Run, tmp_path: Path) -> None:
    ran = run("decide", CASE, "--record", "--ledger", tmp_path / "none.db")

    assert (ran.code, ran.out) == (exits.NOT_RECORDED, "")
    assert "triage audit init" in ran.err


@pytest.mark.parametrize("extra", [["--ledger", "x.db"], ["--by", "BK-1"], ["--ref", "S-1"]])
def test_options_that_need_record(run: Run, extra: list[str]) -> None:
    ran = run("decide", CASE, *extra)

    assert (ran.code, ran.out) == (exits.BAD_INPUT, "")
    assert "--record" in ran.err


def test_a_name_is_no_code(run: Run, place: Path) -> None:
    for option in ("--ref", "--by"):
        ran = run("decide", CASE, "--record", option, "Budi Santoso", "--ledger", place)
        assert (ran.code, ran.out) == (exits.BAD_INPUT, "")
        assert "Budi" not in ran.err
    assert entries(run, place) == []


@pytest.mark.prove  # proving the overlay takes most of it
def test_overlays_are_recorded_with_the_decision(run: Run, place: Path) -> None:
    overlay = ROOT / "examples" / "overlay-smk-contoh"
    ran = run("--overlay", overlay, "decide", CASE, "--record", "--ledger", place)

    assert ran.code == 0, ran.err
    assert run("audit", "replay", "--ledger", place).out == "1 saran diputar ulang: 1 sama persis.\n"


@pytest.mark.parametrize(
    ("args", "code"),
    [(["audit", "list"], exits.LEDGER_SHUT), (["decide", str(CASE), "--record"], exits.NOT_RECORDED)],
)
def test_without_the_extra_libraries(place: Path, args: list[str], code: int) -> None:
    lines = (
        "import sys; sys.modules['sqlalchemy'] = None; from triage.cli.main import main; main(sys.argv[1:])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", lines, *args, "--ledger", str(place)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert (ran.returncode, ran.stdout) == (code, "")
    assert "triage[ledger]" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_deciding_alone_imports_none_of_it() -> None:
    lines = (
        "import sys; from triage.cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: print([n for n in ('sqlalchemy', 'cryptography', 'argon2') if n in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", lines, "decide", str(CASE), "--json"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert ran.stdout.endswith("}\n[]\n")


# -- asking ------------------------------------------------------------------------------------


@pytest.fixture
def asked(place: Path) -> Iterator[Person]:
    person = Person("ask", "--record", "--by", "BK-1", "--ledger", str(place))
    yield person
    person.terminal.close(force=True)


def test_a_conversation_is_recorded_once(asked: Person, run: Run, place: Path) -> None:
    asked.types("1", "bolos", "")
    shown = asked.types("q")

    assert "RINGAN" in shown
    assert "Dicatat: nomor 1" in shown
    asked.types("r", "")
    (entry,) = entries(run, place)
    assert entry["kind"] == "decision"


def test_an_emergency_is_recorded_when_it_is_shown(asked: Person, run: Run, place: Path) -> None:
    shown = asked.types("1", "percobaan bunuh diri")

    assert "119" in shown
    assert "Dicatat: nomor 1" in shown
    assert len(entries(run, place)) == 1
    asked.types("", "", "y")  # go on, no other problem, yes: there is danger now
    assert "Dicatat: nomor 2" in asked.types("q")
    asked.types("")
    assert len({entry["ref"] for entry in entries(run, place)}) == 1  # one code for the whole conversation


def test_a_conversation_that_cannot_be_recorded_ends_before_it_begins(tmp_path: Path) -> None:
    person = Person("ask", "--record", "--ledger", str(tmp_path / "none.db"))

    assert person.code() == exits.NOT_RECORDED


@pytest.mark.parametrize(("said", "recorded"), [((), 1), (("--no-record",), 0)])
def test_where_a_ledger_is_kept_a_conversation_is_recorded_unless_told_otherwise(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, said: tuple[str, ...], recorded: int
) -> None:
    monkeypatch.setenv("TRIAGE_LEDGER", str(place))
    person = Person("ask", *said)
    greeting = str(person.greeting)
    person.types("1", "bolos", "")
    person.types("q")
    person.types("")

    assert ("akan dicatat" in greeting) == bool(recorded)
    assert len(entries(run, place)) == recorded


def test_without_the_ledgers_libraries_a_person_is_asked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a plain installation, where only the extra ``ledger`` brings them."""
    for name in ("sqlalchemy", "cryptography", "argon2", "alembic"):
        (tmp_path / f"{name}.py").write_text(f"raise ModuleNotFoundError(name={name!r})\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    person = Person("ask")

    assert "Siapa Anda" in person.greeting or "1." in person.greeting
    assert "triage[ledger]" not in person.greeting
    assert "RINGAN UNTUK SEMENTARA" in person.types("1", "bolos", "", "q")


def test_whoever_cannot_open_the_ledger_is_told_how_to_ask_without_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "frasa"
    words.write_text("empat kata mudah diingat", encoding="utf-8")
    monkeypatch.setenv("TRIAGE_PASSPHRASE_FILE", str(words))
    sealed = tmp_path / "sealed.db"
    run("audit", "init", "--ledger", sealed)
    words.write_text("yang lain", encoding="utf-8")
    monkeypatch.setenv("TRIAGE_LEDGER", str(sealed))

    person = Person("ask")

    assert person.code() == exits.NOT_RECORDED
    assert person.greeting.index("119") < person.greeting.index("--no-record")
    assert "triage ask --no-record" in person.greeting
    assert "triage ask --no-record" not in Person("ask", "--record").greeting

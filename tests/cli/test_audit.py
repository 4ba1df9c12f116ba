"""``triage audit``: made, looked at, added to, taken out and erased, as people do it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import EXAMPLES, ROOT, Ran, Run
from triage.cli import exits
from triage.cli.audit import COMMANDS
from triage.cli.audit_options import OPTIONS
from triage.cli.audit_pages import PAGES
from triage.cli.audit_words import WORDS

Audit = Callable[..., Ran]

CALM = "asker: guru\nproblems: [membolos]\nfacts: {bahaya_saat_ini: tidak}\nref: S-1\n"
HEAVY = "asker: guru\nproblems: [kriminal]\nfacts: {bahaya_saat_ini: tidak}\nref: S-2\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("TRIAGE_LEDGER", "TRIAGE_PASSPHRASE_FILE", "TRIAGE_BY", "TRIAGE_ANCHOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "UTC")
    return tmp_path / "ledger.db"


@pytest.fixture
def audit(run: Run, place: Path) -> Audit:
    """``audit("list")`` on a ledger with a calm and a heavy case."""
    assert run("audit", "init", "--demo", "--ledger", place).code == 0
    for case in (CALM, HEAVY):
        ran = run("decide", "-", "--record", "--ledger", place, "--by", "BK-1", stdin=case)
        assert ran.code == 0, ran.err

    def invoke(command: str, *args: object, **more: Any) -> Ran:
        return run("audit", command, *args, "--ledger", place, **more)

    return invoke


def kinds(audit: Audit) -> list[str]:
    return [entry["kind"] for entry in json.loads(audit("list", "--json").out)]


def plain(ran: Ran) -> str:
    """What was said, on one line."""
    return " ".join(ran.out.split())


# -- made and opened ---------------------------------------------------------------------------


def test_a_ledger_with_a_passphrase(
    run: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "frasa"
    words.write_text("empat kata mudah diingat\n", encoding="utf-8")
    monkeypatch.setenv("TRIAGE_PASSPHRASE_FILE", str(words))
    made = run("audit", "init", "--ledger", place)
    assert made.code == 0
    assert "Kunci pemulihan" in made.out
    assert "empat kata" not in made.out
    recorded = run("decide", "-", "--record", "--ledger", place, stdin=CALM)
    assert recorded.code == 0
    assert "Dicatat: nomor 1, kode siswa S-1." in recorded.out
    assert "S-1" in run("audit", "list", "--ledger", place).out

    # An auditor has no passphrase: the chain can be checked and listed, nothing can be read.
    monkeypatch.delenv("TRIAGE_PASSPHRASE_FILE")
    assert run("audit", "verify", "--ledger", place).code == 0
    listed = run("audit", "list", "--ledger", place)
    assert (listed.code, "S-1" in listed.out, "saran" in listed.out) == (0, False, True)
    shut = run("audit", "show", "1", "--ledger", place)
    assert (shut.code, shut.out) == (exits.LEDGER_SHUT, "")
    assert "TRIAGE_PASSPHRASE_FILE" in shut.err

    words.write_text("bukan yang itu sama sekali", encoding="utf-8")
    monkeypatch.setenv("TRIAGE_PASSPHRASE_FILE", str(words))
    wrong = run("audit", "show", "1", "--ledger", place)
    assert (wrong.code, wrong.out, len(wrong.err.splitlines())) == (exits.LEDGER_SHUT, "", 1)
    assert "bukan yang itu" not in wrong.err


def test_another_passphrase(run: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = tmp_path / "lama", tmp_path / "baru"
    old.write_text("frasa sandi yang lama", encoding="utf-8")
    new.write_text("frasa sandi yang baru", encoding="utf-8")
    monkeypatch.setenv("TRIAGE_PASSPHRASE_FILE", str(old))
    assert run("audit", "init", "--ledger", place).code == 0

    changed = run("audit", "passphrase", "--new-file", new, "--by", "BK-1", "--ledger", place)

    assert (changed.code, changed.err) == (0, "")
    assert run("audit", "list", "--subject", "S-1", "--ledger", place).code == exits.LEDGER_SHUT
    monkeypatch.setenv("TRIAGE_PASSPHRASE_FILE", str(new))
    assert run("audit", "list", "--ledger", place).code == 0


def test_no_ledger_yet(run: Run, place: Path) -> None:
    for command in (["list"], ["show", "1"], ["stats"], ["replay"]):
        ran = run("audit", *command, "--ledger", place)
        assert (ran.code, ran.out) == (exits.LEDGER_SHUT, "")
        assert "triage audit init" in ran.err
    assert run("audit", "verify", "--ledger", place).code == exits.UNCHECKED
    assert not place.exists()


def test_a_ledger_is_never_overwritten(audit: Audit) -> None:
    ran = audit("init", "--demo")

    assert ran.code == exits.LEDGER_SHUT
    assert kinds(audit) == ["decision", "decision"]


def test_a_demo_ledger_says_so_each_time(audit: Audit) -> None:
    assert "demo" in audit("list").err
    assert "demo" in plain(audit("verify"))


# -- verify and anchor -------------------------------------------------------------------------


def test_verify_has_an_exit_code_for_each_answer(audit: Audit, place: Path, tmp_path: Path) -> None:
    anchor = tmp_path / "jangkar.txt"
    early = tmp_path / "awal"
    early.mkdir()
    for file in place.parent.glob("ledger.db*"):
        shutil.copy(file, early / file.name)
    audit("choose", "1", "--follow", "--by", "BK-1")
    assert audit("anchor", "--output", anchor).code == 0

    assert audit("verify", "--anchor", anchor).code == 0
    found = json.loads(audit("verify", "--json").out)
    assert (found["status"], found["entries"]) == ("ok", 3)

    # An old copy, anchor file and all, holds together; only the anchor kept elsewhere tells.
    for file in place.parent.glob("ledger.db*"):
        file.unlink()
    for file in early.iterdir():
        shutil.copy(file, place.parent / file.name)
    assert audit("verify").code == 0
    assert audit("verify", "--anchor", anchor).code == exits.CUT_SHORT

    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)
    ran = audit("verify")
    assert ran.code == exits.ALTERED
    assert "Simpan berkasnya apa adanya" in plain(ran)


def test_the_head_anchor_is_written_where_it_is_set(
    run: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = tmp_path / "lain" / "kepala.anchor"
    monkeypatch.setenv("TRIAGE_ANCHOR", str(head))
    assert run("audit", "init", "--demo", "--ledger", place).code == 0
    ran = run("decide", "-", "--record", "--ledger", place, "--by", "BK-1", stdin=CALM)
    assert (ran.code, ran.err.count("\n")) == (0, 1)  # the demo's mark alone

    assert json.loads(head.read_text())["seq"] == 1
    assert not place.with_name("ledger.db.anchor").exists()
    assert run("audit", "verify", "--ledger", place).code == 0
    head.unlink()
    assert run("audit", "verify", "--ledger", place).code == exits.UNCHECKED


def test_an_anchor_in_every_form(audit: Audit, tmp_path: Path) -> None:
    for form, begins in (("json", b"{"), ("svg", b"<"), ("png", b"\x89PNG")):
        file = tmp_path / f"jangkar.{form}"
        assert audit("anchor", "--format", form, "--output", file).code == 0
        assert file.read_bytes().lstrip().startswith(begins)
    shown = audit("anchor", "--format", "qr").out
    assert "█" in shown or "▄" in shown
    again = audit("verify", "--anchor", "-", stdin=audit("anchor").out)
    assert again.code == 0
    assert audit("verify", "--anchor", "-", stdin="bukan jangkar").code == exits.LEDGER_SHUT


# -- list and show -----------------------------------------------------------------------------


def test_list_by_kind_student_and_day(audit: Audit) -> None:
    audit("progress", "1", "--track", "penanganan wali_kelas", "--state", "selesai", "--by", "WK-1")

    assert [line.split()[0] for line in audit("list").out.splitlines()] == ["No.", "1", "2", "3"]
    assert len(json.loads(audit("list", "--subject", "S-1", "--json").out)) == 2
    assert len(json.loads(audit("list", "--kind", "progress", "--json").out)) == 1
    assert plain(audit("list", "--until", "2001-01-01")) == "Tidak ada catatan yang cocok."
    assert audit("list", "--since", "kemarin").code == exits.BAD_INPUT
    assert "Jangan nama" in audit("list", "--subject", "Budi Santoso").err
    assert "Budi" not in audit("list", "--subject", "Budi Santoso").err


def test_show_what_was_stated_advised_and_done(audit: Audit) -> None:
    audit("progress", "1", "--track", "penanganan wali_kelas", "--state", "selesai", "--by", "WK-1")

    said = plain(audit("show", "1"))

    for part in (
        "Kode siswa: S-1",
        "Membolos",
        "RINGAN",
        "Penanganan → Wali kelas",
        "Keadaan: Selesai",
        "Oleh: WK-1",
    ):
        assert part in said
    assert "Keadaan: Selesai" in plain(audit("show", "3"))
    data = json.loads(audit("show", "1", "--json").out)
    assert (data["ref"], [one["kind"] for one in data["later"]]) == ("S-1", ["progress"])
    assert audit("show", "9").code == exits.LEDGER_SHUT


def test_reading_a_sensitive_case_is_recorded_first(audit: Audit) -> None:
    refused = audit("show", "2", "--by", "KS-1")
    assert (refused.code, refused.out) == (exits.BAD_INPUT, "")
    assert audit("show", "2", "--why", "rapat kasus").code == exits.BAD_INPUT
    assert kinds(audit) == ["decision", "decision"]

    read = audit("show", "2", "--by", "KS-1", "--why", "rapat kasus")

    assert (read.code, "BERAT" in read.out) == (0, True)
    assert kinds(audit) == ["decision", "decision", "access"]
    noted = plain(audit("show", "3"))
    assert "rapat kasus" in noted
    assert "KS-1" in noted


def test_a_choice_on_a_sensitive_case_is_as_sensitive(audit: Audit) -> None:
    audit("choose", "2", "--follow", "--by", "BK-1")

    assert audit("show", "3").code == exits.BAD_INPUT
    assert audit("show", "3", "--by", "KS-1", "--why", "rapat").code == 0


def test_a_role_sees_what_it_may(audit: Audit) -> None:
    assert audit("show", "1", "--as", "guru_bk").code == 0
    for role in ("auditor", "wali_kelas"):
        ran = audit("show", "1", "--as", role)
        assert (ran.code, ran.out) == (exits.LEDGER_SHUT, "")
    assert "Maksud Anda auditor?" in audit("show", "1", "--as", "auditr").err
    assert kinds(audit) == ["decision", "decision"]


def test_a_role_sees_no_more_by_a_detour(audit: Audit) -> None:
    audit("show", "2", "--by", "KS-1", "--why", "rapat kasus")
    audit("choose", "1", "--follow", "--by", "BK-1")

    reading = audit("show", "3", "--as", "auditor")
    assert (reading.code, reading.out) == (exits.LEDGER_SHUT, "")
    head = plain(audit("show", "1", "--as", "kepala_sekolah"))
    assert "YANG DISARANKAN" in head
    assert "YANG DISAMPAIKAN" not in head
    assert "YANG DISAMPAIKAN" in plain(audit("show", "1", "--as", "guru_bk"))
    told = json.loads(audit("show", "1", "--as", "kepala_sekolah", "--json").out)
    assert "case" not in told["body"]
    assert [one["kind"] for one in told["later"]] == ["choice"]


def test_whoever_records_in_an_altered_ledger_is_told(audit: Audit, place: Path) -> None:
    assert audit("choose", "1", "--follow", "--by", "BK-1").err.count("\n") == 1  # the demo's mark alone
    data = bytearray(place.read_bytes())
    data[71] ^= 1
    place.write_bytes(data)

    ran = audit("choose", "1", "--follow", "--by", "BK-1")
    assert ran.code == 0
    assert "tidak cocok dengan berkas di sebelahnya" in ran.err


def test_an_export_is_never_readable_by_others(audit: Audit, tmp_path: Path) -> None:
    there = tmp_path / "keluar.csv"
    there.write_text("")
    there.chmod(0o644)

    assert audit("export", "--output", there, "--by", "BK-1").code == 0
    assert there.stat().st_mode & 0o777 == 0o600


# -- what people did ---------------------------------------------------------------------------


def test_following_and_not_following(audit: Audit) -> None:
    assert "saran diikuti" in audit("choose", "1", "--follow", "--by", "BK-1").out
    why = ["--reason", "lain", "--text", "sudah dilaporkan keluarga", "--by", "BK-1"]
    less = ["choose", "2", "--without", "wajib_lapor polisi", *why]
    alone = audit(*less)
    assert (alone.code, alone.out) == (exits.LEDGER_SHUT, "")
    assert "orang kedua" in alone.err
    assert audit(*less, "--second", "BK-1").code == exits.LEDGER_SHUT

    ran = audit(*less, "--second", "KS-1", "--json")

    assert json.loads(ran.out) == {"seq": 4, "refers": 2, "direction": "down"}
    said = plain(audit("show", "4", "--by", "KS-1", "--why", "rapat"))
    assert "turun" in said
    assert "Alasan lain" in said


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["choose", "1"], "--by KODE"),
        (["choose", "1", "--by", "BK-1"], "--follow"),
        (["choose", "1", "--follow", "--severity", "berat", "--by", "BK-1"], "--follow"),
        (["choose", "1", "--follow", "--reason", "lan", "--by", "BK-1"], "Maksud Anda lain?"),
        (["choose", "1", "--without", "wajib_lapor polisi", "--by", "BK-1"], "penanganan wali_kelas"),
        (["choose", "1", "--with", "konsultasi polsi", "--by", "BK-1"], "Maksud Anda polisi?"),
        (["progress", "1", "--by", "BK-1"], "--track"),
        (["progress", "1", "--track", "penanganan wali_kelas", "--state", "slesai", "--by", "W"], "selesai?"),
        (["erase", "S-1", "--basis", "x", "--by", "BK-1"], "--yes"),
        (["erase", "Budi Santoso", "--basis", "x", "--by", "BK-1"], "Jangan nama"),
        (["export", "--by", "BK-1"], "--format"),
        (["export", "--format", "csv"], "--by KODE"),
        (["stats", "--since", "2026-01-05"], "2026-03"),
    ],
)
def test_mistakes_are_told_and_nothing_is_recorded(audit: Audit, args: list[str], says: str) -> None:
    ran = audit(*args)

    assert (ran.code, ran.out) == (exits.BAD_INPUT, "")
    assert says in ran.err
    assert kinds(audit) == ["decision", "decision"]


def test_erasing(audit: Audit) -> None:
    ran = audit("erase", "S-1", "--basis", "permintaan orang tua", "--by", "KS-1", "--yes")

    assert ran.code == 0
    assert "Salinan di tempat lain" in ran.out
    assert "dihapus" in plain(audit("show", "1"))
    assert audit("verify").code == 0
    assert audit("erase", "S-1", "--basis", "lagi", "--by", "KS-1", "--yes").code == exits.LEDGER_SHUT
    assert "1 sudah dihapus" in audit("replay").out


# -- looking back ------------------------------------------------------------------------------


def test_replay_and_its_exit_codes(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    same = audit("replay")
    assert (same.code, same.out) == (0, "2 saran diputar ulang: 2 sama persis.\n")
    assert json.loads(audit("replay", "2", "--json").out)["same"] == 1

    from triage.service.advisor import Advisor

    told = Advisor.told
    monkeypatch.setattr(Advisor, "told", lambda *args: told(*args) | {"lead": "guru"})
    differs = audit("replay")
    assert differs.code == exits.DIFFERS
    assert "catatan 1: BERBEDA di lead" in differs.out
    engine = {"evaluators": ["x"], "checked": False}
    monkeypatch.setattr(Advisor, "told", lambda *args: told(*args) | {"engine": engine})
    others = audit("replay")
    assert (others.code, others.out.count("\n")) == (exits.EVALUATORS, 1)
    monkeypatch.undo()

    from triage.ledger.store import Ledger

    monkeypatch.setattr(Ledger, "rulebook", lambda *_: None)
    missing = audit("replay")
    assert missing.code == exits.RULEBOOK_MISSING
    assert "tidak diganti dengan yang lain" in missing.out


def test_impact_of_other_rules(audit: Audit, tmp_path: Path) -> None:
    assert "tetap sama semuanya" in audit("impact", ROOT / "rules").out

    softer = shutil.copytree(ROOT / "rules", tmp_path / "rules")
    file = softer / "severity.yaml"
    text = file.read_text(encoding="utf-8")
    at = text.index("severity: ringan", text.index("id: membolos-ringan"))
    file.write_text(text[:at] + "severity: sedang" + text[at + 16 :], encoding="utf-8")

    more = audit("impact", softer)
    assert (more.code, "LEBIH MENDESAK: 1" in more.out) == (0, True)
    data = json.loads(audit("impact", softer, "--json").out)
    (affected,) = data["affected"]
    assert (data["same"], data["more"], affected["entries"]) == (1, 1, [1])
    assert {"kind": "severity", "name": "", "before": "ringan", "after": "sedang"} in affected["changes"]
    assert audit("impact", tmp_path / "tidak-ada").code == exits.BAD_INPUT


def test_impact_says_what_would_be_less_urgent(run: Run, audit: Audit, place: Path, tmp_path: Path) -> None:
    harder = shutil.copytree(ROOT / "rules", tmp_path / "rules")
    file = harder / "severity.yaml"
    text = file.read_text(encoding="utf-8")
    at = text.index("severity: ringan", text.index("id: membolos-ringan"))
    file.write_text(text[:at] + "severity: sedang" + text[at + 16 :], encoding="utf-8")
    case = CALM.replace("S-1", "S-9")
    run("--rules", harder, "decide", "-", "--record", "--ledger", place, stdin=case)

    ran = audit("impact", ROOT / "rules")

    assert ran.code == 1
    assert "KURANG MENDESAK: 1" in ran.out
    assert audit("impact", ROOT / "rules", "--allow-lower").code == 0


def test_rules_diff_takes_a_rulebook_out_of_the_ledger(run: Run, audit: Audit, place: Path) -> None:
    (entry, _) = json.loads(audit("list", "--json").out)
    sha = entry["rulebook"]

    same = run("rules", "diff", f"sha256:{sha[:10]}", ROOT / "rules", "--ledger", place)
    assert (same.code, "Setara" in same.out) == (0, True)
    other = run("rules", "diff", "sha256:ffff", ROOT / "rules", "--ledger", place)
    assert (other.code, sha[:12] in other.err) == (exits.BAD_INPUT, True)


# -- taken out ---------------------------------------------------------------------------------


def test_export_is_recorded_and_harmless(audit: Audit, tmp_path: Path) -> None:
    audit("progress", "1", "--track", "penanganan wali_kelas", "--state", "selesai", "--by=-1")

    ran = audit("export", "--format", "csv", "--by", "BK-1", "--subject", "S-1")

    rows = list(csv.DictReader(io.StringIO(ran.out, newline="")))
    assert [(row["seq"], row["ref"], row["by"]) for row in rows] == [
        ("1", "S-1", "BK-1"),
        ("3", "S-1", "'-1"),
    ]
    assert kinds(audit)[-1] == "export"
    noted = json.loads(audit("show", "4", "--json").out)["body"]
    assert (noted["format"], noted["count"], noted["by"]) == ("csv", 2, "BK-1")
    assert "S-1" not in json.dumps(noted)

    file = tmp_path / "kasus.xlsx"
    assert audit("export", "--output", file, "--by", "BK-1").code == 0
    assert file.read_bytes()[:2] == b"PK"
    assert file.stat().st_mode & 0o077 == 0


def test_export_without_what_entries_hold(audit: Audit) -> None:
    ran = audit("export", "--format", "jsonl", "--outside", "--by", "AU-1")

    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [(one["seq"], one["ref"], one["body"]) for one in lines] == [(1, None, None), (2, None, None)]


def test_stats_and_report_of_a_few_tell_nothing(audit: Audit, tmp_path: Path) -> None:
    assert "kurang dari 5 siswa" in plain(audit("stats"))
    assert json.loads(audit("stats", "--json").out)["cases"] is None
    file = tmp_path / "laporan.html"
    assert audit("report", "--output", file).code == 0
    assert "kurang dari 5 siswa" in file.read_text(encoding="utf-8")


def test_stats_of_many(run: Run, audit: Audit, place: Path) -> None:
    lines = [json.dumps({"asker": "guru", "problems": ["membolos"], "ref": f"T-{n}"}) for n in range(6)]
    run("decide", "--jsonl", "-", "--record", "--ledger", place, stdin="\n".join(lines))

    data = json.loads(audit("stats", "--json").out)
    assert (data["cases"], data["category"]["shown"], data["category"]["rest"]) == (8, [], 8)
    said = plain(audit("stats"))
    assert "8 kasus, 8 siswa" in said
    assert "terlalu kecil untuk ditampilkan terpisah" in said  # one of another kind would be found
    assert audit("stats", "--until", "2001-01").out == "Belum ada kasus dalam masa ini.\n"


# -- words -------------------------------------------------------------------------------------


def test_words_are_whole_in_both_languages() -> None:
    import string

    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for words in WORDS.values():
        assert words.id
        assert fields(words.id) == fields(words.en)
    assert {f"audit {name}" for name in COMMANDS} == set(PAGES)
    assert {page for page, _ in OPTIONS} == set(PAGES)


def test_the_examples_decide_and_record(run: Run, place: Path) -> None:
    run("audit", "init", "--demo", "--ledger", place)

    for file in sorted(EXAMPLES.glob("*.json")):
        assert run("decide", file, "--record", "--ledger", place).code == 0
    assert run("audit", "verify", "--ledger", place).code == 0


def test_the_page_for_auditors_names_what_there_is() -> None:
    text = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")

    named = set(re.findall(r"triage audit ([a-z]+)", text))
    assert named <= set(COMMANDS)
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    told = {code for page in PAGES.values() for code, _ in page.exits}
    assert codes == (told | {exits.NOT_RECORDED}) - {exits.BAD_RULEBOOK, exits.INTERRUPTED}

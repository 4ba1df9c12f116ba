"""``triage train`` without a conversation: stats, report, export, decks, forget."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from pathlib import Path as File
from xml.etree import ElementTree

import pytest

from tests.booklet.pages import Page
from tests.cli.conftest import ROOT, Run
from tests.cli.train_room import Room
from tests.rulebook.small import write
from tests.training.gift_reading import read_gift
from triage.service.advisor import Advisor
from triage.training.model import Path

LIGHT = Path("ringan", "penanganan", "wali_kelas")


@pytest.fixture
def data(
    quick: Advisor, tmp_path: File, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> File:
    """Two learners: one who takes everything lightly, one who answers two cases and pauses."""
    room = Room(quick, tmp_path, monkeypatch)
    drills = room.drills()
    room.train(lambda drill: [*room.answer(drill, LIGHT), ""], "guru-a")
    room.train([*room.answer(drills[0]), "", *room.answer(drills[1]), "q"], "guru-b")
    capsys.readouterr()
    return tmp_path / "room"


def test_stats_of_one_who_takes_everything_lightly(run: Run, data: File) -> None:
    ran = run("train", "stats", "--learner", "guru-a", "--data", data)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("KEMAJUAN “guru-a”\n! 4 jawaban kurang dari yang diperlukan")
    assert "5 jawaban: 1 tepat (20%)" in ran.out
    assert "YANG PERLU DILATIH" in ran.out
    assert "YANG SALAH DIBACA" in ran.out


def test_stats_for_other_programs(run: Run, data: File) -> None:
    ran = run("train", "stats", "--learner", "guru-a", "--data", data, "--json")
    told = json.loads(ran.out)
    assert told["schema"] == "triage.training.stats/1"
    assert told["answers"] == {"asked": 5, "tepat": 1, "kurang": 4, "lebih": 0, "lain": 0}
    assert {one["id"] for one in told["categories"]} == {
        *("membolos", "bertengkar", "kriminal", "percobaan_bunuh_diri", "perundungan")
    }


def test_what_changed_in_the_rules_is_told(run: Run, data: File, tmp_path: File) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    file = rules / "severity.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("- id: membolos-ringan")
    changed = text[start:].replace("severity: ringan", "severity: sedang", 1)
    file.write_text(text[:start] + changed, encoding="utf-8")

    ran = run("--rules", rules, "train", "stats", "--learner", "guru-a", "--data", data)
    assert ran.code == 0, ran.err
    assert "Buku aturan berubah; kasus yang terkena diulang:" in ran.out
    assert "Aturan “Membolos: ringan” berubah: akibatnya." in ran.out


def test_stats_of_a_paused_session_and_of_nobody(run: Run, data: File) -> None:
    assert (
        "Ada sesi yang dijeda (2 dari 5)." in run("train", "stats", "--learner", "guru-b", "--data", data).out
    )
    ran = run("--lang", "en", "train", "stats", "--learner", "x", "--data", data)
    assert (ran.code, ran.out) == (0, "There are no answers by “x” yet. Begin with `triage train`.\n")


def test_a_name_is_no_code_and_is_not_repeated(run: Run, data: File) -> None:
    ran = run("train", "stats", "--learner", "Ibu Guru", "--data", data)
    assert (ran.code, ran.out) == (2, "")
    assert "jangan memakai nama" in ran.err
    assert "Ibu" not in ran.err


def test_the_report_of_all_and_of_one(run: Run, data: File, tmp_path: File) -> None:
    file = tmp_path / "laporan.html"
    ran = run("train", "report", "--all", "--data", data, "-o", file)
    assert (ran.code, ran.out, ran.err) == (0, f"ditulis: {file}\n", "")
    page = Page(file.read_text(encoding="utf-8"))
    assert page.wrong == []
    assert "2 guru: guru-a, guru-b" in page.text()

    run("--lang", "en", "train", "report", "--learner", "guru-a", "--data", data, "-o", file)
    page = Page(file.read_text(encoding="utf-8"))
    assert "guru-b" not in page.text()
    assert "Practice report" in page.text()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "-o BERKAS"),
        (["-o", "x.html"], "Yang ada: guru-a, guru-b."),
        (["-o", "x.html", "--learner", "guru-c"], "Tidak ada kemajuan dari “guru-c”."),
    ],
)
def test_a_report_needs_to_know_of_whom(run: Run, data: File, args: list[str], says: str) -> None:
    ran = run("train", "report", "--data", data, *args)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_a_report_of_nobody(run: Run, tmp_path: File) -> None:
    ran = run("train", "report", "--data", tmp_path, "-o", tmp_path / "x.html")
    assert ran.code == 2
    assert "Belum ada yang berlatih" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_export_to_gift(run: Run, tmp_path: File) -> None:
    file = tmp_path / "soal.gift"
    ran = run("train", "export", "--format", "gift", "--deck", "kriminal", "--count", "4", "-o", file)
    assert (ran.code, ran.out) == (0, f"ditulis: {file} (4 kasus)\n")
    read = read_gift(file.read_text(encoding="utf-8"))
    assert len(read) == 8
    first = file.read_bytes()
    run("train", "export", "--format", "gift", "--deck", "kriminal", "--count", "4", "-o", file)
    assert file.read_bytes() == first
    run(
        "train", "export", "--format", "gift", "--deck", "kriminal", "--count", "4", "--seed", "5", "-o", file
    )
    assert file.read_bytes() != first


def test_export_to_moodle_xml_and_anki(run: Run, tmp_path: File) -> None:
    pytest.importorskip("genanki")
    for format, name in (("moodle-xml", "soal.xml"), ("anki", "soal.apkg")):
        ran = run("train", "export", "--format", format, "--count", "3", "-o", tmp_path / name)
        assert (ran.code, ran.err) == (0, "")
    root = ElementTree.parse(tmp_path / "soal.xml").getroot()
    assert len(root.findall("question[@type='multichoice']")) == 6
    with zipfile.ZipFile(tmp_path / "soal.apkg") as package:
        assert "collection.anki2" in package.namelist()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--format", "gift"], "-o BERKAS"),
        (["--format", "word", "-o", "x"], "pilih dari gift, moodle-xml, anki"),
        (["-o", "x"], "Ada yang belum diisi."),
        (["--format", "gift", "--count", "0", "-o", "x"], "--count"),
        (["--format", "gift", "--deck", "narkba", "-o", "x"], "Maksud Anda narkoba?"),
    ],
)
def test_mistakes_in_calling_export(run: Run, args: list[str], says: str) -> None:
    ran = run("train", "export", *args)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_what_is_not_installed_is_said(
    run: Run, data: File, tmp_path: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.setitem(sys.modules, "fsrs", None)
    for args in (
        ("stats", "--learner", "guru-a", "--data", data),
        ("report", "--all", "--data", data, "-o", tmp_path / "x.html"),
        ("export", "--format", "anki", "--count", "1", "-o", tmp_path / "x.apkg"),
    ):
        ran = run("train", *args)
        assert ran.code == 2
        assert "pip install 'triage[practice]'" in ran.err


def test_decks(run: Run) -> None:
    ran = run("train", "decks")
    names = json.loads(run("train", "decks", "--json").out)
    assert (ran.code, ran.err) == (0, "")
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    for name in ("all", "rules", "boundaries", "danger", "written", "kriminal"):
        assert f"  {name} " in ran.out
        assert str(names[name]) in ran.out
    assert {"senjata", "kriminal-wajib-lapor"} <= set(names)


def test_a_rulebook_that_the_cases_do_not_fit(run: Run, tmp_path: File) -> None:
    ran = run("--rules", write(tmp_path), "train", "decks")
    assert (ran.code, ran.out) == (3, "")
    heading, *lines = ran.err.splitlines()
    assert heading.startswith("Isi latihan (folder training) tidak cocok dengan buku aturan ini (")
    assert f"({len(lines)} hal)" in heading
    assert any(line.startswith("templates.yaml:") for line in lines)

    (tmp_path / "severity.yaml").write_text("rules: [", encoding="utf-8")
    ran = run("--rules", tmp_path, "train", "decks")
    assert ran.code == 3
    assert "Buku aturan ini bermasalah" in ran.err


def test_forgetting_deletes_everything(run: Run, data: File) -> None:
    assert "Tanpa terminal" in run("train", "forget", "guru-a", "--data", data).err
    assert {path.stem for path in data.glob("*.jsonl")} == {"guru-a", "guru-b"}

    ran = run("train", "forget", "guru-a", "--yes", "--data", data)
    assert (ran.code, ran.out) == (0, "Semua tentang “guru-a” sudah dihapus.\n")
    assert {path.stem for path in data.glob("*.jsonl")} == {"guru-b"}
    again = run("train", "forget", "guru-a", "--yes", "--data", data)
    assert again.out == "Tidak ada yang disimpan tentang “guru-a”.\n"

"""``triage rules diff`` as a user runs it, on the small rulebook and changes of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run
from tests.rulebook.small import FILES, changed, write
from triage.cli import pages, rules_diff_words
from triage.cli.rules import rules
from triage.service import revisions
from triage.verify.difference import Unconfirmed

GOLDEN = Path(__file__).parent / "golden_rules_diff"
UNSTABLE = (
    (re.compile(r", [0-9a-f]{12}\)"), ", <sha256>)"),
    (re.compile(r"\S*/(old|new)\b"), r"<\1>"),
)
Files = dict[str, str | bytes]

#: The small rulebook, but that somebody handles every case.
SAME: Files = changed(
    "authority.yaml",
    "when: {tracks: {wajib_lapor: any}, severity: [ringan, sedang, berat], notices: [buka_kasus]}",
    "when: {severity: [ringan, sedang, berat]}",
)
LOWER = SAME | changed("severity.yaml", "then: {severity: berat}", "then: {severity: sedang}")
HIGHER = SAME | changed("severity.yaml", "then: {severity: ringan}", "then: {severity: berat}")
SWAPPED = SAME | changed(
    "safety.yaml", "{tracks: {wajib_lapor: [polisi], darurat:", "{tracks: {penanganan: guru_bk, darurat:"
)
STEP = SAME | changed("procedures.yaml", "by: tiap_minggu", "by: segera")
WORDS = SAME | changed("safety.yaml", "Luka perlu dokter.", "Luka harus dilihat dokter.")
MANY = (
    LOWER
    | changed("safety.yaml", "peran: korban, facts", "facts")
    | changed("procedures.yaml", "id: hari-itu-menyusul", "id: hari-itu-berkas-menyusul")
    | changed("directory.yaml", '"119"', '"112"')
)
BROKEN = changed(
    "severity.yaml", "layer: grade\n    title: {id: Membolos", "layer: grad\n    title: {id: Membolos"
)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``triage.cli.rules`` and ``triage.cli.pages`` register it."""
    monkeypatch.setitem(rules.commands_at, "diff", "triage.cli.rules_diff:diff")
    for topic, page in rules_diff_words.PAGES.items():
        monkeypatch.setitem(pages.PAGES, topic, page)
    for option, words in rules_diff_words.OPTIONS.items():
        monkeypatch.setitem(pages.OPTIONS, option, words)


class Books:
    """Two folders with rulebooks, and the command run on them."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.old, self.new = folder / "old", folder / "new"
        self._run = run

    def diff(
        self,
        old: Files,
        new: Files,
        *args: object,
        lang: str = "id",
        stdin: str | None = None,
    ) -> Ran:
        for folder, files in ((self.old, old), (self.new, new)):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            write(folder, files)
        return self._run("--lang", lang, "rules", "diff", self.old, self.new, *args, stdin=stdin)


@pytest.fixture
def books(tmp_path: Path, run: Run) -> Books:
    return Books(tmp_path, run)


CASES = [
    '{"asker": "guru_bk", "problems": ["membolos"], "ref": "K-1"}',
    '{"asker": "wali_kelas", "problems": [{"category": "minuman_keras", "tahap": "lanjut"}], "ref": "K-2"}',
    "",
    '{"asker": "guru_bk", "problems": [{"category": "minuman_keras", "tahap": "lanjut"}, "membolos"]}',
]

PAGES: dict[str, tuple[Files, Files, str]] = {
    "equivalent.id": (SAME, SAME, "id"),
    "lower.id": (SAME, LOWER, "id"),
    "lower.en": (SAME, LOWER, "en"),
    "higher.id": (SAME, HIGHER, "id"),
    "swapped.id": (SAME, SWAPPED, "id"),
    "step.id": (SAME, STEP, "id"),
    "step.en": (SAME, STEP, "en"),
    "words.id": (SAME, WORDS, "id"),
    "many.id": (SAME, MANY, "id"),
    "many.en": (MANY, SAME, "en"),
}


@pytest.mark.parametrize("name", PAGES)
def test_page(books: Books, name: str) -> None:
    old, new, lang = PAGES[name]
    _golden(name, books.diff(old, new, lang=lang))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_page_with_cases(books: Books, lang: str) -> None:
    _golden(f"cases.{lang}", books.diff(SAME, LOWER, "--cases", "-", lang=lang, stdin="\n".join(CASES)))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_help(run: Run, lang: str) -> None:
    _golden(f"help.{lang}", run("rules", "diff", "--help", "--lang", lang))


def test_no_page_is_left_over() -> None:
    names = {*PAGES, *(f"{name}.{lang}" for name in ("cases", "help") for lang in ("id", "en"))}
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.txt" for name in names}


def _golden(name: str, ran: Ran) -> None:
    assert ran.err == ""
    text = f"{ran.out}exit {ran.code}\n"
    for pattern, words in UNSTABLE:
        text = pattern.sub(words, text)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("old", "new", "args", "code"),
    [
        (SAME, SAME, [], 0),
        (SAME, WORDS, [], 0),
        (SAME, HIGHER, [], 0),
        (SAME, STEP, [], 0),
        (SAME, LOWER, [], 1),
        (SAME, SWAPPED, [], 1),
        (HIGHER, SAME, [], 1),
        (SAME, LOWER, ["--allow-lower"], 0),
        (SAME, LOWER, ["--json"], 1),
        (SAME, LOWER, ["--json", "--allow-lower"], 0),
    ],
)
def test_exit_codes(books: Books, old: Files, new: Files, args: list[str], code: int) -> None:
    assert books.diff(old, new, *args).code == code


def test_the_words_of_a_region(books: Books) -> None:
    out = books.diff(SAME, LOWER).out
    assert "!! minuman_keras tahap lanjut: kini sedang (sebelumnya berat)" in out
    assert '18 keadaan; misalnya {"asker": "wali_kelas", "problems": [{' in out


def test_json_says_all_of_it(books: Books) -> None:
    ran = books.diff(SAME, LOWER, "--json")
    told = json.loads(ran.out)
    assert told["schema"] == "triage.rules-diff/1"
    assert (told["equivalent"], told["same"], told["lowered"]) == (False, False, True)
    assert told["old"]["sha256"] != told["new"]["sha256"]
    region = told["regions"][0]
    assert region["direction"] == "less"
    assert region["where"] == "minuman_keras tahap lanjut"
    assert region["any_of"] == [{"minuman_keras.tahap": ["lanjut"]}]
    assert region["changes"][0] == {"kind": "severity", "name": "", "before": "berat", "after": "sedang"}
    assert region["witness"]["before"]["severity"] == "berat"
    assert region["witness"]["after"]["severity"] == "sedang"
    assert told["edits"] == [
        {
            "kind": "rule",
            "id": "minuman-keras-lanjut-berat",
            "how": "changed",
            "parts": ["then"],
            "words_only": False,
            "narrows": False,
        }
    ]
    assert "cases" not in told
    same = json.loads(books.diff(SAME, SAME, "--json").out)
    assert (same["equivalent"], same["regions"], same["edits"]) == (True, [], [])


def test_given_cases_are_counted(books: Books) -> None:
    told = json.loads(books.diff(SAME, LOWER, "--json", "--cases", "-", stdin="\n".join(CASES)).out)["cases"]
    assert {name: told[name] for name in ("read", "bad", "same", "less", "more", "other")} == {
        "read": 3,
        "bad": 0,
        "same": 1,
        "less": 2,
        "more": 0,
        "other": 0,
    }
    assert [(one["line"], one["ref"]) for one in told["changed"]] == [(2, "K-2"), (4, None)]
    assert told["by_change"][0]["cases"] == 2


def test_cases_may_change_though_no_region_does(books: Books) -> None:
    # What a case could say is gone: nothing both books know is decided differently.
    more = SAME | {
        "vocabulary.yaml": FILES["vocabulary.yaml"].replace(
            "          lanjut: {id: Lanjut, en: Late}",
            "          lanjut: {id: Lanjut, en: Late}\n          akhir: {id: Akhir, en: Last}",
        ),
        "severity.yaml": FILES["severity.yaml"].replace(
            "[awal, lanjut, tidak_tahu]", "[awal, lanjut, akhir, tidak_tahu]"
        ),
    }
    case = '{"asker": "guru_bk", "problems": [{"category": "minuman_keras", "tahap": "akhir"}]}'
    ran = books.diff(more, SAME, "--cases", "-", stdin=case)
    assert ran.code == 1
    assert "baris 1: tidak dapat dibaca lagi dengan buku baru" in ran.out
    assert "minuman_keras.tahap akhir" in ran.out
    assert books.diff(SAME, more, "--cases", "-", stdin=case).code == 0


def test_bad_lines_are_reported_without_their_words(books: Books) -> None:
    lines = ["Budi Santoso", CASES[0], '{"asker": "Budi"}', '{"asker": "guru_bk", "problems": ["x"]}']
    ran = books.diff(SAME, SAME, "--cases", "-", stdin="\n".join(lines))
    assert ran.code == 2
    assert [line.split(":")[:2] for line in ran.err.splitlines()] == [
        ["stdin", "1"],
        ["stdin", "3"],
        ["stdin", "3"],
        ["stdin", "4"],
    ]
    assert "Budi" not in ran.out + ran.err
    assert "1 kasus dibaca" in ran.out


def test_a_missing_file_of_cases_is_told_before_anything_is_compared(books: Books) -> None:
    ran = books.diff(SAME, LOWER, "--cases", "tidak-ada.jsonl")
    assert (ran.code, ran.out) == (2, "")
    assert "tidak-ada.jsonl" in ran.err


def test_problems_of_either_book_are_told(books: Books) -> None:
    ran = books.diff(BROKEN, SAME)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("Buku aturan lama (")
    assert "severity.yaml:3:12: " in ran.err
    both = books.diff(BROKEN, BROKEN, lang="en")
    assert both.code == 3
    assert "The old rulebook (" in both.err
    assert "The new rulebook (" in both.err


def test_what_deciding_does_not_show_is_not_told(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    def compare(*_: object) -> None:
        from triage.case.model import Case

        raise Unconfirmed(Case("guru_bk", ()))

    monkeypatch.setattr("triage.cli.rules_diff.compare", compare)
    ran = books.diff(SAME, LOWER)
    assert (ran.code, ran.out) == (4, "")
    assert "tidak cocok" in ran.err


# -- git ----------------------------------------------------------------------------------------


@pytest.fixture(name="repository")
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two revisions: the small rulebook in ``rules`` and ``lain/buku``, then a lowered one in ``rules``."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "repository"
    for inside in ("rules", "lain/buku"):
        (folder / inside).mkdir(parents=True)
        write(folder / inside, SAME)
    (folder / ".gitattributes").write_text("*.yaml export-ignore text eol=crlf\n")
    (folder / "rules" / "catatan.txt").write_text("bukan aturan")
    git(folder, "init", "--quiet", "--initial-branch=utama")
    commit(folder, "satu")
    write(folder / "rules", LOWER)
    commit(folder, "dua")
    monkeypatch.chdir(folder)
    return folder


def git(folder: Path, *args: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, tag: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", tag)
    git(folder, "tag", tag)


@pytest.mark.usefixtures("repository")
def test_revisions_are_compared(run: Run) -> None:
    for old, new in (
        ("satu", "dua"),
        ("HEAD~1", "utama"),
        ("satu:rules", "rules"),
        ("satu:lain/buku/", "HEAD"),
    ):
        ran = run("rules", "diff", old, new, "--json")
        assert ran.code == 1, ran.err
        told = json.loads(ran.out)
        assert (told["old"]["name"], told["new"]["name"]) == (old, new)
        assert told["regions"][0]["where"] == "minuman_keras tahap lanjut"
    assert run("rules", "diff", "satu", "satu:lain/buku").code == 0
    assert run("rules", "diff", "dua", "rules").code == 0


def test_a_folder_goes_before_a_revision_of_that_name(run: Run, repository: Path) -> None:
    git(repository, "tag", "rules", "satu")
    assert run("rules", "diff", "rules", "dua").code == 0


def test_a_rulebook_larger_than_may_be_is_refused(run: Run, repository: Path) -> None:
    (repository / "rules" / "besar.yaml").write_bytes(b"#" * (2 << 20))
    (repository / "rules" / "tautan.yaml").symlink_to("/etc/passwd")
    commit(repository, "tiga")
    ran = run("rules", "diff", "satu", "tiga")
    assert ran.code == 3
    assert "besar.yaml" in ran.err
    assert "tautan" not in ran.err


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("tidakada", "tidak ada revisi git tidakada"),
        ("tidakada:rules", "tidak ada revisi git tidakada"),
        (":rules", "tidak ada revisi git :rules"),
        ("--output=x", "tidak ada revisi git --output=x"),
        ("satu:lain", None),
        ("satu:tidakada", "di revisi satu tidak ada folder tidakada"),
        ("satu:rules/safety.yaml", "di revisi satu tidak ada folder rules/safety.yaml"),
        ("rules/safety.yaml", "ini berkas"),
    ],
)
def test_what_cannot_be_found_is_said(run: Run, repository: Path, name: str, says: str | None) -> None:
    ran = run("rules", "diff", "--", "rules", name)
    assert ran.out == ""
    if says is None:  # a folder without a rulebook
        assert ran.code == 3
    else:
        assert ran.code == 2
        assert says in ran.err
        english = run("--lang", "en", "rules", "diff", "--", "rules", name)
        assert english.code == 2
        assert says not in english.err
    assert not (repository / "x").exists()


def test_no_repository_and_no_git(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    ran = run("rules", "diff", "HEAD", "HEAD")
    assert ran.code == 2
    assert "tidak ada repositori git" in ran.err
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = run("rules", "diff", "HEAD", "HEAD")
    assert ran.code == 2
    assert "git tidak dapat dijalankan" in ran.err


def test_what_was_brought_out_is_gone_afterwards(repository: Path) -> None:
    with revisions.located("satu") as folder:
        assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
        assert (folder / "safety.yaml").read_bytes() == FILES["safety.yaml"].encode()
    assert not folder.exists()
    with revisions.located(str(repository / "rules")) as given:
        assert given == repository / "rules"
    assert given.exists()

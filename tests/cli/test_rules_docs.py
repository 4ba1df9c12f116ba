"""``triage rules docs``: the book as one file, or on standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click import ClickException

from tests.booklet.pages import Page
from tests.cli.conftest import EXAMPLES, ROOT, Run
from tests.rulebook.small import write
from triage.cli import exits
from triage.cli.rules_docs import docs
from triage.cli.session import Session


def test_writes_the_book_to_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "folder baru" / "buku.html"

    ran = run("rules", "docs", "--output", file)

    assert (ran.code, ran.err, ran.out) == (0, "", f"ditulis: {file}\n")
    page = Page(file.read_text(encoding="utf-8"))
    assert page.wrong == []
    assert "Buku Aturan" in page.text()


def test_prints_the_same_book(run: Run, tmp_path: Path) -> None:
    run("--lang", "en", "rules", "docs", "--output", tmp_path / "book.html")
    ran = run("--lang", "en", "rules", "docs")

    assert ran.code == 0
    assert ran.out == (tmp_path / "book.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in ran.out


def test_another_rulebook(run: Run, tmp_path: Path) -> None:
    ran = run("--rules", write(tmp_path), "rules", "docs")

    assert "Luka dirawat" in Page(ran.out).text("rule-luka-dokter")


def test_a_school_adds_to_what_always_holds(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path)
    own = "invariants:\n  - {id: milik, says: {id: Milik sekolah., en: The school's.}, kind: complete}\n"
    (folder / "invariants.yaml").write_text(own, encoding="utf-8")

    assert "Milik sekolah." in Page(run("--rules", folder, "rules", "docs").out).text("promises")

    (folder / "invariants.yaml").write_text(own.replace("complete", "utuh"), encoding="utf-8")
    ran = run("--rules", folder, "rules", "docs")
    assert ran.code == exits.BAD_RULEBOOK
    assert "invariants.yaml:2:" in ran.err


def test_an_overlay_adds_its_cases_and_promises(run: Run) -> None:
    ran = run("--overlay", EXAMPLES / "overlay-smk-contoh", "rules", "docs")

    page = Page(ran.out)
    assert (ran.code, page.wrong) == (0, [])
    assert "judi-online-selalu-ditangani-bk" in page.text("promises")
    assert "judi-online-sekali" in page.text()


def test_a_terminal_is_not_flooded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    with pytest.raises(ClickException, match=r"--output BERKAS\.html"):
        docs.main([], obj=Session(), standalone_mode=False)


def test_a_broken_example_case_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "safety.cases.yaml").write_text("cases:\n  - name: Bukan Kebab\n", encoding="utf-8")

    ran = run("--rules", folder, "rules", "docs")

    assert ran.code == exits.BAD_RULEBOOK
    assert "safety.cases.yaml:2:" in ran.err
    assert ran.out == ""


def test_without_jinja2_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)

    ran = run("rules", "docs")

    assert ran.code == exits.BAD_INPUT
    assert "pip install 'triage[docs]'" in ran.err


def test_a_place_that_cannot_be_written_is_said_calmly(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    ran = run("rules", "docs", "--output", tmp_path / "file" / "buku.html")

    assert ran.code == exits.BAD_INPUT
    assert "tidak dapat ditulis (" in ran.err


@pytest.mark.parametrize("command", ["schema", "new", "docs"])
def test_help_speaks_both_languages(run: Run, command: str) -> None:
    for lang, word in (("id", "Pemakaian"), ("en", "Usage")):
        ran = run("--lang", lang, "rules", command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert word in ran.out


def test_templates_ship_with_the_package() -> None:
    folder = ROOT / "triage" / "booklet" / "templates"

    assert {path.suffix for path in folder.iterdir()} == {".jinja", ".css"}

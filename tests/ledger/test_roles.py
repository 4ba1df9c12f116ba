"""Who may see what of a case, and what is wrong with a file that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from triage.ledger.agreed import FILE, read_access
from triage.rulebook.model import Rulebook
from triage.rulebook.problems import RulebookProblems

WHOLE = ["case", "decision", "choice", "progress"]
TOLD = {"severity": "berat", "urgency": "segera"}


def case(asker: str = "guru", **facts: str) -> dict[str, object]:
    return {"asker": asker, "problems": [], "facts": facts}


@pytest.mark.parametrize(
    ("asker", "facts", "seen"),
    [
        (
            "guru",
            {},
            {
                "guru_bk": WHOLE,
                "wali_kelas": [],
                "kepala_sekolah": ["decision", "choice", "progress"],
                "auditor": [],
            },
        ),
        (
            "wali_kelas",
            {"konflik_pimpinan": "ya"},
            {
                "guru_bk": WHOLE,
                "wali_kelas": ["case", "decision", "progress"],
                "kepala_sekolah": [],
                "auditor": [],
            },
        ),
        (
            "kepala_sekolah",
            {"konflik_pimpinan": "tidak"},
            {"guru_bk": WHOLE, "wali_kelas": [], "kepala_sekolah": WHOLE, "auditor": []},
        ),
    ],
)
def test_who_sees_a_case(
    book: Rulebook, asker: str, facts: dict[str, str], seen: dict[str, list[str]]
) -> None:
    access = read_access([ROOT / "rules"], book)

    assert access.seen_by(case(asker, **facts), TOLD) == seen


def test_an_auditor_sees_no_case_whatever_is_in_it(book: Rulebook) -> None:
    auditor = read_access([ROOT / "rules"], book).roles["auditor"]

    assert [part for part in ("outside", "statistics", *WHOLE) if auditor.always(part)] == [  # type: ignore[arg-type]
        "outside",
        "statistics",
    ]


def test_the_schools_own_file_comes_first(book: Rulebook, tmp_path: Path) -> None:
    shipped = (ROOT / "rules" / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(shipped.replace("  lain: {id:", "  lain_lain: {id:"), encoding="utf-8")

    assert "lain_lain" in read_access([tmp_path, ROOT / "rules"], book).reasons
    assert "lain" in read_access([tmp_path / "none", ROOT / "rules"], book).reasons


def test_everything_wrong_is_told_with_its_place(book: Rulebook, tmp_path: Path) -> None:
    text = """\
roles:
  guru_bk:
    label: {id: Guru BK, en: Counsellor}
    grants:
      - see: [cse]
        when: {asker: [gru], facts: {senjta: [ya]}}
reasons: {lain: {id: Lain}}
states: {}
"""
    (tmp_path / FILE).write_text(text, encoding="utf-8")

    with pytest.raises(RulebookProblems) as refused:
        read_access([tmp_path], book)

    lines = [problem.line("id") for problem in refused.value.problems]
    assert [line.partition(": ")[0] for line in sorted(lines)] == [
        "ledger.yaml:5:15",
        "ledger.yaml:6:24",
        "ledger.yaml:6:38",
        "ledger.yaml:7:17",
        "ledger.yaml:8:9",
    ]
    assert "case" in lines[0]


def test_no_file_at_all(book: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(RulebookProblems):
        read_access([tmp_path], book)


def test_the_shipped_file_is_no_part_of_the_rulebook() -> None:
    from triage.rulebook.files import read_files

    files, _ = read_files(ROOT / "rules")
    assert FILE not in [file.name for file in files]

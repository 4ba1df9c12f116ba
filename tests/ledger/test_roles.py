"""Who may see what of a case, and what is wrong with a file that says so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ROOT
from triage.ledger.agreed import FILE, read_access
from triage.ledger.opened import Opened
from triage.ledger.roles import shown_to
from triage.rulebook.model import Rulebook
from triage.rulebook.problems import RulebookProblems
from triage.vocabulary.values import replace

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


CASE = case("wali_kelas")
#: A decision, what people did and read on it, and entries that speak of no case; each with words inside.
ENTRIES = [
    Opened(1, datetime(2026, 3, 2, tzinfo=UTC), "decision", "token", body={"case": CASE, "decision": TOLD}),
    *(
        Opened(n, datetime(2026, 3, 2, tzinfo=UTC), kind, "token", refers=1, body={"text": kind})
        for n, kind in enumerate(["choice", "progress", "access"], 2)
    ),
    Opened(5, datetime(2026, 3, 2, tzinfo=UTC), "export", None, body={"format": "csv"}),
]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("guru_bk", {1: ["case", "decision"], 2: ["text"], 3: ["text"], 4: ["text"], 5: ["format"]}),
        ("wali_kelas", {1: ["case", "decision"], 3: ["text"], 4: ["text"]}),
        ("kepala_sekolah", {1: ["decision"], 2: ["text"], 3: ["text"], 4: ["text"], 5: ["format"]}),
        ("auditor", {5: ["format"]}),
    ],
)
def test_what_a_role_is_shown_of_each_entry(book: Rulebook, role: str, seen: dict[int, list[str]]) -> None:
    access = read_access([ROOT / "rules"], book)
    carried = {"case": CASE, "decision": TOLD, "seen_by": access.seen_by(CASE, TOLD)}
    about = replace(ENTRIES[0], body=carried)
    found = {}
    for entry in (about, *ENTRIES[1:]):
        shown = shown_to(access.roles[role], entry, about if entry.kind != "export" else None)
        if shown is not None and shown.body is not None:
            found[shown.seq] = [name for name in shown.body if name != "seen_by"]

    assert found == seen


def test_a_decision_that_carries_nothing_is_shown_to_no_role(book: Rulebook) -> None:
    roles = read_access([ROOT / "rules"], book).roles

    assert [shown_to(role, ENTRIES[0], ENTRIES[0]) for role in roles.values()] == [None] * 4


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

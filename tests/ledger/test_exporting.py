"""Entries as CSV, JSON Lines and a spreadsheet, in which nothing is ever worked out."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.made import choice, decision, progress, told
from triage.ledger.exporting import COLUMNS, OUTER, rows_of, whole, written
from triage.ledger.opened import Opened

openpyxl = pytest.importorskip("openpyxl")

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=x", "  =1+1", "\n=1", "＝1+1", "=cmd|' /C calc'!A0"]
HELP = ("penanganan", "guru_bk", "tangga-sedang")
REPORT = ("wajib_lapor", "polisi", "lapor-polisi")


def filled(row: dict[str, object]) -> dict[str, object]:
    return {name: cell for name, cell in row.items() if cell is not None and name not in OUTER}


def test_a_row_for_each_entry() -> None:
    heavy = told("berat", "segera", [REPORT, HELP], ["senjata"])
    entries = [
        decision(1, "BK-7", heavy, categories=["perundungan"], rulebook="ab", engine=("durable_rules",)),
        choice(
            2, 1, told("berat", "segera", [HELP]), reason_code="sudah_ditangani", by="BK-1", second="KS-1"
        ),
        Opened(3, entries_at(), "decision", "token", erased=True),
    ]

    first, second, third = rows_of(entries)

    assert list(first) == list(COLUMNS)
    assert filled(first) == {
        "ref": "BK-7",
        "asker": "guru",
        "categories": "perundungan",
        "facts": "",
        "severity": "berat",
        "urgency": "segera",
        "lead": "guru_bk",
        "parents": "libatkan",
        "provisional": "ya",
        "tracks": "wajib_lapor polisi; penanganan guru_bk",
        "questions": "senjata",
    }
    assert (first["seq"], first["rulebook"], first["engine"]) == (1, "ab", "durable_rules")
    assert filled(second) == {
        "direction": "down",
        "chosen": "berat segera: penanganan guru_bk",
        "reason_code": "sudah_ditangani",
        "by": "BK-1",
        "second": "KS-1",
    }
    assert filled(third) == {"erased": "ya"}


def entries_at() -> object:
    return decision(1, None).at


@pytest.mark.parametrize("text", EVIL)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    entries = [choice(1, 9, told(), text=text, by=text)]

    (row,) = csv.DictReader(io.StringIO(written(entries, "csv").decode(), newline=""))
    assert row["text"] == row["by"] == f"'{text}"
    sheet = openpyxl.load_workbook(io.BytesIO(written(entries, "xlsx"))).active
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "inlineStr"}
    assert _cell(sheet, "by").startswith("'")
    packed = zipfile.ZipFile(io.BytesIO(written(entries, "xlsx")))
    assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def _cell(sheet: object, column: str) -> str:
    value = list(sheet.iter_rows(values_only=True))[1][COLUMNS.index(column)]  # type: ignore[attr-defined]
    assert isinstance(value, str)
    return value


@given(text=st.text(st.characters(codec="utf-8"), max_size=12))
def test_no_text_becomes_a_formula_or_breaks_a_row(text: str) -> None:
    entries = [choice(1, 9, told(), text=text), progress(2, 9, after=entries_after())]

    rows = list(csv.reader(io.StringIO(written(entries, "csv").decode(), newline="")))
    assert [len(row) for row in rows] == [len(COLUMNS)] * 3
    cell = rows[1][COLUMNS.index("text")]
    assert cell.lstrip()[:1] not in tuple("=+-@")
    assert cell[:1] not in ("\t", "\r")


def entries_after() -> object:
    from datetime import timedelta

    return timedelta(hours=1)


def test_json_lines_are_whole_and_the_same_again() -> None:
    entries = [decision(1, "BK-7"), choice(2, 1, told(), text="=1+1")]

    lines = written(entries, "jsonl").decode().splitlines()

    assert [json.loads(line) for line in lines] == [whole(entry) for entry in entries]
    assert json.loads(lines[1])["body"]["text"] == "=1+1"  # JSON is no spreadsheet
    assert written(entries, "csv") == written(reversed(entries), "csv")


def test_numbers_stay_numbers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written([decision(7, "BK-7")], "xlsx"))).active

    head, row = sheet.iter_rows(values_only=True)
    assert head == COLUMNS
    assert row[0] == 7

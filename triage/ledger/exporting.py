"""Entries as rows for a spreadsheet, or whole as JSON Lines. Nothing in a cell is ever a formula.

Codes and free text are typed by people: a cell that begins like a formula would be worked out by the
spreadsheet that opens it (CSV injection, OWASP), so it gets an apostrophe in front, in every format.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, get_args

from triage.ledger.cases import category_of
from triage.ledger.opened import Opened
from triage.ledger.overriding import overriding

Format = Literal["csv", "jsonl", "xlsx"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

Cell = str | int | None

#: What a spreadsheet takes for the beginning of a formula; spaces before it do not help.
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
#: What no cell may hold: control characters other than tab and line ends.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

#: The columns, in their order. Those of the first group are seen without opening an entry.
OUTER: Final = ("seq", "at", "clock_back", "kind", "subject", "refers", "rulebook", "engine", "program")
INNER: Final = (
    "ref",
    "erased",
    "asker",
    "categories",
    "facts",
    "severity",
    "urgency",
    "lead",
    "parents",
    "provisional",
    "tracks",
    "questions",
    "followed",
    "direction",
    "chosen",
    "reason_code",
    "text",
    "track",
    "step",
    "state",
    "by",
    "second",
    "why",
    "basis",
    "format",
    "count",
)
COLUMNS: Final = (*OUTER, *INNER)


class NoSpreadsheet(Exception):
    """openpyxl is not installed: it comes with the extra ``ledger``."""


def written(entries: Iterable[Opened], format: Format) -> bytes:
    """``entries`` as a file: the same bytes of CSV and JSON Lines for the same entries.

    Raises ``NoSpreadsheet`` for ``xlsx`` without openpyxl.
    """
    if format == "jsonl":
        lines = [json.dumps(whole(entry), ensure_ascii=False, allow_nan=False) for entry in entries]
        return "".join(line + "\n" for line in lines).encode()
    rows = rows_of(entries)
    return _csv(rows) if format == "csv" else _xlsx(rows)


def whole(entry: Opened) -> dict[str, Any]:
    """An entry with everything in it, as a JSON object."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "clock_back": entry.back,
        "kind": entry.kind,
        "subject": entry.subject,
        "refers": entry.refers,
        "rulebook": entry.rulebook,
        "engine": list(entry.engine),
        "program": entry.program,
        "ref": entry.ref,
        "erased": entry.erased,
        "body": None if entry.body is None else dict(entry.body),
    }


def rows_of(entries: Iterable[Opened]) -> list[dict[str, Cell]]:
    """One row an entry, by column, cells already harmless; what does not apply is left empty."""
    found = sorted(entries, key=lambda entry: entry.seq)
    decisions = {one.seq: one.body["decision"] for one in found if one.kind == "decision" and one.body}
    return [{name: _safe(cell) for name, cell in _row(entry, decisions).items()} for entry in found]


def _row(entry: Opened, decisions: Mapping[int, Mapping[str, Any]]) -> dict[str, Cell]:
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row |= {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "clock_back": "ya" if entry.back else None,
        "kind": entry.kind,
        "subject": entry.subject,
        "refers": entry.refers,
        "rulebook": entry.rulebook,
        "engine": " ".join(entry.engine),
        "program": entry.program,
        "ref": entry.ref,
    }
    if entry.body is None:
        return row | {"erased": "ya" if entry.erased else None}
    if entry.kind == "decision":
        return row | _decision(entry.body)
    row |= {name: _plain(value) for name, value in entry.body.items() if name in COLUMNS}
    if entry.kind == "choice":
        chosen = entry.body["chosen"]
        row["chosen"] = f"{chosen['severity']} {chosen['urgency']}: {_tracks(chosen['tracks'])}"
        decision = decisions.get(entry.refers or 0)
        if decision is not None:
            row["direction"] = overriding(decision, chosen).direction
    return row


def _decision(body: Mapping[str, Any]) -> dict[str, Cell]:
    case, decision = body["case"], body["decision"]
    return {
        "by": body.get("recorded_by"),
        "asker": case["asker"],
        "categories": " ".join(category_of(problem) for problem in case["problems"]),
        "facts": " ".join(f"{name}={value}" for name, value in case.get("facts", {}).items()),
        "severity": decision["severity"],
        "urgency": decision["urgency"],
        "lead": decision["lead"],
        "parents": decision["parents"],
        "provisional": _plain(decision["provisional"]),
        "tracks": _tracks(decision["tracks"]),
        "questions": " ".join(question["fact"] for question in decision["questions"]),
    }


def _tracks(tracks: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(f"{track['action']} {track['to']}" for track in tracks)


def _plain(value: Any) -> Cell:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None or isinstance(value, int | str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _safe(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub("�", cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _csv(rows: Sequence[Mapping[str, Cell]]) -> bytes:
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")  # RFC 4180
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode()


def _xlsx(rows: Sequence[Mapping[str, Cell]]) -> bytes:
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise NoSpreadsheet from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet("triage")
    sheet.freeze_panes = "B2"
    sheet.append(list(COLUMNS))
    for row in rows:
        cells = []
        for name in COLUMNS:
            cell = WriteOnlyCell(sheet, row[name])
            if isinstance(row[name], str):
                cell.data_type = "s"  # text, whatever it looks like
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

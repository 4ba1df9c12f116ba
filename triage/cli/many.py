"""Many cases as JSON Lines: read, decided and printed one by one, however long the file is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

import click

from triage.case.model import Case
from triage.cli import exits
from triage.cli.casefile import LARGEST, BadInput, bad, opened, read_line, shown_name
from triage.cli.output import print_json
from triage.cli.recording import Decides, Recording, deciding
from triage.cli.session import Session

_EACH = Recording()


def decide_lines(session: Session, file: str, *, as_json: bool, asked: Recording = _EACH) -> int:
    """Decides every line of ``file``; a bad line is reported on standard error, the rest is served.

    ``asked``: whether each is recorded before it is printed. Answers 0, or 2 if a line was bad, or 4 if
    the engine failed on one.
    """
    with deciding(session, asked) as decides:
        return _lines_decided(session, file, decides, as_json=as_json)


def _lines_decided(session: Session, file: str, decides: Decides, *, as_json: bool) -> int:
    book = session.book
    worst = exits.DECIDED
    stream = opened(file)
    try:
        for number, data in _lines(stream):
            try:
                if data is None:
                    raise bad(f"{shown_name(file)}:{number}", "too_large", limit=LARGEST // 1024)
                case = read_line(shown_name(file), number, data, book)
                code = _decide(session, decides, case, f"{shown_name(file)}:{number}", as_json=as_json)
            except BadInput as error:
                _report(error.lines(session.lang))
                code = exits.BAD_INPUT
            worst = max(worst, code)
    finally:
        if file != "-":
            stream.close()
    if worst == exits.ENGINE_FAILED:
        from triage.cli.failing import meanwhile

        _report(meanwhile(session))
    return worst


def _decide(session: Session, decides: Decides, case: Case, where: str, *, as_json: bool) -> int:
    from triage.deciding.errors import NoPath
    from triage.inference.errors import InferenceError

    try:
        told = decides(case).told
    except (InferenceError, NoPath) as error:
        _report([f"{where}: {error.said(session.lang)}"])
        return exits.ENGINE_FAILED
    if as_json:
        print_json(told, compact=True)
    else:
        from triage.cli.decision_page import summary

        click.echo(f"{where.rpartition(':')[2]}: {summary(session, told)}")
    return exits.DECIDED


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, numbered from 1; None for one longer than a case may be."""
    number = 0
    while data := stream.readline(LARGEST + 2):
        number += 1
        if len(data) > LARGEST and not data.endswith(b"\n"):
            while data and not data.endswith(b"\n"):
                data = stream.readline(LARGEST)
            yield number, None
        elif data.strip():
            yield number, data


def _report(lines: list[str]) -> None:
    sys.stdout.flush()
    click.echo("\n".join(lines), err=True)

"""What a check found as SARIF 2.1.0, which editors and CI show at the line it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from triage.case.reading import as_data, in_one_line
from triage.rulebook.model import Place
from triage.rulebook.problems import Problem
from triage.verify.flaws import KINDS, Flaw
from triage.vocabulary.closed import Lang

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(
    flaws: Iterable[Flaw],
    version: str,
    folders: Mapping[str, Path],
    lang: Lang = "id",
    problems: Iterable[Problem] = (),
) -> dict[str, Any]:
    """One run with one result per flaw, and per problem of a rulebook that does not load.

    ``folders``: the rulebook's under ``""``, those of overlays under their names. Paths are relative to
    the folder the command runs in, where they can be.
    """
    unread = list(problems)
    kinds = [*KINDS, *dict.fromkeys(problem.kind for problem in unread)]
    results = [_flaw(flaw, lang, folders) for flaw in flaws]
    results += [_result(one.kind, one.line(lang), one.place, folders) for one in unread]
    for result in results:
        result["ruleIndex"] = kinds.index(result["ruleId"])
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "triage rules check",
                        "version": version,
                        "rules": [{"id": kind} for kind in kinds],
                    }
                },
                "invocations": [{"executionSuccessful": not unread}],
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _flaw(flaw: Flaw, lang: Lang, folders: Mapping[str, Path]) -> dict[str, Any]:
    if flaw.witness is None:
        return _result(flaw.kind, flaw.said(lang), flaw.place, folders)
    said = f"{flaw.said(lang)} {in_one_line(flaw.witness)}"
    case = {"properties": {"witness": as_data(flaw.witness)}}
    return _result(flaw.kind, said, flaw.place, folders) | case


def _result(kind: str, said: str, place: Place, folders: Mapping[str, Path]) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    where = {"artifactLocation": {"uri": _uri(place.file, folders)}, "region": region}
    return {
        "ruleId": kind,
        "level": "error",
        "message": {"text": said},
        "locations": [{"physicalLocation": where}],
    }


def _uri(file: str, folders: Mapping[str, Path]) -> str:
    overlay, slash, rest = file.partition("/")
    name = rest if slash else file
    path = (folders.get(overlay if slash else "", Path(overlay)) / name).absolute()
    here = Path.cwd()
    if path.is_relative_to(here):
        return quote(path.relative_to(here).as_posix())
    return path.as_uri()

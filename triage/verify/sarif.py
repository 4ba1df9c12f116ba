"""Flaws as SARIF 2.1.0, which editors and CI show at the line they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from triage.verify.flaws import Flaw, Kind
from triage.vocabulary.closed import Lang

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(flaws: Iterable[Flaw], version: str, lang: Lang = "id", folder: str = "rules") -> dict[str, Any]:
    """One run with one result per flaw; paths are relative to the folder above ``folder``."""
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "triage rules check",
                        "version": version,
                        "rules": [{"id": kind} for kind in get_args(Kind)],
                    }
                },
                "results": [_result(flaw, lang, folder) for flaw in flaws],
            }
        ],
    }


def _result(flaw: Flaw, lang: Lang, folder: str) -> dict[str, Any]:
    return {
        "ruleId": flaw.kind,
        "level": "error",
        "message": {"text": flaw.said(lang)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": f"{folder}/{flaw.place.file}"},
                    "region": {"startLine": flaw.place.line, "startColumn": flaw.place.column},
                }
            }
        ],
    }

"""What ``triage rules test --json`` prints: ``triage.rules-test/1``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from triage.case.model import Case
from triage.cli.session import Session
from triage.verify.coverage import Coverage, Figure, Gap, ready_vignettes
from triage.verify.covering.search import Never, Pathless, Unknown
from triage.verify.running import Result

SCHEMA = "triage.rules-test/1"


def report(
    session: Session, results: Sequence[Result], coverage: Coverage | None, threshold: float | None
) -> dict[str, Any]:
    """Everything as plain data. ``coverage`` is null where it was not measured."""
    failed = [result for result in results if not result.passed]
    return {
        "schema": SCHEMA,
        "ruleset": {"version": session.book.version, "sha256": session.book.sha256},
        "total": len(results),
        "passed": len(results) - len(failed),
        "failed": [_failed(session, result) for result in failed],
        "coverage": None if coverage is None else _coverage(session, results, coverage, threshold),
    }


def _failed(session: Session, result: Result) -> dict[str, Any]:
    return {
        "name": result.vignette.name,
        "at": str(result.vignette.place),
        "failure": result.failure.said(session.lang) if result.failure is not None else None,
        "differences": [
            {
                "key": one.key,
                "expected": list(one.expected),
                "found": list(one.found),
                "missing": list(one.missing),
                "surplus": list(one.surplus),
            }
            for one in result.differences
        ],
        "overridden": dict(result.overridden),
    }


def _coverage(
    session: Session, results: Sequence[Result], coverage: Coverage, threshold: float | None
) -> dict[str, Any]:
    taken = [result.vignette.name for result in results]
    ready = ready_vignettes(session.book, coverage, session.advisor.decide, taken)
    return {
        "rules": _figure(coverage.of_rules),
        "conditions": _figure(coverage.of_conditions),
        "threshold": threshold,
        "reached": threshold is None or coverage.reaches(threshold),
        "open": [_open(gap, n, ready) for n, gap in enumerate(coverage.gaps) if gap.closable],
        "cannot_decide_alone": [
            {**_named(gap), "why": gap.found.kind, "because_of": list(gap.found.rules)}
            for gap in coverage.never
            if isinstance(gap.found, Never)
        ],
        "covered": [
            {
                "rule": one.rule.id,
                "by": one.by,
                "conditions": {covered.atom.key: covered.by for covered in one.atoms},
            }
            for one in coverage.rules
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"covered": figure.covered, "total": figure.total, "percent": figure.percent}


def _open(gap: Gap, n: int, ready: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    kinds = {Case: "case", Never: "never", Pathless: "pathless", Unknown: "not_found"}
    name, text = ready.get(n if gap.same is None else gap.same, (None, None))
    return {
        **_named(gap),
        "reason": gap.reason,
        "found": kinds[type(gap.found)],
        "vignette": name,
        "yaml": text if gap.same is None else None,
    }


def _named(gap: Gap) -> dict[str, Any]:
    return {
        "rule": gap.rule.id,
        "condition": gap.atom.key if gap.atom is not None else None,
        "at": str(gap.rule.place),
    }

"""Cases, drills and records written in one line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from triage.case.model import Case, Problem
from triage.training.model import Answer, Drill, Judgement, Miss, Path
from triage.training.records import Answered

MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
REPORT = Path("berat", "wajib_lapor", "polisi")
CONFERENCE = Path("berat", "konferensi_kasus", "guru_bk")
CLASS_TEACHER = Path("ringan", "penanganan", "wali_kelas")

#: Whether severity, action and party are right in an answer of each kind.
_PARTS: dict[Miss, tuple[bool, bool, bool]] = {
    "tepat": (True, True, True),
    "kurang": (False, False, False),
    "lebih": (True, False, False),
    "lain": (True, True, False),
}
_WEIGHTS: dict[Miss, float] = {"tepat": 0.0, "kurang": 1.0, "lebih": 0.4, "lain": 0.2}


def case_of(asker: str, *categories: str, **facts: Any) -> Case:
    problems = tuple(Problem(category) for category in sorted(categories))
    return Case(asker, problems, tuple(sorted(facts.items())))


def drill_of(
    case: Case, pair: Case | None = None, differs: str = "", *, id: str = "d", card: str = "c"
) -> Drill:
    return Drill(id, card, case, "Siswa A …", pair, differs, "generated")


def answered(
    miss: Miss = "tepat",
    *,
    card: str = "c",
    drill: str = "d",
    number: int = 0,
    days: float = 0,
    session: str = "s",
    given: Path = CONFERENCE,
    key: Path = CONFERENCE,
    confidence: int = 3,
    reason: bool = True,
    **more: Any,
) -> Answered:
    """An answer of a kind, ``days`` after a certain Monday."""
    judgement = Judgement(*_PARTS[miss], reason, miss, more.pop("misread", ()), _WEIGHTS[miss])
    known: dict[str, Any] = {
        "rules": ("rule-a",),
        "categories": ("membolos",),
        "danger": False,
        "pairs": (),
        "tool": False,
        "rests": (),
    }
    return Answered(
        at=MONDAY + timedelta(days=days),
        session=session,
        number=number,
        drill=drill,
        card=card,
        key=key,
        answer=Answer(given, "", confidence),
        judgement=judgement,
        **{**known, **more},
    )

"""The closed sets of the contract: values the code may know by name, each with its order.

Everything else (categories, facts, parties, wording) is open and read from the rulebook.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Severity = Literal["ringan", "sedang", "berat"]
Urgency = Literal["rutin", "segera", "darurat"]
Parents = Literal["libatkan", "tunda", "jangan"]
Answer = Literal["ya", "tidak", "tidak_tahu"]
Action = Literal[
    "darurat",
    "wajib_lapor",
    "konferensi_kasus",
    "alih_tangan_kasus",
    "penanganan",
    "pendampingan",
    "konsultasi",
    "pencegahan",
]
Lang = Literal["id", "en"]

SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
URGENCIES: Final[tuple[Urgency, ...]] = get_args(Urgency)
PARENTS: Final[tuple[Parents, ...]] = get_args(Parents)
ANSWERS: Final[tuple[Answer, ...]] = get_args(Answer)
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)
LANGS: Final[tuple[Lang, ...]] = get_args(Lang)

#: ``order`` of each action in a decision, 1 (first) to 8 (last).
ACTION_ORDER: Final[dict[Action, int]] = {action: n for n, action in enumerate(ACTIONS, 1)}
SEVERITY_RANK: Final[dict[Severity, int]] = {value: n for n, value in enumerate(SEVERITIES)}
URGENCY_RANK: Final[dict[Urgency, int]] = {value: n for n, value in enumerate(URGENCIES)}
PARENTS_RANK: Final[dict[Parents, int]] = {value: n for n, value in enumerate(PARENTS)}

UNKNOWN: Final = "tidak_tahu"

#: What may happen to a requirement of a track, weakest first: needed as written; waiting for an
#: answer that holds the track; refused but not holding it; done afterwards; gone.
RequirementState = Literal["perlu", "menunggu", "tidak_menahan", "menyusul", "gugur"]
REQUIREMENT_STATES: Final[tuple[RequirementState, ...]] = get_args(RequirementState)
#: The states that waive: the track does not wait for the requirement, and the reason is printed.
WAIVED_STATES: Final[frozenset[RequirementState]] = frozenset({"menyusul", "gugur"})

#: Where a party stands; ``luar`` parties receive an ATK outside the school.
Standing = Literal["dalam", "luar", "lapor", "darurat"]
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)

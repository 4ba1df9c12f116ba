"""A recorded decision as a value again, so that it can be compared with one made today."""

from __future__ import annotations

from typing import Any

from triage.decision.model import (
    DecidedRequirement,
    DecidedStep,
    Decision,
    Question,
    Track,
)
from triage.ledger.opened import Json


def retold(told: Json) -> Decision:
    """The decision in ``told`` (``triage.decision/1``): all that is compared of decisions.

    Not what only explains it: justification, rejected rules, what each answer would change, and the
    procedures that steps come from.
    """
    return Decision(
        severity=told["severity"],
        urgency=told["urgency"],
        lead=told["lead"],
        parents=told["parents"],
        provisional=told["provisional"],
        notices=tuple(told["notices"]),
        tracks=tuple(_track(track) for track in told["tracks"]),
        questions=tuple(Question(one["fact"], one["danger"], ()) for one in told["questions"]),
        justification=(),
        rejected=(),
        ruleset=(told["ruleset"]["version"], told["ruleset"]["sha256"]),
        engine=tuple(told["engine"]["evaluators"]),
    )


def _track(track: Json) -> Track:
    return Track(
        action=track["action"],
        to=track["to"],
        order=track["order"],
        rules=tuple(track["rules"]),
        steps=tuple(_step(step) for step in track["steps"]),
        requires=tuple(_requirement(one) for one in track["requires"]),
        waived=tuple(_requirement(one) for one in track["waived"]),
        documents=tuple(one["id"] for one in track["documents"]),
    )


def _step(step: dict[str, Any]) -> DecidedStep:
    return DecidedStep("", step["id"], tuple(step["who"]), step["by"], step["phase"], step["faces_parents"])


def _requirement(one: dict[str, Any]) -> DecidedRequirement:
    return DecidedRequirement(one["id"], one["state"], one.get("rule"))

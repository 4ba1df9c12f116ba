"""Severity and urgency in words that never sound calmer or surer than what is known."""

from __future__ import annotations

from typing import Any

from triage.cli.labels import Labels
from triage.cli.session import Session


def danger_open(told: dict[str, Any]) -> list[str]:
    """The danger facts of a told decision that are still open."""
    return [question["fact"] for question in told["questions"] if question["danger"]]


def calm_for_now(told: dict[str, Any]) -> bool:
    """Whether the decision is the calmest there is only because a danger fact is open."""
    return told["severity"] == "ringan" and bool(danger_open(told))


def severity(session: Session, labels: Labels, value: str, *, dangers: bool) -> str:
    """A severity; the calmest is never said bare while a danger fact is open."""
    word = labels.of("severity", value)
    return session.say("for_now", severity=word) if dangers and value == "ringan" else word


def verdict(session: Session, labels: Labels, told: dict[str, Any]) -> str:
    """``BERAT · SEGERA · SARAN SEMENTARA``."""
    parts = [severity(session, labels, told["severity"], dangers=bool(danger_open(told)))]
    parts.append(labels.of("urgency", told["urgency"]))
    if told["provisional"] and not calm_for_now(told):
        parts.append(session.say("provisional_mark"))
    return " · ".join(parts).upper()


def make_sure(session: Session, labels: Labels, told: dict[str, Any]) -> str:
    """``Pastikan dulu: …``, naming the open danger facts; empty if none is open."""
    facts = "; ".join(labels.variable(fact) for fact in danger_open(told))
    return f"{session.say('make_sure')} {facts}." if facts else ""

"""What an evaluator answers: which rules fired, and what followed, layer by layer."""

from __future__ import annotations

from msgspec import Struct

from triage.vocabulary.closed import Action, Parents, Severity, Urgency


class Firing(Struct, frozen=True):
    """Rule ``rule`` held for ``problem`` (None: for the case). ``by``: the rule overriding it."""

    rule: str
    problem: str | None
    by: str | None = None


class Inference(Struct, frozen=True):
    """The whole closure of one case, in canonical order, so that two evaluators can be compared.

    ``firings`` are sorted by the rule's position in the rulebook, then by problem; those with
    ``by`` set concluded nothing. ``facts`` are those set by rules; ``grades`` give per category
    its severity before and after facts; the rest are the conclusions of the case.
    """

    firings: tuple[Firing, ...]
    facts: tuple[str, ...]
    grades: tuple[tuple[str, Severity, Severity], ...]
    severity: Severity
    urgency: Urgency
    parents: Parents
    lead: str | None
    provisional: bool
    tracks: frozenset[tuple[Action, str]]
    notices: frozenset[str]
    findings: frozenset[str]

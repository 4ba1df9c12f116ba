"""Who may see what of a recorded case, and the codes a school uses in its ledger (read by ``agreed``).

What is granted is what a surface shows to a role; against somebody who holds the passphrase it
protects nothing, and it does not claim to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from triage.ledger.opened import Json, Opened
from triage.vocabulary.closed import UNKNOWN
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

#: What may be seen. The first four stand inside entries; ``outside`` is number, time and kind.
Part = Literal["case", "decision", "choice", "progress", "outside", "statistics"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
#: The parts that speak of one student.
OF_CASES: Final[frozenset[Part]] = frozenset({"case", "decision", "choice", "progress"})


@dataclass(frozen=True, slots=True)
class Which:
    """Which cases are meant: each of the sets that is not empty must hold the case's value."""

    asker: frozenset[str] = frozenset()
    severity: frozenset[str] = frozenset()
    urgency: frozenset[str] = frozenset()
    facts: tuple[tuple[str, frozenset[str]], ...] = ()

    def holds(self, case: Json, decision: Json) -> bool:
        """Whether ``case`` with ``decision`` is meant; a fact that is not stated is not known."""
        facts = case.get("facts", {})
        return (
            (not self.asker or case["asker"] in self.asker)
            and (not self.severity or decision["severity"] in self.severity)
            and (not self.urgency or decision["urgency"] in self.urgency)
            and all(facts.get(name, UNKNOWN) in values for name, values in self.facts)
        )


@dataclass(frozen=True, slots=True)
class Grant:
    """``parts`` may be seen where ``when`` holds (None: everywhere) and ``unless`` does not."""

    parts: frozenset[Part]
    when: Which | None = None
    unless: Which | None = None

    def given(self, case: Json, decision: Json) -> bool:
        """Whether the grant holds for a case."""
        if self.when is not None and not self.when.holds(case, decision):
            return False
        return self.unless is None or not self.unless.holds(case, decision)


@dataclass(frozen=True, slots=True)
class Role:
    """A role with what it is called and granted."""

    id: str
    label: Text
    grants: tuple[Grant, ...]

    def sees(self, case: Json, decision: Json) -> tuple[Part, ...]:
        """What the role may see of a case, in a fixed order."""
        given = {part for grant in self.grants if grant.given(case, decision) for part in grant.parts}
        return tuple(part for part in PARTS if part in given)

    def always(self, part: Part) -> bool:
        """Whether the role may see ``part`` whatever the case; of what is of no case, whether at all."""
        return any(part in grant.parts and not grant.when and not grant.unless for grant in self.grants)


@dataclass(frozen=True, slots=True)
class Access:
    """The roles, the reasons for not following advice, and the states of a step, by their codes."""

    roles: Mapping[str, Role]
    reasons: Mapping[str, Text]
    states: Mapping[str, Text]

    def seen_by(self, case: Json, decision: Json) -> dict[str, list[str]]:
        """What of a case each role may see; this is recorded with the decision."""
        return {
            role.id: [part for part in role.sees(case, decision) if part in OF_CASES]
            for role in self.roles.values()
        }


def shown_to(role: Role, entry: Opened, about: Opened | None) -> Opened | None:
    """``entry`` as ``role`` may see it, by what was granted when its decision was recorded; None: not at all.

    ``about``: the decision that it is or speaks of; None where it speaks of none. That a case was read, and
    what for, is seen by whoever sees the decision.
    """
    if about is None or about.body is None:
        return entry if role.always("outside") else None
    seen = about.body.get("seen_by", {}).get(role.id, ())
    if (entry.kind if entry.kind in OF_CASES else "decision") not in seen:
        return None
    if entry.kind != "decision" or "case" in seen:
        return entry
    return replace(entry, body={name: value for name, value in about.body.items() if name != "case"})

"""What can be wrong with a rulebook that loads: each flaw with its place and one concrete case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from triage.case.model import Case
from triage.rulebook.model import Place
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

Kind = Literal[
    "never-fires",
    "always-overridden",
    "shadowed",
    "against",
    "no-lead",
    "nobody-acts",
    "dead-override",
    "invariant",
    "unread-fact",
    "placeholder",
    "review-overdue",
    "skipped",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_SAID: Final[Mapping[Kind, Text]] = {
    "never-fires": Text(
        "aturan {rule} tidak pernah berlaku pada kasus apa pun.", "rule {rule} can never fire in any case."
    ),
    "always-overridden": Text(
        "aturan {rule} selalu dikalahkan oleh {other}; ia tidak pernah menentukan apa pun.",
        "rule {rule} is always overridden by {other}; it never decides anything.",
    ),
    "shadowed": Text(
        "aturan {rule} tertutup oleh {other} ({other_at}): setiap kali ia berlaku, {other} sudah menyimpulkan"
        " hal yang sama.",
        "rule {rule} is shadowed by {other} ({other_at}): whenever it fires, {other} already concludes"
        " the same.",
    ),
    "against": Text(
        "aturan {rule} dan {other} ({other_at}) menyimpulkan {what} yang berlawanan tanpa overrides.",
        "rules {rule} and {other} ({other_at}) conclude against each other on {what} without an override.",
    ),
    "no-lead": Text(
        "ada kasus tanpa pemimpin: tidak ada aturan yang menunjuk lead.",
        "a case without a lead: no rule names one.",
    ),
    "nobody-acts": Text(
        "ada kasus tanpa siapa pun yang bertindak bagi siswa.", "a case in which nobody acts for the student."
    ),
    "dead-override": Text(
        "overrides pada aturan {rule} terhadap {other} ({other_at}) tidak pernah berpengaruh.",
        "the override of {other} ({other_at}) by rule {rule} never matters.",
    ),
    "invariant": Text("invarian {rule} dilanggar: {what}", "invariant {rule} fails: {what}"),
    "unread-fact": Text("fakta {rule} tidak dibaca aturan mana pun.", "no rule reads the fact {rule}."),
    "placeholder": Text(
        "aturan {rule} aktif, tetapi masih berisi teks kerangka: {what}.",
        "rule {rule} is active but still holds text of the scaffold: {what}.",
    ),
    "review-overdue": Text(
        "aturan {rule} terakhir ditinjau {what}; sudah lewat waktunya.",
        "rule {rule} was last reviewed on {what}; a review is overdue.",
    ),
    "skipped": Text("pemeriksaan {rule} tidak selesai: {what}", "check {rule} was not completed: {what}"),
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw. ``rule`` names what it is about (a rule, an invariant, a fact).

    ``other`` and ``other_at`` name the second rule and its place; ``what`` says more in words that
    stand in the rulebook; ``witness`` is a case that anybody can decide again, with the flaw in it.
    """

    kind: Kind
    place: Place
    rule: str
    other: str = ""
    other_at: str = ""
    what: Text = field(default=Text("", ""))
    witness: Case | None = None

    def said(self, lang: Lang = "id") -> str:
        """One sentence, without the place and the witness."""
        return (
            _SAID[self.kind]
            .said(lang)
            .format(rule=self.rule, other=self.other, other_at=self.other_at, what=self.what.said(lang))
        )

    @property
    def order(self) -> tuple[Place, str, str, str]:
        """By place, then kind: the order in which people read them."""
        return (self.place, self.kind, self.rule, self.other)

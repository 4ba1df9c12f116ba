"""A rulebook as immutable values: rules, procedures, sources, with the place of each.

The YAML form is described in ``docs/rules.md``; ``triage.rulebook.loading`` builds these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from triage.vocabulary.closed import Action, Answer, Parents, RequirementState, Severity, Urgency
from triage.vocabulary.open import Vocabulary
from triage.vocabulary.text import Text

#: Strata of inference, in the order they are worked off. A rule reads only what earlier layers
#: concluded; inside a layer order cannot matter.
Layer = Literal["implied", "grade", "raise", "substance", "case", "path", "procedure"]
LAYERS: tuple[Layer, ...] = ("implied", "grade", "raise", "substance", "case", "path", "procedure")
LAYER_INDEX: Mapping[Layer, int] = {layer: n for n, layer in enumerate(LAYERS)}

Basis = Literal["sumber", "praktik"]


class Place(Struct, frozen=True, order=True, array_like=True):
    """Where something stands: file (relative to the rulebook's folder), line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Citation(Struct, frozen=True, array_like=True):
    """A few words (``term``) that stand in a section of a source."""

    ref: str
    section: str
    term: str


class Condition(Struct, frozen=True, array_like=True):
    """``when``: all parts must hold. None or empty means the part is not asked.

    ``problem`` makes the rule speak of one problem at a time (``any_problem``: of each);
    ``attributes``, ``peran``, ``base`` and ``grade`` then speak of that same problem.
    ``facts`` values are subsets of ya, tidak, tidak_tahu; attribute values may hold tidak_tahu.
    ``tracks`` maps an action to the parties of which one must be there (None: any party).
    """

    problem: frozenset[str] | None = None
    any_problem: bool = False
    attributes: tuple[tuple[str, frozenset[str]], ...] = ()
    peran: frozenset[str] | None = None
    base: frozenset[Severity] | None = None
    grade: frozenset[Severity] | None = None
    facts: tuple[tuple[str, frozenset[Answer]], ...] = ()
    asker: frozenset[str] | None = None
    severity: frozenset[Severity] | None = None
    urgency: frozenset[Urgency] | None = None
    parents: frozenset[Parents] | None = None
    tracks: tuple[tuple[Action, frozenset[str] | None], ...] = ()
    notices: tuple[str, ...] = ()
    findings: tuple[tuple[str, bool], ...] = ()

    @property
    def of_a_problem(self) -> bool:
        """Whether the rule is tried once per problem rather than once per case."""
        return self.any_problem or self.problem is not None


class Demand(Struct, frozen=True, array_like=True):
    """What a rule says of a requirement: its state, for the tracks it names (empty: for all)."""

    requirement: str
    state: RequirementState
    tracks: tuple[tuple[Action, frozenset[str] | None], ...]


class Conclusion(Struct, frozen=True, array_like=True):
    """``then``: what follows. Only ever adds: maxima and unions.

    ``severity`` is the grade of the problem before facts; ``severity_at_least`` raises (in layer
    ``raise`` the problem, or every problem for a rule of the case; in layer ``case`` the case).
    ``facts`` are read as ya where the case leaves them unknown; a stated tidak prevails.
    """

    facts: tuple[str, ...] = ()
    severity: Severity | None = None
    severity_at_least: Severity | None = None
    urgency_at_least: Urgency | None = None
    tracks: tuple[tuple[Action, str], ...] = ()
    notices: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    parents: Parents | None = None
    lead: str | None = None
    provisional: bool = False
    requirements: tuple[Demand, ...] = ()


class Rule(Struct, frozen=True, array_like=True):
    """One rule. ``overrides`` name rules of the same layer whose conclusions it takes back."""

    id: str
    layer: Layer
    title: Text
    status: Literal["draft", "active", "retired"]
    when: Condition
    then: Conclusion
    overrides: tuple[str, ...]
    because: Text
    basis: Basis
    codes: tuple[str, ...]
    sources: tuple[Citation, ...]
    dissent: tuple[Citation, ...]
    reviewed: tuple[str, str] | None
    place: Place


class Prohibition(Struct, frozen=True, array_like=True):
    """A track that no rule may ever conclude, and why."""

    id: str
    action: Action
    to: str
    title: Text
    because: Text
    basis: Basis
    codes: tuple[str, ...]
    sources: tuple[Citation, ...]
    dissent: tuple[Citation, ...]
    instead: tuple[tuple[Action, str], ...]
    place: Place


class Guard(Struct, frozen=True, array_like=True):
    """Findings that must all be there, and findings of which none may be."""

    if_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def open(self, findings: frozenset[str]) -> bool:
        """Whether the guarded part belongs to a decision with these findings."""
        return findings.issuperset(self.if_) and findings.isdisjoint(self.unless)


class Item(Struct, frozen=True, array_like=True):
    """A requirement or a document: something a track needs or leaves behind."""

    id: str
    text: Text
    faces_parents: bool
    basis: Basis
    codes: tuple[str, ...]
    sources: tuple[Citation, ...]
    place: Place


class Step(Struct, frozen=True, array_like=True):
    """One step: what is done, by whom, by when.

    ``serves`` names the requirement the step fulfils: a waiver moves the step behind the pivot
    (``menyusul``) or drops it (``gugur``). ``pivot`` marks the act itself (the hand-over);
    ``secures_home`` the step that makes sure of the home; ``service`` a procedure chosen here.
    """

    id: str
    text: Text
    who: tuple[str, ...]
    by: str
    faces_parents: bool
    serves: str | None
    pivot: bool
    secures_home: bool
    service: str | None
    guard: Guard
    basis: Basis
    codes: tuple[str, ...]
    sources: tuple[Citation, ...]
    place: Place


class Procedure(Struct, frozen=True, array_like=True):
    """Steps, requirements and documents for the tracks in ``of``; a service has no tracks.

    ``requires`` and ``documents`` pair the id of an item with its guard.
    """

    id: str
    title: Text
    of: tuple[tuple[Action, frozenset[str]], ...]
    criteria: tuple[Text, ...]
    faces_parents: bool
    steps: tuple[Step, ...]
    requires: tuple[tuple[str, Guard], ...]
    documents: tuple[tuple[str, Guard], ...]
    basis: Basis
    codes: tuple[str, ...]
    sources: tuple[Citation, ...]
    place: Place


class Source(Struct, frozen=True, array_like=True):
    """A seed document: its file, what it is, how far to trust it, and where its sections start.

    ``sections`` maps a section's name to the words with which it begins in the file.
    """

    id: str
    title: Text
    file: str
    grade: Text
    sections: Mapping[str, str]
    place: Place


class Contact(Struct, frozen=True, array_like=True):
    """A way to reach a party; never the only step.

    ``reach`` is a number or address, None for a place one goes to; ``last_verified`` is the date of
    the newest text that states it, None where there is nothing to date.
    """

    party: str
    name: Text
    reach: str | None
    note: Text | None
    last_verified: str | None
    source: str
    place: Place


class Rulebook(Struct, frozen=True, array_like=True):
    """A whole rulebook that passed every check. ``sha256`` is taken over all its files."""

    version: str
    sha256: str
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    prohibitions: tuple[Prohibition, ...]
    requirements: Mapping[str, Item]
    documents: Mapping[str, Item]
    procedures: tuple[Procedure, ...]
    sources: Mapping[str, Source]
    contacts: tuple[Contact, ...]

    def rule(self, id: str) -> Rule | None:
        """The rule with this id, or None."""
        return next((rule for rule in self.rules if rule.id == id), None)

    def prohibition(self, action: Action, to: str) -> Prohibition | None:
        """The prohibition of this track, or None."""
        return next((no for no in self.prohibitions if (no.action, no.to) == (action, to)), None)

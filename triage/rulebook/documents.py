"""The form of each file of a rulebook, for reading it and for the editor's JSON Schema."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from triage.rulebook.fields import (
    STATUSES,
    ActionOf,
    AnswerOf,
    AskerOf,
    BasisOf,
    CategoryOf,
    CitationForm,
    Code,
    Date,
    FactOf,
    FindingOf,
    KebabId,
    Name,
    NoticeOf,
    ParentsOf,
    PartyOf,
    RequirementOf,
    RoleOf,
    SeverityOf,
    Snake,
    StateOf,
    Token,
    UrgencyOf,
    YesNo,
)
from triage.rulebook.forms import Filled, Form, Many, Maybe, OneOrMany, OneOrManyOrAny, Some, TextForm
from triage.rulebook.model import LAYERS, Place
from triage.rulebook.nodes import Word
from triage.rulebook.scalars import Known, OneOf, Shaped
from triage.rulebook.vocabulary_forms import VocabularyDocument

# --- rule files ------------------------------------------------------------------------------------


class ConditionForm(Form):
    """When a rule holds: all parts must."""

    problem: OneOrManyOrAny[CategoryOf] | None = None
    attributes: Annotated[dict[Token, OneOrMany[Token]], Filled()] = Field(default_factory=dict)
    peran: OneOrMany[RoleOf] | None = None
    """The role as read, after ``role_read_as``."""
    base: OneOrMany[SeverityOf] | None = None
    """This problem's severity before facts."""
    grade: OneOrMany[SeverityOf] | None = None
    """This problem's severity after facts."""
    facts: Annotated[dict[FactOf, OneOrMany[AnswerOf]], Filled()] = Field(default_factory=dict)
    asker: OneOrMany[AskerOf] | None = None
    severity: OneOrMany[SeverityOf] | None = None
    urgency: OneOrMany[UrgencyOf] | None = None
    parents: OneOrMany[ParentsOf] | None = None
    tracks: Annotated[dict[ActionOf, OneOrManyOrAny[PartyOf]], Filled()] = Field(default_factory=dict)
    notices: OneOrMany[NoticeOf] | None = None
    findings: Annotated[dict[FindingOf, Annotated[Word, OneOf(("ya", "tidak"))]], Filled()] = Field(
        default_factory=dict
    )


class ConclusionForm(Form):
    """What follows. Only ever adds."""

    facts: OneOrMany[FactOf] | None = None
    severity: SeverityOf | None = None
    severity_at_least: SeverityOf | None = None
    urgency_at_least: UrgencyOf | None = None
    tracks: Annotated[dict[ActionOf, OneOrMany[PartyOf]], Filled()] = Field(default_factory=dict)
    notices: OneOrMany[NoticeOf] | None = None
    findings: OneOrMany[FindingOf] | None = None
    parents: ParentsOf | None = None
    lead: PartyOf | None = None
    provisional: YesNo = False
    requirements: Annotated[dict[RequirementOf, StateOf], Filled()] = Field(default_factory=dict)
    """In which state a requirement then stands."""
    of: Annotated[dict[ActionOf, OneOrManyOrAny[PartyOf]], Filled()] = Field(default_factory=dict)
    """Only with ``requirements``: for which tracks."""


class RuleLogic(Form):
    """What of a rule the engine reads."""

    id: KebabId
    layer: Annotated[Word, OneOf(LAYERS)]
    status: Annotated[Word, OneOf(STATUSES)] = Word("active", Place("", 1, 1))
    when: ConditionForm
    then: ConclusionForm
    overrides: Some[Annotated[Word, Known("rules")]] = Field(default_factory=list)


class ReviewForm(Form):
    """Who, by their code, read the rule as a counsellor, and when."""

    by: Annotated[Word, Shaped("not-a-reviewer", r"[A-Za-z0-9._-]{1,32}", 32)]
    on: Date


class RuleForm(RuleLogic):
    """One rule."""

    title: TextForm
    because: TextForm
    """Why the rule holds, in our own words."""
    basis: BasisOf
    codes: Many[Code]
    sources: Some[CitationForm] = Field(default_factory=list)
    dissent: Some[CitationForm] = Field(default_factory=list)
    reviewed: Maybe[ReviewForm] = None


class ProhibitionForm(Form):
    """A track that no rule may ever conclude."""

    id: KebabId
    action: ActionOf
    to: PartyOf
    title: TextForm
    because: TextForm
    basis: BasisOf
    codes: Many[Code]
    sources: Some[CitationForm] = Field(default_factory=list)
    dissent: Some[CitationForm] = Field(default_factory=list)
    instead: dict[ActionOf, OneOrMany[PartyOf]] = Field(default_factory=dict)


class RulesDocument(Form):
    """A file of rules."""

    rules: Many[RuleForm]
    prohibitions: Many[ProhibitionForm] = Field(default_factory=list)


# --- procedures.yaml -------------------------------------------------------------------------------


class GuardedForm(Form):
    """Something that belongs to a decision only with certain findings."""

    if_: Many[FindingOf] = Field(default_factory=list, alias="if")
    """All of these must be there."""
    unless: Many[FindingOf] = Field(default_factory=list)
    """None of these may be there."""


class RequirementUse(GuardedForm):
    """A requirement of a procedure, alone or with the findings that call for it."""

    short = "use"

    use: RequirementOf


class DocumentUse(GuardedForm):
    """A document of a procedure, alone or with the findings that call for it."""

    short = "use"

    use: Annotated[Word, Known("documents")]


class ItemForm(Form):
    """A requirement or a document."""

    text: TextForm
    faces_parents: YesNo = False
    basis: BasisOf
    codes: Many[Code]
    sources: Some[CitationForm] = Field(default_factory=list)


class StepForm(GuardedForm):
    """One step: what is done, by whom, by when."""

    id: KebabId
    text: TextForm
    who: Many[Annotated[Word, Known("who")]]
    by: Annotated[Word, Known("deadlines")]
    faces_parents: YesNo = False
    serves: Maybe[RequirementOf] = None
    pivot: YesNo = False
    secures_home: YesNo = False
    service: Maybe[Annotated[Word, Known("services")]] = None
    basis: BasisOf | None = None
    codes: Many[Code] | None = None
    sources: Some[CitationForm] | None = None


class ProcedureLogic(Form):
    """Which tracks a procedure is for."""

    id: KebabId
    of: Annotated[dict[ActionOf, OneOrMany[PartyOf]], Filled()] = Field(default_factory=dict)


class ProcedureForm(ProcedureLogic):
    """The steps, requirements and documents of some tracks, or of a service."""

    title: TextForm
    criteria: Many[TextForm] = Field(default_factory=list)
    """Services only: when to choose it."""
    faces_parents: YesNo = False
    """Services only: whether all of it faces the parents."""
    basis: BasisOf
    codes: Many[Code]
    sources: Some[CitationForm] = Field(default_factory=list)
    requires: Some[RequirementUse] = Field(default_factory=list)
    documents: Some[DocumentUse] = Field(default_factory=list)
    steps: Many[StepForm]


class ProceduresDocument(Form):
    """procedures.yaml: what a track asks for, leaves behind, and how it is walked."""

    requirements: dict[Snake, ItemForm]
    documents: dict[Snake, ItemForm]
    procedures: Many[ProcedureForm]
    rules: Many[RuleForm] = Field(default_factory=list)


# --- sources.yaml, directory.yaml ------------------------------------------------------------------


class SourceForm(Form):
    """A seed document."""

    title: TextForm
    file: Annotated[Word, Shaped("not-a-file-name", r"[A-Za-z0-9_][A-Za-z0-9._-]*\.txt")]
    grade: TextForm
    sections: Annotated[dict[Name, Name], Filled()]
    """Name of each section and the words with which it begins."""


class SourcesDocument(Form):
    """sources.yaml: where the rules come from."""

    sources: dict[KebabId, SourceForm]


class ContactForm(Form):
    """A dated way to reach a party."""

    party: PartyOf
    name: TextForm
    reach: Maybe[Name]
    """A number or address; null for a place one goes to."""
    note: Maybe[TextForm] = None
    last_verified: Maybe[Date]
    source: Name


class DirectoryDocument(Form):
    """directory.yaml: dated contacts; a school has its own."""

    contacts: Some[ContactForm]


#: The kinds of files, by the name of their schema.
DOCUMENTS: dict[str, type[Form]] = {
    "vocabulary": VocabularyDocument,
    "sources": SourcesDocument,
    "rules": RulesDocument,
    "procedures": ProceduresDocument,
    "directory": DirectoryDocument,
}

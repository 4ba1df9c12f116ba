"""The form of ``invariants.yaml``, measured as rule files are."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from triage.rulebook.documents import ConditionForm
from triage.rulebook.fields import ActionOf, FactOf, KebabId, Name, PartyOf, RequirementOf, YesNo
from triage.rulebook.forms import Filled, Form, Many, OneOrMany, OneOrManyOrAny, Some, TextForm
from triage.rulebook.model import Place
from triage.rulebook.nodes import Word
from triage.rulebook.scalars import OneOf

KINDS = ("bound", "steady", "complete", "needs", "silence", "unordered")
TracksForm = Annotated[dict[ActionOf, OneOrManyOrAny[PartyOf]], Filled()]


class InvariantForm(Form):
    """One invariant; which keys it takes depends on its kind."""

    id: KebabId
    sentence: TextForm = Field(alias="says")
    kind: Annotated[Word, OneOf(KINDS)]
    when: ConditionForm | None = None
    must: TracksForm = Field(default_factory=dict)
    never: TracksForm = Field(default_factory=dict)
    waits_for_nothing: YesNo = False
    turning: Some[FactOf] = Field(default_factory=list)
    adding: Annotated[Word, OneOf(("problem",))] | None = None
    up_to: ActionOf = Word("alih_tangan_kasus", Place("", 1, 1))
    of: TracksForm = Field(default_factory=dict)
    requirements: Some[OneOrMany[RequirementOf]] = Field(default_factory=list)
    words: Some[Name] = Field(default_factory=list)


class InvariantsDocument(Form):
    """The file."""

    invariants: Many[InvariantForm]

"""The form of vocabulary.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from triage.rulebook.fields import BASES, PHASES, AnswerOf, BasisOf, Code, Name, RoleOf, Snake, Token, YesNo
from triage.rulebook.forms import Complete, Filled, Form, Many, Maybe, Some, TextForm
from triage.rulebook.model import LAYERS
from triage.rulebook.nodes import Word
from triage.rulebook.scalars import OneOf, Shaped, Whole
from triage.vocabulary.closed import (
    ACTIONS,
    ANSWERS,
    PARENTS,
    REQUIREMENT_STATES,
    SEVERITIES,
    STANDINGS,
    URGENCIES,
)


class VersionForm(Form):
    """Which rulebook this is."""

    version: Annotated[Word, Shaped("not-a-version", r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}")]


class AttributeForm(Form):
    """A property of one category, with the question that finds it out."""

    label: TextForm
    ask: TextForm
    values: Annotated[dict[Snake, TextForm], Filled()]
    """``tidak_tahu`` is always among them and is not written."""


class CategoryForm(Form):
    """A problem category."""

    label: TextForm
    about: TextForm
    basis: BasisOf
    codes: Many[Code]
    words: Some[Name] = Field(default_factory=list)
    role: RoleOf
    role_read_as: dict[RoleOf, RoleOf] = Field(default_factory=dict)
    attributes: dict[Snake, AttributeForm] = Field(default_factory=dict)


class FactForm(Form):
    """A three-valued fact, with its question."""

    label: TextForm
    ask: TextForm
    help: Maybe[TextForm] = None
    danger: YesNo = False
    asked: YesNo = True
    can_become: Some[AnswerOf] = Field(default_factory=list)


class PartyForm(Form):
    """Someone a track may point to."""

    label: TextForm
    standing: Annotated[Word, OneOf(STANDINGS)]
    words: Some[Name] = Field(default_factory=list)


class DeadlineForm(Form):
    """By when a step is done; without hours where it recurs or has no clock."""

    label: TextForm
    hours: Maybe[Annotated[int, Whole(24 * 366)]]


class LabelsForm(Form):
    """The words for the closed sets."""

    severity: Annotated[dict[Token, TextForm], Complete(SEVERITIES)]
    urgency: Annotated[dict[Token, TextForm], Complete(URGENCIES)]
    parents: Annotated[dict[Token, TextForm], Complete(PARENTS)]
    answer: Annotated[dict[Token, TextForm], Complete(ANSWERS)]
    action: Annotated[dict[Token, TextForm], Complete(ACTIONS)]
    requirement_state: Annotated[dict[Token, TextForm], Complete(REQUIREMENT_STATES)]
    phase: Annotated[dict[Token, TextForm], Complete(PHASES)]
    layer: Annotated[dict[Token, TextForm], Complete(LAYERS)]
    basis: Annotated[dict[Token, TextForm], Complete(BASES)]


class VocabularyDocument(Form):
    """vocabulary.yaml: everything a case or a rule may name."""

    rulebook: VersionForm
    askers: dict[Snake, TextForm]
    roles: dict[Snake, TextForm]
    categories: dict[Snake, CategoryForm]
    facts: dict[Snake, FactForm]
    parties: dict[Snake, PartyForm]
    actors: dict[Snake, TextForm]
    findings: dict[Snake, TextForm]
    notices: dict[Snake, TextForm]
    deadlines: dict[Snake, DeadlineForm]
    labels: LabelsForm

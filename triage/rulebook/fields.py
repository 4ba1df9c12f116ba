"""The typed scalars that the forms are made of, each named for what stands there."""

from __future__ import annotations

from typing import Annotated, get_args

from triage.rulebook.forms import Form
from triage.rulebook.model import Basis
from triage.rulebook.nodes import Word
from triage.rulebook.scalars import (
    KEBAB,
    Day,
    Flag,
    Known,
    KnownSection,
    NewId,
    OneOf,
    Said,
    Shaped,
    Term,
    Unmeasured,
)
from triage.vocabulary.closed import ACTIONS, ANSWERS, PARENTS, REQUIREMENT_STATES, SEVERITIES, URGENCIES

BASES = get_args(Basis)
STATUSES = ("draft", "active", "retired")
#: When a step is done within its track (``triage.decision.model.Phase``; a test keeps them alike).
PHASES = ("urut", "menyusul", "setelah_rumah_aman", "pilihan")

KebabId = Annotated[Word, Shaped("not-kebab", KEBAB)]
Snake = Annotated[Word, NewId()]
Token = Annotated[Word, Unmeasured()]
Code = Annotated[Word, Shaped("not-a-code", r"[A-H]-[A-Z]?[0-9]{1,2}", 5)]
Name = Annotated[Word, Said(120)]
SeverityOf = Annotated[Word, OneOf(SEVERITIES)]
UrgencyOf = Annotated[Word, OneOf(URGENCIES)]
ParentsOf = Annotated[Word, OneOf(PARENTS)]
AnswerOf = Annotated[Word, OneOf(ANSWERS)]
ActionOf = Annotated[Word, OneOf(ACTIONS)]
BasisOf = Annotated[Word, OneOf(BASES)]
RoleOf = Annotated[Word, Known("roles")]
CategoryOf = Annotated[Word, Known("categories")]
FactOf = Annotated[Word, Known("facts")]
PartyOf = Annotated[Word, Known("parties")]
AskerOf = Annotated[Word, Known("askers")]
FindingOf = Annotated[Word, Known("findings")]
NoticeOf = Annotated[Word, Known("notices")]
StateOf = Annotated[Word, OneOf(REQUIREMENT_STATES[1:])]
YesNo = Annotated[bool, Flag()]
Date = Annotated[Word, Day()]
RequirementOf = Annotated[Word, Known("requirements")]


class CitationForm(Form):
    """A few words (``term``) that stand in a section of a source."""

    ref: Annotated[Word, Known("sources")]
    section: Annotated[Word, KnownSection()]
    term: Annotated[Word, Term()]

"""The form of ``*.cases.yaml``: vignettes, and what each expects of the decision."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, ValidationInfo, model_validator
from pydantic_core import CoreSchema, core_schema

from triage.rulebook.fields import KebabId, NoticeOf, ParentsOf, PartyOf, SeverityOf, UrgencyOf, YesNo
from triage.rulebook.forms import Filled, Form, Many, Some, TextForm
from triage.rulebook.names import Names
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Hole, Table, Word, shown
from triage.rulebook.problems import Problem, listed
from triage.rulebook.scalars import Known, Refused, Scalar, reading_of, refuse, worded
from triage.verify.carried import CarriedForm
from triage.vocabulary.closed import ACTIONS


class Measured(Scalar):
    """A word that is held against the names a vignette may use."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._read)

    def _read(self, value: object, info: ValidationInfo) -> Word:
        word = worded(value)
        self.measure(word, reading_of(info).names)
        return word

    def measure(self, word: Word, names: Names) -> None:
        """Nothing, or ``Refused``."""
        raise NotImplementedError


class Track(Measured):
    """An action and a party with one space between them."""

    def measure(self, word: Word, names: Names) -> None:
        action, _, party = word.partition(" ")
        if action not in ACTIONS:
            raise refuse(word, "not-one-of", listed(ACTIONS), nearest(action, ACTIONS))
        parties = names.known("parties") or {}
        if not party:
            raise refuse(word, "not-one-of", listed(f"{action} {one}" for one in parties))
        if party not in parties:
            raise Refused(Problem(word.place, "unknown-id", shown(party), "parties", nearest(party, parties)))


class Asked(Measured):
    """What a question asks for: a fact, or ``category.attribute``."""

    def measure(self, word: Word, names: Names) -> None:
        category, dot, attribute = word.partition(".")
        known = names.known("categories" if dot else "facts") or {}
        if category not in known:
            raise refuse(word, "unknown-id", "categories" if dot else "facts", nearest(category, known))
        attributes = names.attributes.get(category, {})
        if dot and attribute not in attributes:
            near = nearest(attribute, attributes)
            raise Refused(Problem(word.place, "unknown-attribute", shown(attribute), category, near))


class Whole:
    """A table that is read elsewhere, as it stands."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    @staticmethod
    def _read(value: object) -> object:
        if not isinstance(value, Table | Hole):
            raise refuse(value, "not-a-table")
        return value


class Kept(Whole):
    """A list that is read elsewhere, entry by entry."""

    @staticmethod
    def _read(value: object) -> object:
        return value


TrackOf = Annotated[Word, Track()]
QuestionOf = Annotated[Word, Asked()]
RuleOf = Annotated[Word, Known("rules")]


class ExpectForm(Form):
    """What the decision must say; at least one thing."""

    @model_validator(mode="before")
    @classmethod
    def _something(cls, value: Any) -> Any:
        if isinstance(value, Table) and not value:
            raise refuse(value, "empty-table")
        return value

    severity: SeverityOf | None = None
    urgency: UrgencyOf | None = None
    lead: PartyOf | None = None
    parents: ParentsOf | None = None
    provisional: YesNo | None = None
    notices: Some[NoticeOf] | None = None
    """Exactly these."""
    tracks: Some[TrackOf] | None = None
    """Exactly these, in this order."""
    has_tracks: Many[TrackOf] | None = None
    no_tracks: Many[TrackOf] | None = None
    rules: Many[RuleOf] | None = None
    """These fire."""
    no_rules: Many[RuleOf] | None = None
    questions: Many[QuestionOf] | None = None
    """These are among the questions."""
    no_questions: Many[QuestionOf] | None = None
    inside: Annotated[dict[TrackOf, CarriedForm], Filled()] | None = None
    """What each of these tracks carries."""


class VignetteForm(Form):
    """One vignette."""

    name: KebabId
    story: TextForm
    case: Annotated[Table, Whole()]
    expect: ExpectForm


class CasesDocument(Form):
    """A file of vignettes."""

    cases: Annotated[object, Kept()]

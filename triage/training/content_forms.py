"""The forms of ``templates.yaml`` and ``*.vignettes.yaml``."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from triage.rulebook.fields import AskerOf, CategoryOf, FactOf, KebabId, RoleOf
from triage.rulebook.forms import Filled, Form, Many, OneOrMany
from triage.rulebook.nodes import Word
from triage.rulebook.scalars import Said

#: A sentence, and a whole story.
Sentence = Annotated[Word, Said(300)]
Story = Annotated[Word, Said(2000)]


class Kept:
    """A part that is read elsewhere, as it stands."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema()


class SaidForm(Form):
    """A sentence for an answer to a fact, perhaps only for some cases."""

    short: ClassVar[str | None] = "say"

    say: Sentence
    with_: Annotated[OneOrMany[CategoryOf] | None, Field(alias="with")] = None
    peran: OneOrMany[RoleOf] | None = None
    asker: OneOrMany[AskerOf] | None = None


class AnswersForm(Form):
    """The sentences for one fact."""

    ya: Many[SaidForm]
    tidak: Many[SaidForm]
    tidak_tahu: Many[SaidForm] | None = None


class JoinsForm(Form):
    """Words that join sentences."""

    second_problem: Many[Sentence]


class TemplatesDocument(Form):
    """A file of sentences. What may come with a problem's sentence depends on its category."""

    askers: Annotated[dict[AskerOf, Many[Sentence]], Filled()]
    joins: JoinsForm
    alone: Many[RoleOf] | None = None
    """Roles in which nobody but the student need be in the story."""
    proper: Many[Sentence] | None = None
    """Words that begin with a capital and are no names of people."""
    problems: Annotated[object, Kept()]
    facts: Annotated[dict[FactOf, AnswersForm], Filled()]


class VignetteForm(Form):
    """One hand-written case."""

    name: KebabId
    covers: Many[Annotated[Word, Said(60)]]
    asks: Sentence
    story: Story
    says_: Annotated[dict[Word, Sentence] | None, Field(alias="says")] = None
    sure: Many[Annotated[Word, Said(60)]] | None = None
    """Facts about which somebody looked again and is sure (``doubting``)."""
    case: Annotated[object, Kept()]


class VignettesDocument(Form):
    """A file of hand-written cases."""

    vignettes: Annotated[object, Kept()]

"""Where a statement comes from: what rests on the sources names one."""

from __future__ import annotations

from collections.abc import Iterator

from triage.rulebook.documents import ItemForm, ProcedureForm, ProhibitionForm, RuleForm, StepForm
from triage.rulebook.draft import Draft
from triage.rulebook.fields import CitationForm
from triage.rulebook.problems import Problem

Cited = RuleForm | ProhibitionForm | ItemForm | ProcedureForm


def _cited(draft: Draft) -> Iterator[Cited]:
    yield from draft.full_rules
    yield from draft.prohibitions
    yield from draft.requirements.values()
    yield from draft.documents.values()
    yield from draft.full_procedures


def step_basis(step: StepForm, procedure: ProcedureForm) -> tuple[str, list[CitationForm]]:
    """The basis and sources of a step.

    They are its procedure's where it says nothing; a step that states its own basis also states
    its own sources, so that practice is never dressed in the sources of its surroundings.
    """
    if step.basis is None:
        return str(procedure.basis), procedure.sources if step.sources is None else step.sources
    return str(step.basis), step.sources or []


def basis_has_a_source(draft: Draft) -> Iterator[Problem]:
    """What says it rests on the sources cites at least one."""
    for cited in _cited(draft):
        if cited.basis == "sumber" and not cited.sources:
            yield Problem(cited.at("basis"), "source-missing", "sumber")
    for procedure in draft.full_procedures:
        for step in procedure.steps:
            basis, sources = step_basis(step, procedure)
            if (step.says("basis") or step.says("sources")) and basis == "sumber" and not sources:
                place = step.at("basis" if step.says("basis") else "sources")
                yield Problem(place, "source-missing", "sumber")


def citations(draft: Draft) -> Iterator[CitationForm]:
    """Every citation that could be read, dissent included."""
    for cited in _cited(draft):
        yield from cited.sources
        yield from cited.dissent if isinstance(cited, RuleForm | ProhibitionForm) else ()
    for procedure in draft.full_procedures:
        for step in procedure.steps:
            yield from step.sources or ()

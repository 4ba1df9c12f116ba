"""A sound draft to the immutable rulebook: places stay with whole entries, everything else is plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from triage.rulebook.checks.basis import step_basis
from triage.rulebook.documents import (
    ConclusionForm,
    ConditionForm,
    ContactForm,
    GuardedForm,
    ItemForm,
    ProcedureForm,
    ProhibitionForm,
    RuleForm,
    SourceForm,
    StepForm,
)
from triage.rulebook.draft import Draft
from triage.rulebook.fields import CitationForm
from triage.rulebook.forms import Every, TextForm
from triage.rulebook.model import (
    Citation,
    Conclusion,
    Condition,
    Contact,
    Demand,
    Guard,
    Item,
    Procedure,
    Prohibition,
    Rule,
    Rulebook,
    Source,
    Step,
)
from triage.rulebook.nodes import Word
from triage.rulebook.vocabulary_forms import CategoryForm, FactForm
from triage.vocabulary.closed import Action
from triage.vocabulary.open import Attribute, Category, Deadline, Fact, Party, Vocabulary
from triage.vocabulary.text import Text

# Words were measured against the closed sets when they were read; from here on they are those sets.
# ``Any`` carries that knowledge where mypy cannot.
Closed = Any


def build(draft: Draft, sha256: str, version: str | None = None) -> Rulebook:
    """The rulebook of a draft that has no problem; ``version``: where overlays change it."""
    return Rulebook(
        version=version or str(draft.version),
        sha256=sha256,
        vocabulary=_vocabulary(draft),
        rules=tuple(map(_rule, draft.full_rules)),
        prohibitions=tuple(map(_prohibition, draft.prohibitions)),
        requirements={str(id): _item(id, form) for id, form in draft.requirements.items()},
        documents={str(id): _item(id, form) for id, form in draft.documents.items()},
        procedures=tuple(map(_procedure, draft.full_procedures)),
        sources={str(id): _source(id, form) for id, form in draft.sources.items()},
        contacts=tuple(map(_contact, draft.contacts)),
    )


def _vocabulary(draft: Draft) -> Vocabulary:
    labels = draft.labels
    sets = labels.known() if labels else ()
    return Vocabulary(
        askers=_texts(draft.texts["askers"]),
        roles=_texts(draft.texts["roles"]),
        categories={
            str(id): _category(id, form, draft.names.likes.get(id)) for id, form in draft.categories.items()
        },
        facts={str(id): _fact(id, form) for id, form in draft.facts.items()},
        parties={
            str(id): Party(str(id), form.label.text, cast(Closed, str(form.standing)), _plain(form.words))
            for id, form in draft.parties.items()
        },
        actors=_texts(draft.texts["actors"]),
        findings=_texts(draft.texts["findings"]),
        notices=_texts(draft.texts["notices"]),
        deadlines={
            str(id): Deadline(str(id), form.label.text, form.hours) for id, form in draft.deadlines.items()
        },
        labels={name: _texts(getattr(labels, name)) for name in sets},
    )


def _texts(forms: Mapping[Word, TextForm]) -> dict[str, Text]:
    return {str(id): form.text for id, form in forms.items()}


def _category(id: Word, form: CategoryForm, like: str | None) -> Category:
    return Category(
        id=str(id),
        label=form.label.text,
        about=form.about.text,
        basis=str(form.basis),
        codes=_plain(form.codes),
        words=_plain(form.words),
        role=str(form.role),
        role_read_as={str(stated): str(read) for stated, read in form.role_read_as.items()},
        attributes={
            str(name): Attribute(str(name), one.label.text, one.ask.text, _texts(one.values))
            for name, one in form.attributes.items()
        },
        like=like,
    )


def _fact(id: Word, form: FactForm) -> Fact:
    return Fact(
        id=str(id),
        label=form.label.text,
        ask=form.ask.text,
        help=form.help.text if form.help else None,
        danger=form.danger,
        asked=form.asked,
        can_become=_closed(form.can_become),
    )


def _rule(form: RuleForm) -> Rule:
    return Rule(
        id=str(form.id),
        layer=cast(Closed, str(form.layer)),
        title=form.title.text,
        status=cast(Closed, str(form.status)),
        when=condition(form.when),
        then=_conclusion(form.then),
        overrides=_plain(form.overrides),
        because=form.because.text,
        basis=cast(Closed, str(form.basis)),
        codes=_plain(form.codes),
        sources=_citations(form.sources),
        dissent=_citations(form.dissent),
        reviewed=(str(form.reviewed.by), str(form.reviewed.on)) if form.reviewed else None,
        place=form.place,
    )


def condition(form: ConditionForm) -> Condition:
    """The condition of a measured form."""
    any_problem = isinstance(form.problem, Every)
    return Condition(
        problem=None if any_problem else _set(form.problem),
        any_problem=any_problem,
        attributes=tuple((str(name), frozenset(_plain(values))) for name, values in form.attributes.items()),
        peran=_set(form.peran),
        base=_set(form.base),
        grade=_set(form.grade),
        facts=tuple((str(fact), frozenset(_closed(values))) for fact, values in form.facts.items()),
        asker=_set(form.asker),
        severity=_set(form.severity),
        urgency=_set(form.urgency),
        parents=_set(form.parents),
        tracks=reached(form.tracks),
        notices=_plain(form.notices or ()),
        findings=tuple((str(id), answer == "ya") for id, answer in form.findings.items()),
    )


def _conclusion(form: ConclusionForm) -> Conclusion:
    tracks = reached(form.of)
    return Conclusion(
        facts=_plain(form.facts or ()),
        severity=_one(form.severity),
        severity_at_least=_one(form.severity_at_least),
        urgency_at_least=_one(form.urgency_at_least),
        tracks=_pairs(form.tracks),
        notices=_plain(form.notices or ()),
        findings=_plain(form.findings or ()),
        parents=_one(form.parents),
        lead=_one(form.lead),
        provisional=form.provisional,
        requirements=tuple(
            Demand(str(id), cast(Closed, str(state)), tracks) for id, state in form.requirements.items()
        ),
    )


def _prohibition(form: ProhibitionForm) -> Prohibition:
    return Prohibition(
        id=str(form.id),
        action=cast(Closed, str(form.action)),
        to=str(form.to),
        title=form.title.text,
        because=form.because.text,
        basis=cast(Closed, str(form.basis)),
        codes=_plain(form.codes),
        sources=_citations(form.sources),
        dissent=_citations(form.dissent),
        instead=_pairs(form.instead),
        place=form.place,
    )


def _item(id: Word, form: ItemForm) -> Item:
    return Item(
        id=str(id),
        text=form.text.text,
        faces_parents=form.faces_parents,
        basis=cast(Closed, str(form.basis)),
        codes=_plain(form.codes),
        sources=_citations(form.sources),
        place=id.place,
    )


def _procedure(form: ProcedureForm) -> Procedure:
    return Procedure(
        id=str(form.id),
        title=form.title.text,
        of=tuple((cast(Action, str(a)), frozenset(_plain(parties))) for a, parties in form.of.items()),
        criteria=tuple(one.text for one in form.criteria),
        faces_parents=form.faces_parents,
        steps=tuple(_step(step, form) for step in form.steps),
        requires=tuple((str(one.use), _guard(one)) for one in form.requires),
        documents=tuple((str(one.use), _guard(one)) for one in form.documents),
        basis=cast(Closed, str(form.basis)),
        codes=_plain(form.codes),
        sources=_citations(form.sources),
        place=form.place,
    )


def _step(form: StepForm, procedure: ProcedureForm) -> Step:
    basis, sources = step_basis(form, procedure)
    return Step(
        id=str(form.id),
        text=form.text.text,
        who=_plain(form.who),
        by=str(form.by),
        faces_parents=form.faces_parents,
        serves=_one(form.serves),
        pivot=form.pivot,
        secures_home=form.secures_home,
        service=_one(form.service),
        guard=_guard(form),
        basis=cast(Closed, basis),
        codes=_plain(procedure.codes if form.codes is None else form.codes),
        sources=_citations(sources),
        place=form.place,
    )


def _guard(form: GuardedForm) -> Guard:
    return Guard(_plain(form.if_), _plain(form.unless))


def _source(id: Word, form: SourceForm) -> Source:
    sections = {str(name): str(marker) for name, marker in form.sections.items()}
    return Source(str(id), form.title.text, str(form.file), form.grade.text, sections, id.place)


def _contact(form: ContactForm) -> Contact:
    return Contact(
        party=str(form.party),
        name=form.name.text,
        reach=_one(form.reach),
        note=form.note.text if form.note else None,
        last_verified=_one(form.last_verified),
        source=str(form.source),
        place=form.place,
    )


def _citations(forms: Iterable[CitationForm]) -> tuple[Citation, ...]:
    return tuple(Citation(str(one.ref), str(one.section), str(one.term)) for one in forms)


def _pairs(tracks: Mapping[Word, list[Word]]) -> tuple[tuple[Action, str], ...]:
    return tuple((cast(Action, str(action)), str(to)) for action, parties in tracks.items() for to in parties)


def reached(tracks: Mapping[Word, list[Word]]) -> tuple[tuple[Action, frozenset[str] | None], ...]:
    """Tracks to any of some parties; None for ``any`` party at all."""
    return tuple(
        (cast(Action, str(action)), None if isinstance(parties, Every) else frozenset(_plain(parties)))
        for action, parties in tracks.items()
    )


def _plain(words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(map(str, words))


def _closed(words: Iterable[Word]) -> tuple[Closed, ...]:
    return _plain(words)


def _one(word: Word | None) -> Closed:
    return None if word is None else str(word)


def _set(words: Iterable[Word] | None) -> Closed:
    return None if words is None else frozenset(_plain(words))

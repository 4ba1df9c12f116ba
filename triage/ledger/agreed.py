"""``ledger.yaml``: what a school agreed on about its ledger. It stands beside the rules, no part of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field

from triage.ledger.roles import PARTS, Access, Grant, Part, Role, Which
from triage.rulebook.decoding import decode
from triage.rulebook.draft import measure
from triage.rulebook.fields import AnswerOf, AskerOf, FactOf, SeverityOf, Snake, UrgencyOf
from triage.rulebook.files import RulebookFile, read_file
from triage.rulebook.forms import Filled, Form, Many, Some, TextForm
from triage.rulebook.model import Rulebook
from triage.rulebook.names import Names
from triage.rulebook.nodes import Word
from triage.rulebook.problems import Problem, RulebookProblems
from triage.rulebook.scalars import OneOf
from triage.rulebook.strict import parse

FILE: Final = "ledger.yaml"


class WhichForm(Form):
    """Which cases are meant."""

    asker: Some[AskerOf] = Field(default_factory=list)
    severity: Some[SeverityOf] = Field(default_factory=list)
    urgency: Some[UrgencyOf] = Field(default_factory=list)
    facts: dict[FactOf, Many[AnswerOf]] = Field(default_factory=dict)


class GrantForm(Form):
    """What may be seen, and of which cases."""

    see: Many[Annotated[Word, OneOf(PARTS)]]
    when: WhichForm | None = None
    unless: WhichForm | None = None


class RoleForm(Form):
    """A role."""

    label: TextForm
    grants: Many[GrantForm]


class LedgerDocument(Form):
    """The file."""

    roles: Annotated[dict[Snake, RoleForm], Filled()]
    reasons: Annotated[dict[Snake, TextForm], Filled()]
    states: Annotated[dict[Snake, TextForm], Filled()]


def read_access(folders: Iterable[Path], book: Rulebook) -> Access:
    """The first ``ledger.yaml`` in ``folders``, measured against the words of ``book``.

    Raises ``RulebookProblems`` with everything that is wrong with it, or that there is none.
    """
    places = [folder / FILE for folder in folders]
    found = next((path for path in places if path.is_file()), places[-1])
    file = read_file(found)
    if isinstance(file, Problem):
        raise RulebookProblems([file])
    return _read(file, book)


def _read(file: RulebookFile, book: Rulebook) -> Access:
    text, problems = decode(file)
    if text is None:
        raise RulebookProblems(problems)
    tree, wrong = parse(text, file.name)
    known = {
        "askers": dict.fromkeys(book.vocabulary.askers),
        "facts": dict.fromkeys(book.vocabulary.facts),
    }
    form, more = (None, []) if tree is None else measure(tree, LedgerDocument, Names(known, attributes={}))
    everything = [*problems, *wrong, *more]
    if form is None or everything:
        raise RulebookProblems(everything)
    return Access(
        {str(id): _role(str(id), role) for id, role in form.roles.items()},
        {str(id): one.text for id, one in form.reasons.items()},
        {str(id): one.text for id, one in form.states.items()},
    )


def _role(id: str, form: RoleForm) -> Role:
    grants = tuple(
        Grant(frozenset(_part(word) for word in grant.see), _which(grant.when), _which(grant.unless))
        for grant in form.grants
    )
    return Role(id, form.label.text, grants)


def _part(word: Word) -> Part:
    return next(part for part in PARTS if part == word)


def _which(form: WhichForm | None) -> Which | None:
    if form is None:
        return None
    return Which(
        _words(form.asker),
        _words(form.severity),
        _words(form.urgency),
        tuple((str(fact), _words(values)) for fact, values in form.facts.items()),
    )


def _words(listed: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(word) for word in listed)

"""A rulebook as far as it could be read: forms with their places, before anything is built of them.

Each entry (a rule, a category, a procedure) is read by itself, so that a broken one hides nothing
of the others; of a broken rule or procedure at least the logic is kept, if that much is sound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from triage.rulebook.documents import (
    ContactForm,
    DirectoryDocument,
    ItemForm,
    ProcedureForm,
    ProcedureLogic,
    ProceduresDocument,
    ProhibitionForm,
    RuleForm,
    RuleLogic,
    RulesDocument,
    SourceForm,
    SourcesDocument,
)
from triage.rulebook.fields import KebabId, Snake
from triage.rulebook.files import DIRECTORY, PROCEDURES, SOURCES, VOCABULARY
from triage.rulebook.forms import Form, TextForm
from triage.rulebook.names import Names, Trees
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Hole, Row, Table, Word, shown
from triage.rulebook.problems import Problem
from triage.rulebook.scalars import Reading, Refused, place_of, refuse
from triage.rulebook.vocabulary_forms import (
    CategoryForm,
    DeadlineForm,
    FactForm,
    LabelsForm,
    PartyForm,
    VersionForm,
    VocabularyDocument,
)

F = TypeVar("F", bound=Form)
L = TypeVar("L", bound=Form)


@dataclass
class Draft:
    """Everything that could be read. ``broken`` names the parts of which something is missing."""

    names: Names
    version: Word | None = None
    labels: LabelsForm | None = None
    texts: dict[str, dict[Word, TextForm]] = field(default_factory=dict)
    categories: dict[Word, CategoryForm] = field(default_factory=dict)
    facts: dict[Word, FactForm] = field(default_factory=dict)
    parties: dict[Word, PartyForm] = field(default_factory=dict)
    deadlines: dict[Word, DeadlineForm] = field(default_factory=dict)
    rules: list[RuleLogic] = field(default_factory=list)
    prohibitions: list[ProhibitionForm] = field(default_factory=list)
    requirements: dict[Word, ItemForm] = field(default_factory=dict)
    documents: dict[Word, ItemForm] = field(default_factory=dict)
    procedures: list[ProcedureLogic] = field(default_factory=list)
    sources: dict[Word, SourceForm] = field(default_factory=dict)
    contacts: list[ContactForm] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    @property
    def full_rules(self) -> list[RuleForm]:
        """The rules of which everything was sound."""
        return [rule for rule in self.rules if isinstance(rule, RuleForm)]

    @property
    def full_procedures(self) -> list[ProcedureForm]:
        """The procedures of which everything was sound."""
        return [procedure for procedure in self.procedures if isinstance(procedure, ProcedureForm)]


def read_draft(trees: Trees, names: Names) -> tuple[Draft, list[Problem]]:
    """The forms in all the trees, and what is wrong with any single value in them."""
    reader = _Reader(names)
    for file, tree in trees.items():
        if tree is None:
            reader.draft.broken |= {"rules", "procedures"} if file == PROCEDURES else {"rules"}
        elif file == VOCABULARY:
            reader.vocabulary(tree)
        elif file == SOURCES:
            reader.keys(tree, SourcesDocument)
            reader.draft.sources = reader.table(tree, "sources", KebabId, SourceForm)
        elif file == DIRECTORY:
            reader.keys(tree, DirectoryDocument)
            reader.draft.contacts = reader.row(tree, "contacts", ContactForm, ContactForm)
        elif file == PROCEDURES:
            reader.procedures(tree)
        else:
            reader.rules(tree, RulesDocument)
    return reader.draft, reader.problems


class _Reader:
    """One reading of all the files."""

    def __init__(self, names: Names) -> None:
        self.draft = Draft(names)
        self.problems: list[Problem] = []

    def vocabulary(self, tree: Table) -> None:
        """Everything of vocabulary.yaml."""
        self.keys(tree, VocabularyDocument)
        draft = self.draft
        version = self.form(_value(tree, "rulebook"), VersionForm)
        draft.version = version.version if version else None
        draft.labels = self.form(_value(tree, "labels"), LabelsForm)
        for group in ("askers", "roles", "actors", "findings", "notices"):
            draft.texts[group] = self.table(tree, group, Snake, TextForm)
        draft.categories = self.table(tree, "categories", Snake, CategoryForm)
        draft.facts = self.table(tree, "facts", Snake, FactForm)
        draft.parties = self.table(tree, "parties", Snake, PartyForm)
        draft.deadlines = self.table(tree, "deadlines", Snake, DeadlineForm)

    def rules(self, tree: Table, document: type[Form]) -> None:
        """The rules and prohibitions of one file."""
        self.keys(tree, document)
        self.draft.rules += self.row(tree, "rules", RuleForm, RuleLogic)
        if "prohibitions" in document.known():
            self.draft.prohibitions += self.row(tree, "prohibitions", ProhibitionForm, ProhibitionForm)

    def procedures(self, tree: Table) -> None:
        """Everything of procedures.yaml."""
        self.rules(tree, ProceduresDocument)
        self.draft.requirements = self.table(tree, "requirements", Snake, ItemForm)
        self.draft.documents = self.table(tree, "documents", Snake, ItemForm)
        self.draft.procedures = self.row(tree, "procedures", ProcedureForm, ProcedureLogic)

    def keys(self, tree: Table, document: type[Form]) -> None:
        """Whether the file has the keys of its kind."""
        known = document.known()
        for key in tree:
            if key not in known:
                near = nearest(key, known)
                self.problems.append(Problem(key.place, "unknown-key", shown(key), ", ".join(known), near))
        for name, info in document.model_fields.items():
            if info.is_required() and tree.key(name) is None:
                self.problems.append(Problem(tree.place, "missing-key", expected=name))
                self.draft.broken.add(name)

    def form(self, node: object, form: type[F]) -> F | None:
        """One form, or None with its problems noted."""
        if node is None:
            return None
        read, problems = measure(node, form, self.draft.names)
        self.problems += problems
        return read

    def table(self, tree: Table, name: str, key_form: Any, form: type[F]) -> dict[Word, F]:
        """The entries of a table of free keys; those that are broken are left out."""
        node = _value(tree, name)
        if node is None or isinstance(node, Hole):
            return {}
        if not isinstance(node, Table) or not node:
            kind = "empty-table" if isinstance(node, Table) else "not-a-table"
            self.problems += refuse(node, kind).problems
            return {}
        entries = {}
        for key, value in node.items():
            _, problems = measure(key, key_form, self.draft.names)
            read, more = measure(value, form, self.draft.names)
            self.problems += problems + more
            if read is not None:
                entries[key] = read
        return entries

    def row(self, tree: Table, name: str, form: type[F], logic: type[L]) -> list[L]:
        """The entries of a list; of a broken one its logic, if at least that is sound."""
        node = _value(tree, name)
        if node is None or isinstance(node, Hole):
            return []
        if not isinstance(node, Row) or not node:
            kind = "empty-list" if isinstance(node, Row) else "not-a-list"
            self.problems += refuse(node, kind).problems
            self.draft.broken.add(name)
            return []
        entries: list[L] = []
        for value in node:
            read, problems = measure(value, form, self.draft.names)
            self.problems += problems
            kept = read if isinstance(read, logic) else self._logic(value, logic)
            if kept is not None:
                entries.append(kept)
            else:
                self.draft.broken.add(name)
        return entries

    def _logic(self, node: object, logic: type[L]) -> L | None:
        if not isinstance(node, Table):
            return None
        return measure(node.only(frozenset(logic.known())), logic, self.draft.names)[0]


def _value(tree: Table, name: str) -> object:
    key = tree.key(name)
    return None if key is None else tree[key]


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def measure(node: object, form: type[F], names: Names) -> tuple[F | None, list[Problem]]:
    """``node`` as ``form``, or None; and everything that is wrong with it."""
    reading = Reading(names)
    try:
        read: F = _adapter(form).validate_python(node, context=reading)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        return None, reading.problems + [problem for one in wrong for problem in _problems(one)]
    return read, reading.problems


def _problems(error: Mapping[str, Any]) -> tuple[Problem, ...]:
    """One finding of pydantic in our words; none where a hole was reported already."""
    value = error["input"]
    if isinstance(value, Hole):
        return ()
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, Refused):
        return cause.problems
    if error["type"] == "missing":
        return (Problem(place_of(value), "missing-key", expected=str(error["loc"][-1])),)
    kinds = {"list_type": "not-a-list", "dict_type": "not-a-table"}
    return refuse(value, kinds.get(error["type"], "misplaced")).problems

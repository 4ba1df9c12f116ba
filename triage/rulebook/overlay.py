"""Laying overlays over a rulebook: what a school adds, and nothing that takes anything away.

Works on the trees of the files, before anything is built of them, so that every check of the loader
sees one rulebook and every entry keeps its place. Each overlay is measured against the rulebook
alone; what two of them both set is a clash, so the order in which they come cannot matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from triage.rulebook.files import DIRECTORY, PROCEDURES, SOURCES, VOCABULARY
from triage.rulebook.model import Place
from triage.rulebook.names import Trees, gather
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Node, Row, Table, Word, shown
from triage.rulebook.overlay_files import added_by
from triage.rulebook.overlay_likes import Likes, expand
from triage.rulebook.problems import Problem
from triage.rulebook.scalars import refuse

#: The parts of vocabulary.yaml to which something may be added.
VOCABULARY_PARTS: Final = ("categories", "parties", "actors", "findings", "notices", "deadlines")
#: What a new category says; all else is as in the one it is like.
CATEGORY_KEYS: Final = ("label", "about", "words", "like", "basis", "codes")
_COPIED: Final = ("codes", "role", "role_read_as", "attributes")
#: What an added rule may conclude: nothing that grades, leads, waives or reads a fact otherwise.
CONCLUSIONS: Final = (
    "severity_at_least",
    "urgency_at_least",
    "tracks",
    "notices",
    "findings",
    "parents",
    "provisional",
)
_NOT_CONCLUDED: Final = ("severity", "lead", "facts", "requirements", "of")
#: What may be added to a procedure of the rulebook.
PROCEDURE_KEYS: Final = ("id", "steps", "requires", "documents")
_STEP_KEYS: Final = ("after", "id", "text", "who", "by", "faces_parents", "serves", "secures_home", "service")


@dataclass(frozen=True, slots=True)
class Merged:
    """The trees of rulebook and overlays as one; ``likes``: each new category and what it is like."""

    trees: Trees
    likes: dict[str, str]
    problems: tuple[Problem, ...]


def merge(base: Trees, overlays: Sequence[tuple[str, Trees]]) -> Merged:
    """``base``, a sound rulebook, with all ``overlays`` (name, trees by the rulebook's file names)."""
    merging = _Merging(base, [tree for _, trees in overlays for tree in trees.values()])
    for name, trees in overlays:
        merging.lay(name, trees)
    if not merging.problems:
        expand(merging.trees, merging.likes)
    likes = {new: str(old) for new, old in merging.likes.categories.items()}
    return Merged(merging.trees, likes, tuple(merging.problems))


class _Merging:
    """One laying of overlays; the trees of the rulebook are copied before they are added to."""

    def __init__(self, base: Trees, added: Sequence[Table | None]) -> None:
        self.trees = {name: _copied(tree) for name, tree in base.items()}
        self.likes = Likes()
        self.problems: list[Problem] = []
        names = gather(base)
        self._shipped = {str(id): id.place for id in names.listed}
        self._rules = dict(self._shipped)
        self._rules |= {str(id): id.place for id in gather(dict(enumerate_trees(added))).listed}
        self._findings = names.known("findings") or {}
        self._overlay = ""
        self._contacts = 0

    def lay(self, name: str, trees: Trees) -> None:
        """Add what one overlay holds."""
        self._overlay = name
        for file, tree in trees.items():
            if tree is None:
                continue
            if file == VOCABULARY:
                self._parts(file, tree, VOCABULARY_PARTS)
            elif file == SOURCES:
                self._parts(file, tree, ("sources",))
            elif file == DIRECTORY:
                self._lists(file, tree, ("contacts",))
            elif file == PROCEDURES:
                self._parts(file, tree, ("requirements", "documents"), ("procedures", "rules"))
                self._lists(file, tree, ("procedures", "rules"), ("requirements", "documents"))
            else:
                self._lists(file, tree, ("rules", "prohibitions"))

    # -- tables: ids and what they stand for -----------------------------------------------------

    def _parts(self, file: str, tree: Table, parts: Sequence[str], elsewhere: Sequence[str] = ()) -> None:
        for key, value in tree.items():
            if key in elsewhere:
                continue
            if key not in parts:
                self._may_not(key, (*parts, *elsewhere))
            elif not isinstance(value, Table):
                self.problems += refuse(value, "not-a-table").problems
            else:
                for id, entry in value.items():
                    self._entry(file, str(key), id, entry)

    def _entry(self, file: str, group: str, id: Word, entry: Node) -> None:
        table = self._table(file, group)
        first = table.key(id)
        if first is not None and added_by(first.place) is not None:
            self._note(id.place, "overlay-clash", id, str(first.place))
        elif first is not None and group in ("categories", "parties"):
            self._words(table, first, entry)
        elif first is not None and group == "deadlines":
            self._shortened(table, first, id, entry)
        elif first is not None:
            self._note(id.place, "overlay-redefines", id, str(first.place))
        elif group in ("categories", "requirements"):
            self._like(file, group, id, entry)
        else:
            table[id] = entry

    def _words(self, table: Table, first: Word, entry: Node) -> None:
        """More words for an entry that is there; nothing else of it can be said anew."""
        if not isinstance(entry, Table):
            self.problems += refuse(entry, "not-a-table").problems
            return
        for key, value in entry.items():
            if key != "words":
                self._may_not(key, ("words",))
            elif not isinstance(value, Row) or not value:
                kind = "empty-list" if isinstance(value, Row) else "not-a-list"
                self.problems += refuse(value, kind).problems
            else:
                old = table[first]
                if isinstance(old, Table):
                    table[first] = _with_more(old, "words", value)

    def _shortened(self, table: Table, first: Word, id: Word, entry: Node) -> None:
        before = _number(_value(table[first], "hours"))
        value = _value(entry, "hours")
        now = _number(value)
        place = value.place if value is not None else id.place
        if before is None:
            self._note(id.place, "overlay-clockless", id)
        elif value is not None and (now is None or now >= before) and _is_hours(value):
            self._note(place, "overlay-longer", id, str(before))
        else:
            listed = list(table.items())
            table.clear()  # the key then says where the deadline stands that holds, in the same order
            table.update((id, entry) if key == id else (key, value) for key, value in listed)

    def _like(self, file: str, group: str, id: Word, entry: Node) -> None:
        """A new category or requirement: it names the one whose rules it shares."""
        if not isinstance(entry, Table):
            self.problems += refuse(entry, "not-a-table").problems
            return
        model = self._model(file, group, entry)
        if model is None:
            return
        if group == "requirements":
            self.likes.requirements[str(id)] = model
            self._table(file, group)[id] = entry.only(frozenset(entry) - {"like"})
            return
        for key in entry:
            if key not in CATEGORY_KEYS:
                self._may_not(key, CATEGORY_KEYS)
        table = entry.only(frozenset(CATEGORY_KEYS) - {"like"})
        if table.key("basis") is None:  # what a school adds does not come from the sources
            table[Word("basis", model.place)] = Word("praktik", model.place)
        shipped = self._table(file, group)
        old = shipped[shipped.key(model) or model]
        for name in _COPIED:
            written = old.key(name) if isinstance(old, Table) else None
            if written is not None and isinstance(old, Table) and table.key(name) is None:
                table[written] = old[written]
        self.likes.categories[str(id)] = model
        shipped[id] = table

    def _model(self, file: str, group: str, entry: Table) -> Word | None:
        key = entry.key("like")
        model = entry[key] if key is not None else None
        known = [name for name in self._table(file, group) if added_by(name.place) is None]
        if model is None:
            self.problems.append(Problem(entry.place, "missing-key", expected="like"))
        elif not isinstance(model, Word):
            self.problems += refuse(model, "not-a-text").problems
        elif model not in known:
            self.problems += refuse(model, "unknown-id", group, nearest(model, known)).problems
        else:
            return model
        return None

    # -- lists: entries with an id, and contacts -------------------------------------------------

    def _lists(self, file: str, tree: Table, lists: Sequence[str], elsewhere: Sequence[str] = ()) -> None:
        for key, value in tree.items():
            if key in elsewhere:
                continue
            if key not in lists:
                if not elsewhere:
                    self._may_not(key, lists)
            elif not isinstance(value, Row) or not value:
                kind = "empty-list" if isinstance(value, Row) else "not-a-list"
                self.problems += refuse(value, kind).problems
            else:
                for entry in value:
                    self._listed(self._row(file, key), str(key), entry)

    def _listed(self, row: Row, group: str, entry: Node) -> None:
        if group == "contacts":  # a school's own come before those of the rulebook
            row.insert(self._contacts, entry)
            self._contacts += 1
            return
        id = _value(entry, "id")
        shipped = self._shipped.get(id) if isinstance(id, Word) else None
        if shipped is not None and isinstance(id, Word) and isinstance(entry, Table):
            index = next((n for n, old in enumerate(row) if _value(old, "id") == id), None)
            if group == "procedures" and index is not None:
                row[index] = self._extended(row[index], id, entry)
            else:
                self._note(id.place, "overlay-redefines", id, str(shipped))
            return
        if group == "rules" and isinstance(entry, Table):
            self._only_adds(entry)
        row.append(entry)

    def _only_adds(self, rule: Table) -> None:
        for other in _words_of(_value(rule, "overrides")):
            at = self._rules.get(other)
            if at is not None and added_by(at) != self._overlay:
                self._note(other.place, "overlay-overrides", other, str(at))
        then = _value(rule, "then")
        if isinstance(then, Table):
            for key in then:
                if key in _NOT_CONCLUDED:
                    self._may_not(key, CONCLUSIONS)
            for finding in _words_of(_value(then, "findings")):
                if finding in self._findings:
                    self._note(finding.place, "overlay-finding", finding)

    def _extended(self, old: Node, id: Word, entry: Table) -> Node:
        """A procedure of the rulebook with more steps, requirements and documents."""
        if not isinstance(old, Table):
            return old
        new = old
        for key, value in entry.items():
            if key not in PROCEDURE_KEYS:
                self._may_not(key, PROCEDURE_KEYS)
            elif key == "id":
                continue
            elif not isinstance(value, Row) or not value:
                kind = "empty-list" if isinstance(value, Row) else "not-a-list"
                self.problems += refuse(value, kind).problems
            elif key == "steps":
                steps = _with_more(new, "steps", Row(value.place))
                for step in value:
                    self._step(_value(steps, "steps"), id, step)
                new = steps
            else:
                new = _with_more(new, key, value)
        return new

    def _step(self, steps: Node | None, procedure: Word, step: Node) -> None:
        """Put a step behind the one it names, and behind what others put there before."""
        if not isinstance(step, Table) or not isinstance(steps, Row):
            self.problems += refuse(step, "not-a-table").problems
            return
        if (pivot := step.key("pivot")) is not None:  # it would change when shipped steps are done
            self._may_not(pivot, (*_STEP_KEYS, "if", "unless", "basis", "codes", "sources"))
        after = _value(step, "after")
        if not isinstance(after, Word):
            self.problems.append(Problem(step.place, "missing-key", expected="after"))
            return
        known = {
            str(id): n
            for n, one in enumerate(steps)
            if isinstance(id := _value(one, "id"), Word) and added_by(id.place) in (None, self._overlay)
        }
        if after not in known:
            near = nearest(after, known)
            self.problems.append(Problem(after.place, "overlay-after", shown(after), str(procedure), near))
            return
        at = known[after] + 1
        while at < len(steps) and _after(steps[at]) == after:
            at += 1
        new = _Added(step.place, str(after))
        new.update(step.only(frozenset(step) - {"after"}))
        steps.insert(at, new)

    # -- the trees -------------------------------------------------------------------------------

    def _table(self, file: str, group: str) -> Table:
        tree = self.trees[file]
        table = _value(tree, group)
        if isinstance(table, Table):
            return table
        return Table(Place(file, 1, 1))  # a sound rulebook has each of these tables

    def _row(self, file: str, key: Word) -> Row:
        tree = self.trees[file]
        row = _value(tree, key)
        if not isinstance(row, Row):
            row = Row(key.place)
            if tree is not None:
                tree[key] = row
        return row

    def _may_not(self, key: Word, allowed: Sequence[str]) -> None:
        self._note(key.place, "overlay-may-not", key, ", ".join(allowed))

    def _note(self, place: Place, kind: str, found: Word, expected: str = "") -> None:
        self.problems.append(Problem(place, kind, shown(found), expected))


class _Added(Table):
    """A step of an overlay, with the step it was put behind."""

    def __init__(self, place: Place, after: str) -> None:
        super().__init__(place)
        self.after = after


def _after(step: Node) -> str | None:
    return step.after if isinstance(step, _Added) else None


def enumerate_trees(trees: Sequence[Table | None]) -> list[tuple[str, Table | None]]:
    """The trees under names that no file has, to gather what they list."""
    return [(f"/{n}", tree) for n, tree in enumerate(trees)]


def _copied(tree: Table | None) -> Table | None:
    """A tree whose tables and lists one level down can be added to."""
    if tree is None:
        return None
    new = Table(tree.place)
    for key, value in tree.items():
        inner: Node = value
        if isinstance(value, Table):
            inner = value.only(frozenset(value))
        elif isinstance(value, Row):
            inner = Row(value.place)
            inner.extend(value)
        new[key] = inner
    return new


def _with_more(table: Table, name: str, more: Row) -> Table:
    """``table`` with its list ``name`` longer."""
    new = table.only(frozenset(table))
    key = table.key(name) or Word(name, more.place)
    old = table.get(key)
    row = Row(old.place if isinstance(old, Row) else more.place)
    row.extend(old if isinstance(old, Row) else ())
    row.extend(more)
    new[key] = row
    return new


def _value(node: Node | None, name: str) -> Node | None:
    key = node.key(name) if isinstance(node, Table) else None
    return node[key] if isinstance(node, Table) and key is not None else None


def _words_of(node: Node | None) -> list[Word]:
    if isinstance(node, Word):
        return [node]
    return [word for word in node if isinstance(word, Word)] if isinstance(node, Row) else []


def _number(node: Node | None) -> int | None:
    return int(node) if isinstance(node, Word) and node.isdecimal() and len(node) < 10 else None


def _is_hours(node: Node) -> bool:
    """Whether it is hours at all, or none; anything else is for the form to refuse."""
    return _number(node) is not None or (isinstance(node, Word) and node.is_null)

"""Reading ``templates.yaml``: every sentence, and whether there is one for everything that must be said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final

from triage.case.model import Problem as CaseProblem
from triage.rulebook.draft import measure
from triage.rulebook.fields import RoleOf
from triage.rulebook.model import Place
from triage.rulebook.names import Names
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Hole, Node, Row, Table, Word, shown
from triage.rulebook.problems import Problem, listed
from triage.rulebook.scalars import refuse
from triage.training.content_forms import SaidForm, Sentence, TemplatesDocument
from triage.training.content_problems import ContentProblem
from triage.training.narrating import NEXT, OWN, STUDENT, SUBJECT
from triage.training.reading_back import Saying, clashes
from triage.training.saying import capitals
from triage.training.templates import Said, Templates, Told, role_read
from triage.vocabulary.closed import UNKNOWN
from triage.vocabulary.open import Category, Vocabulary

_HOLDERS: Final = (SUBJECT, OWN)
_ROLE: Final = "peran"
_SAY: Final = "say"
_HOLDER: Final = re.compile(r"\{[^}]*\}")


class TemplatesReader:
    """One reading of the sentences. ``problems``: all that is wrong; ``proper``: words that are no names."""

    def __init__(self, vocabulary: Vocabulary, names: Names) -> None:
        self.problems: list[Problem] = []
        self.proper: frozenset[str] = frozenset()
        self._vocabulary = vocabulary
        self._names = names
        self._places: dict[str, Place] = {}

    def read(self, tree: Table) -> Templates | None:
        """The sentences in ``tree``, or None."""
        form, problems = measure(_open(tree), TemplatesDocument, self._names)
        self.problems += problems
        told = self._problems(tree)
        if form is None:
            return None
        self.proper = frozenset(map(str, form.proper or ()))
        templates = Templates(
            askers={
                str(asker): tuple(self._said(say) for say in says) for asker, says in form.askers.items()
            },
            joins=tuple(self._join(join) for join in form.joins.second_problem),
            problems=told,
            facts={
                (str(fact), answer): tuple(self._fact(said) for said in says)
                for fact, answers in form.facts.items()
                for answer, says in (
                    ("ya", answers.ya),
                    ("tidak", answers.tidak),
                    (UNKNOWN, answers.tidak_tahu or []),
                )
            },
            alone=frozenset(map(str, form.alone or ())),
        )
        self._complete(tree, templates)
        self._clashing(templates)
        self._named()
        return templates

    def _problems(self, tree: Table) -> dict[str, tuple[Told, ...]]:
        """The sentences for problems, category by category."""
        node = _inner(tree, "problems")
        if node is None or isinstance(node, Hole):
            return {}
        if not isinstance(node, Table):
            self.problems += refuse(node, "not-a-table").problems
            return {}
        found: dict[str, tuple[Told, ...]] = {}
        for key, entries in node.items():
            category = self._vocabulary.categories.get(str(key))
            if category is None:
                near = nearest(key, self._vocabulary.categories)
                self.problems.append(Problem(key.place, "unknown-id", shown(key), "categories", near))
            elif not isinstance(entries, Row) or not entries:
                kind = "empty-list" if isinstance(entries, Row) else "not-a-list"
                self.problems += refuse(entries, kind).problems
            else:
                told = [self._told(entry, category) for entry in entries]
                found[category.id] = tuple(one for one in told if one is not None)
        return found

    def _told(self, entry: Node, category: Category) -> Told | None:
        """One sentence for a problem, with its role and every attribute of its category."""
        if not isinstance(entry, Table):
            self.problems += refuse(entry, "not-a-table").problems
            return None
        known = (_SAY, _ROLE, *category.attributes)
        before = len(self.problems)
        for key in entry:
            if key not in known:
                found = Problem(key.place, "unknown-key", shown(key), listed(known), nearest(key, known))
                self.problems.append(found)
        for name in (_SAY, *category.attributes):
            if entry.key(name) is None:
                self.problems.append(Problem(entry.place, "missing-key", expected=name))
        say = self._measured(_inner(entry, _SAY), Sentence)
        role = self._measured(_inner(entry, _ROLE), RoleOf)
        attributes = tuple(
            (name, self._value(_inner(entry, name), (*attribute.values, UNKNOWN)))
            for name, attribute in sorted(category.attributes.items())
        )
        if len(self.problems) > before or say is None:
            return None
        read = role_read(self._vocabulary, CaseProblem(category.id, None if role is None else str(role)))
        return Told(self._said(say), read, tuple(pair for pair in attributes if pair[1] != UNKNOWN))

    def _measured(self, node: Node | None, form: Any) -> Word | None:
        if node is None:
            return None
        word, problems = measure(node, form, self._names)
        self.problems += problems
        return word if isinstance(word, Word) else None

    def _value(self, node: Node | None, values: Iterable[str]) -> str:
        if node is None or isinstance(node, Hole):
            return UNKNOWN
        allowed = tuple(values)
        if not isinstance(node, Word) or node not in allowed:
            near = nearest(node, allowed) if isinstance(node, Word) else None
            self.problems += refuse(node, "not-one-of", listed(allowed), near).problems
            return UNKNOWN
        return str(node)

    def _fact(self, form: SaidForm) -> Said:
        def those(words: list[Word] | None) -> frozenset[str] | None:
            return None if words is None else frozenset(map(str, words))

        return Said(self._said(form.say), those(form.with_), those(form.peran), those(form.asker))

    def _said(self, word: Word) -> str:
        """A sentence, its place noted, its placeholders held against those there are."""
        self._places.setdefault(str(word), word.place)
        for holder in _HOLDER.findall(word):
            if holder not in _HOLDERS:
                near = nearest(holder, _HOLDERS)
                found = ContentProblem(word.place, "odd-placeholder", holder, listed(_HOLDERS), near)
                self.problems.append(found)
        return str(word)

    def _join(self, word: Word) -> str:
        if word.count(NEXT) != 1 or not word.endswith(NEXT) or len(_HOLDER.findall(word)) != 1:
            self.problems.append(ContentProblem(word.place, "join-without-next", "", NEXT))
        return str(word)

    def _complete(self, tree: Table, templates: Templates) -> None:
        """Whether everything a case may state has a sentence; other roles than the usual may lack theirs.

        A category that an overlay adds may be without sentences; it is then not practised.
        """
        vocabulary = self._vocabulary
        for asker in vocabulary.askers:
            if asker not in templates.askers:
                self._unsaid(tree, "askers", asker)
        for category in vocabulary.categories.values():
            told = templates.problems.get(category.id, ())
            if not told and category.like is not None:
                continue
            usual = role_read(vocabulary, CaseProblem(category.id))
            for role in dict.fromkeys((usual, *(one.role for one in told))):
                for attributes in _all_attributes(category):
                    if not any(one.role == role and one.attributes == attributes for one in told):
                        self._unsaid(tree, "problems", _words(category.id, role, attributes))
        for fact, answer in product(vocabulary.facts, ("ya", "tidak")):
            said = templates.facts.get((fact, answer), ())
            if not said:
                self._unsaid(tree, "facts", f"{fact}: {answer}")
            elif all(one.conditions for one in said):
                self._unsaid(tree, "facts", f"{fact}: {answer}", "unsaid-without-condition")

    def _unsaid(self, tree: Table, part: str, what: str, kind: str = "part-unsaid") -> None:
        key = tree.key(part)
        self.problems.append(ContentProblem(tree.place if key is None else key.place, kind, what))

    def _clashing(self, templates: Templates) -> None:
        by_plain = {_plain(sentence): place for sentence, place in self._places.items()}
        for sentence, (first, second, *_) in clashes(templates).items():
            place = by_plain.get(sentence, Place("templates.yaml", 1, 1))
            self.problems.append(ContentProblem(place, "says-two-things", _saying(first), _saying(second)))

    def _named(self) -> None:
        for sentence, place in self._places.items():
            for word in capitals(sentence, self.proper):
                self.problems.append(ContentProblem(place, "name-like", word))


def _open(tree: Table) -> Table:
    """The file without the sentences for problems, which are read one by one."""
    bare = Table(tree.place)
    bare.update((key, Hole(key.place) if key == "problems" else value) for key, value in tree.items())
    return bare


def _inner(table: Table, name: str) -> Node | None:
    key = table.key(name)
    return None if key is None else table[key]


def _all_attributes(category: Category) -> Iterator[tuple[tuple[str, str], ...]]:
    """Everything that may be stated of a category's attributes, nothing included."""
    named: Mapping[str, tuple[str, ...]] = {
        name: (UNKNOWN, *attribute.values) for name, attribute in sorted(category.attributes.items())
    }
    for values in product(*named.values()):
        yield tuple((name, value) for name, value in zip(named, values, strict=True) if value != UNKNOWN)


def _words(category: str, role: str, attributes: tuple[tuple[str, str], ...]) -> str:
    stated = "".join(f", {name}: {value}" for name, value in attributes)
    return f"{category} (peran: {role}{stated})"


def _plain(sentence: str) -> str:
    return sentence.replace(SUBJECT, STUDENT).replace(OWN, f" {STUDENT}").lower()


def _saying(saying: Saying) -> str:
    _, name, parts = saying
    return f"{name} ({', '.join(value for _, value in parts)})" if parts else name

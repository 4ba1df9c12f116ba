"""Reading hand-written cases, and holding each story against its case.

A vignette shows for every part that its case states the words of the story that say it. Caught are words
that are not there, and parts that are stated without words or have words without being stated. What only
looks like a slip is told by ``triage.training.doubting``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from triage.case.model import Case
from triage.rulebook.draft import measure
from triage.rulebook.names import Names
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Hole, Row, Table, Word, shown
from triage.rulebook.problems import Problem
from triage.rulebook.scalars import refuse
from triage.training.content_forms import VignetteForm, VignettesDocument
from triage.training.content_problems import ContentProblem
from triage.training.saying import capitals, stands_in
from triage.training.written import WrittenCase
from triage.verify.placed_case import read_placed_case
from triage.vocabulary.open import Vocabulary

_CODE: Final = re.compile(r"[A-H]-[A-Z]?[0-9]{1,2}")


def read_vignettes(
    trees: Iterable[Table],
    vocabulary: Vocabulary,
    names: Names,
    proper: frozenset[str],
) -> tuple[tuple[WrittenCase, ...], tuple[Problem, ...]]:
    """Every vignette that can be read, and everything that is wrong.

    ``proper``: capitals that are no names.
    """
    reader = _Reader(vocabulary, names, proper)
    for tree in trees:
        reader.file(tree)
    return tuple(reader.found), tuple(reader.problems)


def stated(case: Case, vocabulary: Vocabulary) -> dict[str, str]:
    """What a case states by name: facts, attributes, and roles other than the usual one."""
    found: dict[str, str] = dict(case.facts)
    for problem in case.problems:
        found.update((f"{problem.category}.{name}", value) for name, value in problem.attributes)
        if problem.peran not in (None, vocabulary.categories[problem.category].role):
            found[f"{problem.category}.peran"] = str(problem.peran)
    return found


class _Reader:
    """One reading of all the files."""

    def __init__(self, vocabulary: Vocabulary, names: Names, proper: frozenset[str]) -> None:
        self.found: list[WrittenCase] = []
        self.problems: list[Problem] = []
        self._vocabulary, self._names, self._proper = vocabulary, names, proper
        self._known: dict[str, Word] = {}

    def file(self, tree: Table) -> None:
        """All vignettes of one file."""
        (name,) = VignettesDocument.known()
        bare = Table(tree.place)
        bare.update((key, Hole(key.place) if key == name else value) for key, value in tree.items())
        _, problems = measure(bare, VignettesDocument, self._names)
        self.problems += problems
        key = tree.key(name)
        entries = tree[key] if key is not None else None
        if isinstance(entries, Row) and entries:
            for entry in entries:
                self._vignette(entry)
        elif entries is not None and not isinstance(entries, Hole):
            kind = "empty-list" if isinstance(entries, Row) else "not-a-list"
            self.problems += refuse(entries, kind).problems

    def _vignette(self, entry: object) -> None:
        form, problems = measure(entry, VignetteForm, self._names)
        self.problems += problems
        if form is None:
            return
        first = self._known.setdefault(str(form.name), form.name)
        if first is not form.name:
            self.problems.append(Problem(form.name.place, "duplicate-id", shown(form.name), str(first.place)))
        if not isinstance(form.case, Table):
            self.problems += refuse(form.case, "not-a-table").problems
            return
        case, misplaced = read_placed_case(form.case, self._vocabulary)
        self.problems += misplaced
        self.problems += self._covers(form)
        self.problems += self._names_in(form)
        if case is None:
            return
        self.problems += _told(form, stated(case, self._vocabulary), self._vocabulary.facts)
        self.found.append(
            WrittenCase(
                str(form.name),
                tuple(map(str, form.covers)),
                str(form.asks),
                str(form.story),
                tuple((str(part), str(words)) for part, words in (form.says_ or {}).items()),
                case,
                form.name.place,
                tuple(map(str, form.sure or ())),
            )
        )

    def _covers(self, form: VignetteForm) -> Iterator[Problem]:
        for word in form.covers:
            if word not in self._vocabulary.categories and not _CODE.fullmatch(word):
                yield ContentProblem(word.place, "covers-unknown", shown(word))

    def _names_in(self, form: VignetteForm) -> Iterator[Problem]:
        for text in (form.story, form.asks):
            for word in capitals(text, self._proper):
                yield ContentProblem(text.place, "name-like", word)


def _told(form: VignetteForm, parts: Mapping[str, str], facts: Mapping[str, object]) -> Iterator[Problem]:
    """Whether the words that a vignette shows are those of its story, for just what its case states."""
    says = {str(part): (part, words) for part, words in (form.says_ or {}).items()}
    for part, value in parts.items():
        if part not in says:
            yield ContentProblem(form.name.place, "stated-undeclared", f"{part}: {value}")
    for word in form.sure or ():
        if word not in facts and word not in parts:
            yield Problem(word.place, "unknown-id", shown(word), "facts", nearest(word, facts))
    for name, (part, words) in says.items():
        if name not in parts:
            yield ContentProblem(part.place, "declared-unstated", name)
        elif not stands_in(words, str(form.story)):
            yield ContentProblem(words.place, "words-not-in-story", str(words))

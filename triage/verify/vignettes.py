"""Reading the vignettes beside the rules (``*.cases.yaml``): a case, its story, what is expected of it.

Read as strictly as the rules themselves and by the same forms: every problem at once, each with its
place, and a broken vignette hides nothing of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.case.model import Case
from triage.rulebook.decoding import decode
from triage.rulebook.draft import measure
from triage.rulebook.files import read_file
from triage.rulebook.model import Place, Procedure
from triage.rulebook.names import Names
from triage.rulebook.nodes import Hole, Row, Table, Word, shown
from triage.rulebook.problems import Problem
from triage.rulebook.scalars import refuse
from triage.rulebook.strict import parse
from triage.verify.carried import Carried, carried, steps_of, strange_steps
from triage.verify.placed_case import read_placed_case
from triage.verify.vignette_forms import CasesDocument, ExpectForm, VignetteForm
from triage.vocabulary.closed import Parents, Severity, Urgency
from triage.vocabulary.open import Vocabulary
from triage.vocabulary.text import Text

SUFFIX = ".cases.yaml"


@dataclass(frozen=True, slots=True)
class Expect:
    """What a decision must say. None, or an empty tuple of a ``has`` or ``no`` key: not asked.

    ``notices`` and ``tracks`` are all there may be; ``has_``, ``no_`` and the rest name some.
    """

    severity: Severity | None = None
    urgency: Urgency | None = None
    lead: str | None = None
    parents: Parents | None = None
    provisional: bool | None = None
    notices: tuple[str, ...] | None = None
    tracks: tuple[str, ...] | None = None
    has_tracks: tuple[str, ...] = ()
    no_tracks: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    no_rules: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    no_questions: tuple[str, ...] = ()
    inside: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True)
class Vignette:
    """A case with its story and what is expected of it; ``place``: where its name stands."""

    name: str
    story: Text
    case: Case
    expect: Expect
    place: Place


def read_vignettes(
    folder: Path,
    vocabulary: Vocabulary,
    rules: Iterable[str] | None = None,
    procedures: Iterable[Procedure] | None = None,
) -> tuple[tuple[Vignette, ...], tuple[Problem, ...]]:
    """Every sound vignette in the ``*.cases.yaml`` of ``folder``, and everything wrong with the rest.

    In the order of file names and lines. ``rules`` are the ids that a vignette may name, and
    ``procedures`` those whose papers and steps it may; None: any.
    """
    reader = _Reader(vocabulary, rules, None if procedures is None else tuple(procedures))
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        reader.file(path)
    return tuple(reader.vignettes), tuple(sorted(set(reader.problems)))


class _Reader:
    """One reading of all the files."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        rules: Iterable[str] | None,
        procedures: tuple[Procedure, ...] | None,
    ) -> None:
        self.vignettes: list[Vignette] = []
        self.problems: list[Problem] = []
        self._vocabulary = vocabulary
        self._names = _names(vocabulary, rules, procedures)
        self._steps: Mapping[str, tuple[str, ...]] | None = None
        if procedures is not None:
            self._steps = steps_of(procedures)
        self._known: dict[str, Place] = {}

    def file(self, path: Path) -> None:
        """All vignettes of one file."""
        file = read_file(path)
        if isinstance(file, Problem):
            self.problems.append(file)
            return
        text, problems = decode(file)
        self.problems += problems
        if text is None:
            return
        tree, problems = parse(text, str(file.name))
        self.problems += problems
        if tree is not None:
            for entry in self._entries(tree):
                self._vignette(entry)

    def _entries(self, tree: Table) -> Iterator[object]:
        """The entries of ``cases``; the file's other keys are refused."""
        name = CasesDocument.known()[0]
        _, problems = measure(_without_entries(tree, name), CasesDocument, self._names)
        self.problems += problems
        key = tree.key(name)
        entries = tree[key] if key is not None else None
        if isinstance(entries, Row) and entries:
            yield from entries
        elif entries is not None and not isinstance(entries, Hole):
            kind = "empty-list" if isinstance(entries, Row) else "not-a-list"
            self.problems += refuse(entries, kind).problems

    def _vignette(self, entry: object) -> None:
        form, problems = measure(entry, VignetteForm, self._names)
        self.problems += problems
        if not isinstance(entry, Table):
            return
        case = self._case(entry)
        name = self._name(entry)
        if form is not None and self._steps is not None:
            for track, inside in (form.expect.inside or {}).items():
                strange = tuple(strange_steps(track, inside, self._steps))
                self.problems += strange
                case = None if strange else case
        if form is not None and case is not None and name is not None:
            self.vignettes.append(
                Vignette(str(form.name), form.story.text, case, _expect(form.expect), form.name.place)
            )

    def _case(self, entry: Table) -> Case | None:
        key = entry.key("case")
        node = entry[key] if key is not None else None
        if not isinstance(node, Table):
            return None
        case, problems = read_placed_case(node, self._vocabulary)
        self.problems += problems
        return case

    def _name(self, entry: Table) -> str | None:
        """The name, noted as used; None where another vignette has it."""
        key = entry.key("name")
        name = entry[key] if key is not None else None
        if not isinstance(name, Word) or name.is_null:
            return None
        first = self._known.setdefault(str(name), name.place)
        if first != name.place:
            self.problems.append(Problem(name.place, "duplicate-id", shown(name), str(first)))
            return None
        return str(name)


def _without_entries(tree: Table, name: str) -> Table:
    """The file's own keys: its list of vignettes is read one by one."""
    bare = Table(tree.place)
    bare.update((key, Hole(key.place) if key == name else value) for key, value in tree.items())
    return bare


def _names(
    vocabulary: Vocabulary, rules: Iterable[str] | None, procedures: tuple[Procedure, ...] | None
) -> Names:
    """What a vignette may name."""
    papers: dict[str, dict[str, None] | None] = {"requirements": None, "documents": None}
    if procedures is not None:
        papers["requirements"] = {id: None for one in procedures for id, _ in one.requires}
        papers["documents"] = {id: None for one in procedures for id, _ in one.documents}
    return Names(
        {
            "askers": dict.fromkeys(vocabulary.askers),
            "roles": dict.fromkeys(vocabulary.roles),
            "categories": dict.fromkeys(vocabulary.categories),
            "facts": dict.fromkeys(vocabulary.facts),
            "parties": dict.fromkeys(vocabulary.parties),
            "notices": dict.fromkeys(vocabulary.notices),
            "rules": None if rules is None else dict.fromkeys(rules),
            **papers,
        },
        attributes={
            category.id: {id: tuple(attribute.values) for id, attribute in category.attributes.items()}
            for category in vocabulary.categories.values()
        },
    )


def _one(word: Word | None) -> Any:
    """The plain value; that it is of its closed set is what the form has checked."""
    return None if word is None else str(word)


def _expect(form: ExpectForm) -> Expect:
    def listed(words: list[Word] | None) -> tuple[str, ...]:
        return tuple(map(str, words or ()))

    return Expect(
        severity=_one(form.severity),
        urgency=_one(form.urgency),
        lead=_one(form.lead),
        parents=_one(form.parents),
        provisional=form.provisional,
        notices=None if form.notices is None else listed(form.notices),
        tracks=None if form.tracks is None else listed(form.tracks),
        has_tracks=listed(form.has_tracks),
        no_tracks=listed(form.no_tracks),
        rules=listed(form.rules),
        no_rules=listed(form.no_rules),
        questions=listed(form.questions),
        no_questions=listed(form.no_questions),
        inside=tuple(carried(track, one) for track, one in (form.inside or {}).items()),
    )

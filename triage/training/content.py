"""Reading the content of the practice room: sentences and hand-written cases, or all their problems.

Read as strictly as the rules and by the same forms. Files are handed in as they were read; nothing is
opened here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from triage.rulebook.decoding import decode
from triage.rulebook.files import RulebookFile
from triage.rulebook.model import Place, Rulebook
from triage.rulebook.names import Names
from triage.rulebook.nodes import Table
from triage.rulebook.problems import Problem, RulebookProblems
from triage.rulebook.strict import parse
from triage.training.templates import Templates
from triage.training.templates_reading import TemplatesReader
from triage.training.vignettes import read_vignettes
from triage.training.written import WrittenCase
from triage.vocabulary.open import Vocabulary

TEMPLATES: Final = "templates.yaml"
VIGNETTES: Final = ".vignettes.yaml"


@dataclass(frozen=True, slots=True)
class Content:
    """Everything of the practice room that people write."""

    templates: Templates
    vignettes: tuple[WrittenCase, ...]


def belongs(name: str) -> bool:
    """Whether a file of this name is content of the practice room."""
    return name == TEMPLATES or (name.endswith(VIGNETTES) and not name.startswith("."))


def read_content(files: Iterable[RulebookFile], book: Rulebook) -> Content:
    """The content in ``files``, checked against ``book``.

    Raises ``RulebookProblems`` with everything that is wrong with it, each with its place.
    """
    listed = sorted(files, key=lambda file: str(file.name))
    names = _names(book.vocabulary)
    problems: list[Problem] = []
    trees: dict[str, Table] = {}
    for file in listed:
        tree, wrong = _tree(file)
        problems += wrong
        if tree is not None:
            trees[str(file.name)] = tree
    reader = TemplatesReader(book.vocabulary, names)
    templates = None
    if TEMPLATES in trees:
        templates = reader.read(trees[TEMPLATES])
        problems += reader.problems
    elif all(file.name != TEMPLATES for file in listed):
        problems.append(Problem(Place(TEMPLATES, 1, 1), "file-missing", "", TEMPLATES))
    vignettes, wrong = read_vignettes(
        [tree for name, tree in trees.items() if name != TEMPLATES],
        book.vocabulary,
        names,
        reader.proper,
    )
    problems += wrong
    if problems or templates is None:
        raise RulebookProblems(sorted(set(problems)))
    return Content(templates, vignettes)


def _tree(file: RulebookFile) -> tuple[Table | None, tuple[Problem, ...]]:
    text, problems = decode(file)
    return (None, problems) if text is None else parse(text, str(file.name))


def _names(vocabulary: Vocabulary) -> Names:
    """What content may name."""
    return Names(
        {
            "askers": dict.fromkeys(vocabulary.askers),
            "roles": dict.fromkeys(vocabulary.roles),
            "categories": dict.fromkeys(vocabulary.categories),
            "facts": dict.fromkeys(vocabulary.facts),
        },
        attributes={
            category.id: {id: tuple(attribute.values) for id, attribute in category.attributes.items()}
            for category in vocabulary.categories.values()
        },
    )

"""A folder of YAML to a rulebook, or to all of its problems at once. Nothing in between ever serves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from triage.rulebook.building import build
from triage.rulebook.checks import check
from triage.rulebook.checks.basis import citations
from triage.rulebook.decoding import decode
from triage.rulebook.draft import Draft, read_draft
from triage.rulebook.files import REQUIRED, RulebookFile, fingerprint, read_files, shown_name
from triage.rulebook.model import Citation, Place, Rulebook
from triage.rulebook.names import gather
from triage.rulebook.nodes import Table
from triage.rulebook.problems import Problem, RulebookProblems
from triage.rulebook.strict import parse
from triage.rulebook.terms import terms_stand

__all__ = ["RulebookProblems", "load_rulebook", "read_files", "read_rulebook"]


def load_rulebook(folder: Path, seeds: Path | None = None) -> Rulebook:
    """The rulebook in ``folder``.

    Raises ``RulebookProblems``, which owns every problem, if there is any. ``seeds``: the folder of
    the seed documents, to check that each cited term stands in them.
    """
    book, problems = read_rulebook(folder, seeds)
    if book is None:
        raise RulebookProblems(problems)
    return book


def read_rulebook(folder: Path, seeds: Path | None = None) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    """The rulebook in ``folder`` and no problem; or None and its problems in the order of the files."""
    files, problems = read_files(folder)
    trees, more = _trees(files)
    found = [*problems, *more]
    if not files:
        return None, tuple(sorted(set(found)))
    draft, wrong = read_draft(trees, gather(trees))
    found += [*wrong, *check(draft)]
    if seeds is not None:
        found += _terms(draft, seeds)
    if found:
        return None, tuple(sorted(set(found)))
    return build(draft, fingerprint(files)), ()


def _trees(files: Sequence[RulebookFile]) -> tuple[dict[str, Table | None], list[Problem]]:
    """Each file's tree; None for what is missing or could not be read."""
    trees: dict[str, Table | None] = dict.fromkeys(REQUIRED)
    problems: list[Problem] = []
    for file in files:
        text, wrong = decode(file)
        problems += wrong
        if text is None:
            trees[file.name] = None
            continue
        trees[file.name], wrong = parse(text, shown_name(file.name))
        problems += wrong
    return trees, problems


def _terms(draft: Draft, seeds: Path) -> tuple[Problem, ...]:
    cited = [
        (one.term.place, Citation(str(one.ref), str(one.section), str(one.term))) for one in citations(draft)
    ]
    sources: dict[str, tuple[str, dict[str, str], Place]] = {
        str(id): (str(form.file), {str(k): str(v) for k, v in form.sections.items()}, form.file.place)
        for id, form in draft.sources.items()
    }
    return terms_stand(cited, sources, seeds)

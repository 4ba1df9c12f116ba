"""A folder of YAML to a rulebook, or to all of its problems at once. Nothing in between ever serves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from triage.rulebook.overlay import merge
from triage.rulebook.overlay_files import Overlay, merged_version, read_overlays
from triage.rulebook.problems import Problem, RulebookProblems
from triage.rulebook.strict import parse
from triage.rulebook.terms import terms_stand
from triage.vocabulary.values import replace

__all__ = ["RulebookProblems", "load_rulebook", "read_files", "read_rulebook"]


def load_rulebook(folder: Path, seeds: Path | None = None, overlays: Iterable[Path] = ()) -> Rulebook:
    """The rulebook in ``folder``.

    Raises ``RulebookProblems``, which owns every problem, if there is any. ``seeds``: the folder of
    the seed documents, to check that each cited term stands in them. ``overlays``: folders that add
    to the rulebook; what only a proof can tell of them is for ``triage.service.overlaid`` to refuse.
    """
    book, problems = read_rulebook(folder, seeds, overlays)
    if book is None:
        raise RulebookProblems(problems)
    return book


def read_rulebook(
    folder: Path, seeds: Path | None = None, overlays: Iterable[Path] = ()
) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    """The rulebook in ``folder`` and no problem; or None and its problems in the order of the files.

    Problems of overlays are told once the rulebook itself has none, and those of their forms once
    they ask for nothing that an overlay may not do.
    """
    files, problems = read_files(folder)
    trees, more = _trees(files, REQUIRED)
    found = [*problems, *more]
    if not files:
        return None, tuple(sorted(set(found)))
    names = gather(trees)
    draft, wrong = read_draft(trees, names)
    found += [*wrong, *check(draft)]
    if seeds is not None:
        found += _terms(draft, seeds)
    laid, wrong_overlays = read_overlays(overlays, [file.name for file in files])
    if found or not (laid or wrong_overlays):
        return (None, tuple(sorted(set(found)))) if found else (build(draft, fingerprint(files)), ())
    if wrong_overlays:
        return None, tuple(sorted(set(wrong_overlays)))
    return _merged(files, trees, str(draft.version), laid, seeds)


def _merged(
    files: Sequence[RulebookFile],
    trees: dict[str, Table | None],
    version: str,
    overlays: Sequence[Overlay],
    seeds: Path | None,
) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    """The sound rulebook of ``trees`` with ``overlays`` laid over it."""
    found: list[Problem] = []
    added = []
    for overlay in overlays:
        read, wrong = _trees(overlay.files)
        found += wrong
        added.append((overlay.name, {name.partition("/")[2]: tree for name, tree in read.items()}))
    merged = merge(trees, added)
    found += merged.problems
    if not found:
        draft, wrong = read_draft(merged.trees, replace(gather(merged.trees), likes=merged.likes))
        found += [*wrong, *check(draft)]
        if seeds is not None:
            found += _terms(draft, seeds)
        if not found:
            every = [*files, *(file for overlay in overlays for file in overlay.files)]
            return build(draft, fingerprint(every), merged_version(version, overlays)), ()
    return None, tuple(sorted(set(found)))


def _trees(
    files: Sequence[RulebookFile], required: Sequence[str] = ()
) -> tuple[dict[str, Table | None], list[Problem]]:
    """Each file's tree; None for what is missing or could not be read."""
    trees: dict[str, Table | None] = dict.fromkeys(required)
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

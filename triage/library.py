"""The public library: three functions over the service."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from threading import Lock

from triage.case.model import Case
from triage.case.reading import read_case as _read_case
from triage.decision.model import Decision
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.service.paths import shipped

_KEPT = 8
_advisors: dict[int, Advisor] = {}
_lock = Lock()


def load_rulebook(
    folder: str | PathLike[str] | None = None, overlays: Iterable[str | PathLike[str]] = ()
) -> Rulebook:
    """The rulebook in ``folder`` (default: the shipped one), with the additions in ``overlays``.

    With overlays every invariant is proved anew, which takes a while. Raises
    ``triage.rulebook.loading.RulebookProblems`` with every problem and its place.
    """
    from triage.service.overlaid import load_overlaid

    home = Path(folder) if folder is not None else shipped("rules")
    return load_overlaid(home, [Path(overlay) for overlay in overlays])


def read_case(data: object, book: Rulebook) -> Case:
    """A case from plain data (a parsed YAML or JSON file).

    Raises ``triage.case.problems.CaseError`` with everything that is wrong with it.
    """
    return _read_case(data, book.vocabulary)


def decide(book: Rulebook, case: Case) -> Decision:
    """The decision on ``case`` by ``book``.

    Raises ``triage.case.problems.CaseError`` for a case outside the rulebook's vocabulary, and
    ``triage.inference.errors.InferenceError`` when no decision could be made.
    """
    advisor = _advisor(book)
    return advisor.decide(advisor.check(case))


def _advisor(book: Rulebook) -> Advisor:
    with _lock:
        advisor = _advisors.get(id(book))
        if advisor is None or advisor.book is not book:
            if len(_advisors) >= _KEPT:
                _advisors.pop(next(iter(_advisors)))
            advisor = _advisors[id(book)] = Advisor(book)
        return advisor

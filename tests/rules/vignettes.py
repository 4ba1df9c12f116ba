"""The vignettes beside the rules, read as ``triage rules test`` reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from triage.rulebook.loading import load_rulebook
from triage.rulebook.model import Rulebook
from triage.verify.vignettes import Vignette, read_vignettes

ROOT = Path(__file__).resolve().parent.parent.parent


@cache
def shipped_book() -> Rulebook:
    """The shipped rulebook, for what is told apart before any fixture runs."""
    return load_rulebook(ROOT / "rules")


def vignettes(folder: Path = ROOT / "rules") -> tuple[Vignette, ...]:
    """Every vignette in ``folder`` (default: beside the shipped rules), in file order."""
    book = shipped_book()
    found, problems = read_vignettes(
        folder, book.vocabulary, [rule.id for rule in book.rules], book.procedures
    )
    assert not problems, "\n".join(problem.line() for problem in problems)
    return found

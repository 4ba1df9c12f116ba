"""Proving a rulebook from its folder: load it, add the invariants, check it, decide each witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from triage.deciding.errors import NoPath
from triage.inference.errors import InferenceError
from triage.rulebook.problems import RulebookProblems
from triage.service.advisor import Advisor
from triage.service.paths import shipped
from triage.verify.check import Checked, check, invariants_of, skipped
from triage.verify.flaws import Flaw


def prove(folder: Path | None, seeds: Path | None, today: date, overlays: Sequence[Path] = ()) -> Checked:
    """Everything found in the rulebook in ``folder`` (None: the shipped one) with ``overlays``.

    ``seeds``: the folder of the seed documents, so that citations are looked up there. Raises
    ``RulebookProblems`` for a rulebook or an ``invariants.yaml`` that cannot be read.
    """
    from triage.rulebook.loading import load_rulebook

    home = folder if folder is not None else shipped("rules")
    book = load_rulebook(home, seeds, overlays)
    if overlays:
        from triage.service.overlaid import laid_over, overlaid_invariants

        base, laid = load_rulebook(home), laid_over(home, overlays)
        invariants, problems = overlaid_invariants(base, book, home, laid)
    else:
        invariants, problems = invariants_of(book, shipped("rules"), [home])
    if problems:
        raise RulebookProblems(problems)
    checked = check(book, invariants, today)
    advisor = Advisor(book)
    again = [_again(advisor, flaw) for flaw in checked.flaws]
    unconfirmed = [flaw for flaw in again if flaw is not None]
    return replace(checked, flaws=(*checked.flaws, *unconfirmed))


def _again(advisor: Advisor, flaw: Flaw) -> Flaw | None:
    """Decide a witness with the live engine; a flaw of its own if that does not go as it should."""
    if flaw.witness is None:
        return None
    try:
        advisor.decide(flaw.witness)
    except NoPath as error:
        return None if flaw.kind in ("no-lead", "nobody-acts") else skipped(flaw.rule, error)
    except InferenceError as error:
        return skipped(flaw.rule, error)
    return skipped(flaw.rule, LookupError(flaw.kind)) if flaw.kind in ("no-lead", "nobody-acts") else None

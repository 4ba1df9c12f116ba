"""Proving a rulebook from its folder: load it, add the invariants, check it, decide each witness."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from triage.deciding.errors import NoPath
from triage.inference.errors import InferenceError
from triage.rulebook.files import VOCABULARY
from triage.rulebook.nodes import Table
from triage.rulebook.problems import RulebookProblems
from triage.rulebook.strict import parse
from triage.service.advisor import Advisor
from triage.service.paths import shipped
from triage.verify.check import Checked, check, invariants_of, unconfirmed
from triage.verify.flaws import Flaw
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace


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
    flaws = [_at_its_fact(flaw, home) for flaw in checked.flaws]
    advisor = Advisor(book)
    unsure = [one for flaw in flaws if (one := _again(advisor, flaw)) is not None]
    return replace(checked, flaws=tuple(sorted([*flaws, *unsure], key=lambda flaw: flaw.order)))


def _at_its_fact(flaw: Flaw, home: Path) -> Flaw:
    """A flaw about a fact, at the line of its fact: values of the vocabulary have no places."""
    if flaw.kind != "unread-fact":
        return flaw
    tree, _ = parse((home / VOCABULARY).read_text(encoding="utf-8"), VOCABULARY)
    facts = tree[key] if tree is not None and (key := tree.key("facts")) is not None else None
    fact = facts.key(flaw.rule) if isinstance(facts, Table) else None
    return flaw if fact is None else replace(flaw, place=fact.place)


def _again(advisor: Advisor, flaw: Flaw) -> Flaw | None:
    """Decide a witness with the live engine; a flaw of its own if that does not go as it should."""
    if flaw.witness is None:
        return None
    pathless = flaw.kind in ("no-lead", "nobody-acts")
    try:
        advisor.decide(flaw.witness)
    except NoPath as error:
        # A case without a path may break an invariant, too; only then it cannot be decided in full.
        told = pathless or flaw.kind == "invariant"
        return None if told else unconfirmed(flaw, Text(error.said("id"), error.said("en")))
    except InferenceError as error:
        return unconfirmed(flaw, Text(error.said("id"), error.said("en")))
    return unconfirmed(flaw) if pathless else None

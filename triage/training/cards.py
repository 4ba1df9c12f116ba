"""All cards of a rulebook with their sites: one card per active rule, one per boundary between paths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.training.boundaries import boundaries
from triage.training.grounds import Grounds
from triage.training.model import Card, Path
from triage.training.rule_cards import RuleSearch
from triage.training.stock import Site, Stock, oddness
from triage.vocabulary.closed import ANSWERS
from triage.vocabulary.open import Vocabulary

Data = dict[str, Any]


def stocks(
    book: Rulebook, reference: ReferenceEvaluator, usable: Callable[[Case], bool]
) -> tuple[Stock, ...]:
    """A stock for every active rule and every boundary of ``book``, rules first.

    ``usable``: whether a case with these problems may be drilled (facts and attributes aside); a card
    for which none may be has no sites. A rule that stands in no case with one problem is looked for in
    cases with two.
    """
    grounds, odd = Grounds(book, reference, usable), oddness(book)
    search = RuleSearch(book, odd)
    categories = list(grounds.of_categories())
    for category in categories:
        search.see(category)
    if search.waits():
        for ground in grounds.of_pairs():
            search.see((ground,))
            if not search.waits():
                break
    return (*search.stocks(), *boundaries(categories, odd))


def as_data(listed: tuple[Stock, ...]) -> list[Data]:
    """Stocks as plain data, so that they can be kept beside the rulebook they are made from."""
    return [
        {
            "id": stock.card.id,
            "kind": stock.card.kind,
            "rules": list(stock.card.rules),
            "name": stock.card.name,
            "paths": [[path.severity, path.action, path.to] for path in stock.card.paths],
            "touches": stock.card.touches,
            "sites": [
                [_as_data(site.case), [[name, _as_data(pair)] for name, pair in site.pairs]]
                for site in stock.sites
            ],
        }
        for stock in listed
    ]


def from_data(data: list[Data], vocabulary: Vocabulary) -> tuple[Stock, ...]:
    """The inverse of ``as_data``. Raises ``ValueError``, ``KeyError`` or ``TypeError`` on anything else, and
    where a case has a word that ``vocabulary`` does not know."""
    known = _Known(vocabulary)
    return tuple(_stock(one, known) for one in data)


class _Known:
    """Reads cases of kept cards, and holds their words against the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def case(self, data: list[Any]) -> Case:
        asker, problems, facts = data
        case = Case(
            asker,
            tuple(
                Problem(category, role, tuple((name, value) for name, value in attributes))
                for category, role, attributes in problems
            ),
            tuple((fact, answer) for fact, answer in facts),
        )
        known = self._vocabulary
        if (
            asker not in known.askers
            or any(problem.category not in known.categories for problem in case.problems)
            or any(fact not in known.facts or answer not in ANSWERS for fact, answer in case.facts)
        ):
            raise ValueError(data)
        return case


def _as_data(case: Case) -> list[Any]:
    problems = [[problem.category, problem.peran, [*problem.attributes]] for problem in case.problems]
    return [case.asker, problems, [*case.facts]]


def _stock(data: Data, known: _Known) -> Stock:
    card = Card(
        data["id"],
        data["kind"],
        tuple(data["rules"]),
        data["name"],
        tuple(Path(*path) for path in data["paths"]),
        data["touches"],
    )
    sites = tuple(
        Site(known.case(case), tuple((name, known.case(pair)) for name, pair in pairs))
        for case, pairs in data["sites"]
    )
    return Stock(card, sites)

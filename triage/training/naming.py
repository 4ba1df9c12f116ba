"""Which cards belong to the deck of a name: a category, a fact, a rule, or a kind of card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from triage.rulebook.model import Rulebook
from triage.training.model import Drill
from triage.training.stock import Stock


def names(book: Rulebook, stocks: Iterable[Stock], written: Iterable[Drill]) -> Mapping[str, tuple[str, ...]]:
    """Every name with the ids of its cards, in the order of the cards; names without cards are left out.

    ``danger``: cards in which a danger fact decides. A category: cards of rules that name it and have a
    case of it, boundaries
    of its attributes and roles, and boundaries that only its cases show. A fact or attribute: cards in
    whose rules or boundary it is asked. A rule: its card, and the boundaries it makes.
    """
    found: dict[str, dict[str, None]] = {
        name: {} for name in ("all", "rules", "boundaries", "danger", "written")
    }
    listed = tuple(stocks)
    for stock in listed:
        for name in _names(book, stock):
            found.setdefault(name, {})[stock.card.id] = None
    cards = {stock.card.id for stock in listed}
    for drill in written:
        if drill.card in cards:
            found["written"][drill.card] = None
    order = {stock.card.id: n for n, stock in enumerate(listed)}
    return {name: tuple(sorted(ids, key=order.__getitem__)) for name, ids in found.items() if ids}


def _names(book: Rulebook, stock: Stock) -> Iterator[str]:
    card = stock.card
    shown = {problem.category for site in stock.sites for problem in site.case.problems}
    yield "all"
    yield "rules" if card.kind == "rule" else "boundaries"
    yield from card.rules
    asked = {card.name} if card.name else set()
    if card.kind == "rule":
        for rule in (book.rule(id) for id in card.rules):
            if rule is not None:
                asked |= {fact for fact, _ in rule.when.facts}
                yield from (rule.when.problem or frozenset()) & shown
    yield from asked
    if any(name in book.vocabulary.facts and book.vocabulary.facts[name].danger for name in asked):
        yield "danger"
    if "." in card.name:
        yield card.name.partition(".")[0]
    if card.kind == "boundary" and len(shown) == 1:
        yield from shown

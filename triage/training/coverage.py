"""How much of a rulebook can be practised: active rules, and boundaries between paths, with a drill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.training.stock import Stock


@dataclass(frozen=True, slots=True)
class Coverage:
    """``rules`` and ``boundaries``: how many there are; ``missing``: the cards that have no drill, in order.

    ``touches``: of the rules, how many are drilled where they move the path, another part of the outcome,
    or steps and papers only.
    """

    rules: int
    boundaries: int
    missing: tuple[str, ...]
    touches: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float:
        """The share of cards that have a drill; 1 where there are none."""
        whole = self.rules + self.boundaries
        return 1.0 if not whole else (whole - len(self.missing)) / whole


def coverage(stocks: Iterable[Stock]) -> Coverage:
    """The coverage of all stocks of a rulebook, those without sites included."""
    listed = tuple(stocks)
    rules = [stock for stock in listed if stock.card.kind == "rule"]
    touches: dict[str, int] = {"path": 0, "outcome": 0, "procedure": 0}
    for stock in rules:
        touches[stock.card.touches] += bool(stock.sites)
    return Coverage(
        len(rules),
        len(listed) - len(rules),
        tuple(stock.card.id for stock in listed if not stock.sites),
        tuple(touches.items()),
    )

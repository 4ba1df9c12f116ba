"""The deck: every card of a rulebook, drills from it by seed, and the hand-written cases.

The entry that surfaces and sessions use. It opens no file and knows no clock: the service hands it the
rulebook and the content, and may keep its cards (``as_data``) beside the rulebook's fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Final

from triage.case.model import Case
from triage.decision.model import Decision
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.rulebook.nearest import nearest
from triage.training import cards
from triage.training.cards import Data
from triage.training.coverage import Coverage, coverage
from triage.training.drilling import Driller
from triage.training.keys import Keys
from triage.training.model import Card, Drill, Key
from triage.training.naming import names
from triage.training.narrating import Narrator
from triage.training.stock import Stock
from triage.training.templates import Templates
from triage.training.written import Written, WrittenCase
from triage.vocabulary.closed import Lang

#: Between a card's id and the seed in the id of a drill.
_SEED: Final = "@"


class UnknownDeck(KeyError):
    """No deck has this name. ``known``: those there are; ``nearest``: the one most like it, if any."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name, self.known, self.nearest = name, tuple(known), nearest(name, known)

    def said(self, lang: Lang) -> str:
        """One sentence, and what to do."""
        near = self.nearest
        if lang == "en":
            hint = f" Did you mean {near}?" if near else " See `triage train decks`."
            return f"There is no deck “{self.name}”.{hint}"
        hint = f" Maksud Anda {near}?" if near else " Lihat `triage train decks`."
        return f"Tidak ada kumpulan kartu “{self.name}”.{hint}"


class UnknownDrill(KeyError):
    """No card of this rulebook has a drill of this id, perhaps because the rules changed."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id

    def said(self, lang: Lang) -> str:
        """One sentence."""
        if lang == "en":
            return f"There is no drill “{self.id}” with these rules; they may have changed since."
        return f"Tidak ada latihan “{self.id}” dengan aturan ini; mungkin aturannya sudah berubah."


class Deck:
    """Every card that can be drilled, by one rulebook, its templates and its hand-written cases.

    ``stocks``: those of an earlier deck of the same rulebook and templates (``as_data``); None: looked
    for anew.
    """

    def __init__(
        self,
        book: Rulebook,
        templates: Templates,
        vignettes: Sequence[WrittenCase] = (),
        stocks: tuple[Stock, ...] | None = None,
    ) -> None:
        self.book = book
        self.narrator = Narrator(book.vocabulary, templates)
        self._reference = ReferenceEvaluator(book)
        self._driller = Driller(book, self._reference, self.narrator)
        self._keys = Keys(book, self._reference)
        self._vignettes = tuple(vignettes)
        self.stocks = stocks or cards.stocks(book, self._reference, self.narrator.can_tell_problems)
        self._stocks = {stock.card.id: stock for stock in self.stocks if stock.sites}
        self.cards: Mapping[str, Card] = {id: stock.card for id, stock in self._stocks.items()}

    def drill(self, card_id: str, seed: int) -> Drill:
        """The drill of a card for one seed, always the same. Raises ``UnknownDrill``."""
        return self._driller.drill(self._stock(card_id), seed)

    def drills(self, card_id: str, seed: int, count: int) -> tuple[Drill, ...]:
        """Up to ``count`` drills of a card with different cases. Raises ``UnknownDrill``."""
        return self._driller.drills(self._stock(card_id), seed, count)

    def again(self, id: str) -> Drill:
        """The drill with this id, generated or written. Raises ``UnknownDrill``."""
        for drill in self.written:
            if drill.id == id:
                return drill
        card, _, seed = id.rpartition(_SEED)
        if not seed.isdecimal() or card not in self._stocks:
            raise UnknownDrill(id)
        return self.drill(card, int(seed))

    @cached_property
    def written(self) -> tuple[Drill, ...]:
        """The hand-written cases as drills, in the order of the files."""
        written = Written(self.book, self._reference, self._keys, self.cards)
        return tuple(written.drill(vignette) for vignette in self._vignettes)

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The cards of every deck that has a name: all, rules, boundaries, danger, written, and every
        category, fact and rule."""
        return names(self.book, self._stocks.values(), self.written)

    def named(self, name: str) -> tuple[str, ...]:
        """The ids of the cards of a deck. Raises ``UnknownDeck``."""
        if name not in self.names:
            raise UnknownDeck(name, tuple(self.names))
        return self.names[name]

    def key(self, decide: Callable[[Case], Decision], drill: Drill) -> Key:
        """The right answer to a drill, by the engine behind ``decide``."""
        return self._keys.key(decide, drill)

    def as_data(self) -> list[Data]:
        """The cards and their sites as plain data."""
        return cards.as_data(self.stocks)

    @cached_property
    def coverage(self) -> Coverage:
        """How many rules and boundaries have a drill, and which have none."""
        return coverage(self.stocks)

    def _stock(self, card: str) -> Stock:
        if card not in self._stocks:
            raise UnknownDrill(card)
        return self._stocks[card]

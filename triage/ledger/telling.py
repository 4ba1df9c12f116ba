"""Counts, times and ids in words: for the report as a page and in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from triage.ledger.grouping import Span, Table
from triage.ledger.report_words import say
from triage.ledger.statistics import RuleOverridden, Statistics
from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import SEVERITIES, Lang


class Wording:
    """Says things in one language and in the words of one rulebook; an id it does not know stays an id."""

    def __init__(self, book: Rulebook, lang: Lang) -> None:
        self._words = book.vocabulary
        self._titles = {rule.id: rule.title for rule in book.rules}
        self.lang = lang
        self.say: Callable[..., str] = partial(say, lang=lang)

    def number(self, value: int | None) -> str:
        """A count with its thousands apart; a dash for what is not shown."""
        if value is None:
            return self.say("hidden")
        return f"{value:,}".replace(",", "." if self.lang == "id" else ",")

    def cases(self, number: int, nearly: bool) -> str:
        """How many cases; of nearly all no number."""
        return self.say("nearly_all") if nearly else self.number(number)

    def day(self, value: date) -> str:
        """``2 Mar 2026``."""
        return f"{value.day} {self.month(value.month)} {value.year}"

    def month(self, number: int) -> str:
        """``Mar``."""
        return self.say("month_names").split()[number - 1]

    def span(self, span: Span) -> str:
        """``Mar 2026`` or ``Jan–Mar 2026``."""
        (year, month), (last_year, last_month) = parts_of(span.first), parts_of(span.last)
        if span.first == span.last:
            return f"{self.month(month)} {year}"
        first = self.month(month) if year == last_year else f"{self.month(month)} {year}"
        return f"{first}–{self.month(last_month)} {last_year}"

    def time(self, value: timedelta | None) -> str:
        """``40 menit``, ``5 jam``, ``3 hari``: as exact as one needs it."""
        if value is None:
            return self.say("hidden")
        hours = value.total_seconds() / 3600
        if hours < 2:
            return self.say("minutes", n=round(hours * 60))
        if hours < 48:
            return self.say("hours", n=self._decimal(hours) if hours < 10 else round(hours))
        return self.say("days", n=self._decimal(hours / 24))

    def of(self, group: str, id: str) -> str:
        """A value of a closed set (``severity``, ``urgency``)."""
        text = self._words.labels.get(group, {}).get(id)
        return text.said(self.lang) if text is not None else id

    def urgency(self, id: str) -> str:
        """An urgency; the empty one is all cases."""
        return self.of("urgency", id) if id else self.say("all_cases")

    def category(self, id: str) -> str:
        """A problem."""
        known = self._words.categories.get(id)
        return known.label.said(self.lang) if known is not None else id

    def fact(self, name: str) -> str:
        """A fact, or an attribute with its category."""
        category, dot, attribute = name.partition(".")
        if not dot:
            fact = self._words.facts.get(name)
            return fact.label.said(self.lang) if fact is not None else name
        known = self._words.categories.get(category)
        said = known.attributes.get(attribute) if known is not None else None
        label = said.label.said(self.lang) if said is not None else attribute
        return f"{self.category(category)}: {label}"

    def rule(self, rule: RuleOverridden) -> str:
        """The title of a rule; as it was recorded where the rulebook at hand has no such rule."""
        title = self._titles.get(rule.rule)
        return title.said(self.lang) if title is not None else rule.title

    def directions(self, rule: RuleOverridden) -> str:
        """``Turun 5, Lain 6``."""
        said = [
            f"{self.say(f'direction_{group.name}')} {self.number(group.cases)}"
            for group in rule.directions.shown
        ]
        if rule.directions.rest:
            said.append(f"{self.say('rest')} {self.number(rule.directions.rest)}")
        return ", ".join(said)

    def followed(self, found: Statistics) -> str:
        """In how many cases the advice was followed."""
        return self._shown(found.choices, "same")

    def heavy(self, found: Statistics) -> str:
        """How many cases are of the highest severity."""
        return self._shown(found.severity, SEVERITIES[-1])

    def _shown(self, table: Table, name: str) -> str:
        shown = {group.name: group.cases for group in table.shown}
        return self.number(shown.get(name, None if table.rest or table.withheld else 0))

    def _decimal(self, value: float) -> str:
        text = f"{value:.1f}".removesuffix(".0")
        return text.replace(".", ",") if self.lang == "id" else text


def parts_of(month: str) -> tuple[int, int]:
    """``2026-03`` as year and month."""
    year, _, number = month.partition("-")
    return int(year), int(number)

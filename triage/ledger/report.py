"""The report: one HTML page with pictures, for a headmaster or supervisor to read and print.

It asks nothing of any network, holds no name, code or case, and every word from outside goes through
Jinja's escaping.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from triage.ledger.drawing import Bars, Columns, Piece, bars, columns, pieces
from triage.ledger.grouping import SMALLEST, Group, Span, Table
from triage.ledger.statistics import NONE, FirstAction, Statistics
from triage.ledger.telling import Wording, parts_of
from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import SEVERITIES, URGENCIES, Lang

DIRECTIONS: Final = ("same", "up", "sideways", "down", NONE)


class NoTemplates(Exception):
    """Jinja2 is not installed: it comes with the extra ``ledger``."""


@dataclass(frozen=True, slots=True)
class About:
    """What a report says of itself. ``until`` is the last day; ``integrity`` a sentence on the check."""

    ledger: str
    made: datetime
    last: int
    head: str
    integrity: str
    demo: bool = False
    since: date | None = None
    until: date | None = None
    program: str = ""


def report_html(found: Statistics, book: Rulebook, about: About, lang: Lang = "id") -> str:
    """The report in ``lang``: the same bytes for the same input. Raises ``NoTemplates`` without Jinja2."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise NoTemplates from error
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    page = _Page(found, book, about, lang)
    return environment.get_template("report.html.jinja").render(
        page=page, found=found, about=about, book=book, lang=lang, say=page.say, smallest=SMALLEST
    )


class _Page(Wording):
    """What the template asks for: words, and pictures made of the counts."""

    def __init__(self, found: Statistics, book: Rulebook, about: About, lang: Lang) -> None:
        super().__init__(book, lang)
        self._found = found
        self._about = about

    def period(self) -> str:
        """Which time the report speaks of."""
        days = (self._about.since, self._about.until)
        since, until = (None if day is None else self.day(day) for day in days)
        if since is None:
            return self.say("period_all" if until is None else "period_until", until=until)
        return self.say("period_from" if until is None else "period_between", since=since, until=until)

    def first_actions(self) -> tuple[FirstAction, ...]:
        """All together, then by urgency; one urgency alone says nothing that all together does not."""
        found = self._found.first_action
        return found[:1] if len(found) == 2 else found

    def levels(self, table: Table, group: str) -> Bars:
        """A table of severities or urgencies, lightest first."""
        order: tuple[str, ...] = (*SEVERITIES, *URGENCIES)
        rows = sorted(table.shown, key=lambda one: order.index(one.name))
        return self._bars(table, [(self.of(group, one.name), one, one.name) for one in rows], half=True)

    def categories(self) -> Bars:
        """Problems, the most frequent first."""
        listed = self._found.category
        return self._bars(listed, [(self.category(one.name), one, "") for one in listed.shown])

    def questions(self) -> Bars:
        """Open questions, the most frequent first."""
        listed = self._found.questions
        return self._bars(listed, [(self.fact(one.name), one, "") for one in listed.shown])

    def months(self) -> Columns:
        """Cases over time."""
        return columns([self._span(span, n == 0) for n, span in enumerate(self._found.months)])

    def joined(self) -> bool:
        """Whether any months were put together."""
        return any(span.first != span.last for span in self._found.months)

    def choices(self) -> tuple[Piece, ...]:
        """What was chosen, as one bar."""
        shown = {group.name: group.cases for group in self._found.choices.shown}
        parts: list[tuple[str, int, str, str]] = [
            (self.say(f"direction_{name}"), shown[name], self.number(shown[name]), name)
            for name in DIRECTIONS
            if name in shown
        ]
        if self._found.choices.rest:
            rest = self._found.choices.rest
            parts.append((self.say("rest"), rest, self.number(rest), "rest"))
        return pieces(parts)

    def _bars(self, table: Table, rows: list[tuple[str, Group, str]], *, half: bool = False) -> Bars:
        drawn = [
            (label, group.cases, self.cases(group.cases, group.nearly), kind) for label, group, kind in rows
        ]
        if table.rest:
            drawn.append((self.say("rest"), table.rest, self.cases(table.rest, table.rest_nearly), "rest"))
        return bars(drawn, half=half)

    def _span(self, span: Span, first: bool) -> tuple[int, int, str, str, str]:
        (year, month), (last_year, last_month) = parts_of(span.first), parts_of(span.last)
        many = (last_year - year) * 12 + last_month - month + 1
        label = self.month(month) if many == 1 else f"{self.month(month)}–{self.month(last_month)}"
        below = str(last_year) if first or month == 1 or year != last_year else ""
        return many, span.cases, self.number(span.cases), label, below

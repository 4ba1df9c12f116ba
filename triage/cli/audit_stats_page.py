"""What ``triage audit stats`` shows to people: the report in a terminal, in the report's own words."""

from __future__ import annotations

from collections.abc import Callable

from triage.cli.session import Session
from triage.cli.sheet import HEADING, QUIET, Sheet
from triage.ledger.grouping import SMALLEST, Table
from triage.ledger.statistics import Statistics
from triage.ledger.telling import Wording

#: The longest bar, in signs.
_BAR = 24
#: So many rows of a table are shown.
_SHOWN = 12


def show_statistics(session: Session, found: Statistics) -> None:
    """Everything that the report holds, as far as a terminal can."""
    words = Wording(session.book, session.lang)
    tell = words.say
    sheet = Sheet(session.console())
    if not found.cases:
        sheet.put(tell("nothing" if found.cases == 0 else "too_few", n=SMALLEST))
        sheet.print()
        return
    sheet.put(
        f"{words.number(found.cases)} {tell('cases')}, {words.number(found.children)} {tell('students')}",
        style=HEADING,
    )
    sheet.put(tell("privacy", n=SMALLEST), style=QUIET)
    _table(sheet, words, "severity", found.severity, lambda id: words.of("severity", id))
    _table(sheet, words, "urgency", found.urgency, lambda id: words.of("urgency", id))
    _months(sheet, words, found)
    _table(sheet, words, "category", found.category, words.category)
    _table(sheet, words, "choices", found.choices, lambda id: tell(f"direction_{id}"))
    sheet.heading(tell("overridden"))
    for rule in found.overridden[:_SHOWN]:
        of = f" {tell('column_of')} {words.number(rule.of)}" if rule.of else ""
        sheet.put(
            f"{words.rule(rule)} ({rule.rule}): {words.number(rule.cases)}{of}; {words.directions(rule)}",
            lead="  • ",
        )
        sheet.put(f"{tell('column_behind')}: {', '.join(map(str, rule.seqs))}", indent=4, style=QUIET)
    if not found.overridden:
        sheet.put(tell("overridden_none", n=SMALLEST), indent=2)
    _table(sheet, words, "questions", found.questions, words.fact)
    sheet.heading(tell("first_action"))
    for one in found.first_action:
        said = [
            f"{tell('column_half').lower()} {words.time(one.half)}",
            f"{tell('column_most').lower()} {words.time(one.most)}",
            f"{tell('column_waiting').lower()} {words.number(one.waiting)}",
        ]
        sheet.put(f"{words.urgency(one.urgency)} ({words.number(one.cases)}): {', '.join(said)}", lead="  • ")
    sheet.print()


def _table(sheet: Sheet, words: Wording, heading: str, table: Table, named: Callable[[str], str]) -> None:
    tell = words.say
    sheet.heading(tell(heading))
    if table.withheld or not table.shown:
        key = "withheld" if table.withheld else "not_parted" if table.rest else "none"
        sheet.put(tell(key, n=SMALLEST), indent=2)
        return
    rows = [
        (named(group.name), group.cases, words.cases(group.cases, group.nearly))
        for group in table.shown[:_SHOWN]
    ]
    if table.rest:
        rows.append((tell("rest"), table.rest, words.cases(table.rest, table.rest_nearly)))
    _bars(sheet, rows)


def _months(sheet: Sheet, words: Wording, found: Statistics) -> None:
    tell = words.say
    sheet.heading(tell("months"))
    _bars(sheet, [(words.span(span), span.cases, words.number(span.cases)) for span in found.months])


def _bars(sheet: Sheet, rows: list[tuple[str, int, str]]) -> None:
    most = max((number for _, number, _ in rows), default=0) or 1
    wide = max((len(label) for label, _, _ in rows), default=0)
    digits = max((len(said) for _, _, said in rows), default=0)
    for label, number, said in rows:
        bar = "█" * max(1 if number else 0, round(_BAR * number / most))
        sheet.put(f"{label.ljust(wide)}  {said.rjust(digits)}  {bar}".rstrip(), indent=2)

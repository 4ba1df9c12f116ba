"""What ``triage audit list`` and ``show`` print for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text as Words

from triage.cli.audit_words import say
from triage.cli.labels import Labels
from triage.cli.ledger import access_of
from triage.cli.session import Session
from triage.cli.sheet import HEADING, QUIET, WARNING, Sheet, pieces
from triage.cli.when import moment

if TYPE_CHECKING:
    from triage.ledger.opened import Opened
    from triage.ledger.store import Ledger
    from triage.rulebook.model import Rulebook

#: So much of a token tells students apart in a list.
_TOKEN = 8
#: What is shown of a body, in this order.
_FIELDS = (
    "direction",
    "chosen",
    "reason_code",
    "text",
    "track",
    "step",
    "state",
    "why",
    "basis",
    "format",
    "count",
    "filters",
    "by",
    "second",
)


def show_entries(session: Session, entries: Sequence[Opened]) -> None:
    """One line an entry; what is not known of it is left out."""
    lang = session.lang
    sheet = Sheet(session.console())
    if not entries:
        sheet.put(say("no_entries", lang))
        sheet.print()
        return
    heads = [say(f"column_{name}", lang) for name in ("seq", "at", "kind", "subject", "of", "noted")]
    rows = [heads, *([*_cells(session, entry)] for entry in entries)]
    widths = [max(len(cell) for cell in column) + 2 for column in zip(*rows, strict=True)]
    for n, cells in enumerate(rows):
        line = "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        sheet.lines.append(Words(line.rstrip(), style=HEADING if n == 0 else ""))
    sheet.print()


def show_entry(
    session: Session, ledger: Ledger, entry: Opened, later: Sequence[Opened], *, full: bool
) -> None:
    """An entry with what is in it; a decision as it was shown, by the words of its own rulebook."""
    lang = session.lang
    sheet = Sheet(session.console())
    head = say("entry_head", lang, seq=entry.seq, kind=say(f"kind_{entry.kind}", lang), at=moment(entry.at))
    sheet.put(head, style=HEADING)
    if entry.ref is not None:
        sheet.put(say("entry_of", lang, ref=entry.ref))
    if entry.refers is not None:
        sheet.put(say("entry_refers", lang, seq=entry.refers))
    if entry.back:
        sheet.put(say("clock_back", lang), style=WARNING)
    sheet.put(
        say("entry_made", lang, program=entry.program, engine=", ".join(entry.engine) or "–"), style=QUIET
    )
    if entry.rulebook is not None:
        sheet.put(say("entry_rules", lang, sha=entry.rulebook[:12]), style=QUIET)
    if entry.body is None:
        sheet.put(say("erased_body", lang), style=WARNING)
        sheet.print()
        return
    if entry.kind != "decision":
        _put_body(session, sheet, entry)
        sheet.print()
        return
    by = Labels(session.book, lang).asker(entry.body["recorded_by"])
    sheet.put(say("recorded_by", lang, by=by), style=QUIET)
    sheet.blank()
    if "case" in entry.body:  # not every role sees it
        sheet.put(say("as_stated", lang), style=HEADING)
        _put_case(session, sheet, entry.body["case"])
        sheet.blank()
    sheet.put(say("as_advised", lang), style=HEADING)
    sheet.print()
    _show_decision(session, ledger, entry, full)
    below = Sheet(session.console())
    below.blank()
    below.put(say("since_then", lang), style=HEADING)
    for one in later:
        below.put(
            pieces((f"{moment(one.at)}  {say(f'kind_{one.kind}', lang)} ({one.seq})", "bold")), lead="  • "
        )
        if one.body is not None:
            _put_body(session, below, one, indent=4, told=entry.body["decision"])
    if not later:
        below.put(say("nothing_since", lang), indent=2)
    below.print()


def _show_decision(session: Session, ledger: Ledger, entry: Opened, full: bool) -> None:
    from triage.cli.decision_page import show_decision

    assert entry.body is not None
    book = _book(session, ledger, entry.rulebook)
    page = Session(session.lang, _book=book)
    more = None if full else say("more_show", session.lang, seq=entry.seq)
    show_decision(page, entry.body["decision"], full=full, more=more)


def _book(session: Session, ledger: Ledger, sha256: str | None) -> Rulebook:
    """The rulebook of an entry; the one at hand is enough for its words where it is the same or the other "
    "is gone."""
    from triage.ledger.replay import RulebookMissing, RulebookUnreadable
    from triage.service.kept import restored

    if sha256 is None or sha256 == session.book.sha256:
        return session.book
    try:
        return restored(ledger, sha256)
    except (RulebookMissing, RulebookUnreadable):
        return session.book


def _put_case(session: Session, sheet: Sheet, case: dict[str, Any]) -> None:
    labels = Labels(session.book, session.lang)
    sheet.put(say("asked_by", session.lang, asker=labels.asker(case["asker"])), indent=2)
    for problem in case["problems"]:
        said = [labels.role(problem["peran"])] if "peran" in problem else []
        attributes = {name: value for name, value in problem.items() if name not in ("category", "peran")}
        said += [labels.value(f"{problem['category']}.{name}", value) for name, value in attributes.items()]
        more = f" ({'; '.join(said)})" if said else ""
        sheet.put(labels.category(problem["category"]) + more, lead="  • ")
    for fact, answer in case["facts"].items():
        sheet.put(f"{labels.variable(fact)}: {labels.value(fact, answer)}", lead="  • ")


def _put_body(
    session: Session, sheet: Sheet, entry: Opened, *, indent: int = 2, told: dict[str, Any] | None = None
) -> None:
    """What stands in an entry; ``told``: the decision it speaks of, for the words of its steps."""
    assert entry.body is not None
    known = {name: entry.body[name] for name in _FIELDS if entry.body.get(name) is not None}
    for name, value in known.items():
        words = _step(told, known["track"], value) if name == "step" and told else ""
        said = words or _value(session, name, value)
        sheet.put(f"{say(f'field_{name}', session.lang)}: {said}", indent=indent)


def _step(told: dict[str, Any], track: str, step: str) -> str:
    for one in told["tracks"]:
        if f"{one['action']} {one['to']}" == track:
            return next((str(each["text"]) for each in one["steps"] if each["id"] == step), "")
    return ""


def _value(session: Session, name: str, value: Any) -> str:
    labels = Labels(session.book, session.lang)
    if name == "direction":
        return say(f"direction_{value}", session.lang)
    if name == "chosen":
        tracks = "; ".join(labels.track(track["action"], [track["to"]]) for track in value["tracks"])
        levels = (labels.of("severity", value["severity"]), labels.of("urgency", value["urgency"]))
        return f"{', '.join(levels)}: {tracks or '–'}"
    if name == "track":
        action, _, party = str(value).partition(" ")
        return labels.track(action, [party])
    known = {"reason_code": access_of(session).reasons, "state": access_of(session).states}.get(name, {})
    if value in known:
        return known[value].said(session.lang)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cells(session: Session, entry: Opened) -> list[str]:
    lang = session.lang
    subject = entry.ref or (f"#{entry.subject[:_TOKEN]}" if entry.subject else "")
    return [
        str(entry.seq),
        moment(entry.at),
        say(f"kind_{entry.kind}", lang),
        subject,
        "" if entry.refers is None else str(entry.refers),
        _noted(session, entry),
    ]


def _noted(session: Session, entry: Opened) -> str:
    """A word on an entry: that it was erased, that the clock ran back, and of an open one what it says."""
    lang = session.lang
    words = [say("clock_back_short", lang)] if entry.back else []
    if entry.erased:
        words.append(say("erased_short", lang))
    if entry.body is not None:
        labels = Labels(session.book, lang)
        if entry.kind == "decision":
            told = entry.body["decision"]
            words += [labels.of("severity", told["severity"]), labels.of("urgency", told["urgency"])]
        elif entry.kind == "choice":
            words.append(say(f"short_{entry.body['direction']}", lang))
        elif entry.kind == "progress":
            words.append(_value(session, "state", entry.body["state"]))
    return ", ".join(words)

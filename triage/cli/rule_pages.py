"""One rule, prohibition or procedure in full, and the table of all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from triage.cli.conditions import Conditions
from triage.cli.labels import Labels
from triage.cli.session import Session
from triage.cli.sheet import HEADING, QUIET, WARNING, Sheet, pieces
from triage.rulebook.model import Citation, Guard, Procedure, Prohibition, Rule, Step


def show_table(session: Session, rows: list[dict[str, Any]]) -> None:
    """Prints all rows, one line each; two on a terminal too narrow for that."""
    labels = Labels(session.book, session.lang)
    table = [tuple(session.say(f"column_{name}") for name in ("id", "layer", "title", "basis", "at"))]
    for row in rows:
        layer = labels.of("layer", row["layer"]) if row["layer"] else session.say(row["kind"])
        status = "" if row["status"] == "active" else f" ({row['status']})"
        table.append((row["id"], layer, row["title"] + status, row["basis"], row["at"]))
    widths = [max(len(cell) for cell in column) + 2 for column in zip(*table, strict=True)]
    console = session.console(widest=None)
    if not console.is_terminal or sum(widths) <= console.width:
        for cells in table:
            line = "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
            console.print(line.rstrip(), soft_wrap=True, style=HEADING if cells == table[0] else "")
        return
    sheet = Sheet(console)
    for id, layer, title, basis, at in table[1:]:
        sheet.put(pieces((id, "bold"), f"  {title}"))
        sheet.put(f"{layer} · {basis} · {at}", indent=4, style=QUIET)
    sheet.print()


def page_of(session: Session, item: Rule | Prohibition | Procedure) -> Sheet:
    """The page of ``item``."""
    return _RulePage(session).of(item)


class _RulePage:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = session.say
        self.lang = session.lang
        self.book = session.book
        self.labels = Labels(session.book, session.lang)
        self.sheet = Sheet(session.console())

    def of(self, item: Rule | Prohibition | Procedure) -> Sheet:
        self.sheet.put(item.title.said(self.lang), style=HEADING)
        self.sheet.put(item.id, style=QUIET)
        if isinstance(item, Rule):
            self._rule(item)
        elif isinstance(item, Prohibition):
            self._prohibition(item)
        else:
            self._procedure(item)
        return self.sheet

    def _rule(self, rule: Rule) -> None:
        conditions = Conditions(self.labels)
        self.sheet.put(self.say("layer", layer=self.labels.of("layer", rule.layer)))
        if rule.status != "active":
            self.sheet.put(self.say("status_is", status=rule.status), style=WARNING)
        self._list("when", conditions.asked(rule))
        self._list("then", conditions.concluded(rule.then))
        self._because(rule)
        if rule.overrides:
            self.sheet.put(self.say("overrides", rules=self._titles(rule.overrides)))
        by = [other.id for other in self.book.rules if rule.id in other.overrides]
        if by:
            self.sheet.put(self.say("overridden_by", rules=self._titles(by)))
        self._origin(rule)
        if rule.reviewed is not None:
            self.sheet.put(self.say("reviewed", by=rule.reviewed[0], on=rule.reviewed[1]))
        else:
            self.sheet.put(self.say("not_reviewed"))

    def _prohibition(self, no: Prohibition) -> None:
        self.sheet.put(self.say("prohibited", track=self.labels.track(no.action, [no.to])), style=WARNING)
        instead = "; ".join(self.labels.track(action, [to]) for action, to in no.instead)
        if instead:
            self.sheet.put(self.say("instead", tracks=instead))
        self._because(no)
        self._origin(no)

    def _procedure(self, procedure: Procedure) -> None:
        known = list(self.book.vocabulary.parties)
        tracks = "; ".join(
            self.labels.track(action, sorted(parties, key=known.index)) for action, parties in procedure.of
        )
        if tracks:
            self.sheet.put(self.say("for_tracks", tracks=tracks))
        self._list("criteria", [text.said(self.lang) for text in procedure.criteria])
        self._list(
            "requirements",
            [
                self.book.requirements[id].text.said(self.lang) + self._guard(guard)
                for id, guard in procedure.requires
            ],
        )
        self.sheet.heading(self.say("steps"))
        for n, step in enumerate(procedure.steps, 1):
            self._step(n, step)
        if any(step.basis == "praktik" for step in procedure.steps):
            self.sheet.put(self.say("practice_note"), indent=5, style=QUIET)
        self._list(
            "documents_heading",
            [
                self.book.documents[id].text.said(self.lang) + self._guard(guard)
                for id, guard in procedure.documents
            ],
        )
        self._origin(procedure)

    def _step(self, n: int, step: Step) -> None:
        who = self.labels.all_of([self.labels.person(id) for id in step.who])
        by = self.labels.deadline(step.by)
        mark = " *" if step.basis == "praktik" else ""
        words = pieces(
            (f"{who}, {by[:1].lower()}{by[1:]}: ", "bold"),
            step.text.said(self.lang),
            mark,
            (self._guard(step.guard), QUIET),
        )
        self.sheet.put(words, lead=f"{n:>3}. ")

    def _because(self, item: Rule | Prohibition) -> None:
        self.sheet.heading(self.say("because"))
        self.sheet.put(item.because.said(self.lang), indent=2)

    def _origin(self, item: Rule | Prohibition | Procedure) -> None:
        self._list("sources", self._cited(item.sources))
        if not isinstance(item, Procedure):
            self._list("dissent", self._cited(item.dissent))
        self.sheet.blank()
        basis = self.labels.of("basis", item.basis)
        self.sheet.put(self.say("basis_is", basis=basis, codes=", ".join(item.codes)))
        self.sheet.put(self.say("at", place=item.place))

    def _cited(self, citations: Iterable[Citation]) -> list[str]:
        return [f"{one.ref}, {one.section}: “{one.term}”" for one in citations]

    def _list(self, key: str, lines: Iterable[str]) -> None:
        lines = list(lines)
        if lines:
            self.sheet.heading(self.say(key))
            for line in lines:
                self.sheet.put(line, lead="  • ")

    def _guard(self, guard: Guard) -> str:
        parts = []
        for key, findings in (("only_if", guard.if_), ("only_unless", guard.unless)):
            if findings:
                words = "; ".join(self.labels.finding(one) for one in findings)
                parts.append(self.say(key, findings=words))
        return f" ({'; '.join(parts)})" if parts else ""

    def _titles(self, ids: Iterable[str]) -> str:
        rules = [self.book.rule(id) for id in ids]
        return "; ".join(f"{rule.title.said(self.lang)} ({rule.id})" for rule in rules if rule is not None)

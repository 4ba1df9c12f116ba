"""A decision for people: danger, then what to do, then why, then what is still unknown.

Everything is read from the told decision (``triage.decision/1``) and worded by the rulebook. The
page is made as detailed as fits ``TALLEST`` lines; ``full`` shows everything there is.
"""

from __future__ import annotations

from typing import Any

from triage.cli import changes
from triage.cli.contacts import emergency_contacts
from triage.cli.labels import Labels
from triage.cli.levels import calm_for_now, make_sure, verdict
from triage.cli.procedures import securing_steps
from triage.cli.reasons_page import all_reasons, main_reasons
from triage.cli.session import Session
from triage.cli.sheet import DANGER, HEADING, QUIET, WARNING, Sheet, pieces
from triage.cli.tracks_page import (
    PLANS,
    Group,
    Plan,
    all_waivers,
    first_sentence,
    full_track,
    grouped,
    short_track,
    urgent_steps,
    who_by,
)
from triage.vocabulary.closed import ACTION_ORDER

Told = dict[str, Any]

#: A page taller than this is not read in ten seconds.
TALLEST = 45


def show_decision(session: Session, told: Told, *, full: bool = False, more: str | None = None) -> None:
    """Prints ``told``. ``more``: the command that shows the rest."""
    console = session.console()
    page = _Page(session, told, more)
    if full:
        page.full(Sheet(console)).print()
        return
    for plan in PLANS:
        sheet = page.short(Sheet(console), plan)
        if sheet.height <= TALLEST:
            break
    sheet.print()


def show_emergency(session: Session, told: Told) -> bool:
    """Prints only what is to be done at once; False if nothing is."""
    groups = [group for group in grouped(told["tracks"]) if group.action == "darurat"]
    if groups:
        sheet = Sheet(session.console())
        _Page(session, told, None).emergency(sheet, groups, most=6)
        sheet.print()
    return bool(groups)


def summary(session: Session, told: Told) -> str:
    """The decision in one line, for a list of many."""
    labels = Labels(session.book, session.lang)
    tracks = "; ".join(
        labels.track(group.action, group.parties)
        for group in grouped(told["tracks"])
        if group.order <= ACTION_ORDER["penanganan"]
    )
    parts = [told.get("ref", ""), verdict(session, labels, told), labels.party(told["lead"]), tracks]
    if told["parents"] != "libatkan":
        parts.insert(2, labels.of("parents", told["parents"]))
    parts += [labels.finding(notice) for notice in told["notices"]]
    parts.append(make_sure(session, labels, told))
    if not told["engine"]["checked"]:
        parts.append(session.say("unchecked"))
    return " | ".join(part for part in parts if part)


class _Page:
    def __init__(self, session: Session, told: Told, more: str | None) -> None:
        self.session = session
        self.say = session.say
        self.told = told
        self.more = more
        self.labels = Labels(session.book, session.lang)
        self.groups = grouped(told["tracks"])
        self.danger = [question for question in told["questions"] if question["danger"]]
        held = told["parents"] == "tunda"
        self.securing = securing_steps(session.book, told["tracks"]) if held else []

    def short(self, sheet: Sheet, plan: Plan) -> Sheet:
        """The page a teacher reads in ten seconds."""
        self._top(sheet, brief=plan.brief)
        sheet.heading(self.say("what_to_do"))
        seen = {step["text"] for step in self.securing}
        number = 0
        for group in self.groups:
            if group.action == "darurat":
                seen.update(step["text"] for step in urgent_steps(self.session, group, 4))
                continue
            number += 1
            short_track(sheet, self.session, self.labels, group, number, plan, seen)
        all_waivers(sheet, self.labels, self.groups, brief=plan.brief)
        main_reasons(sheet, self.session, self.told, plan.reasons, because=plan.because)
        self._unknown(sheet, in_full=plan.questions)
        self._bottom(sheet)
        return sheet

    def full(self, sheet: Sheet) -> Sheet:
        """Everything: all steps, requirements, documents, reasons, sources, questions."""
        self._top(sheet)
        sheet.heading(self.say("what_to_do"))
        number = 0
        reached: set[str] = set()
        for group in self.groups:
            urgent = group.action == "darurat"
            number += not urgent
            full_track(sheet, self.session, self.labels, group, 0 if urgent else number, reached)
        sheet.blank()
        sheet.put(self.say("practice_note"), style=QUIET)
        all_reasons(sheet, self.session, self.labels, self.told)
        self._all_questions(sheet)
        self._bottom(sheet)
        return sheet

    def emergency(self, sheet: Sheet, groups: list[Group], most: int) -> None:
        """What is done now, and whom to call."""
        sheet.banner(self.say("emergency_now"), DANGER)
        for group in groups:
            before = None
            for step in urgent_steps(self.session, group, most):
                who = self._who(step) if step["who"] != before else ""
                before = step["who"]
                sheet.put(pieces((who, "bold"), step["text"]), lead="  • ")
        contacts = emergency_contacts(self.session.book, self.session.lang)
        if contacts:
            parties = self.labels.all_of([self.labels.party(id) for group in groups for id in group.parties])
            sheet.put(f"{parties}: {contacts}", lead="  ☎ ", style="bold")

    def _who(self, step: dict[str, Any]) -> str:
        return self.labels.all_of([self.labels.person(id) for id in step["who"]]) + ": "

    def _top(self, sheet: Sheet, *, brief: bool = False) -> None:
        emergencies = [group for group in self.groups if group.action == "darurat"]
        if emergencies:
            self.emergency(sheet, emergencies, most=4)
            sheet.blank()
        style = {"berat": "bold red", "sedang": "bold yellow"}.get(self.told["severity"], HEADING)
        sheet.put(verdict(self.session, self.labels, self.told), style=style)
        parents = self.told["parents"]
        involved = f" {self.labels.of('parents', parents)}." if parents == "libatkan" else ""
        sheet.put(
            pieces(self.say("lead") + " ", (self.labels.party(self.told["lead"]), "bold"), f".{involved}")
        )
        self._parents(sheet, brief=brief)
        for notice in self.told["notices"]:
            sheet.put(self.labels.finding(notice), lead="! ", style=WARNING)
        self._open(sheet)
        if not self.told["engine"]["checked"]:
            sheet.put(self.say("unchecked"), lead="! ", style=WARNING)

    def _parents(self, sheet: Sheet, *, brief: bool) -> None:
        """Said loudly unless the parents are simply involved."""
        if self.told["parents"] == "libatkan":
            return
        label = self.labels.of("parents", self.told["parents"]).upper()
        because = next(
            (
                fired["because"]
                for fired in self.told["justification"]
                if fired["concludes"].get("parents") == self.told["parents"]
            ),
            "",
        )
        reason = first_sentence(because) if brief else because
        sheet.put(pieces((f"{label}. ", WARNING), reason), lead="! ")
        for step in self.securing:
            sheet.put(pieces((who_by(self.labels, step), "bold"), step["text"]), lead="  → ")

    def _open(self, sheet: Sheet) -> None:
        """That the advice is provisional, and what to make sure of first while a danger fact is open."""
        parts: list[tuple[str, str]] = []
        if self.told["provisional"]:
            key = "provisional_open" if self.told["questions"] else "provisional"
            parts.append((self.say(key, n=len(self.told["questions"])), WARNING))
        if self.danger and not calm_for_now(self.told):
            words = make_sure(self.session, self.labels, self.told)
            name = self.say("make_sure")
            parts += [(f" {name}", WARNING), (words.removeprefix(name), "")]
        if parts:
            sheet.put(pieces(*parts), lead="! ")
        if calm_for_now(self.told):
            sheet.put(self.say("make_sure"), lead="! ", style=WARNING)
            for question in self.danger:
                sheet.put(question["ask"], lead="  ? ")

    def _unknown(self, sheet: Sheet, *, in_full: bool) -> None:
        """The open questions; those that the top has shown already in the same words are left out."""
        above = calm_for_now(self.told) or not in_full
        shown = [question for question in self.told["questions"] if not (above and question["danger"])]
        if not shown:
            return
        sheet.heading(self.say("unknown"))
        if in_full:
            for question in shown:
                sheet.put(question["ask"], lead="  ! " if question["danger"] else "  ? ")
        else:
            names = "; ".join(self.labels.variable(question["fact"]) for question in shown)
            sheet.put(f"{names}.", lead="  ? ")

    def _all_questions(self, sheet: Sheet) -> None:
        if not self.told["questions"]:
            return
        sheet.heading(self.say("unknown"))
        for question in self.told["questions"]:
            sheet.put(question["ask"], lead="  ! " if question["danger"] else "  ? ")
            for answer, change in question["changes"].items():
                words = self.labels.value(question["fact"], answer)
                sheet.put(
                    f"{words}: {changes.said(self.session, self.labels, self.told, change)}",
                    lead="    · ",
                    style=QUIET,
                )

    def _bottom(self, sheet: Sheet) -> None:
        sheet.blank()
        sheet.put(self.say("advice"), style="bold")
        ruleset = self.told["ruleset"]
        sheet.put(
            self.say(
                "ruleset",
                version=ruleset["version"],
                sha=ruleset["sha256"][:12],
                engine=self.labels.all_of(self.told["engine"]["evaluators"]),
            ),
            style=QUIET,
        )
        if self.more is not None:
            sheet.put(self.more, style=QUIET)

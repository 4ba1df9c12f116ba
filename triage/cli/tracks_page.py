"""The tracks of a decision: short (who, what, by when, first steps) or in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from triage.cli.contacts import contacts_in_short, contacts_of
from triage.cli.labels import Labels
from triage.cli.procedures import step_of
from triage.cli.session import Session
from triage.cli.sheet import HEADING, QUIET, WARNING, Sheet, pieces
from triage.vocabulary.closed import ACTION_ORDER

_OPEN_STATES = ("menunggu", "tidak_menahan")
#: Phases that a short page leaves out: what waits for the home, and what the counsellor may choose.
_LATER = ("setelah_rumah_aman", "pilihan")


@dataclass(frozen=True, slots=True)
class Group:
    """Tracks of one action whose steps, requirements and documents are the same: shown as one."""

    action: str
    order: int
    parties: tuple[str, ...]
    first: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much a short page shows: steps of reports, of what the school itself takes on, of the
    conference and handovers outside, of the rest; how many reasons and whether explained; questions in full;
    ``brief``: reasons cut to their first sentence.
    """

    reports: int
    inside: int
    outside: int
    rest: int
    reasons: int
    because: bool
    questions: bool
    brief: bool

    def steps(self, group: Group, session: Session) -> int:
        """The number of steps for ``group``."""
        if group.order <= ACTION_ORDER["wajib_lapor"]:
            return self.reports
        inside = session.book.vocabulary.parties[group.parties[0]].standing == "dalam"
        if inside and group.action in ("alih_tangan_kasus", "penanganan"):
            return self.inside
        return self.outside if group.order <= ACTION_ORDER["alih_tangan_kasus"] else self.rest


#: From generous to tight; the first that fits the page is taken.
PLANS = (
    Plan(5, 4, 4, 4, 8, True, True, False),
    Plan(4, 4, 3, 3, 6, False, True, False),
    Plan(4, 4, 3, 2, 6, False, False, False),
    Plan(4, 3, 2, 2, 4, False, False, False),
    Plan(3, 3, 2, 1, 4, False, False, False),
    Plan(3, 2, 1, 1, 4, False, False, False),
    Plan(2, 2, 1, 1, 3, False, False, True),
    Plan(2, 1, 1, 0, 3, False, False, True),
    Plan(2, 1, 0, 0, 3, False, False, True),
    Plan(1, 1, 0, 0, 2, False, False, True),
    Plan(1, 0, 0, 0, 1, False, False, True),
)


def grouped(tracks: list[dict[str, Any]]) -> list[Group]:
    """The tracks in their order, equal ones together."""
    groups: list[Group] = []
    for track in tracks:
        same = groups[-1] if groups else None
        if same is not None and _content(same.first) == _content(track):
            groups[-1] = Group(same.action, same.order, (*same.parties, track["to"]), same.first)
        else:
            groups.append(Group(track["action"], track["order"], (track["to"],), track))
    return groups


def _content(track: dict[str, Any]) -> object:
    return tuple(track[key] for key in ("action", "steps", "requires", "waived", "documents"))


def short_track(
    sheet: Sheet, session: Session, labels: Labels, group: Group, number: int, plan: Plan, seen: set[str]
) -> None:
    """The track's name and its first steps; where there is room for none, who begins and by when.

    ``seen``: texts already on the page, which are not repeated.
    """
    steps = group.first["steps"]
    fresh = [step for step in steps if step["text"] not in seen and step["phase"] not in _LATER]
    chosen = _chosen(session, group, fresh, plan.steps(group, session))
    name = pieces((labels.track(group.action, group.parties), HEADING))
    if fresh and not chosen:
        name.append(f"  {session.say('begins', who_by=who_by(labels, fresh[0])[:-2])}")
    elif len(chosen) < len(steps):
        name.append(f"  {session.say('some_steps', n=len(chosen), all=len(steps))}", QUIET)
    sheet.put(name, lead=f"{number:>2}. ")
    if group.action == "wajib_lapor":
        # Of a report the contact is the act itself.
        for party in group.parties:
            contacts = contacts_in_short(session.book, party, session.lang, 2 if plan.brief else 4)
            if contacts:
                sheet.put(contacts, lead="    ☎ ")
    for step in chosen:
        seen.add(step["text"])
        sheet.put(pieces((who_by(labels, step), "bold"), step["text"]), lead="    • ")
    for item in group.first["requires"]:
        if item["state"] in _OPEN_STATES:
            _requirement(sheet, labels, item, indent=4, brief=plan.brief)


def _chosen(session: Session, group: Group, fresh: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """The first ``most`` steps; in a report the act itself has the last place if it comes later."""
    chosen = fresh[:most]
    if group.action == "wajib_lapor" and most > 1:
        act = next((step for step in fresh[most:] if _is_act(session, group, step)), None)
        if act is not None:
            chosen[-1] = act
    return chosen


def _is_act(session: Session, group: Group, told: dict[str, Any]) -> bool:
    step = step_of(session.book, group.action, group.parties[0], told["id"])
    return step is not None and step.pivot


def urgent_steps(session: Session, group: Group, most: int) -> list[dict[str, Any]]:
    """The first steps of an emergency up to the call for help, at least ``most``."""
    steps: list[dict[str, Any]] = group.first["steps"]
    for n, told in enumerate(steps):
        if _is_act(session, group, told):
            return steps[: max(most, n + 1)]
    return steps[:most]


def all_waivers(sheet: Sheet, labels: Labels, groups: list[Group], *, brief: bool, indent: int = 2) -> None:
    """What is waived in any of the tracks, once per reason."""
    by_reason: dict[tuple[str, str], dict[str, None]] = {}
    for group in groups:
        for item in group.first["waived"]:
            reason = (item["state"], item.get("because", ""))
            by_reason.setdefault(reason, {})[first_words(item["text"])] = None
    for (state, because), texts in by_reason.items():
        name = labels.of("requirement_state", state)
        shown = first_sentence(because) if brief else because
        words = pieces((f"{name}: ", "bold"), f"{'; '.join(texts)}. ", (shown, QUIET))
        sheet.put(words, lead="~ ", indent=indent)


def full_track(
    sheet: Sheet, session: Session, labels: Labels, group: Group, number: int, reached: set[str]
) -> None:
    """Everything of a track. ``reached``: parties whose contacts the page has shown already."""
    lead = f"{number:>2}. " if number else " !! "
    sheet.blank()
    sheet.put(labels.track(group.action, group.parties), lead=lead, style=HEADING)
    for party in group.parties:
        for contact in contacts_of(session.book, party, session.lang) if party not in reached else ():
            sheet.put(contact, lead="    ☎ ")
        reached.add(party)
    phase = "urut"
    for step in group.first["steps"]:
        if step["phase"] != phase:
            phase = step["phase"]
            sheet.put(labels.of("phase", phase) + ":", indent=4, style=WARNING)
        mark = " *" if step["basis"] == "praktik" else ""
        words = pieces((who_by(labels, step), "bold"), step["text"] + mark)
        sheet.put(words, lead=f"{step['n']:>2}. ", indent=4)
    if group.first["requires"]:
        sheet.put(session.say("requires"), indent=4, style="bold")
        for item in group.first["requires"]:
            _requirement(sheet, labels, item, indent=6)
    if group.first["waived"]:
        sheet.put(session.say("waived"), indent=4, style="bold")
        all_waivers(sheet, labels, [group], brief=False, indent=6)
    if group.first["documents"]:
        texts = "; ".join(item["text"] for item in group.first["documents"])
        sheet.put(pieces((session.say("documents") + " ", "bold"), texts), indent=4)


def _requirement(
    sheet: Sheet, labels: Labels, item: dict[str, Any], indent: int, *, brief: bool = False
) -> None:
    state = labels.of("requirement_state", item["state"])
    because = item.get("because", "")
    because = f". {first_sentence(because) if brief else because}" if because else "."
    text = first_words(item["text"]) if brief else _bare(item["text"])
    style = WARNING if item["state"] in _OPEN_STATES else "bold"
    sheet.put(pieces((f"{state}: ", style), text, because), lead="~ ", indent=indent)


def who_by(labels: Labels, step: dict[str, Any]) -> str:
    """``Guru BK, hari ini juga: ``."""
    who = labels.all_of([labels.person(id) for id in step["who"]])
    by = labels.deadline(step["by"])
    return f"{who}, {by[:1].lower()}{by[1:]}: "


def first_words(sentence: str) -> str:
    """A requirement named: its sentence up to the first comma."""
    return re.split(r"[,;.]", sentence)[0]


def first_sentence(text: str) -> str:
    """The first sentence of a reason."""
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _bare(sentence: str) -> str:
    return sentence.rstrip().removesuffix(".")

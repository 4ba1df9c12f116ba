"""Why a decision is what it is: the rules behind it, the main ones or all."""

from __future__ import annotations

from typing import Any

from triage.cli.conditions import Conditions
from triage.cli.labels import Labels
from triage.cli.levels import danger_open
from triage.cli.session import Session
from triage.cli.sheet import QUIET, Sheet, pieces
from triage.deciding.parts import Part

_HANDOVER = 4


def main_reasons(sheet: Sheet, session: Session, told: dict[str, Any], most: int, *, because: bool) -> None:
    """The rules that decided severity, parents and the first tracks; the rest is counted."""
    shown = _main(told)[:most]
    sheet.heading(session.say("why"))
    practice = False
    for fired in shown:
        mark = " *" if fired["basis"] == "praktik" else ""
        practice = practice or bool(mark)
        words = pieces(fired["title"] + mark, (f". {fired['because']}", QUIET) if because else "")
        sheet.put(words, lead="  • ")
    rest = len({fired["rule"] for fired in told["justification"]}) - len({fired["rule"] for fired in shown})
    notes = [session.say("practice_note")] if practice else []
    notes += [session.say("more_rules", n=rest)] if rest > 0 else []
    if notes:
        sheet.put(" ".join(notes), indent=4, style=QUIET)


def _main(told: dict[str, Any]) -> list[dict[str, Any]]:
    """One entry per rule: what made it this severe, the parents, then the rules of the first tracks."""
    fired = {entry["rule"]: entry for entry in told["justification"]}
    chosen: dict[str, dict[str, Any]] = {}
    for entry in told["justification"]:
        concludes = entry["concludes"]
        if told["severity"] in (concludes.get("severity"), concludes.get("severity_at_least")):
            chosen[entry["rule"]] = entry
    if len(chosen) > 2:
        # The problem's own grade and the first rule that raised it say enough here.
        chosen = dict(list(chosen.items())[:2])
    for track in told["tracks"]:
        if track["order"] <= _HANDOVER or not chosen:
            chosen.update({rule: fired[rule] for rule in track["rules"][:1] if rule in fired})
    for track in told["tracks"]:
        chosen.update({rule: fired[rule] for rule in track["rules"][:1] if rule in fired})
    return list(chosen.values())


def all_reasons(sheet: Sheet, session: Session, labels: Labels, told: dict[str, Any]) -> None:
    """Every rule that holds, with facts, reasons, sources and dissent; then those taken back."""
    calm = session.say("for_now", severity="{}") if danger_open(told) else "{}"
    conditions = Conditions(labels, calm)
    sheet.heading(session.say("why"))
    for fired in told["justification"]:
        _reason(sheet, session, labels, conditions, fired)
    if told["rejected"]:
        sheet.heading(session.say("taken_back"))
        for rejected in told["rejected"]:
            words = session.say("instead_of", title=rejected["title"], by=rejected["by_title"])
            sheet.put(pieces(words + " ", (rejected["by_because"], QUIET)), lead="  • ")


def _reason(
    sheet: Sheet, session: Session, labels: Labels, conditions: Conditions, fired: dict[str, Any]
) -> None:
    of = f" ({labels.category(fired['problem'])})" if fired["problem"] else ""
    mark = f" [{session.say('practice')}]" if fired["basis"] == "praktik" else ""
    sheet.put(pieces((fired["title"], "bold"), of, (mark, QUIET)), lead="  • ")
    sheet.put(fired["because"], indent=4)
    parts = [conditions.part(Part(name, (), found, True)) for name, found in fired["facts"]]
    read = "; ".join(f"{what}: {found}" for what, _, found in parts)
    sheet.put(session.say("read_here", facts=read) if read else "", indent=4, style=QUIET)
    for key in ("sources", "dissent"):
        for source in fired[key]:
            words = session.say(
                f"{key}_of", ref=source["ref"], section=source["section"], term=source["term"]
            )
            sheet.put(words, indent=4, style=QUIET)
    sheet.put(f"{fired['rule']} · {fired['at']}", indent=4, style=QUIET)

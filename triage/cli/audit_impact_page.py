"""What ``triage audit impact`` shows to people, less urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from triage.cli.audit_words import say
from triage.cli.rules_diff_told import Told
from triage.cli.session import Session
from triage.cli.sheet import HEADING, WARNING, Sheet
from triage.ledger.impact import Impact, Way
from triage.rulebook.model import Rulebook
from triage.verify.difference.change import Change
from triage.vocabulary.closed import Lang

_ORDER: Final[tuple[Way, ...]] = ("less", "unreadable", "more", "other")
#: So much is shown of each way, of the entries behind it, and of single changes.
SHOWN: Final = 5
_ENTRIES: Final = 6
_CHANGES: Final = 12


def show_impact(session: Session, book: Rulebook, found: Impact[Change]) -> None:
    """What changes together, with the numbers of entries, what changes how often, and the sentence."""
    lang = session.lang
    told = Told(session.book, book, lang)
    sheet = Sheet(session.console())
    sheet.put(say("impact_of", lang, version=book.version, sha=book.sha256[:12]))
    for way in _ORDER:
        groups = sorted(
            ((changes, seqs) for (one, changes), seqs in found.affected.items() if one == way),
            key=lambda group: (-len(group[1]), -group[1][-1]),
        )
        if groups:
            style = WARNING if way in ("less", "unreadable") else HEADING
            sheet.heading(say(f"way_{way}", lang, n=told.number(found.ways[way])), style)
            for changes, seqs in groups[:SHOWN]:
                sheet.put(_group(told, lang, changes, seqs), lead="  • ")
            if len(groups) > SHOWN:
                left = sum(len(seqs) for _, seqs in groups[SHOWN:])
                sheet.put(say("more_examples", lang, n=told.number(left)), indent=4)
    if found.changes:
        sheet.heading(say("by_change", lang))
        ordered = sorted(found.changes.items(), key=lambda item: (-item[1], item[0]))
        for change, n in ordered[:_CHANGES]:
            what = told.what_of_case([change])
            sheet.put(say("change_count", lang, n=told.number(n), what=what), lead="  • ")
    sheet.blank()
    differing = found.compared - found.ways["same"]
    key = "impact_none" if not differing else "impact_counted"
    sheet.put(say(key, lang, n=told.number(found.compared), differing=told.number(differing)), style=HEADING)
    if found.ways["erased"]:
        sheet.put(say("impact_erased", lang, n=told.number(found.ways["erased"])))
    if found.lowered:
        sheet.put(say("impact_lowered", lang), style=WARNING)
    sheet.print()


def _group(told: Told, lang: Lang, changes: Sequence[Change], seqs: Sequence[int]) -> str:
    """``12 saran (691, 650, …): what changes``, the latest first."""
    listed = ", ".join(map(str, seqs[: -_ENTRIES - 1 : -1])) + (", …" if len(seqs) > _ENTRIES else "")
    counted = say("entries_behind", lang, n=told.number(len(seqs)), seqs=listed)
    return f"{counted}: {told.what_of_case(changes)}" if changes else counted

"""What ``triage rules diff`` shows to people, least urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from triage.cli.rules_diff_cases import Changed, Count
from triage.cli.rules_diff_told import Told, case_line
from triage.cli.session import Session
from triage.cli.sheet import HEADING, QUIET, WARNING, Sheet
from triage.verify.difference import Difference
from triage.verify.difference.change import Change
from triage.verify.difference.edits import Edit
from triage.verify.difference.region import Region

#: So many regions of each direction are shown; the rest is counted.
SHOWN: Final = 40
_DIRECTIONS: Final = ("less", "more", "other")


def show_regions(session: Session, told: Told, difference: Difference) -> None:
    """The regions, marked where something became less urgent, then what was edited."""
    sheet = Sheet(session.console())
    for direction in _DIRECTIONS:
        regions = [region for region in difference.regions if region.direction == direction]
        if regions:
            style = WARNING if direction == "less" else HEADING
            sheet.heading(told.say(direction), style)
            for group in _groups(regions[:SHOWN]):
                _group(sheet, told, group, "!! " if direction == "less" else "   ")
            if len(regions) > SHOWN:
                sheet.put(told.say("more_regions", n=len(regions) - SHOWN), indent=3)
    _edits(sheet, told, "what_was_edited", (edit for edit in difference.edits if not edit.words))
    _edits(sheet, told, "only_words", (edit for edit in difference.edits if edit.words))
    sheet.blank()
    sheet.print()


def changed_case(told: Told, changed: Changed) -> str:
    """One given case that changed, by its line and ref."""
    ref = f" ({changed.ref})" if changed.ref is not None else ""
    where = told.say("case_at", line=changed.line) + ref
    if changed.outcome == "only_old":
        return told.say("case_only_old", where=where)
    if changed.outcome == "only_new":
        return told.say("case_only_new", where=where)
    way = {"less": "less_urgent", "more": "more_urgent", "other": "otherwise"}[changed.outcome]
    return told.say(
        "case_changed", where=where, direction=told.say(way), what=told.what_of_case(changed.changes)
    )


def show_count(session: Session, told: Told, count: Count) -> None:
    """How many of the given cases changed, and what changed most often."""
    sheet = Sheet(session.console())
    other = count.outcomes["other"] + count.outcomes["only_new"]
    less = count.outcomes["less"] + count.outcomes["only_old"]
    sheet.put(
        told.say(
            "cases_counted",
            read=told.number(count.read),
            same=told.number(count.outcomes["same"]),
            less=told.number(less),
            more=told.number(count.outcomes["more"]),
            other=told.number(other),
        )
    )
    ordered = sorted(count.changes.items(), key=lambda item: (-item[1], item[0]))
    for change, n in ordered[:SHOWN]:
        what = told.what_of_case([change])
        sheet.put(told.say("cases_by_change", n=told.number(n), what=what), lead="  • ")
    sheet.blank()
    sheet.print()


def show_verdict(
    session: Session, told: Told, difference: Difference, count: Count | None, *, allowed: bool
) -> None:
    """The sentence to remember."""
    sheet = Sheet(session.console())
    if difference.equivalent:
        sheet.put(told.say("equivalent"), style=HEADING)
    elif difference.same:
        sheet.put(told.say("same_any" if difference.compared == 0 else "same_two"), style=HEADING)
    else:
        ways = [region.direction for region in difference.regions]
        counts = {way: told.number(ways.count(way)) for way in _DIRECTIONS}
        sheet.put(told.say("counted", **counts), style=HEADING)
    narrowed = [edit.id for edit in difference.edits if edit.narrows]
    if narrowed:
        sheet.put(told.say("narrowed", what=", ".join(narrowed)), style=WARNING)
    if not allowed and (difference.lowered or (count is not None and count.lowered)):
        sheet.put(told.say("lowered"), style=WARNING)
    sheet.print()


def _groups(regions: Iterable[Region]) -> list[list[Region]]:
    """Regions that changed alike, in the order of the first of each; tracks by themselves."""
    groups: dict[object, list[Region]] = {}
    for region in regions:
        key = region.changes if region.where.track is None else region.where.track
        groups.setdefault(key, []).append(region)
    return list(groups.values())


def _group(sheet: Sheet, told: Told, group: Sequence[Region], mark: str) -> None:
    first = group[0]
    what = told.what(first.changes or first.sometimes)
    if len(group) == 1:
        sheet.put(f"{told.where(first)}: {what}", lead=mark, style="bold")
        _details(sheet, told, first, 6)
    else:
        sheet.put(f"{what}:", lead=mark, style="bold")
        for region in group:
            sheet.put(told.where(region), lead="   • ")
            _details(sheet, told, region, 8)
    always = frozenset.intersection(*(frozenset(region.always) for region in group))
    some = {change for region in group for change in (*region.always, *region.sometimes)} - always
    if not first.changes:
        some = set()
    for key, changes in (("always_too", always), ("sometimes_too", some)):
        listed: list[Change] = sorted(changes, key=lambda change: change.weight)
        if listed:
            sheet.put(told.say(key, what=told.what(listed)), indent=6, style=QUIET)


def _details(sheet: Sheet, told: Told, region: Region, indent: int) -> None:
    sheet.put(told.unless(region), indent=indent)
    example = told.say("example", case=case_line(region.witness))
    sheet.put(f"{told.say('how_many', n=told.number(region.worlds))}; {example}", indent=indent, style=QUIET)


def _edits(sheet: Sheet, told: Told, heading: str, edits: Iterable[Edit]) -> None:
    listed = list(edits)
    if listed:
        sheet.heading(told.say(heading))
        for edit in listed:
            sheet.put(told.edit(edit), indent=3)

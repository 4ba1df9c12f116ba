"""``triage train decks``: the names for ``--deck``."""

from __future__ import annotations

from collections.abc import Mapping

import click

from triage.cli import exits
from triage.cli.output import print_json
from triage.cli.practising import practising
from triage.cli.session import session_of
from triage.cli.sheet import HEADING, QUIET, Sheet
from triage.cli.speaking import Speaking
from triage.cli.train_words import say

#: The parts that are no category, fact or rule.
PARTS = ("all", "rules", "boundaries", "danger", "written")


@click.command("decks", cls=Speaking)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def decks(ctx: click.Context, as_json: bool) -> int:
    """Prints the names with how many cards each has."""
    session = session_of(ctx)
    from triage.service.decks import open_deck

    with practising(session):
        names: Mapping[str, tuple[str, ...]] = open_deck(session.book).names
    if as_json:
        print_json({name: len(cards) for name, cards in names.items()})
        return exits.DECIDED
    lang = session.lang
    sheet = Sheet(session.console())
    categories = session.book.vocabulary.categories
    wide = max(map(len, (*PARTS, *categories))) + 2
    sheet.put(say("decks_parts", lang), style=HEADING)
    for name in PARTS:
        if name in names:
            sheet.put(say(f"decks_{name}", lang), lead=f"  {name:<{wide}}{len(names[name]):>4}  ")
    sheet.heading(say("decks_categories", lang))
    for id, category in categories.items():
        if id in names:
            sheet.put(category.label.said(lang), lead=f"  {id:<{wide}}{len(names[id]):>4}  ")
    others = len([name for name in names if name not in categories and name not in PARTS])
    sheet.blank()
    sheet.put(say("decks_more", lang, n=others), style=QUIET)
    sheet.print()
    return exits.DECIDED

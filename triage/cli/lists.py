"""``triage categories`` and ``triage facts``: what a case may name."""

from __future__ import annotations

from typing import Any

import click

from triage.cli import exits
from triage.cli.output import print_json
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.vocabulary.open import Category, Fact


@click.command("categories", cls=Speaking)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def categories(ctx: click.Context, as_json: bool) -> int:
    """Prints the problem categories."""
    session = session_of(ctx)
    if as_json:
        print_json([_category(session, category) for category in session.book.vocabulary.categories.values()])
        return exits.DECIDED
    from triage.cli.labels import Labels
    from triage.cli.sheet import Sheet, pieces

    labels = Labels(session.book, session.lang)
    sheet = Sheet(session.console())
    for category in session.book.vocabulary.categories.values():
        mark = f" [{session.say('practice')}]" if category.basis == "praktik" else ""
        label = category.label.said(session.lang)
        sheet.put(pieces((category.id, "bold"), f"  {label}", (mark, "dim")))
        sheet.put(category.about.said(session.lang), indent=4)
        for attribute in category.attributes.values():
            values = ", ".join((*attribute.values, "tidak_tahu"))
            sheet.put(f"{attribute.id}: {values}", indent=4, style="dim")
        sheet.put(f"peran: {category.role} ({labels.role(category.role)})", indent=4, style="dim")
    sheet.print()
    return exits.DECIDED


@click.command("facts", cls=Speaking)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def facts(ctx: click.Context, as_json: bool) -> int:
    """Prints the facts with their questions."""
    session = session_of(ctx)
    if as_json:
        print_json([_fact(session, fact) for fact in session.book.vocabulary.facts.values()])
        return exits.DECIDED
    from triage.cli.sheet import Sheet, pieces

    sheet = Sheet(session.console())
    for fact in session.book.vocabulary.facts.values():
        mark = "! " if fact.danger else "  "
        sheet.put(pieces((fact.id, "bold"), f"  {fact.label.said(session.lang)}"), lead=mark)
        sheet.put(fact.ask.said(session.lang), indent=4)
        if fact.help is not None:
            sheet.put(fact.help.said(session.lang), indent=4, style="dim")
    sheet.blank()
    sheet.put(session.say("danger_mark"))
    sheet.print()
    return exits.DECIDED


def _category(session: Session, category: Category) -> dict[str, Any]:
    lang = session.lang
    return {
        "id": category.id,
        "label": category.label.said(lang),
        "about": category.about.said(lang),
        "basis": category.basis,
        "words": list(category.words),
        "peran": category.role,
        "attributes": {
            attribute.id: {
                "label": attribute.label.said(lang),
                "ask": attribute.ask.said(lang),
                "values": {id: text.said(lang) for id, text in attribute.values.items()},
            }
            for attribute in category.attributes.values()
        },
    }


def _fact(session: Session, fact: Fact) -> dict[str, Any]:
    lang = session.lang
    return {
        "id": fact.id,
        "label": fact.label.said(lang),
        "ask": fact.ask.said(lang),
        "help": fact.help.said(lang) if fact.help is not None else None,
        "danger": fact.danger,
        "asked": fact.asked,
    }

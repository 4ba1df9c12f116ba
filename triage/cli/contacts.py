"""How to reach someone, from the rulebook's dated directory."""

from __future__ import annotations

from triage.cli.wording import say
from triage.rulebook.model import Contact, Rulebook
from triage.rulebook.overlay_files import added_by
from triage.vocabulary.closed import Lang


def emergency_contacts(book: Rulebook, lang: Lang) -> str:
    """How to reach every emergency party, in one line; empty if the rulebook does not say."""
    parties = [party.id for party in book.vocabulary.parties.values() if party.standing == "darurat"]
    return " · ".join(short for party in parties if (short := contacts_in_short(book, party, lang)))


def contacts_in_short(book: Rulebook, party: str, lang: Lang, most: int = 4) -> str:
    """``119: Ambulans · 112: …``: the ways to reach a party that the directory lists first.

    What a school adds comes before them and takes the place of none.
    """
    listed = [contact for contact in book.contacts if contact.party == party]
    own = sum(added_by(contact.place) is not None for contact in listed)
    return " · ".join(_short(contact, lang) for contact in listed[: own + most])


def contacts_of(book: Rulebook, party: str, lang: Lang) -> list[str]:
    """The contacts of one party, each with its note and the day on which it was last verified."""
    return [_line(contact, lang) for contact in book.contacts if contact.party == party]


def _line(contact: Contact, lang: Lang) -> str:
    note = f" {contact.note.said(lang)}" if contact.note is not None else ""
    reach = f": {contact.reach}" if contact.reach is not None else ""
    dated = contact.last_verified is not None
    verified = f" ({say('verified', lang, date=contact.last_verified)})" if dated else ""
    return f"{contact.name.said(lang)}{reach}{verified}.{note}"


def _short(contact: Contact, lang: Lang) -> str:
    name = contact.name.said(lang)
    return name if contact.reach is None else f"{contact.reach}: {name}"

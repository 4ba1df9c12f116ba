"""A rulebook out of the ledger, named by the beginning of its fingerprint: ``sha256:ef53743c``."""

from __future__ import annotations

from typing import Final

import click

from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.ledger import opened, told_calmly
from triage.cli.refusal import Refusal
from triage.cli.session import Session
from triage.rulebook.model import Rulebook

PREFIX: Final = "sha256:"


def kept_rulebook(session: Session, ledger: str | None, name: str) -> Rulebook:
    """The one rulebook that ``name`` begins. Needs no passphrase.

    Raises ``UsageError`` where none or several begin so, and ``Refusal``.
    """
    from triage.ledger.replay import RulebookMissing, RulebookUnreadable
    from triage.service.kept import restored

    begin = name.removeprefix(PREFIX).lower()
    with opened(session, ledger, key=False) as book, told_calmly(session):
        known = book.rulebooks()
        found = [sha256 for sha256, _ in known if sha256.startswith(begin)]
        if len(found) != 1:
            listed = ", ".join(f"{sha256[:12]} ({version})" for sha256, version in known) or "–"
            raise click.UsageError(say("which_rulebook", session.lang, known=listed))
        try:
            return restored(book, found[0])
        except RulebookMissing:
            raise Refusal([_said(session, "missing", found[0])], exits.RULEBOOK_MISSING) from None
        except RulebookUnreadable:
            raise Refusal([_said(session, "unreadable", found[0])], exits.RULEBOOK_MISSING) from None


def _said(session: Session, why: str, sha256: str) -> str:
    return say(f"replay_{why}", session.lang, sha=sha256[:12])

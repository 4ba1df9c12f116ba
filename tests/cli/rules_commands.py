"""The commands ``rules schema``, ``rules new`` and ``rules docs`` on the command line of a test."""

from __future__ import annotations

import pytest

from triage.cli import pages, rules_pages
from triage.cli.rules import rules

COMMANDS = {
    "schema": "triage.cli.rules_schema:schema",
    "new": "triage.cli.rules_new:new",
    "docs": "triage.cli.rules_docs:docs",
}


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``triage.cli.rules`` and ``triage.cli.pages`` register them."""
    for name, at in COMMANDS.items():
        monkeypatch.setitem(rules.commands_at, name, at)
    for topic, page in rules_pages.PAGES.items():
        monkeypatch.setitem(pages.PAGES, topic, page)
    for option, words in rules_pages.OPTIONS.items():
        monkeypatch.setitem(pages.OPTIONS, option, words)

"""The shipped content of the practice room and the deck made of it, once."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from triage.rulebook.files import RulebookFile
from triage.rulebook.model import Rulebook
from triage.training.content import Content, belongs, read_content
from triage.training.deck import Deck


def shipped_files() -> list[RulebookFile]:
    return [
        RulebookFile(path.name, path.read_bytes())
        for path in sorted((ROOT / "training").iterdir())
        if belongs(path.name)
    ]


@pytest.fixture(scope="session")
def content(book: Rulebook) -> Content:
    return read_content(shipped_files(), book)


@pytest.fixture(scope="session")
def deck(book: Rulebook, content: Content) -> Deck:
    return Deck(book, content.templates, content.vignettes)

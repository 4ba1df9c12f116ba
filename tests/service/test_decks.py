"""The deck of a rulebook is made once and kept, and never believed blindly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from triage.rulebook.model import Rulebook
from triage.rulebook.problems import RulebookProblems
from triage.service.decks import open_deck
from triage.training import cards
from triage.training.stock import Stock


@pytest.fixture(name="content")
def _content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "training", tmp_path / "training")
    return tmp_path / "training"


def kept(content: Path) -> list[Path]:
    return sorted((content.parent / "cache" / "triage").glob("cards-*.json"))


def test_the_second_opening_reads_the_kept_cards_and_gives_the_same_deck(
    book: Rulebook, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And whoever flips a byte in what is kept gets cards that are looked for anew."""
    first = open_deck(book, content)
    (copy,) = kept(content)
    whole = copy.read_bytes()
    looked: list[str] = []

    def stocks(*_: object) -> tuple[Stock, ...]:
        looked.append("anew")
        return first.stocks

    monkeypatch.setattr(cards, "stocks", stocks)
    again = open_deck(book, content)
    assert (again.stocks, looked) == (first.stocks, [])
    assert [again.drill(card, 3) for card in again.cards] == [first.drill(card, 3) for card in first.cards]
    copy.write_bytes(whole.replace(b"boundary:senjata", b"boundary:sanjata", 1))
    assert (open_deck(book, content).stocks, looked) == (first.stocks, ["anew"])
    assert copy.read_bytes() == whole


def test_content_with_problems_tells_them_all_and_keeps_nothing(book: Rulebook, content: Path) -> None:
    (content / "templates.yaml").unlink()
    (content / "x.vignettes.yaml").write_text("vignettes: [{name: A}]\n", encoding="utf-8")
    with pytest.raises(RulebookProblems) as caught:
        open_deck(book, content)
    assert {"templates.yaml", "x.vignettes.yaml"} <= {one.place.file for one in caught.value.problems}
    assert kept(content) == []


def test_a_folder_that_is_not_there_is_a_problem_with_its_name(book: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(RulebookProblems) as caught:
        open_deck(book, tmp_path / "nowhere")
    assert [problem.place.file for problem in caught.value.problems] == ["nowhere"]

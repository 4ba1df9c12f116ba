"""The deck for Anki: opened as the file it is, and imported by Anki's own library."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import zipfile
from pathlib import Path

import pytest

from tests.training.quiz_drills import key_of, some_drills
from tests.training.test_choosing import CARDS
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.anki import NoGenanki, apkg
from triage.training.quizzing import Quizzed, quizzed
from triage.vocabulary.closed import Lang

pytest.importorskip("genanki")


def made(book: Rulebook, quick: Advisor, lang: Lang) -> tuple[Quizzed, ...]:
    drills = [(one, key_of(quick, one)) for one in some_drills(book)]
    return quizzed(book, quick.decide, CARDS, drills, lang)


@pytest.fixture(scope="module")
def quiz(book: Rulebook, quick: Advisor) -> tuple[Quizzed, ...]:
    return made(book, quick, "id")


def opened(data: bytes, folder: Path) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert json.loads(package.read("media")) == {}
        file = folder / "collection.anki2"
        file.write_bytes(package.read("collection.anki2"))
    return sqlite3.connect(file)


def test_a_note_for_each_drill(quiz: tuple[Quizzed, ...], tmp_path: Path) -> None:
    base = opened(apkg(quiz, "id"), tmp_path)
    notes = [fields.split("\x1f") for (fields,) in base.execute("select flds from notes order by id")]
    assert [note[0] for note in notes] == [one.drill.id for one in quiz]
    for note, one in zip(notes, quiz, strict=True):
        assert len(note) == 6
        assert "&lt;b&gt;" in note[1]
        assert note[2] == one.path.ask
        assert note[3].count("<li>") == len(one.path.choices)
        assert note[4] == one.path.feedback[0]
        assert note[5].count("<p>") == len(one.path.feedback) - 1
    assert base.execute("select count(*) from cards").fetchone() == (5,)
    tags = [tags.strip() for (tags,) in base.execute("select tags from notes order by id")]
    assert tags == ["membolos", "bertengkar", "kriminal", "percobaan_bunuh_diri", "perundungan"]


def test_a_newer_deck_renews_the_same_notes(
    book: Rulebook, quick: Advisor, quiz: tuple[Quizzed, ...], tmp_path: Path
) -> None:
    def identities(data: bytes, name: str) -> list[tuple[str, int]]:
        (tmp_path / name).mkdir()
        return list(opened(data, tmp_path / name).execute("select guid, mid from notes order by id"))

    first = identities(apkg(quiz, "id"), "first")
    assert identities(apkg(quiz[::-1], "id"), "again") == first[::-1]
    assert set(first).isdisjoint(identities(apkg(made(book, quick, "en"), "en"), "english"))


def test_anki_imports_it(quiz: tuple[Quizzed, ...], tmp_path: Path) -> None:
    collection = pytest.importorskip("anki.collection")

    file = tmp_path / "latihan.apkg"
    file.write_bytes(apkg(quiz, "id"))
    mine = collection.Collection(str(tmp_path / "mine.anki2"))
    try:
        request = collection.ImportAnkiPackageRequest(package_path=str(file))
        log = mine.import_anki_package(request).log
        assert (len(log.new), len(log.conflicting), len(log.duplicate)) == (5, 0, 0)
        again = mine.import_anki_package(request).log
        assert len(again.new) == 0
        (card,) = mine.find_cards("tag:kriminal")
        shown = mine.get_card(card)
        assert quiz[2].path.feedback[0].split(" → ")[0] in shown.answer()
        assert quiz[2].path.feedback[0].split(" → ")[0] not in shown.question()
        assert 'id="answer"' in shown.answer()
    finally:
        mine.close()


def test_without_genanki_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(NoGenanki):
        apkg((), "id")

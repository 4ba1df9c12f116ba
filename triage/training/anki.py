"""Drills as a deck for Anki, by ``genanki``: the story in front, path and explanation behind.

A note keeps its identity over exports (it is the drill's), so that a newer deck renews the cards in
Anki and takes no learning away.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triage.training.quizzing import Quizzed
from triage.training.telling_words import say
from triage.vocabulary.closed import Lang

if TYPE_CHECKING:
    import genanki

#: Anki knows a kind of note, and a deck, by a number that never changes.
_MODEL_IDS: Final[dict[Lang, int]] = {"id": 1_720_516_301, "en": 1_720_516_302}
_DECK_IDS: Final[dict[Lang, int]] = {"id": 1_720_516_311, "en": 1_720_516_312}
#: All notes bear this time, so that the same drills make the same deck: 1 January 2026.
_TIME: Final = 1_767_225_600.0

_FIELDS: Final = ("Id", "Story", "Ask", "Choices", "Path", "Explanation")
_FRONT: Final = '<div class="story">{{Story}}</div><p class="ask">{{Ask}}</p>{{Choices}}'
_BACK: Final = '{{FrontSide}}<hr id="answer"><p class="path">{{Path}}</p>{{Explanation}}'
_CSS: Final = """
.card { font: 18px/1.5 sans-serif; text-align: left; max-width: 40em; margin: 0 auto; padding: 1em; }
.ask, .path { font-weight: bold; }
.path { font-size: 1.15em; }
ul { padding-left: 1.2em; }
"""


class NoGenanki(Exception):
    """``genanki`` is not installed: it comes with the extra ``practice``."""


def apkg(quiz: Sequence[Quizzed], lang: Lang) -> bytes:
    """The deck as the bytes of an ``.apkg``. Raises ``NoGenanki`` and ``OSError``."""
    try:
        import genanki
    except ImportError as error:
        raise NoGenanki from error
    deck = genanki.Deck(_DECK_IDS[lang], say("deck", lang))
    model = genanki.Model(
        _MODEL_IDS[lang],
        f"{say('deck', lang)} ({lang})",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": say("deck_path", lang), "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
    )
    for one in quiz:
        deck.add_note(_note(model, one, lang))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(os.fspath(file), timestamp=_TIME)
        return file.read_bytes()


def _note(model: genanki.Model, one: Quizzed, lang: Lang) -> genanki.Note:
    import genanki

    choices = "".join(f"<li>{escape(choice.text)}</li>" for choice in one.path.choices)
    explanation = "".join(f"<p>{escape(part)}</p>" for part in one.path.feedback[1:])
    return genanki.Note(
        model=model,
        fields=[
            one.drill.id,
            escape(one.drill.story),
            escape(one.path.ask),
            f"<ul>{choices}</ul>",
            escape(one.path.feedback[0]),
            explanation,
        ],
        tags=list(one.path.tags),
        guid=sha256(f"{lang} {one.drill.id}".encode()).hexdigest()[:20],
    )

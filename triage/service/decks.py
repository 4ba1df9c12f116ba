"""The deck of a rulebook: its sentences and hand-written cases read, its cards found once and kept.

To find every card takes a second or two, so they are kept in the user's cache folder under the
fingerprint of the rules, of the content and of the program, as a checked rulebook is.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from triage.rulebook.files import RulebookFile, fingerprint, read_file
from triage.rulebook.model import Place, Rulebook
from triage.rulebook.problems import Problem, RulebookProblems
from triage.service.opening import cache_folder, program
from triage.service.paths import shipped
from triage.training.cards import from_data
from triage.training.content import belongs, read_content
from triage.training.deck import Deck
from triage.training.stock import Stock

#: The rooms whose code decides which cards there are.
_MAKING: Final = ("training", "verify", "inference", "deciding", "vocabulary", "case")


def open_deck(book: Rulebook, folder: Path | None = None) -> Deck:
    """The deck of ``book`` with the content in ``folder`` (None: the shipped one).

    Raises ``RulebookProblems`` with everything that is wrong with the content.
    """
    files = _files(folder if folder is not None else shipped("training"))
    content = read_content(files, book)
    key = hashlib.sha256(f"{book.sha256} {fingerprint(files)}".encode()).hexdigest()
    copy = cache_folder() / f"cards-{program(_MAKING)}-{key}.json"
    kept = _kept(copy, book)
    deck = Deck(book, content.templates, content.vignettes, kept)
    if kept is None:
        _keep(deck, copy)
    return deck


def _files(folder: Path) -> list[RulebookFile]:
    try:
        names = sorted(entry.name for entry in folder.iterdir() if belongs(entry.name))
    except OSError as error:
        place = Place(folder.name, 1, 1)
        raise RulebookProblems(
            [Problem(place, "folder-unreadable", type(error).__name__, "folder")]
        ) from error
    read = [read_file(folder / name) for name in names]
    problems = [one for one in read if isinstance(one, Problem)]
    if problems:
        raise RulebookProblems(problems)
    return [one for one in read if isinstance(one, RulebookFile)]


def _kept(copy: Path, book: Rulebook) -> tuple[Stock, ...] | None:
    """The kept cards; None if there are none, or they are not the bytes that were written."""
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        digest, _, data = copy.read_bytes().partition(b"\n")
        if hashlib.sha256(data).hexdigest().encode() == digest:
            return from_data(json.loads(data), book.vocabulary)
    return None


def _keep(deck: Deck, copy: Path) -> None:
    data = json.dumps(deck.as_data(), ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        copy.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=copy.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        Path(name).replace(copy)

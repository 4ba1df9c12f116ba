"""What one run of the command line shares between its parts: language, rulebook, screen.

Everything heavy (rulebook, evaluators, rich) is opened when first used, never before.
"""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from msgspec import Struct

from triage.cli.wording import say
from triage.vocabulary.closed import LANGS, Lang

if TYPE_CHECKING:
    from rich.console import Console

    from triage.case.model import Case
    from triage.rulebook.model import Rulebook
    from triage.service.advisor import Advisor, EngineChoice

#: Wider than this a line of prose is hard to follow with the eye.
WIDEST = 110

_ENGINES = ("guarded", "auto", "reference")


class Session(Struct):
    """One run. ``rules`` None: the shipped rulebook; ``overlays``: the folders laid over it."""

    lang: Lang = "id"
    rules: Path | None = None
    overlays: tuple[Path, ...] = ()
    _refused: Exception | None = None
    _book: Rulebook | None = None
    _advisor: Advisor | None = None

    def say(self, key: str, **values: object) -> str:
        """A word or sentence of the command line itself, in the language of this run."""
        return say(key, self.lang, **values)

    @property
    def book(self) -> Rulebook:
        """The rulebook. Raises ``RulebookProblems``."""
        if self._refused is not None:  # a proof takes a while; what it found is not found again
            raise self._refused
        if self._book is None:
            from triage.rulebook.problems import RulebookProblems
            from triage.service.opening import open_rulebook

            try:
                self._book = open_rulebook(self.rules, self.overlays)
            except RulebookProblems as error:
                self._refused = error
                raise
        return self._book

    @property
    def opened(self) -> Rulebook | None:
        """The rulebook if it has been opened already."""
        return self._book

    @property
    def advisor(self) -> Advisor:
        """The advisor over ``book``. The engine runs in a process of its own unless a test asks."""
        if self._advisor is None:
            from triage.service.advisor import Advisor

            choice = os.environ.get("TRIAGE_ENGINE") or _ENGINES[0]
            if choice not in _ENGINES:
                raise click.UsageError(self.say("bad_engine", choices=", ".join(_ENGINES)))
            self._advisor = Advisor(self.book, cast("EngineChoice", choice))
        return self._advisor

    def case(self, file: str) -> Case:
        """The case in ``file`` (``-``: standard input). Raises ``BadInput`` with all its problems."""
        from triage.cli.casefile import read_file

        return read_file(file, self.book)

    def console(self, widest: int | None = WIDEST) -> Console:
        """A screen for people: as wide as the terminal up to ``widest``, plain where no colour is wanted."""
        from triage.cli.sheet import Screen

        console = Screen(highlight=False, markup=False, emoji=False, soft_wrap=False)
        if widest is not None:
            console.width = max(20, min(console.width, widest))
        return console

    def close(self) -> None:
        """Let go of the engine."""
        if self._advisor is not None:
            self._advisor.close()
            self._advisor = None


def language(argv: list[str]) -> Lang:
    """The language asked for, wherever ``--lang`` stands, so that help and errors speak it too."""
    asked = os.environ.get("TRIAGE_LANG", "")
    for word, following in pairwise([*argv, ""]):
        if word == "--":
            break
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return asked if asked in LANGS else "id"


def session_of(ctx: click.Context) -> Session:
    """The session of this run; one is made where a command is invoked by itself."""
    return ctx.ensure_object(Session)


def tolerant_streams() -> None:
    """A character that the terminal's encoding lacks is replaced, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")

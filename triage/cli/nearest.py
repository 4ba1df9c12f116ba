"""'Maksud Anda …?': the known spelling nearest to one that is not known. Only a mistake needs it."""

from __future__ import annotations

from collections.abc import Iterable

from triage.cli.wording import say
from triage.rulebook.nearest import nearest
from triage.vocabulary.closed import Lang


def did_you_mean(word: str, known: Iterable[str], lang: Lang) -> str:
    """A sentence to put behind an error (with a space before it), or nothing if nothing is near."""
    near = nearest(word.casefold(), known)
    return " " + say("did_you_mean", lang, near=near) if near is not None else ""

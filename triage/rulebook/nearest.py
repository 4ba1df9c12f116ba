"""The nearest known spelling to a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

#: Below this likeness (0 to 100) a suggestion would mislead more than it helps.
LIKENESS = 65
#: Longer words are no misspelt ids; comparing them would only cost time.
LONGEST = 80
#: A set this large is no vocabulary; comparing with all of it would only cost time.
MOST = 1000


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known spelling most like ``word``, or None if none is like it."""
    choices = list(known)
    if not word or len(word) > LONGEST or len(choices) > MOST:
        return None
    from rapidfuzz import fuzz, process  # only a mistake needs it

    found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return str(found[0]) if found else None

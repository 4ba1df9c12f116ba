"""Which answer to a fact, or value of an attribute, some words are most like, by all that is known.

A plain nearest neighbour over words: no model, no list of denials. It is a check on people's slips, so it
speaks up only where the other answer is clearly nearer (``MARGIN``); ``tests/training`` measures on the
shipped content how many swapped answers it catches.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from triage.training.saying import plain
from triage.training.templates import Templates
from triage.vocabulary.closed import UNKNOWN

#: By how much (of 100) the other answer must be nearer.
MARGIN: Final = 5.0


class Known(NamedTuple):
    """Words that say a value of a part (a fact, ``category.attribute``), and where they are from
    (empty: the templates)."""

    source: str
    part: str
    answer: str
    words: str


def known_sentences(templates: Templates) -> list[Known]:
    """What the templates say of every fact and attribute; what is open is said in too many ways to count."""
    return [
        Known("", fact, answer, plain(said.say))
        for (fact, answer), sayings in templates.facts.items()
        for said in sayings
        if answer != UNKNOWN
    ] + [
        Known("", f"{category}.{name}", value, plain(told.say))
        for category, tellings in templates.problems.items()
        for told in tellings
        for name, value in told.attributes
    ]


class Likeness:
    """Compares words with everything that is known."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._of: dict[str, list[Known]] = {}
        for one in known:
            self._of.setdefault(one.part, []).append(one)

    def opposite(self, source: str, part: str, answer: str, words: str) -> Known | None:
        """The nearest words for another answer, where they are clearly nearer than all for this.

        Words from ``source`` itself do not count.
        """
        from rapidfuzz import fuzz

        best: dict[str, tuple[float, Known]] = {}
        for one in self._of.get(part, ()):
            if not one.source or one.source != source:
                score = fuzz.token_set_ratio(plain(words), one.words)
                if one.answer not in best or score > best[one.answer][0]:
                    best[one.answer] = (score, one)
        same = best.get(answer, (0.0, None))[0]
        others = [found for value, found in best.items() if value != answer]
        if not others:
            return None
        score, nearest = max(others, key=lambda found: found[0])
        return nearest if score > same + MARGIN else None

"""What words look like in Indonesian sentences: names, and whether some words stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: A sentence begins here: at the start, or behind a full stop, a colon or a quotation mark.
_BEGINS: Final = re.compile(r"(^|[.!?:;]\s+|[“\"'(]\s*)$")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_PLACEHOLDER: Final = re.compile(r"\{[^}]*\}")
#: Capitals that every sentence may hold: how the learner is addressed, the code of a student, days, months.
_USUAL: Final = frozenset({"Anda", "A", "B", "C", "D"}).union(
    ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    ("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    ("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def capitals(text: str, proper: frozenset[str]) -> Iterator[str]:
    """Words inside a sentence that begin with a capital, as names do, and are not in ``proper``.

    Abbreviations (all capitals) are no names; the first word of a sentence cannot be told.
    """
    plain = _PLACEHOLDER.sub(lambda match: "x" * len(match.group()), text)
    for match in _WORD.finditer(plain):
        word = match.group()
        if (
            word[0].isupper()
            and not word.isupper()
            and word not in _USUAL
            and word not in proper
            and not _BEGINS.search(plain[: match.start()])
        ):
            yield word


def plain(text: str) -> str:
    """``text`` in small letters, single spaces, without punctuation: as words are compared."""
    return " ".join(re.findall(r"[\w-]+", text.lower()))


def stands_in(words: str, text: str) -> bool:
    """Whether ``words`` stand in ``text``, whatever the case and the punctuation."""
    return f" {plain(words)} " in f" {plain(text)} "

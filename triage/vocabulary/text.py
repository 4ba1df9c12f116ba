"""A sentence in the two languages of the product."""

from __future__ import annotations

from typing import NamedTuple

from triage.vocabulary.closed import Lang


class Text(NamedTuple):
    """What people read: Indonesian first, English beside it."""

    id: str
    en: str

    def said(self, lang: Lang) -> str:
        """The sentence in ``lang``."""
        return self.en if lang == "en" else self.id

"""Why something was not recorded, besides what the ledger itself says. Each class owns its sentence."""

from __future__ import annotations

from typing import ClassVar

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text


class NotRecorded(Exception):
    """Base of everything below: nothing was recorded. ``args`` fill the sentence."""

    _said: ClassVar[Text]

    def said(self, lang: Lang = "id") -> str:
        """What does not fit, and what would."""
        return self._said.said(lang).format(*self.args)

    def __str__(self) -> str:
        return self.said("en")


class RulebookMoved(NotRecorded):
    """The files of the rulebook are not those any more that the decision was made by."""

    _said = Text(
        "Berkas aturan berubah saat alat ini sedang dipakai, jadi tidak ada yang dicatat. Jalankan lagi.",
        "The rule files changed while this was running, so nothing was recorded. Run it again.",
    )


class NotADecision(NotRecorded):
    """``args``: the entry."""

    _said = Text(
        "Catatan nomor {0} bukan saran. Lihat nomornya dengan `triage audit list --kind decision`.",
        "Entry {0} is no decision. See the numbers with `triage audit list --kind decision`.",
    )


class AlreadyErased(NotRecorded):
    """``args``: the entry."""

    _said = Text(
        "Isi catatan nomor {0} sudah dihapus, jadi tidak ada yang dapat ditambahkan.",
        "What stood in entry {0} has been erased, so nothing can be added to it.",
    )


class NoSuchTrack(NotRecorded):
    """``args``: the entry, what was asked for, the tracks there are."""

    _said = Text(
        "Saran nomor {0} tidak memuat jalur {1}. Yang ada: {2}.",
        "Decision {0} has no track {1}. There are: {2}.",
    )


class NoSuchStep(NotRecorded):
    """``args``: the track, the steps there are. What was typed is not repeated: it may be a name."""

    _said = Text(
        "Jalur {0} tidak memuat langkah itu. Yang ada: {1}.",
        "Track {0} has no such step. There are: {1}.",
    )

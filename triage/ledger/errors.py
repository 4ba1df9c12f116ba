"""What can go wrong with a ledger. Each class owns its sentence, in both languages.

No sentence holds anything of a case: ``args`` are numbers, names of fields and places of files.
"""

from __future__ import annotations

from typing import ClassVar

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text


class LedgerError(Exception):
    """Base of everything below. Save for ``TraceLeft``: nothing was recorded."""

    _said: ClassVar[Text]

    def said(self, lang: Lang = "id") -> str:
        """What happened and what to do, calmly."""
        return self._said.said(lang).format(*self.args)

    def __str__(self) -> str:
        return self.said("en")


class LedgerFull(LedgerError):
    """No room left where the ledger stands: the disk, a quota, a limit on the size of files."""

    _said = Text(
        "Tempat penyimpanan penuh, jadi tidak ada yang dicatat. Catatan yang sudah ada tetap utuh. Kosongkan "
        "sedikit ruang, lalu ulangi.",
        "The place where the ledger is kept is full, so nothing was recorded. What was recorded before is "
        "intact. Make some room, then try again.",
    )


class LedgerBusy(LedgerError):
    """Somebody else writes and did not finish in time."""

    _said = Text(
        "Buku catatan sedang dipakai proses lain, jadi tidak ada yang dicatat. Tunggu sebentar, lalu ulangi.",
        "Somebody else is writing in the ledger, so nothing was recorded. Wait a moment, then try again.",
    )


class LedgerLocked(LedgerError):
    """The ledger was opened without its key."""

    _said = Text(
        "Buku catatan ini terkunci. Buka dengan frasa sandinya, lalu ulangi.",
        "This ledger is locked. Open it with its passphrase, then try again.",
    )


class LedgerClosed(LedgerError):
    """The ledger was closed already."""

    _said = Text(
        "Buku catatan sudah ditutup. Buka kembali, lalu ulangi.",
        "The ledger has been closed. Open it again, then try again.",
    )


class WrongPassphrase(LedgerError):
    """The passphrase does not open the ledger."""

    _said = Text(
        "Frasa sandi itu tidak membuka buku catatan ini. Periksa ejaan dan huruf besarnya, lalu coba lagi.",
        "That passphrase does not open this ledger. Check spelling and capitals, then try again.",
    )


class WrongRecoveryKey(LedgerError):
    """The recovery key is misspelt or belongs to another ledger."""

    _said = Text(
        "Kunci pemulihan itu tidak membuka buku catatan ini. Salin lagi dari cetakannya, lalu coba lagi.",
        "That recovery key does not open this ledger. Copy it once more from the print, then try again.",
    )


class PassphraseWeak(LedgerError):
    """A new passphrase is too short. ``args``: the fewest characters."""

    _said = Text(
        "Frasa sandi terlalu pendek: pakai sedikitnya {0} huruf, misalnya empat kata yang mudah diingat.",
        "The passphrase is too short: use at least {0} characters, four words you remember for example.",
    )


class LedgerMissing(LedgerError):
    """There is no ledger there. ``args``: the place."""

    _said = Text(
        "Belum ada buku catatan di {0}. Buat dulu dengan `triage audit init`.",
        "There is no ledger at {0} yet. Make one with `triage audit init`.",
    )


class LedgerExists(LedgerError):
    """There is something already. ``args``: the place."""

    _said = Text(
        "Di {0} sudah ada sesuatu; tidak ada yang ditimpa. Pilih tempat lain.",
        "There is something at {0} already; nothing was overwritten. Choose another place.",
    )


class NotALedger(LedgerError):
    """What stands there cannot be read as a ledger. ``args``: the place."""

    _said = Text(
        "{0} tidak terbaca sebagai buku catatan. Periksa alamatnya; bila benar, berkasnya rusak atau diubah. "
        "Simpan apa adanya, jalankan `triage audit verify`, dan ambil salinan cadangan.",
        "{0} cannot be read as a ledger. Check the place; if it is right, the file is damaged or altered. "
        "Keep it as it is, run `triage audit verify`, and take a backup.",
    )


class LedgerNewer(LedgerError):
    """A newer program wrote the ledger. ``args``: the place."""

    _said = Text(
        "{0} ditulis oleh versi program yang lebih baru. Perbarui program ini; berkasnya tidak disentuh.",
        "{0} was written by a newer version of the program. Update this program; the file was not touched.",
    )


class LedgerAltered(LedgerError):
    """What is kept does not fit together any more. ``args``: the entry it was noticed at."""

    _said = Text(
        "Catatan nomor {0} tidak cocok lagi dengan yang lain: rusak atau diubah. Jalankan "
        "`triage audit verify` dan simpan berkasnya apa adanya.",
        "Entry {0} does not fit the others any more: damaged or altered. Run `triage audit verify` and keep "
        "the file as it is.",
    )


class LedgerUnreachable(LedgerError):
    """The database or the disk does not answer. ``args``: the kind of the failure."""

    _said = Text(
        "Buku catatan tidak dapat dijangkau ({0}), jadi tidak ada yang dicatat. Periksa sambungan atau disk, "
        "lalu ulangi.",
        "The ledger cannot be reached ({0}), so nothing was recorded. Check the connection or the disk, then "
        "try again.",
    )


class LibraryMissing(LedgerError):
    """A library of the extra ``ledger`` is not installed. ``args``: its name."""

    _said = Text(
        "Buku catatan perlu pustaka {0} yang belum terpasang: pasang `triage[ledger]`.",
        "The ledger needs the library {0}, which is not installed: install `triage[ledger]`.",
    )


class DraftRefused(LedgerError):
    """A draft says too little or does not fit. ``args``: the field; never its content."""

    _said = Text(
        "Catatan belum lengkap atau tidak cocok ({0}), jadi tidak dicatat.",
        "The entry is incomplete or does not fit ({0}), so it was not recorded.",
    )


class RulebookUnknown(LedgerError):
    """An entry names a rulebook that is not kept. ``args``: its sha256."""

    _said = Text(
        "Buku aturan {0:.12} belum disimpan di buku catatan, jadi keputusannya tidak dicatat.",
        "Rulebook {0:.12} is not kept in the ledger, so its decision was not recorded.",
    )


class RulebookDiffers(LedgerError):
    """The files of a rulebook are not those that its sha256 speaks of. ``args``: the sha256."""

    _said = Text(
        "Berkas buku aturan tidak cocok dengan sidik jarinya ({0:.12}), jadi tidak disimpan.",
        "The files of the rulebook do not match its fingerprint ({0:.12}), so it was not kept.",
    )


class TraceLeft(LedgerError):
    """A key was destroyed or replaced, but what it was could not be wiped out everywhere yet."""

    _said = Text(
        "Sudah dicatat dan berlaku, tetapi sisa kunci lama belum terhapus dari berkas di sebelahnya. "
        "Kosongkan sedikit ruang, lalu catat sesuatu sekali lagi: sisanya ikut terhapus.",
        "It is recorded and in force, but a trace of the old key is still in the file beside the ledger. "
        "Make some room, then record anything once more: that wipes it out.",
    )


class EntryUnknown(LedgerError):
    """There is no such entry. ``args``: its number."""

    _said = Text("Tidak ada catatan nomor {0}.", "There is no entry {0}.")


class SubjectUnknown(LedgerError):
    """There is nothing (any more) of this subject; the pseudonym is not repeated."""

    _said = Text(
        "Tidak ada catatan tentang siswa dengan kode itu, atau sudah dihapus. Periksa kodenya.",
        "There is nothing recorded of a student with that code, or it has been erased. Check the code.",
    )


class ReasonMissing(LedgerError):
    """A less urgent path was chosen without saying why."""

    _said = Text(
        "Jalur yang lebih ringan dari saran perlu alasan (kode dan teks). Pilihan belum dicatat.",
        "A path less urgent than recommended needs a reason (code and text). The choice was not recorded.",
    )


class SecondMissing(LedgerError):
    """A less urgent path was chosen without a second person."""

    _said = Text(
        "Jalur yang lebih ringan dari saran perlu kode orang kedua, bukan orang yang sama. Pilihan belum "
        "dicatat.",
        "A path less urgent than recommended needs the code of a second, different person. The choice was "
        "not recorded.",
    )


class DirectionDiffers(LedgerError):
    """A choice says another direction than its path has. ``args``: said, found."""

    _said = Text(
        "Arah pilihan tertulis {0}, padahal jalurnya {1}. Pilihan belum dicatat.",
        "The choice says {0}, but its path is {1}. The choice was not recorded.",
    )


class AnchorUnreadable(LedgerError):
    """An anchor cannot be read, or its signature does not hold."""

    _said = Text(
        "Jangkar itu tidak terbaca atau tanda tangannya tidak cocok. Pindai atau salin sekali lagi.",
        "That anchor cannot be read, or its signature does not hold. Scan or copy it once more.",
    )


class AnchorMissing(LedgerError):
    """There is no room beside the ledger for an anchor: a database server without an anchor file."""

    _said = Text(
        "Buku catatan ini belum punya berkas jangkar. Sebutkan tempatnya saat membuka.",
        "This ledger has no anchor file yet. Name its place when opening it.",
    )

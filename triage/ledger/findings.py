"""What verifying may find, and the sentence for it in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from triage.ledger.model import Mode
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

#: ``altered``: see ``Report.seq``. ``behind``: truncated, or an older copy was put in its place.
Status = Literal["ok", "altered", "behind", "unchecked"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``seq``: the first bad entry; 0: what stands before all of them; None: none.

    ``detail``: the numbers in its sentence.
    """

    status: Status
    code: str
    seq: int | None = None
    detail: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. ``seq``: the first bad entry (0: what stands before the first), if one can be named.

    ``entries``: how many hold. ``finding``: code of what was found ("" if ok), ``detail``: the numbers in
    its sentence. ``notes``: codes of what else should be known, such as a crash after the last anchor.
    ``mode``: a demo ledger is marked in every answer; None where it cannot be told.
    """

    status: Status
    entries: int
    seq: int | None = None
    finding: str = ""
    detail: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    mode: Mode | None = None

    def said(self, lang: Lang = "id") -> str:
        """What was found, then a line for each note."""
        numbers = (self.entries if self.seq is None else self.seq, *self.detail)
        first = FINDINGS[self.finding].said(lang).format(*numbers)
        return "\n".join([first, *(NOTES[note].said(lang) for note in self.notes)])


#: {0}: the entry (or, where none is bad, how many there are); {1}, {2}: the detail.
FINDINGS: Final[dict[str, Text]] = {
    "": Text("Utuh: {0} catatan, semua mata rantai cocok.", "Intact: {0} entries, every link holds."),
    "number": Text(
        "Catatan nomor {0} hilang, terulang atau salah tempat.",
        "Entry {0} is missing, repeated or misplaced.",
    ),
    "row": Text("Isi catatan nomor {0} bukan lagi yang dicatat.", "Entry {0} is not what was recorded."),
    "link": Text(
        "Catatan nomor {0} tidak menyambung ke catatan sebelumnya.",
        "Entry {0} does not hang on the entry before it.",
    ),
    "time": Text(
        "Waktu catatan nomor {0} mendahului catatan sebelumnya.",
        "The time of entry {0} is before that of the entry before it.",
    ),
    "reference": Text(
        "Catatan nomor {0} menunjuk catatan yang tidak ada.",
        "Entry {0} refers to an entry that is not there.",
    ),
    "key": Text(
        "Kunci untuk catatan nomor {0} bukan lagi yang disimpan.",
        "The key of entry {0} is not the one kept with it.",
    ),
    "erasure": Text(
        "Penghapusan pada catatan nomor {0} tidak cocok dengan kunci yang tersisa.",
        "The erasure of entry {0} does not agree with the keys that are left.",
    ),
    "rulebook": Text(
        "Buku aturan untuk catatan nomor {0} hilang atau diubah.",
        "The rulebook of entry {0} is missing or altered.",
    ),
    "slots": Text(
        "Kunci pembuka buku catatan (frasa sandi atau pemulihan) bukan lagi yang tercatat.",
        "What opens the ledger (passphrase or recovery key) is not what was recorded.",
    ),
    "founding": Text(
        "Keterangan pendirian buku catatan bukan lagi yang ditulis.",
        "What the ledger was founded with is not what was written.",
    ),
    "bytes": Text(
        "Halaman {1} berkas (mulai bita {2}) diubah dari luar program.",
        "Page {1} of the file (from byte {2}) was altered outside the program.",
    ),
    "length": Text(
        "Panjang berkas diubah dari luar program.",
        "The length of the file was altered outside the program.",
    ),
    "structure": Text(
        "Susunan berkas basis datanya rusak.",
        "The structure of the database file is damaged.",
    ),
    "pages-file": Text(
        "Berkas sidik halaman (.pages) rusak atau diubah.",
        "The file of page digests (.pages) is damaged or altered.",
    ),
    "anchor-file": Text(
        "Berkas jangkar di sebelahnya rusak, diubah, atau milik buku catatan lain.",
        "The anchor file beside it is damaged, altered or another ledger's.",
    ),
    "anchor-other": Text(
        "Jangkar itu milik buku catatan lain, atau buku catatan ini diganti seluruhnya.",
        "That anchor is of another ledger, or this ledger was replaced as a whole.",
    ),
    "rewritten": Text(
        "Catatan nomor {0} bukan yang disaksikan jangkar: rantainya ditulis ulang di sini atau sebelumnya.",
        "Entry {0} is not the one that the anchor witnessed: the chain was rewritten here or before.",
    ),
    "short": Text(
        "Hanya ada {1} catatan, padahal jangkar menyaksikan nomor {2}: terpotong, atau diganti salinan lama.",
        "There are {1} entries, but the anchor witnessed number {2}: truncated, or an old copy was put back.",
    ),
    "missing": Text(
        "Tidak dapat diperiksa: tidak ada buku catatan di sana.", "Cannot check: there is no ledger there."
    ),
    "unreadable": Text(
        "Tidak dapat diperiksa: tidak terbaca sebagai buku catatan.",
        "Cannot check: this cannot be read as a ledger.",
    ),
    "newer": Text(
        "Tidak dapat diperiksa: ditulis oleh program yang lebih baru. Perbarui program ini.",
        "Cannot check: a newer program wrote this. Update this program.",
    ),
    "busy": Text(
        "Tidak dapat diperiksa: sedang dipakai proses lain. Tunggu sebentar, lalu ulangi.",
        "Cannot check: somebody else is using it. Wait a moment, then try again.",
    ),
    "unreachable": Text(
        "Tidak dapat diperiksa: tempatnya tidak dapat dijangkau.",
        "Cannot check: its place cannot be reached.",
    ),
    "no-anchor": Text(
        "Semua mata rantai dari {0} catatan cocok, tetapi berkas jangkar di sebelahnya tidak ada: pemotongan "
        "dan perubahan bita tidak dapat diperiksa.",
        "Every link of {0} entries holds, but there is no anchor file beside them: whether the end was cut "
        "off, or bytes were altered, cannot be checked.",
    ),
    "no-pages": Text(
        "Semua mata rantai dari {0} catatan cocok, tetapi berkas sidik halaman (.pages) tidak ada: perubahan "
        "bita tidak dapat diperiksa.",
        "Every link of {0} entries holds, but the file of page digests (.pages) is not there: whether bytes "
        "were altered cannot be checked.",
    ),
}

NOTES: Final[dict[str, Text]] = {
    "demo": Text(
        "Ini buku catatan demo: kuncinya terbuka, jadi tidak ada yang dibuktikan atau dirahasiakannya.",
        "This is a demo ledger: its key lies open, so it proves nothing and keeps nothing secret.",
    ),
    "links": Text(
        "Mata rantai catatannya sendiri cocok semua.", "The links of the entries themselves all hold."
    ),
    "shorter": Text(
        "Selain itu catatannya lebih sedikit daripada yang disaksikan jangkar: ujungnya dihapus, "
        "atau salinan lama dipasang kembali.",
        "Also, there are fewer entries than an anchor witnessed: the end was deleted, or an old copy "
        "was put back.",
    ),
    "ahead": Text(
        "Catatan terakhir lebih baru dari jangkar dan menyambung benar: program sedang mencatat, atau pernah "
        "berhenti mendadak.",
        "The last entries are newer than the anchor, and hang on rightly: the program is recording just now, "
        "or once stopped abruptly.",
    ),
    "server": Text(
        "Di peladen basis data hanya mata rantai yang diperiksa, bukan bita berkasnya.",
        "On a database server the links are checked, not the bytes of its files.",
    ),
    "no-beside": Text(
        "Tidak ada berkas jangkar yang disebut, jadi pemotongan hanya tampak dengan jangkar yang disimpan di "
        "tempat lain.",
        "No anchor file was named, so that truncation shows only against an anchor kept elsewhere.",
    ),
    "witnessed": Text(
        "Jangkar yang diberikan cocok dengan rantai ini.", "The anchor that was given agrees with this chain."
    ),
}

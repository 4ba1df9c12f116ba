"""The help pages of ``triage audit``."""

from __future__ import annotations

from triage.cli import exits
from triage.cli.pages import Page
from triage.cli.rules_diff_words import LOWERED
from triage.vocabulary.text import Text

_OPTIONS = Text("[OPSI]", "[OPTIONS]")
_DONE = (exits.DECIDED, Text("selesai", "done"))
_USAGE = (exits.BAD_INPUT, Text("cara pakai keliru", "wrong usage"))
_SHUT = (
    exits.LEDGER_SHUT,
    Text(
        "buku catatan tidak ada, tidak terbuka, atau menolak; tidak ada yang dicatat",
        "the ledger is not there, does not open, or refuses; nothing was recorded",
    ),
)
_ALTERED = (exits.ALTERED, Text("buku catatan diubah", "the ledger was altered"))
_EXITS = (_DONE, _USAGE, _SHUT, _ALTERED)

PAGES: dict[str, Page] = {
    "audit init": Page(
        Text("Buat buku catatan.", "Make a ledger."),
        _OPTIONS,
        Text(
            "Membuat buku catatan kosong dan menampilkan kunci pemulihannya satu kali. Frasa sandi diketik "
            "dua kali, atau dibaca dari berkas yang disebut TRIAGE_PASSPHRASE_FILE.",
            "Makes an empty ledger and shows its recovery key once. The passphrase is typed twice, or read "
            "from the file that TRIAGE_PASSPHRASE_FILE names.",
        ),
        (
            ("triage audit init", Text("di folder data Anda", "in your data folder")),
            (
                "triage audit init --demo --ledger coba.db",
                Text("hanya untuk mencoba", "only for trying it out"),
            ),
        ),
        _EXITS,
    ),
    "audit verify": Page(
        Text("Periksa apakah ada yang diubah.", "Check whether anything was altered."),
        _OPTIONS,
        Text(
            "Memeriksa setiap mata rantai dan setiap bita. Tidak memerlukan frasa sandi. Dengan jangkar yang "
            "disimpan di tempat lain, salinan lama dan rantai yang ditulis ulang juga ketahuan.",
            "Checks every link and every byte. Needs no passphrase. With an anchor kept elsewhere, an old "
            "copy "
            "and a rewritten chain are found, too.",
        ),
        (
            ("triage audit verify", Text("buku catatan ini", "this ledger")),
            ("triage audit verify --anchor jangkar.txt", Text("terhadap jangkar", "against an anchor")),
        ),
        (
            (exits.DECIDED, Text("utuh", "intact")),
            _USAGE,
            (exits.ALTERED, Text("diubah; catatan pertama disebut", "altered; the first entry is named")),
            (exits.CUT_SHORT, Text("terpotong, atau salinan lama", "truncated, or an old copy")),
            (exits.UNCHECKED, Text("tidak dapat diperiksa", "cannot be checked")),
        ),
    ),
    "audit anchor": Page(
        Text("Bukti bertanda tangan untuk disimpan di tempat lain.", "A signed proof to keep elsewhere."),
        _OPTIONS,
        Text(
            "Menyatakan di mana rantai catatan berdiri sekarang. Cetak atau kirim ke pengawas; jangkar tidak "
            "memuat isi catatan apa pun.",
            "States where the chain stands now. Print it or send it to the supervisor; an anchor holds "
            "nothing "
            "of what was recorded.",
        ),
        (
            ("triage audit anchor --output jangkar.txt", Text("sebagai teks", "as text")),
            ("triage audit anchor --format svg --output jangkar.svg", Text("kode QR", "a QR code")),
            ("triage audit anchor --format qr", Text("kode QR di terminal", "a QR code in the terminal")),
        ),
        _EXITS,
    ),
    "audit list": Page(
        Text("Daftar catatan, tanpa isinya.", "The entries, without what they hold."),
        _OPTIONS,
        Text(
            "Nomor, waktu, dan jenis setiap catatan. Tidak memerlukan frasa sandi; bila "
            "TRIAGE_PASSPHRASE_FILE ada, kode siswa dan tingkatnya juga tampil.",
            "Number, time and kind of each entry. Needs no passphrase; with TRIAGE_PASSPHRASE_FILE the codes "
            "of students and the severity show, too.",
        ),
        (
            ("triage audit list", Text("semua catatan", "all entries")),
            ("triage audit list --subject K-7Q2M4X", Text("satu siswa", "one student")),
            (
                "triage audit list --kind choice --since 2026-01-01",
                Text("pilihan tahun ini", "choices of the year"),
            ),
        ),
        _EXITS,
    ),
    "audit show": Page(
        Text("Satu catatan, lengkap.", "One entry in full."),
        Text("[OPSI] NOMOR", "[OPTIONS] NUMBER"),
        Text(
            "Apa yang disampaikan, apa yang disarankan waktu itu, dan apa yang dilakukan sesudahnya. Membaca "
            "kasus berat atau darurat dicatat lebih dulu: siapa dan untuk apa.",
            "What was stated, what was recommended then, and what was done since. That a heavy or emergency "
            "case is read is recorded first: by whom and what for.",
        ),
        (
            ("triage audit show 12", Text("catatan nomor 12", "entry 12")),
            (
                "triage audit show 12 --by BK-1 --why 'rapat kasus'",
                Text("kasus yang sensitif", "a sensitive case"),
            ),
            (
                "triage audit show 12 --as auditor",
                Text("hanya yang boleh dilihat peran itu", "what that role may see"),
            ),
        ),
        _EXITS,
    ),
    "audit choose": Page(
        Text("Catat apakah saran diikuti.", "Record whether the advice was followed."),
        Text("[OPSI] NOMOR", "[OPTIONS] NUMBER"),
        Text(
            "Tanpa opsi, ditanyakan satu per satu. Memilih yang kurang mendesak dari saran memerlukan alasan "
            "dan kode orang kedua.",
            "Without options it asks, one thing at a time. Choosing something less urgent than advised "
            "takes a "
            "reason and the code of a second person.",
        ),
        (
            ("triage audit choose 12 --by BK-1", Text("ditanyakan", "asks")),
            ("triage audit choose 12 --follow --by BK-1", Text("saran diikuti", "the advice was followed")),
            (
                "triage audit choose 12 --without 'konsultasi polisi' --by BK-1",
                Text("tanpa satu jalur", "without one track"),
            ),
        ),
        _EXITS,
    ),
    "audit progress": Page(
        Text("Catat langkah yang dikerjakan.", "Record a step that was done."),
        Text("[OPSI] NOMOR", "[OPTIONS] NUMBER"),
        Text(
            "Sampai mana satu langkah dari saran nomor itu. Tanpa opsi, ditanyakan satu per satu.",
            "How far a step of that decision is. Without options it asks, one thing at a time.",
        ),
        (
            ("triage audit progress 12 --by BK-1", Text("ditanyakan", "asks")),
            (
                "triage audit progress 12 --track TRACK --state selesai",
                Text("satu jalur selesai", "a track is done"),
            ),
        ),
        _EXITS,
    ),
    "audit erase": Page(
        Text("Hapus semua isi tentang satu siswa.", "Erase all that is held of one student."),
        Text("[OPSI] KODE", "[OPTIONS] CODE"),
        Text(
            "Memusnahkan kunci siswa itu. Yang tersisa hanya nomor, waktu, dan jenis; rantainya tetap utuh. "
            "Tidak dapat dibatalkan.",
            "Destroys the student's key. What is left is number, time and kind; the chain stays whole. It "
            "cannot be undone.",
        ),
        (
            (
                "triage audit erase K-7Q2M4X --basis 'permintaan orang tua' --by KS-1",
                Text("dengan dasarnya", "with the basis for it"),
            ),
        ),
        (*_EXITS, (exits.INTERRUPTED, Text("tidak jadi", "not done"))),
    ),
    "audit replay": Page(
        Text(
            "Putuskan ulang kasus yang lalu dengan aturannya sendiri.",
            "Decide past cases again by their rules.",
        ),
        Text("[OPSI] [NOMOR]…", "[OPTIONS] [NUMBER]…"),
        Text(
            "Setiap kasus diputuskan ulang dengan buku aturan yang dipakai waktu itu, lalu dibandingkan bita "
            "demi bita. Buku aturan yang hilang tidak pernah diganti dengan yang lain.",
            "Each case is decided again by the rulebook of its time and compared byte by byte. A rulebook "
            "that "
            "is missing is never replaced by another.",
        ),
        (
            ("triage audit replay", Text("semua", "all of them")),
            ("triage audit replay 12 15", Text("dua di antaranya", "two of them")),
        ),
        (
            (exits.DECIDED, Text("semua sama persis", "all exactly the same")),
            _USAGE,
            _SHUT,
            _ALTERED,
            (exits.DIFFERS, Text("ada yang berbeda", "something differs")),
            (exits.RULEBOOK_MISSING, Text("ada buku aturan yang hilang", "a rulebook is missing")),
            (
                exits.EVALUATORS,
                Text("sama, tetapi oleh mesin pemeriksa lain", "the same, but by other evaluators"),
            ),
        ),
    ),
    "audit impact": Page(
        Text("Saran lalu mana yang akan berbeda.", "Which past decisions would differ."),
        Text("[OPSI] ATURAN_BARU", "[OPTIONS] NEW_RULES"),
        Text(
            "Memutuskan kasus yang lalu dengan buku aturan lain (folder, atau revisi git) dan mengatakan "
            "mana "
            "yang menjadi kurang atau lebih mendesak.",
            "Decides past cases by another rulebook (a folder, or a git revision) and says which would be "
            "less "
            "or more urgent.",
        ),
        (
            ("triage audit impact rules-baru", Text("sebelum dipakai", "before it is put to use")),
            (
                "triage audit impact rules --overlay sekolahku",
                Text("dengan folder tambahan", "with an overlay"),
            ),
        ),
        (
            (exits.DECIDED, Text("tidak ada yang menjadi kurang mendesak", "nothing would be less urgent")),
            (LOWERED, Text("ada, dan --allow-lower tidak disebut", "something would, without --allow-lower")),
            _USAGE,
            (exits.BAD_RULEBOOK, Text("buku aturan itu bermasalah", "that rulebook has problems")),
            _SHUT,
            _ALTERED,
        ),
    ),
    "audit export": Page(
        Text("Catatan sebagai berkas csv, jsonl, atau xlsx.", "Entries as a csv, jsonl or xlsx file."),
        _OPTIONS,
        Text(
            "Isi catatan keluar dari perlindungan buku catatan, jadi ekspor dicatat lebih dulu. Sel tidak "
            "pernah "
            "menjadi rumus.",
            "What was recorded leaves the protection of the ledger, so an export is recorded first. No cell "
            "is "
            "ever a formula.",
        ),
        (
            ("triage audit export --output kasus.xlsx --by BK-1", Text("lembar kerja", "a spreadsheet")),
            (
                "triage audit export --output luar.csv --outside --by AU-1",
                Text("tanpa isinya", "without what they hold"),
            ),
        ),
        _EXITS,
    ),
    "audit stats": Page(
        Text("Angka dari banyak kasus bersama.", "Counts of many cases together."),
        _OPTIONS,
        Text(
            "Menurut tingkat, masalah, dan bulan; apa yang dipilih; apa yang belum diketahui. Kelompok kecil "
            "tidak tampil tersendiri, agar tidak ada anak yang dikenali.",
            "By severity, problem and month; what was chosen; what was not known. Small groups do not show "
            "by "
            "themselves, so that no child is recognised.",
        ),
        (
            ("triage audit stats", Text("semua", "everything")),
            ("triage audit stats --since 2026-01 --until 2026-06", Text("satu semester", "one term")),
        ),
        _EXITS,
    ),
    "audit report": Page(
        Text("Laporan bergambar untuk dibaca atau dicetak.", "A report with pictures, to read or print."),
        _OPTIONS,
        Text(
            "Satu berkas HTML yang berdiri sendiri, tanpa nama, kode, atau kasus di dalamnya. Kelompok kecil "
            "tidak tampil tersendiri.",
            "One HTML file that stands alone, with no name, code or case in it. Small groups do not show by "
            "themselves.",
        ),
        (
            (
                "triage audit report --output laporan.html",
                Text("lalu buka dan cetak", "then open and print it"),
            ),
            (
                "triage audit report --since 2026-01 --until 2026-06 --output semester.html",
                Text("satu semester", "one term"),
            ),
        ),
        _EXITS,
    ),
    "audit passphrase": Page(
        Text("Ganti frasa sandi.", "Change the passphrase."),
        _OPTIONS,
        Text(
            "Sesudah ini hanya frasa sandi baru dan kunci pemulihan yang membuka. Dengan --recovery, kunci "
            "pemulihan diketik bila frasa sandi lupa.",
            "From then on only the new passphrase and the recovery key open it. With --recovery the recovery "
            "key is typed where the passphrase was forgotten.",
        ),
        (
            ("triage audit passphrase --by BK-1", Text("ditanyakan di terminal", "asks at the terminal")),
            ("triage audit passphrase --recovery --by KS-1", Text("bila lupa", "if it was forgotten")),
        ),
        _EXITS,
    ),
}

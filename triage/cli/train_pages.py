"""Help pages and options of the commands under ``triage train``; its own page is in ``pages``."""

from __future__ import annotations

from typing import Final

from triage.cli import exits
from triage.cli.pages import Page
from triage.vocabulary.text import Text

_LEARNER = Text(
    "Kode Anda, bukan nama (huruf, angka, . _ -); bawaan: saya.",
    "Your code, not a name (letters, digits, . _ -); default: saya.",
)
_DATA = Text(
    "Folder tempat kemajuan disimpan; bawaan: folder data Anda sendiri.",
    "Folder in which progress is kept; default: your own data folder.",
)
_DECK = Text(
    "Kumpulan kasus: jenis masalah, aturan, danger, …; lihat `triage train decks`.",
    "A part of the cases: a kind of problem, a rule, danger, …; see `triage train decks`.",
)
_SEED = Text(
    "Angka yang mengatur undian; angka sama, kasus sama.",
    "A number that settles chance; same number, same cases.",
)
_EXITS = (
    (exits.DECIDED, Text("selesai, atau dijeda dengan q", "finished, or paused with q")),
    (
        exits.BAD_INPUT,
        Text("cara pakai keliru, atau kemajuan tidak terbaca", "wrong usage, or unreadable progress"),
    ),
    (
        exits.BAD_RULEBOOK,
        Text("buku aturan atau isi latihan bermasalah", "the rulebook or the practice content has problems"),
    ),
    (exits.ENGINE_FAILED, Text("mesin gagal memutus sebuah kasus", "the engine failed to decide a case")),
    (exits.INTERRUPTED, Text("dihentikan dengan Ctrl-C", "stopped with Ctrl-C")),
)

PAGES: Final[dict[str, Page]] = {
    "train stats": Page(
        Text("Kemajuan satu peserta.", "The progress of one learner."),
        Text("[OPSI]", "[OPTIONS]"),
        Text(
            "Berapa yang tepat, yang kurang, yang masih perlu dilatih, dan apa yang muncul lagi kapan.",
            "How many were right, how many too little, what needs practice, and what comes again when.",
        ),
        (
            ("triage train stats", Text("kemajuan Anda", "your progress")),
            ("triage train stats --learner bk-01 --json", Text("untuk program lain", "for other programs")),
        ),
        _EXITS,
    ),
    "train report": Page(
        Text("Laporan pelatih sebagai satu halaman HTML.", "A trainer's report as one HTML page."),
        Text("[OPSI] -o BERKAS.html", "[OPTIONS] -o FILE.html"),
        Text(
            "Satu halaman yang dapat dicetak, tanpa internet: kemajuan, yang salah dibaca, penguasaan, dan "
            "kesepakatan antarguru dengan dan tanpa alat. Peserta hanya disebut kodenya.",
            "One printable page that needs no internet: progress, what is misread, mastery, and agreement "
            "between teachers with and without the tool. Learners are told by their codes only.",
        ),
        (
            ("triage train report --all -o laporan.html", Text("semua peserta", "all learners")),
            (
                "triage train report --learner bk-01 --learner bk-02 -o dua.html",
                Text("peserta tertentu", "certain learners"),
            ),
        ),
        _EXITS,
    ),
    "train export": Page(
        Text("Kasus latihan untuk Moodle atau Anki.", "Practice cases for Moodle or Anki."),
        Text("[OPSI] --format BENTUK -o BERKAS", "[OPTIONS] --format FORMAT -o FILE"),
        Text(
            "Menulis kasus sebagai soal Moodle (GIFT atau XML) atau tumpukan Anki, dengan penjelasan di "
            "umpan baliknya. Ceritanya berbahasa Indonesia.",
            "Writes cases as questions for Moodle (GIFT or XML) or as a deck for Anki, with the explanation "
            "in the feedback. The stories are in Indonesian.",
        ),
        (
            (
                "triage train export --format gift --count 40 -o soal.gift",
                Text("40 kasus yang beragam", "40 varied cases"),
            ),
            (
                "triage train export --format anki --deck danger -o bahaya.apkg",
                Text("satu kumpulan", "one part of the cases"),
            ),
        ),
        _EXITS,
    ),
    "train decks": Page(
        Text("Kumpulan kasus yang ada.", "The parts of the cases there are."),
        Text("[OPSI]", "[OPTIONS]"),
        Text(
            "Nama untuk --deck, dengan jumlah kartunya. Juga setiap fakta dan setiap aturan adalah nama.",
            "Names for --deck, with how many cards each has. Every fact and every rule is a name too.",
        ),
        (
            ("triage train decks", Text("kumpulan dan jenis masalah", "parts and kinds of problems")),
            ("triage train decks --json", Text("semua nama", "all names")),
        ),
        _EXITS,
    ),
    "train forget": Page(
        Text("Hapus semua yang disimpan tentang satu peserta.", "Delete all that is kept of one learner."),
        Text("[OPSI] KODE", "[OPTIONS] CODE"),
        Text(
            "Menghapus kemajuan dan jawaban peserta itu dari komputer ini. Tidak dapat dibatalkan.",
            "Deletes that learner's progress and answers from this computer. This cannot be undone.",
        ),
        (("triage train forget bk-01", Text("bertanya dulu", "asks first")),),
        _EXITS,
    ),
}

OPTIONS: Final[dict[tuple[str, str], Text]] = {
    ("train", "deck"): _DECK,
    ("train", "seed"): _SEED,
    ("train", "learner"): _LEARNER,
    ("train", "placement"): Text("15 kasus untuk mencari tempat mulai.", "15 cases to find where to begin."),
    ("train", "with_tool"): Text(
        "Jawab sambil melihat saran triage (untuk menilai alatnya).",
        "Answer while looking at what triage advises (to judge the tool).",
    ),
    ("train", "anew"): Text(
        "Tinggalkan sesi yang dijeda, mulai yang baru.", "Leave the paused session, begin a new one."
    ),
    ("train", "data"): _DATA,
    ("train stats", "learner"): _LEARNER,
    ("train stats", "data"): _DATA,
    ("train report", "learner"): Text("Kode peserta, boleh berkali-kali.", "Code of a learner, repeatable."),
    ("train report", "everyone"): Text("Semua yang pernah berlatih di sini.", "All who practised here."),
    ("train report", "output"): Text("Berkas yang ditulis.", "The file to write."),
    ("train report", "data"): _DATA,
    ("train export", "format"): Text("gift, moodle-xml, atau anki.", "gift, moodle-xml or anki."),
    ("train export", "deck"): _DECK,
    ("train export", "count"): Text(
        "Paling banyak sekian kasus; bawaan: 40.", "At most so many cases; default: 40."
    ),
    ("train export", "seed"): _SEED,
    ("train export", "output"): Text("Berkas yang ditulis.", "The file to write."),
    ("train forget", "yes"): Text("Hapus tanpa bertanya.", "Delete without asking."),
    ("train forget", "data"): _DATA,
}

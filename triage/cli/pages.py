"""The help pages: what each command is for, how it is called, with examples."""

from __future__ import annotations

from msgspec import Struct

from triage.cli import exits
from triage.vocabulary.text import Text

_JSON = Text("Cetak JSON untuk program lain.", "Print JSON for other programs.")
_FILE = Text(
    "BERKAS adalah kasus YAML atau JSON; - membaca masukan baku.",
    "FILE is a case in YAML or JSON; - reads standard input.",
)

_LEDGER = Text(
    "Berkas atau alamat PostgreSQL buku catatan; juga TRIAGE_LEDGER.",
    "File or PostgreSQL URL of the ledger; also TRIAGE_LEDGER.",
)
_BY = Text(
    "Kode pencatat, bukan nama; juga TRIAGE_BY.", "Code of whoever records, not a name; also TRIAGE_BY."
)
_REF = Text("Kode siswa, bukan nama.", "Code of the student, not a name.")


class Page(Struct, frozen=True):
    """One help page. ``examples``: (command, what it does); ``exits``: (code, meaning)."""

    short: Text
    usage: Text
    body: Text
    examples: tuple[tuple[str, Text], ...] = ()
    exits: tuple[tuple[int, Text], ...] = ()


_EXITS = (
    (
        exits.DECIDED,
        Text("ada saran (atau yang diminta sudah dicetak)", "decided (or what was asked for is printed)"),
    ),
    (exits.BAD_INPUT, Text("cara pakai atau isi kasus keliru", "wrong usage or bad input")),
    (exits.BAD_RULEBOOK, Text("buku aturan bermasalah", "the rulebook has problems")),
    (
        exits.ENGINE_FAILED,
        Text(
            "mesin gagal, tidak ada saran: jangan menunggu alat ini",
            "the engine failed, nothing is recommended: do not wait for this tool",
        ),
    ),
    (
        exits.NOT_RECORDED,
        Text(
            "tidak dapat dicatat (--record), jadi tidak ada saran yang ditampilkan",
            "it could not be recorded (--record), so nothing is shown",
        ),
    ),
    (exits.INTERRUPTED, Text("dihentikan dengan Ctrl-C", "stopped with Ctrl-C")),
)

PAGES: dict[str, Page] = {
    "": Page(
        Text("Saran penanganan kasus siswa.", "Advice on a student's case."),
        Text("[OPSI] PERINTAH …", "[OPTIONS] COMMAND …"),
        Text(
            "Siapa menangani kasus siswa, dalam urutan apa, dan mengapa. Yang dicetak adalah saran; "
            "keputusan tetap pada guru BK atau konselor. Jangan menulis nama siswa di mana pun.",
            "Who handles a student's case, in what order, and why. What is printed is advice; the decision "
            "stays with the school counsellor. Never write a student's name anywhere.",
        ),
        (
            ("triage ask", Text("tanya jawab, langkah demi langkah", "questions and answers, step by step")),
            ("triage decide kasus.yaml", Text("saran untuk satu kasus", "advice on one case")),
            ("triage --lang en decide kasus.yaml", Text("dalam bahasa Inggris", "in English")),
            (
                'eval "$(_TRIAGE_COMPLETE=bash_source triage)"',
                Text(
                    "lengkapi perintah dengan Tab (juga zsh_source, fish_source)",
                    "complete commands with Tab (also zsh_source, fish_source)",
                ),
            ),
        ),
        _EXITS,
    ),
    "decide": Page(
        Text("Saran untuk satu kasus, atau banyak sekaligus.", "Advice on one case, or on many."),
        Text("[OPSI] BERKAS|-", "[OPTIONS] FILE|-"),
        Text(
            "Membaca satu kasus dan mencetak saran: bahaya dulu, lalu apa yang dilakukan oleh siapa, "
            "mengapa, dan apa yang belum diketahui. BERKAS adalah YAML atau JSON; - membaca masukan baku.",
            "Reads one case and prints the advice: danger first, then what is done by whom, why, and what is "
            "still unknown. FILE is YAML or JSON; - reads standard input.",
        ),
        (
            ("triage decide kasus.yaml", Text("untuk dibaca orang", "for people")),
            (
                "triage decide kasus.yaml --full",
                Text("semua langkah, alasan, dan sumber", "all steps, reasons and sources"),
            ),
            (
                "triage decide kasus.json --json",
                Text("objek JSON yang bentuknya tetap", "a JSON object of a stable form"),
            ),
            ("cat kasus.yaml | triage decide -", Text("dari masukan baku", "from standard input")),
            (
                "triage decide --jsonl banyak.jsonl --json",
                Text(
                    "satu kasus per baris masuk, satu saran per baris keluar; baris keliru disebut nomornya",
                    "one case per line in, one decision per line out; a bad line is reported with its number",
                ),
            ),
        ),
        _EXITS,
    ),
    "examples": Page(
        Text("Contoh kasus bawaan beserta sarannya.", "The bundled example cases and their advice."),
        Text("", ""),
        Text(
            "Memutuskan semua contoh yang ikut terpasang dan menampilkan satu selengkapnya.",
            "Decides every example that came along and shows one in full.",
        ),
        (("triage examples", Text("lihat semua contoh", "see all examples")),),
        _EXITS,
    ),
    "ask": Page(
        Text("Tanya jawab langkah demi langkah.", "Questions and answers, step by step."),
        Text("[OPSI]", "[OPTIONS]"),
        Text(
            "Menanyakan hanya yang masih dapat mengubah saran, satu per satu. Selalu boleh menjawab belum "
            "tahu (?), kembali (k), atau selesai sekarang (q). Bila ada bahaya, tindakannya langsung tampil.",
            "Asks only what can still change the advice, one thing at a time. You may always answer not "
            "known (?), go back (b) or finish now (q). Where there is danger, what to do is shown at once.",
        ),
        (
            ("triage ask", Text("mulai", "begin")),
            (
                "triage ask --save kasus.json",
                Text("simpan jawaban untuk `triage decide`", "keep the answers for `triage decide`"),
            ),
        ),
        _EXITS,
    ),
    "why-not": Page(
        Text("Mengapa suatu tindakan tidak disarankan.", "Why an action is not recommended."),
        Text("[OPSI] TINDAKAN [PIHAK] BERKAS|-", "[OPTIONS] ACTION [PARTY] FILE|-"),
        Text(
            "Menunjukkan aturan terdekat yang akan memberi tindakan itu, dan apa yang kurang. " + _FILE.id,
            "Shows the nearest rules that would give the action, and what they lack. " + _FILE.en,
        ),
        (
            (
                "triage why-not wajib_lapor polisi kasus.yaml",
                Text("mengapa tidak perlu lapor polisi", "why no report to the police"),
            ),
            ("triage why-not konferensi_kasus kasus.yaml", Text("pihak mana pun", "whichever party")),
        ),
        _EXITS,
    ),
    "what-if": Page(
        Text("Perubahan terkecil yang mengubah saran.", "The smallest changes that change the advice."),
        Text("[OPSI] BERKAS|-", "[OPTIONS] FILE|-"),
        Text(
            "Apa yang harus berbeda agar sarannya lain, dan menjadi apa. " + _FILE.id,
            "What would have to differ for other advice, and what it would become. " + _FILE.en,
        ),
        (("triage what-if kasus.yaml", Text("untuk dibaca orang", "for people")),),
        _EXITS,
    ),
    "categories": Page(
        Text("Daftar kategori masalah.", "The problem categories."),
        Text("[OPSI]", "[OPTIONS]"),
        Text(
            "Kategori yang dikenal buku aturan, dengan penjelasan dan atributnya.",
            "The categories that the rulebook knows, with what falls under each and their attributes.",
        ),
        (("triage categories", Text("semua kategori", "all categories")),),
    ),
    "facts": Page(
        Text("Daftar fakta dan pertanyaannya.", "The facts and their questions."),
        Text("[OPSI]", "[OPTIONS]"),
        Text(
            "Fakta yang dikenal buku aturan. Tanda ! berarti fakta bahaya, yang ditanyakan lebih dulu.",
            "The facts that the rulebook knows. A ! marks a danger fact, which is asked first.",
        ),
        (("triage facts", Text("semua fakta", "all facts")),),
    ),
    "audit": Page(
        Text("Buku catatan: apa yang disarankan dan dilakukan.", "The ledger: what was advised and done."),
        Text("PERINTAH …", "COMMAND …"),
        Text(
            "Mencatat saran, pilihan, dan langkah sehingga bertahun kemudian dapat ditunjukkan bahwa tidak "
            "ada yang mengubahnya. Isi tentang seorang anak tetap dapat dihapus.",
            "Records decisions, choices and steps, so that years later it can be shown that nobody changed "
            "them. What it holds of a child can still be erased.",
        ),
        (
            ("triage audit init", Text("buat buku catatan", "make a ledger")),
            ("triage decide kasus.yaml --record", Text("catat, lalu tampilkan", "record, then show")),
            ("triage audit verify", Text("periksa keutuhannya", "check that it is intact")),
        ),
    ),
    "rules": Page(
        Text("Melihat isi buku aturan.", "Look into the rulebook."),
        Text("PERINTAH …", "COMMAND …"),
        Text(
            "Aturan, larangan, dan tata cara, dengan alasan dan sumbernya.",
            "Rules, prohibitions and procedures, with reasons and sources.",
        ),
        (
            ("triage rules list", Text("semua aturan", "all rules")),
            ("triage --rules sekolahku rules list", Text("buku aturan lain", "another rulebook")),
        ),
    ),
    "rules list": Page(
        Text("Semua aturan dalam satu tabel.", "All rules in one table."),
        Text("[OPSI]", "[OPTIONS]"),
        Text(
            "Id, lapisan, judul, dasar, dan tempat setiap aturan.",
            "Id, layer, title, basis and place of each rule.",
        ),
        (("triage rules list --json", Text("untuk program lain", "for other programs")),),
    ),
    "rules show": Page(
        Text("Satu aturan atau tata cara, lengkap.", "One rule or procedure in full."),
        Text("[OPSI] ID", "[OPTIONS] ID"),
        Text(
            "Syarat, akibat, alasan, sumber, dan yang dikesampingkan.",
            "Conditions, conclusions, reasons, sources, and what it overrides.",
        ),
        (("triage rules show ID", Text("ID dari `triage rules list`", "ID from `triage rules list`")),),
    ),
    "train": Page(
        Text("Latihan memutus kasus rekaan.", "Practise on made-up cases."),
        Text("[OPSI] [PERINTAH]", "[OPTIONS] [COMMAND]"),
        Text(
            "Sepuluh kasus pendek: seberapa berat, apa lebih dulu, oleh siapa, dan apa yang menentukan. "
            "Sesudah tiap jawaban tampak apa yang terlewat dan kasus sebelahnya yang hanya beda satu hal. "
            "Kuncinya dihitung dari buku aturan. Yang keliru muncul lagi lebih cepat.",
            "Ten short cases: how serious, what first, by whom, and what settles it. After each answer you "
            "see what was missed, and the case next to it that differs in one thing. The key is computed "
            "from the rulebook. What was missed comes again sooner. The stories are in Indonesian.",
        ),
        (
            (
                "triage train",
                Text("mulai, atau lanjutkan yang dijeda", "begin, or go on with what was paused"),
            ),
            (
                "triage train --placement",
                Text("15 kasus untuk mencari tempat mulai", "15 cases to find where to begin"),
            ),
            (
                "triage train --deck danger",
                Text("hanya kasus dengan tanda bahaya", "only cases with a sign of danger"),
            ),
            ("triage train stats", Text("kemajuan Anda", "your progress")),
        ),
        (
            (exits.DECIDED, Text("selesai, atau dijeda dengan q", "finished, or paused with q")),
            *(one for one in _EXITS[1:] if one[0] != exits.NOT_RECORDED),
        ),
    ),
    "schema": Page(
        Text("JSON Schema kasus, keputusan, atau aturan.", "JSON Schema of a case, a decision or the rules."),
        Text("[OPSI] case|decision|rules", "[OPTIONS] case|decision|rules"),
        Text("Untuk penyunting teks dan program lain.", "For editors and other programs."),
        (("triage schema case > case.schema.json", Text("simpan ke berkas", "save to a file")),),
    ),
}

#: Options of single commands, by (page, parameter).
OPTIONS: dict[tuple[str, str], Text] = {
    ("decide", "record"): Text(
        "Catat dulu di buku catatan (triage audit init), baru tampilkan.",
        "Record it in the ledger first (triage audit init), then show it.",
    ),
    ("decide", "ledger"): _LEDGER,
    ("decide", "by"): _BY,
    ("decide", "ref"): _REF,
    ("ask", "record"): Text(
        "Catat dulu di buku catatan, baru tampilkan; tanpa disebut: bila buku catatan ada.",
        "Record it in the ledger first, then show it; if not said: where there is a ledger.",
    ),
    ("ask", "ledger"): _LEDGER,
    ("ask", "by"): _BY,
    ("ask", "ref"): _REF,
    ("decide", "jsonl"): Text(
        "BERKAS berisi banyak kasus, satu objek JSON per baris.",
        "FILE holds many cases, one JSON object per line.",
    ),
    ("decide", "full"): Text(
        "Cetak semua langkah, alasan, sumber, dan pertanyaan.",
        "Print all steps, reasons, sources and questions.",
    ),
    ("ask", "save"): Text(
        "Simpan kasus ke BERKAS (JSON); berkas yang sudah ada tidak ditimpa.",
        "Save the case to FILE (JSON); an existing file is never overwritten.",
    ),
    ("rules show", "as_json"): _JSON,
}

#: Options that several commands take, by parameter.
COMMON: dict[str, Text] = {
    "as_json": _JSON,
    "lang": Text(
        "Bahasa: id (bawaan) atau en; juga TRIAGE_LANG.", "Language: id (default) or en; also TRIAGE_LANG."
    ),
    "rules": Text(
        "Folder buku aturan lain; juga TRIAGE_RULES.", "Folder of another rulebook; also TRIAGE_RULES."
    ),
    "overlay": Text(
        "Folder tambahan sekolah di atas buku aturan, boleh berkali-kali; juga TRIAGE_OVERLAYS.",
        "Folder of a school's additions to the rulebook, repeatable; also TRIAGE_OVERLAYS.",
    ),
    "version": Text("Cetak versi program dan buku aturan.", "Print the version of program and rulebook."),
    "help": Text("Cetak bantuan ini.", "Print this help."),
}

"""The sentences of ``triage audit`` and of recording; what the ledger refuses has its own."""

from __future__ import annotations

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

WORDS: dict[str, Text] = {
    # opening
    "demo": Text(
        "Buku catatan demo: kuncinya terbuka, jadi tidak ada yang dirahasiakannya. Jangan dipakai untuk "
        "siswa "
        "sungguhan.",
        "Demo ledger: its key lies open and it keeps nothing secret. Not for real students.",
    ),
    "passphrase": Text("Frasa sandi buku catatan:", "Passphrase of the ledger:"),
    "passphrase_old": Text("Frasa sandi yang sekarang:", "The passphrase it has now:"),
    "passphrase_new": Text(
        "Frasa sandi baru, misalnya empat kata (tidak tampak saat diketik):",
        "New passphrase, four words for example (not shown):",
    ),
    "passphrase_again": Text("Sekali lagi:", "Once more:"),
    "passphrase_differs": Text(
        "Kedua frasa sandi tidak sama, jadi tidak ada yang diubah. Coba lagi.",
        "The two passphrases are not the same, so nothing was changed. Try again.",
    ),
    "passphrase_changed": Text(
        "Frasa sandi sudah diganti; yang lama tidak membuka lagi. Kunci pemulihan tetap berlaku. Salinan "
        "lama "
        "berkasnya masih terbuka dengan frasa lama.",
        "The passphrase was changed; the old one opens it no more. The recovery key still does. Old copies "
        "of "
        "the file still open with the old passphrase.",
    ),
    "recovery_prompt": Text("Kunci pemulihan:", "Recovery key:"),
    "no_passphrase": Text(
        "Buku catatan ini terkunci, dan di sini tidak ada terminal untuk mengetik frasa sandinya. Simpan "
        "frasa sandi dalam berkas dan sebutkan berkas itu di {variable}.",
        "This ledger is locked, and there is no terminal here to type its passphrase. Put it in a file and "
        "name that file in {variable}.",
    ),
    "passphrase_file": Text(
        "{variable}: berkas {file} tidak dapat dibaca.", "{variable}: the file {file} cannot be read."
    ),
    "who": Text(
        "Sebutkan siapa yang melakukan ini dengan {option} KODE (kode, bukan nama; juga TRIAGE_BY).",
        "Say who does this with {option} CODE (a code, not a name; also TRIAGE_BY).",
    ),
    "not_a_code": Text(
        "{option}: pakai kode tanpa spasi, paling panjang 32 huruf, angka, titik, atau tanda hubung. Jangan "
        "nama.",
        "{option}: use a code without spaces, at most 32 letters, digits, dots or hyphens. Never a name.",
    ),
    "not_a_day": Text(
        "{option}: tulis harinya, misalnya 2026-03-02.", "{option}: give a day like 2026-03-02."
    ),
    "not_a_month": Text(
        "{option}: tulis bulannya, misalnya 2026-03. Masa yang lebih pendek dapat membuat anak dikenali.",
        "{option}: give a month like 2026-03. A shorter period could make a child recognisable.",
    ),
    # recording
    "recorded": Text(
        "Dicatat: nomor {seq}, kode siswa {ref}.", "Recorded: number {seq}, code of the student {ref}."
    ),
    "ref_made": Text(
        "Kode ini dibuatkan. Catat di buku Anda sendiri siapa yang dimaksud, jangan di sini.",
        "This code was made for you. Note in your own book whom it stands for, not here.",
    ),
    "ref_of_many": Text(
        "--ref adalah kode satu siswa; dalam --jsonl tulis ref di setiap kasus.",
        "--ref is the code of one student; with --jsonl write ref in each case.",
    ),
    "nothing_shown": Text(
        "Sarannya belum dicatat, jadi tidak ditampilkan.", "The advice was not recorded, so it is not shown."
    ),
    "record_options": Text(
        "--ledger, --by, dan --ref hanya dipakai bersama --record.",
        "--ledger, --by and --ref are only for use with --record.",
    ),
    "will_record": Text(
        "Kasus ini akan dicatat di buku catatan. Hanya mencoba? Pakai --no-record.",
        "This case will be recorded in the ledger. Only trying? Use --no-record.",
    ),
    "ask_unrecorded": Text(
        "Saran tanpa dicatat: triage ask --no-record", "Advice without a record: triage ask --no-record"
    ),
    # init
    "made": Text("Buku catatan dibuat: {place}", "Ledger made: {place}"),
    "recovery": Text("Kunci pemulihan, tampil hanya sekali ini:", "The recovery key, shown only this once:"),
    "recovery_keep": Text(
        "Salin ke kertas dan simpan di tempat terkunci, terpisah dari komputer ini. Bila frasa sandi lupa "
        "dan "
        "kunci ini hilang, isi buku catatan tidak dapat dibaca siapa pun.",
        "Copy it on paper and lock it away, apart from this computer. If the passphrase is forgotten and "
        "this "
        "key is lost, nobody can read what the ledger holds.",
    ),
    "init_next": Text(
        "Berikutnya: triage decide KASUS --record. Sesekali simpan jangkarnya di tempat lain: triage audit "
        "anchor --output jangkar.txt",
        "Next: triage decide CASE --record. Now and then keep its anchor elsewhere: triage audit anchor "
        "--output anchor.txt",
    ),
    # verify and anchor
    "verify_anchor": Text(
        "Salinan lama yang dipasang kembali hanya ketahuan dengan jangkar yang disimpan di tempat lain: "
        "triage audit verify --anchor BERKAS",
        "An old copy put back is found only with an anchor kept elsewhere: triage audit verify --anchor FILE",
    ),
    "verify_keep": Text(
        "Simpan berkasnya apa adanya, jangan dipakai mencatat lagi, dan beri tahu kepala sekolah atau "
        "pengawas.",
        "Keep the file as it is, record nothing more in it, and tell the principal or the supervisor.",
    ),
    "anchor_png": Text(
        "Gambar tidak dicetak ke terminal. Sebutkan --output BERKAS.png.",
        "A picture is not printed to a terminal. Give --output FILE.png.",
    ),
    "anchor_rebuilt": Text(
        "Berkas jangkar dan sidik halaman ditulis ulang. Yang berubah sebelum ini tidak dapat lagi "
        "ditunjukkan "
        "olehnya.",
        "The files of anchor and page digests were written anew. What changed before this they can no longer "
        "show.",
    ),
    "written": Text("ditulis: {file}", "written: {file}"),
    "apart": Text(
        "Buku catatan ini tidak cocok dengan berkas di sebelahnya. Yang tadi dicatat tetap tercatat; "
        "jalankan `triage audit verify` dan beri tahu yang mengawasi.",
        "This ledger does not fit the files beside it. What was recorded just now is recorded; run "
        "`triage audit verify` and tell whoever supervises it.",
    ),
    # list and show
    "no_entries": Text("Tidak ada catatan yang cocok.", "No entry matches."),
    "column_seq": Text("No.", "No."),
    "column_at": Text("Waktu", "Time"),
    "column_kind": Text("Jenis", "Kind"),
    "column_subject": Text("Siswa", "Student"),
    "column_of": Text("Tentang", "About"),
    "column_noted": Text("Keterangan", "Notes"),
    "kind_decision": Text("saran", "decision"),
    "kind_choice": Text("pilihan", "choice"),
    "kind_progress": Text("kemajuan", "progress"),
    "kind_erasure": Text("penghapusan", "erasure"),
    "kind_access": Text("pembacaan", "access"),
    "kind_export": Text("ekspor", "export"),
    "clock_back_short": Text("jam mundur", "clock set back"),
    "erased_short": Text("isi dihapus", "erased"),
    "entry_head": Text("Catatan {seq}: {kind}, {at}", "Entry {seq}: {kind}, {at}"),
    "entry_of": Text("Kode siswa: {ref}", "Code of the student: {ref}"),
    "entry_refers": Text("Tentang catatan {seq}", "About entry {seq}"),
    "clock_back": Text(
        "Jam komputer mundur ketika ini dicatat; waktunya disamakan dengan catatan sebelumnya.",
        "The computer's clock had been set back when this was recorded; its time is that of the entry "
        "before.",
    ),
    "entry_made": Text("Program: {program}; mesin: {engine}", "Program: {program}; engine: {engine}"),
    "entry_rules": Text("Buku aturan: {sha}", "Rulebook: {sha}"),
    "recorded_by": Text("Dicatat oleh: {by}", "Recorded by: {by}"),
    "erased_body": Text(
        "Isinya sudah dihapus dan tidak dapat dibaca lagi.",
        "What it held was erased and cannot be read any more.",
    ),
    "as_stated": Text("YANG DISAMPAIKAN", "WHAT WAS STATED"),
    "as_advised": Text("YANG DISARANKAN WAKTU ITU", "WHAT WAS RECOMMENDED THEN"),
    "since_then": Text("SESUDAH ITU", "SINCE THEN"),
    "nothing_since": Text(
        "Belum ada pilihan atau kemajuan yang dicatat.", "No choice or progress recorded yet."
    ),
    "asked_by": Text("Yang bertanya: {asker}", "Asked by: {asker}"),
    "more_show": Text(
        "Semua langkah dan alasan: triage audit show {seq} --full",
        "All steps and reasons: triage audit show {seq} --full",
    ),
    "why_prompt": Text(
        "Kasus ini sensitif. Untuk apa Anda membacanya? Alasannya dicatat:",
        "This case is sensitive. What do you read it for? The reason is recorded:",
    ),
    "why_needed": Text(
        "Kasus ini sensitif: sebutkan untuk apa Anda membacanya dengan --why. Alasannya dicatat.",
        "This case is sensitive: say what you read it for with --why. The reason is recorded.",
    ),
    "access_noted": Text(
        "Pembacaan ini dicatat (nomor {seq}).", "That this was read is recorded (number {seq})."
    ),
    "no_such_role": Text(
        "Peran itu tidak dikenal. Yang ada: {known}.", "There is no such role. There are: {known}."
    ),
    "not_for_role": Text(
        "{role} tidak melihat catatan {seq}. Yang boleh dilihat siapa diatur di ledger.yaml.",
        "{role} does not see entry {seq}. Who sees what is set in ledger.yaml.",
    ),
    "field_direction": Text("Arah", "Direction"),
    "field_chosen": Text("Jalur yang dipilih", "Path chosen"),
    "field_reason_code": Text("Alasan", "Reason"),
    "field_text": Text("Penjelasan", "Explanation"),
    "field_by": Text("Oleh", "By"),
    "field_second": Text("Orang kedua", "Second person"),
    "field_track": Text("Jalur", "Track"),
    "field_step": Text("Langkah", "Step"),
    "field_state": Text("Keadaan", "State"),
    "field_why": Text("Untuk apa", "What for"),
    "field_basis": Text("Dasar", "Basis"),
    "field_format": Text("Format", "Format"),
    "field_count": Text("Banyaknya", "Count"),
    "field_filters": Text("Saringan", "Filters"),
    "direction_same": Text("saran diikuti", "advice followed"),
    "direction_up": Text("naik (lebih mendesak dari saran)", "up (more urgent than advised)"),
    "direction_down": Text("turun (kurang mendesak dari saran)", "down (less urgent than advised)"),
    "direction_sideways": Text("lain, sama mendesaknya", "otherwise, as urgent"),
    "short_same": Text("diikuti", "followed"),
    "short_up": Text("naik", "up"),
    "short_down": Text("turun", "down"),
    "short_sideways": Text("lain", "otherwise"),
    # choose
    "follow_or_change": Text(
        "--follow berarti saran diikuti seluruhnya; jangan bersama opsi yang mengubahnya.",
        "--follow means that the advice was followed as a whole; not together with what changes it.",
    ),
    "choose_how": Text(
        "Sebutkan --follow bila saran diikuti, atau apa yang berbeda (--without, --with, --severity, "
        "--urgency).",
        "Give --follow if the advice was followed, or what differs (--without, --with, --severity, "
        "--urgency).",
    ),
    "no_such_reason": Text(
        "Kode alasan itu tidak dikenal. Yang ada: {known}.", "There is no such reason. There are: {known}."
    ),
    "no_such_track": Text(
        "Jalur ditulis TINDAKAN PIHAK. Yang ada: {known}.", "A track is ACTION PARTY. There are: {known}."
    ),
    "track_not_there": Text(
        "Saran ini tidak memuat {track}. Yang ada: {known}.", "This advice has no {track}. It has: {known}."
    ),
    "advice_line": Text("Saran {seq}, siswa {ref}: {levels}", "Decision {seq}, student {ref}: {levels}"),
    "followed_question": Text(
        "Apakah saran ini diikuti seluruhnya? (y/t, q: batal)",
        "Was this advice followed as a whole? (y/n, q: stop)",
    ),
    "which_left_out": Text("Jalur mana yang tidak dilakukan?", "Which tracks are left out?"),
    "numbers_or_none": Text("Nomornya, dipisah koma (Enter: tidak ada)", "Their numbers (Enter: none)"),
    "which_severity": Text("Tingkat yang dipakai (Enter: {now}):", "Severity that holds (Enter: {now}):"),
    "which_urgency": Text("Kemendesakan yang dipakai (Enter: {now}):", "Urgency that holds (Enter: {now}):"),
    "down_needs": Text(
        "Ini kurang mendesak dari saran. Diperlukan alasan dan kode orang kedua yang menyetujui.",
        "This is less urgent than advised. It takes a reason and the code of a second person who agrees.",
    ),
    "pick_reason": Text("Alasannya:", "The reason:"),
    "reason_text": Text("Penjelasan singkat, tanpa nama:", "A short explanation, without names:"),
    "second_prompt": Text("Kode orang kedua:", "Code of the second person:"),
    "choice_noted": Text(
        "Dicatat: nomor {seq}, pilihan atas saran {of}: {way}.",
        "Recorded: number {seq}, choice on {of}: {way}.",
    ),
    # progress
    "no_such_state": Text(
        "Kode keadaan itu tidak dikenal. Yang ada: {known}.", "There is no such state. There are: {known}."
    ),
    "progress_how": Text(
        "Sebutkan --track 'TINDAKAN PIHAK' dan --state KODE.", "Give --track 'ACTION PARTY' and --state CODE."
    ),
    "which_track": Text("Jalur mana?", "Which track?"),
    "which_step": Text("Langkah mana?", "Which step?"),
    "whole_track": Text("Jalur ini seluruhnya", "The track as a whole"),
    "which_state": Text("Bagaimana keadaannya?", "How far is it?"),
    "progress_noted": Text(
        "Dicatat: nomor {seq}, kemajuan atas saran {of}.", "Recorded: number {seq}, progress on {of}."
    ),
    # erase
    "erase_yes": Text(
        "Penghapusan tidak dapat dibatalkan. Di luar terminal sebutkan --yes.",
        "Erasing cannot be undone. Outside a terminal give --yes.",
    ),
    "erase_sure": Text(
        "{n} catatan akan dihapus isinya dan tidak dapat dibaca lagi oleh siapa pun. Nomor dan waktunya "
        "tetap.",
        "What {n} entries hold will be erased, and nobody can read it again. Their numbers and times stay.",
    ),
    "erase_prompt": Text(
        "Ketik kode siswa itu sekali lagi untuk melanjutkan:", "Type the code once more to go on:"
    ),
    "erase_kept": Text("Tidak ada yang dihapus.", "Nothing was erased."),
    "erased": Text(
        "Dihapus: isi {n} catatan. Tandanya: catatan {seq}.",
        "Erased: what {n} entries held. Its mark: entry {seq}.",
    ),
    "erased_copies": Text(
        "Salinan di tempat lain tidak ikut terhapus: salinan cadangan, ekspor, dan cetakan. Musnahkan juga.",
        "Copies elsewhere are not erased with it: backups, exports and prints. Destroy those, too.",
    ),
    # replay
    "replay_line": Text("catatan {seq}: {said}", "entry {seq}: {said}"),
    "replay_differs": Text("BERBEDA di {places}", "DIFFERS at {places}"),
    "replay_undecided": Text(
        "program ini tidak memberi saran untuk kasus itu", "this program gives no decision on that case"
    ),
    "replay_missing": Text(
        "buku aturannya ({sha}) tidak ada di buku catatan; tidak diganti dengan yang lain",
        "its rulebook ({sha}) is not in the ledger; no other takes its place",
    ),
    "replay_unreadable": Text(
        "buku aturannya ({sha}) tidak dapat dimuat program ini",
        "this program cannot load its rulebook ({sha})",
    ),
    "replay_none": Text("Tidak ada saran yang diputar ulang.", "There is no decision to replay."),
    "replay_counted": Text("{n} saran diputar ulang: {parts}.", "{n} decisions replayed: {parts}."),
    "count_same": Text("{n} sama persis", "{n} exactly the same"),
    "count_evaluators": Text(
        "{n} sama, tetapi mesin pemeriksanya di sini lain", "{n} the same, but evaluated by others here"
    ),
    "count_differs": Text("{n} berbeda", "{n} different"),
    "count_undecided": Text("{n} tanpa saran", "{n} without a decision"),
    "count_missing": Text("{n} tanpa buku aturannya", "{n} without their rulebook"),
    "count_unreadable": Text(
        "{n} dengan buku aturan yang tidak termuat", "{n} with a rulebook that does not load"
    ),
    "count_erased": Text("{n} sudah dihapus", "{n} erased"),
    "which_rulebook": Text(
        "Sebutkan satu buku aturan dengan awal sidik jarinya. Yang ada di buku catatan: {known}.",
        "Name one rulebook by the beginning of its fingerprint. The ledger keeps: {known}.",
    ),
    # impact
    "impact_of": Text(
        "Seandainya buku aturan versi {version} ({sha}) yang dipakai waktu itu:",
        "Had the rulebook of version {version} ({sha}) been in use then:",
    ),
    "way_less": Text("KURANG MENDESAK: {n}", "LESS URGENT: {n}"),
    "way_unreadable": Text("TIDAK DAPAT DIBACA LAGI: {n}", "COULD NOT BE READ ANY MORE: {n}"),
    "way_more": Text("LEBIH MENDESAK: {n}", "MORE URGENT: {n}"),
    "way_other": Text("LAIN, SAMA MENDESAKNYA: {n}", "OTHERWISE, AS URGENT: {n}"),
    "entries_behind": Text("{n} saran ({seqs})", "{n} decisions ({seqs})"),
    "more_examples": Text("dan {n} lagi", "and {n} more"),
    "by_change": Text("YANG BERUBAH", "WHAT CHANGES"),
    "change_count": Text("{n} saran: {what}", "{n} decisions: {what}"),
    "impact_none": Text("{n} saran yang lalu tetap sama semuanya.", "All {n} past decisions stay the same."),
    "impact_counted": Text(
        "Dari {n} saran yang lalu, {differing} akan berbeda.",
        "Of {n} past decisions {differing} would differ.",
    ),
    "impact_erased": Text("{n} lagi sudah dihapus isinya.", "{n} more were erased."),
    "impact_lowered": Text(
        "Ada yang menjadi kurang mendesak. Bila memang dimaksud: --allow-lower.",
        "Something would be less urgent. If that is meant: --allow-lower.",
    ),
    # export, stats, report
    "export_format": Text(
        "Sebutkan --format ({known}) atau --output dengan akhiran itu.",
        "Give --format ({known}) or an --output that ends so.",
    ),
    "export_where": Text("Sebutkan --output BERKAS.", "Give --output FILE."),
    "export_extra": Text(
        "Lembar xlsx memerlukan paket openpyxl. Pasang dengan: pip install 'triage[ledger]'",
        "A spreadsheet needs the package openpyxl. Install it with: pip install 'triage[ledger]'",
    ),
    "export_noted": Text(
        "{n} catatan diekspor; ekspor ini dicatat (nomor {seq}). Jaga berkasnya seperti buku catatannya.",
        "{n} entries exported; that is recorded (number {seq}). Guard the file like the ledger itself.",
    ),
    "report_where": Text(
        "Sebutkan --output BERKAS.html, lalu buka di peramban.",
        "Give --output FILE.html and open it in a browser.",
    ),
    "report_extra": Text(
        "Laporan memerlukan paket jinja2. Pasang dengan: pip install 'triage[ledger]'",
        "The report needs the package jinja2. Install it with: pip install 'triage[ledger]'",
    ),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)

"""What the conversation of ``triage train`` and its commands say; help pages are in ``train_pages``."""

from __future__ import annotations

from typing import Final

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

WORDS: Final[dict[str, Text]] = {
    # failures
    "content_problems": Text(
        "Isi latihan (folder training) tidak cocok dengan buku aturan ini ({n} hal), jadi belum dapat "
        "berlatih. Saran atas kasus nyata tidak terpengaruh.",
        "The practice content (folder training) does not fit this rulebook ({n} things), so there is no "
        "practice yet. Advice on real cases is not affected.",
    ),
    # before the first case
    "train_no_terminal": Text(
        "triage train berlatih dengan orang, jadi perlu terminal. Untuk berkas: triage train report atau "
        "triage train export.",
        "triage train practises with a person, so it needs a terminal. For files: triage train report or "
        "triage train export.",
    ),
    "train_preparing": Text("Menyiapkan kasus …", "Preparing the cases …"),
    "train_as": Text("Berlatih sebagai “{learner}”.", "Practising as “{learner}”."),
    "train_other_code": Text(
        "Bukan Anda? Pakai --learner KODE (kode, bukan nama).",
        "Not you? Use --learner CODE (a code, not a name).",
    ),
    "train_welcome": Text(
        "Semua kasus di sini rekaan. Jawab seperti di sekolah Anda; keliru itu gunanya berlatih.",
        "All cases here are made up. Answer as you would at your school; mistakes are what practice is for.",
    ),
    "train_try_placement": Text(
        "Baru pertama kali? `triage train --placement` mencari tempat mulai yang pas (15 kasus).",
        "First time here? `triage train --placement` finds where to begin (15 cases).",
    ),
    "train_keys": Text(
        "Jawab dengan nomor. Kapan saja: k kembali, ? cerita lagi, q jeda (tersimpan).",
        "Answer by number. At any time: b goes back, ? shows the story, q pauses (kept).",
    ),
    "train_resumed": Text(
        "Melanjutkan sesi yang dijeda: {done} dari {all} sudah dijawab. (Mulai baru: --new)",
        "Going on with the paused session: {done} of {all} are answered. (Begin anew: --new)",
    ),
    "train_outdated": Text(
        "Sesi yang dijeda memuat kasus yang tidak dikenal lagi oleh aturan sekarang; ini sesi baru.",
        "The paused session holds a case that the present rules do not know any more; this is a new one.",
    ),
    "train_other_kind": Text(
        "Yang dijeda itu bukan yang Anda minta sekarang.", "What was paused is not what you ask for now."
    ),
    "train_placement": Text(
        "Tes awal, 15 kasus. Hasilnya bukan nilai; hanya untuk tahu mulai dari mana.",
        "A placement test of 15 cases. It gives no mark; it only tells where to begin.",
    ),
    "train_tool": Text(
        "Dengan alat: saran triage ditampilkan, Anda tetap menjawab menurut pendapat Anda.",
        "With the tool: what triage advises is shown; you still answer what you think.",
    ),
    "train_set_aside": Text(
        "Baris terakhir catatan kemajuan terpotong; disisihkan ke {file}, selebihnya utuh.",
        "The last line of the progress log was cut off; it was put aside in {file}, the rest is whole.",
    ),
    "train_changed": Text(
        "Buku aturan berubah; kasus yang terkena diulang:",
        "The rulebook has changed; the cases it touches come again:",
    ),
    "train_and_more": Text("dan {n} lagi.", "and {n} more."),
    # a case
    "train_case": Text("KASUS {n} DARI {all}", "CASE {n} OF {all}"),
    "train_number": Text("Nomor", "Number"),
    "train_hint": Text("Ketik salah satu nomor di atas.", "Type one of the numbers above."),
    "train_at_start": Text("Ini sudah pertanyaan pertama.", "This is the first question already."),
    "train_none_of_these": Text(
        "Bukan salah satu dari ini, atau tidak tahu", "None of these, or I do not know"
    ),
    "train_sure_1": Text("menebak", "guessing"),
    "train_sure_2": Text("ragu", "in doubt"),
    "train_sure_3": Text("cukup yakin", "fairly sure"),
    "train_sure_4": Text("yakin", "sure"),
    # after the answer
    "train_your_answer": Text("Jawaban Anda: {path}.", "Your answer: {path}."),
    "train_unexplained": Text(
        "Tidak ada satu hal yang menjelaskan seluruh jawaban itu:",
        "No single thing explains the whole of that answer:",
    ),
    "train_maybe_too": Text("Mungkin juga: {missed}", "Perhaps also: {missed}"),
    "train_reason_right": Text("Alasan Anda ikut menentukan.", "Your reason is part of what settles it."),
    "train_reason_wrong": Text(
        "Alasan yang menentukan bukan “{given}”, tetapi “{right}”.",
        "What settles it is not “{given}” but “{right}”.",
    ),
    "train_reason_none": Text("Yang menentukan: “{right}”.", "What settles it: “{right}”."),
    "train_sure_and_less": Text(
        "Anda yakin tadi. Bila ragu antara dua jalur, pilih yang lebih hati-hati dan bertanyalah.",
        "You were sure. In doubt between two paths, take the more careful one and ask.",
    ),
    "train_why": Text("MENGAPA", "WHY"),
    "train_pair": Text("KASUS SEBELAHNYA, hanya beda satu hal", "THE CASE NEXT TO IT, one thing different"),
    "train_this_case": Text("kasus ini", "this case"),
    "train_next_case": Text("kasus sebelahnya", "the case next to it"),
    "train_path": Text("SELURUH JALUR", "THE WHOLE PATH"),
    "train_sources": Text("Sumber: {ref}", "Source: {ref}"),
    "train_dissent": Text("Berbeda: {ref}", "Differs: {ref}"),
    "train_due": Text("Kasus seperti ini berikutnya: {when}.", "A case like this comes next: {when}."),
    "train_go_on": Text("Enter lanjut   r saran lengkap   q jeda", "Enter next   r full advice   q pause"),
    "train_go_on_last": Text("Enter selesai   r saran lengkap", "Enter finish   r full advice"),
    # at the end
    "train_paused": Text(
        "Dijeda sesudah {done} dari {all} kasus; semuanya tersimpan. Lanjutkan dengan `triage train`.",
        "Paused after {done} of {all} cases; everything is kept. Go on with `triage train`.",
    ),
    "train_over": Text("SESI SELESAI", "SESSION OVER"),
    "train_right_of": Text("{right} dari {all} tepat.", "{right} of {all} right."),
    "train_less_of": Text(
        "{n} jawaban kurang dari yang diperlukan; itu yang paling perlu dilatih.",
        "Less than needed: {n} of the answers; that needs practice most.",
    ),
    "train_no_less": Text(
        "Tidak ada yang kurang: tidak satu siswa pun terlambat ditolong.",
        "None was too little: no student would have got help too late.",
    ),
    "train_more_of": Text("{n} berlebihan.", "{n} too much."),
    "train_other_of": Text("{n} langkah atau orang lain.", "{n} another step or person."),
    "train_missed_here": Text("Yang terlewat tadi", "What was missed"),
    "train_begin_with": Text("Latihan dimulai dari: {strata}.", "Practice begins with: {strata}."),
    "train_begin_anywhere": Text(
        "Tidak ada bagian yang lemah; latihan dimulai dari yang belum pernah Anda temui.",
        "No part is weak; practice begins with what you have not met yet.",
    ),
    "train_with_danger": Text("{severity} dengan bahaya", "{severity} with danger"),
    "train_without_danger": Text("{severity} tanpa bahaya", "{severity} without danger"),
    "train_due_now": Text("{n} kartu sudah waktunya diulang.", "{n} cards are due."),
    "train_next_due": Text("Kartu berikutnya: {when}.", "The next card: {when}."),
    "train_next": Text(
        "Sesi baru: `triage train`. Kemajuan: `triage train stats`.",
        "A new session: `triage train`. Progress: `triage train stats`.",
    ),
    "train_today": Text("hari ini", "today"),
    "train_tomorrow": Text("besok", "tomorrow"),
    "train_in_days": Text("{n} hari lagi", "in {n} days"),
    "train_in_months": Text("kira-kira {n} bulan lagi", "in about {n} months"),
    # stats
    "stats_nothing": Text(
        "Belum ada jawaban dari “{learner}”. Mulai dengan `triage train`.",
        "There are no answers by “{learner}” yet. Begin with `triage train`.",
    ),
    "stats_title": Text("KEMAJUAN “{learner}”", "PROGRESS OF “{learner}”"),
    "stats_answers": Text(
        "{asked} jawaban: {right} tepat ({share}%)", "{asked} answers: {right} right ({share}%)"
    ),
    "stats_cards": Text("{met} dari {cards} kartu sudah ditemui.", "{met} of {cards} cards met."),
    "stats_weeks": Text("DARI MINGGU KE MINGGU", "WEEK BY WEEK"),
    "stats_week": Text("{day}  {bar} {right}/{asked} tepat", "{day}  {bar} {right}/{asked} right"),
    "stats_week_less": Text(", {n} kurang", ", {n} too little"),
    "stats_weak": Text("YANG PERLU DILATIH", "WHAT NEEDS PRACTICE"),
    "stats_rule": Text("{rule}: {right}/{asked} tepat", "{rule}: {right}/{asked} right"),
    "stats_misread": Text("YANG SALAH DIBACA", "WHAT WAS MISREAD"),
    "stats_times": Text("{n} kali", "{n}×"),
    "stats_suspected": Text("DUGAAN DARI POLA JAWABAN", "WHAT THE ANSWERS SUGGEST"),
    "stats_suspected_one": Text(
        "{what} (menjelaskan {n} jawaban keliru)", "{what} (wrong answers it explains: {n})"
    ),
    "stats_mastered": Text("DIKUASAI", "MASTERED"),
    "stats_paused": Text(
        "Ada sesi yang dijeda ({done} dari {all}).", "There is a paused session ({done} of {all})."
    ),
    # report, export, decks, forget
    "report_nobody": Text(
        "Belum ada yang berlatih di sini ({folder}).", "Nobody has practised here yet ({folder})."
    ),
    "report_choose": Text(
        "Pilih peserta dengan --learner KODE, atau semuanya dengan --all. Yang ada: {known}.",
        "Choose learners with --learner CODE, or all with --all. There are: {known}.",
    ),
    "report_unknown": Text(
        "Tidak ada kemajuan dari “{learner}”. Yang ada: {known}.",
        "There is no progress of “{learner}”. There are: {known}.",
    ),
    "needs_output": Text("Ke mana ditulis? Tambahkan -o BERKAS.", "Where to write? Add -o FILE."),
    "needs_extra": Text(
        "Perlu paket tambahan: pip install 'triage[practice]'.",
        "This needs an extra package: pip install 'triage[practice]'.",
    ),
    "train_written": Text("ditulis: {file}", "written: {file}"),
    "train_exported": Text("ditulis: {file} ({n} kasus)", "written: {file} ({n} cases)"),
    "decks_parts": Text("KUMPULAN", "PARTS"),
    "decks_categories": Text("JENIS MASALAH", "KINDS OF PROBLEMS"),
    "decks_all": Text("semua kartu", "all cards"),
    "decks_rules": Text("satu kartu per aturan", "a card for each rule"),
    "decks_boundaries": Text(
        "batas antara dua jalur: satu hal berbeda, jalurnya lain",
        "boundaries: one thing differs, the path is another",
    ),
    "decks_danger": Text("kartu dengan tanda bahaya", "cards with a sign of danger"),
    "decks_written": Text("kartu dengan kasus tulisan tangan", "cards with hand-written cases"),
    "decks_more": Text(
        "Juga setiap fakta dan setiap aturan ({n} nama): triage train decks --json",
        "Every fact and every rule too ({n} names): triage train decks --json",
    ),
    "forget_nothing": Text("Tidak ada yang disimpan tentang “{learner}”.", "Nothing is kept of “{learner}”."),
    "forget_ask": Text(
        "Hapus semua kemajuan “{learner}” dari komputer ini? Tidak dapat dibatalkan.",
        "Delete all progress of “{learner}” from this computer? This cannot be undone.",
    ),
    "forget_yes_no": Text("y hapus, t jangan", "y delete, n do not"),
    "forget_kept": Text("Tidak dihapus.", "Not deleted."),
    "forget_done": Text(
        "Semua tentang “{learner}” sudah dihapus.", "Everything about “{learner}” is deleted."
    ),
    "forget_needs_yes": Text(
        "Tanpa terminal tidak ada yang dapat ditanya: tambahkan --yes bila memang harus dihapus.",
        "Without a terminal nobody can be asked: add --yes if it shall be deleted.",
    ),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)

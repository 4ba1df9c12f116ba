"""The words of the command line itself: headings, hints, prompts. Words of the domain are the rulebook's."""

from __future__ import annotations

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

WORDS: dict[str, Text] = {
    # small words
    "or": Text("atau", "or"),
    "and": Text("dan", "and"),
    "did_you_mean": Text("Maksud Anda {near}?", "Did you mean {near}?"),
    # help pages
    "usage": Text("Pemakaian:", "Usage:"),
    "options": Text("Opsi", "Options"),
    "commands": Text("Perintah", "Commands"),
    "examples": Text("Contoh", "Examples"),
    "exit_codes": Text("Kode keluar", "Exit codes"),
    # mistakes in calling
    "see_help": Text("Lihat: {command} --help", "See: {command} --help"),
    "unknown_command": Text(
        "Perintah itu tidak dikenal. Yang ada: {known}.", "There is no such command. There are: {known}."
    ),
    "no_such_option": Text("Opsi {option} tidak dikenal.", "There is no option {option}."),
    "missing_parameter": Text("Ada yang belum diisi.", "Something is missing."),
    "bad_option_usage": Text("Opsi {option} perlu satu nilai.", "Option {option} needs a value."),
    "bad_choice": Text("{name}: pilih dari {choices}.", "{name}: choose from {choices}."),
    "bad_parameter": Text("{name}: nilainya tidak dapat dipakai.", "{name}: that value cannot be used."),
    "extra_arguments": Text("Terlalu banyak masukan.", "Too many arguments."),
    "bad_engine": Text("TRIAGE_ENGINE: pilih dari {choices}.", "TRIAGE_ENGINE: choose from {choices}."),
    # failures
    "stopped": Text("Dihentikan. Tidak ada yang disimpan.", "Stopped. Nothing was kept."),
    "rulebook_problems": Text(
        "Buku aturan ini bermasalah ({n}), jadi tidak ada saran:",
        "This rulebook has problems ({n}), so nothing is recommended:",
    ),
    "unexpected": Text(
        "Terjadi kesalahan yang tidak terduga ({kind}), jadi tidak ada saran. Beri tahu pengelola aplikasi; "
        "rinciannya tampil dengan TRIAGE_DEBUG=1.",
        "Something unexpected went wrong ({kind}), so nothing is recommended. Tell whoever maintains the "
        "program; TRIAGE_DEBUG=1 shows the details.",
    ),
    "do_not_wait": Text(
        "Jangan menunggu alat ini: bicarakan langsung dengan guru BK. Bila ada bahaya sekarang, hubungi "
        "layanan darurat di daerah Anda.",
        "Do not wait for this tool: speak with the school counsellor directly. If there is danger now, call "
        "the emergency services of your area.",
    ),
    "do_not_wait_contacts": Text(
        "Jangan menunggu alat ini: bicarakan langsung dengan guru BK. Bila ada bahaya sekarang: {contacts}.",
        "Do not wait for this tool: speak with the school counsellor directly. If there is danger now: "
        "{contacts}.",
    ),
    # case files
    "not_found": Text("berkas ini tidak ada.", "there is no such file."),
    "unreadable": Text("berkas ini tidak dapat dibaca ({cause}).", "this file cannot be read ({cause})."),
    "too_large": Text(
        "kasus ini terlalu besar; paling banyak {limit} KiB.", "this case is too large; at most {limit} KiB."
    ),
    "not_utf8": Text(
        "bukan teks UTF-8; simpan ulang sebagai UTF-8.", "this is not UTF-8 text; save it as UTF-8."
    ),
    "empty": Text("kosong: tidak ada kasus di dalamnya.", "empty: there is no case in it."),
    "not_json": Text("bukan JSON yang benar.", "this is not valid JSON."),
    "json_constant": Text(
        "NaN dan Infinity bukan nilai yang dikenal.", "NaN and Infinity are no values here."
    ),
    "json_twice": Text("kunci {name} disebut dua kali.", "key {name} is given twice."),
    "too_deep": Text("isinya bersarang terlalu dalam.", "it is nested too deeply."),
    "case_line": Text(
        "satu baris harus satu kasus: objek JSON {{…}}.", "a line must be one case: a JSON object {{…}}."
    ),
    "not_one_case": Text(
        "satu berkas berisi satu kasus: pasangan kunci dan nilai. Untuk banyak kasus pakai --jsonl.",
        "a file holds one case: keys with values. For many cases use --jsonl.",
    ),
    "more_than_one": Text(
        "masih ada isi setelah kasus pertama. Untuk banyak kasus, satu per baris, pakai --jsonl.",
        "there is more after the first case. For many cases, one a line, use --jsonl.",
    ),
    "too_large_inside": Text("isinya terlalu banyak untuk satu kasus.", "it holds too much for one case."),
    # the decision page
    "emergency_now": Text(
        "DARURAT: LAKUKAN SEKARANG, JANGAN MENUNGGU APA PUN", "EMERGENCY: ACT NOW, WAIT FOR NOTHING"
    ),
    "for_now": Text("{severity} untuk sementara", "{severity} for now"),
    "provisional_mark": Text("saran sementara", "provisional"),
    "lead": Text("Penanggung jawab di sekolah:", "Who owns the case in school:"),
    "provisional_open": Text(
        "Masih sementara: {n} hal belum diketahui dan dapat mengubah saran ini.",
        "Still provisional: {n} things are not known yet and could change this advice.",
    ),
    "provisional": Text("Saran ini sementara.", "This advice is provisional."),
    "make_sure": Text("Pastikan dulu:", "Make sure first:"),
    "unchecked": Text(
        "Mesin aturan tidak ikut memeriksa saran ini; hanya satu penilai yang bekerja.",
        "The rule engine did not check this advice; one evaluator served alone.",
    ),
    "what_to_do": Text("YANG DILAKUKAN, berurutan", "WHAT TO DO, in order"),
    "requires": Text("Syarat:", "Requires:"),
    "waived": Text("Tidak ditunggu:", "Not waited for:"),
    "documents": Text("Dokumen:", "Documents:"),
    "some_steps": Text("({n} dari {all} langkah)", "({n} of {all} steps)"),
    "begins": Text("mulai: {who_by}", "begins: {who_by}"),
    "practice": Text("praktik, bukan dari dokumen sumber", "practice, not from the source documents"),
    "practice_note": Text(
        "* praktik, bukan dari dokumen sumber.", "* practice, not from the source documents."
    ),
    "why": Text("MENGAPA", "WHY"),
    "more_rules": Text("Dan {n} aturan lain.", "And {n} more rules."),
    "read_here": Text("Di kasus ini: {facts}", "In this case: {facts}"),
    "given_by": Text("Karena:", "Because:"),
    "taken_back": Text("YANG DIKESAMPINGKAN", "SET ASIDE"),
    "instead_of": Text("{title}: diganti oleh “{by}”.", "{title}: replaced by “{by}”."),
    "sources_of": Text("Sumber: {ref}, {section}: “{term}”", "Source: {ref}, {section}: “{term}”"),
    "dissent_of": Text("Berbeda: {ref}, {section}: “{term}”", "Differs: {ref}, {section}: “{term}”"),
    "unknown": Text(
        "BELUM DIKETAHUI, dan dapat mengubah saran ini", "NOT KNOWN YET, and could change this advice"
    ),
    "changes_nothing": Text("sendirian tidak mengubah saran", "changes nothing by itself"),
    "advice": Text(
        "Ini saran. Keputusan tetap pada guru BK atau konselor.",
        "This is advice. The decision stays with the school counsellor.",
    ),
    "ruleset": Text(
        "Aturan {version} ({sha}), dinilai oleh {engine}.", "Rules {version} ({sha}), evaluated by {engine}."
    ),
    "example_in_full": Text("Salah satunya selengkapnya, {file}:", "One of them in full, {file}:"),
    "examples_next": Text(
        "Berikutnya: `triage ask` untuk kasus Anda sendiri, `triage decide {file}` untuk halaman pendeknya,\n"
        "`triage --help` untuk semua perintah. Dari folder proyek: .venv/bin/triage …",
        "Next: `triage ask` for a case of your own, `triage decide {file}` for its short page,\n"
        "`triage --help` for every command. From the project's folder: .venv/bin/triage …",
    ),
    "more_decide": Text("Semua langkah dan alasan: tambahkan --full", "All steps and reasons: add --full"),
    # asking a person
    "no_terminal": Text(
        "triage ask bertanya kepada orang, jadi perlu terminal. Untuk berkas atau program: "
        "triage decide BERKAS.",
        "triage ask talks with a person, so it needs a terminal. For files and programs: triage decide FILE.",
    ),
    "exists": Text(
        "{file}: berkas itu sudah ada; pilih nama lain.",
        "{file}: that file exists already; choose another name.",
    ),
    "cannot_save": Text("{file}: tidak dapat ditulis ({cause}).", "{file}: cannot be written ({cause})."),
    "welcome": Text(
        "Saya bertanya satu per satu, hanya yang dapat mengubah saran. Jangan menulis nama siapa pun.",
        "I ask one thing at a time, only what can change the advice. Write nobody's name.",
    ),
    "keys": Text(
        "Kapan saja: k kembali, q selesai sekarang.",
        "At any time: b goes back, q finishes now.",
    ),
    "danger_now": Text(
        "Ada bahaya sekarang? Jangan menunggu: {contacts}.", "Danger now? Do not wait: {contacts}."
    ),
    "who_are_you": Text("Siapa Anda?", "Who are you?"),
    "which_problem": Text(
        "Apa masalahnya? Masalah siswa ini saja, boleh lebih dari satu.",
        "What is the matter? This student's problems only; several are fine.",
    ),
    "pick_problem": Text(
        "Nomor atau kata, boleh beberapa dengan koma (? penjelasan daftar)",
        "Number or word, several with commas (? explains the list)",
    ),
    "pick_more": Text(
        "Ada lagi? Nomor atau kata; Enter bila cukup", "Any more? Number or word; Enter if that is all"
    ),
    "picked": Text("Dipilih: {problems}.", "Chosen: {problems}."),
    "already_picked": Text("{problem} sudah dipilih.", "{problem} is chosen already."),
    "which_one": Text("Yang mana?", "Which one?"),
    "which_role": Text("Siapa siswa ini dalam masalah “{problem}”?", "What is this student in “{problem}”?"),
    "pick_role": Text("Nomor; Enter untuk {default}", "Number; Enter for {default}"),
    "pick_number": Text("Nomor atau kata", "Number or word"),
    "not_understood": Text(
        "Itu tidak saya kenali. Pilih nomor, atau kata lain.",
        "I do not know that. Choose a number, or another word.",
    ),
    "left": Text("(masih ada {n} pertanyaan)", "({n} questions left)"),
    "last_one": Text("(pertanyaan terakhir)", "(last question)"),
    "yes_no": Text(
        "y ya   t tidak   ? belum tahu   k kembali   q selesai sekarang",
        "y yes   n no   ? not known   b back   q finish now",
    ),
    "value_keys": Text(
        "nomor, ? belum tahu, k kembali, q selesai sekarang", "number, ? not known, b back, q finish now"
    ),
    "answer_hint": Text("Jawab y, t, atau ? bila belum tahu.", "Answer y, n, or ? if not known."),
    "answer_value_hint": Text(
        "Jawab dengan nomor, atau ? bila belum tahu.", "Answer with a number, or ? if not known."
    ),
    "go_on": Text(
        "Lakukan itu dulu. Enter: lanjut bertanya, q: saran sekarang",
        "Do that first. Enter: go on asking, q: the advice now",
    ),
    "at_start": Text("Ini sudah yang pertama.", "This is the first one already."),
    "nothing_chosen": Text(
        "Belum ada masalah yang dipilih, jadi belum ada saran.",
        "No problem was chosen, so nothing is recommended.",
    ),
    "at_end": Text("Enter selesai   r rinci   k kembali", "Enter finish   r in full   b back"),
    "saved": Text("Disimpan: {file}", "Saved: {file}"),
    # conditions of rules
    "problem": Text("Masalah", "Problem"),
    "any_problem": Text("Masalah apa pun", "Any problem"),
    "peran": Text("Peran siswa", "Role of the student"),
    "base": Text("Tingkat masalah sebelum fakta", "Grade of the problem before facts"),
    "grade": Text("Tingkat masalah", "Grade of the problem"),
    "asker": Text("Yang bertanya", "Who asks"),
    "severity": Text("Tingkat kasus", "Severity of the case"),
    "urgency": Text("Kemendesakan", "Urgency"),
    "parents": Text("Orang tua", "Parents"),
    "there_is": Text("Ada: {track}", "There is: {track}"),
    "notice_given": Text("Pemberitahuan: {notice}", "Notice: {notice}"),
    "read_as_yes": Text("{fact} dianggap ya selama belum diketahui", "{fact} is read as yes while not known"),
    "severity_at_least": Text("Tingkat paling rendah", "Severity at least"),
    "urgency_at_least": Text("Kemendesakan paling rendah", "Urgency at least"),
    "led_by": Text("Penanggung jawab", "Owner of the case"),
    "always_provisional": Text("Sarannya selalu sementara", "The advice is always provisional"),
    "found": Text("Temuan: {finding}", "Finding: {finding}"),
    # why-not
    "unknown_action": Text(
        "Tindakan itu tidak dikenal. Yang ada: {known}.", "There is no such action. There are: {known}."
    ),
    "unknown_party": Text(
        "Pihak itu tidak dikenal. Yang ada: {known}.", "There is no such party. There are: {known}."
    ),
    "why_not_usage": Text("Tulis: TINDAKAN [PIHAK] BERKAS.", "Give: ACTION [PARTY] FILE."),
    "is_there": Text("Tindakan ini justru disarankan: {tracks}.", "This is in fact recommended: {tracks}."),
    "not_there": Text("{track}: tidak disarankan.", "{track}: not recommended."),
    "never": Text("Tidak pernah boleh: {title}. {because}", "Never: {title}. {because}"),
    "instead": Text("Gantinya: {tracks}.", "Instead: {tracks}."),
    "no_rule_gives": Text("Tidak ada aturan yang memberi tindakan ini.", "No rule gives this."),
    "nearest_rules": Text(
        "Aturan terdekat yang akan memberinya, dan apa yang kurang:",
        "The nearest rules that would give it, and what they lack:",
    ),
    "lacks": Text(
        "{what}: perlu {wanted}; di kasus ini {found}", "{what}: needs {wanted}; in this case {found}"
    ),
    "set_aside_by": Text("dikesampingkan oleh “{title}”: {because}", "set aside by “{title}”: {because}"),
    "more_misses": Text(
        "Dan {n} aturan lain; lihat dengan --json.", "And {n} more rules; see them with --json."
    ),
    # what-if
    "now": Text("Sekarang:", "Now:"),
    "smallest_changes": Text(
        "Perubahan terkecil yang mengubah saran:", "The smallest changes that change the advice:"
    ),
    "no_change": Text(
        "Tidak ada satu atau dua perubahan yang mengubah saran ini.",
        "No one or two changes would change this advice.",
    ),
    "becomes": Text("{what}: {was} → {to}", "{what}: {was} → {to}"),
    # lists and rules
    "danger_mark": Text("! fakta bahaya: ditanyakan lebih dulu.", "! a danger fact: asked first."),
    "no_such_rule": Text(
        "Tidak ada aturan, larangan, atau tata cara dengan id itu.",
        "There is no rule, prohibition or procedure with that id.",
    ),
    "layer": Text("Lapisan: {layer}", "Layer: {layer}"),
    "status_is": Text("Keadaan: {status} (tidak dipakai)", "Status: {status} (not in use)"),
    "basis_is": Text("Dasar: {basis} ({codes})", "Basis: {basis} ({codes})"),
    "at": Text("Tempat: {place}", "Place: {place}"),
    "when": Text("BILA", "WHEN"),
    "then": Text("MAKA", "THEN"),
    "because": Text("SEBAB", "BECAUSE"),
    "sources": Text("SUMBER", "SOURCES"),
    "dissent": Text("YANG BERKATA LAIN", "WHAT SAYS OTHERWISE"),
    "overrides": Text("Mengesampingkan: {rules}", "Sets aside: {rules}"),
    "overridden_by": Text("Dikesampingkan oleh: {rules}", "Set aside by: {rules}"),
    "reviewed": Text("Dibaca konselor {by} pada {on}", "Read by counsellor {by} on {on}"),
    "not_reviewed": Text("Belum dibaca konselor.", "Not read by a counsellor yet."),
    "prohibited": Text("Tidak pernah boleh: {track}", "Never: {track}"),
    "for_tracks": Text("Untuk: {tracks}", "For: {tracks}"),
    "criteria": Text("DIPILIH BILA", "CHOSEN WHEN"),
    "requirements": Text("SYARAT", "REQUIREMENTS"),
    "documents_heading": Text("DOKUMEN", "DOCUMENTS"),
    "steps": Text("LANGKAH", "STEPS"),
    "only_if": Text("bila: {findings}", "if: {findings}"),
    "only_unless": Text("kecuali: {findings}", "unless: {findings}"),
    "column_id": Text("Id", "Id"),
    "column_layer": Text("Lapisan", "Layer"),
    "column_title": Text("Judul", "Title"),
    "column_basis": Text("Dasar", "Basis"),
    "column_at": Text("Tempat", "Place"),
    "prohibition": Text("larangan", "prohibition"),
    "procedure": Text("tata cara", "procedure"),
    "verified": Text("per {date}", "as of {date}"),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)

"""The words of the book itself: headings, captions, how to read it. The rulebook's words are its own."""

from __future__ import annotations

from typing import Final

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

WORDS: Final[dict[str, Text]] = {
    # cover
    "title": Text("Buku Aturan", "The Book of Rules"),
    "subtitle": Text(
        "Siapa yang harus menangani kasus ini, dan mengapa", "Who should handle this case, and why"
    ),
    "version": Text("Versi aturan", "Version of the rules"),
    "fingerprint": Text("Sidik jari (sha256)", "Fingerprint (sha256)"),
    "program": Text("Program", "Program"),
    "last_change": Text("Aturan terakhir diubah", "Rules last changed"),
    "holds": Text("Isi", "What is in it"),
    "counts": Text(
        "Aturan {rules}, larangan {prohibitions}, tata cara {procedures}, jenis masalah {categories}, "
        "pertanyaan {facts}, contoh kasus {examples}",
        "Rules {rules}, prohibitions {prohibitions}, procedures {procedures}, kinds of problem {categories}, "
        "questions {facts}, example cases {examples}",
    ),
    "review": Text("Dibaca konselor", "Read by a counsellor"),
    "review_none": Text(
        "Belum ada konselor yang membaca aturan-aturan ini. Sebelum sekolah memakainya, mintalah konselor "
        "membaca buku ini.",
        "No counsellor has read these rules yet. Before a school uses them, have a counsellor read this "
        "book.",
    ),
    "review_some": Text("{read} dari {all} aturan.", "{read} of {all} rules."),
    "advice": Text(
        "Yang keluar dari aturan ini adalah saran. Keputusan tetap pada guru BK atau konselor.",
        "What comes out of these rules is advice. The decision stays with the school counsellor.",
    ),
    "danger_now": Text(
        "Ada bahaya sekarang? Jangan membaca buku. Jaga siswa, dan hubungi:",
        "Danger now? Do not read a book. Stay with the student, and call:",
    ),
    # how to read
    "reading": Text("Cara membaca buku ini", "How to read this book"),
    "reading_rule": Text(
        "Setiap aturan berbunyi: bila keadaannya begini, maka lakukan itu. Di bawahnya ada sebabnya, dari "
        "mana asalnya, dan contoh kasus yang memakainya.",
        "Each rule says: when things are like this, then do that. Below it stand the reason, where it comes "
        "from, and example cases that use it.",
    ),
    "reading_basis": Text(
        "menandai aturan dari praktik keselamatan anak, bukan dari dokumen sumber. Aturan tanpa tanda ini "
        "bersandar pada dokumen sumber yang disebutkan.",
        "marks a rule from child-safety practice and not from the source documents. A rule without it rests "
        "on the source documents that it names.",
    ),
    "reading_unknown": Text(
        "“Belum tahu” adalah jawaban tersendiri, tidak pernah dibaca sebagai “tidak”. Selama ada tanda "
        "bahaya yang belum diketahui, saran disebut sementara.",
        "“Not known” is an answer of its own and is never read as “no”. While a sign of danger is not known, "
        "advice is called provisional.",
    ),
    "reading_up": Text(
        "Tingkat dan kemendesakan hanya dapat naik. Satu-satunya cara membatalkan suatu akibat adalah aturan "
        "lain yang terang-terangan mengesampingkannya; keduanya ditunjukkan.",
        "Severity and urgency only ever go up. The one way to take a conclusion back is another rule that "
        "openly sets it aside; both are shown.",
    ),
    "reading_ids": Text(
        "Tulisan kecil seperti ini adalah nama yang dipakai program dan berkas aturan; boleh dilewati. "
        "Begitu pula kode seperti B-04, yang menunjuk catatan tentang dokumen sumber.",
        "Small type like this is the name used by the program and the rule files; you may pass over it, and "
        "over codes such as B-04, which point to the notes on the source documents.",
    ),
    "reading_people": Text(
        "Buku ini tidak memuat data siswa. Contoh kasusnya rekaan.",
        "This book holds no data of any student. Its example cases are made up.",
    ),
    "contents": Text("Daftar isi", "Contents"),
    "back": Text("ke daftar isi", "to the contents"),
    "skip": Text("Langsung ke isi", "Skip to the contents"),
    # pictures
    "pictures": Text("Gambar besar", "The picture"),
    "layers": Text(
        "Lapisan aturan, dikerjakan dari atas ke bawah", "The layers of rules, worked off from top to bottom"
    ),
    "layers_about": Text(
        "Setiap lapisan hanya membaca hasil lapisan di atasnya, jadi urutan di dalam satu lapisan tidak "
        "berpengaruh.",
        "Each layer reads only what the layers above concluded, so order inside a layer does not matter.",
    ),
    "layer_in": Text(
        "Kasus: masalah, fakta, dan siapa yang bertanya", "The case: problems, facts and who asks"
    ),
    "layer_out": Text("Saran: apa, oleh siapa, dalam urutan apa", "The advice: what, by whom, in what order"),
    "layer_implied": Text(
        "Yang tersirat dianggap ya selama belum diketahui", "What is implied counts as yes while not known"
    ),
    "layer_grade": Text(
        "Seberapa berat masalahnya, dilihat dari masalahnya saja",
        "How grave the problem is, by the problem alone",
    ),
    "layer_raise": Text(
        "Fakta dapat menaikkan tingkat, tidak pernah menurunkan", "Facts may raise the grade, never lower it"
    ),
    "layer_substance": Text("Apa yang diperlukan untuk setiap masalah", "What each problem calls for"),
    "layer_case": Text("Semua masalah dilihat bersama", "All the problems seen together"),
    "layer_path": Text(
        "Siapa memegang kasus dan siapa ikut menangani", "Who owns the case and who else handles it"
    ),
    "layer_procedure": Text(
        "Syarat mana yang tetap, menyusul, atau gugur", "Which requirements stay, follow later or fall away"
    ),
    "rule_count": Text("{n} aturan", "{n} rules"),
    "tracks": Text("Tindakan dalam urutannya", "The actions in their order"),
    "tracks_about": Text(
        "Satu saran dapat memuat beberapa tindakan. Yang bernomor kecil dikerjakan lebih dulu.",
        "One piece of advice may hold several actions. The smaller number comes first.",
    ),
    # what always holds
    "promises": Text("Yang selalu berlaku", "What always holds"),
    "promises_about": Text(
        "Apa pun kasusnya, hal-hal ini tidak boleh dilanggar oleh aturan mana pun. Program memeriksanya atas "
        "semua kasus yang mungkin (triage rules check).",
        "Whatever the case, no rule may break these. The program checks them over every possible case "
        "(triage rules check).",
    ),
    # categories
    "categories": Text("Jenis masalah dan tingkat awalnya", "Kinds of problem and their first grade"),
    "categories_about": Text(
        "Tingkat awal hanya melihat masalahnya. Fakta dapat menaikkannya, dan "
        "selama tanda bahaya belum diketahui, “ringan” berarti ringan untuk sementara.",
        "The first grade looks at the problem alone. Facts may raise it, and "
        "while a sign of danger is not known, “light” means light for now.",
    ),
    "column_problem": Text("Masalah", "Problem"),
    "column_grade": Text("Tingkat awal", "First grade"),
    "other_words": Text("Nama lain", "Other names"),
    "stated_role": Text("Peran bila tidak disebut", "Role if not stated"),
    "read_as": Text("{stated} dibaca sebagai {read}", "{stated} is read as {read}"),
    "question": Text("Pertanyaan", "Question"),
    "values": Text("Jawaban", "Answers"),
    "speaking_rules": Text("Aturan yang menyebutnya", "Rules that name it"),
    # facts
    "facts": Text("Fakta dan pertanyaannya", "The facts and their questions"),
    "facts_about": Text(
        "Jawaban selalu boleh “belum tahu”. Tanda bahaya ditanyakan lebih dulu. Jangan menyelidiki; jawab "
        "dari yang sudah terlihat atau terdengar.",
        "“Not known” is always a good answer. Signs of danger are asked first. Do not investigate; answer "
        "from what was seen or heard already.",
    ),
    "column_fact": Text("Fakta", "Fact"),
    "danger": Text("tanda bahaya", "sign of danger"),
    "in_steps": Text("ditanyakan dalam langkah", "asked within the steps"),
    "can_become": Text("Dapat menjadi: {answers}", "May become: {answers}"),
    # rules
    "rules": Text("Aturan", "The rules"),
    "file_safety": Text(
        "Keselamatan: bahaya, wajib lapor, perlindungan", "Safety: danger, duty to report, protection"
    ),
    "file_authority": Text("Wewenang: siapa boleh menangani apa", "Authority: who may handle what"),
    "file_severity": Text("Tingkat: ringan, sedang, berat", "Severity: light, medium, heavy"),
    "file_procedures": Text(
        "Syarat: yang tetap, menyusul, atau gugur", "Requirements: what stays, follows or falls away"
    ),
    "table_of": Text("Aturan di {file}", "Rules in {file}"),
    "column_rule": Text("Aturan", "Rule"),
    "column_then": Text("Maka", "Then"),
    "column_layer": Text("Lapisan", "Layer"),
    "when": Text("Bila", "When"),
    "then": Text("Maka", "Then"),
    "always": Text("Selalu", "Always"),
    "nothing_else": Text("Tidak menambah apa pun", "Adds nothing"),
    "because": Text("Sebab", "Because"),
    "sources": Text("Sumber", "Sources"),
    "dissent": Text("Sumber yang berkata lain", "Sources that say otherwise"),
    "section": Text("bagian", "section"),
    "overrides": Text("Mengesampingkan", "Sets aside"),
    "overridden_by": Text("Dikesampingkan oleh", "Set aside by"),
    "examples": Text("Contoh kasus", "Example cases"),
    "no_example": Text("Belum ada contoh kasus yang memakainya.", "No example case uses it yet."),
    "more": Text("dan {n} lagi", "and {n} more"),
    "practice": Text("praktik", "practice"),
    "status_draft": Text("rancangan, belum dipakai", "draft, not in use"),
    "status_retired": Text("tidak dipakai lagi", "retired"),
    "reviewed": Text("dibaca konselor {by}, {on}", "read by counsellor {by}, {on}"),
    "not_reviewed": Text("belum dibaca konselor", "not read by a counsellor"),
    "changed": Text("diubah {on}", "changed {on}"),
    "prohibitions": Text("Larangan", "Prohibitions"),
    "never": Text("Tidak pernah", "Never"),
    "instead": Text("Gantinya", "Instead"),
    # lines of a condition or conclusion
    "or": Text("atau", "or"),
    "and": Text("dan", "and"),
    "problem": Text("Masalah", "Problem"),
    "any_problem": Text("Masalah apa pun", "Any problem"),
    "role": Text("Peran siswa", "Role of the student"),
    "base": Text("Tingkat masalah sebelum fakta", "Grade of the problem before facts"),
    "grade": Text("Tingkat masalah", "Grade of the problem"),
    "asker": Text("Yang bertanya", "Who asks"),
    "severity": Text("Tingkat kasus", "Severity of the case"),
    "urgency": Text("Kemendesakan", "Urgency"),
    "parents": Text("Orang tua", "Parents"),
    "there_is": Text("Sudah ada", "There is already"),
    "notice": Text("Pemberitahuan", "Notice"),
    "finding": Text("Temuan", "Finding"),
    "read_as_yes": Text("Dianggap ya selama belum diketahui", "Read as yes while not known"),
    "severity_at_least": Text("Tingkat paling rendah", "Severity at least"),
    "urgency_at_least": Text("Kemendesakan paling rendah", "Urgency at least"),
    "lead": Text("Penanggung jawab", "Owner of the case"),
    "always_provisional": Text("Sarannya selalu sementara", "The advice is always provisional"),
    "only_for": Text("untuk {tracks}", "for {tracks}"),
    "only_if": Text("bila: {findings}", "if: {findings}"),
    "only_unless": Text("kecuali: {findings}", "unless: {findings}"),
    # procedures
    "procedures": Text("Tata cara", "Procedures"),
    "procedures_about": Text(
        "Langkah setiap tindakan, berurutan. Bila orang tua tidak boleh dilibatkan, semua yang menghadap "
        "orang tua dihilangkan; bila ditunda, semuanya dikerjakan terakhir.",
        "The steps of each action, in order. Where parents must not be involved, everything that faces "
        "them is left out; where they are held, it comes last.",
    ),
    "services": Text("Layanan yang dapat dipilih guru BK", "Services the counsellor may choose"),
    "for_tracks": Text("Untuk", "For"),
    "criteria": Text("Dipilih bila", "Chosen when"),
    "requirements": Text("Syarat", "Requirements"),
    "documents": Text("Dokumen", "Documents"),
    "steps": Text("Langkah", "Steps"),
    "column_step": Text("Langkah", "Step"),
    "column_who": Text("Siapa", "Who"),
    "column_by": Text("Paling lambat", "By when"),
    "column_note": Text("Catatan", "Notes"),
    "pivot": Text("inti tindakan", "the act itself"),
    "faces_parents": Text("menghadap orang tua", "faces the parents"),
    "secures_home": Text("hanya bila orang tua ditunda", "only where parents are held"),
    "offers": Text("pilihan layanan", "a service to choose"),
    "serves": Text("memenuhi syarat", "fulfils"),
    "may_be": Text("dapat: {states}", "may be: {states}"),
    "asked_by": Text("Diminta oleh", "Asked by"),
    "column_requirement": Text("Syarat", "Requirement"),
    "column_document": Text("Dokumen", "Document"),
    "column_may": Text("Dapat berubah menjadi", "May turn into"),
    "papers": Text("Syarat dan dokumen", "Requirements and documents"),
    "always_needed": Text("selalu diperlukan", "always needed"),
    # directory
    "directory": Text("Daftar kontak", "Directory"),
    "directory_about": Text(
        "Nomor dan alamat berubah. Periksa setiap baris sebelum mengandalkannya, dan jangan menjadikannya "
        "satu-satunya langkah.",
        "Numbers and addresses change. Check each line before you rely on it, and never make it the only "
        "step.",
    ),
    "column_party": Text("Pihak", "Party"),
    "column_contact": Text("Kontak", "Contact"),
    "column_reach": Text("Cara", "How"),
    "go_there": Text("datang langsung", "go there"),
    "column_checked": Text("Diperiksa", "Checked"),
    # examples
    "examples_about": Text(
        "Kasus rekaan yang harus selalu diputus seperti ini. Program memeriksanya setiap kali aturan "
        "berubah.",
        "Made-up cases that must always be decided like this. The program checks them whenever a rule "
        "changes.",
    ),
    "case": Text("Kasus", "Case"),
    "outcome": Text("Saran", "Advice"),
    "provisional": Text("sementara", "provisional"),
    "for_now": Text("{severity} untuk sementara", "{severity} for now"),
    "nothing_known": Text("belum ada fakta", "no facts yet"),
    # words
    "glossary": Text("Kata-kata", "Words"),
    "glossary_about": Text(
        "Semua kata yang dapat dipakai sebuah kasus atau aturan.", "Every word that a case or a rule may use."
    ),
    "kind_severity": Text("Tingkat", "Severity"),
    "kind_urgency": Text("Kemendesakan", "Urgency"),
    "kind_parents": Text("Orang tua", "Parents"),
    "kind_answer": Text("Jawaban", "Answers"),
    "kind_action": Text("Tindakan", "Actions"),
    "kind_requirement_state": Text("Keadaan syarat", "States of a requirement"),
    "kind_phase": Text("Waktu langkah", "When a step is done"),
    "kind_layer": Text("Lapisan", "Layers"),
    "kind_basis": Text("Dasar", "Basis"),
    "kind_party": Text("Pihak", "Parties"),
    "kind_asker": Text("Yang bertanya", "Who asks"),
    "kind_role": Text("Peran siswa", "Roles of the student"),
    "kind_actor": Text("Pelaku langkah lain", "Others who do a step"),
    "kind_deadline": Text("Tenggat", "Deadlines"),
    "kind_finding": Text("Temuan", "Findings"),
    "kind_notice": Text("Pemberitahuan", "Notices"),
    "standing_dalam": Text("di sekolah", "in school"),
    "standing_luar": Text("di luar sekolah", "outside school"),
    "standing_lapor": Text("menerima laporan", "takes reports"),
    "standing_darurat": Text("darurat", "emergency"),
    # sources and index
    "source_list": Text("Dokumen sumber", "Source documents"),
    "column_source": Text("Dokumen", "Document"),
    "column_trust": Text("Kekuatan", "How far to trust it"),
    "column_sections": Text("Bagian", "Sections"),
    "cited": Text("Disebut {n} kali", "Named {n} times"),
    "index": Text("Indeks", "Index"),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)

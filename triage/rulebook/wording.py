"""The sentence for each kind of problem, in both languages: what is there, and what mends it.

``{found}`` and ``{expected}`` are the problem's bare values; ``{group}`` is ``expected`` in words,
where it names a group of ids or a hint.
"""

from __future__ import annotations

from triage.rulebook import overlay_wording
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

#: Names of groups and hints that stand in ``expected``.
GROUPS: dict[str, Text] = {
    "askers": Text("penanya (askers di vocabulary.yaml)", "an asker (askers in vocabulary.yaml)"),
    "roles": Text("peran (roles di vocabulary.yaml)", "a role (roles in vocabulary.yaml)"),
    "categories": Text(
        "kategori masalah (categories di vocabulary.yaml)",
        "a problem category (categories in vocabulary.yaml)",
    ),
    "facts": Text("fakta (facts di vocabulary.yaml)", "a fact (facts in vocabulary.yaml)"),
    "parties": Text("pihak (parties di vocabulary.yaml)", "a party (parties in vocabulary.yaml)"),
    "findings": Text("temuan (findings di vocabulary.yaml)", "a finding (findings in vocabulary.yaml)"),
    "notices": Text("pemberitahuan (notices di vocabulary.yaml)", "a notice (notices in vocabulary.yaml)"),
    "deadlines": Text("tenggat (deadlines di vocabulary.yaml)", "a deadline (deadlines in vocabulary.yaml)"),
    "who": Text(
        "pelaksana (parties, askers, atau actors di vocabulary.yaml)",
        "someone who can act (parties, askers or actors in vocabulary.yaml)",
    ),
    "requirements": Text(
        "syarat (requirements di procedures.yaml)", "a requirement (requirements in procedures.yaml)"
    ),
    "documents": Text("dokumen (documents di procedures.yaml)", "a document (documents in procedures.yaml)"),
    "steps": Text("langkah jalur ini", "a step of this track"),
    "services": Text(
        "layanan (prosedur tanpa “of” di procedures.yaml)",
        "a service (a procedure without “of” in procedures.yaml)",
    ),
    "sources": Text("sumber (sources.yaml)", "a source (sources.yaml)"),
    "rules": Text("aturan di buku aturan ini", "a rule of this rulebook"),
    "colon": Text(
        "satu titik dua saja per baris; beri tanda kutip bila nilainya memuat titik dua",
        "only one colon a line; put quotes around a value that holds a colon",
    ),
    "no-colon": Text("tulis “kunci: nilai”", "write “key: value”"),
    "quote": Text("tutup tanda kutip atau kurung yang dibuka", "close the quote or bracket that was opened"),
    "escape": Text(
        "tulis garis miring terbalik ganda, atau pakai tanda kutip tunggal",
        "double the backslash, or use single quotes",
    ),
    "start": Text(
        "beri tanda kutip pada nilai yang diawali tanda khusus",
        "put quotes around a value that begins with a special sign",
    ),
    "indent": Text(
        "samakan inden baris ini dengan baris-baris setingkatnya",
        "indent this line like the lines of its level",
    ),
    "bracket": Text(
        "pisahkan isi kurung dengan koma dan tutup kurungnya",
        "separate what is in brackets with commas and close them",
    ),
    "other": Text("periksa tanda baca dan inden di sekitarnya", "check punctuation and indent around it"),
}

SENTENCES: dict[str, Text] = {
    # files
    "folder-unreadable": Text(
        "folder buku aturan ini tidak dapat dibaca ({found}); periksa letak dan izinnya.",
        "this rulebook folder cannot be read ({found}); check where it is and its permissions.",
    ),
    "file-missing": Text(
        "berkas ini wajib ada dalam buku aturan, tetapi tidak ditemukan.",
        "a rulebook must have this file, but it was not found.",
    ),
    "file-unreadable": Text(
        "berkas ini tidak dapat dibaca ({found}); periksa izinnya.",
        "this file cannot be read ({found}); check its permissions.",
    ),
    "file-irregular": Text(
        "nama ini bukan berkas biasa (mungkin folder); ganti dengan berkas YAML.",
        "this name is not a regular file (perhaps a folder); put a YAML file here.",
    ),
    "file-too-large": Text(
        "berkas ini melebihi {expected} byte; pecah menjadi beberapa berkas.",
        "this file is larger than {expected} bytes; split it into several files.",
    ),
    "file-empty": Text(
        "berkas ini kosong; isi, atau hapus bila tidak diperlukan.",
        "this file is empty; fill it, or delete it if it is not needed.",
    ),
    "file-extension": Text(
        "berkas berakhiran “{found}” tidak akan dibaca; ganti akhirannya menjadi “{expected}”.",
        "a file that ends in “{found}” would not be read; rename it to end in “{expected}”.",
    ),
    "too-many-files": Text(
        "ada {found} berkas YAML di folder ini, paling banyak {expected}; gabungkan sebagian.",
        "there are {found} YAML files in this folder, at most {expected}; merge some.",
    ),
    "not-utf8": Text(
        "byte {found} bukan {expected}; simpan berkas ini dengan pengodean {expected}.",
        "byte {found} is not {expected}; save this file with {expected} encoding.",
    ),
    "byte-order-mark": Text(
        "berkas diawali tanda urutan byte ({found}); simpan sebagai UTF-8 tanpa BOM.",
        "the file begins with a byte order mark ({found}); save it as UTF-8 without BOM.",
    ),
    "control-character": Text(
        "ada tanda kendali yang tidak tampak ({found}, seluruhnya {expected}); hapus.",
        "there is an invisible control character ({found}, {expected} in all); delete it.",
    ),
    "tab": Text(
        "ada tab (seluruhnya {found}); ganti dengan spasi.",
        "there is a tab ({found} in all); use spaces instead.",
    ),
    # YAML
    "yaml-syntax": Text(
        "YAML tidak terbaca di “{found}”; {group}.", "the YAML cannot be read at “{found}”; {group}."
    ),
    "too-deep": Text(
        "susunan bertingkat lebih dari {expected}; buku aturan tidak pernah sedalam ini.",
        "nesting is deeper than {expected}; a rulebook is never this deep.",
    ),
    "too-many-nodes": Text(
        "berkas ini berisi lebih dari {expected} nilai; pecah menjadi beberapa berkas.",
        "this file holds more than {expected} values; split it into several files.",
    ),
    "second-document": Text(
        "“{found}” memulai dokumen kedua; satu berkas hanya satu dokumen.",
        "“{found}” begins a second document; a file is one document.",
    ),
    "directive": Text(
        "perintah YAML yang diawali “{found}” tidak dipakai di sini; hapus.",
        "YAML directives that begin with “{found}” are not used here; delete it.",
    ),
    "anchor": Text(
        "jangkar “{found}” tidak dipakai di sini; tulis isinya di setiap tempat.",
        "anchor “{found}” is not used here; write the value out wherever it is needed.",
    ),
    "alias": Text(
        "rujukan “{found}” tidak dipakai di sini; tulis isinya langsung.",
        "alias “{found}” is not used here; write the value out.",
    ),
    "tag": Text(
        "penanda tipe “{found}” tidak dipakai di sini; hapus.",
        "type tag “{found}” is not used here; delete it.",
    ),
    "merge": Text(
        "penggabungan “{found}” tidak dipakai di sini; tulis kunci-kuncinya langsung.",
        "merge “{found}” is not used here; write the keys out.",
    ),
    "duplicate-key": Text(
        "kunci “{found}” sudah ada di baris {expected}; gabungkan atau hapus salah satu.",
        "key “{found}” already stands in line {expected}; merge them or delete one.",
    ),
    "key-not-text": Text(
        "kunci harus satu kata, bukan “{found}”.", "a key must be a single word, not “{found}”."
    ),
    # form
    "unknown-key": Text(
        "kunci “{found}” tidak dikenal di sini; yang ada: {expected}.",
        "key “{found}” is not known here; there are: {expected}.",
    ),
    "missing-key": Text("kunci “{expected}” wajib ada di sini.", "key “{expected}” is required here."),
    "not-a-table": Text(
        "di sini perlu pasangan “kunci: nilai”, tetapi tertulis “{found}”.",
        "this needs pairs “key: value”, but it says “{found}”.",
    ),
    "not-a-list": Text(
        "di sini perlu daftar [..], tetapi tertulis “{found}”.",
        "this needs a list [..], but it says “{found}”.",
    ),
    "not-a-text": Text(
        "di sini perlu satu nilai saja, tetapi tertulis “{found}”.",
        "this needs a single value, but it says “{found}”.",
    ),
    "misplaced": Text("“{found}” tidak dapat berdiri di sini.", "“{found}” cannot stand here."),
    "empty-list": Text(
        "daftar ini kosong; isi, atau hapus kuncinya.", "this list is empty; fill it, or delete its key."
    ),
    "empty-table": Text(
        "bagian ini kosong; isi, atau hapus kuncinya.", "this part is empty; fill it, or delete its key."
    ),
    "empty-value": Text("nilai di sini belum diisi.", "there is no value here yet."),
    "repeated-value": Text(
        "“{found}” tertulis dua kali dalam daftar ini; hapus satu.",
        "“{found}” stands twice in this list; delete one.",
    ),
    "not-one-of": Text(
        "“{found}” tidak berlaku di sini; pilih salah satu: {expected}.",
        "“{found}” does not hold here; choose one of: {expected}.",
    ),
    "unknown-id": Text("“{found}” bukan {group}.", "“{found}” is not {group}."),
    "unknown-attribute": Text(
        "kategori “{expected}” tidak mempunyai atribut “{found}”.",
        "category “{expected}” has no attribute “{found}”.",
    ),
    "unknown-section": Text(
        "sumber “{expected}” tidak mempunyai bagian “{found}” di sources.yaml.",
        "source “{expected}” has no section “{found}” in sources.yaml.",
    ),
    "not-kebab": Text(
        "“{found}” bukan id yang sah; pakai huruf kecil, angka, dan tanda hubung, misalnya berat-konferensi.",
        "“{found}” is not a valid id; use lower case letters, digits and hyphens, like berat-konferensi.",
    ),
    "not-snake": Text(
        "“{found}” bukan id yang sah; pakai huruf kecil, angka, dan garis bawah, misalnya sama_hari.",
        "“{found}” is not a valid id; use lower case letters, digits and underscores, like sama_hari.",
    ),
    "reserved-id": Text(
        "“{found}” sudah punya arti lain sehingga tidak dapat menjadi id ({expected}).",
        "“{found}” already has another meaning and cannot be an id ({expected}).",
    ),
    "not-a-code": Text(
        "“{found}” bukan kode kutipan; bentuknya seperti A-R4 atau H-05.",
        "“{found}” is not an extraction code; it looks like A-R4 or H-05.",
    ),
    "not-a-version": Text(
        "“{found}” bukan versi; bentuknya seperti 1.0.0.", "“{found}” is not a version; it looks like 1.0.0."
    ),
    "not-a-file-name": Text(
        "“{found}” bukan nama berkas sumber; tulis nama berkas .txt tanpa folder.",
        "“{found}” is not the name of a source file; write the name of a .txt file without folders.",
    ),
    "not-a-reviewer": Text(
        "“{found}” bukan kode peninjau; pakai kode tanpa spasi, bukan nama orang.",
        "“{found}” is not a reviewer's code; use a code without spaces, not a person's name.",
    ),
    "not-boolean": Text(
        "“{found}” harus true atau false, tanpa tanda kutip.",
        "“{found}” must be true or false, without quotes.",
    ),
    "not-a-number": Text(
        "“{found}” harus bilangan bulat {expected}, tanpa nol di depan.",
        "“{found}” must be a whole number {expected}, without leading zeros.",
    ),
    "not-a-date": Text(
        "“{found}” bukan tanggal; tulis {expected}.", "“{found}” is not a date; write {expected}."
    ),
    "text-empty": Text("kalimat ini kosong; tulis isinya.", "this sentence is empty; write it."),
    "text-too-long": Text(
        "teks ini {found} huruf, paling panjang {expected}; persingkat.",
        "this text has {found} characters, at most {expected}; shorten it.",
    ),
    "text-control": Text(
        "teks ini memuat tanda yang tidak tampak ({found}); hapus, dan tulis dalam satu baris.",
        "this text holds an invisible character ({found}); delete it, and write it on one line.",
    ),
    "term-too-long": Text(
        "kutipan “{found}” terlalu panjang; paling banyak enam kata dan 60 huruf.",
        "the term “{found}” is too long; at most six words and 60 characters.",
    ),
    # across rules
    "duplicate-id": Text(
        "id “{found}” sudah dipakai di {expected}; pilih id lain.",
        "id “{found}” is already used at {expected}; choose another.",
    ),
    "layer-reads": Text(
        "lapisan ini belum dapat membaca bagian itu ({found}); yang dapat dibaca: {expected}.",
        "this layer cannot read that part yet ({found}); it can read: {expected}.",
    ),
    "layer-concludes": Text(
        "lapisan ini tidak menyimpulkan bagian itu ({found}); yang disimpulkannya: {expected}.",
        "this layer does not conclude that part ({found}); it concludes: {expected}.",
    ),
    "needs-problem": Text(
        "“{found}” berbicara tentang satu masalah; sebutkan “problem” pada “when”.",
        "“{found}” speaks of one problem; name a “problem” in “when”.",
    ),
    "attributes-need-one-category": Text(
        "“attributes” hanya untuk tepat satu kategori, bukan “{found}”.",
        "“attributes” go with exactly one category, not “{found}”.",
    ),
    "concludes-nothing": Text(
        "aturan “{found}” tidak menyimpulkan apa pun dan tidak menggantikan aturan lain.",
        "rule “{found}” concludes nothing and overrides no other rule.",
    ),
    "of-without-requirements": Text(
        "“{found}” hanya berarti bersama “{expected}”.", "“{found}” only means something with “{expected}”."
    ),
    "override-self": Text(
        "aturan tidak dapat menggantikan dirinya sendiri ({found}).",
        "a rule cannot override itself ({found}).",
    ),
    "override-circle": Text(
        "aturan-aturan ini saling menggantikan tanpa ujung ({found}); lepaskan salah satu.",
        "these rules override each other in a circle ({found}); take one out.",
    ),
    "override-other-layer": Text(
        "aturan di lapisan lain tidak dapat digantikan ({found}); lapisan aturan ini {expected}.",
        "a rule of another layer cannot be overridden ({found}); this rule's layer is {expected}.",
    ),
    "grades-contradict": Text(
        "aturan-aturan ini bertentangan: {found}, keduanya berlaku untuk {expected}; "
        "salah satunya perlu “overrides”.",
        "these rules contradict each other: {found}, both hold for {expected}; "
        "one of them needs “overrides”.",
    ),
    "grade-missing": Text(
        "tidak ada aturan tingkat (lapisan grade) yang berlaku bagi “{found}” dengan {expected}.",
        "no rule of layer grade holds for “{found}” with {expected}.",
    ),
    "too-many-combinations": Text(
        "atribut kategori ini membentuk {found} kombinasi, paling banyak {expected}; kurangi.",
        "the attributes of this category make {found} combinations, at most {expected}; have fewer.",
    ),
    "prohibited-track": Text(
        "jalur “{found}” dilarang oleh “{expected}”.", "track “{found}” is prohibited by “{expected}”."
    ),
    "wrong-standing": Text(
        "jalur “{found}” tidak mungkin; tindakan ini hanya untuk pihak berkedudukan {expected}.",
        "track “{found}” is not possible; this action is only for parties with standing {expected}.",
    ),
    "procedure-missing": Text(
        "jalur “{found}” belum mempunyai prosedur di procedures.yaml.",
        "track “{found}” has no procedure in procedures.yaml yet.",
    ),
    "procedure-twice": Text(
        "jalur “{found}” sudah mempunyai prosedur “{expected}”; satu jalur, satu prosedur.",
        "track “{found}” already has procedure “{expected}”; one track, one procedure.",
    ),
    "requirement-at-once": Text(
        "“{found}” tidak boleh menjadi syarat; {expected} tidak menunggu apa pun.",
        "“{found}” may not be required; {expected} waits for nothing.",
    ),
    "pivot-twice": Text(
        "langkah “{found}” menjadi pivot kedua setelah “{expected}”; satu prosedur paling banyak satu.",
        "step “{found}” is a second pivot after “{expected}”; a procedure has at most one.",
    ),
    "serves-not-required": Text(
        "prosedur ini tidak mensyaratkan “{found}”; yang disyaratkan: {expected}.",
        "this procedure does not require “{found}”; it requires: {expected}.",
    ),
    "only-for-services": Text(
        "“{found}” hanya untuk layanan, yaitu prosedur tanpa “of”.",
        "“{found}” is only for services, that is procedures without “of”.",
    ),
    "service-in-service": Text(
        "layanan “{expected}” tidak dapat menawarkan layanan lain (“{found}”).",
        "service “{expected}” cannot offer another service (“{found}”).",
    ),
    "source-missing": Text(
        "basis “{found}” perlu setidaknya satu sumber di “sources”; bila tidak ada, basisnya praktik.",
        "basis “{found}” needs at least one source in “sources”; without one the basis is praktik.",
    ),
    # against the seeds
    "seed-missing": Text(
        "naskah sumber “{found}” tidak ada di folder sumber.",
        "source document “{found}” is not in the folder of sources.",
    ),
    "marker-not-in-seed": Text(
        "kata awal bagian “{found}” tidak ditemukan di {expected}.",
        "the first words of a section “{found}” were not found in {expected}.",
    ),
    "term-not-in-section": Text(
        "kutipan “{found}” tidak ditemukan di {expected}.",
        "the term “{found}” was not found in {expected}.",
    ),
}

SENTENCES |= overlay_wording.SENTENCES

_NEAREST = Text("mungkin maksud Anda “{nearest}”", "perhaps you mean “{nearest}”")


def sentence(kind: str, found: str, expected: str, nearest: str | None, lang: Lang) -> str:
    """The sentence for a problem, with the nearest spelling if there is one."""
    group = GROUPS.get(expected, Text(expected, expected)).said(lang)
    said = SENTENCES[kind].said(lang).format(found=found, expected=expected or "–", group=group)
    if nearest is None:
        return said
    return f"{said.removesuffix('.')}; {_NEAREST.said(lang).format(nearest=nearest)}."

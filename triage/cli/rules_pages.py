"""Help pages and sentences of ``triage rules schema``, ``new`` and ``docs``."""

from __future__ import annotations

from triage.cli import exits
from triage.cli.pages import Page
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

_EXITS = (
    (exits.DECIDED, Text("sudah ditulis", "written")),
    (
        exits.BAD_INPUT,
        Text(
            "cara pakai keliru, atau berkas tidak dapat ditulis", "wrong usage, or a file cannot be written"
        ),
    ),
    (exits.BAD_RULEBOOK, Text("buku aturan bermasalah", "the rulebook has problems")),
)

PAGES: dict[str, Page] = {
    "rules schema": Page(
        Text("JSON Schema untuk penyunting teks.", "JSON Schemas for a text editor."),
        Text("[OPSI]", "[OPTIONS]"),
        Text(
            "Menulis skema setiap berkas aturan, sehingga penyunting teks melengkapi dan memeriksa "
            "sambil Anda mengetik. Jalankan lagi setelah menambah kategori, fakta, pihak, atau aturan.",
            "Writes a schema for every rule file, so that your editor completes and checks while you type. "
            "Run it again after adding a category, fact, party or rule.",
        ),
        (
            (
                "triage rules schema",
                Text("ke docs/schema di sebelah folder aturan", "to docs/schema beside the folder of rules"),
            ),
            (
                "triage --rules sekolahku/rules rules schema",
                Text("untuk buku aturan lain", "for another rulebook"),
            ),
        ),
        _EXITS,
    ),
    "rules new": Page(
        Text("Rancang aturan baru beserta kasusnya.", "Start a new rule with its case."),
        Text("[OPSI] ID --file BERKAS", "[OPTIONS] ID --file FILE"),
        Text(
            "Menambah rancangan aturan (status: draft, jadi belum dipakai) di akhir BERKAS.yaml dan contoh "
            "kasusnya di akhir BERKAS.cases.yaml. Isi yang sudah ada tidak diubah satu huruf pun.",
            "Adds a draft rule (status: draft, so not in use yet) at the end of FILE.yaml and an example "
            "case at the end of FILE.cases.yaml. What is there already is not changed by a single letter.",
        ),
        (
            (
                "triage --rules sekolahku rules new jam-malam --file severity",
                Text("rancangan baru di severity.yaml", "a new draft in severity.yaml"),
            ),
            (
                "triage --rules sekolahku rules new jam-malam --file safety --layer substance",
                Text("untuk lapisan tertentu", "for one layer"),
            ),
        ),
        _EXITS,
    ),
    "rules docs": Page(
        Text("Buku aturan untuk dibaca atau dicetak.", "The book of rules, to read or print."),
        Text("[OPSI]", "[OPTIONS]"),
        Text(
            "Menulis satu berkas HTML berisi seluruh aturan dalam kata-kata: gambar urutannya, tabel, "
            "alasan, sumber, contoh kasus, tata cara, kontak, dan indeks. Berkasnya berdiri sendiri dan "
            "tidak memerlukan internet.",
            "Writes one HTML file with all the rules in words: a picture of their order, tables, reasons, "
            "sources, example cases, procedures, contacts and an index. The file stands alone and needs no "
            "network.",
        ),
        (
            (
                "triage rules docs --output buku-aturan.html",
                Text("lalu buka di peramban dan cetak", "then open it in a browser and print"),
            ),
            (
                "triage --lang en rules docs --output rules.html",
                Text("dalam bahasa Inggris", "in English"),
            ),
        ),
        _EXITS,
    ),
}

OPTIONS: dict[tuple[str, str], Text] = {
    ("rules schema", "output"): Text(
        "Folder tujuan (bawaan: ../docs/schema dari folder aturan).",
        "Where to write (default: ../docs/schema from the folder of rules).",
    ),
    ("rules new", "file"): Text(
        "Nama berkas aturan tanpa .yaml, misalnya severity, authority, atau safety.",
        "Name of the rule file without .yaml, such as severity, authority or safety.",
    ),
    ("rules new", "layer"): Text(
        "Lapisan aturan (bawaan: yang paling sering di berkas itu).",
        "Layer of the rule (default: the most frequent in that file).",
    ),
    ("rules new", "problem"): Text(
        "Kategori yang dibicarakan (bawaan: kategori pertama).",
        "The category it speaks of (default: the first).",
    ),
    ("rules docs", "output"): Text(
        "Tulis ke BERKAS; tanpa ini, ke keluaran baku.", "Write to FILE; without it, to standard output."
    ),
}

WORDS: dict[str, Text] = {
    "file_written": Text("ditulis: {file}", "written: {file}"),
    "file_same": Text("sudah sama: {file}", "the same already: {file}"),
    "unwritable": Text("{file} tidak dapat ditulis ({cause}).", "{file} cannot be written ({cause})."),
    "changed_underneath": Text(
        "{file} berubah sejak dibaca, jadi tidak ada yang ditulis. Simpan pekerjaan Anda di penyunting teks, "
        "lalu jalankan lagi.",
        "{file} has changed since it was read, so nothing was written. Save your work in the editor and run "
        "this again.",
    ),
    # schema
    "schema_where": Text(
        "Buku aturan bawaan tidak punya folder docs/schema. Sebutkan --output FOLDER.",
        "The installed rulebook has no folder docs/schema. Give --output DIR.",
    ),
    # new
    "installed_rules": Text(
        "Aturan bawaan program tidak diubah di tempatnya. Salin foldernya ({folder}) dan sebutkan salinannya "
        "dengan --rules FOLDER.",
        "The rules of the installed program are not changed in place. Copy their folder ({folder}) and name "
        "the copy with --rules DIR.",
    ),
    "not_kebab": Text(
        "Id aturan: huruf kecil dan angka, dipisah tanda hubung, misalnya jam-malam-sedang.",
        "The id of a rule: small letters and digits joined by hyphens, such as late-hours-medium.",
    ),
    "id_taken": Text("Id {id} sudah dipakai di {place}.", "The id {id} is taken already, at {place}."),
    "no_such_file": Text(
        "Tidak ada berkas aturan bernama itu. Yang ada: {known}.",
        "There is no rule file of that name. There are: {known}.",
    ),
    "no_such_category": Text(
        "Kategori itu tidak dikenal; lihat `triage categories`.",
        "There is no such category; see `triage categories`.",
    ),
    "no_list_to_add_to": Text(
        "Daftar `{list}` di {file} tidak ditulis baris demi baris, jadi tidak dapat ditambah dari sini.",
        "The list `{list}` in {file} is not written line by line, so nothing can be added to it from here.",
    ),
    "would_not_load": Text(
        "Rancangan ini membuat buku aturan bermasalah, jadi tidak ada yang ditulis:",
        "This draft would give the rulebook problems, so nothing was written:",
    ),
    "vignette_note": Text(
        "Keputusan sebelum {id} aktif; tulis di sini yang seharusnya.",
        "The decision before {id} is active; write here what should come.",
    ),
    "new_rule": Text("Rancangan aturan: {place}", "Draft of the rule: {place}"),
    "new_vignette": Text("Contoh kasusnya: {place}", "Its example case: {place}"),
    "what_next": Text("Berikutnya:", "Next:"),
    "next_fill": Text(
        "Isi judul, syarat (when), akibat (then), dan alasan. Setiap bagian yang perlu diisi ditandai ISI.",
        "Fill in title, conditions (when), conclusions (then) and reason. What to fill in is marked FILL IN.",
    ),
    "next_case": Text(
        "Tulis di contoh kasus keputusan yang seharusnya; sekarang isinya keputusan sebelum aturan ini.",
        "Write in the example case the decision that should come; it now holds the one before this rule.",
    ),
    "next_activate": Text(
        "Ubah status menjadi active, lalu periksa: triage {rules}rules check, triage {rules}rules test.",
        "Set the status to active, then check: triage {rules}rules check, triage {rules}rules test.",
    ),
    "next_read": Text(
        "Baca halamannya (#rule-{id}): triage {rules}rules docs --output {book}",
        "Read its page (#rule-{id}): triage {rules}rules docs --output {book}",
    ),
    "next_schema": Text(
        "Perbarui pelengkapan di penyunting teks: triage {rules}rules schema",
        "Refresh what your editor completes: triage {rules}rules schema",
    ),
    # docs
    "docs_terminal": Text(
        "Buku ini panjang. Sebutkan --output BERKAS.html, lalu buka di peramban.",
        "This book is long. Give --output FILE.html and open it in a browser.",
    ),
    "docs_extra": Text(
        "Buku aturan memerlukan paket jinja2. Pasang dengan: pip install 'triage[docs]'",
        "The book of rules needs the package jinja2. Install it with: pip install 'triage[docs]'",
    ),
    "docs_file": Text("buku-aturan.html", "rules.html"),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)

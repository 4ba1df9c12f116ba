"""What the options of ``triage audit`` mean, for its help pages."""

from __future__ import annotations

from typing import Final

from triage.vocabulary.text import Text

_LEDGER: Final = Text(
    "Berkas atau alamat PostgreSQL buku catatan; juga TRIAGE_LEDGER.",
    "File or PostgreSQL URL of the ledger; also TRIAGE_LEDGER.",
)
_BY: Final = Text(
    "Kode orang yang melakukan ini, bukan nama; juga TRIAGE_BY.",
    "Code of whoever does this, not a name; also TRIAGE_BY.",
)
_SINCE: Final = Text("Mulai hari ini, misalnya 2026-03-02.", "From this day on, like 2026-03-02.")
_UNTIL: Final = Text("Sampai hari ini, termasuk.", "Up to this day, included.")
_SINCE_MONTH: Final = Text("Mulai bulan ini, misalnya 2026-01.", "From this month on, like 2026-01.")
_UNTIL_MONTH: Final = Text("Sampai bulan ini, termasuk.", "Up to this month, included.")
_KIND: Final = Text("Hanya jenis ini; boleh berkali-kali.", "Only this kind; repeatable.")
_SUBJECT: Final = Text("Hanya siswa dengan kode ini.", "Only the student with this code.")
_OUTPUT: Final = Text("Tulis ke BERKAS.", "Write to FILE.")

_EACH: Final[dict[str, dict[str, Text]]] = {
    "init": {
        "demo": Text(
            "Tanpa frasa sandi: hanya untuk mencoba, isinya tidak dirahasiakan.",
            "Without a passphrase: only for trying it out, nothing is kept secret.",
        )
    },
    "verify": {
        "anchor": Text("Jangkar yang disimpan di tempat lain.", "An anchor that was kept elsewhere."),
    },
    "anchor": {
        "form": Text(
            "text (bawaan), json, svg, png, atau qr di terminal.",
            "text (default), json, svg, png, or qr in the terminal.",
        ),
        "output": _OUTPUT,
        "rebuild": Text(
            "Tulis ulang berkas jangkar dan sidik halaman yang hilang. Periksa dulu dengan verify.",
            "Write lost files of anchor and page digests anew. Look at verify first.",
        ),
    },
    "list": {"kind": _KIND, "subject": _SUBJECT, "since": _SINCE, "until": _UNTIL},
    "show": {
        "by": _BY,
        "why": Text("Untuk apa kasus sensitif ini dibaca.", "What this sensitive case is read for."),
        "role": Text("Hanya bila peran ini boleh melihatnya.", "Only if this role may see it."),
        "full": Text("Semua langkah, alasan, dan sumber.", "All steps, reasons and sources."),
    },
    "choose": {
        "by": _BY,
        "follow": Text("Saran diikuti seluruhnya.", "The advice was followed as a whole."),
        "severity": Text("Tingkat yang dipakai.", "The severity that holds."),
        "urgency": Text("Kemendesakan yang dipakai.", "The urgency that holds."),
        "without": Text(
            "Jalur 'TINDAKAN PIHAK' yang tidak dilakukan; boleh berkali-kali.",
            "Track 'ACTION PARTY' that is left out; repeatable.",
        ),
        "added": Text("Jalur yang ditambahkan; boleh berkali-kali.", "Track that is added; repeatable."),
        "reason": Text("Kode alasan (ledger.yaml).", "Code of the reason (ledger.yaml)."),
        "text": Text("Penjelasan singkat, tanpa nama.", "A short explanation, without names."),
        "second": Text("Kode orang kedua yang menyetujui.", "Code of the second person who agrees."),
    },
    "progress": {
        "by": _BY,
        "track": Text("Jalur 'TINDAKAN PIHAK'.", "Track 'ACTION PARTY'."),
        "step": Text(
            "Langkahnya; tanpa ini, jalur seluruhnya.", "The step; without it, the track as a whole."
        ),
        "state": Text("Keadaannya (ledger.yaml).", "How far it is (ledger.yaml)."),
    },
    "erase": {
        "by": _BY,
        "basis": Text(
            "Dasar penghapusan; dicatat, tanpa nama.", "The basis for it; recorded, without names."
        ),
        "yes": Text("Jangan bertanya lagi.", "Do not ask again."),
    },
    "replay": {"since": _SINCE, "until": _UNTIL},
    "impact": {
        "allow_lower": Text(
            "Keluar dengan kode 0 meskipun ada yang menjadi kurang mendesak.",
            "Exit with 0 even if something would be less urgent.",
        ),
        "since": _SINCE,
        "until": _UNTIL,
    },
    "export": {
        "by": _BY,
        "form": Text(
            "csv, jsonl, atau xlsx (bawaan: dari nama berkas).", "csv, jsonl or xlsx (default: by the file)."
        ),
        "output": _OUTPUT,
        "kind": _KIND,
        "subject": _SUBJECT,
        "since": _SINCE,
        "until": _UNTIL,
        "outside": Text("Tanpa isi catatan.", "Without what entries hold."),
    },
    "stats": {"since": _SINCE_MONTH, "until": _UNTIL_MONTH},
    "report": {"output": _OUTPUT, "since": _SINCE_MONTH, "until": _UNTIL_MONTH},
    "passphrase": {
        "by": _BY,
        "recovery": Text("Buka dengan kunci pemulihan.", "Open with the recovery key."),
        "new_file": Text("Baca frasa sandi baru dari BERKAS.", "Read the new passphrase from FILE."),
    },
}

OPTIONS: Final[dict[tuple[str, str], Text]] = {
    (f"audit {command}", name): words
    for command, options in _EACH.items()
    for name, words in {"ledger": _LEDGER, **options}.items()
}

"""The words of ``triage rules check``: its help page, its options, and what it prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from triage.cli import exits
from triage.cli.pages import Page
from triage.vocabulary.text import Text

#: The exit code when something was found.
FOUND: Final = 1

PAGES: dict[str, Page] = {
    "rules check": Page(
        Text("Buktikan seluruh buku aturan.", "Prove the whole rulebook."),
        Text("[OPSI] [DIR]", "[OPTIONS] [DIR]"),
        Text(
            "Memeriksa semua kasus yang dapat ditulis dengan kosakata buku aturan, bukan hanya contoh: "
            "aturan yang tidak pernah berlaku, yang tertutup aturan lain, yang berlawanan, kasus tanpa "
            "penanganan, dan invarian yang dilanggar. Tiap temuan satu baris, dengan tempat dan satu kasus.",
            "Checks every case that the rulebook's vocabulary can express, not only examples: rules that "
            "never fire, that are shadowed, that conclude against each other, cases nobody handles, and "
            "invariants that fail. One line a flaw, with its place and one concrete case.",
        ),
        (
            ("triage rules check", Text("buku aturan yang dipakai", "the rulebook in use")),
            ("triage rules check aturan-baru/", Text("folder lain", "another folder")),
            (
                "triage rules check --sarif > temuan.sarif",
                Text("untuk penyunting dan CI", "for editors and CI"),
            ),
        ),
        (
            (exits.DECIDED, Text("tidak ada temuan", "nothing found")),
            (FOUND, Text("ada temuan", "something was found")),
            (exits.BAD_INPUT, Text("cara pakai keliru", "wrong usage")),
            (exits.BAD_RULEBOOK, Text("buku aturan bermasalah", "the rulebook has problems")),
        ),
    )
}

OPTIONS: dict[tuple[str, str], Text] = {
    ("rules check", "as_json"): Text("Cetak JSON untuk program lain.", "Print JSON for other programs."),
    ("rules check", "as_sarif"): Text("Cetak SARIF 2.1.0.", "Print SARIF 2.1.0."),
    ("rules check", "seeds"): Text(
        "Folder dokumen sumber: periksa juga bahwa tiap kutipan ada di sana.",
        "The folder of the seed documents: check also that every citation stands there.",
    ),
}

WORDS: Final[Mapping[str, Text]] = {
    "witness": Text("  kasus: {case}", "  case: {case}"),
    "clean": Text(
        "Tidak ada temuan: {invariants} invarian dan {rules} aturan, pada {worlds} kasus"
        " dalam {slices} irisan.",
        "Nothing found: {invariants} invariants and {rules} rules, over {worlds} cases in {slices} slices.",
    ),
    "found": Text(
        "{flaws} temuan, pada {worlds} kasus dalam {slices} irisan.",
        "{flaws} found, over {worlds} cases in {slices} slices.",
    ),
    "unreviewed": Text(
        "{count} aturan belum pernah ditinjau konselor.", "{count} rules were never reviewed by a counsellor."
    ),
}

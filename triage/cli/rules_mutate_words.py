"""The words of ``triage rules mutate``: its help page, its options, and what it prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from triage.cli import exits
from triage.cli.pages import Page
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

#: The exit code when the score is below the threshold.
FAILED: Final = 1

PAGES: dict[str, Page] = {
    "rules mutate": Page(
        Text(
            "Uji kasus uji: apakah aturan yang rusak ketahuan?", "Test the tests: is a broken rule noticed?"
        ),
        Text("[OPSI] [DIR]", "[OPTIONS] [DIR]"),
        Text(
            "Merusak satu hal kecil dalam aturan, satu demi satu (tingkat diturunkan, pihak tertukar, syarat "
            "terlupa, ...), dan melihat apakah kasus uji atau pemeriksaan lengkap menemukannya. Yang lolos "
            "dicetak dengan satu kasus yang menunjukkan bedanya; yang terbukti tidak mengubah keputusan "
            "apa pun tidak dihitung. Untuk seluruh buku aturan perlu beberapa menit; --sample mempercepat.",
            "Breaks one small thing in the rules after another (a severity lowered, a party swapped, a "
            "condition forgotten, ...) and sees whether the vignettes or the complete check notice. What "
            "gets by is printed with a case that shows the difference; what is proved to change no decision "
            "is not counted. The whole rulebook takes some minutes; --sample is quicker.",
        ),
        (
            ("triage rules mutate", Text("semua", "all of them")),
            ("triage rules mutate --sample 200 --seed 1", Text("200 yang diundi", "200 drawn by lot")),
            (
                "triage rules mutate --threshold 99",
                Text("gagal bila yang ketahuan di bawah 99 %", "fail if fewer than 99 % are noticed"),
            ),
        ),
        (
            (exits.DECIDED, Text("selesai, dan ambang tercapai", "done, and the threshold is reached")),
            (FAILED, Text("di bawah ambang", "below the threshold")),
            (
                exits.BAD_INPUT,
                Text(
                    "cara pakai keliru, atau kasus uji sudah gagal sebelum ada yang dirusak",
                    "wrong usage, or a vignette fails before anything is broken",
                ),
            ),
            (exits.BAD_RULEBOOK, Text("buku aturan bermasalah", "the rulebook has problems")),
        ),
    )
}

OPTIONS: dict[tuple[str, str], Text] = {
    ("rules mutate", "sample"): Text("Undi N kerusakan saja.", "Draw only N defects."),
    ("rules mutate", "seed"): Text("Undian yang sama untuk S yang sama.", "The same draw for the same S."),
    ("rules mutate", "threshold"): Text(
        "Gagal bila yang ketahuan di bawah N persen.", "Fail if fewer than N percent are noticed."
    ),
    ("rules mutate", "as_json"): Text("Cetak JSON untuk program lain.", "Print JSON for other programs."),
}

#: What was done to the rulebook.
OPERATORS: Final[Mapping[str, Text]] = {
    "level": Text("satu tingkat digeser", "a level moved by one step"),
    "party": Text("pihak tertukar", "another party"),
    "dropped": Text("kesimpulan terlupa", "a conclusion forgotten"),
    "condition": Text("syarat terlupa", "a condition forgotten"),
    "value": Text("nilai syarat salah", "a wrong value in a condition"),
    "override": Text("overrides terlupa", "an override forgotten"),
    "demand": Text("keadaan syarat jalur salah", "a requirement in another state"),
    "layer": Text("lapisan tertukar", "another layer"),
    "guard": Text("penjaga terlupa", "a guard forgotten"),
    "step": Text("tanda langkah terbalik", "a mark of a step turned round"),
    "faces": Text("tanda menghadap orang tua terbalik", "whether it faces the parents, turned round"),
}

WORDS: Final[Mapping[str, Text]] = {
    "fails": Text(
        "kasus uji ini gagal sebelum ada yang dirusak; jalankan triage rules test.",
        "this vignette fails before anything is broken; run triage rules test.",
    ),
    "case": Text("  kasus: {case}", "  case: {case}"),
    "change": Text("  {what}: {before} → {after}", "  {what}: {before} → {after}"),
    "no_change": Text(
        "  hanya yang ditanyakan atau alasan yang berubah", "  only what is asked or quoted changes"
    ),
    "score": Text(
        "Ketahuan {killed} dari {counted} ({percent} %): {vignettes} oleh kasus uji, {check} oleh"
        " pemeriksaan; {equivalent} lagi terbukti tidak mengubah apa pun.",
        "Noticed {killed} of {counted} ({percent} %): {vignettes} by vignettes, {check} by the check;"
        " {equivalent} more are proved to change nothing.",
    ),
    "sample": Text("Diundi {judged} dari {of}.", "A sample of {judged} out of {of}."),
    "below": Text("Di bawah ambang {threshold} %.", "Below the threshold of {threshold} %."),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)

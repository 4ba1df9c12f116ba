"""The words of ``triage rules diff``: its help page, its options, and what it prints."""

from __future__ import annotations

from typing import Final

from triage.cli import exits
from triage.cli.pages import Page
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

#: The exit code when something became less urgent and that was not allowed.
LOWERED: Final = 1

PAGES: dict[str, Page] = {
    "rules diff": Page(
        Text("Apa yang berubah antara dua buku aturan.", "What changes between two rulebooks."),
        Text("[OPSI] LAMA BARU", "[OPTIONS] OLD NEW"),
        Text(
            "Membandingkan keputusan kedua buku aturan untuk setiap kasus dengan satu atau dua masalah, dan "
            "mencetak setiap wilayah yang berubah dengan satu contoh kasus. Yang menjadi kurang mendesak "
            "disebut lebih dulu. LAMA dan BARU adalah folder, revisi git (REV atau REV:folder, bawaan: "
            "rules), atau sidik jari aturan di buku catatan: sha256:AWALNYA.",
            "Compares the decisions of both rulebooks on every case with one or two problems, and prints "
            "each region that changed with an example case. What became less urgent comes first. OLD and "
            "NEW are folders, git revisions (REV or REV:folder, default: rules), or fingerprints of rules "
            "in the ledger: sha256:BEGINNING.",
        ),
        (
            (
                "triage rules diff HEAD rules",
                Text("perubahan yang belum di-commit", "changes not committed yet"),
            ),
            (
                "triage rules diff v1.0 v1.1:rules --json",
                Text("dua revisi, untuk program lain", "two revisions, for other programs"),
            ),
            (
                "triage rules diff lama baru --cases kasus.jsonl",
                Text("juga: kasus mana di berkas itu yang berubah", "also: which cases of that file change"),
            ),
        ),
        (
            (
                exits.DECIDED,
                Text(
                    "setara, atau tidak ada yang menjadi kurang mendesak",
                    "equivalent, or nothing became less urgent",
                ),
            ),
            (
                LOWERED,
                Text(
                    "ada yang menjadi kurang mendesak, dan --allow-lower tidak disebut",
                    "something became less urgent, and --allow-lower was not given",
                ),
            ),
            (
                exits.BAD_INPUT,
                Text(
                    "cara pakai keliru, atau ada baris kasus yang keliru",
                    "wrong usage, or a bad line of cases",
                ),
            ),
            (
                exits.BAD_RULEBOOK,
                Text("salah satu buku aturan bermasalah", "one of the rulebooks has problems"),
            ),
            (
                exits.ENGINE_FAILED,
                Text("mesin gagal memutus sebuah kasus", "the engine failed to decide a case"),
            ),
        ),
    )
}

OPTIONS: dict[tuple[str, str], Text] = {
    ("rules diff", "ledger"): Text(
        "Buku catatan untuk sha256:…; juga TRIAGE_LEDGER.", "The ledger for sha256:…; also TRIAGE_LEDGER."
    ),
    ("rules diff", "allow_lower"): Text(
        "Keluar dengan kode 0 meskipun ada yang menjadi kurang mendesak.",
        "Exit with 0 even if something became less urgent.",
    ),
    ("rules diff", "cases"): Text(
        "Hitung juga kasus di BERKAS (satu objek JSON per baris) yang berubah, dan bagaimana.",
        "Also count which cases of FILE (one JSON object per line) change, and how.",
    ),
}

WORDS: dict[str, Text] = {
    "old_book": Text("lama", "old"),
    "new_book": Text("baru", "new"),
    "diff_of": Text(
        "Dari {old} (versi {old_version}, {old_sha}) ke {new} (versi {new_version}, {new_sha}).",
        "From {old} (version {old_version}, {old_sha}) to {new} (version {new_version}, {new_sha}).",
    ),
    "book_problems": Text(
        "Buku aturan {which} ({name}) bermasalah ({n}), jadi tidak dibandingkan:",
        "The {which} rulebook ({name}) has problems ({n}), so nothing is compared:",
    ),
    # headings
    "less": Text("KURANG MENDESAK", "LESS URGENT"),
    "more": Text("LEBIH MENDESAK", "MORE URGENT"),
    "other": Text(
        "BERUBAH, TANPA MENJADI LEBIH ATAU KURANG MENDESAK", "CHANGED, NEITHER MORE NOR LESS URGENT"
    ),
    "what_was_edited": Text("YANG BERUBAH DI BUKU ATURAN", "WHAT CHANGED IN THE RULEBOOK"),
    "only_words": Text("HANYA KATA-KATA", "WORDS ONLY"),
    "given_cases": Text("KASUS YANG DIBERIKAN", "GIVEN CASES"),
    # the verdict
    "equivalent": Text(
        "Setara: setiap kasus mendapat keputusan yang sama, dan tidak ada kata yang berubah.",
        "Equivalent: every case gets the same decision, and no word differs.",
    ),
    "same_any": Text("Setiap kasus mendapat keputusan yang sama.", "Every case gets the same decision."),
    "same_two": Text(
        "Setiap kasus dengan satu atau dua masalah mendapat keputusan yang sama.",
        "Every case with one or two problems gets the same decision.",
    ),
    "counted": Text(
        "Wilayah: {less} kurang mendesak, {more} lebih mendesak, {other} lainnya.",
        "Regions: {less} less urgent, {more} more urgent, {other} others.",
    ),
    "narrowed": Text(
        "Tidak dapat lagi disebut dalam kasus: {what}. Itu dihitung sebagai kurang mendesak.",
        "Can no longer be said in a case: {what}. That counts as less urgent.",
    ),
    "lowered": Text(
        "Ada yang menjadi kurang mendesak. Bila memang dimaksud: --allow-lower.",
        "Something became less urgent. If that is meant: --allow-lower.",
    ),
    "more_regions": Text(
        "Dan {n} wilayah lain; lihat dengan --json.", "And {n} more regions; see them with --json."
    ),
    # where
    "any_category": Text("masalah apa pun", "any problem"),
    "any_category_but": Text("masalah apa pun kecuali {listed}", "any problem but {listed}"),
    "as_roles": Text("{what} ({roles})", "{what} ({roles})"),
    "but_role": Text("{what} (bukan {role})", "{what} (not {role})"),
    "unsaid": Text("tanpa peran", "no role stated"),
    "together": Text("{one} bersama {other}", "{one} together with {other}"),
    "asked_by": Text("penanya {askers}", "asked by {askers}"),
    "not_value": Text("{name} bukan {value}", "{name} not {value}"),
    "one_value": Text("{name} {value}", "{name} {value}"),
    "unless_yes": Text("selama bukan ya: {facts}", "as long as none of these is ya: {facts}"),
    "either": Text(" atau ", " or "),
    "either_of": Text("; atau ", "; or "),
    "some_cases": Text("{track}, pada sebagian kasus", "{track}, in some cases"),
    # what
    "now_was": Text("kini {after} (sebelumnya {before})", "now {after} (was {before})"),
    "parents_now": Text("orang tua kini {after} (sebelumnya {before})", "parents now {after} (was {before})"),
    "lead_now": Text(
        "penanggung jawab kini {after} (sebelumnya {before})", "owner of the case now {after} (was {before})"
    ),
    "no_path_now": Text("kini tanpa keputusan", "now without a decision"),
    "path_now": Text("kini ada keputusan", "now with a decision"),
    "notice": Text("pemberitahuan {name}", "notice {name}"),
    "provisional": Text("selalu sementara", "always provisional"),
    "requirement": Text("syarat {name}", "requirement {name}"),
    "document": Text("dokumen {name}", "document {name}"),
    "step": Text("langkah {name}", "step {name}"),
    "who": Text("langkah {name} oleh", "step {name} by"),
    "by": Text("batas langkah {name}", "deadline of step {name}"),
    "faces_parents": Text("langkah {name} menghadap orang tua", "step {name} faces the parents"),
    "order": Text("urutan langkah berubah", "the order of steps changes"),
    "became": Text("{what}: {before} → {after}", "{what}: {before} → {after}"),
    "always_too": Text("selalu juga: {what}", "always too: {what}"),
    "sometimes_too": Text("kadang juga: {what}", "sometimes too: {what}"),
    "example": Text("misalnya {case}", "for example {case}"),
    "how_many": Text("{n} keadaan", "{n} situations"),
    # what was edited
    "rule": Text("aturan {name}", "rule {name}"),
    "prohibition": Text("larangan {name}", "prohibition {name}"),
    "procedure": Text("tata cara {name}", "procedure {name}"),
    "category": Text("kategori {name}", "category {name}"),
    "attribute": Text("atribut {name}", "attribute {name}"),
    "value": Text("nilai {name}", "value {name}"),
    "fact": Text("fakta {name}", "fact {name}"),
    "asker": Text("penanya {name}", "asker {name}"),
    "role": Text("peran {name}", "role {name}"),
    "party": Text("pihak {name}", "party {name}"),
    "actor": Text("pelaksana {name}", "actor {name}"),
    "finding": Text("temuan {name}", "finding {name}"),
    "deadline": Text("batas waktu {name}", "deadline {name}"),
    "label": Text("sebutan {name}", "label {name}"),
    "source": Text("sumber {name}", "source {name}"),
    "contact": Text("kontak {name}", "contact {name}"),
    # given cases
    "case_at": Text("baris {line}", "line {line}"),
    "case_changed": Text("{where}: {direction}: {what}", "{where}: {direction}: {what}"),
    "case_only_old": Text(
        "{where}: tidak dapat dibaca lagi dengan buku baru",
        "{where}: cannot be read any more with the new book",
    ),
    "case_only_new": Text(
        "{where}: baru dapat dibaca dengan buku baru", "{where}: can be read only with the new book"
    ),
    "cases_counted": Text(
        "{read} kasus dibaca: {same} tetap, {less} kurang mendesak, {more} lebih mendesak, {other} lainnya.",
        "{read} cases read: {same} unchanged, {less} less urgent, {more} more urgent, {other} others.",
    ),
    "cases_by_change": Text("{n} kasus: {what}", "{n} cases: {what}"),
    "less_urgent": Text("kurang mendesak", "less urgent"),
    "more_urgent": Text("lebih mendesak", "more urgent"),
    "otherwise": Text("lainnya", "other"),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)

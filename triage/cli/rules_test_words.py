"""The words of ``triage rules test``: its help page, its options, and what it prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from triage.cli import exits
from triage.cli.pages import Page
from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

#: The exit code when a vignette fails or coverage is too low.
FAILED: Final = 1

_PAGE: Final = Page(
    Text("Jalankan kasus uji di samping aturan.", "Run the vignettes beside the rules."),
    Text("[OPSI] [DIR]", "[OPTIONS] [DIR]"),
    Text(
        "Memutus setiap kasus dalam berkas *.cases.yaml di DIR (bawaan: buku aturan yang dipakai) dan "
        "mencetak apa yang berbeda dari yang diharapkan. Dengan --coverage juga: aturan dan syarat mana yang "
        "belum ditunjukkan oleh satu kasus pun, sebabnya, dan kasus siap pakai yang menunjukkannya.",
        "Decides every case in the *.cases.yaml files of DIR (default: the rulebook in use) and prints what "
        "differs from what is expected. With --coverage also: which rules and conditions no vignette shows, "
        "why, and a ready vignette that would.",
    ),
    (
        ("triage rules test", Text("semua kasus uji", "all vignettes")),
        (
            "triage rules test --run '*-saksi'",
            Text("hanya yang namanya cocok", "only those whose name fits"),
        ),
        (
            "triage rules test --coverage --threshold 100",
            Text("gagal bila ada yang belum tercakup", "fail if anything is not covered"),
        ),
    ),
    (
        (exits.DECIDED, Text("semua lulus, cakupan cukup", "all pass, coverage is enough")),
        (FAILED, Text("ada yang gagal, atau cakupan kurang", "one fails, or coverage is too low")),
        (
            exits.BAD_INPUT,
            Text("cara pakai atau berkas kasus uji keliru", "wrong usage or bad vignette files"),
        ),
        (exits.BAD_RULEBOOK, Text("buku aturan bermasalah", "the rulebook has problems")),
        (exits.ENGINE_FAILED, Text("mesin gagal memutus sebuah kasus", "the engine failed to decide a case")),
    ),
)

PAGES: dict[str, Page] = {"rules test": _PAGE}

OPTIONS: dict[tuple[str, str], Text] = {
    ("rules test", "run"): Text(
        "Hanya kasus yang namanya cocok (*, ?, [..]).", "Only vignettes whose name fits (*, ?, [..])."
    ),
    ("rules test", "coverage"): Text(
        "Tunjukkan juga apa yang belum tercakup.", "Also show what is not covered."
    ),
    ("rules test", "threshold"): Text(
        "Gagal bila cakupan aturan atau syarat di bawah N persen (berarti --coverage).",
        "Fail if coverage of rules or conditions is below N percent (means --coverage).",
    ),
    ("rules test", "as_json"): Text("Cetak JSON untuk program lain.", "Print JSON for other programs."),
}

WORDS: Final[Mapping[str, Text]] = {
    # mistakes in calling
    "no_vignettes": Text(
        "tidak ada kasus uji (*.cases.yaml) di folder ini.",
        "there are no vignettes (*.cases.yaml) in this folder.",
    ),
    "none_fits": Text(
        "tidak ada kasus uji yang namanya cocok dengan --run.", "no vignette has a name that fits --run."
    ),
    "not_percent": Text(
        "--threshold: tulis angka dari 0 sampai 100.", "--threshold: give a number from 0 to 100."
    ),
    # running
    "passed": Text("{passed} dari {total} kasus uji lulus.", "{passed} of {total} vignettes pass."),
    "failed": Text("GAGAL {place} {name}", "FAILED {place} {name}"),
    "differs": Text(
        "{part}: diharapkan {expected}, ternyata {found}", "{part}: expected {expected}, found {found}"
    ),
    "missing": Text("{part}: kurang {items}", "{part}: missing {items}"),
    "surplus": Text("{part}: semestinya tidak ada {items}", "{part}: must not be there {items}"),
    "order": Text(
        "{part}: urutannya lain; diharapkan {expected}; ternyata {found}",
        "{part}: in another order; expected {expected}; found {found}",
    ),
    "overridden": Text("{rule} digantikan oleh {by}", "{rule} is overridden by {by}"),
    "lacking": Text("{rule} tidak berlaku: {conditions}", "{rule} does not fire: {conditions}"),
    "inactive": Text(
        "{rule} tidak aktif (status: draft atau retired)", "{rule} is not active (draft or retired)"
    ),
    "nothing": Text("tidak ada", "nothing"),
    # coverage
    "of_rules": Text(
        "Cakupan aturan: {covered} dari {total} ({percent} %)",
        "Coverage of rules: {covered} of {total} ({percent} %)",
    ),
    "of_conditions": Text(
        "Cakupan syarat: {covered} dari {total} ({percent} %)",
        "Coverage of conditions: {covered} of {total} ({percent} %)",
    ),
    "open": Text("BELUM TERCAKUP ({n})", "NOT COVERED ({n})"),
    "never": Text(
        "TIDAK DAPAT MENENTUKAN SENDIRI ({n}, tidak dihitung)", "CANNOT DECIDE ALONE ({n}, not counted)"
    ),
    "below": Text(
        "Cakupan di bawah ambang {threshold} %.", "Coverage is below the threshold of {threshold} %."
    ),
    "rule": Text("{place} {rule}: {why}", "{place} {rule}: {why}"),
    "condition": Text(
        "{place} {rule}, syarat {condition}: {why}", "{place} {rule}, condition {condition}: {why}"
    ),
    "never-fires": Text("aturan ini tidak berlaku dalam satu kasus pun", "this rule fires in no vignette"),
    "never-fails": Text("tidak pernah gagal dalam satu kasus pun", "it fails in no vignette"),
    "never-alone": Text("tidak pernah gagal sendirian", "it never fails alone"),
    "not_found": Text(
        "tidak ditemukan kasus yang menunjukkannya, juga tidak terbukti mustahil",
        "no case was found that shows it, nor a proof that there is none",
    ),
    "pathless": Text(
        "kasus yang menunjukkannya tidak mempunyai jalur lengkap, jadi tidak ada saran yang dapat diharapkan",
        "the cases that show it have no complete path, so there is no advice to expect",
    ),
    "same": Text("tercakup juga oleh {name}", "{name} covers it too"),
    "ready": Text(
        "kasus siap pakai; periksa harapannya dan tulis ceritanya:",
        "a ready vignette; check what it expects and write its story:",
    ),
    # why a condition cannot decide alone
    "every-value": Text("menerima setiap nilai yang ada", "it accepts every value there is"),
    "own-attribute": Text(
        "tidak ada kategori lain dengan nilai {attributes} itu",
        "no other category has such a value of {attributes}",
    ),
    "follows": Text("selalu berlaku bila syarat lainnya berlaku", "it holds whenever the others do"),
    "follows-from": Text(
        "selalu berlaku bila syarat lainnya berlaku, karena {rules}",
        "it holds whenever the others do, because of {rules}",
    ),
    "never-rule": Text("tidak ada kasus yang membuat aturan ini berlaku", "no case makes this rule fire"),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key``, filled in."""
    return WORDS[key].said(lang).format(**values)

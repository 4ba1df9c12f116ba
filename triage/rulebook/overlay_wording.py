"""The sentences for what an overlay may not do, in both languages; part of ``wording.SENTENCES``."""

from __future__ import annotations

from triage.vocabulary.text import Text

SENTENCES: dict[str, Text] = {
    "overlay-name": Text(
        "“{found}” bukan nama folder tambahan yang sah; pakai huruf kecil, angka, dan tanda hubung, "
        "misalnya smk-contoh.",
        "“{found}” is not a valid name for an overlay's folder; use lower case letters, digits and hyphens, "
        "like smk-contoh.",
    ),
    "overlay-empty": Text(
        "folder tambahan ini tidak memuat berkas buku aturan; yang dibaca: {expected}.",
        "this overlay holds no file of a rulebook; it may have: {expected}.",
    ),
    "overlay-twice": Text(
        "ada dua folder tambahan bernama “{found}”; pakai satu saja, atau ganti nama salah satunya.",
        "two overlays are named “{found}”; use one of them, or rename one.",
    ),
    "overlay-file": Text(
        "buku aturan tidak mempunyai berkas “{found}”, jadi tidak ada yang dapat ditambah; yang ada: "
        "{expected}.",
        "the rulebook has no file “{found}”, so there is nothing to add to; there are: {expected}.",
    ),
    "overlay-may-not": Text(
        "folder tambahan tidak dapat mengatur “{found}” di sini; yang dapat: {expected}.",
        "an overlay cannot set “{found}” here; it can set: {expected}.",
    ),
    "overlay-redefines": Text(
        "“{found}” sudah ada di buku aturan ({expected}) dan tidak dapat diganti; pakai id lain.",
        "“{found}” is in the rulebook already ({expected}) and cannot be replaced; use another id.",
    ),
    "overlay-clash": Text(
        "“{found}” juga diatur oleh folder tambahan lain ({expected}); biarkan satu saja yang mengaturnya.",
        "“{found}” is also set by another overlay ({expected}); let only one of them set it.",
    ),
    "overlay-longer": Text(
        "tenggat “{found}” hanya dapat diperpendek: “hours” harus di bawah {expected}.",
        "deadline “{found}” can only be shortened: “hours” must be below {expected}.",
    ),
    "overlay-clockless": Text(
        "tenggat “{found}” tidak berjam di buku aturan, jadi tidak dapat diperpendek; buat tenggat baru.",
        "deadline “{found}” has no clock in the rulebook, so it cannot be shortened; make a new one.",
    ),
    "overlay-overrides": Text(
        "aturan tambahan tidak dapat mengesampingkan “{found}” ({expected}); ia hanya dapat menambah.",
        "a rule of an overlay cannot override “{found}” ({expected}); it can only add.",
    ),
    "overlay-finding": Text(
        "temuan “{found}” milik buku aturan dan dapat menutup langkahnya; simpulkan temuan sendiri.",
        "finding “{found}” belongs to the rulebook and may close its steps; conclude one of your own.",
    ),
    "overlay-after": Text(
        "prosedur “{expected}” tidak mempunyai langkah “{found}” di buku aturan atau di folder ini.",
        "procedure “{expected}” has no step “{found}” in the rulebook or in this folder.",
    ),
}

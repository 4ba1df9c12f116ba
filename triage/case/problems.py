"""What can be wrong with a case. Problems are collected and told all at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from triage.vocabulary.closed import Lang

Kind = Literal[
    "not_a_case",
    "unknown_key",
    "missing",
    "unknown_asker",
    "not_a_list",
    "not_a_problem",
    "unknown_category",
    "twice",
    "unknown_value",
    "not_a_mapping",
    "unknown_fact",
    "unknown_answer",
    "bad_ref",
]

#: What is said per kind, Indonesian and English; ``{at}``, ``{found}`` and ``{expected}`` are filled in.
_SAID: dict[Kind, tuple[str, str]] = {
    "not_a_case": (
        "kasus harus berupa isian berkunci, ditemukan {found}; yang diharapkan: {expected}",
        "a case must be a mapping, found {found}; expected: {expected}",
    ),
    "unknown_key": (
        "kunci {at} tidak dikenal; yang dikenal: {expected}",
        "unknown key {at}; known: {expected}",
    ),
    "missing": ("{at} belum diisi; pilih dari: {expected}", "{at} is missing; choose from: {expected}"),
    "unknown_asker": (
        "penanya {found} tidak dikenal; pilih dari: {expected}",
        "unknown asker {found}; choose from: {expected}",
    ),
    "not_a_list": ("{at} harus berupa daftar, ditemukan {found}", "{at} must be a list, found {found}"),
    "not_a_problem": (
        "{at} harus berupa id kategori atau isian dengan `category`, ditemukan {found}",
        "{at} must be a category id or a mapping with `category`, found {found}",
    ),
    "unknown_category": (
        "kategori {found} tidak dikenal; lihat `triage categories`",
        "unknown category {found}; see `triage categories`",
    ),
    "twice": (
        "kategori {found} disebut dua kali; tiap kategori satu kali saja",
        "category {found} is given twice; each category once only",
    ),
    "unknown_value": (
        "{at}: nilai {found} tidak dikenal; pilih dari: {expected}",
        "{at}: unknown value {found}; choose from: {expected}",
    ),
    "not_a_mapping": ("{at} harus berupa isian `fakta: jawaban`", "{at} must map facts to answers"),
    "unknown_fact": (
        "fakta {found} tidak dikenal; lihat `triage facts`",
        "unknown fact {found}; see `triage facts`",
    ),
    "unknown_answer": (
        "{at}: jawaban {found} tidak dikenal; pilih dari: {expected} (atau true, false, null)",
        "{at}: unknown answer {found}; choose from: {expected} (or true, false, null)",
    ),
    "bad_ref": (
        "ref harus kode samaran 1 sampai 32 tanda dari huruf, angka, titik, garis; jangan pakai nama",
        "ref must be a pseudonymous code of 1 to 32 letters, digits, dots, dashes; never a name",
    ),
}


class CaseProblem(Struct, frozen=True):
    """One thing that is wrong: where (a path of keys and indices), what was found, what was expected."""

    kind: Kind
    path: tuple[str | int, ...]
    found: str
    expected: tuple[str, ...] = ()

    @property
    def nearest(self) -> str | None:
        """The expected spelling closest to what was found, if one is close."""
        if not self.found or not self.expected:
            return None
        from rapidfuzz import process

        match = process.extractOne(self.found, self.expected, score_cutoff=60)
        return match[0] if match else None

    def said(self, lang: Lang = "id") -> str:
        """One sentence for people."""
        template = _SAID[self.kind][lang == "en"]
        expected = ", ".join(self.expected)
        sentence = template.format(at=dotted(self.path), found=self.found or "-", expected=expected)
        nearest = self.nearest
        if nearest is None:
            return sentence + "."
        return sentence + (f". Did you mean {nearest}?" if lang == "en" else f". Maksud Anda {nearest}?")


class CaseError(ValueError):
    """A case that cannot be read. ``problems`` holds everything that is wrong with it."""

    def __init__(self, problems: Iterable[CaseProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.said())

    def said(self, lang: Lang = "id") -> str:
        """All problems, one a line."""
        return "\n".join(problem.said(lang) for problem in self.problems)


def dotted(path: tuple[str | int, ...]) -> str:
    """``problems[0].tahap`` for ``("problems", 0, "tahap")``."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else str(part)
    return out

"""Defects of the small rulebook in its procedures, its facts and its reviews."""

from __future__ import annotations

from tests.verify.bank.edits import (
    Defect,
    add_step,
    also,
    at_step,
    document,
    drop_step,
    every_step,
    facing,
    fact,
    facts,
    guarded,
    make,
    on,
    plus,
    requires,
    requires_no,
    step,
    then,
    without,
)
from tests.verify.bank.saying import SAYS, If, broken, overdue, unfilled, unread
from triage.rulebook.model import Guard
from triage.rulebook.scaffold import BECAUSE, TITLE
from triage.vocabulary.text import Text


def _papers() -> list[Defect]:
    """What a track lacks or has too much of, and what faces the parents."""
    return [
        broken("emergency-waits", "tanpa-syarat", requires("panggil", ("izin", Guard()))),
        broken(
            "emergency-waits-when-heavy",
            "tanpa-syarat",
            requires("panggil", ("surat", Guard(("berat",), ()))),
        ),
        broken("report-waits", "tanpa-syarat", requires("lapor", ("surat", Guard((), ("sama_hari",))))),
        broken("no-letter", "dokter-lengkap", requires_no("ke-dokter", "surat")),
        broken("no-consent", "dokter-lengkap", requires_no("ke-dokter", "izin")),
        broken(
            "letter-only-when-heavy", "dokter-lengkap", guarded("ke-dokter", "surat", Guard(("berat",), ()))
        ),
        broken(
            "no-letter-the-same-day",
            "dokter-lengkap",
            guarded("ke-dokter", "surat", Guard((), ("sama_hari",))),
        ),
        broken(
            "either-consent-but-not-always",
            "dokter-lengkap",
            also(
                guarded("ke-dokter", "izin", Guard(("berat",), ())),
                requires("ke-dokter", ("janji", Guard(("sama_hari", "berat"), ()))),
            ),
        ),
        broken("parents-told-unmarked", "rumah-diam", at_step("ke-dokter", "kabari", faces_parents=False)),
        broken(
            "parents-told-in-english", "rumah-diam", add_step("ke-dokter", step("baru", "Tell the PARENTS."))
        ),
        broken(
            "parents-written-to",
            "rumah-diam",
            also(facing("documents", "surat-rumah", False), document("ke-dokter", "surat-rumah")),
        ),
        broken(
            "parents-needed",
            "rumah-diam",
            also(
                facing("requirements", "surat-rumah", False),
                requires("ke-dokter", ("surat-rumah", Guard(("sama_hari",), ()))),
            ),
        ),
        broken("home-never-secured", "rumah-diam", at_step("ke-dokter", "rumah", secures_home=False)),
        broken(
            "home-never-secured-for-a-new-step",
            "rumah-diam",
            at_step("dampingi", "dampingi", faces_parents=True),
        ),
        broken(
            "no-step-is-sure",
            "ada-yang-bertindak",
            at_step("lapor", "lapor", guard=Guard(("sama_hari",), ())),
        ),
        broken("no-step-at-all", "ada-yang-bertindak", drop_step("tangani", "bicara")),
        broken("every-step-serves", "ada-yang-bertindak", every_step("tangani", serves="surat")),
        broken("every-step-a-choice", "ada-yang-bertindak", every_step("ke-bk", service="tangani")),
        broken(
            "every-step-faces-parents", "ada-yang-bertindak", every_step("konferensi", faces_parents=True)
        ),
        broken("every-step-secures-the-home", "ada-yang-bertindak", every_step("panggil", secures_home=True)),
    ]


def _still() -> list[Defect]:
    """What is seen without any case."""
    return [
        unread("fact-added", "kabur", fact("kabur", "luka")),
        unread(
            "fact-of-a-draft",
            "kabur",
            also(
                fact("kabur", "luka"),
                plus(make("x", "substance", If(facts=facts(kabur="ya")), SAYS)),
                on("x", status="draft"),
            ),
        ),
        unread(
            "fact-only-implied",
            "kabur",
            also(fact("kabur", "luka"), then("rumah-tersirat", facts=("rumah", "kabur"))),
        ),
        unread("fact-no-longer-read", "luka", without("luka-naik", "luka-dokter", "sama-hari-menyusul")),
        unfilled("scaffold-code", "luka-naik", on("luka-naik", codes=("H-00",))),
        unfilled("scaffold-code-among-others", "serahkan", on("serahkan", codes=("B-04", "H-00"))),
        unfilled("scaffold-title", "luka-dokter", on("luka-dokter", title=TITLE)),
        unfilled("scaffold-reason", "bk-memimpin", on("bk-memimpin", because=BECAUSE)),
        unfilled(
            "scaffold-reason-in-english-only",
            "saksi-buka",
            on("saksi-buka", because=Text("Saksi juga terguncang.", BECAUSE.en)),
        ),
        unfilled(
            "scaffold-begun-but-not-done",
            "rumah-tunda",
            on("rumah-tunda", because=Text("ISI: nanti ditulis.", "Written later.")),
        ),
        overdue("review-years-ago", "luka-naik", on("luka-naik", reviewed=("K-07", "2019-05-02"))),
        overdue("review-a-day-late", "serahkan", on("serahkan", reviewed=("K-07", "2024-11-20"))),
        overdue("review-long-overdue", "jangan-gugur", on("jangan-gugur", reviewed=("K-08", "2023-01-31"))),
    ]


OF_PAPERS = [*_papers(), *_still()]

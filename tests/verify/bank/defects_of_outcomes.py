"""Defects of the small rulebook in what it decides: contradictions, gaps, invariants of the outcome."""

from __future__ import annotations

from typing import Any

from tests.verify.bank.edits import Defect, also, facts, on, requires, some, then, when, without
from tests.verify.bank.saying import HAND, REPORT, SAYS, If, So, against, broken, idle, leadless, x
from triage.rulebook.model import Guard


def _against() -> list[Defect]:
    """Two severities for one problem, or two leads."""
    return [
        against(
            "two-grades", "x", x("grade", If(problem=some("mencuri")), So(severity="berat")), "mencuri-sedang"
        ),
        against(
            "two-grades-of-one-role",
            "x",
            x("grade", If(problem=some("mencuri"), peran=some("saksi")), So(severity="ringan")),
            "mencuri-sedang",
        ),
        against(
            "two-grades-of-all",
            "x",
            x("grade", If(problem=some("mencuri", "membolos")), So(severity="ringan")),
            "mencuri-sedang",
        ),
        against(
            "override-forgotten", "keras-lanjut-berat", on("keras-lanjut-berat", overrides=()), "keras-sedang"
        ),
        against(
            "values-overlap",
            "keras-sedang",
            when("keras-sedang", attributes=(("tahap", some("awal", "lanjut", "tidak_tahu")),)),
            "keras-awal-ringan",
        ),
        against("two-leads", "x", x("path", If(), So(lead="dokter")), "ringan-didampingi"),
        against(
            "two-leads-of-one-asker",
            "x",
            x("path", If(asker=some("guru_bk"), severity=some("berat")), So(lead="dokter")),
            "bk-memimpin",
        ),
        against(
            "two-leads-of-two-problems",
            "x",
            x(
                "path",
                If(problem=some("mencuri"), peran=some("saksi"), facts=facts(luka="ya", rumah="tidak")),
                So(lead="dokter"),
            ),
            "bk-memimpin",
        ),
        against(
            "two-leads-in-a-pair-only",
            "y",
            also(
                without("bk-memimpin"),
                x(
                    "path",
                    If(problem=some("mencuri"), severity=some("sedang", "berat")),
                    So(lead="guru_bk", tracks=(("penanganan", "guru_bk"),)),
                ),
                x(
                    "path",
                    If(problem=some("minuman_keras"), severity=some("sedang", "berat")),
                    So(lead="dokter", tracks=(("penanganan", "guru_bk"),)),
                    id="y",
                ),
                x(
                    "path",
                    If(problem=some("membolos"), severity=some("sedang", "berat")),
                    So(lead="guru_bk", tracks=(("penanganan", "guru_bk"),)),
                    id="z",
                ),
            ),
            "x",
        ),
    ]


def _gaps() -> list[Defect]:
    """Cases that nobody leads, or in which nobody acts."""
    return [
        leadless("no-lead-when-light", then("ringan-didampingi", lead=None)),
        leadless("no-lead-when-medium", when("bk-memimpin", severity=some("berat"))),
        leadless("no-lead-for-one-asker", when("bk-memimpin", asker=some("wali_kelas"))),
        leadless("no-lead-with-a-fact-unknown", when("bk-memimpin", facts=facts(rumah=("ya", "tidak")))),
        leadless(
            "lead-overridden",
            x(
                "path",
                If(facts=facts(rumah="ya", luka="ya")),
                So(tracks=(("penanganan", "guru_bk"),)),
                "bk-memimpin",
            ),
        ),
        leadless(
            "no-lead-in-a-pair-only",
            x(
                "path",
                If(notices=("buka_kasus",), tracks=(("konsultasi", None),)),
                So(tracks=(("penanganan", "guru_bk"),)),
                "bk-memimpin",
            ),
        ),
        idle("nobody-acts-when-light", then("ringan-didampingi", tracks=(("konsultasi", "polisi"),))),
        idle("nobody-acts-when-medium", then("bk-memimpin", tracks=())),
        idle(
            "nobody-acts-in-one-role",
            also(
                then("bk-memimpin", tracks=()),
                x(
                    "path",
                    If(any_problem=True, peran=some("mengalami", "korban")),
                    So(tracks=(("penanganan", "guru_bk"),)),
                ),
            ),
        ),
        idle(
            "acting-overridden",
            x("path", If(facts=facts(rumah="tidak_tahu")), So(lead="guru_bk"), "ringan-didampingi"),
        ),
    ]


def _bounds() -> list[Defect]:
    """What must be there is not, or what must not be is."""
    report: Any = ((REPORT, "polisi"),)
    return [
        broken(
            "handed-to-the-police",
            "bukan-ke-polisi",
            then("luka-dokter", tracks=((HAND, "dokter"), (HAND, "polisi")), findings=("sama_hari",)),
        ),
        broken(
            "handed-to-the-police-once",
            "bukan-ke-polisi",
            x(
                "path",
                If(
                    problem=some("membolos"),
                    facts=facts(senjata="ya", luka="tidak_tahu"),
                    asker=some("guru_bk"),
                ),
                So(tracks=((HAND, "polisi"),)),
            ),
        ),
        broken(
            "theft-not-reported-when-unknown",
            "curi-dilaporkan",
            when("mencuri-lapor", facts=facts(senjata="ya")),
        ),
        broken(
            "theft-not-reported-for-a-witness",
            "curi-dilaporkan",
            when("mencuri-lapor", peran=some("korban", "mengalami")),
        ),
        broken(
            "theft-reported-elsewhere",
            "curi-dilaporkan",
            then("mencuri-lapor", tracks=((REPORT, "layanan_darurat"),)),
        ),
        broken(
            "theft-report-overridden",
            "curi-dilaporkan",
            x("substance", If(facts=facts(luka="ya", rumah="ya")), SAYS, "mencuri-lapor"),
        ),
        broken(
            "theft-report-overridden-by-another-problem",
            "curi-dilaporkan",
            x("substance", If(facts=facts(rumah="tidak")), SAYS, "mencuri-lapor"),
        ),
        broken("report-waits-for-papers", "curi-dilaporkan", requires("lapor", ("surat", Guard()))),
        broken(
            "report-waits-under-a-guard",
            "curi-dilaporkan",
            requires("lapor", ("surat", Guard(("berat",), ("sama_hari",)))),
        ),
        broken("no-conference", "berat-rapat", then("berat-konferensi", tracks=())),
        broken(
            "no-conference-for-one-asker", "berat-rapat", when("berat-konferensi", asker=some("wali_kelas"))
        ),
        broken("conference-overridden", "berat-rapat", on("serahkan", overrides=("berat-konferensi",))),
        broken("outside-though-light", "ringan-di-dalam", also(then("luka-naik", severity_at_least=None))),
        broken(
            "reported-though-light",
            "ringan-di-dalam",
            x("path", If(severity=some("ringan")), So(tracks=report)),
        ),
        broken(
            "reported-though-light-in-one-role",
            "ringan-di-dalam",
            also(x("path", If(problem=some("membolos"), peran=some("saksi")), So(tracks=report))),
        ),
        broken("injury-untreated", "luka-berobat", then("luka-dokter", tracks=())),
        broken(
            "injury-untreated-in-one-role",
            "luka-berobat",
            when("luka-dokter", any_problem=True, peran=some("korban", "saksi")),
        ),
        broken(
            "injury-untreated-beside-a-weapon",
            "luka-berobat",
            when("luka-dokter", facts=facts(luka="ya", senjata=("tidak", "tidak_tahu"))),
        ),
        broken(
            "no-emergency", "senjata-genting", when("senjata-darurat", problem=some("membolos", "mencuri"))
        ),
        broken(
            "no-emergency-when-the-home-is-unsafe",
            "senjata-genting",
            on("rumah-jangan", overrides=("senjata-darurat",)),
        ),
    ]


def _steady() -> list[Defect]:
    """What gets calmer by a danger, or by another problem."""
    return [
        broken(
            "injury-drops-the-emergency",
            "bahaya-tidak-turun",
            when("senjata-darurat", facts=facts(senjata="ya", luka=("tidak", "tidak_tahu"))),
        ),
        broken(
            "injury-lowers-severity",
            "bahaya-tidak-turun",
            when("senjata-naik", facts=facts(senjata="ya", luka=("tidak", "tidak_tahu"))),
        ),
        broken(
            "unsafe-home-drops-the-report",
            "bahaya-tidak-turun",
            on("rumah-jangan", overrides=("mencuri-lapor",)),
        ),
        broken(
            "weapon-drops-the-doctor", "bahaya-tidak-turun", on("senjata-darurat", overrides=("luka-dokter",))
        ),
        broken(
            "unknown-is-worse-than-known",
            "bahaya-tidak-turun",
            x("raise", If(facts=facts(rumah="tidak_tahu")), So(urgency_at_least="darurat")),
        ),
        broken(
            "denied-is-worse-than-known",
            "bahaya-tidak-turun",
            x(
                "substance",
                If(problem=some("membolos"), facts=facts(luka="tidak")),
                So(urgency_at_least="darurat"),
            ),
        ),
        broken(
            "a-light-problem-drops-the-handover",
            "tambah-tidak-turun",
            x("path", If(problem=some("membolos")), So(tracks=(("pendampingan", "guru_bk"),)), "serahkan"),
        ),
        broken(
            "one-problem-takes-the-handover",
            "tambah-tidak-turun",
            x("path", If(tracks=(("konsultasi", None),)), SAYS, "serahkan"),
        ),
        broken(
            "one-problem-takes-the-conference",
            "tambah-tidak-turun",
            also(
                x("substance", If(problem=some("mencuri"), peran=some("saksi")), SAYS),
                x(
                    "path",
                    If(findings=(("menolak", True),)),
                    So(tracks=(("konsultasi", "polisi"),)),
                    "berat-konferensi",
                ),
            ),
        ),
        broken(
            "one-problem-calms-the-other",
            "tambah-tidak-turun",
            also(
                x("case", If(problem=some("minuman_keras"), facts=facts(luka="tidak")), So(), "lapor-berat")
            ),
        ),
        broken(
            "a-finding-takes-the-handover",
            "tambah-tidak-turun",
            also(
                x("substance", If(problem=some("membolos"), peran=some("saksi")), SAYS),
                when("serahkan", findings=(("menolak", False),)),
            ),
        ),
    ]


OF_OUTCOMES = [*_against(), *_gaps(), *_bounds(), *_steady()]

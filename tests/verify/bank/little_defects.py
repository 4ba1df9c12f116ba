"""Defects of the small rulebook, by what is wrong with it. ``x``: a rule added for the purpose."""

from __future__ import annotations

from typing import Any

from tests.verify.bank.edits import (
    Defect,
    also,
    at_step,
    document,
    drop_step,
    every_step,
    facing,
    fact,
    facts,
    guarded,
    in_procedure,
    make,
    on,
    plus,
    requires,
    requires_no,
    some,
    step,
    then,
    when,
    without,
)
from triage.rulebook.model import Conclusion, Condition, Guard, Layer

HAND, REPORT = "alih_tangan_kasus", "wajib_lapor"


def x(layer: Layer, when: Condition, then: Conclusion, *overrides: str, id: str = "x") -> Any:
    """A rule more."""
    return plus(make(id, layer, when, then, *overrides))


def _reach() -> list[Defect]:
    """Rules that never fire."""
    report: Any = ((REPORT, "polisi"),)
    return [
        Defect("no-such-grade", "never-fires", "x", x("substance", Condition(problem=some("membolos"), base=some("berat")), Conclusion(tracks=report))),
        Defect("two-severities", "never-fires", "x", x("path", Condition(problem=some("mencuri"), grade=some("berat"), severity=some("ringan")), Conclusion(findings=("menolak",)))),
        Defect("grade-below-the-fact", "never-fires", "x", x("substance", Condition(any_problem=True, grade=some("ringan"), facts=facts(luka="ya")), Conclusion(findings=("menolak",)))),
        Defect("a-role-read-otherwise", "never-fires", "x", x("substance", Condition(problem=some("minuman_keras"), peran=some("mengalami")), Conclusion(findings=("menolak",)))),
        Defect("a-fact-implied", "never-fires", "x", x("substance", Condition(problem=some("membolos"), peran=some("korban"), facts=facts(rumah="tidak_tahu")), Conclusion(findings=("menolak",)))),
        Defect("a-track-nobody-gives", "never-fires", "x", x("case", Condition(tracks=(("pencegahan", None),)), Conclusion(findings=("menolak",)))),
        Defect("a-party-nobody-names", "never-fires", "x", x("path", Condition(tracks=((HAND, some("polisi")),)), Conclusion(findings=("menolak",)))),
        Defect("a-finding-nobody-makes", "never-fires", "x", x("procedure", Condition(findings=(("menolak", True),)), Conclusion(findings=("berat",)))),
        Defect("a-finding-and-its-reason-denied", "never-fires", "x", x("case", Condition(facts=facts(luka=("tidak", "tidak_tahu")), findings=(("sama_hari", True),)), Conclusion(findings=("menolak",)))),
        Defect("a-notice-of-another-problem", "never-fires", "x", x("case", Condition(notices=("buka_kasus",), tracks=((REPORT, some("dokter")),)), Conclusion(findings=("menolak",)))),
        Defect("calm-with-a-weapon", "never-fires", "x", x("procedure", Condition(facts=facts(senjata="ya"), urgency=some("rutin", "segera")), Conclusion(findings=("menolak",)))),
        Defect("parents-where-none", "never-fires", "x", x("procedure", Condition(facts=facts(rumah="ya"), parents=some("libatkan", "tunda")), Conclusion(findings=("menolak",)))),
        Defect("attribute-against-severity", "never-fires", "x", x("substance", Condition(problem=some("minuman_keras"), attributes=(("tahap", some("awal")),), base=some("berat")), Conclusion(findings=("menolak",)))),
        Defect("its-only-cause-taken-away", "never-fires", "sama-hari-menyusul", then("luka-dokter", findings=())),
        Defect("its-only-track-taken-away", "never-fires", "lapor-berat", without("mencuri-lapor", "lapor-menggantikan")),
        Defect("severity-nobody-reaches", "never-fires", "berat-konferensi", also(then("senjata-naik", severity_at_least=None), then("keras-lanjut-berat", severity="sedang"), then("lapor-berat", severity_at_least=None))),
        Defect("parents-nobody-sets", "never-fires", "jangan-gugur", then("rumah-jangan", parents="tunda")),
        Defect("implied-what-is-stated", "never-fires", "x", x("implied", Condition(problem=some("mencuri"), peran=some("saksi"), facts=(("luka", some()),)), Conclusion(facts=("rumah",)))),
    ]  # fmt: skip


def _overridden() -> list[Defect]:
    """Rules that another always takes back, and overrides that take nothing back."""
    return [
        Defect("overridden-by-the-same-condition", "always-overridden", "luka-dokter", x("substance", Condition(facts=facts(luka="ya")), Conclusion(findings=("sama_hari",)), "luka-dokter"), "x"),
        Defect("overridden-by-a-wider-one", "always-overridden", "keras-lanjut-berat", x("grade", Condition(problem=some("minuman_keras")), Conclusion(severity="sedang"), "keras-lanjut-berat"), "x"),
        Defect("overridden-by-any-case", "always-overridden", "serahkan", x("path", Condition(), Conclusion(findings=("menolak",)), "serahkan"), "x"),
        Defect("overridden-through-a-layer-before", "always-overridden", "berat-konferensi", x("path", Condition(severity=some("berat")), Conclusion(findings=("berat",)), "berat-konferensi"), "x"),
        Defect("overridden-where-it-could-hold", "always-overridden", "keras-sedang", when("keras-lanjut-berat", attributes=(("tahap", some("lanjut", "tidak_tahu")),), peran=None), "keras-lanjut-berat"),
        Defect("overridden-by-the-case-for-every-problem", "always-overridden", "mencuri-lapor", x("substance", Condition(facts=facts(senjata=("ya", "tidak_tahu"))), Conclusion(findings=("menolak",)), "mencuri-lapor"), "x"),
        Defect("overrides-its-contrary", "dead-override", "senjata-darurat", x("substance", Condition(facts=facts(senjata="tidak")), Conclusion(findings=("menolak",)), "senjata-darurat", id="senjata-tenang"), "senjata-darurat"),
        Defect("overrides-another-problem", "dead-override", "x", x("grade", Condition(problem=some("mencuri"), peran=some("saksi")), Conclusion(severity="sedang"), "membolos-ringan"), "membolos-ringan"),
        Defect("overrides-another-value", "dead-override", "keras-lanjut-berat", on("keras-lanjut-berat", overrides=("keras-sedang", "keras-awal-ringan")), "keras-awal-ringan"),
        Defect("overrides-another-role", "dead-override", "x", x("substance", Condition(problem=some("membolos"), peran=some("saksi")), Conclusion(findings=("menolak",)), "rumah-tunda"), "rumah-tunda"),
        Defect("overrides-another-severity", "dead-override", "ringan-didampingi", on("ringan-didampingi", overrides=("serahkan",)), "serahkan"),
        Defect("overridden-before-it-can-override", "dead-override", "x", also(x("path", Condition(severity=some("berat")), Conclusion(findings=("menolak",)), "berat-konferensi"), x("path", Condition(severity=some("berat")), Conclusion(tracks=(("konferensi_kasus", "guru_bk"),)), "x", id="y")), "berat-konferensi"),
        Defect("overrides-where-its-own-condition-ended", "dead-override", "lapor-menggantikan", when("keras-tanya-polisi", facts=facts(senjata="tidak"), tracks=(("darurat", None),)), "keras-tanya-polisi"),
    ]  # fmt: skip


# The last but one of the kind above names the rule that overrides.
def _fixed(defects: list[Defect]) -> list[Defect]:
    names = {"overrides-its-contrary": "senjata-tenang"}
    return [
        Defect(one.name, one.kind, names.get(one.name, one.rule), one.edit, one.other) for one in defects
    ]


def _shadowed() -> list[Defect]:
    """Rules that say nothing that another does not say already."""
    doctor: Any = ((HAND, "dokter"),)
    return [
        Defect("the-same-twice", "shadowed", "zz", x("substance", Condition(facts=facts(luka="ya")), Conclusion(tracks=doctor, findings=("sama_hari",)), id="zz"), "luka-dokter"),
        Defect("narrower", "shadowed", "zz", x("substance", Condition(facts=facts(luka="ya", senjata="ya")), Conclusion(tracks=doctor), id="zz"), "luka-dokter"),
        Defect("of-a-problem-below-the-case", "shadowed", "zz", x("substance", Condition(problem=some("mencuri"), facts=facts(luka="ya")), Conclusion(tracks=doctor), id="zz"), "luka-dokter"),
        Defect("in-a-later-layer", "shadowed", "zz", x("case", Condition(facts=facts(luka="ya")), Conclusion(tracks=doctor), id="zz"), "luka-dokter"),
        Defect("a-lower-raise", "shadowed", "zz", x("raise", Condition(facts=facts(senjata="ya")), Conclusion(severity_at_least="sedang"), id="zz"), "senjata-naik"),
        Defect("a-raise-of-one-problem", "shadowed", "zz", x("raise", Condition(problem=some("mencuri"), facts=facts(luka="ya")), Conclusion(severity_at_least="sedang"), id="zz"), "luka-naik"),
        Defect("less-urgent", "shadowed", "zz", x("substance", Condition(any_problem=True, facts=facts(rumah="ya")), Conclusion(parents="tunda"), id="zz"), "rumah-jangan"),
        Defect("the-same-grade", "shadowed", "zz", x("grade", Condition(problem=some("mencuri"), peran=some("saksi")), Conclusion(severity="sedang"), id="zz"), "mencuri-sedang"),
        Defect("the-same-lead", "shadowed", "zz", x("path", Condition(severity=some("berat")), Conclusion(lead="guru_bk"), id="zz"), "bk-memimpin"),
        Defect("through-a-finding", "shadowed", "zz", x("case", Condition(findings=(("sama_hari", True),)), Conclusion(tracks=doctor), id="zz"), "luka-dokter"),
        Defect("the-same-demand", "shadowed", "zz", x("procedure", Condition(facts=facts(rumah="ya"), parents=some("jangan")), Conclusion(requirements=make("", "procedure", Condition(), Conclusion()).then.requirements), id="zz"), "jangan-gugur"),
        Defect("an-implied-fact-twice", "shadowed", "zz", x("implied", Condition(problem=some("membolos"), peran=some("korban"), facts=facts(rumah="tidak_tahu", luka="ya")), Conclusion(facts=("rumah",)), id="zz"), "rumah-tersirat"),
        Defect("a-notice-twice", "shadowed", "zz", x("case", Condition(problem=some("mencuri"), peran=some("saksi")), Conclusion(notices=("buka_kasus",)), id="zz"), "saksi-buka"),
        Defect("widened-over-another", "shadowed", "serahkan", also(when("serahkan", asker=None), x("path", Condition(severity=some("sedang", "berat")), Conclusion(tracks=((HAND, "guru_bk"),), lead="guru_bk"))), "x"),
    ]  # fmt: skip


def _against() -> list[Defect]:
    """Two severities for one problem, or two leads."""
    return [
        Defect("two-grades", "against", "x", x("grade", Condition(problem=some("mencuri")), Conclusion(severity="berat")), "mencuri-sedang"),
        Defect("two-grades-of-one-role", "against", "x", x("grade", Condition(problem=some("mencuri"), peran=some("saksi")), Conclusion(severity="ringan")), "mencuri-sedang"),
        Defect("two-grades-of-all", "against", "x", x("grade", Condition(problem=some("mencuri", "membolos")), Conclusion(severity="ringan")), "mencuri-sedang"),
        Defect("override-forgotten", "against", "keras-lanjut-berat", on("keras-lanjut-berat", overrides=()), "keras-sedang"),
        Defect("values-overlap", "against", "keras-sedang", when("keras-sedang", attributes=(("tahap", some("awal", "lanjut", "tidak_tahu")),)), "keras-awal-ringan"),
        Defect("two-leads", "against", "x", x("path", Condition(), Conclusion(lead="dokter")), "ringan-didampingi"),
        Defect("two-leads-of-one-asker", "against", "x", x("path", Condition(asker=some("guru_bk"), severity=some("berat")), Conclusion(lead="dokter")), "bk-memimpin"),
        Defect("two-leads-of-two-problems", "against", "x", x("path", Condition(problem=some("mencuri"), peran=some("saksi"), facts=facts(luka="ya", rumah="tidak")), Conclusion(lead="dokter")), "bk-memimpin"),
        Defect("two-leads-in-a-pair-only", "against", "y", also(without("bk-memimpin"), x("path", Condition(problem=some("mencuri"), severity=some("sedang", "berat")), Conclusion(lead="guru_bk", tracks=(("penanganan", "guru_bk"),))), x("path", Condition(problem=some("minuman_keras"), severity=some("sedang", "berat")), Conclusion(lead="dokter", tracks=(("penanganan", "guru_bk"),)), id="y"), x("path", Condition(problem=some("membolos"), severity=some("sedang", "berat")), Conclusion(lead="guru_bk", tracks=(("penanganan", "guru_bk"),)), id="z")), "x"),
    ]  # fmt: skip


def _gaps() -> list[Defect]:
    """Cases that nobody leads, or in which nobody acts."""
    return [
        Defect("no-lead-when-light", "no-lead", "lead", then("ringan-didampingi", lead=None)),
        Defect("no-lead-when-medium", "no-lead", "lead", when("bk-memimpin", severity=some("berat"))),
        Defect("no-lead-for-one-asker", "no-lead", "lead", when("bk-memimpin", asker=some("wali_kelas"))),
        Defect("no-lead-with-a-fact-unknown", "no-lead", "lead", when("bk-memimpin", facts=facts(rumah=("ya", "tidak")))),
        Defect("lead-overridden", "no-lead", "lead", x("path", Condition(facts=facts(rumah="ya", luka="ya")), Conclusion(tracks=(("penanganan", "guru_bk"),)), "bk-memimpin")),
        Defect("no-lead-in-a-pair-only", "no-lead", "lead", x("path", Condition(tracks=(("konsultasi", None), (REPORT, None)), severity=some("berat")), Conclusion(tracks=(("penanganan", "guru_bk"),)), "bk-memimpin")),
        Defect("nobody-acts-when-light", "nobody-acts", "tracks", then("ringan-didampingi", tracks=(("konsultasi", "polisi"),))),
        Defect("nobody-acts-when-medium", "nobody-acts", "tracks", then("bk-memimpin", tracks=())),
        Defect("nobody-acts-in-one-role", "nobody-acts", "tracks", also(then("bk-memimpin", tracks=()), x("path", Condition(any_problem=True, peran=some("mengalami", "korban")), Conclusion(tracks=(("penanganan", "guru_bk"),))))),
        Defect("acting-overridden", "nobody-acts", "tracks", x("path", Condition(facts=facts(rumah="tidak_tahu")), Conclusion(lead="guru_bk"), "ringan-didampingi")),
    ]  # fmt: skip


def _bounds() -> list[Defect]:
    """What must be there is not, or what must not be is."""
    report: Any = ((REPORT, "polisi"),)
    return [
        Defect("handed-to-the-police", "invariant", "bukan-ke-polisi", then("luka-dokter", tracks=((HAND, "dokter"), (HAND, "polisi")), findings=("sama_hari",))),
        Defect("handed-to-the-police-once", "invariant", "bukan-ke-polisi", x("path", Condition(problem=some("membolos"), facts=facts(senjata="ya", luka="tidak_tahu"), asker=some("guru_bk")), Conclusion(tracks=((HAND, "polisi"),)))),
        Defect("theft-not-reported-when-unknown", "invariant", "curi-dilaporkan", when("mencuri-lapor", facts=facts(senjata="ya"))),
        Defect("theft-not-reported-for-a-witness", "invariant", "curi-dilaporkan", when("mencuri-lapor", peran=some("korban", "mengalami"))),
        Defect("theft-reported-elsewhere", "invariant", "curi-dilaporkan", then("mencuri-lapor", tracks=((REPORT, "layanan_darurat"),))),
        Defect("theft-report-overridden", "invariant", "curi-dilaporkan", x("substance", Condition(facts=facts(luka="ya", rumah="ya")), Conclusion(findings=("menolak",)), "mencuri-lapor")),
        Defect("theft-report-overridden-by-another-problem", "invariant", "curi-dilaporkan", x("substance", Condition(facts=facts(rumah="tidak")), Conclusion(findings=("menolak",)), "mencuri-lapor")),
        Defect("report-waits-for-papers", "invariant", "curi-dilaporkan", requires("lapor", ("surat", Guard()))),
        Defect("report-waits-under-a-guard", "invariant", "curi-dilaporkan", requires("lapor", ("surat", Guard(("berat",), ("sama_hari",))))),
        Defect("no-conference", "invariant", "berat-rapat", then("berat-konferensi", tracks=())),
        Defect("no-conference-for-one-asker", "invariant", "berat-rapat", when("berat-konferensi", asker=some("wali_kelas"))),
        Defect("conference-overridden", "invariant", "berat-rapat", on("serahkan", overrides=("berat-konferensi",))),
        Defect("outside-though-light", "invariant", "ringan-di-dalam", also(then("luka-naik", severity_at_least=None))),
        Defect("reported-though-light", "invariant", "ringan-di-dalam", x("path", Condition(severity=some("ringan")), Conclusion(tracks=report))),
        Defect("reported-though-light-in-one-role", "invariant", "ringan-di-dalam", also(x("path", Condition(problem=some("membolos"), peran=some("saksi")), Conclusion(tracks=report)))),
        Defect("injury-untreated", "invariant", "luka-berobat", then("luka-dokter", tracks=())),
        Defect("injury-untreated-in-one-role", "invariant", "luka-berobat", when("luka-dokter", any_problem=True, peran=some("korban", "saksi"))),
        Defect("injury-untreated-beside-a-weapon", "invariant", "luka-berobat", when("luka-dokter", facts=facts(luka="ya", senjata=("tidak", "tidak_tahu")))),
        Defect("no-emergency", "invariant", "senjata-genting", when("senjata-darurat", problem=some("membolos", "mencuri"))),
        Defect("no-emergency-when-the-home-is-unsafe", "invariant", "senjata-genting", on("rumah-jangan", overrides=("senjata-darurat",))),
    ]  # fmt: skip


def _steady() -> list[Defect]:
    """What gets calmer by a danger, or by another problem."""
    return [
        Defect("injury-drops-the-emergency", "invariant", "bahaya-tidak-turun", when("senjata-darurat", facts=facts(senjata="ya", luka=("tidak", "tidak_tahu")))),
        Defect("injury-lowers-severity", "invariant", "bahaya-tidak-turun", when("senjata-naik", facts=facts(senjata="ya", luka=("tidak", "tidak_tahu")))),
        Defect("unsafe-home-drops-the-report", "invariant", "bahaya-tidak-turun", on("rumah-jangan", overrides=("mencuri-lapor",))),
        Defect("weapon-drops-the-doctor", "invariant", "bahaya-tidak-turun", on("senjata-darurat", overrides=("luka-dokter",))),
        Defect("unknown-is-worse-than-known", "invariant", "bahaya-tidak-turun", x("raise", Condition(facts=facts(rumah="tidak_tahu")), Conclusion(urgency_at_least="darurat"))),
        Defect("denied-is-worse-than-known", "invariant", "bahaya-tidak-turun", x("substance", Condition(problem=some("membolos"), facts=facts(senjata="tidak")), Conclusion(urgency_at_least="darurat"))),
        Defect("a-light-problem-drops-the-report", "invariant", "tambah-tidak-turun", x("substance", Condition(problem=some("membolos")), Conclusion(findings=("menolak",)), "zz-lapor") if False else also(when("mencuri-lapor", problem=None), when("mencuri-lapor", problem=some("mencuri")), x("case", Condition(tracks=(("konsultasi", None),)), Conclusion()), x("path", Condition(problem=some("membolos")), Conclusion(findings=("menolak",)), "serahkan"))),
        Defect("one-problem-takes-the-handover", "invariant", "tambah-tidak-turun", x("path", Condition(tracks=(("konsultasi", None),)), Conclusion(findings=("menolak",)), "serahkan")),
        Defect("one-problem-takes-the-conference", "invariant", "tambah-tidak-turun", also(x("substance", Condition(problem=some("mencuri"), peran=some("saksi")), Conclusion(findings=("menolak",))), x("path", Condition(findings=(("menolak", True),)), Conclusion(tracks=(("konsultasi", "polisi"),)), "berat-konferensi"))),
        Defect("one-problem-calms-the-other", "invariant", "tambah-tidak-turun", also(x("case", Condition(problem=some("minuman_keras"), facts=facts(luka="tidak")), Conclusion(), "lapor-berat"))),
        Defect("a-finding-takes-the-handover", "invariant", "tambah-tidak-turun", when("serahkan", notices=(), findings=(("menolak", False),), any_problem=False) if False else also(x("substance", Condition(problem=some("membolos"), peran=some("saksi")), Conclusion(findings=("menolak",))), when("serahkan", findings=(("menolak", False),)))),
    ]  # fmt: skip


def _papers() -> list[Defect]:
    """What a track lacks or has too much of, and what faces the parents."""
    return [
        Defect("emergency-waits", "invariant", "tanpa-syarat", requires("panggil", ("izin", Guard()))),
        Defect("emergency-waits-when-heavy", "invariant", "tanpa-syarat", requires("panggil", ("surat", Guard(("berat",), ())))),
        Defect("report-waits", "invariant", "tanpa-syarat", requires("lapor", ("surat", Guard((), ("sama_hari",))))),
        Defect("no-letter", "invariant", "dokter-lengkap", requires_no("ke-dokter", "surat")),
        Defect("no-consent", "invariant", "dokter-lengkap", requires_no("ke-dokter", "izin")),
        Defect("letter-only-when-heavy", "invariant", "dokter-lengkap", guarded("ke-dokter", "surat", Guard(("berat",), ()))),
        Defect("no-letter-the-same-day", "invariant", "dokter-lengkap", guarded("ke-dokter", "surat", Guard((), ("sama_hari",)))),
        Defect("either-consent-but-not-always", "invariant", "dokter-lengkap", also(guarded("ke-dokter", "izin", Guard(("berat",), ())), requires("ke-dokter", ("janji", Guard(("sama_hari", "berat"), ()))))),
        Defect("parents-told-unmarked", "invariant", "rumah-diam", at_step("ke-dokter", "kabari", faces_parents=False)),
        Defect("parents-told-in-english", "invariant", "rumah-diam", in_procedure("ke-dokter", lambda old: old.__class__(**{**{name: getattr(old, name) for name in old.__dataclass_fields__}, "steps": (*old.steps, step("baru", "Tell the PARENTS."))}))),
        Defect("parents-written-to", "invariant", "rumah-diam", also(facing("documents", "surat-rumah", False), document("ke-dokter", "surat-rumah"))),
        Defect("parents-needed", "invariant", "rumah-diam", also(facing("requirements", "surat-rumah", False), requires("ke-dokter", ("surat-rumah", Guard(("sama_hari",), ()))))),
        Defect("home-never-secured", "invariant", "rumah-diam", at_step("ke-dokter", "rumah", secures_home=False)),
        Defect("home-never-secured-for-a-new-step", "invariant", "rumah-diam", at_step("dampingi", "dampingi", faces_parents=True)),
        Defect("no-step-is-sure", "invariant", "ada-yang-bertindak", at_step("lapor", "lapor", guard=Guard(("sama_hari",), ()))),
        Defect("no-step-at-all", "invariant", "ada-yang-bertindak", drop_step("tangani", "bicara")),
        Defect("every-step-serves", "invariant", "ada-yang-bertindak", every_step("tangani", serves="surat")),
        Defect("every-step-a-choice", "invariant", "ada-yang-bertindak", every_step("ke-bk", service="tangani")),
        Defect("every-step-faces-parents", "invariant", "ada-yang-bertindak", every_step("konferensi", faces_parents=True)),
        Defect("every-step-secures-the-home", "invariant", "ada-yang-bertindak", every_step("panggil", secures_home=True)),
    ]  # fmt: skip


def _still() -> list[Defect]:
    """What is seen without any case."""
    return [
        Defect("fact-added", "unread-fact", "kabur", fact("kabur", "luka")),
        Defect("fact-of-a-draft", "unread-fact", "kabur", also(fact("kabur", "luka"), plus(make("x", "substance", Condition(facts=facts(kabur="ya")), Conclusion(findings=("menolak",)))), on("x", status="draft"))),
        Defect("fact-only-implied", "unread-fact", "kabur", also(fact("kabur", "luka"), then("rumah-tersirat", facts=("rumah", "kabur")))),
        Defect("fact-no-longer-read", "unread-fact", "luka", without("luka-naik", "luka-dokter", "sama-hari-menyusul")),
        Defect("review-years-ago", "review-overdue", "luka-naik", on("luka-naik", reviewed=("K-07", "2019-05-02"))),
        Defect("review-a-day-late", "review-overdue", "serahkan", on("serahkan", reviewed=("K-07", "2024-11-20"))),
        Defect("review-long-overdue", "review-overdue", "jangan-gugur", on("jangan-gugur", reviewed=("K-08", "2023-01-31"))),
    ]  # fmt: skip


LITTLE = [
    *_reach(),
    *_fixed(_overridden()),
    *_shadowed(),
    *_against(),
    *_gaps(),
    *_bounds(),
    *_steady(),
    *_papers(),
    *_still(),
]

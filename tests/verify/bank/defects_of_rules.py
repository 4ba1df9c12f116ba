"""Defects of the small rulebook in its rules: each adds or changes one and names the flaw that follows."""

from __future__ import annotations

from typing import Any

from tests.verify.bank.edits import Defect, also, facts, on, some, then, when, without
from tests.verify.bank.saying import HAND, REPORT, SAYS, If, So, always, dead, never, shadowed, x
from triage.rulebook.model import Demand


def _reach() -> list[Defect]:
    """Rules that never fire."""
    report: Any = ((REPORT, "polisi"),)
    return [
        never(
            "no-such-grade",
            "x",
            x("substance", If(problem=some("membolos"), base=some("berat")), So(tracks=report)),
        ),
        never(
            "two-severities",
            "x",
            x("path", If(problem=some("mencuri"), grade=some("berat"), severity=some("ringan")), SAYS),
        ),
        never(
            "grade-below-the-fact",
            "x",
            x("substance", If(any_problem=True, grade=some("ringan"), facts=facts(luka="ya")), SAYS),
        ),
        never(
            "a-role-read-otherwise",
            "x",
            x("substance", If(problem=some("minuman_keras"), peran=some("mengalami")), SAYS),
        ),
        never(
            "a-fact-implied",
            "x",
            x(
                "substance",
                If(problem=some("membolos"), peran=some("korban"), facts=facts(rumah="tidak_tahu")),
                SAYS,
            ),
        ),
        never("a-track-nobody-gives", "x", x("case", If(tracks=(("pencegahan", None),)), SAYS)),
        never("a-party-nobody-names", "x", x("path", If(tracks=((HAND, some("polisi")),)), SAYS)),
        never(
            "a-finding-nobody-makes",
            "x",
            x("procedure", If(findings=(("menolak", True),)), So(findings=("berat",))),
        ),
        never(
            "a-finding-and-its-reason-denied",
            "x",
            x("case", If(facts=facts(luka=("tidak", "tidak_tahu")), findings=(("sama_hari", True),)), SAYS),
        ),
        never(
            "a-notice-of-another-problem",
            "x",
            x("case", If(notices=("buka_kasus",), tracks=((REPORT, some("dokter")),)), SAYS),
        ),
        never(
            "calm-with-a-weapon",
            "x",
            x("procedure", If(facts=facts(senjata="ya"), urgency=some("rutin", "segera")), SAYS),
        ),
        never(
            "parents-where-none",
            "x",
            x("procedure", If(facts=facts(rumah="ya"), parents=some("libatkan", "tunda")), SAYS),
        ),
        never(
            "attribute-against-severity",
            "x",
            x(
                "substance",
                If(problem=some("minuman_keras"), attributes=(("tahap", some("awal")),), base=some("berat")),
                SAYS,
            ),
        ),
        never("its-only-cause-taken-away", "sama-hari-menyusul", then("luka-dokter", findings=())),
        never("its-only-track-taken-away", "lapor-berat", without("mencuri-lapor", "lapor-menggantikan")),
        never(
            "severity-nobody-reaches",
            "berat-konferensi",
            also(
                then("senjata-naik", severity_at_least=None),
                then("keras-lanjut-berat", severity="sedang"),
                then("lapor-berat", severity_at_least=None),
            ),
        ),
        never("parents-nobody-sets", "jangan-gugur", then("rumah-jangan", parents="tunda")),
        never(
            "implied-what-is-stated",
            "x",
            x(
                "implied",
                If(problem=some("mencuri"), peran=some("saksi"), facts=(("luka", some()),)),
                So(facts=("rumah",)),
            ),
        ),
    ]


def _overridden() -> list[Defect]:
    """Rules that another always takes back, and overrides that take nothing back."""
    return [
        always(
            "overridden-by-the-same-condition",
            "luka-dokter",
            x("substance", If(facts=facts(luka="ya")), So(findings=("sama_hari",)), "luka-dokter"),
            "x",
        ),
        always(
            "overridden-by-a-wider-one",
            "keras-lanjut-berat",
            x("grade", If(problem=some("minuman_keras")), So(severity="sedang"), "keras-lanjut-berat"),
            "x",
        ),
        always("overridden-by-any-case", "serahkan", x("path", If(), SAYS, "serahkan"), "x"),
        always(
            "overridden-through-a-layer-before",
            "berat-konferensi",
            x("path", If(severity=some("berat")), So(findings=("berat",)), "berat-konferensi"),
            "x",
        ),
        always(
            "overridden-where-it-could-hold",
            "keras-sedang",
            when("keras-lanjut-berat", attributes=(("tahap", some("lanjut", "tidak_tahu")),), peran=None),
            "keras-lanjut-berat",
        ),
        always(
            "overridden-by-the-case-for-every-problem",
            "mencuri-lapor",
            x("substance", If(facts=facts(senjata=("ya", "tidak_tahu"))), SAYS, "mencuri-lapor"),
            "x",
        ),
        dead(
            "overrides-its-contrary",
            "senjata-tenang",
            x("substance", If(facts=facts(senjata="tidak")), SAYS, "senjata-darurat", id="senjata-tenang"),
            "senjata-darurat",
        ),
        dead(
            "overrides-another-problem",
            "x",
            x(
                "grade",
                If(problem=some("mencuri"), peran=some("saksi")),
                So(severity="sedang"),
                "membolos-ringan",
            ),
            "membolos-ringan",
        ),
        dead(
            "overrides-another-value",
            "keras-lanjut-berat",
            on("keras-lanjut-berat", overrides=("keras-sedang", "keras-awal-ringan")),
            "keras-awal-ringan",
        ),
        dead(
            "overrides-another-role",
            "x",
            x("substance", If(problem=some("membolos"), peran=some("saksi")), SAYS, "rumah-tunda"),
            "rumah-tunda",
        ),
        dead(
            "overrides-another-severity",
            "ringan-didampingi",
            on("ringan-didampingi", overrides=("serahkan",)),
            "serahkan",
        ),
        dead(
            "overridden-before-it-can-override",
            "x",
            also(
                x("path", If(severity=some("berat")), SAYS, "berat-konferensi"),
                x(
                    "path",
                    If(severity=some("berat")),
                    So(tracks=(("konferensi_kasus", "guru_bk"),)),
                    "x",
                    id="y",
                ),
            ),
            "berat-konferensi",
        ),
        dead(
            "overrides-where-its-own-condition-ended",
            "lapor-menggantikan",
            when("keras-tanya-polisi", facts=facts(senjata="tidak"), notices=()),
            "keras-tanya-polisi",
        ),
    ]


def _shadowed() -> list[Defect]:
    """Rules that say nothing that another does not say already."""
    doctor: Any = ((HAND, "dokter"),)
    return [
        shadowed(
            "the-same-twice",
            "zz",
            x("substance", If(facts=facts(luka="ya")), So(tracks=doctor, findings=("sama_hari",)), id="zz"),
            "luka-dokter",
        ),
        shadowed(
            "narrower",
            "zz",
            x("substance", If(facts=facts(luka="ya", senjata="ya")), So(tracks=doctor), id="zz"),
            "luka-dokter",
        ),
        shadowed(
            "of-a-problem-below-the-case",
            "zz",
            x("substance", If(problem=some("mencuri"), facts=facts(luka="ya")), So(tracks=doctor), id="zz"),
            "luka-dokter",
        ),
        shadowed(
            "in-a-later-layer",
            "zz",
            x("case", If(facts=facts(luka="ya")), So(tracks=doctor), id="zz"),
            "luka-dokter",
        ),
        shadowed(
            "a-lower-raise",
            "zz",
            x("raise", If(facts=facts(senjata="ya")), So(severity_at_least="sedang"), id="zz"),
            "senjata-naik",
        ),
        shadowed(
            "a-raise-of-one-problem",
            "zz",
            x(
                "raise",
                If(problem=some("mencuri"), facts=facts(luka="ya")),
                So(severity_at_least="sedang"),
                id="zz",
            ),
            "luka-naik",
        ),
        shadowed(
            "less-urgent",
            "zz",
            x("substance", If(any_problem=True, facts=facts(rumah="ya")), So(parents="tunda"), id="zz"),
            "rumah-jangan",
        ),
        shadowed(
            "the-same-grade",
            "zz",
            x("grade", If(problem=some("mencuri"), peran=some("saksi")), So(severity="sedang"), id="zz"),
            "mencuri-sedang",
        ),
        shadowed(
            "the-same-lead",
            "zz",
            x("path", If(severity=some("berat")), So(lead="guru_bk"), id="zz"),
            "bk-memimpin",
        ),
        shadowed(
            "through-a-finding",
            "zz",
            x("case", If(findings=(("sama_hari", True),)), So(tracks=doctor), id="zz"),
            "luka-dokter",
        ),
        shadowed(
            "the-same-demand",
            "zz",
            x(
                "procedure",
                If(facts=facts(rumah="ya"), parents=some("jangan")),
                So(requirements=(Demand("izin", "gugur", ()),)),
                id="zz",
            ),
            "jangan-gugur",
        ),
        shadowed(
            "an-implied-fact-twice",
            "zz",
            x(
                "implied",
                If(
                    problem=some("membolos"), peran=some("korban"), facts=facts(rumah="tidak_tahu", luka="ya")
                ),
                So(facts=("rumah",)),
                id="zz",
            ),
            "rumah-tersirat",
        ),
        shadowed(
            "a-notice-twice",
            "zz",
            x("case", If(problem=some("mencuri"), peran=some("saksi")), So(notices=("buka_kasus",)), id="zz"),
            "saksi-buka",
        ),
        shadowed(
            "widened-over-another",
            "serahkan",
            also(
                when("serahkan", asker=None),
                x(
                    "path",
                    If(severity=some("sedang", "berat")),
                    So(tracks=((HAND, "guru_bk"),), lead="guru_bk"),
                ),
            ),
            "x",
        ),
    ]


OF_RULES = [*_reach(), *_overridden(), *_shadowed()]

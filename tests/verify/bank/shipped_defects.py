"""Defects of the shipped rulebook: every invariant broken in several ways, and each other kind of flaw."""

from __future__ import annotations

from typing import Any

from tests.verify.bank.edits import (
    Defect,
    also,
    at_step,
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
    some,
    then,
    when,
    without,
)
from triage.rulebook.model import Conclusion, Condition, Guard

HAND, REPORT = "alih_tangan_kasus", "wajib_lapor"
VICTIM = some("korban")
NOTED = Conclusion(notices=("buka_kasus",))
POLICE: Any = ((REPORT, "polisi"),)


def broken(invariant: str, name: str, edit: Any) -> Defect:
    """A defect that breaks an invariant."""
    return Defect(name, "invariant", invariant, edit)


def x(layer: Any, when: Condition, then: Conclusion, *overrides: str) -> Any:
    """A rule more."""
    return plus(make("x", layer, when, then, *overrides))


SHIPPED = [
    # the ten of the contract, and what was added to them
    broken(
        "polisi-bukan-tujuan-alih-tangan",
        "weapon-handed-to-the-police",
        then("senjata-wajib-lapor", tracks=((HAND, "polisi"),)),
    ),
    broken(
        "polisi-bukan-tujuan-alih-tangan",
        "drugs-handed-to-the-police",
        then("narkoba-bnn", tracks=((HAND, "bnn"), (HAND, "polisi"))),
    ),
    broken(
        "penanya-tidak-berkonsultasi-pada-diri-sendiri",
        "everyone-consults-the-head",
        when("ringan-konsultasi-kepala-sekolah", asker=None),
    ),
    broken(
        "penanya-tidak-berkonsultasi-pada-diri-sendiri",
        "a-heavy-case-is-taken-to-the-head",
        x("path", Condition(severity=some("berat")), Conclusion(tracks=(("konsultasi", "kepala_sekolah"),))),
    ),
    broken(
        "guru-bk-tidak-mengalihkan-pada-diri-sendiri",
        "everyone-consults-the-counsellor",
        when("ringan-konsultasi-bk", asker=None),
    ),
    broken(
        "guru-bk-tidak-mengalihkan-pada-diri-sendiri",
        "every-heavy-case-is-handed-to-the-counsellor",
        x("path", Condition(severity=some("berat")), Conclusion(tracks=((HAND, "guru_bk"),))),
    ),
    broken(
        "pidana-dilaporkan",
        "crime-reported-only-when-known",
        when("kriminal-wajib-lapor", facts=facts(sudah_diproses_hukum="tidak")),
    ),
    broken(
        "pidana-dilaporkan",
        "crime-of-a-witness-unreported",
        when("kriminal-wajib-lapor", peran=some("pelaku", "korban")),
    ),
    broken(
        "pidana-dilaporkan",
        "crime-report-overridden",
        x("substance", Condition(facts=facts(hubungan_dekat="ya")), NOTED, "kriminal-wajib-lapor"),
    ),
    broken("pidana-dilaporkan", "crime-report-waits", requires("lapor-polisi", ("data_lengkap", Guard()))),
    broken(
        "berat-berkonferensi",
        "heavy-without-a-conference",
        then("berat-konferensi", tracks=((HAND, "dokter"),)),
    ),
    broken(
        "berat-berkonferensi",
        "conference-taken-by-another-rule",
        on("pimpinan-terlibat", overrides=("ringan-konsultasi-kepala-sekolah", "berat-konferensi")),
    ),
    broken(
        "ringan-tetap-di-sekolah",
        "injury-no-longer-raises",
        then("luka-sedang-segera", severity_at_least=None),
    ),
    broken(
        "ringan-tetap-di-sekolah",
        "truancy-handed-outside",
        x(
            "path",
            Condition(problem=some("membolos"), peran=VICTIM),
            Conclusion(tracks=((HAND, "psikolog"),)),
        ),
    ),
    broken(
        "ringan-tetap-di-sekolah",
        "truancy-reported",
        x("path", Condition(problem=some("membolos"), facts=facts(berulang="ya")), Conclusion(tracks=POLICE)),
    ),
    broken(
        "percobaan-bunuh-diri-berpsikiater",
        "attempt-without-a-psychiatrist",
        then("percobaan-bunuh-diri-ahli", tracks=((HAND, "psikolog"),)),
    ),
    broken(
        "percobaan-bunuh-diri-berpsikiater",
        "attempt-of-a-victim-forgotten",
        when("percobaan-bunuh-diri-ahli", peran=some("pelaku", "mengalami")),
    ),
    broken(
        "percobaan-bunuh-diri-darurat-kecuali-aman",
        "attempt-an-emergency-only-when-known",
        when("percobaan-bunuh-diri-darurat", facts=facts(bahaya_saat_ini="ya")),
    ),
    broken(
        "percobaan-bunuh-diri-darurat-kecuali-aman",
        "emergency-taken-by-another-rule",
        on("bahaya-rumah-tanpa-orang-tua", overrides=("percobaan-bunuh-diri-darurat",)),
    ),
    broken(
        "bahaya-tidak-menurunkan",
        "injury-takes-the-psychologist",
        on("luka-dokter", overrides=("ancaman-psikolog", "bahaya-rumah-psikolog")),
    ),
    broken(
        "bahaya-tidak-menurunkan",
        "symptom-only-without-injury",
        when("gejala-jiwa-berat-segera", facts=facts(gejala_jiwa="ya", luka=("tidak", "tidak_tahu"))),
    ),
    broken(
        "bahaya-tidak-menurunkan",
        "unknown-worse-than-known",
        x("raise", Condition(facts=facts(luka="tidak_tahu")), Conclusion(urgency_at_least="darurat")),
    ),
    broken(
        "masalah-tambahan-tidak-menurunkan",
        "bullying-takes-the-handover",
        x("path", Condition(problem=some("perundungan")), NOTED, "serahkan-ke-bk"),
    ),
    broken(
        "masalah-tambahan-tidak-menurunkan",
        "a-finding-takes-the-conference",
        x(
            "path",
            Condition(tracks=(("konsultasi", some("polisi")),)),
            Conclusion(lead="guru_bk"),
            "berat-konferensi",
        ),
    ),
    broken("selalu-ada-yang-bertindak", "emergency-without-a-step", every_step("darurat", secures_home=True)),
    broken(
        "selalu-ada-yang-bertindak",
        "guided-learning-only-when-heavy",
        every_step("konsultasi-polisi", guard=Guard(("kasus_berat",), ())),
    ),
    broken(
        "darurat-dan-lapor-tanpa-syarat",
        "emergency-waits",
        requires("darurat", ("persetujuan_siswa", Guard())),
    ),
    broken(
        "darurat-dan-lapor-tanpa-syarat",
        "report-waits-when-heavy",
        requires("lapor-uptd-ppa", ("izin_kepala_sekolah", Guard(("kasus_berat",), ("pimpinan_terlibat",)))),
    ),
    *(
        broken("alih-tangan-luar-lengkap", f"no-{id}", requires_no(procedure, id))
        for procedure, id in (
            ("atk-dokter", "data_lengkap"),
            ("atk-bnn", "surat_pengantar"),
            ("atk-psikolog-psikiater", "persetujuan_siswa"),
            ("atk-ahli-agama-adat", "orang_tua"),
            ("atk-bnn", "izin_pengawas"),
            ("atk-dokter", "laporan_balik"),
        )
    ),
    broken(
        "alih-tangan-luar-lengkap",
        "no-appointment-the-same-day",
        guarded("atk-dokter", "waktu_tempat", Guard((), ("sama_hari",))),
    ),
    broken(
        "rumah-tidak-aman-tanpa-orang-tua",
        "parents-told-in-an-emergency",
        at_step("darurat", "orang-tua", faces_parents=False),
    ),
    broken(
        "rumah-tidak-aman-tanpa-orang-tua",
        "consent-of-parents-kept",
        facing("requirements", "orang_tua", False),
    ),
    broken(
        "rumah-tidak-aman-tanpa-orang-tua",
        "letter-to-parents-kept",
        facing("documents", "surat_orang_tua", False),
    ),
    broken(
        "rumah-tidak-aman-tanpa-orang-tua",
        "home-not-secured",
        at_step("atk-bnn", "rumah", secures_home=False),
    ),
    # the other kinds
    Defect(
        "never-fires-behind-a-grade",
        "never-fires",
        "x",
        x("path", Condition(problem=some("membolos"), base=some("berat")), NOTED),
    ),
    Defect(
        "never-fires-without-its-report",
        "never-fires",
        "x",
        x(
            "case",
            Condition(
                problem=some("narkoba"),
                tracks=((HAND, some("guru_mapel", "konselor_lain")),),
                findings=(("periksa_dulu", True), ("sama_hari", False)),
                facts=facts(gejala_jiwa="ya"),
            ),
            NOTED,
        ),
    ),
    Defect(
        "always-overridden",
        "always-overridden",
        "narkoba-berat",
        when("saksi-paling-tinggi-sedang", peran=None),
        "saksi-paling-tinggi-sedang",
    ),
    Defect(
        "dead-override",
        "dead-override",
        "saksi-kecanduan-sedang",
        on("saksi-kecanduan-sedang", overrides=("minuman-keras-kecanduan-berat", "mencuri-sedang-sedang")),
        "mencuri-sedang-sedang",
    ),
    Defect(
        "shadowed-by-the-case",
        "shadowed",
        "x",
        x(
            "substance",
            Condition(problem=some("perundungan"), facts=facts(luka="ya")),
            Conclusion(tracks=((HAND, "dokter"),)),
        ),
        "luka-dokter",
    ),
    Defect(
        "against-another-grade",
        "against",
        "x",
        x("grade", Condition(problem=some("gangguan_susila"), peran=VICTIM), Conclusion(severity="berat")),
        "gangguan-susila-sedang",
    ),
    Defect(
        "against-without-its-override",
        "against",
        "saksi-kecanduan-sedang",
        on("saksi-kecanduan-sedang", overrides=()),
    ),
    Defect("no-lead", "no-lead", "lead", when("bk-memimpin", severity=some("berat"))),
    Defect(
        "nobody-acts", "nobody-acts", "tracks", when("ringan-wali-kelas", asker=some("guru_bk", "wali_kelas"))
    ),
    Defect("fact-nobody-reads", "unread-fact", "kabur", fact("kabur", "luka")),
    Defect("fact-no-longer-read", "unread-fact", "satu_mapel", without("satu-mapel-guru-mapel")),
    Defect(
        "review-overdue", "review-overdue", "luka-dokter", on("luka-dokter", reviewed=("K-07", "2024-01-31"))
    ),
    Defect("scaffold-code", "placeholder", "luka-dokter", on("luka-dokter", codes=("B-04", "H-00"))),
    Defect(
        "two-defects-at-once",
        "shadowed",
        "x",
        also(
            then("berat-konferensi", tracks=()),
            x("raise", Condition(facts=facts(senjata="ya")), Conclusion(urgency_at_least="segera")),
        ),
        "senjata-berat-segera",
    ),
]

#: What ``make test`` looks at; the rest is for ``make prove``.
SAMPLE = ("crime-of-a-witness-unreported", "injury-takes-the-psychologist", "shadowed-by-the-case")

"""A small rulebook without a flaw, and what must hold of it: the same kinds as the shipped invariants."""

from __future__ import annotations

from pathlib import Path

from tests.verify.bank.edits import HERE, NOTHING, facts, make, some, step
from tests.verify.random_books import item, words
from triage.rulebook.model import Conclusion, Condition, Demand, Guard, Procedure, Rulebook
from triage.verify.invariants.model import Bound, Complete, Invariant, Needs, Silence, Steady, Unordered
from triage.vocabulary.closed import Action
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

RULES = (
    make("rumah-tersirat", "implied", Condition(problem=some("membolos"), peran=some("korban"),
         facts=facts(rumah="tidak_tahu")), Conclusion(facts=("rumah",))),
    make("membolos-ringan", "grade", Condition(problem=some("membolos")), Conclusion(severity="ringan")),
    make("mencuri-sedang", "grade", Condition(problem=some("mencuri")), Conclusion(severity="sedang")),
    make("keras-awal-ringan", "grade", Condition(problem=some("minuman_keras"),
         attributes=(("tahap", some("awal")),)), Conclusion(severity="ringan")),
    make("keras-sedang", "grade", Condition(problem=some("minuman_keras"),
         attributes=(("tahap", some("lanjut", "tidak_tahu")),)), Conclusion(severity="sedang")),
    make("keras-lanjut-berat", "grade", Condition(problem=some("minuman_keras"), peran=some("korban"),
         attributes=(("tahap", some("lanjut")),)), Conclusion(severity="berat"), "keras-sedang"),
    make("luka-naik", "raise", Condition(facts=facts(luka="ya")),
         Conclusion(severity_at_least="sedang", urgency_at_least="segera")),
    make("senjata-naik", "raise", Condition(facts=facts(senjata="ya")),
         Conclusion(severity_at_least="berat", urgency_at_least="darurat")),
    make("luka-dokter", "substance", Condition(facts=facts(luka="ya")),
         Conclusion(tracks=(("alih_tangan_kasus", "dokter"),), findings=("sama_hari",))),
    make("senjata-darurat", "substance", Condition(facts=facts(senjata="ya")),
         Conclusion(tracks=(("darurat", "layanan_darurat"),))),
    make("mencuri-lapor", "substance", Condition(problem=some("mencuri"),
         facts=facts(senjata=("ya", "tidak_tahu"))), Conclusion(tracks=(("wajib_lapor", "polisi"),))),
    make("rumah-jangan", "substance", Condition(facts=facts(rumah="ya")), Conclusion(parents="jangan")),
    make("rumah-tunda", "substance", Condition(problem=some("membolos"), peran=some("mengalami"),
         facts=facts(rumah="tidak_tahu")), Conclusion(parents="tunda")),
    make("saksi-buka", "substance", Condition(problem=some("mencuri"), peran=some("saksi")),
         Conclusion(notices=("buka_kasus",))),
    make("lapor-berat", "case", Condition(tracks=(("wajib_lapor", None),)),
         Conclusion(severity_at_least="berat", urgency_at_least="segera")),
    make("keras-tanya-polisi", "case", Condition(problem=some("minuman_keras")),
         Conclusion(tracks=(("konsultasi", "polisi"),))),
    make("lapor-menggantikan", "case", Condition(tracks=(("wajib_lapor", some("polisi")),)), Conclusion(),
         "keras-tanya-polisi"),
    make("ringan-didampingi", "path", Condition(severity=some("ringan")),
         Conclusion(tracks=(("pendampingan", "guru_bk"),), lead="guru_bk")),
    make("bk-memimpin", "path", Condition(severity=some("sedang", "berat")),
         Conclusion(tracks=(("penanganan", "guru_bk"),), lead="guru_bk")),
    make("serahkan", "path", Condition(severity=some("sedang", "berat"), asker=some("wali_kelas")),
         Conclusion(tracks=(("alih_tangan_kasus", "guru_bk"),))),
    make("berat-konferensi", "path", Condition(severity=some("berat")),
         Conclusion(tracks=(("konferensi_kasus", "guru_bk"),), findings=("berat",))),
    make("sama-hari-menyusul", "procedure", Condition(findings=(("sama_hari", True),)),
         Conclusion(requirements=(Demand("surat", "menyusul", (("alih_tangan_kasus", some("dokter")),)),))),
    make("jangan-gugur", "procedure", Condition(parents=some("jangan")),
         Conclusion(requirements=(Demand("izin", "gugur", ()),))),
)  # fmt: skip


def _procedure(id: str, action: Action, party: str, *steps: str) -> Procedure:
    return Procedure(
        id,
        NOTHING,
        ((action, some(party)),),
        (),
        False,
        tuple(map(step, steps)),
        (),
        (),
        "praktik",
        (),
        (),
        HERE,
    )


PROCEDURES = (
    replace(
        _procedure("ke-dokter", "alih_tangan_kasus", "dokter"),
        requires=(("surat", Guard()), ("izin", Guard())),
        documents=(("surat", Guard()),),
        steps=(
            step("rumah", "Pastikan rumah aman.", secures_home=True),
            step("tulis", "Tulis surat.", serves="surat"),
            step("kabari", "Kabari orang tua.", faces_parents=True, serves="izin"),
            step("antar", pivot=True),
            step("rapat", guard=Guard(("berat",), ())),
            step("pantau"),
        ),
    ),
    _procedure("ke-bk", "alih_tangan_kasus", "guru_bk", "serah"),
    _procedure("panggil", "darurat", "layanan_darurat", "panggil", "temani"),
    _procedure("lapor", "wajib_lapor", "polisi", "lapor"),
    _procedure("konferensi", "konferensi_kasus", "guru_bk", "undang", "bahas"),
    _procedure("tangani", "penanganan", "guru_bk", "bicara"),
    _procedure("dampingi", "pendampingan", "guru_bk", "dampingi"),
    _procedure("tanya", "konsultasi", "polisi", "tanya"),
)

ITEMS = {"surat": item("surat", False), "izin": item("izin", True), "janji": item("janji", False)}
SPEAKING = Text("Surat untuk orang tua.", "A letter for the parents.")
ITEMS["surat-rumah"] = replace(item("surat-rumah", True), text=SPEAKING)


def _bound(id: str, when: Condition | None = None, **parts: object) -> Bound:
    empty: dict[str, object] = {"must": (), "never": (), "waits_for_nothing": False}
    return Bound(id, NOTHING, HERE, when or Condition(), **{**empty, **parts})  # type: ignore[arg-type]


INVARIANTS: tuple[Invariant, ...] = (
    _bound("bukan-ke-polisi", never=(("alih_tangan_kasus", some("polisi")),)),
    _bound(
        "curi-dilaporkan",
        Condition(problem=some("mencuri"), facts=facts(senjata=("ya", "tidak_tahu"))),
        must=(("wajib_lapor", some("polisi")),),
        waits_for_nothing=True,
    ),
    _bound("berat-rapat", Condition(severity=some("berat")), must=(("konferensi_kasus", None),)),
    _bound(
        "ringan-di-dalam",
        Condition(severity=some("ringan")),
        never=(("alih_tangan_kasus", some("dokter")), ("wajib_lapor", None)),
    ),
    _bound("luka-berobat", Condition(facts=facts(luka="ya")), must=(("alih_tangan_kasus", some("dokter")),)),
    _bound("senjata-genting", Condition(facts=facts(senjata="ya")), must=(("darurat", None),)),
    Steady("bahaya-tidak-turun", NOTHING, HERE, ("luka", "senjata", "rumah"), False, "alih_tangan_kasus"),
    Steady("tambah-tidak-turun", NOTHING, HERE, (), True, "alih_tangan_kasus"),
    Complete("ada-yang-bertindak", NOTHING, HERE),
    Needs("tanpa-syarat", NOTHING, HERE, (("darurat", None), ("wajib_lapor", None)), ()),
    Needs(
        "dokter-lengkap",
        NOTHING,
        HERE,
        (("alih_tangan_kasus", some("dokter")),),
        (some("surat"), some("izin", "janji")),
    ),
    Silence("rumah-diam", NOTHING, HERE, ("orang tua", "parents")),
    Unordered("urutan", NOTHING, HERE),
)


def little(folder: Path) -> Rulebook:
    """The rulebook; ``folder`` is for the files its words are read from."""
    return replace(words(folder), rules=RULES, procedures=PROCEDURES, requirements=ITEMS, documents=ITEMS)

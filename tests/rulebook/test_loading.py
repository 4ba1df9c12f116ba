"""A sound rulebook as values, and what loading leaves alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from tests.conftest import ROOT, SEEDS
from tests.rulebook.small import FILES, changed, lines, write
from triage.decision.model import Phase
from triage.rulebook.fields import PHASES
from triage.rulebook.loading import RulebookProblems, load_rulebook, read_rulebook
from triage.rulebook.model import (
    Citation,
    Conclusion,
    Condition,
    Contact,
    Demand,
    Guard,
    Place,
    Prohibition,
    Rule,
    Rulebook,
    Step,
)
from triage.rulebook.terms import check_terms
from triage.vocabulary.open import Deadline, Party
from triage.vocabulary.text import Text


@pytest.fixture(name="small")
def _small(tmp_path: Path) -> Rulebook:
    return load_rulebook(write(tmp_path))


def test_rule(small: Rulebook) -> None:
    assert small.rule("luka-dokter") == Rule(
        id="luka-dokter",
        layer="substance",
        title=Text("Luka dirawat", "Injuries are treated"),
        status="active",
        when=Condition(facts=(("luka", frozenset({"ya"})),)),
        then=Conclusion(tracks=(("alih_tangan_kasus", "dokter"),), notices=("buka_kasus",)),
        overrides=(),
        because=Text("Luka perlu dokter.", "An injury needs a doctor."),
        basis="sumber",
        codes=("C-01",),
        sources=(Citation("catatan-001", "Pembuka", "orang terluka"),),
        dissent=(),
        reviewed=("K-07", "2026-03-01"),
        place=Place("safety.yaml", 2, 5),
    )


def test_conditions_and_conclusions(small: Rulebook) -> None:
    def of(id: str) -> Rule:
        rule = small.rule(id)
        assert rule is not None
        return rule

    assert of("luka-polisi").when == Condition(
        any_problem=True, peran=frozenset({"korban"}), facts=(("luka", frozenset({"ya", "tidak_tahu"})),)
    )
    assert of("luka-polisi").then == Conclusion(
        tracks=(("wajib_lapor", "polisi"), ("darurat", "layanan_darurat")),
        findings=("sama_hari",),
        parents="tunda",
    )
    assert of("bk-menangani").when == Condition(
        severity=frozenset({"ringan", "sedang", "berat"}),
        tracks=(("wajib_lapor", None),),
        notices=("buka_kasus",),
    )
    assert of("bk-menangani").then.lead == "guru_bk"
    assert of("bk-tidak-menangani").status == "draft"
    assert of("bk-tidak-menangani").when == Condition(asker=frozenset({"guru_bk"}))
    assert of("minuman-keras-lanjut-berat").when == Condition(
        problem=frozenset({"minuman_keras"}), attributes=(("tahap", frozenset({"lanjut"})),)
    )
    assert of("minuman-keras-lanjut-berat").overrides == ("minuman-keras-sedang",)
    assert of("hari-itu-menyusul").when == Condition(findings=(("sama_hari", True),))
    assert of("hari-itu-menyusul").then == Conclusion(
        requirements=(Demand("data_lengkap", "menyusul", (("alih_tangan_kasus", None),)),)
    )


def test_rules_keep_the_order_of_precedence(small: Rulebook) -> None:
    files = list(dict.fromkeys(rule.place.file for rule in small.rules))

    assert files == ["safety.yaml", "authority.yaml", "severity.yaml", "procedures.yaml"]


def test_prohibition(small: Rulebook) -> None:
    assert small.prohibitions == (
        Prohibition(
            id="polisi-bukan-atk",
            action="alih_tangan_kasus",
            to="polisi",
            title=Text("Polisi bukan tujuan", "Never to the police"),
            because=Text("Laporan bukan alih tangan.", "A report is no handover."),
            basis="sumber",
            codes=("B-06",),
            sources=(Citation("catatan-001", "Penutup", "melapor"),),
            dissent=(),
            instead=(("wajib_lapor", "polisi"),),
            place=Place("authority.yaml", 2, 5),
        ),
    )


def test_procedures(small: Rulebook) -> None:
    atk, lapor, _, konseling = small.procedures

    assert atk.of == (("alih_tangan_kasus", frozenset({"dokter"})),)
    assert atk.requires == (("data_lengkap", Guard(unless=("sama_hari",))),)
    assert atk.documents == (("surat_pengantar", Guard()),)
    assert atk.steps[0].serves == "data_lengkap"
    assert atk.steps[1] == Step(
        id="serahkan",
        text=Text("Serahkan.", "Hand over."),
        who=("guru_bk",),
        by="tiap_minggu",
        faces_parents=False,
        serves=None,
        pivot=True,
        secures_home=False,
        service=None,
        guard=Guard(if_=("sama_hari",)),
        basis="praktik",
        codes=("H-01",),
        sources=(),
        place=Place("procedures.yaml", 27, 9),
    )
    assert lapor.of == (("wajib_lapor", frozenset({"polisi"})), ("darurat", frozenset({"layanan_darurat"})))
    assert konseling.of == ()
    assert konseling.criteria == (Text("Bila mau.", "If willing."),)


def test_a_step_takes_basis_and_sources_from_its_procedure(small: Rulebook) -> None:
    """Unless it states a basis of its own: then it never borrows sources."""
    first, second = small.procedures[0].steps

    assert (first.basis, first.codes, first.sources) == ("sumber", ("D-06",), small.procedures[0].sources)
    assert (second.basis, second.codes, second.sources) == ("praktik", ("H-01",), ())


def test_the_rest(small: Rulebook) -> None:
    words = small.vocabulary

    assert small.version == "1.2.3"
    assert words.categories["minuman_keras"].role_read_as == {"mengalami": "korban"}
    assert list(words.categories["minuman_keras"].attributes["tahap"].values) == ["awal", "lanjut"]
    assert words.categories["membolos"].words == ("bolos",)
    assert (words.facts["luka"].danger, words.facts["luka"].help) == (True, None)
    assert words.facts["luka"].can_become == ("ya",)
    assert words.parties["dokter"] == Party("dokter", Text("Dokter", "Doctor"), "luar", ("puskesmas",))
    assert words.deadlines["segera"] == Deadline("segera", Text("Segera", "At once"), 0)
    assert words.deadlines["tiap_minggu"].hours is None
    assert words.labels["severity"]["berat"] == Text("B", "H")
    assert small.requirements["data_lengkap"].place == Place("procedures.yaml", 2, 3)
    assert small.sources["catatan-001"].sections == {"Pembuka": "BAB SATU", "Penutup": "BAB DUA"}
    assert small.contacts == (
        Contact(
            party="layanan_darurat",
            name=Text("Gawat darurat", "Emergency"),
            reach="119",
            note=None,
            last_verified="2026-01-31",
            source="situs layanan",
            place=Place("directory.yaml", 2, 5),
        ),
    )


def test_everything_in_a_rulebook_is_plain(small: Rulebook) -> None:
    """No word with a place outlives loading: equality and JSON would depend on it."""
    strange: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            strange.extend([value] if type(value) is not str else [])
        elif isinstance(value, dict):
            for key, inner in value.items():
                walk(key)
                walk(inner)
        elif isinstance(value, tuple | frozenset):
            for inner in value:
                walk(inner)
        elif hasattr(value, "__slots__"):
            for name in value.__slots__:
                walk(getattr(value, name))

    walk(small)
    assert strange == []


def test_load_raises_all_problems(tmp_path: Path) -> None:
    write(tmp_path, changed("safety.yaml", "codes: [C-01]", "codes: [x, y]"))

    with pytest.raises(RulebookProblems) as caught:
        load_rulebook(tmp_path)

    assert str(caught.value) == "\n".join(lines(tmp_path))
    assert caught.value.lines("en") == "\n".join(lines(tmp_path, "en"))
    assert caught.value.problems == read_rulebook(tmp_path)[1]
    assert len(caught.value.problems) == 2


def test_a_further_rule_file_is_read(tmp_path: Path) -> None:
    """Its rules stand behind the others, and the checks hold across files."""
    extra = FILES["severity.yaml"].replace("- id: ", "- id: lagi-").replace("[minuman", "[lagi-minuman")
    write(tmp_path, {"tambahan.yaml": extra})
    assert [rule.id for rule in load_rulebook(tmp_path).rules][-1] == "lagi-minuman-keras-lanjut-berat"

    write(tmp_path, {"tambahan.yaml": extra.replace("severity: ringan", "severity: berat")})
    assert lines(tmp_path) == [
        "tambahan.yaml:6:12: aturan-aturan ini bertentangan: membolos-ringan (ringan), "
        "lagi-membolos-ringan (berat), keduanya berlaku untuk membolos; peran: mengalami; "
        "salah satunya perlu “overrides”."
    ]


def test_a_broken_overrider_raises_no_false_alarm(tmp_path: Path) -> None:
    """Without the rule that overrides, the others would seem to contradict each other."""
    name, old = "severity.yaml", "when: {problem: minuman_keras, attributes: {tahap: lanjut}}"
    write(tmp_path, changed(name, old, "when: [x]"))

    assert [problem.kind for problem in read_rulebook(tmp_path)[1]] == ["not-a-table"]


def test_an_unreadable_vocabulary_accuses_no_rule(tmp_path: Path) -> None:
    write(tmp_path, {"vocabulary.yaml": "["})

    assert [problem.place.file for problem in read_rulebook(tmp_path)[1]] == ["vocabulary.yaml"]


def test_too_many_combinations(tmp_path: Path) -> None:
    attribute = "{label: {id: a, en: a}, ask: {id: a, en: a}, values: {%s}}"
    values = ", ".join(f"v{n}: {{id: a, en: a}}" for n in range(50))
    many = "".join(f"      a{n}: {attribute % values}\n" for n in range(2))
    write(tmp_path, changed("vocabulary.yaml", "    attributes:\n", "    attributes:\n" + many))

    assert lines(tmp_path) == [
        "vocabulary.yaml:17:3: atribut kategori ini membentuk 7803 kombinasi, paling banyak 2000; kurangi."
    ]


def test_text_too_long(tmp_path: Path) -> None:
    write(tmp_path, changed("safety.yaml", "Luka perlu dokter.", "x" * 601))

    assert lines(tmp_path) == ["safety.yaml:7:19: teks ini 601 huruf, paling panjang 600; persingkat."]


def test_folded_text_is_one_line(tmp_path: Path) -> None:
    folded = "because:\n      id: >\n        Luka perlu\n        dokter.\n      en: An injury"
    write(
        tmp_path,
        changed("safety.yaml", "because: {id: Luka perlu dokter., en: An injury needs a doctor.}", folded),
    )

    rule = load_rulebook(tmp_path).rule("luka-dokter")

    assert rule is not None
    assert rule.because.id == "Luka perlu dokter."


def test_phases_are_those_of_a_decision() -> None:
    assert get_args(Phase) == PHASES


def test_the_shipped_rulebook_has_no_problem() -> None:
    assert [problem.line() for problem in read_rulebook(ROOT / "rules")[1]] == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here")
def test_every_shipped_term_stands_in_its_seed(book: Rulebook) -> None:
    assert [problem.line() for problem in check_terms(book, SEEDS)] == []


def test_importing_the_model_is_light() -> None:
    code = (
        "import sys, triage.rulebook.model, triage.rulebook.stored, triage.rulebook.files\n"
        "sys.exit(any(name in sys.modules for name in ('pydantic', 'yaml', 'rapidfuzz')))"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0

"""The condition that explains a wrong answer is found by changing one thing at a time."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import pytest

from tests.training.asked import CLASS_TEACHER, REPORT, case_of, drill_of
from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.keys import Keys
from triage.training.misreading import Half, halves, misreadings, single_changes, with_fact
from triage.training.model import Answer, Drill, Misread, Path
from triage.training.paths import accepted, path_of


def named(
    advisor: Advisor, reference: ReferenceEvaluator, drill: Drill, path: Path, reason: str = ""
) -> list[tuple[str, str, str]]:
    key = Keys(advisor.book, reference).key(advisor.decide, drill)
    found = misreadings(advisor.book, advisor.decide, drill, key, Answer(path, reason, 3))
    return [(one.name, one.found, one.as_if) for one in found]


def halved(advisor: Advisor, reference: ReferenceEvaluator, drill: Drill, path: Path) -> tuple[Half, ...]:
    key = Keys(advisor.book, reference).key(advisor.decide, drill)
    return halves(advisor.book, advisor.decide, drill, key, Answer(path, "", 3))


def test_what_no_single_condition_explains_is_explained_half_by_half(
    quick: Advisor, reference: ReferenceEvaluator
) -> None:
    """The gravest of misses: nothing in the story would make it right, so that the rules are named."""
    drill = drill_of(case_of("guru_bk", "kekerasan_seksual", bahaya_saat_ini="tidak"))
    assert named(quick, reference, drill, CLASS_TEACHER) == []
    assert halved(quick, reference, drill, CLASS_TEACHER) == (
        Half("severity", None, "kekerasan-seksual-berat"),
        Half("step", None, "kekerasan-seksual-lapor-polisi"),
    )


def test_a_half_is_explained_by_what_was_told(quick: Advisor, reference: ReferenceEvaluator) -> None:
    """Overlooking that the school has tried explains the step and not the severity."""
    drill = drill_of(
        case_of("guru_bk", "perkelahian_antar_sekolah", senjata="tidak", upaya_sekolah_gagal="ya")
    )
    path = Path("ringan", "penanganan", "guru_bk")
    assert halved(quick, reference, drill, path) == (
        Half("severity", None, "perkelahian-antar-sekolah-sedang"),
        Half("step", Misread("upaya_sekolah_gagal", "ya", "tidak_tahu", ()), "upaya-gagal-psikolog"),
    )


def test_a_half_that_is_right_needs_no_explanation(quick: Advisor, reference: ReferenceEvaluator) -> None:
    drill = drill_of(case_of("guru_bk", "narkoba"))
    halves_of = halved(quick, reference, drill, Path("berat", "penanganan", "wali_kelas"))
    assert [half.of for half in halves_of] == ["step"]


def test_an_attribute_read_as_another(quick: Advisor, reference: ReferenceEvaluator) -> None:
    case = Case("wali_kelas", (Problem("minuman_keras", None, (("tahap", "menengah"),)),))
    assert named(quick, reference, drill_of(case), CLASS_TEACHER) == [
        ("minuman_keras.tahap", "menengah", "awal")
    ]


def test_an_unknown_taken_for_no(quick: Advisor, reference: ReferenceEvaluator) -> None:
    """Nobody said that the danger is over."""
    drill = drill_of(case_of("guru_bk", "percobaan_bunuh_diri"))
    path = Path("berat", "konferensi_kasus", "guru_bk")
    assert named(quick, reference, drill, path) == [("bahaya_saat_ini", "tidak_tahu", "tidak")]


def test_a_second_problem_that_was_overlooked(quick: Advisor, reference: ReferenceEvaluator) -> None:
    drill = drill_of(case_of("wali_kelas", "membolos", "penyakit_fisik"))
    assert named(quick, reference, drill, CLASS_TEACHER) == [("problem", "penyakit_fisik", "")]


def test_a_role_that_was_taken_for_another(quick: Advisor, reference: ReferenceEvaluator) -> None:
    """Whoever only saw it is not the one whose case is grave."""
    drill = drill_of(Case("guru_bk", (Problem("gangguan_jiwa", "saksi"),)))
    path = Path("berat", "konferensi_kasus", "guru_bk")
    assert ("gangguan_jiwa.peran", "saksi", "mengalami") in named(quick, reference, drill, path)


def test_who_asks_decides_whether_the_case_is_handed_over(
    quick: Advisor, reference: ReferenceEvaluator
) -> None:
    drill = drill_of(case_of("guru_bk", "masalah_keluarga"))
    path = Path("sedang", "alih_tangan_kasus", "guru_bk")
    assert named(quick, reference, drill, path)[0] == ("asker", "guru_bk", "wali_kelas")


@pytest.mark.parametrize("instead", ["tidak", "tidak_tahu"])
def test_the_minimal_pair_comes_first(
    quick: Advisor, reference: ReferenceEvaluator, instead: Literal["tidak", "tidak_tahu"]
) -> None:
    case = case_of("guru_bk", "kriminal", sudah_diproses_hukum="ya")
    drill = drill_of(case, with_fact(case, "sudah_diproses_hukum", instead), "sudah_diproses_hukum")
    assert named(quick, reference, drill, REPORT)[0] == ("sudah_diproses_hukum", "ya", instead)


def test_what_the_learner_gave_as_a_reason_comes_before_the_rest(
    quick: Advisor, reference: ReferenceEvaluator
) -> None:
    drill = drill_of(case_of("guru_bk", "kriminal", sudah_diproses_hukum="ya"))
    names = [name for name, *_ in named(quick, reference, drill, REPORT, "paksaan-lapor-polisi")]
    assert names == ["unsur_paksaan", "sudah_diproses_hukum", "sudah_diproses_hukum"]


def test_what_the_story_says_comes_before_what_it_leaves_open(
    quick: Advisor, reference: ReferenceEvaluator
) -> None:
    drill = drill_of(case_of("guru_bk", "kriminal", sudah_diproses_hukum="ya"))
    assert named(quick, reference, drill, REPORT) == [
        ("sudah_diproses_hukum", "ya", "tidak_tahu"),
        ("sudah_diproses_hukum", "ya", "tidak"),
        ("unsur_paksaan", "tidak_tahu", "ya"),
    ]


def test_an_answer_that_nothing_explains(quick: Advisor, reference: ReferenceEvaluator) -> None:
    drill = drill_of(case_of("guru", "kekerasan_seksual"))
    assert named(quick, reference, drill, Path("ringan", "pencegahan", "polisi")) == []


@pytest.mark.parametrize("senjata", ["ya", "tidak"])
def test_every_misreading_leads_to_the_answer_and_is_one_change(
    quick: Advisor, reference: ReferenceEvaluator, senjata: str
) -> None:
    """Whatever is named was decided anew: none is guessed."""
    case = case_of("guru", "bertengkar", "mencuri", senjata=senjata)
    changes = list(single_changes(quick.book, case))
    for path in {path_of(quick.decide(other)) for _, other in changes}:
        leading = {
            (one.name, one.found, one.as_if)
            for one, other in changes
            if accepted(quick.book, quick.decide(other), path)
        }
        if not accepted(quick.book, quick.decide(case), path):
            assert set(named(quick, reference, drill_of(case), path)) == leading


def test_single_changes_are_each_another_case_and_none_twice(book: Rulebook) -> None:
    case = Case(
        "guru",
        (Problem("mencuri", "korban", (("tingkat", "ringan"),)), Problem("membolos")),
        (("luka", "ya"),),
    )
    cases = [other for _, other in single_changes(book, case)]
    kinds = Counter(one.name.partition(".")[2] or one.name for one, _ in single_changes(book, case))
    assert len(set(cases)) == len(cases)
    assert case not in cases
    assert (kinds["luka"], kinds["senjata"], kinds["tingkat"], kinds["problem"]) == (2, 2, 2, 2)

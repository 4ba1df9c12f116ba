"""Stories: the student by name and by pronoun, joins, openings, and what cannot be told."""

from __future__ import annotations

import pytest

from tests.training.test_cards import build
from triage.case.model import Case, Problem
from triage.rulebook.model import Rulebook
from triage.training.narrating import CannotTell, Narrator
from triage.training.templates import Said, Templates, Told

TEMPLATES = Templates(
    askers={
        "wali_kelas": ("Anda wali kelas {siswa}.",),
        "guru": ("Anda guru piket.",),
        "kepala_sekolah": ("Anda kepala sekolah.", "Sekolah ini Anda pimpin."),
    },
    joins=("Selain itu, {masalah}",),
    problems={
        "membolos": (
            Told("{siswa} pulang sebelum waktunya, padahal {siswa} tidak sakit.", "mengalami"),
            Told("{siswa} melihat temannya pulang sebelum waktunya.", "saksi"),
        ),
        "minuman_keras": (
            Told("{siswa} baru sekali minum tuak.", "mengalami", (("tahap", "awal"),)),
            Told("Ada bau tuak dari tas{nya}.", "mengalami"),
        ),
        "kesulitan_belajar": (Told("PR {siswa} jarang selesai.", "mengalami"),),
    },
    facts={
        ("luka", "ya"): (
            Said("{siswa} jatuh dan tangan{nya} robek."),
            Said("Tangan{nya} robek setelah {siswa} mabuk.", with_=frozenset({"minuman_keras"})),
        ),
        ("senjata", "tidak"): (Said("{siswa} jatuh hati pada musik."), Said("Tidak ada senjata.")),
    },
    alone=frozenset({"mengalami"}),
)


@pytest.fixture
def narrator(book: Rulebook) -> Narrator:
    return Narrator(book.vocabulary, TEMPLATES)


def test_the_student_is_named_first_then_called_ia_and_named_again_after_a_while(narrator: Narrator) -> None:
    case = build("wali_kelas", "membolos", None, {}, {"luka": "ya"})
    assert narrator.story(case, "x") == (
        "Anda wali kelas siswa A. Ia pulang sebelum waktunya, padahal ia tidak sakit. "
        "Siswa A jatuh dan tangannya robek."
    )


def test_the_name_is_said_every_time_where_others_are_in_the_story(narrator: Narrator) -> None:
    case = build("wali_kelas", "membolos", "saksi", {}, {"luka": "ya"})
    assert narrator.story(case, "x") == (
        "Anda wali kelas siswa A. Siswa A melihat temannya pulang sebelum waktunya. "
        "Siswa A jatuh dan tangan siswa A robek."
    )


def test_a_second_problem_is_joined_and_an_abbreviation_keeps_its_capitals(narrator: Narrator) -> None:
    two = Case("guru", (Problem("kesulitan_belajar"), Problem("minuman_keras")))
    assert (
        narrator.story(two, "x")
        == "Anda guru piket. PR siswa A jarang selesai. Selain itu, ada bau tuak dari tasnya."
    )
    other = Case("guru", (Problem("membolos"), Problem("minuman_keras", None, (("tahap", "awal"),))))
    assert narrator.story(other, "x") == (
        "Anda guru piket. Siswa A pulang sebelum waktunya, padahal ia tidak sakit. "
        "Selain itu, ia baru sekali minum tuak."
    )


def test_a_sentence_that_fits_the_case_better_goes_before_one_for_all(narrator: Narrator) -> None:
    case = build("guru", "minuman_keras", None, {"tahap": "awal"}, {"luka": "ya"})
    assert narrator.story(case, "x").endswith("Tangannya robek setelah ia mabuk.")


def test_two_sentences_in_a_row_do_not_open_alike_if_it_can_be_helped(narrator: Narrator) -> None:
    case = build("guru", "membolos", None, {}, {"luka": "ya", "senjata": "tidak"})
    stories = {narrator.story(case, str(seed)) for seed in range(20)}
    assert all("Tidak ada senjata." in story for story in stories)


def test_a_part_without_a_sentence_cannot_be_told(narrator: Narrator) -> None:
    for case, part in (
        (build("guru", "membolos", "korban", {}, {}), "membolos (korban)"),
        (build("guru", "membolos", None, {}, {"luka": "tidak"}), "luka: tidak"),
        (build("tendik", "membolos", None, {}, {}), "tendik"),
        (build("guru", "minuman_keras", None, {"tahap": "kecanduan"}, {}), "minuman_keras (mengalami)"),
    ):
        assert not narrator.can_tell(case)
        with pytest.raises(CannotTell) as caught:
            narrator.story(case, "x")
        assert caught.value.part == part


def test_a_story_is_the_same_for_the_same_seed_and_differs_between_seeds(narrator: Narrator) -> None:
    case = build("kepala_sekolah", "membolos", None, {}, {})
    assert narrator.story(case, "a") == narrator.story(case, "a")
    assert len({narrator.story(case, str(seed)) for seed in range(20)}) == 2

"""A case from plain data: one canonical value, or everything that is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import cases
from triage.case.model import Case, Problem
from triage.case.problems import CaseError
from triage.case.reading import as_data, read_case
from triage.rulebook.model import Rulebook


def said(book: Rulebook, data: object) -> list[str]:
    with pytest.raises(CaseError) as caught:
        read_case(data, book.vocabulary)
    return caught.value.said("id").splitlines()


def test_the_three_ways_to_answer_are_the_same_three(book: Rulebook) -> None:
    data = {
        "asker": "guru",
        "problems": ["membolos"],
        "facts": {"luka": True, "senjata": "tidak", "berulang": None},
    }
    assert read_case(data, book.vocabulary) == Case(
        "guru", (Problem("membolos"),), (("luka", "ya"), ("senjata", "tidak"))
    )


def test_a_case_is_the_same_whatever_order_it_was_written_in(book: Rulebook) -> None:
    one = {"asker": "guru", "problems": ["membolos", {"category": "narkoba", "peran": "pelaku"}], "facts": {}}
    two = {"problems": [{"peran": "pelaku", "category": "narkoba"}, "membolos"], "asker": "guru"}
    assert read_case(one, book.vocabulary) == read_case(two, book.vocabulary)


@given(case=cases())
def test_reading_what_was_written_gives_the_same_case(case: dict[str, Any], book: Rulebook) -> None:
    read = read_case(case, book.vocabulary)
    assert read_case(as_data(read), book.vocabulary) == read


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            [],
            "kasus harus berupa isian berkunci, ditemukan […]; yang diharapkan: asker, problems, facts, ref.",
        ),
        (
            {"asker": "wali_kela", "problems": ["membolos"]},
            "penanya wali_kela tidak dikenal; pilih dari: wali_kelas, guru, guru_bk, kepala_sekolah, tendik."
            " Maksud Anda wali_kelas?",
        ),
        (
            {"asker": "guru", "problems": ["tawurann"]},
            "kategori tawurann tidak dikenal; lihat `triage categories`.",
        ),
        (
            {"asker": "guru", "problems": ["membolo"]},
            "kategori membolo tidak dikenal; lihat `triage categories`. Maksud Anda membolos?",
        ),
        (
            {"asker": "guru", "problems": ["membolos", "membolos"]},
            "kategori membolos disebut dua kali; tiap kategori satu kali saja.",
        ),
        ({"asker": "guru", "problems": "membolos"}, "problems harus berupa daftar, ditemukan membolos."),
        (
            {"asker": "guru", "problems": [7]},
            "problems[0] harus berupa id kategori atau isian dengan `category`, ditemukan int.",
        ),
        (
            {"asker": "guru", "problems": [{"category": "minuman_keras", "tahap": "awl"}]},
            "problems[0].tahap: nilai awl tidak dikenal; pilih dari: awal, menengah, kecanduan, tidak_tahu."
            " Maksud Anda awal?",
        ),
        (
            {"asker": "guru", "problems": [{"category": "membolos", "tahap": "awal"}]},
            "kunci problems[0].tahap tidak dikenal; yang dikenal: category, peran.",
        ),
        (
            {"asker": "guru", "problems": ["membolos"], "facts": {"senjataa": "ya"}},
            "fakta senjataa tidak dikenal; lihat `triage facts`. Maksud Anda senjata?",
        ),
        (
            {"asker": "guru", "problems": ["membolos"], "facts": {"luka": "mungkin"}},
            "facts.luka: jawaban mungkin tidak dikenal; pilih dari: ya, tidak, tidak_tahu"
            " (atau true, false, null).",
        ),
        (
            {"asker": "guru", "problems": ["membolos"], "facts": []},
            "facts harus berupa isian `fakta: jawaban`.",
        ),
        (
            {"asker": "guru", "problems": ["membolos"], "ref": "Siti Aminah"},
            "ref harus kode samaran 1 sampai 32 tanda dari huruf, angka, titik, garis; jangan pakai nama.",
        ),
        (
            {"asker": "guru", "problems": ["membolos"], "agama": "x"},
            "kunci agama tidak dikenal; yang dikenal: asker, problems, facts, ref.",
        ),
    ],
)
def test_each_problem_says_what_was_found_and_what_was_expected(
    data: object, line: str, book: Rulebook
) -> None:
    assert said(book, data) == [line]


def test_all_problems_are_told_at_once(book: Rulebook) -> None:
    assert len(said(book, {"problems": ["?"], "facts": {"luka": 3}, "ref": ""})) == 4


def test_free_text_is_never_repeated(book: Rulebook) -> None:
    secret = "Budi Santoso, Jalan Melati 7"
    lines = said(
        book, {secret: 1, "asker": secret, "problems": [secret], "facts": {secret: secret}, "ref": secret}
    )
    assert not [line for line in lines if "Budi" in line or "Melati" in line]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(data=ANYTHING, problems=ANYTHING, facts=ANYTHING)
def test_nothing_but_a_case_or_its_problems_comes_out(
    data: object, problems: object, facts: object, book: Rulebook
) -> None:
    for shape in (data, {"asker": data, "problems": problems, "facts": facts, "ref": data}):
        assert lines_or_case(shape, book) is not None


def lines_or_case(data: object, book: Rulebook) -> Case | list[str]:
    try:
        return read_case(data, book.vocabulary)
    except CaseError as error:
        return [problem.said("en") for problem in error.problems]

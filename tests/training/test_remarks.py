"""Sentences about a learner, in the words of the rulebook."""

from __future__ import annotations

from typing import get_args

import pytest

from triage.rulebook.model import Rulebook
from triage.training.hypotheses import Hypothesis, HypothesisKind, hypotheses
from triage.training.misreading import Half
from triage.training.model import Misread
from triage.training.records import Touched
from triage.training.remarks import changed, half_missed, missed, read_as, suspected, told_apart
from triage.training.telling import Telling
from triage.training.telling_words import WORDS


@pytest.mark.parametrize(
    ("misread", "says"),
    [
        (("luka", "ya", "tidak_tahu"), "Anda melewatkan: siswa terluka."),
        (("luka", "tidak", "tidak_tahu"), "Anda melewatkan: “Siswa terluka: tidak”."),
        (("luka", "ya", "tidak"), "Terbaca terbalik: di kasus ini “Siswa terluka: ya”, bukan “tidak”."),
        (
            ("senjata", "tidak_tahu", "tidak"),
            "Jawaban Anda baru tepat bila sudah pasti “Senjata: tidak”. Belum tahu tidak sama dengan tidak.",
        ),
        (
            ("senjata", "tidak_tahu", "ya"),
            "Jawaban Anda baru tepat bila “Senjata: ya”, dan itu belum diketahui.",
        ),
        (
            ("perundungan.peran", "korban", "saksi"),
            "Terbaca terbalik: di kasus ini “Peran siswa (Perundungan): korban”, "
            "bukan “saksi atau hanya tahu”.",
        ),
        (
            ("asker", "guru", "guru_bk"),
            "Terbaca terbalik: di kasus ini “Yang bertanya: Guru”, bukan “Guru BK”.",
        ),
        (("problem", "narkoba", ""), "Anda melewatkan masalah: Narkoba."),
    ],
)
def test_what_was_misread(book: Rulebook, misread: tuple[str, str, str], says: str) -> None:
    assert missed(Telling(book), Misread(*misread, ())) == says


@pytest.mark.parametrize(
    ("half", "says"),
    [
        (
            Half("severity", None, "narkoba-berat"),
            "Tingkatnya berat: begitulah aturan “Narkoba: berat”.",
        ),
        (
            Half("step", Misread("luka", "ya", "tidak_tahu", ()), "luka-dokter"),
            "Langkah pertamanya: Anda melewatkan: siswa terluka.",
        ),
    ],
)
def test_why_half_of_an_answer_is_wrong(book: Rulebook, half: Half, says: str) -> None:
    assert half_missed(Telling(book), half, "berat") == says


@pytest.mark.parametrize(
    ("name", "found", "as_if", "says"),
    [
        ("luka", "ya", "tidak", "Siswa terluka: ya, dibaca tidak"),
        ("luka", "ya", "tidak_tahu", "Siswa terluka: ya, terlewat"),
        ("asker", "guru", "guru_bk", "Yang bertanya: Guru, dibaca Guru BK"),
        ("problem", "narkoba", "", "Masalah: Narkoba, terlewat"),
    ],
)
def test_a_misreading_in_a_list(book: Rulebook, name: str, found: str, as_if: str, says: str) -> None:
    assert read_as(Telling(book), name, found, as_if) == says


def test_every_suspicion_there_may_be_has_words(book: Rulebook) -> None:
    for lang in ("id", "en"):
        told = {one: suspected(Telling(book, lang), one) for one in hypotheses(book)[1:]}
        assert all("{" not in words and words for words in told.values())
        assert all("_" not in words for words in told.values())
    assert {one.kind for one in hypotheses(book)} == set(get_args(HypothesisKind))
    assert told[Hypothesis("unknown_as_no")] == "whatever is not known is taken for no"


def test_why_cards_are_due_again_is_said_once_for_each_rule(book: Rulebook) -> None:
    touched = [
        Touched("a", "kriminal-wajib-lapor", "condition"),
        Touched("b", "kriminal-wajib-lapor", "condition"),
        Touched("b", "aturan-lama", "gone"),
        Touched("c", "", "path"),
    ]
    rule = book.rule("kriminal-wajib-lapor")
    assert rule is not None
    assert changed(Telling(book), touched) == (
        f"Aturan “{rule.title.id}” berubah: syaratnya.",
        "Aturan “aturan-lama” tidak berlaku lagi.",
        "Beberapa aturan kini memutus lain sebuah kasus yang pernah Anda jawab.",
    )


def test_words_say_the_same_in_both_languages() -> None:
    import string

    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    assert {key for key, words in WORDS.items() if fields(words.id) != fields(words.en)} == set()


def test_a_condition_is_told_once_and_rather_as_overlooked() -> None:
    opposite, overlooked = Misread("luka", "ya", "tidak", ()), Misread("luka", "ya", "tidak_tahu", ())
    other = Misread("senjata", "tidak_tahu", "tidak", ())
    assert told_apart([opposite, other, overlooked]) == (overlooked, other)
    assert told_apart([other, opposite]) == (other, opposite)
    assert told_apart([]) == ()

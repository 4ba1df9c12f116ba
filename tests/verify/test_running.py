"""Running vignettes: every kind of difference, and what keeps a vignette from being decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from triage.case.model import Case, Problem
from triage.deciding.errors import NoPath
from triage.decision.model import Decision
from triage.inference.errors import EngineFailure
from triage.rulebook.model import Place
from triage.service.advisor import Advisor
from triage.verify.running import Difference, Result, chosen, differences, run
from triage.verify.vignettes import Expect, Vignette
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

CASE = Case("wali_kelas", (Problem("membolos"),))


def vignette(name: str = "satu", case: Case = CASE, **expect: object) -> Vignette:
    return Vignette(name, Text("A.", "A."), case, Expect(**expect), Place("a.cases.yaml", 2, 11))  # type: ignore[arg-type]


AGREEING: dict[str, object] = {
    "severity": "ringan",
    "urgency": "rutin",
    "lead": "wali_kelas",
    "parents": "libatkan",
    "provisional": True,
    "notices": (),
    "tracks": ("penanganan wali_kelas", "konsultasi kepala_sekolah", "konsultasi guru_bk"),
    "has_tracks": ("konsultasi guru_bk",),
    "no_tracks": ("wajib_lapor polisi",),
    "rules": ("membolos-ringan", "ringan-wali-kelas"),
    "no_rules": ("kriminal-berat",),
    "questions": ("luka",),
    "no_questions": ("satu_mapel",),
}

HERE = AGREEING["tracks"]
DIFFERING: dict[str, tuple[object, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "severity": ("berat", (("berat",), ("ringan",))),
    "lead": ("guru_bk", (("guru_bk",), ("wali_kelas",))),
    "provisional": (False, (("false",), ("true",))),
    "notices": (("buka_kasus",), (("buka_kasus",), ())),
    "tracks": (
        ("penanganan wali_kelas", "konsultasi polisi", "konsultasi guru_bk"),
        (("konsultasi polisi",), ("konsultasi kepala_sekolah",)),
    ),
    "has_tracks": (("konsultasi polisi", "konsultasi guru_bk"), (("konsultasi polisi",), ())),
    "no_tracks": (("konsultasi polisi", "konsultasi guru_bk"), ((), ("konsultasi guru_bk",))),
    "rules": (("membolos-ringan", "kriminal-berat"), (("kriminal-berat",), ())),
    "no_rules": (("membolos-ringan", "kriminal-berat"), ((), ("membolos-ringan",))),
    "questions": (("luka", "satu_mapel"), (("satu_mapel",), ())),
    "no_questions": (("luka", "satu_mapel"), ((), ("luka",))),
}


def test_a_vignette_that_agrees_in_everything(quick: Advisor) -> None:
    assert differences(vignette(**AGREEING), quick.decide(CASE)) == ()


@pytest.mark.parametrize("key", DIFFERING)
def test_one_thing_that_differs(key: str, quick: Advisor) -> None:
    expected, (missing, surplus) = DIFFERING[key]
    (found,) = differences(vignette(**{**AGREEING, key: expected}), quick.decide(CASE))
    assert (found.key, found.missing, found.surplus) == (key, missing, surplus)


def test_the_order_of_tracks_counts_and_that_of_notices_does_not(quick: Advisor) -> None:
    decision = replace(quick.decide(CASE), notices=("buka_kasus", "di_luar_sumber"))
    tracks = ("konsultasi guru_bk", "penanganan wali_kelas", "konsultasi kepala_sekolah")
    wanted = vignette(notices=("di_luar_sumber", "buka_kasus"), tracks=tracks)
    assert differences(wanted, decision) == (Difference("tracks", tracks, tuple(map(str, HERE)), (), ()),)  # type: ignore[call-overload]


def test_a_missing_rule_names_the_one_that_took_its_place(quick: Advisor) -> None:
    witness = Case("guru", (Problem("narkoba", "saksi"),))
    (result,) = run([vignette(case=witness, rules=("narkoba-berat", "kriminal-berat"))], quick.decide)
    assert result.overridden == (("narkoba-berat", "saksi-paling-tinggi-sedang"),)
    assert result.differences[0].missing == ("narkoba-berat", "kriminal-berat")


@pytest.mark.parametrize("error", [NoPath("lead"), EngineFailure("x")])
def test_a_vignette_without_a_decision_fails_and_the_others_run(error: Exception, quick: Advisor) -> None:
    def decide(case: Case) -> Decision:
        if case.asker == "guru":
            raise error
        return quick.decide(case)

    results = run([vignette("satu", replace(CASE, asker="guru")), vignette("dua", severity="ringan")], decide)

    assert [(one.vignette.name, one.passed, one.failure) for one in results] == [
        ("satu", False, error),
        ("dua", True, None),
    ]


def test_what_is_no_failure_of_the_rules_is_not_hidden() -> None:
    def decide(case: Case) -> Decision:
        raise KeyError(case.asker)

    wanted: Callable[[], tuple[Result, ...]] = lambda: run([vignette()], decide)  # noqa: E731
    with pytest.raises(KeyError):
        wanted()


def test_a_pattern_chooses_by_name() -> None:
    all_ = [vignette("membolos-aman"), vignette("membolos-dua"), vignette("lem")]
    assert [one.name for one in chosen(all_, "membolos-*")] == ["membolos-aman", "membolos-dua"]
    assert [one.name for one in chosen(all_, "[l]em")] == ["lem"]
    assert chosen(all_, "Lem") == ()
    assert chosen(all_, None) == tuple(all_)

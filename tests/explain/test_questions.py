"""Exactly the unknowns that matter, danger first, with what each answer would change."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings

from tests.strategies import cases, with_fact
from triage.decision.model import Outcome
from triage.explain.questions import options, unknown_variables
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor

#: Everything answered `tidak` but what a test leaves open.
QUIET = (
    "bahaya_saat_ini",
    "sumber_bahaya_di_rumah",
    "unsur_paksaan",
    "senjata",
    "luka",
    "luka_orang_lain",
    "gejala_jiwa",
    "gejala_fisik",
    "konflik_pimpinan",
    "hubungan_dekat",
    "upaya_sekolah_gagal",
)


def quiet(*open_facts: str, **more: str) -> dict[str, str]:
    return {fact: "tidak" for fact in QUIET if fact not in open_facts} | more


def asked(advisor: Advisor, case: dict[str, Any]) -> list[str]:
    return [question.fact for question in advisor.decide(advisor.read(case)).questions]


def test_a_light_case_with_every_danger_open_asks_for_danger_first(quick: Advisor) -> None:
    assert asked(quick, {"asker": "wali_kelas", "problems": ["membolos"]}) == [
        "bahaya_saat_ini",
        "sumber_bahaya_di_rumah",
        "unsur_paksaan",
        "senjata",
        "luka",
        "luka_orang_lain",
        "gejala_jiwa",
        "gejala_fisik",
        "konflik_pimpinan",
        "hubungan_dekat",
    ]


def test_nothing_is_asked_once_everything_is_known(quick: Advisor) -> None:
    case = {"asker": "wali_kelas", "problems": ["membolos"], "facts": quiet()}
    decision = quick.decide(quick.read(case))
    assert (decision.questions, decision.provisional, decision.severity) == ((), False, "ringan")


def test_an_attribute_is_asked_by_its_category_and_name(quick: Advisor) -> None:
    case = {"asker": "guru_bk", "problems": ["minuman_keras"], "facts": quiet()}
    question = quick.decide(quick.read(case)).questions[0]
    assert question.fact == "minuman_keras.tahap"
    assert {answer: outcome.severity for answer, outcome in question.changes} == {
        "awal": "ringan",
        "menengah": "sedang",
        "kecanduan": "berat",
    }


def test_consents_and_roles_are_never_asked(quick: Advisor) -> None:
    found = asked(quick, {"asker": "guru", "problems": ["kehamilan", "kekerasan_seksual", "lainnya"]})
    assert {"setuju_siswa", "setuju_ortu"}.isdisjoint(found)
    assert not [name for name in found if name.endswith(".peran")]


def test_what_is_outside_the_sources_stays_provisional(quick: Advisor) -> None:
    case = {"asker": "guru_bk", "problems": ["lainnya"], "facts": quiet()}
    decision = quick.decide(quick.read(case))
    assert (decision.questions, decision.provisional) == ((), True)


@given(case=cases(most=2))
@settings(max_examples=60)
def test_every_answer_leads_where_the_question_says(case: dict[str, Any], quick: Advisor) -> None:
    decision = quick.decide(quick.read(case))
    for question in decision.questions:
        for answer, outcome in question.changes:
            assert decided_with(quick, case, question.fact, answer) == outcome, (question.fact, answer)


def decided_with(advisor: Advisor, case: dict[str, Any], name: str, answer: str) -> Outcome:
    category, dot, attribute = name.partition(".")
    if not dot:
        return advisor.decide(advisor.read(with_fact(case, name, answer))).outcome
    listed = [
        {**problem, attribute: answer} if problem["category"] == category else problem
        for problem in case["problems"]
    ]
    return advisor.decide(advisor.read({**case, "problems": listed})).outcome


@given(case=cases(most=2))
@settings(max_examples=25)
def test_listed_if_and_only_if_two_completions_differ(
    case: dict[str, Any], book: Rulebook, reference: ReferenceEvaluator, quick: Advisor
) -> None:
    """Brute force over decisions, for cases in which at most seven things are open."""
    read = quick.read(case)
    unknown = unknown_variables(book, reference, read)
    for name in unknown[7:]:
        if "." not in name:
            case = with_fact(case, name, "tidak")
    unknown = unknown_variables(book, reference, quick.read(case))
    choices = [(*options(book, name), "tidak_tahu") if "." in name else ("ya", "tidak") for name in unknown]
    outcomes = {answers: completed(quick, case, unknown, answers) for answers in product(*choices)}
    depends = {
        name
        for n, name in enumerate(unknown)
        for answers, outcome in outcomes.items()
        for other in choices[n]
        if outcomes[(*answers[:n], other, *answers[n + 1 :])] != outcome
    }
    assert set(asked(quick, case)) == depends


def completed(advisor: Advisor, case: dict[str, Any], names: list[str], answers: tuple[str, ...]) -> Outcome:
    facts = dict(case["facts"])
    listed = [dict(problem) for problem in case["problems"]]
    for name, answer in zip(names, answers, strict=True):
        category, dot, attribute = name.partition(".")
        if not dot:
            facts[name] = answer
            continue
        for problem in listed:
            if problem["category"] == category:
                problem[attribute] = answer
    inference = advisor.infer(advisor.read({**case, "problems": listed, "facts": facts}))
    return Outcome(inference.severity, inference.urgency, inference.parents, tuple(sorted(inference.tracks)))

"""The engine against the contract written down a second time, by somebody who did not see the rules."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest
from hypothesis import given

from tests.contract import oracle
from tests.contract.tables import ASKERS, DANGERS, ROLES
from tests.strategies import ATTRIBUTES, CATEGORIES, cases, random_case
from triage.case.reading import read_case
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor


def said_by_oracle(case: dict[str, Any]) -> dict[str, Any]:
    verdict = oracle.judge(case)
    return {
        "severity": verdict.severity,
        "urgency": verdict.urgency,
        "lead": verdict.lead,
        "parents": verdict.parents,
        "tracks": sorted(verdict.tracks),
        "notices": sorted(verdict.notices),
        "same_day": verdict.same_day,
        "grades": sorted(
            (category, verdict.base[category], verdict.grade[category]) for category in verdict.base
        ),
    }


def said_by_rules(book: Rulebook, reference: ReferenceEvaluator, case: dict[str, Any]) -> dict[str, Any]:
    inference = reference.infer(read_case(case, book.vocabulary))
    return {
        "severity": inference.severity,
        "urgency": inference.urgency,
        "lead": inference.lead,
        "parents": inference.parents,
        "tracks": sorted(inference.tracks),
        "notices": sorted(inference.notices),
        "same_day": "sama_hari" in inference.findings,
        "grades": sorted(inference.grades),
    }


@given(case=cases())
def test_any_case_is_decided_as_the_contract_says(
    case: dict[str, Any], book: Rulebook, reference: ReferenceEvaluator
) -> None:
    assert said_by_rules(book, reference, case) == said_by_oracle(case)


def one_problem_cases() -> list[dict[str, Any]]:
    """Every category, attribute value and role, with no, one and two dangers stated, for every asker."""
    dangers = [{}, *({fact: "ya"} for fact in (*DANGERS, "konflik_pimpinan", "hubungan_dekat"))]
    others = (
        "upaya_sekolah_gagal",
        "sudah_diproses_hukum",
        "terlibat_pengedaran",
        "gangguan_fungsi",
        "berulang",
    )
    singles = [{fact: answer} for fact in (*DANGERS, *others, "satu_mapel") for answer in ("ya", "tidak")]
    out = []
    for category in CATEGORIES:
        name, values = ATTRIBUTES.get(category, ("", ()))
        for role, value in product((None, *ROLES), (None, *values)):
            problem = {"category": category}
            problem |= {"peran": role} if role else {}
            problem |= {name: value} if value else {}
            out += [
                {"asker": asker, "problems": [problem], "facts": facts}
                for asker, facts in product(ASKERS, [*dangers, *singles])
            ]
    return out


def test_every_single_problem_is_decided_as_the_contract_says(
    book: Rulebook, reference: ReferenceEvaluator
) -> None:
    listed = one_problem_cases()
    wrong = [case for case in listed if said_by_rules(book, reference, case) != said_by_oracle(case)]
    assert wrong == []


@pytest.mark.parametrize("seed", range(4))
def test_questions_are_those_of_brute_force(seed: int, quick: Advisor) -> None:
    rnd = random.Random(seed)
    for _ in range(15):
        case = random_case(rnd, most=2)
        decision = quick.decide(quick.read(case))
        found = {question.fact for question in decision.questions}
        assert (found, decision.provisional) == (oracle.questions(case), oracle.provisional(case)), case


@pytest.mark.prove
def test_questions_are_those_of_brute_force_at_length(quick: Advisor) -> None:
    rnd = random.Random(20261121)
    for _ in range(1500):
        case = random_case(rnd)
        found = {question.fact for question in quick.decide(quick.read(case)).questions}
        assert found == oracle.questions(case), case


@pytest.mark.prove
def test_fifty_thousand_cases_are_decided_as_the_contract_says(
    book: Rulebook, reference: ReferenceEvaluator
) -> None:
    rnd = random.Random(20261121)
    for _ in range(50_000):
        case = random_case(rnd, most=4)
        assert said_by_rules(book, reference, case) == said_by_oracle(case), case

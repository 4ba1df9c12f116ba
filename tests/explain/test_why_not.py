"""Why a track is not there: the nearest rule, and the parts of it that fail."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from tests.strategies import cases
from triage.deciding.parts import Part, Reading
from triage.explain.why_not import WhyNot
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.vocabulary.closed import Action


def ask(advisor: Advisor, action: Action, to: str | None, *problems: Any, **facts: str) -> WhyNot:
    case = advisor.read({"asker": "wali_kelas", "problems": list(problems), "facts": facts})
    return advisor.why_not(case, action, to)


def test_the_nearest_rule_comes_first_with_the_one_part_that_fails(quick: Advisor) -> None:
    answer = ask(quick, "wajib_lapor", "polisi", "bertengkar", senjata="tidak")
    nearest = answer.misses[0]
    assert (nearest.rule.id, nearest.problem) == ("senjata-wajib-lapor", "bertengkar")
    assert nearest.lacking == (Part("senjata", ("ya",), "tidak", False),)
    assert Part("bertengkar.peran", ("pelaku",), "pelaku", True) not in nearest.lacking


def test_a_handover_to_the_police_is_prohibited_and_says_what_instead(quick: Advisor) -> None:
    answer = ask(quick, "alih_tangan_kasus", "polisi", "kriminal")
    assert answer.misses == ()
    assert answer.prohibited is not None
    assert answer.prohibited.instead == (("wajib_lapor", "polisi"),)


def test_an_overridden_rule_is_named_with_the_one_that_overrides_it(quick: Advisor) -> None:
    answer = ask(quick, "konsultasi", "polisi", "perkelahian_antar_sekolah", unsur_paksaan="ya")
    nearest = answer.misses[0]
    assert nearest.lacking == ()
    assert (nearest.rule.id, nearest.by and nearest.by.id) == (
        "perkelahian-konsultasi-polisi",
        "lapor-menggantikan-konsultasi-polisi",
    )


def test_what_is_there_is_said_to_be_there(quick: Advisor) -> None:
    answer = ask(quick, "alih_tangan_kasus", None, "narkoba")
    assert ("alih_tangan_kasus", "bnn") in answer.there


@given(case=cases())
def test_a_rule_fires_exactly_where_all_its_parts_hold(
    case: dict[str, Any], book: Rulebook, quick: Advisor
) -> None:
    """The parts shown to people say the same as the evaluators."""
    read = quick.read(case)
    inference = quick.infer(read)
    rules = {rule.id: rule for rule in book.rules}
    reading = Reading(
        book, read, inference, [rules[item.rule] for item in inference.firings if item.by is None]
    )
    shown = set()
    for rule in book.rules:
        problems = [problem.category for problem in read.problems] if rule.when.of_a_problem else [None]
        shown |= {
            (rule.id, problem)
            for problem in problems
            if rule.status == "active" and all(part.holds for part in reading.parts(rule, problem))
        }
    assert shown == {(item.rule, item.problem) for item in inference.firings}

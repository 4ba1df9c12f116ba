"""Every vignette beside the rules is decided as it expects, and together they exercise every rule."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from tests.rules.vignettes import ROOT, vignettes
from triage.decide.parts import Part, Reading
from triage.rulebook.model import Rule, Rulebook
from triage.service.advisor import Advisor
from triage.vocabulary.closed import UNKNOWN

SHIPPED = vignettes()
HELD_OUT = vignettes(ROOT / "tests" / "contract" / "heldout.cases.yaml")


def differences(advisor: Advisor, vignette: dict[str, Any]) -> dict[str, Any]:
    """What the decision says otherwise than the vignette expects: key → (expected, found)."""
    decision = advisor.decide(advisor.read(vignette["case"]))
    tracks = [f"{track.action} {track.to}" for track in decision.tracks]
    fired = {item.rule for item in decision.justification}
    questions = {question.fact for question in decision.questions}
    found: dict[str, Any] = {
        "severity": decision.severity,
        "urgency": decision.urgency,
        "lead": decision.lead,
        "parents": decision.parents,
        "provisional": "true" if decision.provisional else "false",
        "notices": sorted(decision.notices),
        "tracks": tracks,
    }
    expect = dict(vignette["expect"])
    wrong = {}
    for key, among, wanted in (
        ("has_tracks", tracks, True),
        ("no_tracks", tracks, False),
        ("rules", fired, True),
        ("no_rules", fired, False),
        ("questions", questions, True),
        ("no_questions", questions, False),
    ):
        missed = [item for item in expect.pop(key, []) if (item in among) != wanted]
        if missed:
            wrong[key] = missed
    if "notices" in expect:
        expect["notices"] = sorted(expect["notices"])
    return wrong | {key: (value, found[key]) for key, value in expect.items() if value != found[key]}


@pytest.mark.parametrize("vignette", SHIPPED, ids=[vignette["name"] for vignette in SHIPPED])
def test_a_vignette_beside_the_rules(vignette: dict[str, Any], advisor: Advisor) -> None:
    assert differences(advisor, vignette) == {}


@pytest.mark.parametrize("vignette", HELD_OUT, ids=[vignette["name"] for vignette in HELD_OUT])
def test_a_vignette_written_without_seeing_the_rules(vignette: dict[str, Any], advisor: Advisor) -> None:
    assert differences(advisor, vignette) == {}


def test_names_are_unique_and_there_are_at_least_120() -> None:
    names = [vignette["name"] for vignette in SHIPPED]
    assert len(set(names)) == len(names) >= 120


def test_no_vignette_holds_a_person() -> None:
    keys = {key for vignette in SHIPPED + HELD_OUT for key in vignette["case"]}
    assert keys <= {"asker", "problems", "facts", "ref"}


def meetings(book: Rulebook, advisor: Advisor) -> dict[str, list[tuple[Part, ...]]]:
    """For every rule, the parts of its condition as each vignette met them, per problem."""
    met: dict[str, list[tuple[Part, ...]]] = defaultdict(list)
    rules = {rule.id: rule for rule in book.rules}
    for vignette in SHIPPED:
        case = advisor.read(vignette["case"])
        inference = advisor.infer(case)
        held = [rules[firing.rule] for firing in inference.firings if firing.by is None]
        reading = Reading(book, case, inference, held)
        for rule in book.rules:
            for problem in (
                [problem.category for problem in case.problems] if rule.when.of_a_problem else [None]
            ):
                met[rule.id].append(reading.parts(rule, problem))
    return met


def fails(parts: tuple[Part, ...]) -> int:
    return sum(not part.holds for part in parts)


def is_open(part: Part) -> bool:
    return part.found == UNKNOWN


def reads_an_unknown(rule: Rule) -> bool:
    return bool(rule.when.facts or rule.when.attributes)


def test_every_active_rule_is_fired_nearly_fired_and_met_with_an_unknown(
    book: Rulebook, advisor: Advisor
) -> None:
    met = meetings(book, advisor)
    active = [rule for rule in book.rules if rule.status == "active"]
    never = {
        "fired": [rule.id for rule in active if not any(fails(parts) == 0 for parts in met[rule.id])],
        # All but one part of the condition hold; a rule of a problem also meets other problems.
        "nearly fired": [rule.id for rule in active if not any(fails(parts) == 1 for parts in met[rule.id])],
        # The rest holds, and what is left open decides (or the rule also holds for the unknown).
        "met with an unknown": [
            rule.id
            for rule in active
            if reads_an_unknown(rule)
            and not any(
                any(map(is_open, parts)) and all(part.holds or is_open(part) for part in parts)
                for parts in met[rule.id]
            )
        ],
    }
    assert never == {"fired": [], "nearly fired": [], "met with an unknown": []}

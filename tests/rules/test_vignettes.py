"""Every vignette beside the rules is decided as it expects, and together they exercise every rule."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.rules.vignettes import ROOT, vignettes
from triage.deciding.parts import Part, Reading
from triage.rulebook.model import Rule, Rulebook
from triage.service.advisor import Advisor
from triage.verify.coverage import measure
from triage.verify.running import differences
from triage.verify.vignettes import Vignette
from triage.vocabulary.closed import UNKNOWN

SHIPPED = vignettes()
HELD_OUT = vignettes(ROOT / "tests" / "contract")


@pytest.mark.parametrize("vignette", SHIPPED, ids=[vignette.name for vignette in SHIPPED])
def test_a_vignette_beside_the_rules(vignette: Vignette, advisor: Advisor) -> None:
    assert differences(vignette, advisor.decide(vignette.case)) == ()


@pytest.mark.parametrize("vignette", HELD_OUT, ids=[vignette.name for vignette in HELD_OUT])
def test_a_vignette_written_without_seeing_the_rules(vignette: Vignette, advisor: Advisor) -> None:
    assert differences(vignette, advisor.decide(vignette.case)) == ()


def test_names_are_unique_and_there_are_at_least_120() -> None:
    names = [vignette.name for vignette in SHIPPED]
    assert len(set(names)) == len(names) >= 120


def test_no_vignette_holds_a_person() -> None:
    assert all(vignette.case.ref is None for vignette in SHIPPED + HELD_OUT)


def meetings(book: Rulebook, advisor: Advisor) -> dict[str, list[tuple[Part, ...]]]:
    """For every rule, the parts of its condition as each vignette met them, per problem."""
    met: dict[str, list[tuple[Part, ...]]] = defaultdict(list)
    rules = {rule.id: rule for rule in book.rules}
    for vignette in SHIPPED:
        case = vignette.case
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


def test_every_rule_fires_and_every_condition_decides_alone_where_it_can(book: Rulebook) -> None:
    coverage = measure(book, SHIPPED)

    assert coverage.open == ()
    assert (coverage.of_rules.percent, coverage.of_conditions.percent) == ("100.0", "100.0")
    # No other category has these stages and levels, so that the category can never fail alone.
    assert [(gap.rule.id, gap.atom and gap.atom.key) for gap in coverage.never] == [
        ("kecanduan-alkohol-medis", "problem"),
        ("minuman-keras-awal-ringan", "problem"),
        ("minuman-keras-menengah-sedang", "problem"),
        ("minuman-keras-kecanduan-berat", "problem"),
        ("minuman-keras-tahap-belum-jelas-sedang", "problem"),
        ("mencuri-kecil-ringan", "problem"),
        ("gangguan-emosional-parah-berat", "problem"),
        ("saksi-kecanduan-sedang", "problem"),
    ]

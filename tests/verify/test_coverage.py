"""Coverage on books small enough to see through; the shipped one is in ``tests/rules``."""

from __future__ import annotations

import pytest

from tests.verify.covering.books import book, rule
from triage.case.model import Case, Problem
from triage.rulebook.model import Place, Rulebook
from triage.verify.coverage import Coverage, Figure, measure
from triage.verify.covering.search import Never
from triage.verify.vignettes import Expect, Vignette
from triage.vocabulary.text import Text

STORM = rule("badai", "raise", {"facts": {"hujan": ["ya"], "angin": ["ya"]}}, {"severity_at_least": "berat"})
RAIN, WIND = ("hujan", "ya"), ("angin", "ya")


def vignettes(*cases: Case) -> list[Vignette]:
    place = Place("a.cases.yaml", 1, 1)
    return [Vignette(f"v{n}", Text("", ""), case, Expect(), place) for n, case in enumerate(cases)]


def of(*facts: tuple[str, str], asker: str = "ani") -> Case:
    return Case(asker, (Problem("ceri"),), tuple(sorted(facts)))  # type: ignore[arg-type]


def told(coverage: Coverage) -> list[tuple[str, str | None, str]]:
    return [(gap.rule.id, gap.atom and gap.atom.key, gap.reason) for gap in coverage.gaps]


def shown(made: Rulebook, *cases: Case) -> Coverage:
    return measure(made, vignettes(*cases))


def test_a_rule_that_fires_and_conditions_that_fail_alone() -> None:
    coverage = shown(book(STORM), of(RAIN, WIND), of(WIND), of(RAIN, ("angin", "tidak")))

    assert coverage.gaps == ()
    assert coverage.of_rules == Figure(2, 2)
    assert coverage.of_conditions == Figure(2, 2)
    storm = coverage.rules[0]
    assert (storm.by, [one.by for one in storm.atoms]) == ("v0", ["v1", "v2"])


def test_conditions_that_fail_only_together_are_not_covered() -> None:
    coverage = shown(book(STORM), of(RAIN, WIND), of())

    assert told(coverage) == [
        ("badai", "facts.hujan", "never-alone"),
        ("badai", "facts.angin", "never-alone"),
    ]
    assert [gap.found for gap in coverage.gaps] == [
        of(("hujan", "tidak"), WIND),
        of(RAIN, ("angin", "tidak")),
    ]
    assert coverage.of_conditions == Figure(0, 2)


def test_a_condition_that_fails_nowhere_is_never_met() -> None:
    assert told(shown(book(STORM), of(RAIN, WIND), of(RAIN)))[0] == ("badai", "facts.hujan", "never-fails")


def test_a_rule_that_fires_nowhere_covers_none_of_its_conditions() -> None:
    coverage = shown(book(STORM), of(RAIN))

    assert told(coverage) == [
        ("badai", None, "never-fires"),
        ("badai", "facts.hujan", "never-fires"),
        ("badai", "facts.angin", "never-fires"),
    ]
    # The last decides alone in v0 already: the case in which the rule fires is all it lacks.
    assert [gap.same for gap in coverage.gaps] == [None, None, 0]
    assert coverage.of_rules == Figure(1, 2)


def test_firing_where_another_rule_takes_its_place_does_not_count() -> None:
    calm = rule("tenang", "raise", {"asker": ["budi"]}, {}, ["badai"])
    made = book(STORM, calm)
    assert ("badai", None, "never-fires") in told(shown(made, of(RAIN, WIND, asker="budi")))
    assert ("badai", None, "never-fires") not in told(shown(made, of(RAIN, WIND)))


def test_one_case_closes_several_gaps() -> None:
    other = rule("topan", "raise", {"facts": {"hujan": ["ya"], "angin": ["ya"]}}, {})
    coverage = shown(book(STORM, other))
    assert [gap.same for gap in coverage.gaps] == [None, None, None, 0, 1, 2, 0]


def test_what_cannot_decide_alone_is_counted_apart() -> None:
    every = rule("selalu-saja", "raise", {"asker": ["ani", "budi"], "facts": {"hujan": ["ya"]}}, {})
    coverage = shown(book(every), of(RAIN), of())

    assert coverage.of_conditions == Figure(1, 1)
    assert coverage.open == ()
    assert [(gap.atom and gap.atom.key, gap.found) for gap in coverage.never] == [
        ("asker", Never("every-value"))
    ]
    assert coverage.reaches(100)


def test_a_rule_that_cannot_fire_is_open_and_its_conditions_are_not() -> None:
    dead = rule("mati", "case", {"notices": ["awas"], "facts": {"hujan": ["ya"]}}, {"findings": ["basah"]})
    coverage = shown(book(dead), of(RAIN))

    assert [(gap.rule.id, gap.atom, gap.found) for gap in coverage.open] == [("mati", None, Never("rule"))]
    assert [gap.found for gap in coverage.never] == [Never("rule"), Never("rule")]
    assert not coverage.reaches(100)


@pytest.mark.parametrize(
    ("figure", "percent"),
    [
        (Figure(0, 0), "100.0"),
        (Figure(0, 3), "0.0"),
        (Figure(2, 3), "66.6"),
        (Figure(1999, 2000), "99.9"),
        (Figure(99_999, 100_000), "99.9"),
        (Figure(7, 7), "100.0"),
    ],
)
def test_percentages_are_never_rounded_up(figure: Figure, percent: str) -> None:
    assert figure.percent == percent


def test_a_threshold_is_held_against_the_exact_share() -> None:
    assert Figure(99_999, 100_000).reaches(99.99)
    assert not Figure(99_999, 100_000).reaches(100)
    assert not Figure(2, 3).reaches(66.7)
    assert Figure(2, 3).reaches(66.6)
    assert Figure(333, 1000).reaches(33.3)
    assert Figure(0, 0).reaches(100)

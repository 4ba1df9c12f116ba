"""What is told of many cases at once."""

from __future__ import annotations

from datetime import UTC, timedelta

from tests.ledger.made import choice, decision, progress, told
from triage.ledger.grouping import Group, Span, Table
from triage.ledger.opened import Opened
from triage.ledger.statistics import FirstAction, RuleOverridden, Statistics, statistics

REPORT = ("wajib_lapor", "polisi", "lapor-polisi")
HELP = ("penanganan", "guru_bk", "tangga-sedang")
DAY = timedelta(days=1)
HEAVY = told("berat", "segera", [REPORT, HELP], ["senjata"])


def school(rare: int = 2) -> list[Opened]:
    """Six heavy cases, six light ones a month later, and ``rare`` more of a third kind."""
    heavy = [decision(n, f"B{n}", HEAVY, categories=["perundungan"]) for n in range(1, 7)]
    light = [decision(n, f"R{n}", told("ringan"), after=30 * DAY) for n in range(7, 13)]
    rare = [decision(n, f"S{n}", categories=["mencuri"], after=30 * DAY) for n in range(13, 13 + rare)]
    return [*heavy, *light, *rare]


def test_cases_by_what_was_recommended() -> None:
    found = statistics(school(), UTC)

    assert (found.cases, found.children, found.decisions) == (14, 14, 14)
    # Two cases of medium severity alone would be two children: they are put together with the light ones.
    assert found.severity == Table((Group("berat", 6),), rest=8)
    # What is heavy is urgent: told apart by urgency, the two would be found again.
    assert found.urgency == Table(rest=14)
    assert found.category == Table((Group("membolos", 6),), rest=8)
    assert found.months == (Span("2026-03", "2026-03", 6), Span("2026-04", "2026-04", 8))
    assert found.choices == Table((Group("none", 14),))
    assert found.questions == Table((Group("senjata", 6),))


def test_a_student_decided_on_again_in_a_month_is_one_case_with_the_last_decision() -> None:
    first = [decision(n, f"A{n}", HEAVY) for n in range(1, 6)]
    again = [decision(n + 5, f"A{n}", told("sedang"), after=DAY) for n in range(1, 6)]

    found = statistics([*again, *first], UTC)

    assert (found.cases, found.children, found.decisions) == (5, 5, 10)
    assert found.severity == Table((Group("sedang", 5),))
    assert found.questions == Table()


def test_of_too_few_children_nothing_is_told() -> None:
    few = [decision(n, f"A{n % 4}", HEAVY, after=n * 31 * DAY) for n in range(1, 9)]

    assert statistics(few, UTC) == Statistics(None, None, None)
    assert statistics([], UTC) == Statistics(0, 0, 0)


def test_what_was_erased_is_in_nothing() -> None:
    entries = school()
    entries[0] = Opened(1, entries[0].at, "decision", "B1", body=None, erased=True)

    assert statistics(entries, UTC).severity == Table((Group("ringan", 6),), rest=7)


def test_rules_overridden_with_the_choices_behind() -> None:
    chosen = told("berat", "segera", [HELP])
    choices = [choice(20 + n, n, chosen) for n in range(1, 7)]

    found = statistics([*school(), *choices, choice(40, 13, told("ringan", tracks=[]))], UTC)

    assert found.overridden == (
        RuleOverridden(
            "lapor-polisi", "Judul lapor-polisi", 6, 6, Table((Group("down", 6),)), (26, 25, 24, 23, 22, 21)
        ),
    )
    assert found.overridden_few  # tangga-sedang, in one case
    # One more that went down cannot be told from the six: both would be found by subtraction.
    assert found.choices == Table((Group("down", 7), Group("none", 7)))


def test_how_often_a_rule_was_followed_is_not_told_of_a_few() -> None:
    chosen = told("berat", "segera", [HELP])

    found = statistics([*school(), *(choice(20 + n, n, chosen) for n in range(1, 6))], UTC)

    (rule,) = found.overridden
    assert (rule.cases, rule.of) == (5, 0)


def test_the_last_choice_on_a_case_holds() -> None:
    chosen = told("berat", "segera", [HELP])
    choices = [choice(20 + n, n, chosen) for n in range(1, 7)] + [
        choice(30 + n, n, HEAVY) for n in range(1, 7)
    ]

    found = statistics([*school(), *choices], UTC)

    assert found.overridden == ()
    assert found.choices == Table((Group("none", 8), Group("same", 6)))


def test_urgencies_are_shown_where_no_severity_hides() -> None:
    assert statistics(school(0), UTC).urgency == Table((Group("rutin", 6), Group("segera", 6)))


def test_time_to_first_action() -> None:
    steps = [progress(20 + n, n, after=timedelta(hours=n)) for n in range(1, 7)]
    later = [progress(40 + n, n, after=9 * DAY) for n in range(1, 7)]

    found = statistics([*school(0), *steps, *later], UTC)

    assert found.first_action == (
        FirstAction("", 12, timedelta(hours=3.5), timedelta(hours=4.75), 6),
        FirstAction("segera", 6, timedelta(hours=3.5), timedelta(hours=4.75), 0),
        FirstAction("rutin", 6, None, None, 6),
    )
    assert [one.urgency for one in statistics([*school(), *steps], UTC).first_action] == [""]


def test_who_waits_is_not_told_by_subtraction() -> None:
    # All but two of the urgent ones were acted on: neither they nor the others may be told alone.
    steps = [progress(20 + n, n, after=timedelta(hours=1)) for n in range(1, 5)]
    steps += [progress(20 + n, n, after=31 * DAY) for n in (7, 8)]

    found = statistics([*school(0), *steps], UTC)

    waiting = [(one.urgency, one.waiting) for one in found.first_action]
    assert waiting == [("", 6), ("segera", None), ("rutin", None)]

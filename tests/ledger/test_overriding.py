"""What people chose beside what was recommended: which way it goes and whose rules it sets aside."""

from __future__ import annotations

import pytest

from tests.ledger.made import told
from triage.ledger.overriding import Overriding, overriding, path_of

REPORT = ("wajib_lapor", "polisi", "lapor-polisi")
HELP = ("penanganan", "guru_bk", "tangga-sedang")
ASK = ("konsultasi", "kepala_sekolah", "tangga-ringan")


def test_the_recommended_path_is_the_same() -> None:
    decision = told("berat", "segera", [REPORT, HELP])

    assert overriding(decision, path_of(decision)) == Overriding("same", (), (), ())


def test_a_report_left_out_goes_down_and_names_its_rule() -> None:
    found = overriding(told("berat", "segera", [REPORT, HELP]), told("berat", "segera", [HELP, ASK]))

    assert found == Overriding(
        "down", (("wajib_lapor", "polisi"),), (("konsultasi", "kepala_sekolah"),), ("lapor-polisi",)
    )


def test_a_lower_severity_names_the_rules_that_gave_it() -> None:
    decision = told("berat", "segera", [HELP])
    decision["justification"] += [
        {"rule": "senjata-berat", "concludes": {"severity_at_least": "berat", "urgency_at_least": "segera"}},
        {"rule": "luka-sedang", "concludes": {"severity_at_least": "sedang"}},
    ]

    assert overriding(decision, told("sedang", "segera", [HELP])) == Overriding(
        "down", (), (), ("senjata-berat",)
    )
    assert overriding(decision, told("sedang", "rutin", [HELP])).rules == ("senjata-berat",)


@pytest.mark.parametrize(
    ("chosen", "direction"),
    [
        (told("berat", "rutin", [HELP]), "up"),
        (told("sedang", "darurat", [HELP]), "up"),
        (told("sedang", "rutin", [REPORT, HELP]), "up"),
        (told("sedang", "rutin", [HELP, ASK]), "sideways"),
        (told("sedang", "rutin", []), "sideways"),
        (told("ringan", "darurat", [HELP]), "down"),
        (told("ringan", "rutin", [REPORT, HELP]), "down"),
    ],
)
def test_less_in_anything_that_is_urgent_is_down(chosen: dict[str, object], direction: str) -> None:
    assert overriding(told("sedang", "rutin", [HELP]), chosen).direction == direction

"""What every page must say and may never say, over cases made up by the hundred and several widths."""

from __future__ import annotations

import io
import re
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import EXAMPLES, Run
from tests.strategies import cases
from triage.cli import decision_page
from triage.cli.decision_page import TALLEST, show_decision, summary
from triage.cli.labels import Labels
from triage.cli.session import Session
from triage.service.advisor import Advisor
from triage.vocabulary.closed import Lang

WIDTHS = (60, 80, 120)
ADVICE = {"id": "Ini saran. Keputusan tetap pada guru BK atau konselor.", "en": "This is advice."}
COLOUR = re.compile(r"\x1b\[")


def page(session: Session, told: dict[str, Any], width: int, full: bool = False) -> str:
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        patch.setattr(sys, "stdout", out)
        show_decision(session, told, full=full, more=None if full else "more")
    return out.getvalue()


def tightest(session: Session, told: dict[str, Any], width: int) -> int:
    """The height of the shortest page there is for ``told``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decision_page, "PLANS", decision_page.PLANS[-1:])
        return len(page(session, told, width).splitlines())


def flat(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=150)
@given(data=cases(), lang=st.sampled_from(["id", "en"]), width=st.sampled_from(WIDTHS), full=st.booleans())
def test_pages_say_what_they_must(
    quick: Advisor, data: dict[str, Any], lang: Lang, width: int, full: bool
) -> None:
    case = quick.read(data)
    session = Session(lang=lang, _book=quick.book, _advisor=quick)
    labels = Labels(quick.book, lang)
    told = quick.told(quick.decide(case), lang)
    text = page(session, told, width, full)
    lines = text.splitlines()
    words = flat(text)
    top = flat(text.split(session.say("what_to_do"))[0])

    assert max(len(line) for line in lines) <= width
    assert not COLOUR.search(text)
    assert ADVICE[lang] in words
    assert session.say("unchecked") in top  # only the reference works here

    # Danger first, then what to do, why, what is unknown.
    order = [session.say(key) for key in ("emergency_now", "what_to_do", "why", "unknown")]
    found = [words.index(heading) for heading in order if heading in words]
    assert found == sorted(found)
    urgent = any(track["action"] == "darurat" for track in told["tracks"])
    assert (session.say("emergency_now") in lines[0]) == urgent or width < 80
    if urgent:
        assert "119" in top

    danger = [question for question in told["questions"] if question["danger"]]
    calmest = labels.of("severity", "ringan").upper()
    if told["severity"] == "ringan" and danger:
        assert session.say("for_now", severity=calmest).upper() in top
        for question in danger:
            assert question["ask"] in top
    elif danger:
        for question in danger:
            assert labels.variable(question["fact"]) in top
    if told["provisional"]:
        key = "provisional_open" if told["questions"] else "provisional"
        assert session.say(key, n=len(told["questions"])) in top
    for question in told["questions"]:
        assert question["ask"] in words or labels.variable(question["fact"]) in words
    for notice in told["notices"]:
        assert labels.finding(notice) in top
    if told["parents"] != "libatkan":
        assert labels.of("parents", told["parents"]).upper() in top
    for track in told["tracks"]:
        assert labels.party(track["to"]) in words
        assert labels.action(track["action"]) in words or track["action"] == "darurat"
        for item in (*track["requires"], *track["waived"]):
            if item["state"] != "perlu":
                assert labels.of("requirement_state", item["state"]) in words
                assert item["because"].split(". ")[0].rstrip(".") in words
    if any(fired["basis"] == "praktik" for fired in told["justification"]) and full:
        assert session.say("practice") in words
    if not full and width >= 80:
        # Taller only where nothing more can go: what safety needs is never cut to fit.
        assert len(lines) <= max(TALLEST, tightest(session, told, width))


@settings(max_examples=60)
@given(data=cases(), lang=st.sampled_from(["id", "en"]))
def test_the_one_line_summary_is_as_careful(quick: Advisor, data: dict[str, Any], lang: Lang) -> None:
    case = quick.read(data)
    session = Session(lang=lang, _book=quick.book, _advisor=quick)
    told = quick.told(quick.decide(case), lang, "K-1")
    line = summary(session, told)
    assert line.startswith("K-1 | ")
    assert "\n" not in line
    calmest = Labels(quick.book, lang).of("severity", "ringan").upper()
    if told["severity"] == "ringan" and any(question["danger"] for question in told["questions"]):
        assert session.say("for_now", severity=calmest).upper() in line
        assert session.say("make_sure") in line


@pytest.mark.parametrize("width", [20, 30, 60, 80, 120, 500])
def test_every_width_serves(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for args in (
        ["decide", EXAMPLES / "percobaan-bunuh-diri.yaml"],
        ["decide", "--full", EXAMPLES / "kekerasan-keluarga.yaml"],
        ["what-if", EXAMPLES / "membolos.yaml"],
        ["why-not", "konsultasi", EXAMPLES / "narkoba.yaml"],
        ["categories"],
        ["facts"],
        ["rules", "show", "darurat"],
    ):
        ran = run(*args)
        assert ran.code == 0, ran.err
        assert max(len(line) for line in ran.out.splitlines()) <= min(width, 110)


def test_colour_only_on_a_terminal_that_wants_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = EXAMPLES / "percobaan-bunuh-diri.yaml"
    assert not COLOUR.search(run("decide", path).out)
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("decide", path).out
    assert COLOUR.search(coloured)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]|\x1b\[[0-9;]*4[0-7]", run("decide", path).out)


def test_nothing_is_said_by_colour_alone(run: Run) -> None:
    out = run("decide", EXAMPLES / "percobaan-bunuh-diri.yaml").out
    assert out.startswith("!! DARURAT")
    assert "\n! TUNDA ORANG TUA" in out

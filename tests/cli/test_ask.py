"""``triage ask``: as a person at a real terminal, and by the thousand with answers made up."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import ROOT, Run
from triage.case.model import Case
from triage.cli import prompts
from triage.cli.dialogue import Dialogue
from triage.cli.session import Session
from triage.service.advisor import Advisor

pexpect = pytest.importorskip("pexpect", reason="pexpect needs a POSIX terminal")

COLOURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Person:
    """Someone at a terminal."""

    def __init__(self, *args: str, width: int = 80) -> None:
        env = {**os.environ, "TERM": "xterm", "COLUMNS": str(width)}
        command = ["-m", "triage.cli.main", *args]
        self.terminal: Any = pexpect.spawn(
            sys.executable,
            command,
            env=env,
            dimensions=(50, width),
            encoding="utf-8",
            timeout=60,
            cwd=str(ROOT),
            # A suite started in the background ignores Ctrl-C, and so would its children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        self.greeting = self.read()

    def read(self) -> str:
        """Everything up to the next prompt or the end."""
        self.terminal.expect(["> $", pexpect.EOF])
        return COLOURS.sub("", self.terminal.before or "").replace("\r", "")

    def types(self, *lines: str) -> str:
        """What is shown after the last of ``lines``."""
        shown = ""
        for line in lines:
            self.terminal.sendline(line)
            shown = self.read()
        return shown

    def code(self) -> int | None:
        self.terminal.expect(pexpect.EOF)
        self.terminal.close()
        code: int | None = self.terminal.exitstatus
        return code


@pytest.fixture
def person() -> Iterator[Person]:
    person = Person("ask")
    yield person
    person.terminal.close(force=True)


def test_a_quiet_case_to_the_end(person: Person) -> None:
    assert "Apa masalahnya?" in person.types("1")
    assert "Dipilih: Membolos." in person.types("bolos")
    shown = person.types("")
    assert re.search(r"\(masih ada \d+ pertanyaan\)", shown)
    left = int(re.search(r"\(masih ada (\d+)", shown)[1])  # type: ignore[index]
    while "pertanyaan" in shown:
        shown = person.types("t")
        number = re.search(r"\(masih ada (\d+)", shown)
        now = int(number[1]) if number else 1 if "(pertanyaan terakhir)" in shown else 0
        assert now < left
        left = now
    assert "RINGAN · RUTIN" in shown
    assert "SEMENTARA" not in shown
    person.types("")
    assert person.code() == 0


def test_danger_is_answered_at_once(person: Person) -> None:
    shown = person.types("2", "membolos", "", "y")
    assert "DARURAT: LAKUKAN SEKARANG" in shown
    assert "119" in shown
    shown = person.types("")  # goes on with the questions
    assert "pertanyaan" in shown
    assert "DARURAT: LAKUKAN SEKARANG" not in person.types("t")  # said once, not after every answer
    shown = person.types("q")
    assert "BERAT · DARURAT" in shown


def test_a_problem_that_is_an_emergency_is_answered_before_any_question(person: Person) -> None:
    assert "DARURAT: LAKUKAN SEKARANG" in person.types("wali kelas", "percobaan bunuh diri")


def test_back_again_and_again(person: Person) -> None:
    first = person.types("1", "bolos", "")
    assert person.types("t", "k").endswith(first.split("\n", 1)[1])
    assert "Dipilih: Membolos" in person.types("k")
    assert "Apa masalahnya?" in person.types("k")
    assert "Siapa Anda?" in person.types("k")
    assert "Ini sudah yang pertama." in person.types("k")


def test_back_from_the_result(person: Person) -> None:
    question = person.types("1", "bolos", "", "t")
    person.types("q")
    assert person.types("k").endswith(question.split("\n", 1)[1])  # the question that was left open
    shown = question
    while "pertanyaan" in shown:
        last, shown = shown, person.types("t")
    assert person.types("k").endswith(last.split("\n", 1)[1])  # all answered: the last one again
    assert "Semua langkah" not in person.types("t", "r")


def test_unknown_is_not_asked_again_and_stays_open(person: Person) -> None:
    shown = person.types("1", "bolos", "")
    asked = []
    while "pertanyaan" in shown:
        asked.append(next(line for line in shown.splitlines() if "Apakah" in line))
        shown = person.types("?")
    assert len(asked) == len(set(asked))
    assert "RINGAN UNTUK SEMENTARA" in shown
    assert "Pastikan dulu" in shown


def test_an_empty_line_or_nonsense_answers_nothing(person: Person) -> None:
    person.types("1", "bolos", "")
    for typed in ("", "   ", "ya tapi", "5", "\u200b"):
        assert "Jawab y, t, atau ?" in person.types(typed)


def test_typos_are_asked_about_never_taken(person: Person) -> None:
    assert "Maksud Anda Perkelahian antar sekolah?" in person.types("1", "tawurn")
    assert "tidak saya kenali" not in person.types("t")
    assert "Maksud Anda Perundungan?" in person.types("perundungn")
    assert "Dipilih: Perundungan." in person.types("y")
    assert "tidak saya kenali" in person.types("zzzzzz")


def test_several_problems_and_roles(person: Person) -> None:
    assert "Dipilih: Mencuri, Perundungan." in person.types("3", "6, perundungan, 6")
    assert "dalam masalah “Mencuri”" in person.types("")
    assert "dalam masalah “Perundungan”" in person.types("")  # the default
    assert "pertanyaan" in person.types("saksi")


def test_a_word_with_several_meanings_is_asked(person: Person) -> None:
    shown = person.types("1", "takut")
    assert "Yang mana?" in shown
    assert "Dipilih: Takut guna-guna." in person.types("2")


def test_ctrl_d_finishes_and_ctrl_c_stops(person: Person) -> None:
    person.types("1", "bolos", "")
    person.terminal.sendeof()
    assert "RINGAN UNTUK SEMENTARA" in person.read()
    person.terminal.sendintr()
    assert person.code() == 130


def test_leaving_before_anything_is_chosen(person: Person) -> None:
    assert "belum ada saran" in person.types("q")
    assert person.code() == 130


def test_english() -> None:
    person = Person("--lang", "en", "ask")
    shown = person.types("teacher", "truancy", "", "n", "n")
    assert "questions left" in shown
    assert "LIGHT FOR NOW" in person.types("q")
    person.types("")
    assert person.code() == 0


def test_the_case_can_be_kept_and_decided_again(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "kasus.json"
    person = Person("ask", "--save", str(file))
    person.types("1", "miras", "", "t")
    shown = person.types("q", "")
    assert "Disimpan" in shown
    assert person.code() == 0
    assert json.loads(file.read_text())["facts"] == {"bahaya_saat_ini": "tidak"}
    assert run("decide", file).code == 0
    assert run("ask", "--save", file).code == 2


def test_never_prompts_without_a_terminal(run: Run) -> None:
    for lang in ("id", "en"):
        ran = run("--lang", lang, "ask", stdin="1\nbolos\n\n")
        assert (ran.code, ran.out) == (2, "")
        assert "triage decide" in ran.err


class Scripted:
    """Answers made up by hypothesis, fed to the dialogue instead of a keyboard."""

    def __init__(self, answers: list[str]) -> None:
        self.answers = answers

    def __call__(self, _prompt: str = "") -> str:
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


ANSWERS = st.lists(st.sampled_from(["y", "t", "?", "k", "", "1", "2", "q", "zz"]), max_size=40)


@settings(max_examples=60)
@given(
    problems=st.lists(st.integers(1, 32).map(str), min_size=1, max_size=3),
    asker=st.integers(1, 5).map(str),
    answers=ANSWERS,
)
def test_whatever_is_answered_ends_in_the_decision_on_what_was_answered(
    quick: Advisor, problems: list[str], asker: str, answers: list[str]
) -> None:
    session = Session(_book=quick.book, _advisor=quick)
    asked: list[str] = []
    decided: list[Case] = []
    with pytest.MonkeyPatch.context() as patch:
        script = Scripted([asker, ",".join(problems), "", *answers])
        patch.setattr(prompts, "input", script, raising=False)
        decide = Advisor.decide

        def watched(self: Advisor, case: Case) -> Any:
            decided.append(case)
            return decide(self, case)

        question = Dialogue._question

        def noted(self: Dialogue, draft: Any, told: dict[str, Any], left: int) -> Any:
            asked.append(told["fact"])
            open_now = {one.fact for one in decide(quick, decided[-1]).questions}
            assert told["fact"] in open_now - draft.skipped
            assert left == len(open_now - draft.skipped)
            return question(self, draft, told, left)

        patch.setattr(Advisor, "decide", watched)
        patch.setattr(Dialogue, "_question", noted)
        case = Dialogue(session).run()
    if case is not None:
        assert decided[-1] == case
        known = dict(case.facts)
        assert set(known) <= set(asked)

from __future__ import annotations

import json
import subprocess
import sys
import threading

import pytest

from tests.cli.conftest import EXAMPLES, ROOT, Run
from triage.inference.errors import EngineCrashed
from triage.service.advisor import Advisor

GOOD = '{"asker": "guru", "problems": ["membolos"], "ref": "K-%d"}'


def test_one_decision_a_line_in_order(run: Run) -> None:
    ran = run("decide", "--jsonl", EXAMPLES / "cases.jsonl", "--json")
    assert ran.code == 0, ran.err
    decisions = [json.loads(line) for line in ran.out.splitlines()]
    cases = [json.loads(line) for line in (EXAMPLES / "cases.jsonl").read_text().splitlines()]
    assert [one["ref"] for one in decisions] == [one["ref"] for one in cases]
    for case, decision in zip(cases, decisions, strict=True):
        assert json.loads(run("decide", "-", "--json", stdin=json.dumps(case)).out) == decision


def test_a_bad_line_is_reported_with_its_number_and_the_rest_is_served(run: Run) -> None:
    bad = ["", "{", '["x"]', '{"asker": "guru"}', "Budi Santoso", '{"asker":"guru","asker":"x"}', "\u2028"]
    lines = [GOOD % 1, *bad, GOOD % 9]
    ran = run(
        "decide", "--jsonl", "-", "--json", stdin="\n".join(lines).encode() + b"\n\xff\n" + b"x" * 3_000_000
    )
    assert ran.code == 2
    assert [json.loads(line)["ref"] for line in ran.out.splitlines()] == ["K-1", "K-9"]
    assert sorted({line.split(":")[1] for line in ran.err.splitlines()}, key=int) == [
        *("3", "4", "5", "6", "7", "8"),
        *("10", "11"),
    ]
    assert "Budi" not in ran.err


def test_people_get_one_line_a_case(run: Run) -> None:
    ran = run("decide", "--jsonl", EXAMPLES / "cases.jsonl")
    lines = ran.out.splitlines()
    assert len(lines) == len((EXAMPLES / "cases.jsonl").read_text().splitlines())
    assert lines[0].startswith("1: K-1 | RINGAN UNTUK SEMENTARA")
    assert all("Pastikan dulu: " in line for line in lines)


def test_an_engine_failure_on_one_line_leaves_the_others(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    decide = Advisor.decide

    def failing(self: Advisor, case: object) -> object:
        if getattr(case, "ref", "") == "K-2":
            raise EngineCrashed("SIGSEGV")
        return decide(self, case)  # type: ignore[arg-type]

    monkeypatch.setattr(Advisor, "decide", failing)
    ran = run("decide", "--jsonl", "-", "--json", stdin="\n".join(GOOD % n for n in (1, 2, 3)))
    assert ran.code == 4
    assert [json.loads(line)["ref"] for line in ran.out.splitlines()] == ["K-1", "K-3"]
    assert ran.err.startswith("stdin:2: ")
    assert "119" in ran.err


def test_each_line_is_answered_before_the_next_is_sent() -> None:
    command = [sys.executable, "-m", "triage.cli.main", "decide", "--jsonl", "-", "--json"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        watch = threading.Timer(60, process.kill)
        watch.start()
        for n in range(3):
            process.stdin.write(GOOD % n + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["ref"] == f"K-{n}"
        process.stdin.close()
        assert process.wait(60) == 0
        watch.cancel()

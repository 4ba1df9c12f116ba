from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run
from triage.service.advisor import Advisor

CASES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".yaml", ".json"))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_json_is_the_told_decision(run: Run, quick: Advisor, path: Path, lang: str) -> None:
    ran = run("--lang", lang, "decide", path, "--json")
    assert ran.code == 0, ran.err
    from triage.cli.casefile import read_file

    case = read_file(str(path), quick.book)
    told = quick.told(quick.decide(case), lang, case.ref)  # type: ignore[arg-type]
    assert json.loads(ran.out) == json.loads(json.dumps(told))
    assert ran.err == ""


def test_reads_standard_input(run: Run) -> None:
    path = EXAMPLES / "kriminal.json"
    assert run("decide", "-", "--json", stdin=path.read_text()) == run("decide", path, "--json")


def test_yaml_and_json_say_the_same(run: Run) -> None:
    yaml = "asker: guru\nproblems: [{category: mencuri, tingkat: sedang}]\nfacts: {luka: false, senjata: }\n"
    data = {
        "asker": "guru",
        "problems": [{"category": "mencuri", "tingkat": "sedang"}],
        "facts": {"luka": False, "senjata": None},
    }
    one = run("decide", "-", "--json", stdin=yaml)
    assert one.code == 0, one.err
    assert one == run("decide", "-", "--json", stdin=json.dumps(data))


def test_a_byte_order_mark_is_passed_over(run: Run) -> None:
    text = (EXAMPLES / "kriminal.json").read_text()
    for mark in ("", "\ufeff"):
        assert run("decide", "-", stdin=(mark + text).encode()).code == 0


def test_the_ref_is_echoed_in_json_only_where_given(run: Run) -> None:
    assert json.loads(run("decide", EXAMPLES / "kriminal.json", "--json").out)["ref"] == "KS-07"
    assert "ref" not in json.loads(run("decide", EXAMPLES / "membolos.yaml", "--json").out)


def test_language_and_rulebook_may_stand_before_or_after_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = EXAMPLES / "membolos.yaml"
    before = run("--lang", "en", "--rules", "rules", "decide", path)
    assert "WHAT TO DO" in before.out
    assert before == run("decide", path, "--lang", "en", "--rules", "rules")
    monkeypatch.setenv("TRIAGE_LANG", "en")
    monkeypatch.setenv("TRIAGE_RULES", "rules")
    assert before == run("decide", path)


def test_another_rulebook_is_taken(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in Path("rules").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "vocabulary.yaml":
            text = text.replace("version: 1.0.0", "version: 7.7.7")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    ran = run("--rules", tmp_path, "decide", EXAMPLES / "membolos.yaml", "--json")
    assert json.loads(ran.out)["ruleset"]["version"] == "7.7.7"
    monkeypatch.setenv("TRIAGE_RULES", str(tmp_path))
    assert run("decide", EXAMPLES / "membolos.yaml", "--json") == ran


def test_version_names_program_and_rulebook(run: Run, quick: Advisor) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert quick.book.sha256 in ran.out

"""A decision told in words: complete, stable, and the same facts in both languages."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from tests.strategies import cases
from triage.service.advisor import Advisor

KEYS = [
    "schema",
    "severity",
    "urgency",
    "lead",
    "parents",
    "provisional",
    "notices",
    "tracks",
    "questions",
    "justification",
    "rejected",
    "ruleset",
    "engine",
]
TRACK_KEYS = ["action", "to", "order", "steps", "requires", "waived", "documents", "rules"]
QUESTION_KEYS = {"fact", "ask", "changes"}


@given(case=cases())
def test_the_keys_are_those_of_the_contract(case: dict[str, Any], quick: Advisor) -> None:
    told = quick.told(quick.decide(quick.read(case)))
    assert list(told) == KEYS
    assert all(list(track) == TRACK_KEYS for track in told["tracks"])
    assert all(set(question) >= QUESTION_KEYS for question in told["questions"])
    assert [track["order"] for track in told["tracks"]] == sorted(track["order"] for track in told["tracks"])


@given(case=cases())
def test_the_two_languages_differ_in_words_only(case: dict[str, Any], quick: Advisor) -> None:
    decision = quick.decide(quick.read(case))
    assert without_words(quick.told(decision, "id")) == without_words(quick.told(decision, "en"))


WORDS = {"text", "ask", "title", "because", "by_title", "by_because"}


def without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_words(item) for key, item in value.items() if key not in WORDS}
    return [without_words(item) for item in value] if isinstance(value, list) else value


def test_remembering_never_changes_a_byte(quick: Advisor) -> None:
    case = quick.read({"asker": "guru", "problems": ["narkoba", "membolos"], "ref": "kasus-1"})
    first, again, afresh = quick.decide(case), quick.decide(case), quick.decide_afresh(case)
    assert json.dumps(quick.told(first)) == json.dumps(quick.told(again)) == json.dumps(quick.told(afresh))


def test_an_overridden_rule_is_told_with_both_reasons(quick: Advisor) -> None:
    case = quick.read(
        {"asker": "guru_bk", "problems": ["gangguan_sosial"], "facts": {"hubungan_dekat": "ya"}}
    )
    told = quick.told(quick.decide(case))
    rejected = next(item for item in told["rejected"] if item["rule"] == "sedang-bk")
    assert rejected["by"] == "dekat-konselor-lain"
    assert rejected["because"] != rejected["by_because"]
    assert rejected["at"].startswith("authority.yaml:")


def test_a_pseudonym_is_echoed_and_nothing_else_of_the_case(quick: Advisor) -> None:
    decision = quick.decide(quick.read({"asker": "guru", "problems": ["membolos"], "ref": "X-17"}))
    assert list(quick.told(decision, "id", "X-17"))[:2] == ["schema", "ref"]

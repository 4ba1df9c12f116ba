"""The printed schemas hold for what is really read and printed, and refuse what is not."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import EXAMPLES, Run
from tests.strategies import cases
from triage.case.problems import CaseError
from triage.case.reading import as_data, read_case
from triage.cli.schemas import case_schema, decision_schema
from triage.service.advisor import Advisor


def checker(schema: dict[str, Any]) -> Any:
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def of_decisions(quick: Advisor) -> Any:
    return checker(decision_schema(quick.book))


@pytest.fixture(scope="module")
def of_cases(quick: Advisor) -> Any:
    return checker(case_schema(quick.book.vocabulary))


@settings(max_examples=100)
@given(data=cases(), lang=st.sampled_from(["id", "en"]), ref=st.sampled_from([None, "K-1"]))
def test_every_decision_fits(
    quick: Advisor, of_decisions: Any, data: dict[str, Any], lang: Any, ref: str | None
) -> None:
    told = json.loads(json.dumps(quick.told(quick.decide(quick.read(data)), lang, ref)))
    assert [error.message for error in of_decisions.iter_errors(told)] == []


def _spoilt(value: Any, path: tuple[Any, ...] = ()) -> Any:
    """Copies of ``value`` with an unknown key in one object each."""
    if isinstance(value, dict):
        yield value | {"x-unknown": 1}
        for key, item in value.items():
            if key not in ("changes", "requirements"):  # these have keys of their own
                yield from (value | {key: spoilt} for spoilt in _spoilt(item, (*path, key)))
    elif isinstance(value, list) and value:
        yield from ([spoilt, *value[1:]] for spoilt in _spoilt(value[0], path))


def test_nothing_else_fits(run: Run, of_decisions: Any) -> None:
    told = json.loads(run("decide", EXAMPLES / "kekerasan-keluarga.yaml", "--json").out)
    assert of_decisions.is_valid(told)
    spoilt = list(_spoilt(told))
    assert len(spoilt) > 10
    assert [one for one in spoilt if of_decisions.is_valid(one)] == []
    for key in told:
        assert not of_decisions.is_valid({name: value for name, value in told.items() if name != key})


@settings(max_examples=100)
@given(data=cases())
def test_every_case_fits(quick: Advisor, of_cases: Any, data: dict[str, Any]) -> None:
    assert of_cases.is_valid(data)
    assert of_cases.is_valid(json.loads(json.dumps(as_data(quick.read(data)))))


CASES: list[Any] = [
    {"asker": "guru", "problems": ["membolos"]},
    {"asker": "guru", "problems": [{"category": "membolos"}], "facts": None, "ref": None},
    {"asker": "guru", "problems": [{"category": "mencuri", "tingkat": "tidak_tahu", "peran": None}]},
    {"asker": "guru", "problems": ["membolos"], "facts": {"luka": True, "senjata": None, "berulang": "ya"}},
    {"asker": "guru", "problems": []},
    {"asker": "guru"},
    {"asker": "teacher", "problems": ["membolos"]},
    {"asker": "guru", "problems": ["bolos"]},
    {"asker": "guru", "problems": [{"category": "membolos", "tahap": "awal"}]},
    {"asker": "guru", "problems": [{"peran": "korban"}]},
    {"asker": "guru", "problems": ["membolos"], "facts": {"luka": "mungkin"}},
    {"asker": "guru", "problems": ["membolos"], "facts": {"lukaa": "ya"}},
    {"asker": "guru", "problems": ["membolos"], "ref": "Budi Santoso"},
    {"asker": "guru", "problems": ["membolos"], "nama": "x"},
    {"asker": "guru", "problems": "membolos"},
    ["membolos"],
]


@pytest.mark.parametrize("data", CASES, ids=range(len(CASES)))
def test_schema_and_reader_agree(quick: Advisor, of_cases: Any, data: Any) -> None:
    try:
        read_case(data, quick.book.vocabulary)
        readable = True
    except CaseError:
        readable = False
    assert of_cases.is_valid(data) == readable


def test_the_command_prints_them(run: Run, quick: Advisor) -> None:
    assert json.loads(run("schema", "case").out) == json.loads(json.dumps(case_schema(quick.book.vocabulary)))
    assert json.loads(run("schema", "decision").out) == json.loads(json.dumps(decision_schema(quick.book)))
    rules = json.loads(run("schema", "rules").out)
    checker(rules)
    assert "rules" in rules["properties"]
    assert run("schema", "cas").code == 2

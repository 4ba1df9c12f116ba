"""The JSON Schemas that editors use say what the loader says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from triage.rulebook.model import Rulebook
from triage.rulebook.schemas import KINDS, schema_of


def references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [ref for value in part.values() for ref in references(value)]
    return [ref for value in part for ref in references(value)] if isinstance(part, list) else []


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_whole(kind: str) -> None:
    schema = schema_of(kind)

    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert {ref.rpartition("/")[2] for ref in references(schema)} <= set(schema.get("$defs", {}))
    assert "x-known" not in json.dumps(schema)
    assert "x-null" not in json.dumps(schema)


def test_unknown_kind() -> None:
    with pytest.raises(KeyError):
        schema_of("lain")


def test_one_or_many_and_any() -> None:
    when = schema_of("rules")["$defs"]["ConditionForm"]["properties"]

    many = {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "minItems": 1}
    assert when["problem"] == {"anyOf": [{"const": "any"}, {"type": "string"}, many]}
    assert when["asker"] == {"anyOf": [{"type": "string"}, many]}


def test_null_only_where_it_may_be_written() -> None:
    schema = schema_of("rules")["$defs"]

    assert schema["RuleForm"]["properties"]["reviewed"] == {
        "anyOf": [{"$ref": "#/$defs/ReviewForm"}, {"type": "null"}]
    }
    assert "null" not in json.dumps(schema["ConclusionForm"])


def test_short_form_of_a_use() -> None:
    use = schema_of("procedures")["$defs"]["RequirementUse"]

    assert [one["type"] for one in use["anyOf"]] == ["string", "object"]


def test_closed_sets_are_spelt_out() -> None:
    labels = schema_of("vocabulary")["$defs"]["LabelsForm"]["properties"]

    assert labels["severity"]["required"] == ["ringan", "sedang", "berat"]
    assert labels["severity"]["additionalProperties"] is False


def test_known_ids_are_listed_with_a_rulebook(book: Rulebook) -> None:
    """So that an editor completes them; without a rulebook an id is any text."""
    asked = schema_of("rules", book)["$defs"]["ConditionForm"]["properties"]["asker"]

    assert asked["anyOf"][0] == {"type": "string", "enum": list(book.vocabulary.askers)}
    steps = schema_of("procedures", book)["$defs"]["StepForm"]["properties"]
    assert set(book.vocabulary.actors) <= set(steps["who"]["items"]["enum"])

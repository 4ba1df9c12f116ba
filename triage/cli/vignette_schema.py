"""The JSON Schema of a ``*.cases.yaml`` file: the cases that must be decided as they expect."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from triage.cli.schemas import case_schema
from triage.rulebook.editing import DRAFT, known_ids, rule_ids
from triage.rulebook.model import Rulebook
from triage.rulebook.scalars import KEBAB
from triage.vocabulary.closed import ACTIONS, PARENTS, REQUIREMENT_STATES, SEVERITIES, URGENCIES, Lang

Schema = dict[str, Any]


def vignettes_schema(book: Rulebook, lang: Lang = "id") -> Schema:
    """What an editor checks and completes in a file of vignettes."""
    words = book.vocabulary
    case = {key: value for key, value in case_schema(words).items() if key not in ("$schema", "title")}
    said = {"type": "string", "minLength": 1}
    vignette = _table(
        {
            "name": {"type": "string", "pattern": f"^{KEBAB}$"},
            "story": _table({"id": said, "en": said}),
            "case": case,
            "expect": _expected(book, lang),
        }
    )
    return {
        "$schema": DRAFT,
        "title": "*.cases.yaml",
        "type": "object",
        "properties": {"cases": {"type": "array", "items": vignette}},
        "required": ["cases"],
        "additionalProperties": False,
        "definitions": {"rules": rule_ids(known_ids(book, lang)["rules"])},
    }


def _expected(book: Rulebook, lang: Lang) -> Schema:
    words = book.vocabulary
    known = known_ids(book, lang)
    tracks = [
        f"{action} {party}"
        for action in ACTIONS
        for party in words.parties
        if any(action == name and party in parties for one in book.procedures for name, parties in one.of)
    ]
    every = [f"{action} {party}" for action in ACTIONS for party in words.parties]
    asked = [
        *words.facts,
        *(f"{category.id}.{name}" for category in words.categories.values() for name in category.attributes),
    ]
    rule = {"$ref": "#/definitions/rules"}
    properties: Schema = {
        "severity": _one_of(SEVERITIES, known["severity"]),
        "urgency": _one_of(URGENCIES, known["urgency"]),
        "lead": _one_of(words.parties, known["parties"]),
        "parents": _one_of(PARENTS, known["parents"]),
        "provisional": {"type": "boolean"},
        "notices": _list(_one_of(words.notices, known["notices"])),
        "tracks": _list(_one_of(tracks)),
        "has_tracks": _list(_one_of(tracks)),
        "no_tracks": _list(_one_of(every)),
        "rules": _list(rule),
        "no_rules": _list(rule),
        "questions": _list(_one_of(asked)),
        "no_questions": _list(_one_of(asked)),
        "inside": {
            "type": "object",
            "propertyNames": {"enum": tracks},
            "additionalProperties": _carried(book, lang),
            "minProperties": 1,
        },
    }
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}


def _carried(book: Rulebook, lang: Lang) -> Schema:
    """What one track carries."""
    known = known_ids(book, lang)
    requirements = _one_of(book.requirements, known["requirements"])
    steps = _list({"type": "string", "pattern": f"^{KEBAB}$"})
    documents = _list(_one_of(book.documents, known["documents"]))
    properties: Schema = {
        "states": {
            "type": "object",
            "propertyNames": {"enum": requirements["enum"]},
            "additionalProperties": _one_of(REQUIREMENT_STATES),
        },
        "no_requires": _list(requirements),
        "steps": steps,
        "no_steps": steps,
        "phases": {
            "type": "object",
            "propertyNames": {"pattern": f"^{KEBAB}$"},
            "additionalProperties": _one_of(known["phase"], known["phase"]),
            "minProperties": 1,
        },
        "documents": documents,
        "no_documents": documents,
        "faces_parents": steps,
    }
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}


def _table(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": True}


def _one_of(values: Iterable[str], said: dict[str, str] | None = None) -> Schema:
    ids = list(values)
    told = {} if said is None else {"enumDescriptions": [said[id] for id in ids]}
    return {"type": "string", "enum": ids, **told}

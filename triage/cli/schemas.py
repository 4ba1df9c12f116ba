"""The JSON Schemas of a case and of a decision, with the ids of one rulebook.

They describe what is read and printed; nothing is validated with them here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from triage.case.reading import REF
from triage.decision.model import Phase
from triage.explain.told import SCHEMA
from triage.rulebook.model import Basis, Rulebook
from triage.vocabulary.closed import (
    ACTION_ORDER,
    ACTIONS,
    ANSWERS,
    PARENTS,
    REQUIREMENT_STATES,
    SEVERITIES,
    UNKNOWN,
    URGENCIES,
    WAIVED_STATES,
)
from triage.vocabulary.open import Category, Vocabulary

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer", "minimum": 1}
_FLAG: Schema = {"type": "boolean"}
_REF: Schema = {"type": "string", "pattern": f"^{REF.pattern}$"}


def case_schema(words: Vocabulary) -> Schema:
    """What ``triage decide`` reads: one case."""
    categories = words.categories
    return {
        "$schema": _DRAFT,
        "title": "triage case",
        **_object(
            {
                "asker": _one_of(words.askers),
                "problems": {
                    "type": "array",
                    "minItems": 1,
                    "uniqueItems": True,
                    "items": {
                        "anyOf": [_one_of(categories), *(_problem(words, one) for one in categories.values())]
                    },
                },
                "facts": {
                    "type": ["object", "null"],
                    "properties": {
                        fact.id: {"description": fact.ask.id, "enum": [*ANSWERS, True, False, None]}
                        for fact in words.facts.values()
                    },
                    "additionalProperties": False,
                },
                "ref": {**_REF, "type": ["string", "null"]},
            },
            optional=("facts", "ref"),
        ),
    }


def _problem(words: Vocabulary, category: Category) -> Schema:
    attributes = {
        attribute.id: {"description": attribute.ask.id, "enum": [*attribute.values, UNKNOWN, None]}
        for attribute in category.attributes.values()
    }
    properties = {
        "category": {"const": category.id, "description": category.about.id},
        "peran": {"enum": [*words.roles, None], "default": category.role},
        **attributes,
    }
    return _object(properties, optional=("peran", *attributes))


def decision_schema(book: Rulebook) -> Schema:
    """What ``triage decide --json`` prints: the object ``triage.decision/1``."""
    words = book.vocabulary
    rule = _one_of([item.id for item in book.rules])
    problem: Schema = {"enum": [*words.categories, None]}
    variables = [
        *words.facts,
        *(f"{one.id}.{attribute}" for one in words.categories.values() for attribute in one.attributes),
    ]
    pair = _object({"action": _one_of(ACTIONS), "to": _one_of(words.parties)})
    levels = {"severity": _one_of(SEVERITIES), "urgency": _one_of(URGENCIES), "parents": _one_of(PARENTS)}
    change = _object({**levels, "adds": _array(_ref("pair")), "removes": _array(_ref("pair"))})
    question = _object(
        {
            "fact": _one_of(variables),
            "ask": _TEXT,
            "danger": _FLAG,
            "changes": {"type": "object", "additionalProperties": _ref("change")},
        }
    )
    cited = _object({"ref": _one_of(book.sources), "file": _TEXT, "section": _TEXT, "term": _TEXT})
    basis = _one_of(get_args(Basis))
    rejected = {
        "rule": rule,
        "problem": problem,
        "title": _TEXT,
        "concludes": _ref("concludes"),
        "because": _TEXT,
    }
    fired = {
        **{key: rejected[key] for key in ("rule", "problem", "title", "because", "concludes")},
        "basis": basis,
        "facts": _array({"type": "array", "prefixItems": [_TEXT, _TEXT], "minItems": 2, "maxItems": 2}),
        "sources": _array(_ref("cited")),
        "dissent": _array(_ref("cited")),
        "at": _TEXT,
    }
    by = {"at": _TEXT, "by": rule, "by_title": _TEXT, "by_because": _TEXT, "by_at": _TEXT}
    return {
        "$schema": _DRAFT,
        "title": "triage decision",
        **_object(
            {
                "schema": {"const": SCHEMA},
                "ref": _REF,
                "severity": levels["severity"],
                "urgency": levels["urgency"],
                "lead": _one_of(words.parties),
                "parents": levels["parents"],
                "provisional": _FLAG,
                "notices": _array(_one_of(words.notices)),
                "tracks": _array(_track(book, rule, basis), at_least=1),
                "questions": _array(question),
                "justification": _array(_object(fired), at_least=1),
                "rejected": _array(_object({**rejected, **by})),
                "ruleset": _object(
                    {"version": _TEXT, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}
                ),
                "engine": _object({"evaluators": _array(_TEXT, at_least=1), "checked": _FLAG}),
            },
            optional=("ref",),
        ),
        "$defs": {
            "pair": pair,
            "change": change,
            "cited": cited,
            "concludes": _concludes(book),
        },
    }


def _track(book: Rulebook, rule: Schema, basis: Schema) -> Schema:
    words = book.vocabulary
    people = dict.fromkeys([*words.parties, *words.askers, *words.actors])
    step = _object(
        {
            "n": _NUMBER,
            "id": _TEXT,
            "text": _TEXT,
            "basis": basis,
            "service": _one_of([one.id for one in book.procedures if not one.of]),
            "who": _array(_one_of(people), at_least=1),
            "by": _one_of(words.deadlines),
            "phase": _one_of(get_args(Phase)),
            "faces_parents": _FLAG,
        },
        optional=("service",),
    )
    return _object(
        {
            "action": _one_of(ACTIONS),
            "to": _one_of(words.parties),
            "order": {"enum": list(ACTION_ORDER.values())},
            "steps": _array(step),
            "requires": _array(_requirement(book, rule, waived=False)),
            "waived": _array(_requirement(book, rule, waived=True)),
            "documents": _array(_object({"id": _one_of(book.documents), "text": _TEXT})),
            "rules": _array(rule, at_least=1),
        }
    )


def _requirement(book: Rulebook, rule: Schema, *, waived: bool) -> Schema:
    states = [state for state in REQUIREMENT_STATES if (state in WAIVED_STATES) == waived]
    return _object(
        {
            "id": _one_of(book.requirements),
            "text": _TEXT,
            "state": _one_of(states),
            "because": _TEXT,
            "rule": rule,
        },
        # A waiver always says why.
        optional=() if waived else ("because", "rule"),
    )


def _concludes(book: Rulebook) -> Schema:
    words = book.vocabulary
    properties: Schema = {
        "facts": _array(_one_of(words.facts)),
        "severity": _one_of(SEVERITIES),
        "severity_at_least": _one_of(SEVERITIES),
        "urgency_at_least": _one_of(URGENCIES),
        "tracks": _array(_ref("pair")),
        "notices": _array(_one_of(words.notices)),
        "findings": _array(_one_of(words.findings)),
        "parents": _one_of(PARENTS),
        "lead": _one_of(words.parties),
        "provisional": {"const": True},
        "requirements": {
            "type": "object",
            "propertyNames": _one_of(book.requirements),
            "additionalProperties": _one_of(REQUIREMENT_STATES),
        },
    }
    return _object(properties, optional=tuple(properties))


def _object(properties: Schema, optional: Iterable[str] = ()) -> Schema:
    free = frozenset(optional)
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in free],
        "additionalProperties": False,
    }


def _array(items: Schema, at_least: int = 0) -> Schema:
    return {"type": "array", "items": items, **({"minItems": at_least} if at_least else {})}


def _one_of(values: Iterable[str]) -> Schema:
    return {"enum": list(values)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}

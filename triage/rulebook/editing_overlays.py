"""JSON Schemas of the files of an overlay: what ``editing`` says of the rulebook's, narrowed and widened.

Narrower: nothing of the rulebook is said anew, rules only add, a step names the one it stands behind. Wider:
no part has to be there, and any id may be one that the school declares in another of its files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from triage.rulebook.editing import FILES, Schema, editor_schema, known_ids
from triage.rulebook.model import Rulebook
from triage.rulebook.overlay import CATEGORY_KEYS, CONCLUSIONS, PROCEDURE_KEYS, VOCABULARY_PARTS
from triage.rulebook.scalars import KEBAB, SNAKE
from triage.vocabulary.closed import Lang

#: What a school may add ids to, and how such an id reads.
_OPEN: Final[Mapping[str, str]] = {
    **dict.fromkeys(("categories", "parties", "findings", "notices", "deadlines", "who"), SNAKE),
    **dict.fromkeys(("requirements", "documents"), SNAKE),
    **dict.fromkeys(("sources", "services"), KEBAB),
}
_WORDS: Final = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}


def overlay_schema(name: str, book: Rulebook, lang: Lang = "id") -> Schema:
    """The schema of an overlay's file ``name`` (a key of ``FILES``); raises ``KeyError`` for another."""
    schema = widened(deepcopy(editor_schema(name, book, lang)), book, lang)
    schema.pop("required", None)
    forms: Schema = schema["definitions"]
    if "ConclusionForm" in forms:
        _only_add(forms)
    parts: Schema = schema["properties"]
    if FILES[name] == "vocabulary":
        schema["properties"] = {key: _entries(key, parts[key], forms, book) for key in VOCABULARY_PARTS}
    for key in ("requirements", "documents", "sources"):
        if key in schema["properties"] and "patternProperties" in parts[key]:
            parts[key] = _entries(key, parts[key], forms, book)
    if FILES[name] == "procedures":
        parts["procedures"]["items"] = _procedure(forms, book)
    return schema | {"title": f"overlay/{name}.yaml", "minProperties": 1}


def widened(schema: Schema, book: Rulebook, lang: Lang = "id") -> Schema:
    """``schema`` in which an id may also be one that an overlay declares."""
    known = known_ids(book, lang)
    groups = {frozenset(known[name]): pattern for name, pattern in _OPEN.items() if known.get(name)}
    for part in list(_parts(schema)):
        listed = part.get("enum")
        pattern = groups.get(frozenset(listed)) if isinstance(listed, list) and _words(listed) else None
        if pattern is None and isinstance(listed, list) and _words(listed) and " " in "".join(listed):
            pattern = f"{SNAKE} {SNAKE}"  # a track: an action and a party
        if pattern is not None:
            kept = {key: part.pop(key) for key in ("type", "enum", "enumDescriptions") if key in part}
            part["anyOf"] = [kept, {"type": "string", "pattern": f"^{pattern}$"}]
        told = [
            one for one in part.get("anyOf", ()) if "const" in one.get("properties", {}).get("category", {})
        ]
        if told:  # the problems of a case, one by one, each with its own attributes
            part["anyOf"].append(_other_problem([one["properties"]["category"]["const"] for one in told]))
        spelt: Any = part.get("properties")
        pattern = groups.get(frozenset(spelt)) if isinstance(spelt, dict) and spelt else None
        if pattern is not None and part.get("additionalProperties") is False:
            each = dict(next(iter(spelt.values())))
            each.pop("description", None)
            part["patternProperties"] = {f"^{pattern}$": each}
    return schema


def _other_problem(known: list[str]) -> Schema:
    category = {"type": "string", "pattern": f"^{SNAKE}$", "not": {"enum": known}}
    return {"type": "object", "properties": {"category": category}, "required": ["category"]}


def _only_add(forms: Schema) -> None:
    """Rules conclude nothing that takes away, and speak of categories and parties still to come."""
    then = forms["ConclusionForm"]["properties"]
    forms["ConclusionForm"]["properties"] = {key: part for key, part in then.items() if key in CONCLUSIONS}
    for action in then["tracks"]["properties"].values():
        action["allOf"] = action["allOf"][:1]
    # The first of these names the categories that have attributes; one that is like them has them too.
    forms["ConditionForm"]["allOf"] = forms["ConditionForm"]["allOf"][1:]


def _entries(group: str, table: Schema, forms: Schema, book: Rulebook) -> Schema:
    """A table in which ids of the rulebook may say little or nothing, and new ones all they need."""
    words: Schema = {"type": "object", "properties": {"words": _WORDS}, "required": ["words"]}
    words["additionalProperties"] = False
    new = next(iter(table["patternProperties"].values()))
    told: Any = False
    if group in ("categories", "parties"):
        told = words
    elif group == "deadlines":
        told = new
    if group in ("categories", "requirements"):
        new = _like(forms[new["$ref"].rpartition("/")[2]], group, book)
    shape = {"pattern": f"^{KEBAB if group == 'sources' else SNAKE}$"}
    return {
        "type": "object",
        "propertyNames": table.get("propertyNames", {}) | shape,
        "properties": dict.fromkeys(_known(group, book), told),
        "additionalProperties": new,
        "minProperties": 1,
    }


def _known(group: str, book: Rulebook) -> Iterable[str]:
    place = book if group in ("requirements", "documents", "sources") else book.vocabulary
    ids: Iterable[str] = getattr(place, group)
    return ids


def _like(form: Schema, group: str, book: Rulebook) -> Schema:
    """``form`` with the id whose rules it shares."""
    new = deepcopy(form)
    if group == "categories":
        new["properties"] = {key: part for key, part in new["properties"].items() if key in CATEGORY_KEYS}
        new["required"] = ["label", "about"]
    new["properties"]["like"] = {"enum": list(_known(group, book))}
    new["required"] = [*new.get("required", ()), "like"]
    return new


def _procedure(forms: Schema, book: Rulebook) -> Schema:
    """More of a procedure that is there, or a procedure of the overlay's own."""
    step = deepcopy(forms["StepForm"])
    del step["properties"]["pivot"]
    step["properties"] = {"after": {"type": "string", "pattern": f"^{KEBAB}$"}, **step["properties"]}
    step["required"] = ["after", *step["required"]]
    forms["AddedStep"] = step
    known = {"enum": [procedure.id for procedure in book.procedures]}
    more = {key: deepcopy(forms["ProcedureForm"]["properties"][key]) for key in PROCEDURE_KEYS}
    more |= {"id": known, "steps": {**more["steps"], "items": {"$ref": "#/definitions/AddedStep"}}}
    return {
        "if": {"required": ["id"], "properties": {"id": known}},
        "then": {"type": "object", "properties": more, "required": ["id"], "additionalProperties": False},
        "else": {"$ref": "#/definitions/ProcedureForm"},
    }


def _words(listed: list[Any]) -> bool:
    return bool(listed) and all(isinstance(one, str) for one in listed)


def _parts(schema: Any) -> Iterator[Schema]:
    """Every table in a schema, inner ones first."""
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _parts(value)
    if isinstance(schema, dict):
        yield schema

"""JSON Schemas of the rule files for editors: the form that ``schemas`` tells, and what helps while typing.

Ids of the rulebook are listed once under ``definitions`` with their words beside them; a table of known
keys spells them out; what a layer may read and conclude, the parties an action has a procedure for, the
attributes of a category and the sections of a source are told apart. Never stricter than the loader but
for ids that the rulebook did not know yet when the schema was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from triage.rulebook.checks.layers import CONCLUDES, READS
from triage.rulebook.documents import DOCUMENTS
from triage.rulebook.forms import Form
from triage.rulebook.model import LAYERS, Rulebook
from triage.rulebook.scalars import KEBAB
from triage.rulebook.schemas import schema_of_form
from triage.vocabulary.closed import UNKNOWN, Lang
from triage.vocabulary.open import Category
from triage.vocabulary.text import Text

Schema = dict[str, Any]

#: What editors know best; nothing here needs a later draft.
DRAFT: Final = "http://json-schema.org/draft-07/schema#"
#: Each file of a rulebook and the kind of its form (``schemas.KINDS``).
FILES: Final[Mapping[str, str]] = {
    "vocabulary": "vocabulary",
    "sources": "sources",
    "severity": "rules",
    "authority": "rules",
    "safety": "rules",
    "procedures": "procedures",
    "directory": "directory",
}
#: What a basis that rests on the sources asks for.
_CITED: Final = {"required": ["sources"], "properties": {"sources": {"minItems": 1}}}


def editor_schema(name: str, book: Rulebook, lang: Lang = "id") -> Schema:
    """The schema of the file ``name`` (a key of ``FILES``); raises ``KeyError`` for another name."""
    return refined(f"{name}.yaml", DOCUMENTS[FILES[name]], book, lang)


def refined(title: str, form: type[Form], book: Rulebook, lang: Lang = "id") -> Schema:
    """The schema of a file of the given form, under the title that editors show."""
    schema = schema_of_form(form, book)
    kinds = known_ids(book, lang)
    shared = _Shared(kinds)
    schema = shared.told(schema)
    forms: Schema = schema.pop("$defs", {})
    for name in {"RuleForm", "ProhibitionForm", "ItemForm", "ProcedureForm"} & set(forms):
        forms[name]["if"] = {"required": ["basis"], "properties": {"basis": {"const": "sumber"}}}
        forms[name]["then"] = _CITED
    if "RuleForm" in forms:
        forms["RuleForm"]["allOf"] = [_layer(layer, forms) for layer in LAYERS]
    if "ConditionForm" in forms:
        forms["ConditionForm"]["allOf"] = list(_categories(book.vocabulary.categories.values(), lang))
    if "ConclusionForm" in forms:
        _reach(forms["ConclusionForm"]["properties"]["tracks"]["properties"], book)
    if "CitationForm" in forms:
        forms["CitationForm"]["allOf"] = [
            _where("ref", [source.id], {"section": {"enum": list(source.sections)}})
            for source in book.sources.values()
        ]
    return {
        "$schema": DRAFT,
        "title": title,
        **{key: value for key, value in schema.items() if key != "$schema"},
        "definitions": {**forms, **shared.used},
    }


def known_ids(book: Rulebook, lang: Lang) -> dict[str, dict[str, str]]:
    """The ids of each group with the words for them, in the order of the files."""
    words = book.vocabulary
    texts: dict[str, Mapping[str, Text]] = {
        "askers": words.askers,
        "roles": words.roles,
        "categories": {one.id: one.label for one in words.categories.values()},
        "facts": {one.id: one.ask for one in words.facts.values()},
        "parties": {one.id: one.label for one in words.parties.values()},
        "findings": words.findings,
        "notices": words.notices,
        "deadlines": {one.id: one.label for one in words.deadlines.values()},
        "requirements": {one.id: one.text for one in book.requirements.values()},
        "documents": {one.id: one.text for one in book.documents.values()},
        "sources": {one.id: one.title for one in book.sources.values()},
        "services": {one.id: one.title for one in book.procedures if not one.of},
        "rules": {one.id: one.title for one in book.rules},
        **words.labels,
    }
    people = {**words.actors, **words.askers, **texts["parties"]}
    groups = {name: {id: text.said(lang) for id, text in group.items()} for name, group in texts.items()}
    who = dict.fromkeys([*words.parties, *words.askers, *words.actors])
    return groups | {"who": {id: people[id].said(lang) for id in who}}


class _Shared:
    """Replaces each list of known ids by a reference to one definition, and keeps what was used."""

    def __init__(self, kinds: Mapping[str, Mapping[str, str]]) -> None:
        self._group = {tuple(ids): name for name, ids in kinds.items() if ids}
        self._kinds = kinds
        self.used: Schema = {}

    def told(self, part: Any) -> Any:
        """``part`` with references in place of lists of ids, and the keys of tables spelt out."""
        if isinstance(part, list):
            return [self.told(one) for one in part]
        if not isinstance(part, dict):
            return part.replace("#/$defs/", "#/definitions/") if isinstance(part, str) else part
        group = self._group.get(tuple(part["enum"])) if isinstance(part.get("enum"), list) else None
        if group is not None:
            return {key: part[key] for key in ("description",) if key in part} | self._reference(group)
        keys = part.get("propertyNames", {}).get("enum")
        read = {key: self.told(value) for key, value in part.items() if not (keys and key == "propertyNames")}
        if keys:
            words = self._kinds.get(self._group.get(tuple(keys), ""), {})
            each = read.pop("additionalProperties")
            read["properties"] = {
                key: {"description": words[key], "allOf": [each]} if key in words else each for key in keys
            }
        if keys or "patternProperties" in read:
            read["additionalProperties"] = False
        return read

    def _reference(self, group: str) -> Schema:
        ids = self._kinds[group]
        listed: Schema = {"type": "string", "enum": list(ids), "enumDescriptions": list(ids.values())}
        # A rule may name one that was written a minute ago; the loader says so if there is none.
        self.used[group] = listed if group != "rules" else rule_ids(ids)
        return {"$ref": f"#/definitions/{group}"}


def rule_ids(titles: Mapping[str, str]) -> Schema:
    """The id of a rule: the known ones to choose from, or any that reads like one."""
    listed = {"type": "string", "enum": list(titles), "enumDescriptions": list(titles.values())}
    return {"anyOf": [listed, {"type": "string", "pattern": f"^{KEBAB}$"}]}


def _layer(layer: str, forms: Schema) -> Schema:
    """What a rule of ``layer`` may not read or conclude is refused at once."""
    refused = {
        part: {"properties": {key: False for key in forms[form]["properties"] if key not in allowed[layer]}}
        for part, form, allowed in (("when", "ConditionForm", READS), ("then", "ConclusionForm", CONCLUDES))
    }
    return _where("layer", [layer], refused)


def _reach(actions: Schema, book: Rulebook) -> None:
    """A track is concluded only to a party that some procedure says how to reach."""
    reached: dict[str, list[str]] = {}
    for procedure in book.procedures:
        for action, to in procedure.of:
            reached.setdefault(action, []).extend(to)
    for name, form in actions.items():
        parties = [party for party in book.vocabulary.parties if party in reached.get(name, ())]
        if parties:
            form.setdefault("allOf", []).append(_one_or_many(parties))


def _categories(categories: Iterable[Category], lang: Lang) -> Iterable[Schema]:
    """Attributes are asked of one category that has them, with its values."""
    having = [one for one in categories if one.attributes]
    alone = [[one.id, [one.id]] for one in having]
    yield {
        "if": {"required": ["attributes", "problem"]},
        "then": {"properties": {"problem": {"enum": [value for pair in alone for value in pair]}}},
    }
    for category, pair in zip(having, alone, strict=True):
        values = {
            attribute.id: {
                "description": attribute.ask.said(lang),
                **_one_or_many([*attribute.values, UNKNOWN]),
            }
            for attribute in category.attributes.values()
        }
        yield _where("problem", pair, {"attributes": {"properties": values, "additionalProperties": False}})


def _one_or_many(values: list[str]) -> Schema:
    return {"anyOf": [{"enum": values}, {"type": "array", "items": {"enum": values}}]}


def _where(key: str, values: list[Any], then: Schema) -> Schema:
    return {
        "if": {"required": [key], "properties": {key: {"enum": values}}},
        "then": {"properties": then},
    }

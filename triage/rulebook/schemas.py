"""JSON Schemas of the files of a rulebook, for editors: the same forms the loader reads."""

from __future__ import annotations

from typing import Any

from triage.rulebook.documents import DOCUMENTS
from triage.rulebook.forms import Form
from triage.rulebook.model import Rulebook

#: The kinds of files there is a schema for.
KINDS: tuple[str, ...] = tuple(DOCUMENTS)


def schema_of(kind: str, book: Rulebook | None = None) -> dict[str, Any]:
    """The JSON Schema of one kind of file; raises ``KeyError`` for a kind that is not in ``KINDS``.

    With a rulebook, ids that are declared elsewhere are listed too, so that an editor can complete
    them; without one they are any text.
    """
    return schema_of_form(DOCUMENTS[kind], book)


def schema_of_form(form: type[Form], book: Rulebook | None = None) -> dict[str, Any]:
    """The JSON Schema of any form, as ``schema_of``."""
    schema = form.model_json_schema(by_alias=True)
    known = _known(book) if book else {}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_tidied(schema, known)}


def _tidied(part: Any, known: dict[str, list[str]]) -> Any:
    """The schema with groups of ids listed where they are known, and null only where it is allowed."""
    if isinstance(part, list):
        return [_tidied(one, known) for one in part]
    if not isinstance(part, dict):
        return part
    read = {key: _tidied(value, known) for key, value in part.items() if key not in ("x-known", "x-null")}
    if isinstance(read.get("title"), str):
        del read["title"]  # pydantic's guess from the name, never words of ours
    if "x-null" not in part and {"type": "null"} in read.get("anyOf", ()):
        kept = [one for one in read.pop("anyOf") if one != {"type": "null"}]
        read |= kept[0] if len(kept) == 1 else {"anyOf": kept}
    if read.get("default", ...) is None:
        del read["default"]
    group = part.get("x-known")
    return read | {"enum": known[group]} if group in known else read


def _known(book: Rulebook) -> dict[str, list[str]]:
    words = book.vocabulary
    return {
        "askers": list(words.askers),
        "roles": list(words.roles),
        "categories": list(words.categories),
        "facts": list(words.facts),
        "parties": list(words.parties),
        "findings": list(words.findings),
        "notices": list(words.notices),
        "deadlines": list(words.deadlines),
        "who": list(dict.fromkeys([*words.parties, *words.askers, *words.actors])),
        "requirements": list(book.requirements),
        "documents": list(book.documents),
        "sources": list(book.sources),
        "services": [procedure.id for procedure in book.procedures if not procedure.of],
        "rules": [rule.id for rule in book.rules],
    }

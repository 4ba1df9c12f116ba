"""A checked rulebook as bytes and back, without YAML and pydantic: a quick start for the command line.

The bytes are JSON: each value a list of its fields in their order. They carry the names of those
fields, so that bytes written by another version of the model are refused rather than misread.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from triage.rulebook.model import (
    Citation,
    Conclusion,
    Condition,
    Contact,
    Demand,
    Guard,
    Item,
    Place,
    Procedure,
    Prohibition,
    Rule,
    Rulebook,
    Source,
    Step,
)
from triage.vocabulary.open import Attribute, Category, Deadline, Fact, Party, Vocabulary
from triage.vocabulary.text import Text

_CLASSES: Final = (
    Place, Citation, Condition, Demand, Conclusion, Rule, Prohibition, Guard, Item, Step, Procedure,
    Source, Contact, Rulebook, Attribute, Category, Fact, Party, Deadline, Vocabulary,
)  # fmt: skip
#: What the bytes begin with: every class with its fields.
SHAPE: Final = [[one.__name__, *(field.name for field in fields(one))] for one in _CLASSES]


class StoredRulebookBroken(ValueError):
    """The bytes are not a rulebook of this version of the program; load the files instead."""


def dump(book: Rulebook) -> bytes:
    """The rulebook as bytes; the same rulebook gives the same bytes."""
    return json.dumps([SHAPE, _plain(book)], ensure_ascii=False, separators=(",", ":")).encode()


def restore(data: bytes) -> Rulebook:
    """The rulebook that was dumped. Raises ``StoredRulebookBroken`` for any other bytes.

    Nothing is checked again: whoever keeps the bytes sees to it that they are the ones written.
    """
    try:
        shape, book = json.loads(data)
        if shape != SHAPE:
            raise StoredRulebookBroken("written by another version")
        return _rulebook(book)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        if isinstance(error, StoredRulebookBroken):
            raise
        raise StoredRulebookBroken("damaged") from error


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value


def _rulebook(data: Any) -> Rulebook:
    version, sha256, words, rules, prohibitions, requirements, documents, procedures, sources, contacts = data
    return Rulebook(
        version,
        sha256,
        _vocabulary(words),
        tuple(map(_rule, rules)),
        tuple(map(_prohibition, prohibitions)),
        {id: _item(one) for id, one in requirements.items()},
        {id: _item(one) for id, one in documents.items()},
        tuple(map(_procedure, procedures)),
        {id: _source(one) for id, one in sources.items()},
        tuple(map(_contact, contacts)),
    )


def _vocabulary(data: Any) -> Vocabulary:
    askers, roles, categories, facts, parties, actors, findings, notices, deadlines, labels = data
    return Vocabulary(
        _texts(askers),
        _texts(roles),
        {id: _category(one) for id, one in categories.items()},
        {id: _fact(one) for id, one in facts.items()},
        {id: Party(one[0], Text(*one[1]), one[2], tuple(one[3])) for id, one in parties.items()},
        _texts(actors),
        _texts(findings),
        _texts(notices),
        {id: Deadline(one[0], Text(*one[1]), one[2]) for id, one in deadlines.items()},
        {name: _texts(one) for name, one in labels.items()},
    )


def _texts(data: Any) -> dict[str, Text]:
    return {id: Text(*one) for id, one in data.items()}


def _category(data: Any) -> Category:
    id, label, about, basis, codes, words, role, read_as, attributes, like = data
    kept = {
        name: Attribute(one[0], Text(*one[1]), Text(*one[2]), _texts(one[3]))
        for name, one in attributes.items()
    }
    return Category(
        id, Text(*label), Text(*about), basis, tuple(codes), tuple(words), role, dict(read_as), kept, like
    )


def _fact(data: Any) -> Fact:
    id, label, ask, help, danger, asked, can_become = data
    said = None if help is None else Text(*help)
    return Fact(id, Text(*label), Text(*ask), said, danger, asked, tuple(can_become))


def _rule(data: Any) -> Rule:
    id, layer, title, status, when, then, overrides, because, basis, codes, sources, dissent, by, place = data
    return Rule(
        id,
        layer,
        Text(*title),
        status,
        _condition(when),
        _conclusion(then),
        tuple(overrides),
        Text(*because),
        basis,
        tuple(codes),
        _citations(sources),
        _citations(dissent),
        None if by is None else (by[0], by[1]),
        Place(*place),
    )


def _condition(data: Any) -> Condition:
    problem, any_problem, attributes, peran, base, grade, facts = data[:7]
    asker, severity, urgency, parents, tracks, notices, findings = data[7:]
    return Condition(
        _set(problem),
        any_problem,
        tuple((name, frozenset(values)) for name, values in attributes),
        _set(peran),
        _set(base),
        _set(grade),
        tuple((fact, frozenset(values)) for fact, values in facts),
        _set(asker),
        _set(severity),
        _set(urgency),
        _set(parents),
        _reached(tracks),
        tuple(notices),
        tuple((id, there) for id, there in findings),
    )


def _conclusion(data: Any) -> Conclusion:
    facts, severity, severity_at_least, urgency_at_least, tracks = data[:5]
    notices, findings, parents, lead, provisional, requirements = data[5:]
    return Conclusion(
        tuple(facts),
        severity,
        severity_at_least,
        urgency_at_least,
        _pairs(tracks),
        tuple(notices),
        tuple(findings),
        parents,
        lead,
        provisional,
        tuple(Demand(one, state, _reached(of)) for one, state, of in requirements),
    )


def _prohibition(data: Any) -> Prohibition:
    id, action, to, title, because, basis, codes, sources, dissent, instead, place = data
    return Prohibition(
        id,
        action,
        to,
        Text(*title),
        Text(*because),
        basis,
        tuple(codes),
        _citations(sources),
        _citations(dissent),
        _pairs(instead),
        Place(*place),
    )


def _item(data: Any) -> Item:
    id, text, faces_parents, basis, codes, sources, place = data
    return Item(id, Text(*text), faces_parents, basis, tuple(codes), _citations(sources), Place(*place))


def _procedure(data: Any) -> Procedure:
    id, title, of, criteria, faces_parents, steps, requires, documents, basis, codes, sources, place = data
    return Procedure(
        id,
        Text(*title),
        tuple((action, frozenset(parties)) for action, parties in of),
        tuple(Text(*one) for one in criteria),
        faces_parents,
        tuple(map(_step, steps)),
        tuple((one, _guard(guard)) for one, guard in requires),
        tuple((one, _guard(guard)) for one, guard in documents),
        basis,
        tuple(codes),
        _citations(sources),
        Place(*place),
    )


def _step(data: Any) -> Step:
    id, text, who, by, faces_parents, serves, pivot, secures_home = data[:8]
    service, guard, basis, codes, sources, place = data[8:]
    return Step(
        id,
        Text(*text),
        tuple(who),
        by,
        faces_parents,
        serves,
        pivot,
        secures_home,
        service,
        _guard(guard),
        basis,
        tuple(codes),
        _citations(sources),
        Place(*place),
    )


def _guard(data: Any) -> Guard:
    return Guard(tuple(data[0]), tuple(data[1]))


def _source(data: Any) -> Source:
    id, title, file, grade, sections, place = data
    return Source(id, Text(*title), file, Text(*grade), dict(sections), Place(*place))


def _contact(data: Any) -> Contact:
    party, name, reach, note, last_verified, source, place = data
    said = None if note is None else Text(*note)
    return Contact(party, Text(*name), reach, said, last_verified, source, Place(*place))


def _citations(data: Any) -> tuple[Citation, ...]:
    return tuple(Citation(*one) for one in data)


def _pairs(data: Any) -> Any:
    return tuple((action, to) for action, to in data)


def _reached(data: Any) -> Any:
    return tuple((action, _set(parties)) for action, parties in data)


def _set(data: Any) -> Any:
    return None if data is None else frozenset(data)

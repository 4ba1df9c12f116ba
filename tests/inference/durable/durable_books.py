"""Small rulebooks made from the model classes, and a few words to write rules and cases with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from triage.case.model import Case, Problem
from triage.rulebook.model import Conclusion, Condition, Demand, Place, Rule, Rulebook
from triage.vocabulary.open import Attribute, Category, Fact, Party, Vocabulary
from triage.vocabulary.text import Text

NO_TEXT = Text("", "")

#: category -> (default role, role_read_as, {attribute: values})
CATEGORIES: dict[str, tuple[str, dict[str, str], dict[str, tuple[str, ...]]]] = {
    "apel": ("mengalami", {}, {"tahap": ("awal", "lanjut")}),
    "beri": ("pelaku", {"mengalami": "korban"}, {}),
    "ceri": (
        "korban",
        {"mengalami": "korban"},
        {"tingkat": ("rendah", "tinggi"), "tahap": ("awal", "akhir")},
    ),
}
ROLES = ("mengalami", "pelaku", "korban", "saksi")
FACTS = ("hujan", "angin", "petir", "kabut")
ASKERS = ("ani", "budi", "cici")
PARTIES = ("utara", "timur", "selatan")
NOTICES = ("awas", "pelan")
FINDINGS = ("basah", "gelap", "licin")


def vocabulary(categories: Iterable[str] = ()) -> Vocabulary:
    """The words of the test books, with more categories if named."""
    told = {**CATEGORIES, **{name: ("mengalami", {}, {}) for name in categories}}
    return Vocabulary(
        askers=dict.fromkeys(ASKERS, NO_TEXT),
        roles=dict.fromkeys(ROLES, NO_TEXT),
        categories={name: _category(name, *about) for name, about in told.items()},
        facts={name: Fact(name, NO_TEXT, NO_TEXT, None, False, True, ()) for name in FACTS},
        parties={name: Party(name, NO_TEXT, "dalam", ()) for name in PARTIES},
        actors={},
        findings=dict.fromkeys(FINDINGS, NO_TEXT),
        notices=dict.fromkeys(NOTICES, NO_TEXT),
        deadlines={},
        labels={},
    )


def _category(
    name: str, role: str, read_as: Mapping[str, str], attributes: Mapping[str, tuple[str, ...]]
) -> Category:
    return Category(
        id=name,
        label=NO_TEXT,
        about=NO_TEXT,
        basis="praktik",
        codes=(),
        words=(),
        role=role,
        role_read_as=read_as,
        attributes={
            attribute: Attribute(attribute, NO_TEXT, NO_TEXT, dict.fromkeys(values, NO_TEXT))
            for attribute, values in attributes.items()
        },
    )


def book(*rules: Rule, categories: Iterable[str] = ()) -> Rulebook:
    """A rulebook of these rules."""
    return Rulebook("1.0.0", "0" * 64, vocabulary(categories), rules, (), {}, {}, (), {}, ())


def rule(
    name: str,
    layer: Any,
    when: Mapping[str, Any] | None = None,
    then: Mapping[str, Any] | None = None,
    overrides: Iterable[str] = (),
    status: Any = "active",
) -> Rule:
    """A rule written as in YAML: a word or a list of words wherever one of several may stand."""
    return Rule(
        id=name,
        layer=layer,
        title=NO_TEXT,
        status=status,
        when=condition(**(when or {})),
        then=conclusion(**(then or {})),
        overrides=tuple(overrides),
        because=NO_TEXT,
        basis="praktik",
        codes=(),
        sources=(),
        dissent=(),
        reviewed=None,
        place=Place("test.yaml", 1, 1),
    )


def condition(**parts: Any) -> Condition:
    """``when`` as written in YAML."""
    problem = parts.pop("problem", None)
    for part in ("attributes", "facts"):
        parts[part] = tuple((name, _set(values)) for name, values in parts.get(part, {}).items())
    for part in ("peran", "base", "grade", "asker", "severity", "urgency", "parents"):
        parts[part] = _set(parts[part]) if part in parts else None
    parts["tracks"] = tuple(
        (action, None if to == "any" else _set(to)) for action, to in parts.get("tracks", {}).items()
    )
    parts["notices"] = tuple(parts.get("notices", ()))
    parts["findings"] = tuple((name, answer == "ya") for name, answer in parts.get("findings", {}).items())
    if problem == "any":
        return Condition(any_problem=True, **parts)
    return Condition(problem=None if problem is None else _set(problem), **parts)


def conclusion(**parts: Any) -> Conclusion:
    """``then`` as written in YAML."""
    for part in ("facts", "notices", "findings"):
        parts[part] = tuple(parts.get(part, ()))
    parts["tracks"] = tuple(
        (action, to) for action, parties in parts.get("tracks", {}).items() for to in sorted(_set(parties))
    )
    parts["requirements"] = tuple(
        Demand(name, state, ()) for name, state in parts.get("requirements", {}).items()
    )
    return Conclusion(**parts)


def case(*problems: str | Problem, asker: str = "ani", **facts: Any) -> Case:
    """A case in canonical form; ``problems`` are category ids or problems."""
    told = [Problem(one) if isinstance(one, str) else one for one in problems]
    told.sort(key=lambda one: one.category)
    return Case(asker, tuple(told), tuple(sorted(facts.items())))


def problem(category: str, peran: str | None = None, **attributes: str) -> Problem:
    """A problem with its attributes."""
    return Problem(category, peran, tuple(sorted(attributes.items())))


def _set(value: Any) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value)

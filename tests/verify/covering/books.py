"""Random rulebooks so small that all of their cases can be written down, and a few words for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product
from random import Random
from typing import Any

from triage.case.model import Case, Problem
from triage.rulebook.checks.layers import CONCLUDES, READS
from triage.rulebook.model import LAYERS, Conclusion, Condition, Place, Rule, Rulebook
from triage.vocabulary.closed import ANSWERS, PARENTS, SEVERITIES, URGENCIES
from triage.vocabulary.open import Attribute, Category, Fact, Party, Vocabulary
from triage.vocabulary.text import Text

NO_TEXT = Text("", "")
#: category -> (default role, role_read_as, {attribute: values})
CATEGORIES: dict[str, tuple[str, dict[str, str], dict[str, tuple[str, ...]]]] = {
    "apel": ("petani", {}, {"tahap": ("awal", "akhir")}),
    "beri": ("tamu", {"petani": "tamu"}, {"tahap": ("akhir", "lewat")}),
    "ceri": ("petani", {}, {}),
}
ROLES = ("petani", "tamu")
FACTS = ("hujan", "angin")
ASKERS = ("ani", "budi")
PARTIES = ("utara", "timur")
#: Makes a path of every case, so that all of them can be decided.
ALWAYS = "selalu"


def vocabulary() -> Vocabulary:
    """The words of the books."""
    return Vocabulary(
        askers=dict.fromkeys(ASKERS, NO_TEXT),
        roles=dict.fromkeys(ROLES, NO_TEXT),
        categories={name: _category(name, *about) for name, about in CATEGORIES.items()},
        facts={name: Fact(name, NO_TEXT, NO_TEXT, None, False, True, ()) for name in FACTS},
        parties={name: Party(name, NO_TEXT, "dalam", ()) for name in PARTIES},
        actors={},
        findings=dict.fromkeys(("basah",), NO_TEXT),
        notices=dict.fromkeys(("awas",), NO_TEXT),
        deadlines={},
        labels={},
    )


def _category(name: str, role: str, read_as: dict[str, str], values: dict[str, tuple[str, ...]]) -> Category:
    attributes = {
        id: Attribute(id, NO_TEXT, NO_TEXT, dict.fromkeys(of, NO_TEXT)) for id, of in values.items()
    }
    return Category(name, NO_TEXT, NO_TEXT, "praktik", (), (), role, read_as, attributes)


def book(*rules: Rule) -> Rulebook:
    """A rulebook of these rules, and one that gives every case a path."""
    path = rule(ALWAYS, "path", {}, {"tracks": {"penanganan": ["utara"]}, "lead": "utara"})
    return Rulebook("1.0.0", "0" * 64, vocabulary(), (*rules, path), (), {}, {}, (), {}, ())


def rule(id: str, layer: Any, when: dict[str, Any], then: dict[str, Any], overrides: Any = ()) -> Rule:
    """A rule as in YAML, every set of values as a list."""
    return Rule(
        id=id,
        layer=layer,
        title=NO_TEXT,
        status="active",
        when=condition(**when),
        then=_conclusion(**then),
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
    """``when`` as in YAML."""
    problem = parts.pop("problem", None)
    for part in ("attributes", "facts"):
        parts[part] = tuple((name, frozenset(values)) for name, values in parts.get(part, {}).items())
    for part in ("peran", "base", "grade", "asker", "severity", "urgency", "parents"):
        parts[part] = frozenset(parts[part]) if part in parts else None
    parts["tracks"] = tuple(
        (action, None if to == "any" else frozenset(to)) for action, to in parts.get("tracks", {}).items()
    )
    parts["notices"] = tuple(parts.get("notices", ()))
    parts["findings"] = tuple((name, answer == "ya") for name, answer in parts.get("findings", {}).items())
    if problem == "any":
        return Condition(any_problem=True, **parts)
    return Condition(problem=None if problem is None else frozenset(problem), **parts)


def _conclusion(**parts: Any) -> Conclusion:
    for part in ("facts", "notices", "findings"):
        parts[part] = tuple(parts.get(part, ()))
    tracks = parts.get("tracks", {}).items()
    return Conclusion(**{**parts, "tracks": tuple((action, to) for action, all_ in tracks for to in all_)})


def every_problem(category: str) -> list[Problem]:
    """A category in every role, with every value of its attributes or none."""
    default, _, attributes = CATEGORIES[category]
    values = [(None, *of) for of in attributes.values()]
    return [
        Problem(
            category,
            None if role == default else role,
            tuple((name, value) for name, value in zip(attributes, chosen, strict=True) if value is not None),
        )
        for role in ROLES
        for chosen in product(*values)
    ]


def every_case() -> Iterator[Case]:
    """All cases there are, those with one problem first."""
    facts = [
        tuple(
            (fact, answer)
            for fact, answer in sorted(zip(FACTS, given, strict=True))
            if answer != "tidak_tahu"
        )
        for given in product(ANSWERS, repeat=len(FACTS))
    ]
    sets = chain.from_iterable(combinations(CATEGORIES, n) for n in range(1, len(CATEGORIES) + 1))
    for categories in sets:
        for problems in product(*(every_problem(category) for category in categories)):
            for asker, stated in product(ASKERS, facts):
                yield Case(asker, problems, stated)


def random_book(random: Random, most: int = 9) -> Rulebook:
    """A book of up to ``most`` rules over all layers; overrides make no circle."""
    rules: list[Rule] = []
    for n in range(random.randint(1, most)):
        layer = random.choice((*LAYERS, "substance", "case", "path", "procedure"))
        when = _when(random, layer)
        earlier = [other.id for other in rules if other.layer == layer]
        overrides = some(random, earlier, 1) if earlier and random.random() < 0.5 else ()
        rules.append(rule(f"r{n}", layer, when, _then(random, layer, "problem" in when), overrides))
    return book(*rules)


def some(random: Random, choices: Any, most: int = 99) -> list[Any]:
    """One to ``most`` of ``choices``."""
    return random.sample(list(choices), random.randint(1, min(most, len(choices))))


def _when(random: Random, layer: Any) -> dict[str, Any]:
    when: dict[str, Any] = {}
    reads = READS[layer]
    if layer == "grade" or random.random() < 0.5:
        when["problem"] = random.choice(
            ("any", ["apel"], ["beri"], ["ceri"], ["apel", "beri"], [*CATEGORIES])
        )
        if when["problem"] in (["apel"], ["beri"]) and random.random() < 0.6:
            (category,) = when["problem"]
            when["attributes"] = {"tahap": some(random, (*CATEGORIES[category][2]["tahap"], "tidak_tahu"))}
        for part, values in (("peran", ROLES), ("base", SEVERITIES), ("grade", SEVERITIES)):
            if part in reads and random.random() < 0.3:
                when[part] = some(random, values)
    choices: dict[str, Any] = {
        "facts": {fact: some(random, ANSWERS) for fact in some(random, FACTS)},
        "asker": some(random, ASKERS),
        "severity": some(random, SEVERITIES, 2),
        "urgency": some(random, URGENCIES, 2),
        "parents": some(random, PARENTS, 2),
        "tracks": {"konsultasi": random.choice(("any", some(random, PARTIES)))},
        "notices": ["awas"],
        "findings": {"basah": random.choice(("ya", "tidak"))},
    }
    likely = {"facts": 0.6, "tracks": 0.4, "findings": 0.4}
    when.update(
        (part, value)
        for part, value in choices.items()
        if part in reads and random.random() < likely.get(part, 0.2)
    )
    return when


def _then(random: Random, layer: Any, of_a_problem: bool) -> dict[str, Any]:
    choices: dict[str, Any] = {
        "facts": some(random, FACTS),
        "severity": random.choice(SEVERITIES),
        "severity_at_least": random.choice(SEVERITIES),
        "urgency_at_least": random.choice(URGENCIES),
        "tracks": {"konsultasi": some(random, PARTIES)},
        "notices": ["awas"],
        "findings": ["basah"],
        "parents": random.choice(PARENTS),
    }
    return {
        part: value
        for part, value in choices.items()
        if part in CONCLUDES[layer] and (part != "severity" or of_a_problem) and random.random() < 0.6
    }

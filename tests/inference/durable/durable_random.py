"""Random small rulebooks and cases, from any ``random.Random`` (Hypothesis has one that shrinks)."""

from __future__ import annotations

from random import Random
from typing import Any

from durable_books import (
    ASKERS,
    CATEGORIES,
    FACTS,
    FINDINGS,
    NOTICES,
    PARTIES,
    ROLES,
    book,
    case,
    problem,
    rule,
)

from triage.case.model import Case
from triage.inference.durable.layers import CONCLUDES, READS
from triage.rulebook.model import LAYERS, Layer, Rule, Rulebook
from triage.vocabulary.closed import ANSWERS, PARENTS, SEVERITIES, URGENCIES

ACTIONS = ("darurat", "konsultasi", "penanganan")


def random_book(random: Random, rules: int = 18) -> Rulebook:
    """A book of about ``rules`` rules over all layers; overrides never make a circle."""
    made: list[Rule] = []
    for number in range(random.randint(1, rules)):
        layer = random.choice((*LAYERS, "substance", "substance", "case", "path", "procedure"))
        when = _when(random, layer)
        earlier = [other.id for other in made if other.layer == layer]
        made.append(
            rule(
                f"r{number}",
                layer,
                when,
                _then(random, layer, "problem" in when),
                overrides=_some(random, earlier, 2) if random.random() < 0.4 else (),
                status=random.choice(("active",) * 9 + ("draft",)),
            )
        )
    random.shuffle(made)
    return book(*made)


def random_case(random: Random) -> Case:
    """A case over the same words."""
    problems = []
    for category in _some(random, list(CATEGORIES), 3):
        attributes = {
            name: random.choice((*values, "tidak_tahu"))
            for name, values in CATEGORIES[category][2].items()
            if random.random() < 0.6
        }
        problems.append(problem(category, random.choice((None, None, *ROLES)), **attributes))
    facts = {fact: random.choice(ANSWERS) for fact in FACTS if random.random() < 0.6}
    return case(*problems, asker=random.choice(ASKERS), **facts)


def _some(random: Random, choices: Any, most: int) -> list[Any]:
    return random.sample(list(choices), random.randint(1, min(most, len(choices)))) if choices else []


def _when(random: Random, layer: Layer) -> dict[str, Any]:
    reads = READS[layer]
    when: dict[str, Any] = {}
    if layer == "grade" or random.random() < 0.5:
        when["problem"] = random.choice(("any", *CATEGORIES, list(CATEGORIES), ["apel", "ceri"]))
        if random.random() < 0.3:
            when["attributes"] = {"tahap": _some(random, ("awal", "lanjut", "akhir", "tidak_tahu"), 3)}
            if random.random() < 0.2:
                when["attributes"]["tingkat"] = _some(random, ("rendah", "tinggi", "tidak_tahu"), 2)
        if random.random() < 0.4:
            when["peran"] = _some(random, ROLES, 3)
        for part in ("base", "grade"):
            if part in reads and random.random() < 0.3:
                when[part] = _some(random, SEVERITIES, 2)
    if "facts" in reads and random.random() < 0.6:
        when["facts"] = {fact: _some(random, ANSWERS, 2) for fact in _some(random, FACTS, 2)}
    if "asker" in reads and random.random() < 0.2:
        when["asker"] = _some(random, ASKERS, 2)
    for part, scale in (("severity", SEVERITIES), ("urgency", URGENCIES), ("parents", PARENTS)):
        if part in reads and random.random() < 0.3:
            when[part] = _some(random, scale, 2)
    if "tracks" in reads and random.random() < 0.5:
        when["tracks"] = {
            action: random.choice(("any", _some(random, PARTIES, 3))) for action in _some(random, ACTIONS, 2)
        }
    if "notices" in reads and random.random() < 0.2:
        when["notices"] = _some(random, NOTICES, 2)
    if "findings" in reads and random.random() < 0.4:
        when["findings"] = {name: random.choice(("ya", "tidak")) for name in _some(random, FINDINGS, 2)}
    return when


def _then(random: Random, layer: Layer, of_a_problem: bool) -> dict[str, Any]:
    may = CONCLUDES[layer]
    choices: dict[str, Any] = {
        "facts": _some(random, FACTS, 2),
        "severity": random.choice(SEVERITIES),
        "severity_at_least": random.choice(SEVERITIES),
        "urgency_at_least": random.choice(URGENCIES),
        "tracks": {action: _some(random, PARTIES, 2) for action in _some(random, ACTIONS, 2)},
        "notices": _some(random, NOTICES, 1),
        "findings": _some(random, FINDINGS, 2),
        "parents": random.choice(PARENTS),
        "lead": random.choice(PARTIES),
        "provisional": True,
        "requirements": {"surat": "menyusul"},
    }
    likely = {"provisional": 0.1, "parents": 0.2, "urgency_at_least": 0.3, "severity_at_least": 0.4}
    return {
        part: value
        for part, value in choices.items()
        if part in may
        and (part != "severity" or of_a_problem)
        and random.random() < (0.9 if len(may) <= 2 else likely.get(part, 0.45))
    }

"""Mutants: a rulebook with one small seeded defect each, as an editor's slip would make it.

Made on the values, in the order of the rulebook; nothing is written. ``detail`` says in the words
of the rule files what became what. Wording is never touched, nor whatever decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from triage.rulebook.checks.layers import CONCLUDES, READS
from triage.rulebook.model import LAYERS, Conclusion, Condition, Layer, Place, Rule, Rulebook
from triage.verify.difference.forms import active, form, procedure_form
from triage.verify.mutants_of_papers import papers
from triage.vocabulary.closed import (
    ANSWERS,
    PARENTS,
    REQUIREMENT_STATES,
    SEVERITIES,
    UNKNOWN,
    URGENCIES,
)
from triage.vocabulary.values import replace

Operator = Literal[
    "level", "party", "dropped", "condition", "value", "override", "demand", "layer", "guard", "step", "faces"
]
#: What is asked of three-valued things and of scales, by the part of the condition.
_SCALES: dict[str, Sequence[str]] = {
    "base": SEVERITIES,
    "grade": SEVERITIES,
    "severity": SEVERITIES,
    "urgency": URGENCIES,
    "parents": PARENTS,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One seeded defect of ``target`` (a rule, a procedure, a requirement, a document)."""

    operator: Operator
    target: str
    detail: str
    place: Place
    book: Rulebook


def mutants(book: Rulebook) -> Iterator[Mutant]:
    """Every mutant of ``book`` that would still load as a rulebook and does not do the same by form."""
    among = frozenset(rule.id for rule in active(book))
    for n, rule in enumerate(book.rules):
        if rule.status != "active":
            continue
        seen = {form(rule, among)}
        for operator, detail, changed in _of_rule(book, rule):
            shape = form(changed, among)
            if shape not in seen and _loads(changed):
                seen.add(shape)
                rules = (*book.rules[:n], changed, *book.rules[n + 1 :])
                yield Mutant(operator, rule.id, detail, rule.place, replace(book, rules=rules))
    for operator, target, detail, place, changed_book in papers(book):
        if not _same_papers(book, changed_book):
            yield Mutant(operator, target, detail, place, changed_book)


def _same_papers(old: Rulebook, new: Rulebook) -> bool:
    return all(
        procedure_form(old, one) == procedure_form(new, other)
        for one, other in zip(old.procedures, new.procedures, strict=True)
        if one.of
    )


def _loads(rule: Rule) -> bool:
    """Whether the loader would take the rule: it asks of a problem only what it names, and says something."""
    when, then = rule.when, rule.then
    own = bool(when.attributes) or when.peran is not None or when.base is not None or when.grade is not None
    if (own or rule.layer == "grade") and not when.of_a_problem:
        return False
    if when.attributes and (when.problem is None or len(when.problem) != 1):
        return False
    return then != Conclusion() or bool(rule.overrides)


def _of_rule(book: Rulebook, rule: Rule) -> Iterator[tuple[Operator, str, Rule]]:
    for detail, then in _levels(rule.then):
        yield "level", detail, replace(rule, then=then)
    for detail, then in _parties(book, rule.then):
        yield "party", detail, replace(rule, then=then)
    for detail, then in _dropped(rule.then):
        yield "dropped", detail, replace(rule, then=then)
    for detail, when in _conditions(rule.when):
        yield "condition", detail, replace(rule, when=when)
    for detail, when in _values(book, rule.when):
        yield "value", detail, replace(rule, when=when)
    for other in rule.overrides:
        kept = tuple(one for one in rule.overrides if one != other)
        yield "override", f"overrides: -{other}", replace(rule, overrides=kept)
    for detail, then in _demands(rule.then):
        yield "demand", detail, replace(rule, then=then)
    yield from _layers(book, rule)


def _levels(then: Conclusion) -> Iterator[tuple[str, Conclusion]]:
    """One step lower and one step higher."""
    scales: tuple[tuple[str, Sequence[str]], ...] = (
        ("severity", SEVERITIES),
        ("severity_at_least", SEVERITIES),
        ("urgency_at_least", URGENCIES),
        ("parents", PARENTS),
    )
    for name, scale in scales:
        value = getattr(then, name)
        if value is not None:
            n = scale.index(value)
            for other in [*scale[max(0, n - 1) : n], *scale[n + 1 : n + 2]]:
                yield f"{name}: {value} → {other}", _with(then, name, other)


def _parties(book: Rulebook, then: Conclusion) -> Iterator[tuple[str, Conclusion]]:
    """A track given to the next party that can have one, the lead to the next party that leads."""
    able = {(action, to) for one in book.procedures for action, parties in one.of for to in parties}
    leading = {rule.then.lead for rule in book.rules if rule.then.lead is not None}
    order = list(book.vocabulary.parties)
    for n, (action, to) in enumerate(then.tracks):
        others = [party for party in order if (action, party) in able]
        other = _next(others, to)
        if other is not None:
            tracks = (*then.tracks[:n], (action, other), *then.tracks[n + 1 :])
            yield f"tracks.{action}: {to} → {other}", replace(then, tracks=tracks)
    if then.lead is not None:
        other = _next([party for party in order if party in leading], then.lead)
        if other is not None:
            yield f"lead: {then.lead} → {other}", replace(then, lead=other)


def _dropped(then: Conclusion) -> Iterator[tuple[str, Conclusion]]:
    """One conclusion forgotten."""
    for name in ("facts", "tracks", "notices", "findings"):
        listed = getattr(then, name)
        for n, one in enumerate(listed):
            said = one if isinstance(one, str) else " ".join(one)
            yield f"{name}: -{said}", _with(then, name, (*listed[:n], *listed[n + 1 :]))
    for name in ("lead", "severity_at_least", "urgency_at_least", "parents"):
        if getattr(then, name) is not None:
            yield f"-{name}", _with(then, name, None)
    if then.provisional:
        yield "-provisional", replace(then, provisional=False)


def _conditions(when: Condition) -> Iterator[tuple[str, Condition]]:
    """One condition forgotten. Without its problem a rule speaks of any."""
    if when.problem is not None:
        yield "problem → any", replace(when, problem=None, any_problem=True)
    for name in ("peran", "base", "grade", "asker", "severity", "urgency", "parents"):
        if getattr(when, name) is not None:
            yield f"-{name}", _with(when, name, None)
    for name in ("attributes", "facts", "tracks", "notices", "findings"):
        listed = getattr(when, name)
        for n, one in enumerate(listed):
            said = one if isinstance(one, str) else one[0]
            yield f"-{name}.{said}", _with(when, name, (*listed[:n], *listed[n + 1 :]))


def _values(book: Rulebook, when: Condition) -> Iterator[tuple[str, Condition]]:
    """One value too few, one too many, or all the others."""
    words = book.vocabulary
    scales = {**_SCALES, "peran": tuple(words.roles), "asker": tuple(words.askers)}
    for name, scale in scales.items():
        values = getattr(when, name)
        if values is not None:
            for said, other in _sets(values, scale):
                yield f"{name}: {said}", _with(when, name, other)
    if when.problem is not None:
        for said, other in _sets(when.problem, tuple(words.categories), most=1):
            yield f"problem: {said}", replace(when, problem=other)
    for n, (fact, answers) in enumerate(when.facts):
        for said, other in _sets(answers, ANSWERS):
            facts: Any = (*when.facts[:n], (fact, other), *when.facts[n + 1 :])
            yield f"facts.{fact}: {said}", replace(when, facts=facts)
    for n, (name, values) in enumerate(when.attributes):
        for category in when.problem or ():
            scale = (*words.categories[category].attributes[name].values, UNKNOWN)
            for said, other in _sets(values, scale):
                attributes = (*when.attributes[:n], (name, other), *when.attributes[n + 1 :])
                yield f"attributes.{name}: {said}", replace(when, attributes=attributes)
    for n, (action, parties) in enumerate(when.tracks):
        if parties is not None:
            tracks: Any = (*when.tracks[:n], (action, None), *when.tracks[n + 1 :])
            yield f"tracks.{action}: any", replace(when, tracks=tracks)
    for n, (finding, there) in enumerate(when.findings):
        findings = (*when.findings[:n], (finding, not there), *when.findings[n + 1 :])
        yield f"findings.{finding}: {'tidak' if there else 'ya'}", replace(when, findings=findings)


def _sets(
    values: frozenset[str], scale: Sequence[str], most: int | None = None
) -> Iterator[tuple[str, frozenset[str]]]:
    """``most``: no more than so many values are added, where there are many to choose from."""
    if len(values) > 1:
        for value in (one for one in scale if one in values):
            yield f"-{value}", values - {value}
    absent = [one for one in scale if one not in values]
    if len(absent) > 1:
        for value in absent[:most]:
            yield f"+{value}", values | {value}
    if absent and most is None:
        yield f"→ {', '.join(absent)}", frozenset(absent)


def _demands(then: Conclusion) -> Iterator[tuple[str, Conclusion]]:
    """A requirement in another state, forgotten, or demanded of other tracks."""
    for n, demand in enumerate(then.requirements):
        said = f"requirements.{demand.requirement}"
        rest = (then.requirements[:n], then.requirements[n + 1 :])
        changed: list[tuple[str, Any]] = [(f"-{said}", ())]
        changed += [
            (f"{said}: {demand.state} → {state}", (replace(demand, state=state),))
            for state in REQUIREMENT_STATES[1:]
            if state != demand.state
        ]
        for place, (action, parties) in enumerate(demand.tracks):
            for party in sorted(parties or ()) if parties is not None and len(parties) > 1 else ():
                fewer = (*demand.tracks[:place], (action, (parties or frozenset()) - {party}))
                tracks = (*fewer, *demand.tracks[place + 1 :])
                changed.append((f"{said} of {action}: -{party}", (replace(demand, tracks=tracks),)))
        if demand.tracks:
            changed.append((f"{said} -of", (replace(demand, tracks=()),)))
        for detail, new in changed:
            yield detail, replace(then, requirements=(*rest[0], *new, *rest[1]))


def _layers(book: Rulebook, rule: Rule) -> Iterator[tuple[Operator, str, Rule]]:
    """A rule in the layer before or after, where it would load there."""
    if rule.overrides or any(rule.id in other.overrides for other in book.rules):
        return
    n = LAYERS.index(rule.layer)
    reads = {name for name in _WHEN if getattr(rule.when, name) not in (None, (), False)}
    says = {name for name in _THEN if getattr(rule.then, name) not in (None, (), False)}
    for layer in [*LAYERS[max(0, n - 1) : n], *LAYERS[n + 1 : n + 2]]:
        later = max(rule.layer, layer, key=LAYERS.index)
        if reads <= READS[layer] and says <= CONCLUDES[layer] and _told_apart(book, rule, later):
            yield "layer", f"layer: {rule.layer} → {layer}", replace(rule, layer=layer)


def _told_apart(book: Rulebook, rule: Rule, later: Layer) -> bool:
    """Whether it can matter in which of two layers ``rule`` is, the second being ``later``.

    It cannot if the rule reads nothing that the first concludes, and no rule of the second reads what
    it says itself: then both see, and leave behind, the same.
    """
    when, then = rule.when, rule.then
    if when.tracks or when.notices or when.findings or when.grade or when.severity:
        return True
    if then.severity_at_least is not None:
        return True
    actions = {action for action, _ in then.tracks}
    return any(
        actions.intersection(action for action, _ in other.when.tracks)
        or set(then.notices).intersection(other.when.notices)
        or set(then.findings).intersection(finding for finding, _ in other.when.findings)
        or (then.parents is not None and other.when.parents is not None)
        or (then.urgency_at_least is not None and other.when.urgency is not None)
        for other in book.rules
        if other.layer == later and other.id != rule.id
    )


_WHEN = (
    *("attributes", "peran", "base", "grade", "facts", "asker"),
    *("severity", "urgency", "parents", "tracks", "notices", "findings"),
)
_THEN = (
    *("facts", "severity", "severity_at_least", "urgency_at_least", "tracks", "notices", "findings"),
    *("parents", "lead", "provisional", "requirements"),
)


def _next(listed: list[str], one: str) -> str | None:
    """The one after ``one``, round the end; None where there is no other."""
    if one not in listed or len(listed) < 2:
        return None
    return listed[(listed.index(one) + 1) % len(listed)]


def _with(value: Any, name: str, part: object) -> Any:
    return replace(value, **{name: part})

"""What a rule of each layer may read and conclude, and which parts of a rule need which others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.rulebook.documents import ConditionForm
from triage.rulebook.draft import Draft
from triage.rulebook.forms import Every
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Word, shown
from triage.rulebook.problems import Problem, listed
from triage.vocabulary.closed import UNKNOWN

_PROBLEM = frozenset({"problem", "attributes", "peran"})
_RAISE = _PROBLEM | {"facts", "asker", "base"}
_CASE = _RAISE | {"grade", "tracks", "notices", "findings"}
_ADDS = frozenset({"tracks", "notices", "findings", "parents", "urgency_at_least"})

#: Parts of ``when`` a rule of the layer may have: what earlier layers have settled, and no more.
READS: Mapping[str, frozenset[str]] = {
    "implied": _PROBLEM | {"facts", "asker"},
    "grade": _PROBLEM,
    "raise": _RAISE,
    "substance": _RAISE | {"grade"},
    "case": _CASE,
    "path": _CASE | {"severity"},
    "procedure": _CASE | {"severity", "urgency", "parents"},
}
#: Parts of ``then`` a rule of the layer may have.
CONCLUDES: Mapping[str, frozenset[str]] = {
    "implied": frozenset({"facts"}),
    "grade": frozenset({"severity"}),
    "raise": frozenset({"severity_at_least", "urgency_at_least"}),
    "substance": _ADDS | {"provisional"},
    "case": _ADDS | {"severity_at_least"},
    "path": _ADDS | {"lead"},
    "procedure": frozenset({"findings", "requirements", "of"}),
}
#: Parts of ``when`` that speak of one problem.
_OF_A_PROBLEM = ("attributes", "peran", "base", "grade")


def layer_reads(draft: Draft) -> Iterator[Problem]:
    """A rule reads only what its layer may read."""
    for rule in draft.rules:
        allowed = READS[rule.layer]
        for part in rule.when.known():
            if rule.when.says(part) and part not in allowed:
                expected = ", ".join(key for key in rule.when.known() if key in allowed)
                yield Problem(rule.when.at(part), "layer-reads", f"{rule.layer}: {part}", expected)


def layer_concludes(draft: Draft) -> Iterator[Problem]:
    """A rule concludes only what its layer may conclude."""
    for rule in draft.rules:
        allowed = CONCLUDES[rule.layer]
        for part in rule.then.known():
            if rule.then.says(part) and part not in allowed:
                expected = ", ".join(key for key in rule.then.known() if key in allowed)
                yield Problem(rule.then.at(part), "layer-concludes", f"{rule.layer}: {part}", expected)


def speaks_of_a_problem(draft: Draft) -> Iterator[Problem]:
    """What belongs to one problem is asked only by a rule that names a problem."""
    for rule in draft.rules:
        if rule.when.problem is not None:
            continue
        for part in _OF_A_PROBLEM:
            if rule.when.says(part):
                yield Problem(rule.when.at(part), "needs-problem", part)
        if rule.layer == "grade":
            yield Problem(rule.when.place, "needs-problem", "severity")


def concludes_something(draft: Draft) -> Iterator[Problem]:
    """A rule that concludes nothing must at least take another rule back."""
    for rule in draft.rules:
        said = [key for key in rule.then.known() if rule.then.says(key) and key != "of"]
        if rule.then.says("provisional") and not rule.then.provisional:
            said.remove("provisional")
        if not said and not rule.overrides:
            yield Problem(rule.at("then"), "concludes-nothing", rule.id)


def demands_are_named(draft: Draft) -> Iterator[Problem]:
    """``of`` narrows requirements; without them it says nothing."""
    for rule in draft.rules:
        if rule.then.of and not rule.then.requirements:
            yield Problem(rule.then.at("of"), "of-without-requirements", "of", "requirements")


def attributes_belong(draft: Draft) -> Iterator[Problem]:
    """Attributes are asked of exactly one category, which has them, with values it knows.

    A category of an overlay that is like another has the same attributes and does not count.
    """
    likes = draft.names.likes
    for rule in draft.rules:
        when = rule.when
        if not when.attributes or when.problem is None:
            continue
        if isinstance(when.problem, Every) or len({likes.get(one, str(one)) for one in when.problem}) != 1:
            found = "any" if isinstance(when.problem, Every) else ", ".join(when.problem)
            yield Problem(when.at("attributes"), "attributes-need-one-category", found)
            continue
        yield from _of_category(draft, when, when.problem[0])


def _of_category(draft: Draft, when: ConditionForm, category: Word) -> Iterator[Problem]:
    known = draft.names.attributes.get(category)
    if known is None:
        return
    for name, values in when.attributes.items():
        if name not in known:
            near = nearest(name, known)
            yield Problem(name.place, "unknown-attribute", shown(name), str(category), near)
            continue
        allowed = dict.fromkeys((*known[name], UNKNOWN))
        for value in values:
            if value not in allowed:
                near = nearest(value, allowed)
                yield Problem(value.place, "not-one-of", shown(value), listed(allowed), near)

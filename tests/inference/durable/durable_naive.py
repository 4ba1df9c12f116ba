"""The meaning of the layers once more, as plainly as it can be written; slow, and only for tests."""

from __future__ import annotations

from triage.case.model import Case, Problem
from triage.inference.result import Firing, Inference
from triage.rulebook.model import LAYERS, Rule, Rulebook
from triage.vocabulary.closed import PARENTS, SEVERITIES, URGENCIES

UNKNOWN = "tidak_tahu"


def naive(book: Rulebook, case: Case) -> Inference:
    """The closure of ``case``, rule by rule and layer by layer."""
    order = {rule.id: n for n, rule in enumerate(book.rules)}
    facts = dict(case.facts)
    implied: set[str] = set()
    base = {one.category: "ringan" for one in case.problems}
    grade = dict(base)
    tracks: set[tuple[str, str]] = set()
    notices: set[str] = set()
    findings: set[str] = set()
    severity, urgency, parents = "ringan", "rutin", "libatkan"
    leads: list[tuple[int, str]] = []
    provisional = False
    firings: list[Firing] = []

    def role(one: Problem) -> str:
        category = book.vocabulary.categories[one.category]
        told = one.peran if one.peran is not None else category.role
        return category.role_read_as.get(told, told)

    def holds(rule: Rule, one: Problem | None) -> bool:
        when = rule.when
        if one is not None:
            attributes = dict(one.attributes)
            if not when.any_problem and one.category not in (when.problem or ()):
                return False
            if any(attributes.get(name, UNKNOWN) not in values for name, values in when.attributes):
                return False
            if when.peran is not None and role(one) not in when.peran:
                return False
            if when.base is not None and base[one.category] not in when.base:
                return False
            if when.grade is not None and grade[one.category] not in when.grade:
                return False
        if any(facts.get(name, UNKNOWN) not in values for name, values in when.facts):
            return False
        for value, choice in (
            (case.asker, when.asker),
            (severity, when.severity),
            (urgency, when.urgency),
            (parents, when.parents),
        ):
            if choice is not None and value not in choice:
                return False
        for action, parties in when.tracks:
            there = {to for other, to in tracks if other == action}
            if not (there if parties is None else there & parties):
                return False
        if not notices.issuperset(when.notices):
            return False
        return all((name in findings) == is_there for name, is_there in when.findings)

    for layer in LAYERS:
        rules = [rule for rule in book.rules if rule.layer == layer and rule.status == "active"]
        fired = [
            (rule, one)
            for rule in rules
            for one in (case.problems if rule.when.of_a_problem else (None,))
            if holds(rule, one)
        ]
        void: dict[tuple[str, str | None], str] = {}
        settled: set[str] = set()
        while len(settled) < len(rules):
            for rule in rules:
                above = [other.id for other in rules if rule.id in other.overrides]
                if rule.id in settled or not settled.issuperset(above):
                    continue
                settled.add(rule.id)
                for mine, one in fired:
                    if mine is not rule:
                        continue
                    for other, another in fired:
                        if (
                            rule.id in other.overrides
                            and (one is None or another is None or one == another)
                            and (other.id, another and another.category) not in void
                        ):
                            void.setdefault((rule.id, one and one.category), other.id)
        acting = []
        for rule, one in fired:
            by = void.get((rule.id, one and one.category))
            firings.append(Firing(rule.id, one and one.category, by))
            if by is None:
                acting.append((rule.then, one, order[rule.id]))
        for then, one, number in acting:
            implied.update(then.facts)
            if one is not None and then.severity is not None:
                base[one.category] = max(base[one.category], then.severity, key=SEVERITIES.index)
            if then.severity_at_least is not None and layer == "raise":
                for category in grade if one is None else [one.category]:
                    grade[category] = max(grade[category], then.severity_at_least, key=SEVERITIES.index)
            if then.severity_at_least is not None and layer == "case":
                severity = max(severity, then.severity_at_least, key=SEVERITIES.index)
            if then.urgency_at_least is not None:
                urgency = max(urgency, then.urgency_at_least, key=URGENCIES.index)
            if then.parents is not None:
                parents = max(parents, then.parents, key=PARENTS.index)
            if then.lead is not None:
                leads.append((number, then.lead))
            tracks.update(then.tracks)
            notices.update(then.notices)
            findings.update(then.findings)
            provisional = provisional or then.provisional
        if layer == "implied":
            facts |= {fact: "ya" for fact in implied if facts.get(fact, UNKNOWN) == UNKNOWN}
        if layer == "grade":
            grade = dict(base)
        if layer == "raise":
            severity = max(grade.values(), key=SEVERITIES.index, default="ringan")
    return Inference(
        firings=tuple(sorted(firings, key=lambda one: (order[one.rule], one.problem or ""))),
        facts=tuple(sorted(implied)),
        grades=tuple((category, base[category], grade[category]) for category in sorted(base)),
        severity=severity,
        urgency=urgency,
        parents=parents,
        lead=max(leads)[1] if leads else None,
        provisional=provisional,
        tracks=frozenset(tracks),
        notices=frozenset(notices),
        findings=frozenset(findings),
    )

"""A decision told in words: the stable object ``triage.decision/1`` in either language.

Every surface prints from this one form, so that they say the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from triage.decision.model import DecidedRequirement, Decision, Fired, Outcome, Question, Rejected, Track
from triage.rulebook.model import Citation, Conclusion, Procedure, Rulebook
from triage.vocabulary.closed import ACTION_ORDER, Action, Lang

SCHEMA = "triage.decision/1"

Json = dict[str, Any]


class Teller:
    """Adds the rulebook's words to decisions."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._rules = {rule.id: rule for rule in book.rules}
        self._procedures = {procedure.id: procedure for procedure in book.procedures}

    def told(self, decision: Decision, lang: Lang = "id", ref: str | None = None) -> Json:
        """``decision`` as plain JSON data, keys in a fixed order; ``ref`` is echoed if given."""
        out: Json = {"schema": SCHEMA}
        if ref is not None:
            out["ref"] = ref
        out |= {
            "severity": decision.severity,
            "urgency": decision.urgency,
            "lead": decision.lead,
            "parents": decision.parents,
            "provisional": decision.provisional,
            "notices": list(decision.notices),
            "tracks": [self._track(track, lang) for track in decision.tracks],
            "questions": [
                self._question(question, decision.outcome, lang) for question in decision.questions
            ],
            "justification": [self._fired(fired, lang) for fired in decision.justification],
            "rejected": [self._rejected(rejected, lang) for rejected in decision.rejected],
            "ruleset": {"version": decision.ruleset[0], "sha256": decision.ruleset[1]},
            "engine": {"evaluators": list(decision.engine), "checked": len(decision.engine) > 1},
        }
        return out

    def _track(self, track: Track, lang: Lang) -> Json:
        documents = self._book.documents
        return {
            "action": track.action,
            "to": track.to,
            "order": track.order,
            "steps": [
                self._step(n, self._procedures[step.procedure], step.step, lang)
                | {
                    "who": list(step.who),
                    "by": step.by,
                    "phase": step.phase,
                    "faces_parents": step.faces_parents,
                }
                for n, step in enumerate(track.steps, 1)
            ],
            "requires": [self._requirement(item, lang) for item in track.requires],
            "waived": [self._requirement(item, lang) for item in track.waived],
            "documents": [{"id": id, "text": documents[id].text.said(lang)} for id in track.documents],
            "rules": list(track.rules),
        }

    def _step(self, n: int, procedure: Procedure, id: str, lang: Lang) -> Json:
        step = next(step for step in procedure.steps if step.id == id)
        out: Json = {"n": n, "id": id, "text": step.text.said(lang), "basis": step.basis}
        if step.service is not None:
            out["service"] = step.service
        return out

    def _requirement(self, item: DecidedRequirement, lang: Lang) -> Json:
        out: Json = {
            "id": item.id,
            "text": self._book.requirements[item.id].text.said(lang),
            "state": item.state,
        }
        if item.rule is not None:
            out |= {"because": self._rules[item.rule].because.said(lang), "rule": item.rule}
        return out

    def _question(self, question: Question, now: Outcome, lang: Lang) -> Json:
        return {
            "fact": question.fact,
            "ask": asked(self._book, question.fact, lang),
            "danger": question.danger,
            "changes": {answer: change(now, then) for answer, then in question.changes},
        }

    def _fired(self, fired: Fired, lang: Lang) -> Json:
        rule = self._rules[fired.rule]
        return {
            "rule": rule.id,
            "problem": fired.problem,
            "title": rule.title.said(lang),
            "because": rule.because.said(lang),
            "basis": rule.basis,
            "concludes": concluded(rule.then),
            "facts": [list(pair) for pair in fired.facts],
            "sources": [self._cited(citation) for citation in rule.sources],
            "dissent": [self._cited(citation) for citation in rule.dissent],
            "at": str(rule.place),
        }

    def _rejected(self, rejected: Rejected, lang: Lang) -> Json:
        rule, by = self._rules[rejected.rule], self._rules[rejected.by]
        return {
            "rule": rule.id,
            "problem": rejected.problem,
            "title": rule.title.said(lang),
            "concludes": concluded(rule.then),
            "because": rule.because.said(lang),
            "at": str(rule.place),
            "by": by.id,
            "by_title": by.title.said(lang),
            "by_because": by.because.said(lang),
            "by_at": str(by.place),
        }

    def _cited(self, citation: Citation) -> Json:
        source = self._book.sources[citation.ref]
        return {"ref": citation.ref, "file": source.file, "section": citation.section, "term": citation.term}


def asked(book: Rulebook, name: str, lang: Lang) -> str:
    """The question for a fact or ``category.attribute``, in the rulebook's one wording."""
    category, dot, attribute = name.partition(".")
    if dot:
        return book.vocabulary.categories[category].attributes[attribute].ask.said(lang)
    return book.vocabulary.facts[name].ask.said(lang)


def change(now: Outcome, then: Outcome) -> Json:
    """What would differ from ``now``: the three levels as they would be, tracks that come and go."""
    return {
        "severity": then.severity,
        "urgency": then.urgency,
        "parents": then.parents,
        "adds": pairs(track for track in then.tracks if track not in now.tracks),
        "removes": pairs(track for track in now.tracks if track not in then.tracks),
    }


def pairs(tracks: Iterable[tuple[Action, str]]) -> list[Json]:
    """Tracks as ``{"action": …, "to": …}``."""
    return [{"action": action, "to": to} for action, to in tracks]


def concluded(then: Conclusion) -> Json:
    """What a rule concludes, without what it leaves open."""
    parts: Mapping[str, Any] = {
        "facts": list(then.facts),
        "severity": then.severity,
        "severity_at_least": then.severity_at_least,
        "urgency_at_least": then.urgency_at_least,
        "tracks": pairs(sorted(then.tracks, key=lambda track: ACTION_ORDER[track[0]])),
        "notices": list(then.notices),
        "findings": list(then.findings),
        "parents": then.parents,
        "lead": then.lead,
        "provisional": then.provisional,
        "requirements": {demand.requirement: demand.state for demand in then.requirements},
    }
    return {name: value for name, value in parts.items() if value}

"""A decision told in words: the stable object ``triage.decision/1`` in either language.

Every surface prints from this one form, so that they say the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from triage.decision.model import DecidedStep, Decision, Outcome, Track
from triage.explain.shared import SharedDict, shared
from triage.rulebook.model import Citation, Conclusion, Rulebook
from triage.vocabulary.closed import ACTION_ORDER, Action, Lang, RequirementState

SCHEMA = "triage.decision/1"

Json = dict[str, Any]

#: How many different lists of steps are remembered as told.
_STEPS_KEPT = 4096

K = TypeVar("K")
V = TypeVar("V")


class _Kept(dict[K, V]):
    """Values made once from their key."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        value = self[key] = self._make(key)
        return value


class Teller:
    """Adds the rulebook's words to decisions.

    What a rulebook says of a step, a requirement or a rule is put together once and shared by the
    answers, in a form that refuses to be changed (``triage.explain.shared``).
    """

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._rules = {rule.id: rule for rule in book.rules}
        self._steps = {(one.id, step.id): step for one in book.procedures for step in one.steps}
        # Bounded by the rulebook: each of its parts in two languages.
        self._step_words = _Kept(self._step)
        self._kept_steps: dict[tuple[int, Lang], tuple[tuple[DecidedStep, ...], list[Json]]] = {}
        self._requirements = _Kept(self._requirement)
        self._documents = _Kept(self._document)
        self._fired_words = _Kept(self._fired)
        self._rejected_words = _Kept(self._rejected)

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
            "questions": self._questions(decision, lang) if decision.questions else [],
            "justification": [
                {
                    **self._fired_words[fired.rule, lang],
                    "problem": fired.problem,
                    "facts": [list(pair) for pair in fired.facts],
                }
                for fired in decision.justification
            ],
            "rejected": [
                {**self._rejected_words[rejected.rule, rejected.by, lang], "problem": rejected.problem}
                for rejected in decision.rejected
            ],
            "ruleset": {"version": decision.ruleset[0], "sha256": decision.ruleset[1]},
            "engine": {"evaluators": list(decision.engine), "checked": len(decision.engine) > 1},
        }
        return out

    def _track(self, track: Track, lang: Lang) -> Json:
        return {
            "action": track.action,
            "to": track.to,
            "order": track.order,
            "steps": self._steps_told(track.steps, lang),
            "requires": [self._requirements[one.id, one.state, one.rule, lang] for one in track.requires],
            "waived": [self._requirements[one.id, one.state, one.rule, lang] for one in track.waived],
            "documents": [self._documents[id, lang] for id in track.documents],
            "rules": list(track.rules),
        }

    def _steps_told(self, steps: tuple[DecidedStep, ...], lang: Lang) -> list[Json]:
        """The steps of a track. Tracks in equal situations share theirs, so these are told once."""
        kept = self._kept_steps.get((id(steps), lang))
        if kept is None:
            told = [
                {
                    "n": n,
                    **self._step_words[step.procedure, step.step, lang],
                    "who": list(step.who),
                    "by": step.by,
                    "phase": step.phase,
                    "faces_parents": step.faces_parents,
                }
                for n, step in enumerate(steps, 1)
            ]
            if len(self._kept_steps) >= _STEPS_KEPT:
                self._kept_steps.clear()
            # The steps are kept too: as long as they live, no others can have their id.
            kept = self._kept_steps[id(steps), lang] = (steps, shared(told))
        return kept[1]

    def _questions(self, decision: Decision, lang: Lang) -> list[Json]:
        now = decision.outcome
        changes = _Kept[Outcome, Json](lambda then: change(now, then))
        return [
            {
                "fact": question.fact,
                "ask": asked(self._book, question.fact, lang),
                "danger": question.danger,
                "changes": {answer: changes[then] for answer, then in question.changes},
            }
            for question in decision.questions
        ]

    def _step(self, key: tuple[str, str, Lang]) -> Json:
        procedure, id, lang = key
        step = self._steps[procedure, id]
        out: Json = {"id": id, "text": step.text.said(lang), "basis": step.basis}
        if step.service is not None:
            out["service"] = step.service
        return out

    def _requirement(self, key: tuple[str, RequirementState, str | None, Lang]) -> Json:
        id, state, rule, lang = key
        out: Json = {"id": id, "text": self._book.requirements[id].text.said(lang), "state": state}
        if rule is not None:
            out |= {"because": self._rules[rule].because.said(lang), "rule": rule}
        return SharedDict(out)

    def _document(self, key: tuple[str, Lang]) -> Json:
        id, lang = key
        return SharedDict({"id": id, "text": self._book.documents[id].text.said(lang)})

    def _fired(self, key: tuple[str, Lang]) -> Json:
        """What is the same whenever the rule fires; ``problem`` and ``facts`` only keep their places."""
        id, lang = key
        rule = self._rules[id]
        return {
            "rule": rule.id,
            "problem": None,
            "title": rule.title.said(lang),
            "because": rule.because.said(lang),
            "basis": rule.basis,
            "concludes": shared(concluded(rule.then)),
            "facts": [],
            "sources": shared([self._cited(citation) for citation in rule.sources]),
            "dissent": shared([self._cited(citation) for citation in rule.dissent]),
            "at": str(rule.place),
        }

    def _rejected(self, key: tuple[str, str, Lang]) -> Json:
        """What is the same whenever the one rule takes back the other; ``problem`` keeps its place."""
        rule, by, lang = self._rules[key[0]], self._rules[key[1]], key[2]
        return {
            "rule": rule.id,
            "problem": None,
            "title": rule.title.said(lang),
            "concludes": shared(concluded(rule.then)),
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

"""Paths, conditions and rules of the practice room in the rulebook's words, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from triage.decision.model import Decision
from triage.rulebook.model import Citation, Rule, Rulebook
from triage.training.model import Path
from triage.training.paths import path_of
from triage.training.telling_words import say
from triage.vocabulary.closed import ACTIONS, SEVERITIES, UNKNOWN, Action, Lang
from triage.vocabulary.text import Text


class Telling:
    """Looks up words; an id without a word is told as it is."""

    def __init__(self, book: Rulebook, lang: Lang = "id") -> None:
        self.book = book
        self.lang: Lang = lang
        self._rules = {rule.id: rule for rule in book.rules}

    def severity(self, id: str) -> str:
        """A severity."""
        return self._label("severity", id)

    def action(self, id: str) -> str:
        """An action."""
        return self._label("action", id)

    def party(self, id: str) -> str:
        """A party."""
        party = self.book.vocabulary.parties.get(id)
        return party.label.said(self.lang) if party is not None else id

    def category(self, id: str) -> str:
        """A kind of problem."""
        category = self.book.vocabulary.categories.get(id)
        return category.label.said(self.lang) if category is not None else id

    def asker(self, id: str) -> str:
        """One who asks."""
        return self._word(self.book.vocabulary.askers, id)

    def track(self, action: Action, to: str) -> str:
        """``Wajib lapor → Polisi``."""
        return f"{self.action(action)} → {self.party(to)}"

    def path(self, path: Path) -> str:
        """``Berat: Wajib lapor → Polisi``."""
        return f"{self.severity(path.severity)}: {self.track(path.action, path.to)}"

    def decided(self, decision: Decision) -> str:
        """The path of a decision; the calmest severity is never told bare while a danger is open."""
        path = path_of(decision)
        return f"{self.severity_of(decision)}: {self.track(path.action, path.to)}"

    def severity_of(self, decision: Decision) -> str:
        """``Ringan untuk sementara`` while a danger fact is open, else the bare word."""
        word = self.severity(decision.severity)
        return say("for_now", self.lang, severity=word) if _calm_for_now(decision) else word

    def make_sure(self, decision: Decision) -> str:
        """What to make sure of before a calm severity holds; empty where nothing is open."""
        if not _calm_for_now(decision):
            return ""
        open_now = [self.name(one.fact) for one in decision.questions if one.danger]
        return say("make_sure", self.lang, facts="; ".join(open_now))

    def name(self, name: str) -> str:
        """What a condition speaks of, named as in ``triage.deciding.parts.Part``."""
        of, dot, rest = name.partition(".")
        words = self.book.vocabulary
        if not dot:
            if of in words.facts:
                return words.facts[of].label.said(self.lang)
            if of in ACTIONS:
                return self.action(of)
            if of in words.findings or of in words.notices:
                return self._word({**words.findings, **words.notices}, of)
            return say(f"name_{of}", self.lang) if of in _CASE_NAMES else of
        if rest in ("peran", "base", "grade"):
            return say(f"name_{rest}", self.lang, category=self.category(of))
        category = words.categories.get(of)
        attribute = category.attributes.get(rest) if category is not None else None
        label = attribute.label.said(self.lang) if attribute is not None else rest
        return f"{self.category(of)}, {inside(label)}"

    def value(self, name: str, value: str) -> str:
        """A value of what ``name`` names; the explanation behind a colon is left out."""
        of, dot, rest = name.partition(".")
        words = self.book.vocabulary
        if of == "asker":
            return self.asker(value)
        if of == "problem":
            return ", ".join(self.category(one) for one in value.split(", ") if one) or "–"
        if rest == "peran":
            return self._word(words.roles, value)
        if rest in ("base", "grade") or of == "severity":
            return self.severity(value)
        if of in ("urgency", "parents"):
            return self._label(of, value)
        if of in ACTIONS:
            return ", ".join(self.party(one) for one in value.split(", ") if one) or "–"
        if dot and value != UNKNOWN and of in words.categories:
            attribute = words.categories[of].attributes.get(rest)
            text = attribute.values.get(value) if attribute is not None else None
            return text.said(self.lang).partition(":")[0] if text is not None else value
        return self._label("answer", value)

    def value_inside(self, name: str, value: str) -> str:
        """A value in the middle of a sentence; someone is written as they are."""
        words = self.value(name, value)
        return words if name == "asker" else inside(words)

    def stated(self, name: str, value: str) -> str:
        """``Siswa terluka: ya``."""
        return f"{self.name(name)}: {self.value_inside(name, value)}"

    def rule(self, id: str) -> str:
        """The title of a rule."""
        rule = self._rules.get(id)
        return rule.title.said(self.lang) if rule is not None else id

    def found(self, ids: Iterable[str]) -> list[Rule]:
        """The rules of these ids that this rulebook has."""
        return [self._rules[id] for id in ids if id in self._rules]

    def cited(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """``Catatan kuliah, Ahli lain: “…”, “…”``: a line for each section, each term once."""
        terms: dict[tuple[str, str], dict[str, None]] = {}
        for one in citations:
            terms.setdefault((one.ref, one.section), {})[f"“{one.term}”"] = None
        return tuple(f"{self._source(ref)}, {part}: {', '.join(said)}" for (ref, part), said in terms.items())

    def _source(self, ref: str) -> str:
        source = self.book.sources.get(ref)
        return source.title.said(self.lang) if source is not None else ref

    def _label(self, group: str, id: str) -> str:
        return self._word(self.book.vocabulary.labels.get(group, {}), id)

    def _word(self, words: Mapping[str, Text], id: str) -> str:
        text = words.get(id)
        return text.said(self.lang) if text is not None else id


def _calm_for_now(decision: Decision) -> bool:
    return decision.severity == SEVERITIES[0] and any(one.danger for one in decision.questions)


def inside(words: str) -> str:
    """Words in the middle of a sentence; what is written in capitals stays so."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


#: Conditions that are named after the case and not after the vocabulary.
_CASE_NAMES = frozenset({"asker", "problem", "severity", "urgency", "parents"})

"""The rulebook's words for ids, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from triage.cli.wording import say
from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import UNKNOWN, Lang
from triage.vocabulary.text import Text


class Labels:
    """Looks up words; an id without a word is shown as it is."""

    def __init__(self, book: Rulebook, lang: Lang) -> None:
        self.book = book
        self.lang = lang
        self._vocabulary = book.vocabulary

    def of(self, group: str, id: str) -> str:
        """A value of a closed set (``severity``, ``action``, …)."""
        text = self._vocabulary.labels.get(group, {}).get(id)
        return text.said(self.lang) if text is not None else id

    def action(self, id: str) -> str:
        """An action."""
        return self.of("action", id)

    def party(self, id: str) -> str:
        """A party."""
        party = self._vocabulary.parties.get(id)
        return party.label.said(self.lang) if party is not None else id

    def track(self, action: str, parties: Iterable[str]) -> str:
        """``Wajib lapor → Polisi``."""
        return f"{self.action(action)} → {self.all_of([self.party(id) for id in parties])}"

    def person(self, id: str) -> str:
        """Someone who does a step: a party, one who asks, or another."""
        if id in self._vocabulary.parties:
            return self.party(id)
        return self._word(self._vocabulary.askers, id) or self._word(self._vocabulary.actors, id) or id

    def category(self, id: str) -> str:
        """A problem category."""
        category = self._vocabulary.categories.get(id)
        return category.label.said(self.lang) if category is not None else id

    def variable(self, name: str) -> str:
        """A fact, or an attribute with its category."""
        category_id, dot, attribute_id = name.partition(".")
        if not dot:
            fact = self._vocabulary.facts.get(name)
            return fact.label.said(self.lang) if fact is not None else name
        category = self._vocabulary.categories.get(category_id)
        attribute = category.attributes.get(attribute_id) if category is not None else None
        label = attribute.label.said(self.lang) if attribute is not None else attribute_id
        return f"{self.category(category_id)}, {label[:1].lower()}{label[1:]}"

    def value(self, name: str, value: str) -> str:
        """A value of a fact or attribute."""
        category_id, dot, attribute_id = name.partition(".")
        if dot and value != UNKNOWN:
            category = self._vocabulary.categories.get(category_id)
            attribute = category.attributes.get(attribute_id) if category is not None else None
            text = attribute.values.get(value) if attribute is not None else None
            return text.said(self.lang) if text is not None else value
        return self.of("answer", value)

    def role(self, id: str) -> str:
        """A role of the student in a problem."""
        return self._word(self._vocabulary.roles, id) or id

    def asker(self, id: str) -> str:
        """One who asks."""
        return self._word(self._vocabulary.askers, id) or id

    def finding(self, id: str) -> str:
        """A finding or a notice."""
        found = self._word(self._vocabulary.findings, id) or self._word(self._vocabulary.notices, id)
        return found or id

    def deadline(self, id: str) -> str:
        """By when."""
        deadline = self._vocabulary.deadlines.get(id)
        return deadline.label.said(self.lang) if deadline is not None else id

    def any_of(self, words: Iterable[str]) -> str:
        """``a, b atau c``."""
        return self._joined(list(words), "or")

    def all_of(self, words: Iterable[str]) -> str:
        """``a, b dan c``."""
        return self._joined(list(words), "and")

    def _joined(self, words: list[str], key: str) -> str:
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {say(key, self.lang)} {words[-1]}"

    def _word(self, words: Mapping[str, Text], id: str) -> str | None:
        text = words.get(id)
        return text.said(self.lang) if text is not None else None

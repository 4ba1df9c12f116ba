"""Flaws seen without any case: facts nobody reads, rules not filled in, reviews that are overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from triage.rulebook.model import Place, Prohibition, Rule, Rulebook
from triage.rulebook.scaffold import BECAUSE, NO_CODE
from triage.verify.flaws import Flaw
from triage.vocabulary.text import Text

#: A reviewed rule is looked at again after two years; one never reviewed is not overdue but counted.
REVIEW_EVERY = timedelta(days=730)
#: How each sentence of a scaffold begins that is still to be written.
_FILLERS = tuple(said.partition(":")[0] + ":" for said in (BECAUSE.id, BECAUSE.en))


def unread_facts(book: Rulebook, vocabulary_place: Place) -> Iterator[Flaw]:
    """The facts of the vocabulary that no active rule reads."""
    read = {fact for rule in book.rules if rule.status == "active" for fact, _ in rule.when.facts}
    for fact in book.vocabulary.facts:
        if fact not in read:
            yield Flaw("unread-fact", vocabulary_place, fact)


def placeholders(book: Rulebook) -> Iterator[Flaw]:
    """The active rules (and prohibitions) in which something of the scaffold still stands."""
    active: list[Rule | Prohibition] = [rule for rule in book.rules if rule.status == "active"]
    for one in [*active, *book.prohibitions]:
        left = [code for code in one.codes if code == NO_CODE]
        for key, text in (("title", one.title), ("because", one.because)):
            left += [key] if text.id.startswith(_FILLERS) or text.en.startswith(_FILLERS) else []
        if left:
            said = ", ".join(left)
            yield Flaw("placeholder", one.place, one.id, what=Text(said, said))


def overdue_reviews(book: Rulebook, today: date) -> Iterator[Flaw]:
    """The active rules whose last review is too long ago on ``today``."""
    for rule in book.rules:
        if rule.status == "active" and rule.reviewed is not None:
            on = rule.reviewed[1]
            if date.fromisoformat(on) + REVIEW_EVERY < today:
                yield Flaw("review-overdue", rule.place, rule.id, what=Text(on, on))


def never_reviewed(book: Rulebook) -> int:
    """How many active rules no counsellor has reviewed yet."""
    return sum(rule.status == "active" and rule.reviewed is None for rule in book.rules)

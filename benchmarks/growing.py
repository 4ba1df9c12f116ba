"""The shipped rulebook grown by a seed: more facts and more rules, entangled as its own are.

A new *fact* is the twin of a shipped one: every rule that reads the shipped fact is there once more with
the twin in its place, so that a twin of a fact that every problem reads makes every slice wider. A new
*rule* is a shipped rule of some categories moved to another one, in which one more fact must be ``ya``; so
categories that were of one kind no longer are. Nothing is drawn that another rule says of the category
already. What is grown makes no sense for a school, and some of its rules break an invariant: it is as
large as a sound one, and as entangled.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from triage.rulebook.model import Condition, Rule, Rulebook
from triage.vocabulary.closed import Action, Answer
from triage.vocabulary.values import replace


def grown(book: Rulebook, rules: int, facts: int, seed: int = 0) -> Rulebook:
    """``book`` with exactly so many active ``rules`` and ``facts``, the same for the same seed.

    Facts bring rules with them. Raises ``ValueError`` if ``rules`` is too few for that, or if either
    number is below what ``book`` has.
    """
    random = Random(seed)
    for fact in _drawn(random, book, facts - len(book.vocabulary.facts)):
        book = _with_twin(book, fact)
    more = rules - _active(book)
    if more < 0 or facts < len(book.vocabulary.facts):
        raise ValueError(f"a book of {facts} facts has {_active(book)} rules")
    moved = _moved(random, book)
    return replace(book, rules=(*book.rules, *(next(moved) for _ in range(more))))


def _active(book: Rulebook) -> int:
    return sum(rule.status == "active" for rule in book.rules)


def _drawn(random: Random, book: Rulebook, number: int) -> list[str]:
    """The facts to be twinned: those some rule reads, each once before any twice."""
    read = sorted({fact for rule in book.rules if rule.status == "active" for fact, _ in rule.when.facts})
    out: list[str] = []
    while len(out) < number:
        out += random.sample(read, min(len(read), number - len(out)))
    return out


def _with_twin(book: Rulebook, fact: str) -> Rulebook:
    known = book.vocabulary.facts
    twin = next(name for n in count(2) if (name := f"{fact}_{n}") not in known)
    vocabulary = replace(book.vocabulary, facts={**known, twin: replace(known[fact], id=twin)})
    reading = {
        rule.id: f"{rule.id}-{twin.replace('_', '-')}"
        for rule in book.rules
        if rule.status == "active" and any(name == fact for name, _ in rule.when.facts)
    }
    copies = [_twinned(rule, fact, twin, reading) for rule in book.rules if rule.id in reading]
    # What took the shipped rule back takes its copy back as well.
    kept = [
        replace(rule, overrides=(*rule.overrides, *(reading[id] for id in rule.overrides if id in reading)))
        for rule in book.rules
    ]
    return replace(book, vocabulary=vocabulary, rules=(*kept, *copies))


def _twinned(rule: Rule, fact: str, twin: str, names: dict[str, str]) -> Rule:
    facts = tuple((twin if name == fact else name, answers) for name, answers in rule.when.facts)
    overrides = tuple(dict.fromkeys([*rule.overrides, *(names[id] for id in rule.overrides if id in names)]))
    return replace(rule, id=names[rule.id], when=replace(rule.when, facts=facts), overrides=overrides)


def _moved(random: Random, book: Rulebook) -> Iterator[Rule]:
    """Rules for other categories without end."""
    movable = [
        rule
        for rule in book.rules
        if rule.status == "active"
        and rule.layer == "substance"
        and rule.when.problem is not None
        and rule.then.tracks
        and not rule.overrides
    ]
    told = {
        (category, track)
        for rule in movable
        for category in rule.when.problem or ()
        for track in rule.then.tracks
    }
    for n in count(1):
        tracks: tuple[tuple[Action, str], ...] = ()
        while not tracks:
            rule = random.choice(movable)
            category = random.choice(sorted(book.vocabulary.categories))
            tracks = tuple(track for track in rule.then.tracks if (category, track) not in told)
        told |= {(category, track) for track in tracks}
        facts = ((random.choice(sorted(book.vocabulary.facts)), frozenset[Answer]({"ya"})),)
        when = Condition(problem=frozenset({category}), peran=rule.when.peran, facts=facts)
        yield replace(rule, id=f"tambahan-{n}", when=when, then=replace(rule.then, tracks=tracks))

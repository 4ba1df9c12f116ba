"""What a learner chooses from: first steps, parties, reasons, and whole paths for other programs.

Wrong choices are near ones: rules that almost hold, facts that do not matter here, paths next to the
right one. Which are shown, and in which order, follows from the drill alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from triage.case.model import Case
from triage.decision.model import Decision
from triage.rulebook.model import Rule, Rulebook
from triage.training.judging import miss
from triage.training.model import Card, Drill, Key, Miss, Path
from triage.training.paths import accepted, path_of
from triage.vocabulary.closed import ACTION_ORDER, SEVERITY_RANK, Action

T = TypeVar("T")

#: So many reasons are offered, and so many paths.
REASONS = 5
PATHS = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to choose: the id of a rule, or what a condition speaks of. ``right``: it counts."""

    id: str
    right: bool


@dataclass(frozen=True, slots=True)
class PathChoice:
    """A path to choose, and what kind of miss it would be."""

    path: Path
    miss: Miss


def first_steps(book: Rulebook) -> dict[Action, tuple[str, ...]]:
    """Every action with the parties to whom some active rule gives it, both in the rulebook's order."""
    parties = list(book.vocabulary.parties)
    given = {track for rule in book.rules if rule.status == "active" for track in rule.then.tracks}
    listed = {action: [to for to in parties if (action, to) in given] for action in ACTION_ORDER}
    return {action: tuple(to) for action, to in listed.items() if to}


def reasons(
    book: Rulebook,
    decide: Callable[[Case], Decision],
    drill: Drill,
    key: Key,
    *,
    most: int = REASONS,
    single: bool = False,
) -> tuple[Reason, ...]:
    """Reasons to choose from: true ones, and near misses that are certainly none.

    True are a rule and, unless ``single``, a fact. A rule that fires at all is never offered as a
    wrong reason, and neither is a fact that any rule behind the path read. Raises what ``decide`` raises.
    """
    facts = [name for name, _ in key.facts]
    told = [name for name in facts if name == drill.differs] or _mixed(
        drill.id, [name for name in facts if _is_told(drill.case, name)]
    )
    true = [*_main_rule(book, drill, key), *told[:1]][: 1 if single else 2]
    near_rules = _near_rules(book, decide, drill, key)
    near_facts = [name for name in _near_facts(book, drill) if name not in facts]
    room = most - len(true)
    wrong = near_rules[: max(1, room - 1)]
    wrong += near_facts[: room - len(wrong)]
    wrong += [id for id in near_rules if id not in wrong][: room - len(wrong)]
    return tuple(Reason(id, id in true) for id in _mixed(drill.id, [*true, *wrong]))


def paths(
    book: Rulebook,
    decide: Callable[[Case], Decision],
    cards: Iterable[Card],
    drill: Drill,
    key: Key,
    most: int = PATHS,
) -> tuple[PathChoice, ...]:
    """The right path among those next to it: the pair's, those across a boundary, then any others.

    At least one is less than the case needs, where there is such a path. Raises what ``decide`` raises.
    """
    near: list[Path] = []
    if drill.pair is not None:
        pair = decide(drill.pair)
        near.append(path_of(pair))
    known = [card.paths for card in cards if card.paths]
    across = {other for both in known if key.path in both for other in both}
    near += _in_turn(key.path, across)
    near += _in_turn(key.path, {path for both in known for path in both})
    wrong = [
        PathChoice(path, miss(key.path, path))
        for path in dict.fromkeys(near)
        if not accepted(book, key.decision, path)
    ]
    chosen = wrong[: most - 1]
    if not any(one.miss == "kurang" for one in chosen):
        less = [one for one in wrong if one.miss == "kurang"][:1]
        chosen = [*chosen[: most - 1 - len(less)], *less]
    return tuple(_mixed(drill.id, [PathChoice(key.path, "tepat"), *chosen]))


def _main_rule(book: Rulebook, drill: Drill, key: Key) -> list[str]:
    """The true rule to offer: the card's own, else one that gives the first track, else any."""
    first = (key.path.action, key.path.to)
    of_card = [id for id in key.rules if f"rule:{id}" == drill.card]
    giving = [rule.id for rule in book.rules if rule.id in key.rules and first in rule.then.tracks]
    return [*of_card, *giving, *key.rules][:1]


def _near_rules(book: Rulebook, decide: Callable[[Case], Decision], drill: Drill, key: Key) -> list[str]:
    """Active rules that do not fire here: first those of the pair, then those that nearly speak of it."""
    here = {fired.rule for fired in key.decision.justification} | set(key.rules)
    here |= {one.rule for one in key.decision.rejected}
    there: set[str] = set()
    if drill.pair is not None:
        there = {fired.rule for fired in decide(drill.pair).justification}
    categories = {problem.category for problem in drill.case.problems}
    told = {name for name, _ in drill.case.facts} | {drill.differs}
    likeness = {
        rule.id: _likeness(rule, categories, told, rule.id in there)
        for rule in book.rules
        if rule.status == "active" and rule.layer != "procedure" and rule.id not in here
    }
    return sorted(_mixed(drill.id, likeness), key=lambda id: -likeness[id])


def _likeness(rule: Rule, categories: set[str], told: set[str], in_pair: bool) -> int:
    """How much a rule that does not fire looks as if it might."""
    of_problem = bool(rule.when.problem and categories & rule.when.problem)
    of_facts = any(name in told for name, _ in rule.when.facts)
    seen = bool(rule.then.severity or rule.then.severity_at_least or rule.then.tracks)
    return (8 * in_pair + 4 * of_problem + 2 * of_facts) * (2 if seen else 1)


def _near_facts(book: Rulebook, drill: Drill) -> list[str]:
    """What might be thought to matter: what is told, what differs in the pair, then danger signs."""
    told = [name for name, _ in drill.case.facts]
    danger = [fact.id for fact in book.vocabulary.facts.values() if fact.danger]
    near = [*told, *([drill.differs] if drill.differs in book.vocabulary.facts else [])]
    return list(dict.fromkeys([*near, *_mixed(drill.id, danger)]))


def _is_told(case: Case, name: str) -> bool:
    """Whether a story of the case says something of ``name``."""
    of, dot, rest = name.partition(".")
    if not dot:
        return of in dict(case.facts)
    return any(
        problem.category == of and (rest in dict(problem.attributes) or (rest == "peran" and problem.peran))
        for problem in case.problems
    )


def _in_turn(right: Path, others: Iterable[Path]) -> list[Path]:
    """The nearest paths first, of each severity in turn: choices differ in more than the party."""
    turns: dict[str, list[Path]] = {}
    for path in sorted(others, key=lambda path: _far(right, path)):
        turns.setdefault(path.severity, []).append(path)
    depth = max(map(len, turns.values()), default=0)
    return [turn[n] for n in range(depth) for turn in turns.values() if n < len(turn)]


def _far(path: Path, other: Path) -> tuple[int, int, Path]:
    return (
        abs(SEVERITY_RANK[path.severity] - SEVERITY_RANK[other.severity]),
        abs(ACTION_ORDER[path.action] - ACTION_ORDER[other.action]),
        other,
    )


def _mixed(seed: str, items: Iterable[T]) -> list[T]:
    """The items in an order that follows from ``seed`` and from nothing else."""
    return sorted(items, key=lambda item: sha256(f"{seed}\n{item}".encode()).digest())

"""Which condition was misread: the single changes of a case that lead to the learner's answer.

The idea is that of a contrastive explanation: not why the key is right, but what would have to be
otherwise for the answer to be. Every stated or unknown fact and attribute that some rule reads,
every role, every problem of several and the asker are changed one at a time, and decided again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from triage.case.model import Case, Problem
from triage.decision.model import Decision
from triage.rulebook.model import LAYER_INDEX, Rulebook
from triage.training.model import Answer, Drill, Key, Misread
from triage.training.paths import accepted, path_of
from triage.vocabulary.closed import ANSWERS, UNKNOWN
from triage.vocabulary.closed import Answer as FactAnswer
from triage.vocabulary.values import replace

#: Rules of later layers settle requirements and steps, which no path shows.
_DECIDING: Final = LAYER_INDEX["path"]
#: The name of the misreading that leaves out one problem of several: ``found`` is its category.
PROBLEM: Final = "problem"
ASKER: Final = "asker"
ROLE: Final = "peran"


def misreadings(
    book: Rulebook, decide: Callable[[Case], Decision], drill: Drill, key: Key, answer: Answer
) -> tuple[Misread, ...]:
    """The conditions of ``drill`` that alone explain ``answer``, the likeliest first.

    First what the minimal pair of the drill differs in, then what the learner's own reason names,
    then what the story says (it was overlooked or read as its opposite), then what it leaves open.
    Empty where no single change leads to the answer. Raises what ``decide`` raises.
    """
    layers = {rule.id: LAYER_INDEX[rule.layer] for rule in book.rules}
    place = {rule.id: n for n, rule in enumerate(book.rules)}
    before = _fired(key.decision)
    found = []
    for number, (misread, case) in enumerate(single_changes(book, drill.case)):
        decision = decide(case)
        if not accepted(book, decision, answer.path):
            continue
        apart = before ^ _fired(decision)
        rules = sorted((id for id in apart if layers[id] <= _DECIDING), key=place.__getitem__)
        misread = replace(misread, rules=tuple(rules))
        found.append((_likeliness(misread, case, drill, answer), number, misread))
    return tuple(misread for _, _, misread in sorted(found, key=lambda item: item[:2]))


@dataclass(frozen=True, slots=True)
class Half:
    """A half of an answer that is wrong: how serious, or what first and by whom.

    ``misread``: something told without which that half would be right; None where there is no such
    thing, and then ``rule`` gives what is right.
    """

    of: Literal["severity", "step"]
    misread: Misread | None
    rule: str


def halves(
    book: Rulebook, decide: Callable[[Case], Decision], drill: Drill, key: Key, answer: Answer
) -> tuple[Half, ...]:
    """What explains an answer half by half, where no single condition explains the whole of it.

    Only what the story tells is looked at: half an explanation out of what it leaves open would be a
    guess. Raises what ``decide`` raises.
    """
    given, right = answer.path, key.path
    told = [
        (change, path_of(decide(case)))
        for change, case in single_changes(book, drill.case)
        if change.found != UNKNOWN and change.name != ASKER and not change.name.endswith(f".{ROLE}")
    ]
    found = []
    if given.severity != right.severity:
        misread = next((one for one, path in told if path.severity == given.severity), None)
        found.append(Half("severity", misread, _grading(book, key)))
    if (given.action, given.to) != (right.action, right.to):
        step = given.action, given.to
        misread = next((one for one, path in told if (path.action, path.to) == step), None)
        found.append(Half("step", misread, key.decision.tracks[0].rules[0]))
    return tuple(found)


def _grading(book: Rulebook, key: Key) -> str:
    """The rule that makes the case as serious as it is; one that sets it before one that raises it."""
    behind = [rule for rule in book.rules if rule.id in key.rules]
    setting = [rule.id for rule in behind if rule.then.severity == key.path.severity]
    raising = [rule.id for rule in behind if rule.then.severity_at_least == key.path.severity]
    return [*setting, *raising, ""][0]


def single_changes(book: Rulebook, case: Case) -> Iterator[tuple[Misread, Case]]:
    """Every case that differs from ``case`` in one condition, with what differs (``rules`` empty).

    Roles that are read alike count as one. A problem is left out only where another remains.
    """
    facts = dict(case.facts)
    for name in book.vocabulary.facts:
        stated = facts.get(name, UNKNOWN)
        for value in _most_told_last(stated):
            yield Misread(name, stated, value, ()), with_fact(case, name, value)
    for n, problem in enumerate(case.problems):
        for changed, misread in _of_problem(book, problem):
            problems = (*case.problems[:n], changed, *case.problems[n + 1 :])
            yield misread, replace(case, problems=problems)
        if len(case.problems) > 1:
            rest = (*case.problems[:n], *case.problems[n + 1 :])
            yield Misread(PROBLEM, problem.category, "", ()), replace(case, problems=rest)
    for asker in book.vocabulary.askers:
        if asker != case.asker:
            yield Misread(ASKER, case.asker, asker, ()), replace(case, asker=asker)


def with_fact(case: Case, name: str, value: FactAnswer) -> Case:
    """``case`` with one fact answered ``value``; unknown leaves it out."""
    facts = {**dict(case.facts), name: value}
    return replace(case, facts=tuple(sorted((fact, was) for fact, was in facts.items() if was != UNKNOWN)))


def _most_told_last(stated: str) -> tuple[FactAnswer, ...]:
    """The other answers: what was told is rather overlooked than read as its opposite."""
    order: tuple[FactAnswer, ...] = tuple(reversed(ANSWERS)) if stated != UNKNOWN else ("tidak", "ya")
    return tuple(value for value in order if value != stated)


def _of_problem(book: Rulebook, problem: Problem) -> Iterator[tuple[Problem, Misread]]:
    category = book.vocabulary.categories[problem.category]
    attributes = dict(problem.attributes)
    for name, attribute in category.attributes.items():
        stated = attributes.get(name, UNKNOWN)
        for value in (UNKNOWN, *attribute.values):
            if value != stated:
                changed = {**attributes, name: value}
                kept = tuple(sorted((one, was) for one, was in changed.items() if was != UNKNOWN))
                misread = Misread(f"{category.id}.{name}", stated, value, ())
                yield replace(problem, attributes=kept), misread
    told = problem.peran or category.role
    read_as = category.role_read_as
    seen = {read_as.get(told, told)}
    for role in book.vocabulary.roles:
        if read_as.get(role, role) not in seen:
            seen.add(read_as.get(role, role))
            yield replace(problem, peran=role), Misread(f"{category.id}.{ROLE}", told, role, ())


def _fired(decision: Decision) -> frozenset[str]:
    return frozenset(fired.rule for fired in decision.justification)


def _likeliness(misread: Misread, case: Case, drill: Drill, answer: Answer) -> tuple[bool, ...]:
    """What sorts first is likelier."""
    return (
        case != drill.pair,
        misread.name != drill.differs,
        not (answer.reason == misread.name or answer.reason in misread.rules),
        misread.found == UNKNOWN,
        misread.name.endswith(f".{ROLE}"),
        misread.name == ASKER,
    )

"""What must and what may follow in many cases at once.

A scope says what its cases have in common; the rest of them may be anything, further problems
included. Working off the layers with three truths (always, never, it depends) gives bounds: what
holds in every case of the scope, and what holds in none. Bounds may be wider than what the cases
really do, never narrower, so that what they exclude is proved for every case there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from triage.rulebook.model import LAYER_INDEX, LAYERS, Layer, Rule
from triage.verify.covering.atoms import Atom, Rules
from triage.vocabulary.closed import (
    ANSWERS,
    PARENTS,
    SEVERITIES,
    UNKNOWN,
    URGENCIES,
    Action,
)
from triage.vocabulary.values import replace

#: Always (True), never (False), or it depends on the case (None).
Truth = bool | None
T = TypeVar("T")

_RANKS: Mapping[str, Sequence[str]] = {"severity": SEVERITIES, "urgency": URGENCIES, "parents": PARENTS}
_ANY_ANSWER = frozenset(ANSWERS)


@dataclass(frozen=True, slots=True)
class Subject:
    """A problem of the cases: its category, and what its role and attributes may be.

    ``sure``: every case of the scope has it; otherwise some have and some do not.
    """

    category: str
    roles: frozenset[str]
    attributes: Mapping[str, frozenset[str]]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Scope:
    """Many cases: those with one of these askers, these problems and answers out of these.

    A fact that is not named may have any answer. Besides ``subjects`` there may be any others.
    ``idle``: rules that are known not to act for a problem (None: for the case); ``acting``: that do.
    """

    askers: frozenset[str]
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    subjects: tuple[Subject, ...] = ()
    acting: frozenset[tuple[str, str | None]] = frozenset()
    idle: frozenset[tuple[str, str | None]] = frozenset()


@dataclass(slots=True)
class Range:
    """The levels a scale may have: from ``low`` to ``high``, both included."""

    low: int = 0
    high: int = 0

    def rise(self, rank: int, truth: Truth) -> None:
        """Something may (or, if always, must) raise it to ``rank``."""
        if truth is not False:
            self.high = max(self.high, rank)
        if truth is True:
            self.low = max(self.low, rank)

    def within(self, scale: Sequence[str], wanted: Iterable[str] | None) -> Truth:
        """Whether the level is one of ``wanted``."""
        return _within(frozenset(scale[self.low : self.high + 1]), frozenset(wanted or ()))


@dataclass(frozen=True, slots=True)
class Act:
    """A rule that may act in the scope, and whether it always does."""

    rule: Rule
    category: str | None
    truth: Truth


class Bounds:
    """The bounds of one scope, worked off layer by layer up to, not including, ``until``."""

    def __init__(self, rules: Rules, scope: Scope, until: Layer | None = None) -> None:
        self.scope = scope
        self._rules = rules
        self._sure = {subject.category for subject in scope.subjects}
        #: What is there in every case: the case itself, and these problems.
        self.certain: set[str | None] = {None, *self._sure}
        self.subjects = {subject.category: subject for subject in (*scope.subjects, *self._others())}
        self._facts: dict[str, frozenset[str]] = dict(scope.facts)
        self._stated = dict(scope.facts)
        self._base = {category: Range() for category in self.subjects}
        self._grade = {category: Range() for category in self.subjects}
        self._levels = {name: Range() for name in _RANKS}
        self._tracks: dict[tuple[Action, str], Truth] = {}
        self._notices: dict[str, Truth] = {}
        self._findings: dict[str, Truth] = {}
        #: What is known of the acting rules cannot be: there is no case in the scope.
        self.impossible = False
        #: Every rule that may act, in the order worked off.
        self.acts: list[Act] = []
        last = len(LAYERS) if until is None else LAYER_INDEX[until]
        for layer in LAYERS[:last]:
            self._work(layer)

    def truth(self, atom: Atom, category: str | None, layer: Layer) -> Truth:
        """Whether a condition of a rule of ``layer`` holds (for the problem ``category``, if there is one).

        Only for the layer that comes next.
        """
        wanted = atom.wanted or frozenset()
        if atom.kind == "facts":
            known = self._stated if layer == "implied" else self._facts
            return _within(known.get(atom.name, _ANY_ANSWER), wanted)
        if atom.kind == "asker":
            return _within(self.scope.askers, wanted)
        if atom.kind in _RANKS:
            return self._levels[atom.kind].within(_RANKS[atom.kind], wanted)
        if atom.kind == "tracks":
            return _any_of(
                truth
                for (action, to), truth in self._tracks.items()
                if action == atom.name and (atom.wanted is None or to in atom.wanted)
            )
        if atom.kind in ("notices", "findings"):
            there = (self._notices if atom.kind == "notices" else self._findings).get(atom.name, False)
            return there if "ya" in wanted else _not(there)
        return False if category is None else self._of_problem(atom, self.subjects[category], wanted)

    def replaced(self, rule: Rule, category: str | None) -> Truth:
        """Whether another rule takes the place of ``rule``, going by ``acts``."""
        by = self._rules.overriders[rule.id]
        return _any_of(
            self._there(act, category)
            for act in (self.acts if by else ())
            if act.rule.id in by and (act.category is None or category is None or act.category == category)
        )

    def held(self, rule: Rule, category: str | None) -> Truth:
        """Whether all conditions of a rule of the layer that comes next hold, if the problem is there."""
        truth: Truth = True
        for atom in self._rules.atoms[rule.id]:
            found = self.truth(atom, category, rule.layer)
            if found is False:
                return False
            if found is None:
                truth = None
        return truth

    def depends(self, act: Act) -> bool:
        """Whether it depends on the case if ``act`` happens in it."""
        return self._there(act, None) is None

    def enter(self, layer: Layer) -> None:
        """Find who acts in the layer that comes next, so that ``replaced`` knows of them."""
        for rule in self._rules.in_order(layer):
            for category in self._concerned(rule):
                truth = self._acts(rule, category)
                if (rule.id, category) in self.scope.acting:
                    self.impossible = self.impossible or truth is False
                    truth = True
                elif (rule.id, category) in self.scope.idle:
                    self.impossible = self.impossible or (truth is True and category in self.certain)
                    truth = False
                if truth is not False:
                    self.acts.append(Act(rule, category, truth))

    def _acts(self, rule: Rule, category: str | None) -> Truth:
        """Whether ``rule`` acts, given that the problem is there."""
        held = self.held(rule, category)
        if held is False:
            return False
        replaced = self.replaced(rule, category)
        return None if replaced is None else held if replaced is False else False

    # -- working off ----------------------------------------------------------------------------

    def _others(self) -> Iterable[Subject]:
        """Every further problem there may be."""
        for category in self._rules.book.vocabulary.categories.values():
            if category.id not in self._sure:
                roles = self._rules.book.vocabulary.roles
                yield Subject(
                    category.id,
                    frozenset(category.role_read_as.get(role, role) for role in roles),
                    {id: frozenset((*it.values, UNKNOWN)) for id, it in category.attributes.items()},
                    sure=False,
                )

    def _of_problem(self, atom: Atom, subject: Subject, wanted: frozenset[str]) -> Truth:
        if atom.kind == "problem":
            return subject.category in wanted
        if atom.kind == "peran":
            return _within(subject.roles, wanted)
        if atom.kind == "attributes":
            values = subject.attributes.get(atom.name)
            return values is not None and _within(values, wanted)
        ranges = self._base if atom.kind == "base" else self._grade
        return ranges[subject.category].within(SEVERITIES, wanted)

    def _work(self, layer: Layer) -> None:
        """Find who acts in ``layer``, then let them conclude."""
        before = len(self.acts)
        self.enter(layer)
        for act in self.acts[before:]:
            self._conclude(act, layer)
        if layer == "grade":
            self._grade = {category: replace(found) for category, found in self._base.items()}
        elif layer == "raise":
            self._join()

    def _concerned(self, rule: Rule) -> Iterable[str | None]:
        if not rule.when.of_a_problem:
            return (None,)
        if rule.when.problem is None:
            return tuple(self.subjects)
        return [category for category in self.subjects if category in rule.when.problem]

    def _there(self, act: Act, category: str | None) -> Truth:
        """``act`` as seen by the case, or by the problem ``category`` where that is there."""
        if act.category == category or act.category in self.certain:
            return act.truth
        return None

    def _conclude(self, act: Act, layer: Layer) -> None:
        then = act.rule.then
        truth = self._there(act, None)
        for fact in then.facts:
            self._imply(fact, truth)
        if then.severity is not None and act.category is not None:
            self._base[act.category].rise(SEVERITIES.index(then.severity), act.truth)
        if then.severity_at_least is not None:
            rank = SEVERITIES.index(then.severity_at_least)
            if LAYER_INDEX[layer] > LAYER_INDEX["raise"]:
                self._levels["severity"].rise(rank, truth)
            elif act.category is not None:
                self._grade[act.category].rise(rank, act.truth)
            else:
                for grade in self._grade.values():
                    grade.rise(rank, truth)
        if then.urgency_at_least is not None:
            self._levels["urgency"].rise(URGENCIES.index(then.urgency_at_least), truth)
        if then.parents is not None:
            self._levels["parents"].rise(PARENTS.index(then.parents), truth)
        for track in then.tracks:
            self._tracks[track] = _any_of((self._tracks.get(track, False), truth))
        for notice in then.notices:
            self._notices[notice] = _any_of((self._notices.get(notice, False), truth))
        for finding in then.findings:
            self._findings[finding] = _any_of((self._findings.get(finding, False), truth))

    def _imply(self, fact: str, truth: Truth) -> None:
        answers = self._facts.get(fact, _ANY_ANSWER)
        if UNKNOWN in self._stated.get(fact, _ANY_ANSWER):
            kept = answers - {UNKNOWN} if truth is True else answers
            self._facts[fact] = kept | {"ya"}

    def _join(self) -> None:
        """The severity of the case before layer ``case``: that of its gravest problem."""
        sure = [self._grade[category].low for category in self._sure]
        lows = [found.low for found in self._grade.values()]
        self._levels["severity"] = Range(
            max(sure) if sure else min(lows, default=0),
            max((found.high for found in self._grade.values()), default=0),
        )


def _within(found: frozenset[str], wanted: frozenset[str]) -> Truth:
    if found <= wanted:
        return True
    return None if found & wanted else False


def _any_of(truths: Iterable[Truth]) -> Truth:
    found: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            found = None
    return found


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth

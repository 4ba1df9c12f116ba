"""Infers cases with durable-rules, layer by layer."""

from __future__ import annotations

import weakref
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from threading import Lock

from triage.case.model import Case, Problem
from triage.inference.durable.compile import Group, Plan, compile_book
from triage.inference.durable.conclusions import OF_CASE, Closure, Fired, Then
from triage.inference.durable.driver import Network
from triage.inference.durable.limits import check_plan
from triage.inference.durable.module import engine_name, load_engine
from triage.inference.durable.script import ProblemTexts, Script
from triage.inference.durable.signs import YES
from triage.inference.errors import CaseOutside, EngineClosed, EngineFailure, EngineLimit, InferenceError
from triage.inference.result import Firing, Inference
from triage.rulebook.model import LAYER_INDEX, LAYERS, Rulebook
from triage.vocabulary.closed import ANSWERS, PARENTS, SEVERITIES, UNKNOWN, URGENCIES
from triage.vocabulary.open import Category

_IMPLIED, _GRADE, _RAISE, _SUBSTANCE, _CASE, _PATH, _PROCEDURE = range(len(LAYERS))
_category = _order = itemgetter(0)


class _Desk:
    """One rule set in use: its network, what it can be told, and what each match makes fire."""

    __slots__ = ("effects", "is_implying", "network", "script")

    def __init__(self, plan: Plan, thens: Sequence[Then], group: Group, network: Network) -> None:
        self.network = network
        self.script = Script(group)
        category = group.category
        place = 0 if category is None else 1 + sorted(plan.of_category).index(category)
        #: For each match the (layer, firing) pairs.
        self.effects = [
            tuple(
                (
                    LAYER_INDEX[plan.rules[rule].layer],
                    Fired(
                        order=rule * (1 + len(plan.of_category)) + place,
                        rule=rule,
                        category=OF_CASE if category is None else category,
                        then=thens[rule],
                        firing=Firing(plan.rules[rule].id, category),
                    ),
                )
                for rule in match.rules
            )
            for match in group.matches
        ]
        self.is_implying = any(layer == _IMPLIED for effects in self.effects for layer, _ in effects)


#: One problem of a case, read: its category, its rule set, the texts of its signs.
_Told = tuple[str, _Desk, ProblemTexts]


class DurableEvaluator:
    """Infers cases of one rulebook with durable-rules. Safe to share between threads.

    Raises ``EngineUnavailable`` where the C module cannot be imported, ``EngineLimit`` with every
    limit the rulebook comes too near to, ``RuleUnfit`` for a rule its layer does not allow.
    """

    def __init__(self, book: Rulebook, *, plan: Plan | None = None) -> None:
        """``plan``: the same rulebook compiled and checked before, so as not to do it twice."""
        self._engine = load_engine()
        self._plan = checked_plan(book) if plan is None else plan
        vocabulary = book.vocabulary
        self._askers = frozenset(vocabulary.askers)
        self._roles = frozenset(vocabulary.roles)
        self._facts = frozenset(vocabulary.facts)
        self._categories: Mapping[str, Category] = vocabulary.categories
        self._thens = [
            Then(rule.then, overriders)
            for rule, overriders in zip(self._plan.rules, self._plan.overriders, strict=True)
        ]
        self._desks: dict[str | None, _Desk] = {}
        self._lock = Lock()
        self._closed = False
        self._networks: list[Network] = []
        self._letting_go = weakref.finalize(self, _discard, self._networks)
        self._letting_go.atexit = False

    @cached_property
    def name(self) -> str:
        """Name and version, such as ``durable-rules 2.0.28``."""
        return engine_name(self._engine)

    def infer(self, case: Case) -> Inference:
        """The closure of ``case``.

        Raises ``CaseOutside`` for a case the rulebook's vocabulary does not know, and
        ``EngineFailure`` when the engine does not do what it must. After a failure every rule set
        is made anew, so the next case finds nothing of this one.
        """
        with self._lock:
            if self._closed:
                raise EngineClosed
            told = self._read(case)
            try:
                return self._work(case, told)
            except BaseException as error:
                _discard(self._networks)
                if isinstance(error, InferenceError) or not isinstance(error, Exception):
                    raise
                raise EngineFailure(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        """Give the engine's memory back; asking again raises ``EngineClosed``. May be repeated."""
        with self._lock:
            self._closed = True
            _discard(self._networks)

    # -- reading --------------------------------------------------------------------------------

    def _read(self, case: Case) -> list[_Told]:
        """The problems of a case in the order of their ids, everything held against the vocabulary."""
        if case.asker not in self._askers:
            raise CaseOutside("asker", case.asker)
        for fact, answer in case.facts:
            if fact not in self._facts:
                raise CaseOutside("fact", fact)
            if answer not in ANSWERS:
                raise CaseOutside(fact, answer)
        told = [self._read_problem(problem) for problem in case.problems]
        if len(told) > 1:
            told.sort(key=_category)
            for (one, _, _), (other, _, _) in pairwise(told):
                if one == other:
                    raise CaseOutside("problem twice", one)
        return told

    def _read_problem(self, problem: Problem) -> _Told:
        category = self._categories.get(problem.category)
        if category is None:
            raise CaseOutside("category", problem.category)
        role = category.role if problem.peran is None else problem.peran
        if role not in self._roles:
            raise CaseOutside("peran", role)
        if problem.attributes:
            self._read_attributes(problem, category)
        desk = self._desks.get(problem.category) or self._open(problem.category)
        texts = desk.script.problem(category.role_read_as.get(role, role), problem.attributes)
        return problem.category, desk, texts

    def _read_attributes(self, problem: Problem, category: Category) -> None:
        seen = set()
        for name, value in problem.attributes:
            attribute = category.attributes.get(name)
            if attribute is None or name in seen:
                raise CaseOutside("attribute", name)
            if value != UNKNOWN and value not in attribute.values:
                raise CaseOutside(name, value)
            seen.add(name)

    def _open(self, category: str | None) -> _Desk:
        """The rule set of a category or of the case, made when first needed."""
        plan = self._plan
        group = plan.of_case if category is None else plan.of_category[category]
        network = Network(self._engine, group)
        self._networks.append(network)
        desk = self._desks[category] = _Desk(plan, self._thens, group, network)
        return desk

    # -- inferring ------------------------------------------------------------------------------

    def _work(self, case: Case, told: Sequence[_Told]) -> Inference:
        desks = [self._desks.get(None) or self._open(None), *[desk for _, desk, _ in told]]
        for desk in desks:
            if not desk.network.is_clean:
                desk.network.discard()
        closure = Closure([category for category, _, _ in told])
        fired: list[list[Fired]] = [[] for _ in LAYERS]

        _tell_case(case, told, desks, closure, fired)
        _run(desks, fired)
        closure.grade_problems(fired[_GRADE])
        for category, desk, texts in told:
            if texts.base:
                _tell(desk, texts.base.get(closure.base[category]))
        _run(desks, fired)
        closure.raise_problems(fired[_RAISE])
        for category, desk, texts in told:
            if texts.grade:
                _tell(desk, texts.grade.get((closure.base[category], closure.grade[category])))
        _run(desks, fired)
        closure.conclude(fired[_SUBSTANCE])
        for layer in (_CASE, _PATH, _PROCEDURE):
            for desk in desks:
                stage = desk.script.stages[layer]
                if stage is not None:
                    for text in stage.texts(closure):
                        desk.network.tell(text)
            _run(desks, fired)
            closure.conclude(fired[layer])

        for desk in desks:
            desk.network.forget()
        return _inference(closure, fired)


def checked_plan(book: Rulebook) -> Plan:
    """``book`` compiled. Raises ``EngineLimit`` where it comes too near to what breaks the engine."""
    plan = compile_book(book)
    passed = check_plan(plan)
    if passed:
        raise EngineLimit(passed)
    return plan


def _tell(desk: _Desk, text: str | None) -> None:
    if text is not None:
        desk.network.tell(text)


def _tell_case(
    case: Case,
    told: Sequence[_Told],
    desks: Sequence[_Desk],
    closure: Closure,
    fired: list[list[Fired]],
) -> None:
    """Tell the case as stated, work off layer ``implied``, tell the facts as they are read."""
    answers: dict[str, str] = dict(case.facts)
    for desk in desks:
        for text in desk.script.opening.get(case.asker, desk.script.unasked):
            desk.network.tell(text)
    for _, desk, texts in told:
        _tell(desk, texts.bare)
    if any(desk.is_implying for desk in desks):
        for desk in desks:
            for text in desk.script.said.texts(answers):
                desk.network.tell(text)
        _run(desks, fired)
        closure.imply(fired[_IMPLIED])
        for fact in closure.facts:
            if answers.get(fact, UNKNOWN) == UNKNOWN:
                answers[fact] = YES
    for desk in desks:
        for text in desk.script.facts.texts(answers):
            desk.network.tell(text)


def _run(desks: Sequence[_Desk], fired: list[list[Fired]]) -> None:
    """Run every rule set to quiescence and sort what fired into the layers of the rules."""
    for desk in desks:
        if desk.network.is_pending:
            effects = desk.effects
            for match in desk.network.run():
                for layer, one in effects[match]:
                    fired[layer].append(one)


def _inference(closure: Closure, fired: Sequence[Sequence[Fired]]) -> Inference:
    """The result in canonical order: rulebook order, then the problem's id."""
    everything = [one for layer in fired for one in layer]
    everything.sort(key=_order)
    firings = [one.firing for one in everything]
    if closure.overridden:
        for n, one in enumerate(everything):
            by = closure.overridden.get(one.order)
            if by is not None:
                firings[n] = Firing(one.firing.rule, one.firing.problem, by)
    grade = closure.grade
    return Inference(
        firings=tuple(firings),
        facts=tuple(sorted(closure.facts)),
        grades=tuple(
            [
                (category, SEVERITIES[base], SEVERITIES[grade[category]])
                for category, base in closure.base.items()
            ]
        ),
        severity=SEVERITIES[closure.severity],
        urgency=URGENCIES[closure.urgency],
        parents=PARENTS[closure.parents],
        lead=closure.lead,
        provisional=closure.provisional,
        tracks=frozenset(closure.tracks),
        notices=frozenset(closure.notices),
        findings=frozenset(closure.findings),
    )


def _discard(networks: Sequence[Network]) -> None:
    for network in networks:
        network.discard()

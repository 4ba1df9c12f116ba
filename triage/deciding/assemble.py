"""From a track to its procedure: which steps, requirements and documents belong to this case.

Guards are opened by findings, requirements change by the demands of rules, and what faces the
parents follows the decision's ``parents``: gone with ``jangan``, last with ``tunda``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from triage.deciding.ordering import Pair
from triage.decision.model import DecidedRequirement, DecidedStep, Phase, Track
from triage.inference.result import Inference
from triage.rulebook.model import Procedure, Rule, Rulebook, Step
from triage.vocabulary.closed import (
    ACTION_ORDER,
    REQUIREMENT_STATES,
    WAIVED_STATES,
    Action,
    Parents,
    RequirementState,
)


class Assembler:
    """Puts tracks together for one rulebook. Equal situations share what was put together."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.plans: dict[Pair, _Plan] = {
            (action, party): _Plan.of(procedure)
            for procedure in book.procedures
            for action, parties in procedure.of
            for party in parties
        }
        self._kept: dict[object, _Body] = {}

    def assembling(self, inference: Inference, active: Sequence[Rule]) -> Assembling:
        """To assemble the tracks of one case. ``active``: the rules that hold."""
        return Assembling(self, inference, active)

    def track(
        self, pair: Pair, rules: tuple[str, ...], inference: Inference, active: Sequence[Rule]
    ) -> Track:
        """One track on its own; see ``Assembling.track``."""
        return self.assembling(inference, active).track(pair, rules)

    def kept(self, key: object, make: Callable[[], _Body]) -> _Body:
        """What was put together for ``key`` before, or is now. ``key`` must hold all that it rests on."""
        body = self._kept.get(key)
        if body is None:
            if len(self._kept) > 4096:
                self._kept.clear()
            body = self._kept[key] = make()
        return body


class _Plan(NamedTuple):
    """A procedure, the requirements it may have, and the findings that its guards look at."""

    procedure: Procedure
    requirements: frozenset[str]
    findings: frozenset[str]

    @classmethod
    def of(cls, procedure: Procedure) -> _Plan:
        guards = [step.guard for step in procedure.steps]
        guards += [guard for _, guard in (*procedure.requires, *procedure.documents)]
        return cls(
            procedure,
            frozenset(id for id, _ in procedure.requires),
            frozenset(finding for guard in guards for finding in (*guard.if_, *guard.unless)),
        )


class _Body(NamedTuple):
    """A track but for its name and the rules behind it."""

    steps: tuple[DecidedStep, ...]
    requires: tuple[DecidedRequirement, ...]
    waived: tuple[DecidedRequirement, ...]
    documents: tuple[str, ...]


class Assembling:
    """The tracks of one case."""

    def __init__(self, assembler: Assembler, inference: Inference, active: Sequence[Rule]) -> None:
        self._assembler = assembler
        self._findings = inference.findings
        self._parents = inference.parents
        self._demanding = [rule for rule in active if rule.then.requirements]
        self._held_back = _held_back(inference.parents, active)
        self._situation = (self._parents, self._held_back, tuple([rule.id for rule in self._demanding]))

    def track(self, pair: Pair, rules: tuple[str, ...]) -> Track:
        """The track ``pair`` as this case needs it. ``rules``: those behind it."""
        plan = self._assembler.plans[pair]
        findings = self._findings & plan.findings
        key = (pair, findings, self._situation)
        body = self._assembler.kept(key, lambda: self._put_together(pair, plan, findings))
        return Track(
            pair[0],
            pair[1],
            ACTION_ORDER[pair[0]],
            rules,
            steps=body.steps,
            requires=body.requires,
            waived=body.waived,
            documents=body.documents,
        )

    def _put_together(self, pair: Pair, plan: _Plan, findings: frozenset[str]) -> _Body:
        book, parents, procedure = self._assembler.book, self._parents, plan.procedure
        demands = _demands(pair, plan.requirements, self._demanding)
        needed: list[DecidedRequirement] = []
        waived: list[DecidedRequirement] = []
        for id, guard in procedure.requires:
            if not guard.open(findings):
                continue
            state: RequirementState
            rule: str | None
            state, rule = demands.get(id, ("perlu", None))
            if book.requirements[id].faces_parents and state not in WAIVED_STATES:
                state, rule = self._held_back or (state, rule)
            (waived if state in WAIVED_STATES else needed).append(DecidedRequirement(id, state, rule))
        return _Body(
            steps=tuple(_steps(procedure, findings, parents, {item.id: item.state for item in waived})),
            requires=tuple(needed),
            waived=tuple(waived),
            documents=tuple(
                id
                for id, guard in procedure.documents
                if guard.open(findings) and not (parents != "libatkan" and book.documents[id].faces_parents)
            ),
        )


def _demands(
    pair: Pair, has: frozenset[str], demanding: Sequence[Rule]
) -> dict[str, tuple[RequirementState, str]]:
    """Per requirement of this track, the strongest state that a rule demands, and that rule."""
    out: dict[str, tuple[RequirementState, str]] = {}
    for rule in demanding:
        for demand in rule.then.requirements:
            if demand.requirement not in has or not _concerns(demand.tracks, pair):
                continue
            before = out.get(demand.requirement)
            if before is None or _strength(demand.state) > _strength(before[0]):
                out[demand.requirement] = (demand.state, rule.id)
    return out


def _concerns(tracks: Sequence[tuple[Action, frozenset[str] | None]], pair: Pair) -> bool:
    return not tracks or any(
        action == pair[0] and (parties is None or pair[1] in parties) for action, parties in tracks
    )


def _strength(state: RequirementState) -> int:
    return REQUIREMENT_STATES.index(state)


def _held_back(parents: Parents, active: Sequence[Rule]) -> tuple[RequirementState, str] | None:
    """What becomes of a requirement that faces the parents although no rule speaks of it."""
    if parents == "libatkan":
        return None
    rule = next((rule.id for rule in active if rule.then.parents == parents), None)
    return None if rule is None else ("gugur" if parents == "jangan" else "menyusul", rule)


def _steps(
    procedure: Procedure, findings: frozenset[str], parents: Parents, waived: Mapping[str, RequirementState]
) -> list[DecidedStep]:
    """The steps in their final order: up to the act, what follows it, the rest, the home last."""
    before: list[DecidedStep] = []
    moved: list[DecidedStep] = []
    after: list[DecidedStep] = []
    home: list[DecidedStep] = []
    acted = not any(step.pivot for step in procedure.steps)
    turn = after if acted else before
    for step in procedure.steps:
        if not step.guard.open(findings) or (step.secures_home and parents != "tunda"):
            continue
        state = waived.get(step.serves) if step.serves else None
        if state == "gugur" or (step.faces_parents and parents == "jangan"):
            continue
        if step.faces_parents and parents == "tunda":
            home.append(_step(procedure, step, "setelah_rumah_aman"))
        elif state == "menyusul":
            moved.append(_step(procedure, step, "menyusul"))
        else:
            turn.append(_step(procedure, step, "pilihan" if step.service else "urut"))
        if step.pivot:
            turn = after
    if acted:
        return [*after, *moved, *home]
    return [*before, *moved, *after, *home]


def _step(procedure: Procedure, step: Step, phase: Phase) -> DecidedStep:
    return DecidedStep(procedure.id, step.id, step.who, step.by, phase, step.faces_parents)

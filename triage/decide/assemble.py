"""From a track to its procedure: which steps, requirements and documents belong to this case.

Guards are opened by findings, requirements change by the demands of rules, and what faces the
parents follows the decision's ``parents``: gone with ``jangan``, last with ``tunda``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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

Pair = tuple[Action, str]


class Assembler:
    """Puts tracks together for one rulebook. Equal situations share the assembled track."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._procedures: dict[Pair, Procedure] = {
            (action, party): procedure
            for procedure in book.procedures
            for action, parties in procedure.of
            for party in parties
        }
        self._kept: dict[object, Track] = {}

    def track(
        self, pair: Pair, rules: tuple[str, ...], inference: Inference, active: Sequence[Rule]
    ) -> Track:
        """The track ``pair`` as this case needs it. ``active``: the rules that hold."""
        procedure = self._procedures[pair]
        demands = _demands(pair, procedure, active)
        key = (pair, rules, inference.parents, inference.findings, tuple(sorted(demands.items())))
        track = self._kept.get(key)
        if track is None:
            if len(self._kept) > 4096:
                self._kept.clear()
            track = self._kept[key] = self._put_together(pair, procedure, rules, inference, active, demands)
        return track

    def _put_together(
        self,
        pair: Pair,
        procedure: Procedure,
        rules: tuple[str, ...],
        inference: Inference,
        active: Sequence[Rule],
        demands: Mapping[str, tuple[RequirementState, str]],
    ) -> Track:
        needed: list[DecidedRequirement] = []
        waived: list[DecidedRequirement] = []
        for id, guard in procedure.requires:
            if not guard.open(inference.findings):
                continue
            state: RequirementState
            rule: str | None
            state, rule = demands.get(id, ("perlu", None))
            if self._book.requirements[id].faces_parents and state not in WAIVED_STATES:
                held = _held_back(inference.parents, active)
                state, rule = held or (state, rule)
            (waived if state in WAIVED_STATES else needed).append(DecidedRequirement(id, state, rule))
        return Track(
            action=pair[0],
            to=pair[1],
            order=ACTION_ORDER[pair[0]],
            rules=rules,
            steps=tuple(_steps(procedure, inference, {item.id: item.state for item in waived})),
            requires=tuple(needed),
            waived=tuple(waived),
            documents=tuple(
                id
                for id, guard in procedure.documents
                if guard.open(inference.findings)
                and not (inference.parents != "libatkan" and self._book.documents[id].faces_parents)
            ),
        )


def _demands(
    pair: Pair, procedure: Procedure, active: Sequence[Rule]
) -> dict[str, tuple[RequirementState, str]]:
    """Per requirement of this track, the strongest state that a rule demands, and that rule."""
    has = {id for id, _ in procedure.requires}
    out: dict[str, tuple[RequirementState, str]] = {}
    for rule in active:
        for demand in rule.then.requirements:
            if demand.requirement not in has or not _concerns(demand.tracks, pair):
                continue
            before = out.get(demand.requirement)
            if before is None or _strength(demand.state) > _strength(before[0]):
                out[demand.requirement] = (demand.state, rule.id)
    return out


def _concerns(tracks: Iterable[tuple[Action, frozenset[str] | None]], pair: Pair) -> bool:
    listed = tuple(tracks)
    return not listed or any(
        action == pair[0] and (parties is None or pair[1] in parties) for action, parties in listed
    )


def _strength(state: RequirementState) -> int:
    return REQUIREMENT_STATES.index(state)


def _held_back(parents: Parents, active: Sequence[Rule]) -> tuple[RequirementState, str] | None:
    """What becomes of a requirement that faces the parents although no rule speaks of it."""
    if parents == "libatkan":
        return None
    rule = next(rule.id for rule in active if rule.then.parents == parents)
    return ("gugur" if parents == "jangan" else "menyusul", rule)


def _steps(
    procedure: Procedure, inference: Inference, waived: Mapping[str, RequirementState]
) -> list[DecidedStep]:
    """The steps in their final order: up to the act, what follows it, the rest, the home last."""
    before: list[DecidedStep] = []
    moved: list[DecidedStep] = []
    after: list[DecidedStep] = []
    home: list[DecidedStep] = []
    acted = not any(step.pivot for step in procedure.steps)
    turn = after if acted else before
    for step in procedure.steps:
        if not step.guard.open(inference.findings) or (step.secures_home and inference.parents != "tunda"):
            continue
        state = waived.get(step.serves) if step.serves else None
        if state == "gugur" or (step.faces_parents and inference.parents == "jangan"):
            continue
        if step.faces_parents and inference.parents == "tunda":
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

"""An answer held against the key: what was right, what kind of miss it is, and how grave.

Under-triage is the dangerous miss: a student who needed more gets less. It weighs two and a half
times what the same mistake weighs the other way round, between the two and three times at which
schools of threat assessment and emergency triage commonly set it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from triage.case.model import Case
from triage.decision.model import Decision
from triage.rulebook.model import Rulebook
from triage.training.misreading import misreadings
from triage.training.model import Answer, Drill, Judgement, Key, Miss, Path
from triage.training.paths import WAITS_FOR_NOTHING, accepted
from triage.vocabulary.closed import ACTION_ORDER, SEVERITY_RANK

#: What an over-triage weighs, where the same mistake the other way round weighs 1.
OVER: Final = 0.4
#: What it weighs to send a case that is seen rightly to another person.
ELSEWHERE: Final = 0.2
#: How far two paths of one severity are apart, and two of neighbouring severities.
_ANOTHER_ACTION: Final = 0.4
_ANOTHER_SEVERITY: Final = 0.7


def judge(
    book: Rulebook, decide: Callable[[Case], Decision], drill: Drill, key: Key, answer: Answer
) -> Judgement:
    """What ``answer`` got right, and the conditions that explain what it did not.

    ``decide`` is asked only where the answer is wrong. A reason counts as right if it is a rule
    behind the path or one of the facts that made such a rule fire. Raises what ``decide`` raises.
    """
    right = accepted(book, key.decision, answer.path)
    kind: Miss = "tepat" if right else miss(key.path, answer.path)
    return Judgement(
        severity=answer.path.severity == key.path.severity,
        action=right or answer.path.action == key.path.action,
        to=right or answer.path.to == key.path.to,
        reason=answer.reason in key.rules or any(answer.reason == name for name, _ in key.facts),
        miss=kind,
        misread=() if right else misreadings(book, decide, drill, key, answer),
        weight=0.0 if right else weight(key.path, answer.path),
    )


def miss(key: Path, answer: Path) -> Miss:
    """Which kind of miss ``answer`` is where ``key`` is right.

    Less is: a lower severity; a first step that comes later in the order of actions, at the same
    severity; and, at any severity, leaving out the call for help or the report that comes first.
    """
    key_order, order = ACTION_ORDER[key.action], ACTION_ORDER[answer.action]
    grave, graver = SEVERITY_RANK[answer.severity], SEVERITY_RANK[key.severity]
    if grave < graver or (grave == graver and order > key_order):
        return "kurang"
    if order > key_order and key_order <= WAITS_FOR_NOTHING:
        return "kurang"
    if (grave, -order) > (graver, -key_order):
        return "lebih"
    return "tepat" if answer == key else "lain"


def weight(key: Path, answer: Path) -> float:
    """How grave it is to answer ``answer`` where ``key`` is right: 0 right … 1 the gravest miss."""
    kind = miss(key, answer)
    if kind == "kurang":
        return _apart(key, answer)
    if kind == "lebih":
        return round(OVER * _apart(answer, key), 3)
    return 0.0 if kind == "tepat" else ELSEWHERE


def _apart(more: Path, less: Path) -> float:
    """How far ``less`` stays behind ``more``: 1 where help, a report or two severities are missing."""
    if ACTION_ORDER[more.action] <= WAITS_FOR_NOTHING and ACTION_ORDER[less.action] > WAITS_FOR_NOTHING:
        return 1.0
    steps = SEVERITY_RANK[more.severity] - SEVERITY_RANK[less.severity]
    return {2: 1.0, 1: _ANOTHER_SEVERITY}.get(steps, _ANOTHER_ACTION)

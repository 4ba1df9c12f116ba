"""Short words for the defects of the small rulebook: one for each kind of flaw, and a rule more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.verify.bank.edits import Defect, Edit, make, plus
from triage.rulebook.model import Conclusion, Condition, Layer
from triage.verify.flaws import Kind

If, So = Condition, Conclusion
HAND, REPORT = "alih_tangan_kasus", "wajib_lapor"
#: A conclusion that nothing else draws.
SAYS = So(findings=("menolak",))


def x(layer: Layer, when: Condition, then: Conclusion, *overrides: str, id: str = "x") -> Edit:
    """A rule more, behind all others."""
    return plus(make(id, layer, when, then, *overrides))


def _of(kind: Kind, name: str, rule: str, edit: Edit, other: str = "") -> Defect:
    return Defect(name, kind, rule, edit, other)


def _gap(kind: Kind, rule: str, name: str, edit: Edit) -> Defect:
    return Defect(name, kind, rule, edit)


never = partial(_of, "never-fires")
always = partial(_of, "always-overridden")
dead = partial(_of, "dead-override")
shadowed = partial(_of, "shadowed")
against = partial(_of, "against")
broken = partial(_of, "invariant")
unread = partial(_of, "unread-fact")
unfilled = partial(_of, "placeholder")
overdue = partial(_of, "review-overdue")
leadless: Callable[[str, Any], Defect] = partial(_gap, "no-lead", "lead")
idle: Callable[[str, Any], Defect] = partial(_gap, "nobody-acts", "tracks")

"""Rules that never fire, rules that are always overridden, overrides that never matter."""

from __future__ import annotations

from collections.abc import Iterator

from triage.inference.reference import Survey
from triage.rulebook.model import Layer, Rulebook
from triage.verify.flaws import Flaw
from triage.verify.space import Slice


class Reach:
    """Which rules fire, which hold, and which overrides take something back."""

    def __init__(self, book: Rulebook) -> None:
        self._rules = [rule for rule in book.rules if rule.status == "active"]
        self._by_id = {rule.id: rule for rule in self._rules}
        self._fired: set[str] = set()
        self._held: set[str] = set()
        self._overridden_by: dict[str, str] = {}
        self._idle = {
            (rule.id, other) for rule in self._rules for other in rule.overrides if other in self._by_id
        }

    def see(self, _cut: Slice, survey: Survey) -> None:
        """Note what fired and held in any world of the slice."""
        active: dict[str, dict[str | None, int]] = {}
        for instance, _, held in survey.fired:
            self._fired.add(instance.rule.id)
            if held:
                self._held.add(instance.rule.id)
                active.setdefault(instance.rule.id, {})[instance.problem] = held
        if not self._idle:
            return
        for instance, mask, _ in survey.fired:
            for by, other in tuple(self._idle):
                if other != instance.rule.id:
                    continue
                for problem, worlds in active.get(by, {}).items():
                    same = problem is None or instance.problem is None or problem == instance.problem
                    if same and worlds & mask:
                        self._idle.discard((by, other))
                        self._overridden_by[other] = by

    def waits_for(self, layer: Layer) -> bool:
        """Whether something about a rule of ``layer`` is still to be seen."""
        idle = {id for pair in self._idle for id in pair}
        return any(
            rule.layer == layer and (rule.id not in self._held or rule.id in idle) for rule in self._rules
        )

    def flaws(self) -> Iterator[Flaw]:
        """One flaw per rule or override; an override of a rule that never fires is that rule's flaw."""
        for rule in self._rules:
            if rule.id not in self._fired:
                yield Flaw("never-fires", rule.place, rule.id)
            elif rule.id not in self._held:
                by = self._by_id[self._overridden_by[rule.id]]
                yield Flaw("always-overridden", rule.place, rule.id, by.id, str(by.place))
        for by_id, other_id in self._idle:
            if {by_id, other_id} <= self._fired:
                by_rule, other = self._by_id[by_id], self._by_id[other_id]
                yield Flaw("dead-override", by_rule.place, by_id, other_id, str(other.place))

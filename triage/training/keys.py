"""The key of a drill: the engine's decision, and the rules and facts behind its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from triage.case.model import Case
from triage.deciding.ordering import track_order
from triage.decision.model import Decision
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.training.behind import behind, ends
from triage.training.misreading import single_changes
from triage.training.model import Drill, Key, Path
from triage.training.paths import path_of
from triage.vocabulary.closed import UNKNOWN


class Keys:
    """Makes keys by one rulebook."""

    def __init__(self, book: Rulebook, reference: ReferenceEvaluator) -> None:
        self._book = book
        self._facts = frozenset(book.vocabulary.facts)
        self._order = track_order(book)
        self._reference = reference

    def key(self, decide: Callable[[Case], Decision], drill: Drill) -> Key:
        """The key of ``drill``; raises whatever ``decide`` raises, and never answers then."""
        decision = decide(drill.case)
        rules = self.behind(drill.case)
        facts = {
            (name, value): None
            for fired in decision.justification
            if fired.rule in rules
            for name, value in fired.facts
            if self._of_the_case(name)
        }
        facts.update(dict.fromkeys(self._deciding(drill.case)))
        return Key(path_of(decision), rules, tuple(facts), decision)

    def behind(self, case: Case) -> tuple[str, ...]:
        """The rules behind the severity or the first track of ``case``, in the rulebook's order."""
        survey = self._reference.survey(case, 1, {})
        found = behind(survey, ends(survey, self._order))
        ordered = sorted((bound.order, bound.rule.id) for bound, _, _ in survey.fired)
        return tuple(dict.fromkeys(id for _, id in ordered if id in found))

    def _deciding(self, case: Case) -> Iterator[tuple[str, str]]:
        """What is told without which the path would be another: it may decide by keeping a rule away."""
        path = self._path(case)
        for change, other in single_changes(self._book, case):
            told = change.found != UNKNOWN and change.as_if == UNKNOWN
            if told and self._path(other) != path:
                yield change.name, change.found

    def _path(self, case: Case) -> Path | None:
        inference = self._reference.infer(case)
        first = min(inference.tracks, key=self._order, default=None)
        return None if first is None else Path(inference.severity, *first)

    def _of_the_case(self, name: str) -> bool:
        """Whether a part is stated by the case itself: no grade, and nothing that rules conclude."""
        part = name.partition(".")[2]
        return name in self._facts or name == "asker" or (bool(part) and part not in ("base", "grade"))

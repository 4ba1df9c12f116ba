"""From what the rules concluded to a decision: the one place where tracks are merged."""

from __future__ import annotations

from collections.abc import Sequence

from triage.case.model import Case
from triage.deciding.assemble import Assembler
from triage.deciding.errors import NoPath
from triage.deciding.ordering import Pair, track_order
from triage.deciding.parts import Reading
from triage.decision.model import Decision, Fired, Question, Rejected
from triage.inference.result import Firing, Inference
from triage.rulebook.model import Rule, Rulebook
from triage.vocabulary.closed import Action

#: Actions in which someone acts for the student; a path without any of them is no path.
ACTING: frozenset[Action] = frozenset({"darurat", "alih_tangan_kasus", "penanganan", "pendampingan"})


class Composer:
    """Builds decisions for one rulebook. Holds nothing of any case."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._rules = {rule.id: rule for rule in book.rules}
        self._assembler = Assembler(book)
        self._notices = tuple(book.vocabulary.notices)
        self._order = track_order(book)

    def compose(
        self, case: Case, inference: Inference, questions: tuple[Question, ...], engine: tuple[str, ...]
    ) -> Decision:
        """The decision for ``case``.

        Raises ``NoPath`` when the rules give no lead or nobody who acts for the student.
        """
        if inference.lead is None:
            raise NoPath("lead")
        if not any(action in ACTING for action, _ in inference.tracks):
            raise NoPath("track")
        active = [self._rules[firing.rule] for firing in inference.firings if firing.by is None]
        behind = _behind(active)
        assembling = self._assembler.assembling(inference, active)
        reading = Reading(self._book, case, inference, active)
        return Decision(
            severity=inference.severity,
            urgency=inference.urgency,
            lead=inference.lead,
            parents=inference.parents,
            provisional=inference.provisional or bool(questions),
            notices=tuple([notice for notice in self._notices if notice in inference.notices]),
            tracks=tuple(
                [assembling.track(pair, behind[pair]) for pair in sorted(inference.tracks, key=self._order)]
            ),
            questions=questions,
            justification=tuple(
                [self._fired(firing, reading) for firing in inference.firings if firing.by is None]
            ),
            rejected=tuple(
                [
                    Rejected(firing.rule, firing.problem, firing.by)
                    for firing in inference.firings
                    if firing.by is not None
                ]
            ),
            ruleset=(self._book.version, self._book.sha256),
            engine=engine,
        )

    def _fired(self, firing: Firing, reading: Reading) -> Fired:
        return Fired(firing.rule, firing.problem, reading.found(self._rules[firing.rule], firing.problem))


def _behind(active: Sequence[Rule]) -> dict[Pair, tuple[str, ...]]:
    """Per track, the rules that conclude it, each once, in the rulebook's order."""
    out: dict[Pair, dict[str, None]] = {}
    for rule in active:
        for pair in rule.then.tracks:
            out.setdefault(pair, {})[rule.id] = None
    return {pair: tuple(rules) for pair, rules in out.items()}

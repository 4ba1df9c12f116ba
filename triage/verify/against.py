"""Rules that conclude against each other, and cases that the rules leave without a path."""

from __future__ import annotations

from collections.abc import Iterator

from triage.deciding.compose import ACTING
from triage.inference.reference import Survey
from triage.rulebook.model import Place, Rule, Rulebook
from triage.verify.flaws import Flaw
from triage.verify.space import Slice
from triage.vocabulary.text import Text

_SEVERITY = Text("tingkat keparahan", "severity")
_LEAD = Text("pemimpin kasus", "the lead")


class Against:
    """Two severities for one problem before facts, or two leads, with no override between them."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Flaw] = {}

    def see(self, cut: Slice, survey: Survey) -> None:
        """Compare the rules that hold in some world of the slice."""
        graded: dict[str | None, list[tuple[Rule, int]]] = {}
        leading: list[tuple[Rule, int]] = []
        for instance, _, active in survey.fired:
            if active and instance.rule.then.severity is not None:
                graded.setdefault(instance.problem, []).append((instance.rule, active))
            if active and instance.rule.then.lead is not None:
                leading.append((instance.rule, active))
        for listed in graded.values():
            self._compare(cut, listed, _SEVERITY)
        self._compare(cut, leading, _LEAD)

    def _compare(self, cut: Slice, listed: list[tuple[Rule, int]], what: Text) -> None:
        for n, (one, mask) in enumerate(listed):
            for other, also in listed[:n]:
                both = mask & also
                same = (one.then.severity, one.then.lead) == (other.then.severity, other.then.lead)
                if both and not same and (one.id, other.id) not in self._found:
                    self._found[one.id, other.id] = Flaw(
                        "against", one.place, one.id, other.id, str(other.place), what, cut.witness(both)
                    )

    def flaws(self) -> Iterator[Flaw]:
        """One flaw per pair of rules."""
        yield from self._found.values()


class Gaps:
    """Cases without a lead, and cases in which nobody acts for the student."""

    def __init__(self, book: Rulebook) -> None:
        # A gap is what no rule says; it is placed at the first rule of the path, where one would stand.
        path = [rule.place for rule in book.rules if rule.layer == "path"]
        self._place = min(path, default=Place("authority.yaml", 1, 1))
        self._found: dict[str, Flaw] = {}

    def see(self, cut: Slice, survey: Survey) -> None:
        """Look for a world that nobody leads, or in which nobody acts."""
        led = acted = 0
        for instance, _, active in survey.fired:
            if instance.rule.then.lead is not None:
                led |= active
        for (action, _), worlds in survey.tracks.items():
            if action in ACTING:
                acted |= worlds
        if survey.full & ~led:
            flaw = Flaw("no-lead", self._place, "lead", witness=cut.witness(survey.full & ~led))
            self._found.setdefault("lead", flaw)
        if survey.full & ~acted:
            flaw = Flaw("nobody-acts", self._place, "tracks", witness=cut.witness(survey.full & ~acted))
            self._found.setdefault("acts", flaw)

    def flaws(self) -> Iterator[Flaw]:
        """At most one flaw of each kind: the first case met."""
        yield from self._found.values()

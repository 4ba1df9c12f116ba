"""Conditions and conclusions of a rule as lines that people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.booklet.names import Name, Names
from triage.booklet.words import say
from triage.rulebook.model import Conclusion, Condition, Guard
from triage.vocabulary.closed import ACTION_ORDER, Action


@dataclass(frozen=True, slots=True)
class Line:
    """``lead`` ``about``: ``values``, joined by ``or`` (else ``and``); any part may be missing.

    ``arrow``: ``about`` points to the values, as an action to a party. ``tail`` narrows the line.
    """

    lead: str = ""
    about: Name | None = None
    values: tuple[Name, ...] = ()
    either: bool = True
    arrow: bool = False
    tail: str = ""


class Phrases:
    """Says what a rule asks and concludes, in the words of one rulebook."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def asked(self, when: Condition) -> list[Line]:
        """``when``, one line a part; no line for a rule that always holds."""
        return [*self._of_problem(when), *self._of_case(when)]

    def _of_problem(self, when: Condition) -> Iterator[Line]:
        names = self._names
        if when.problem is not None:
            yield Line(self._say("problem"), values=names.ordered("category", when.problem))
        elif when.any_problem:
            yield Line(self._say("any_problem"))
        category = min(when.problem or {""})
        for attribute, values in when.attributes:
            variable = f"{category}.{attribute}"
            found = tuple(names.value(variable, value) for value in sorted(values))
            yield Line(about=names.variable(variable), values=found)
        if when.peran is not None:
            yield Line(self._say("role"), values=names.ordered("role", when.peran))
        for key, grades in (("base", when.base), ("grade", when.grade)):
            if grades is not None:
                yield Line(self._say(key), values=names.ordered("severity", grades))
        for fact, answers in when.facts:
            yield Line(about=names.of("fact", fact), values=names.ordered("answer", answers))

    def _of_case(self, when: Condition) -> Iterator[Line]:
        names = self._names
        for key, kind, values in (
            ("asker", "asker", when.asker),
            ("severity", "severity", when.severity),
            ("urgency", "urgency", when.urgency),
            ("parents", "parents", when.parents),
        ):
            if values is not None:
                yield Line(self._say(key), values=names.ordered(kind, values))
        for action, parties in when.tracks:
            yield self._track(action, parties, self._say("there_is"), either=True)
        for notice in when.notices:
            yield Line(self._say("notice"), values=(names.of("notice", notice),))
        for finding, wanted in when.findings:
            answer = names.of("answer", "ya" if wanted else "tidak")
            yield Line(about=names.of("finding", finding), values=(answer,))

    def concluded(self, then: Conclusion) -> list[Line]:
        """``then``, one line a part; no line for a rule that only takes another back."""
        names = self._names
        lines = []
        if then.facts:
            lines.append(
                Line(self._say("read_as_yes"), values=names.ordered("fact", then.facts), either=False)
            )
        for key, kind, value in (
            ("grade", "severity", then.severity),
            ("severity_at_least", "severity", then.severity_at_least),
            ("urgency_at_least", "urgency", then.urgency_at_least),
        ):
            if value is not None:
                lines.append(Line(self._say(key), values=(names.of(kind, value),)))
        reached: dict[Action, list[str]] = {}
        for action, to in sorted(then.tracks, key=lambda track: ACTION_ORDER[track[0]]):
            reached.setdefault(action, []).append(to)
        lines += [self._track(action, frozenset(to), either=False) for action, to in reached.items()]
        if then.lead is not None:
            lines.append(Line(self._say("lead"), values=(names.of("party", then.lead),)))
        if then.parents is not None:
            lines.append(Line(values=(names.of("parents", then.parents),)))
        if then.provisional:
            lines.append(Line(self._say("always_provisional")))
        for key, kind, ids in (("notice", "notice", then.notices), ("finding", "finding", then.findings)):
            lines += [Line(self._say(key), values=(names.of(kind, id),)) for id in ids]
        return [*lines, *self._demands(then)]

    def _demands(self, then: Conclusion) -> Iterator[Line]:
        names = self._names
        for demand in then.requirements:
            tracks = "; ".join(self.track(action, to) for action, to in demand.tracks)
            yield Line(
                about=names.of("requirement", demand.requirement),
                values=(names.of("requirement_state", demand.state),),
                tail=self._say("only_for", tracks=tracks) if tracks else "",
            )

    def guard(self, guard: Guard) -> str:
        """When a guarded part belongs to a decision; empty if always."""
        parts = [
            self._say(key, findings="; ".join(self._names.of("finding", id).label for id in findings))
            for key, findings in (("only_if", guard.if_), ("only_unless", guard.unless))
            if findings
        ]
        return "; ".join(parts)

    def track(self, action: Action, parties: frozenset[str] | None) -> str:
        """``Wajib lapor → Polisi, UPTD PPA``; without parties the action alone."""
        label = self._names.of("action", action).label
        if not parties:
            return label
        return f"{label} → {', '.join(name.label for name in self._names.ordered('party', parties))}"

    def _track(self, action: Action, parties: frozenset[str] | None, lead: str = "", *, either: bool) -> Line:
        to = () if parties is None else self._names.ordered("party", parties)
        return Line(lead, self._names.of("action", action), to, either=either, arrow=bool(to))

    def _say(self, key: str, **values: object) -> str:
        return say(key, self._names.lang, **values)

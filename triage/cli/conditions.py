"""The conditions and conclusions of a rule, readable."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from triage.cli.labels import Labels
from triage.cli.wording import say
from triage.deciding.parts import Part
from triage.rulebook.model import Conclusion, Condition, Rule
from triage.vocabulary.closed import ACTION_ORDER, ACTIONS, Action

#: Names of parts that stand for the values of a closed set.
_LEVELS = ("severity", "urgency", "parents")


class Conditions:
    """Says what a rule asks and what it concludes.

    ``calm`` is how the calmest severity found in a case is said (``{}`` holds the word): never bare
    while a danger fact is open.
    """

    def __init__(self, labels: Labels, calm: str = "{}") -> None:
        self.labels = self._labels = labels
        self._lang = labels.lang
        self._calm = calm

    def asked(self, rule: Rule) -> list[str]:
        """``when``, one line a part."""
        when, labels = rule.when, self._labels
        lines = []
        if when.problem is not None:
            lines.append(self._line("problem", self._in_order(when.problem)))
        elif when.any_problem:
            lines.append(say("any_problem", self._lang))
        for name, values in when.attributes:
            category = min(when.problem or {""})
            variable = f"{category}.{name}"
            found = labels.any_of([labels.value(variable, value) for value in sorted(values)])
            lines.append(f"{labels.variable(variable)}: {found}")
        if when.peran is not None:
            lines.append(self._line("peran", [labels.role(role) for role in sorted(when.peran)]))
        for key, severities in (("base", when.base), ("grade", when.grade)):
            if severities is not None:
                lines.append(self._line(key, [labels.of("severity", one) for one in sorted(severities)]))
        for fact, answers in when.facts:
            found = labels.any_of([labels.of("answer", one) for one in sorted(answers)])
            lines.append(f"{labels.variable(fact)}: {found}")
        return lines + self._of_case(when)

    def _of_case(self, when: Condition) -> list[str]:
        labels = self._labels
        lines = []
        if when.asker is not None:
            lines.append(self._line("asker", [labels.asker(one) for one in sorted(when.asker)]))
        for group in _LEVELS:
            values = getattr(when, group)
            if values is not None:
                lines.append(self._line(group, [labels.of(group, value) for value in sorted(values)]))
        for action, parties in when.tracks:
            lines.append(say("there_is", self._lang, track=self._track(action, parties)))
        lines += [say("notice_given", self._lang, notice=labels.finding(notice)) for notice in when.notices]
        for finding, wanted in when.findings:
            answer = labels.of("answer", "ya" if wanted else "tidak")
            lines.append(f"{labels.finding(finding)}: {answer}")
        return lines

    def concluded(self, then: Conclusion) -> list[str]:
        """``then``, one line a part."""
        labels = self._labels
        lines = [say("read_as_yes", self._lang, fact=labels.variable(fact)) for fact in then.facts]
        if then.severity is not None:
            lines.append(self._line("grade", [labels.of("severity", then.severity)]))
        for key, group, value in (
            ("severity_at_least", "severity", then.severity_at_least),
            ("urgency_at_least", "urgency", then.urgency_at_least),
            ("parents", "parents", then.parents),
        ):
            if value is not None:
                lines.append(self._line(key, [labels.of(group, value)]))
        for action, to in sorted(then.tracks, key=lambda track: ACTION_ORDER[track[0]]):
            lines.append(labels.track(action, [to]))
        if then.lead is not None:
            lines.append(self._line("led_by", [labels.party(then.lead)]))
        if then.provisional:
            lines.append(say("always_provisional", self._lang))
        lines += [say("notice_given", self._lang, notice=labels.finding(notice)) for notice in then.notices]
        lines += [say("found", self._lang, finding=labels.finding(finding)) for finding in then.findings]
        for demand in then.requirements:
            item = labels.book.requirements.get(demand.requirement)
            text = item.text.said(self._lang).rstrip(".") if item is not None else demand.requirement
            state = labels.of("requirement_state", demand.state)
            tracks = labels.any_of([self._track(action, parties) for action, parties in demand.tracks])
            lines.append(f"{text}: {state}" + (f" ({tracks})" if tracks else ""))
        return lines

    def part(self, part: Part) -> tuple[str, str, str]:
        """A part of a condition in one case: what it is about, what it wants, what is there."""
        labels = self._labels
        category, _, rest = part.name.partition(".")
        if part.name == "problem":
            wanted = self._in_order(part.wanted)
            return (
                say("problem", self._lang),
                labels.any_of(wanted),
                labels.category(part.found) if part.found else "–",
            )
        if part.name == "asker":
            return self._worded("asker", part, labels.asker)
        if rest == "peran":
            return self._worded("peran", part, labels.role, labels.category(category))
        if rest in ("base", "grade") or part.name == "severity":
            return self._severity(rest or part.name, part, labels.category(category) if rest else "")
        if part.name in _LEVELS:
            return self._worded(part.name, part, lambda one: labels.of(part.name, one))
        if part.name in ACTIONS:
            parties = [labels.party(one) for one in part.wanted]
            found = ", ".join(labels.party(one) for one in part.found.split(", ") if one)
            wanted_track = self._track(part.name, frozenset(part.wanted) or None)
            return labels.action(part.name), labels.any_of(parties) or wanted_track, found or "–"
        if part.name in labels.book.vocabulary.findings or part.name in labels.book.vocabulary.notices:
            return labels.finding(part.name), *self._answers(part, "answer")
        wanted = [labels.value(part.name, one) for one in part.wanted]
        return labels.variable(part.name), labels.any_of(wanted), labels.value(part.name, part.found)

    def _severity(self, key: str, part: Part, of: str) -> tuple[str, str, str]:
        what, wanted, found = self._worded(key, part, lambda one: self._labels.of("severity", one), of)
        return what, wanted, self._calm.format(found) if part.found == "ringan" else found

    def _answers(self, part: Part, group: str) -> tuple[str, str]:
        wanted = [self._labels.of(group, one) for one in part.wanted]
        return self._labels.any_of(wanted), self._labels.of(group, part.found)

    def _worded(self, key: str, part: Part, word: Callable[[str], str], of: str = "") -> tuple[str, str, str]:
        name = say(key, self._lang) + (f" ({of})" if of else "")
        return name, self._labels.any_of([word(one) for one in part.wanted]), word(part.found)

    def _line(self, key: str, words: Iterable[str]) -> str:
        return f"{say(key, self._lang)}: {self._labels.any_of(words)}"

    def _in_order(self, categories: Iterable[str]) -> list[str]:
        known = list(self._labels.book.vocabulary.categories)
        return [self._labels.category(one) for one in sorted(categories, key=known.index)]

    def _track(self, action: Action | str, parties: frozenset[str] | None) -> str:
        if parties is None:
            return self._labels.action(action)
        known = list(self._labels.book.vocabulary.parties)
        names = [self._labels.party(one) for one in sorted(parties, key=known.index)]
        return f"{self._labels.action(action)} → {self._labels.any_of(names)}"

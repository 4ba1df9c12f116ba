"""What to tell a rule set, and when: the JSON of every sign that some pattern of it reads.

A sign, or a value of one, that no pattern reads is never told: nothing could match it. All texts
are made once, so that a case costs only the calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from triage.inference.durable import signs
from triage.inference.durable.compile import Group
from triage.inference.durable.conclusions import Closure
from triage.inference.durable.signs import Sign
from triage.rulebook.model import LAYERS
from triage.vocabulary.closed import PARENTS, SEVERITIES, UNKNOWN, URGENCIES

#: Which text to tell for each value of a sign; values that nothing reads are left out.
Texts = Mapping[str, str]
_NONE: Final[Texts] = {}


class Facts:
    """The signs of facts, as stated or as read: what to tell for each answer, and for none."""

    def __init__(self, kind: str, texts: Mapping[Sign, Texts]) -> None:
        of_kind = {sign.of[0]: values for sign, values in texts.items() if sign.kind == kind}
        self._answered = {
            (fact, answer): text for fact, values in of_kind.items() for answer, text in values.items()
        }
        self._unknown = [(fact, values[UNKNOWN]) for fact, values in of_kind.items() if UNKNOWN in values]

    def texts(self, answers: Mapping[str, str]) -> list[str]:
        """What to tell of these answers; a fact that is left out is unknown."""
        answered = self._answered
        told = [answered[one] for one in answers.items() if one in answered]
        if self._unknown:
            told += [text for fact, text in self._unknown if fact not in answers]
        return told


class Stage:
    """What a layer reads of the layers before it, and what to tell for what they concluded."""

    def __init__(self, layer: str, texts: Mapping[Sign, Texts]) -> None:
        def of_kind(kind: str) -> list[tuple[tuple[str, ...], Texts]]:
            return [
                (sign.of, found) for sign, found in texts.items() if (sign.stage, sign.kind) == (layer, kind)
            ]

        self._tracks = [((of[0], of[1]), found[signs.YES]) for of, found in of_kind("track")]
        self._actions = [(of[0], found[signs.YES]) for of, found in of_kind("action")]
        self._notices = [(of[0], found[signs.YES]) for of, found in of_kind("notice")]
        self._findings = [
            (of[0], found.get(signs.YES), found.get(signs.NO)) for of, found in of_kind("finding")
        ]
        # These are final before one layer only, and told then.
        self._severity = texts.get(signs.SEVERITY, _NONE) if layer == "path" else _NONE
        self._urgency = texts.get(signs.URGENCY, _NONE) if layer == "procedure" else _NONE
        self._parents = texts.get(signs.PARENTS, _NONE) if layer == "procedure" else _NONE
        lists = (self._tracks, self._actions, self._notices, self._findings)
        self.is_needed = any(lists) or any((self._severity, self._urgency, self._parents))

    def texts(self, closure: Closure) -> list[str]:
        """What to tell when ``closure`` is all that the layers before concluded."""
        told: list[str] = [text for track, text in self._tracks if track in closure.tracks]
        if self._actions:
            actions: set[str] = {action for action, _ in closure.tracks}
            told += [text for action, text in self._actions if action in actions]
        if self._notices:
            told += [text for notice, text in self._notices if notice in closure.notices]
        for finding, there, absent in self._findings:
            text = there if finding in closure.findings else absent
            if text is not None:
                told.append(text)
        for texts, level in (
            (self._severity, SEVERITIES[closure.severity]),
            (self._urgency, URGENCIES[closure.urgency]),
            (self._parents, PARENTS[closure.parents]),
        ):
            if level in texts:
                told.append(texts[level])
        return told


class ProblemTexts:
    """The signs of one problem as told: bare, per severity before facts, and per severity after.

    Severities are ranks; a text that no pattern could match is left out.
    """

    __slots__ = ("bare", "base", "grade")

    def __init__(self, script: Script, peran: str, attributes: Mapping[str, str]) -> None:
        fields = {signs.ROLE_FIELD: peran}
        for name in script.attributes:
            fields[signs.attribute_field(name)] = attributes.get(name, UNKNOWN)
        self.bare = script.problem_text(signs.PROBLEM, fields)
        self.base: dict[int, str] = {}
        self.grade: dict[tuple[int, int], str] = {}
        for before, base in enumerate(SEVERITIES):
            fields[signs.BASE_FIELD] = base
            text = script.problem_text(signs.PROBLEM_BASE, fields)
            if text is not None:
                self.base[before] = text
            for after, grade in enumerate(SEVERITIES):
                text = script.problem_text(signs.PROBLEM_GRADE, {**fields, signs.GRADE_FIELD: grade})
                if text is not None:
                    self.grade[before, after] = text


class Script:
    """Everything one rule set can be told."""

    def __init__(self, group: Group) -> None:
        reads = group.reads()
        self._group = group
        self._fields = frozenset(group.fields())
        self._numbers = {sign: number for number, sign in enumerate(reads)}
        texts: dict[Sign, Texts] = {
            sign: {value: signs.text(self._numbers[sign], ((sign.key, value),)) for value in values}
            for sign, values in reads.items()
            if sign.kind != signs.PROBLEM.kind
        }
        self.attributes = group.attributes()
        always = tuple(texts.get(signs.ALWAYS, _NONE).values())
        #: What to tell first, by asker; ``unasked`` for one that nothing asks for.
        self.opening = {asker: (*always, text) for asker, text in texts.get(signs.ASKER, _NONE).items()}
        self.unasked = always
        self.said = Facts("said", texts)
        self.facts = Facts("fact", texts)
        stages = [Stage(layer, texts) for layer in LAYERS]
        #: Per layer; None where the layer reads nothing of those before it.
        self.stages = [stage if stage.is_needed else None for stage in stages]
        self._problems: dict[tuple[str, tuple[tuple[str, str], ...]], ProblemTexts] = {}

    def problem(self, peran: str, attributes: tuple[tuple[str, str], ...]) -> ProblemTexts:
        """The texts of a problem whose role and attributes the vocabulary knows."""
        key = (peran, attributes)
        texts = self._problems.get(key)
        if texts is None:
            # Bounded: a checked problem has only so many roles and values.
            texts = self._problems[key] = ProblemTexts(self, peran, dict(attributes))
        return texts

    def problem_text(self, sign: Sign, fields: Mapping[str, str]) -> str | None:
        """The sign of a problem with these fields; None where no pattern can match it."""
        number = self._numbers.get(sign)
        if number is None or self._group.category is None:
            return None
        fact = {sign.key: self._group.category}
        fact |= {name: value for name, value in fields.items() if name in self._fields}
        patterns = [pattern for match in self._group.matches for pattern in match.patterns]
        if not any(pattern.reads(fact) for pattern in patterns):
            return None
        return signs.text(number, tuple(fact.items()))

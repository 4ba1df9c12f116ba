"""From plain data (a parsed YAML or JSON case) to a ``Case``, or to everything that is wrong with it.

Nothing of the data is repeated in a problem but ids that look like ids: a case file may hold what
must not be logged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from triage.case.model import Case, Problem
from triage.case.problems import CaseError, CaseProblem, Kind
from triage.vocabulary.closed import ANSWERS, UNKNOWN, Answer
from triage.vocabulary.open import Category, Vocabulary

KEYS = ("asker", "problems", "facts", "ref")
REF = re.compile(r"[A-Za-z0-9._-]{1,32}")

#: The spellings of an answer: the three words, JSON's three values, and those as YAML text.
_ANSWERS: dict[object, Answer] = {
    "ya": "ya",
    "tidak": "tidak",
    "tidak_tahu": "tidak_tahu",
    "true": "ya",
    "false": "tidak",
    "null": "tidak_tahu",
    None: "tidak_tahu",
}

Path = tuple[str | int, ...]


def read_case(data: object, vocabulary: Vocabulary) -> Case:
    """The case in ``data``, in canonical form.

    ``data`` is a mapping with ``asker``, ``problems`` (a list of ids or of mappings with
    ``category``), and optionally ``facts`` and ``ref``. Raises ``CaseError`` with every problem.
    """
    return _Reading(vocabulary).case(data)


def as_data(case: Case) -> dict[str, object]:
    """``case`` as plain data, the inverse of ``read_case``."""
    problems: list[dict[str, object]] = []
    for problem in case.problems:
        item: dict[str, object] = {"category": problem.category}
        if problem.peran is not None:
            item["peran"] = problem.peran
        item.update(problem.attributes)
        problems.append(item)
    data: dict[str, object] = {"asker": case.asker, "problems": problems, "facts": dict(case.facts)}
    if case.ref is not None:
        data["ref"] = case.ref
    return data


def in_one_line(case: Case) -> str:
    """``case`` as one line of YAML that ``read_case`` takes again; without its reference."""
    problems = []
    for problem in case.problems:
        named = {"category": problem.category, **({"peran": problem.peran} if problem.peran else {})}
        listed = ", ".join(f"{key}: {value}" for key, value in {**named, **dict(problem.attributes)}.items())
        problems.append(f"{{{listed}}}")
    facts = ", ".join(f"{fact}: {answer}" for fact, answer in case.facts)
    return f"{{asker: {case.asker}, problems: [{', '.join(problems)}], facts: {{{facts}}}}}"


class _Reading:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._problems: list[CaseProblem] = []

    def case(self, data: object) -> Case:
        if not isinstance(data, Mapping):
            raise CaseError((CaseProblem("not_a_case", (), shape(data), KEYS),))
        for key in data:
            if key not in KEYS:
                self._add("unknown_key", (shape(key),), shape(key), KEYS)
        asker = self._asker(data.get("asker"))
        problems = self._listed(data.get("problems"))
        facts = self._facts(data.get("facts"))
        ref = self._ref(data.get("ref"))
        if self._problems:
            raise CaseError(tuple(self._problems))
        return Case(asker, tuple(sorted(problems, key=lambda problem: problem.category)), facts, ref)

    def _add(self, kind: Kind, path: Path, found: str, expected: Iterable[str] = ()) -> None:
        self._problems.append(CaseProblem(kind, path, found, tuple(expected)))

    def _asker(self, value: object) -> str:
        askers = self._vocabulary.askers
        if value is None:
            self._add("missing", ("asker",), "", askers)
        elif not isinstance(value, str) or value not in askers:
            self._add("unknown_asker", ("asker",), shape(value), askers)
        return str(value)

    def _listed(self, value: object) -> list[Problem]:
        if value is None or value == [] or value == {}:
            self._add("missing", ("problems",), "", self._vocabulary.categories)
            return []
        if not isinstance(value, list):
            self._add("not_a_list", ("problems",), shape(value))
            return []
        problems: list[Problem] = []
        seen: set[str] = set()
        for n, item in enumerate(value):
            problem = self._problem(item, ("problems", n))
            if problem is None:
                continue
            if problem.category in seen:
                self._add("twice", ("problems", n), problem.category)
            seen.add(problem.category)
            problems.append(problem)
        return problems

    def _problem(self, item: object, path: Path) -> Problem | None:
        if isinstance(item, str):
            item = {"category": item}
        if not isinstance(item, Mapping):
            self._add("not_a_problem", path, shape(item))
            return None
        id = item.get("category")
        category = self._vocabulary.categories.get(id) if isinstance(id, str) else None
        if category is None:
            kind: Kind = "missing" if id is None else "unknown_category"
            found = shape(id) if id is not None else ""
            self._add(kind, (*path, "category"), found, self._vocabulary.categories)
            return None
        for key in item:
            if key not in ("category", "peran") and key not in category.attributes:
                known = ("category", "peran", *category.attributes)
                self._add("unknown_key", (*path, shape(key)), shape(key), known)
        role = self._role(item.get("peran"), path)
        return Problem(category.id, role, self._attributes(item, category, path))

    def _role(self, value: object, path: Path) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str) or value not in self._vocabulary.roles:
            self._add("unknown_value", (*path, "peran"), shape(value), self._vocabulary.roles)
            return None
        return value

    def _attributes(
        self, item: Mapping[Any, object], category: Category, path: Path
    ) -> tuple[tuple[str, str], ...]:
        out = []
        for name, attribute in category.attributes.items():
            value = item.get(name)
            if value is None or value in (UNKNOWN, "null"):
                continue
            if not isinstance(value, str) or value not in attribute.values:
                self._add("unknown_value", (*path, name), shape(value), (*attribute.values, UNKNOWN))
                continue
            out.append((name, value))
        return tuple(sorted(out))

    def _facts(self, value: object) -> tuple[tuple[str, Answer], ...]:
        if value is None:
            return ()
        if not isinstance(value, Mapping):
            self._add("not_a_mapping", ("facts",), shape(value))
            return ()
        out: list[tuple[str, Answer]] = []
        for name, stated in value.items():
            if name not in self._vocabulary.facts:
                self._add("unknown_fact", ("facts", shape(name)), shape(name), self._vocabulary.facts)
                continue
            answer = _answer(stated)
            if answer is None:
                self._add("unknown_answer", ("facts", str(name)), shape(stated), ANSWERS)
            elif answer != UNKNOWN:
                out.append((name, answer))
        return tuple(sorted(out))

    def _ref(self, value: object) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str) or not REF.fullmatch(value):
            # The value itself is not repeated: it may be a name.
            self._add("bad_ref", ("ref",), "")
            return None
        return value


def _answer(stated: object) -> Answer | None:
    if stated is True or stated is False:
        return "ya" if stated else "tidak"
    if stated is None or isinstance(stated, str):
        return _ANSWERS.get(stated)
    return None


def shape(value: object) -> str:
    """What was found, said without repeating free text: an id as it is, else its kind."""
    if isinstance(value, str):
        return value if re.fullmatch(r"[a-z0-9_]{1,40}", value) else "…"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return type(value).__name__

"""How near a rulebook comes to what breaks the engine, counted without the engine.

Past its limits the C core hangs, drops matches or fails while a case is running. So everything is
counted beforehand on the compiled rule sets, and three quarters of a limit is the most accepted.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec import Struct, field

from triage.inference.durable.compile import WARM, Group, Plan, compile_book
from triage.inference.durable.signs import SID, Pattern
from triage.inference.errors import LimitPassed
from triage.rulebook.model import Rulebook

SIBLINGS: Final = 511
MATCHING: Final = 64
SAME_CONDITION: Final = 256
PATTERNS: Final = 16
PROPERTIES: Final = 251
EXPRESSIONS: Final = 31
RULES: Final = 4096

#: Names the engine gives a meaning; a property with the hash of one would be taken for it.
_RESERVED: Final = (
    *("id", "sid", "$s", "$forward", "$m", "$i", "$l", "$r", "$time", "$timerName", "$baseTime"),
    *("$and", "$or", "$eq", "$neq", "$lt", "$lte", "$gt", "$gte", "$ex", "$nex", "$mt", "$imt"),
    *("$iall", "$iany", "$add", "$sub", "$mul", "$div", "all", "any", "pri", "count", "cap", "dist"),
)


def accepted(limit: int) -> int:
    """The most that is accepted below ``limit``: three quarters of it."""
    return limit * 3 // 4


def check(book: Rulebook) -> tuple[LimitPassed, ...]:
    """Every limit that ``book`` comes too near to, in the order of its rule sets; () if none.

    Raises ``RuleUnfit`` for a rule that cannot be compiled at all.
    """
    return check_plan(compile_book(book))


def check_plan(plan: Plan) -> tuple[LimitPassed, ...]:
    """As ``check``, of a rulebook that is compiled already."""
    passed: list[LimitPassed] = []
    for group in plan.groups:
        passed += _Count(plan, group).passed
    return tuple(passed)


@lru_cache(maxsize=65536)
def fnv1a(word: str) -> int:
    """The 32-bit hash by which the engine knows a property, an id or a session."""
    found = 2166136261
    for byte in word.encode():
        found = ((found ^ byte) * 16777619) & 0xFFFFFFFF
    return found


class _Node(Struct):
    """A test in the engine's tree: what may follow it, and how many patterns end on it.

    ``forwards`` are the nodes where the alternatives of an ``$or`` meet; the engine never shares
    those, and each is taken whenever one of its alternatives is.
    """

    literals: dict[tuple[str, str], _Node] = field(default_factory=dict)
    forwards: list[_Node] = field(default_factory=list)
    ends: int = 0

    def depth(self) -> int:
        """A bound on the tests on the engine's stack while one fact passes below this node."""
        deepest: dict[str, int] = {}
        for (name, _), node in self.literals.items():
            deepest[name] = max(deepest.get(name, 0), node.depth())
        below = [*deepest.values(), *(node.depth() for node in self.forwards)]
        return max(1, len(below) - 1 + max(below)) if below else 1


class _Count:
    """Builds the tree of one rule set pattern by pattern and notes each bound as it is passed."""

    def __init__(self, plan: Plan, group: Group) -> None:
        self.passed: list[LimitPassed] = []
        self._noted: set[tuple[str, str]] = set()
        self._where = group.category or "case"
        self._root = _Node()
        self._names: dict[int, str] = {fnv1a(name): name for name in (*_RESERVED, WARM)}
        self._root.literals[WARM, ""] = _Node(ends=1)
        self._tests: dict[tuple[str, str], int] = {}
        for number, match in enumerate(group.matches):
            rule = plan.rules[match.rules[0]].id
            self._note(rule, "rules", number + 2, RULES)
            self._note(rule, "patterns", len(match.patterns), PATTERNS, again=rule)
            for pattern in match.patterns:
                self._add(rule, pattern)
        fields = len(group.fields())
        if group.matches:
            last = plan.rules[group.matches[-1].rules[0]].id
            self._note(last, "properties", fields + 3, PROPERTIES)
            self._ids(last, len(group.reads()))

    def _note(self, rule: str, what: str, found: int, limit: int, again: str = "", detail: str = "") -> None:
        if found > accepted(limit) and (what, again) not in self._noted:
            self._noted.add((what, again))
            self.passed.append(LimitPassed(rule, what, found, limit, accepted(limit), detail or self._where))

    def _add(self, rule: str, pattern: Pattern) -> None:
        tests = pattern.tests
        alternatives = sum(len(test) > 1 for test in tests)
        self._note(rule, "expressions", 2 + 2 * alternatives, EXPRESSIONS, again=rule)
        node = self._root
        for test in tests:
            self._hash(rule, (name for name, _ in test))
            reached = [node.literals.setdefault(literal, _Node()) for literal in test]
            self._note(rule, "siblings", len(node.literals), SIBLINGS)
            if len(reached) == 1:
                node = reached[0]
            else:
                node = _Node()
                for alternative in reached:
                    alternative.forwards.append(node)
        node.ends += 1
        self._note(rule, "same condition", node.ends, SAME_CONDITION)
        for literal in tests[0]:
            # The depth is at most the number of tests; counting those first keeps this linear.
            count = self._tests[literal] = self._tests.get(literal, 0) + len(tests)
            if count > accepted(MATCHING):
                self._note(rule, "matching", self._root.literals[literal].depth(), MATCHING)

    def _hash(self, rule: str, names: Iterable[str]) -> None:
        for name in names:
            other = self._names.setdefault(fnv1a(name), name)
            if other != name:
                self._note(rule, "hash", 1, 0, again=name, detail=f"{other} = {name}")

    def _ids(self, rule: str, count: int) -> None:
        taken = {fnv1a(f"sid-{SID}"): f"sid-{SID}"}
        for number in range(count + 1):
            other = taken.setdefault(fnv1a(str(number)), str(number))
            if other != str(number):
                self._note(rule, "hash", 1, 0, again=f"id {number}", detail=f"id {other} = {number}")

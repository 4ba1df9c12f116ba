"""The case of a vignette: read like any case, its problems told as those of a file, with places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from triage.case.model import Case
from triage.case.problems import CaseError, CaseProblem
from triage.case.problems import Kind as CaseKind
from triage.case.reading import KEYS, read_case, shape
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Hole, Node, Row, Table, Word, shown
from triage.rulebook.problems import Problem, listed
from triage.vocabulary.open import Vocabulary

#: A vignette is nobody's case, so it refers to none.
ALLOWED: Final = tuple(key for key in KEYS if key != "ref")

#: The kind of problem of a file that says the same as a problem of a case.
_KINDS: Final[Mapping[CaseKind, str]] = {
    "not_a_case": "not-a-table",
    "unknown_key": "unknown-key",
    "missing": "missing-key",
    "unknown_asker": "unknown-id",
    "not_a_list": "not-a-list",
    "not_a_problem": "not-a-table",
    "unknown_category": "unknown-id",
    "twice": "repeated-value",
    "unknown_value": "not-one-of",
    "not_a_mapping": "not-a-table",
    "unknown_fact": "unknown-id",
    "unknown_answer": "not-one-of",
}
#: Kinds whose mistake is a key.
_OF_KEYS: Final[frozenset[CaseKind]] = frozenset({"unknown_key", "unknown_fact"})
#: What an unknown id should have been.
_GROUPS: Final[Mapping[CaseKind, str]] = {
    "unknown_asker": "askers",
    "unknown_category": "categories",
    "unknown_fact": "facts",
}


def read_placed_case(table: Table, vocabulary: Vocabulary) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case in ``table``, or None and everything that is wrong with it."""
    problems = [
        Problem(key.place, "unknown-key", shown(key), ", ".join(ALLOWED), nearest(key, ALLOWED))
        for key in table
        if key not in ALLOWED
    ]
    data = {str(key): _plain(value) for key, value in table.items() if key in ALLOWED}
    case = None
    try:
        case = read_case(data, vocabulary)
    except CaseError as error:
        problems += [placed for one in error.problems for placed in _placed(table, one)]
    return (None if problems else case), tuple(problems)


def _placed(table: Table, problem: CaseProblem) -> Iterator[Problem]:
    """``problem`` at its place; nothing where an alias stands, which was refused already."""
    *way, last = problem.path or ("",)
    node = _down(table, way)
    inner = _down(node, [last])
    if problem.kind in _OF_KEYS and isinstance(node, Table):
        node = next((key for key in node if shape(str(key)) == last), node)
    elif inner is not None:
        node = inner
    if isinstance(node, Hole) or node is None:
        return
    if problem.kind == "missing":
        yield _missing(node, "" if node is inner else str(last))
        return
    word = node["category"] if isinstance(node, Table) and problem.kind == "twice" else node  # type: ignore[index]
    expected = _GROUPS.get(problem.kind) or listed(problem.expected)
    near = nearest(word, problem.expected) if isinstance(word, Word) else None
    yield Problem(word.place, _KINDS[problem.kind], shown(word), expected, near)


def _missing(node: Node, key: str) -> Problem:
    """``key`` is not in the table ``node``; or, without a key, there is nothing in ``node``."""
    if key:
        return Problem(node.place, "missing-key", "", key)
    empty = (
        "empty-value" if isinstance(node, Word) else "empty-list" if isinstance(node, Row) else "empty-table"
    )
    return Problem(node.place, empty)


def _down(node: Node | None, way: Sequence[str | int]) -> Node | None:
    """The node at the end of ``way``; None if it is not there."""
    for part in way:
        if isinstance(node, Row) and isinstance(part, int):
            node = node[part]
        elif isinstance(node, Table) and isinstance(part, str) and (key := node.key(part)) is not None:
            node = node[key]
        else:
            return None
    return node


def _plain(node: Node) -> object:
    if isinstance(node, Table):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, Row):
        return [_plain(value) for value in node]
    if isinstance(node, Word):
        return None if node.is_null else str(node)
    return None

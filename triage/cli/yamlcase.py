"""A case in strict YAML: plain data, and the place of everything in it."""

from __future__ import annotations

from msgspec import Struct

from triage.case.problems import CaseProblem
from triage.case.reading import KEYS
from triage.cli.casefile import BadInput, bad
from triage.cli.wording import WORDS
from triage.rulebook.decoding import decode
from triage.rulebook.files import RulebookFile
from triage.rulebook.model import Place
from triage.rulebook.nodes import Node, Row, Table, Word
from triage.rulebook.problems import Problem
from triage.rulebook.strict import parse
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

#: What may be repeated in a message; anything else could be free text of a case.
_KNOWN = frozenset({*KEYS, "category", "peran", "<<", "---", "%"})
#: Problems whose ``found`` is a number or a code point, never words.
_COUNTS = frozenset({"tab", "control-character"})
_WRONG_KEYS = frozenset({"unknown_key", "unknown_fact"})
#: Problems whose sentence speaks of a rulebook, and the words of the command line for them.
_OWN_WORDS = {"too-deep": "too_deep", "too-many-nodes": "too_large_inside", "not-a-table": "not_one_case"}


class Tree(Struct, frozen=True):
    """A parsed case: ``data`` as a JSON parser would give it, and where each part stands."""

    data: object
    _top: Node

    def place(self, problem: CaseProblem) -> Place:
        """Where ``problem`` is: the innermost part of its path that is there; the key if that is wrong."""
        node: Node = self._top
        for n, part in enumerate(problem.path, 1):
            if isinstance(node, Table) and isinstance(part, str) and (key := node.key(part)) is not None:
                node = node[key]
                wrong_key = n == len(problem.path) and problem.kind in _WRONG_KEYS
                if wrong_key or (isinstance(node, Word) and node.is_null):
                    return key.place
            elif isinstance(node, Row) and isinstance(part, int) and part < len(node):
                node = node[part]
            else:
                break
        return node.place


def parsed_yaml(name: str, text: str) -> Tree:
    """The tree of ``text``. Raises ``BadInput`` with every problem of its YAML."""
    _, problems = decode(RulebookFile(name, text.encode()))
    if problems:
        raise BadInput([(str(problem.place), _worded(problem)) for problem in problems])
    try:
        top, problems = parse(text, name)
    except RecursionError:
        raise bad(name, "too_deep") from None
    if problems or top is None:
        raise BadInput([(str(problem.place), _worded(problem)) for problem in problems])
    return Tree(_plain(top), top)


def _plain(node: Node) -> object:
    if isinstance(node, Table):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, Row):
        return [_plain(value) for value in node]
    if isinstance(node, Word):
        return None if node.is_null else str(node)
    return None


def _worded(problem: Problem) -> Text:
    """The loader's sentence, with free text of the case taken out."""
    if problem.kind in _OWN_WORDS:
        return WORDS[_OWN_WORDS[problem.kind]]
    harmless = problem.found in _KNOWN or problem.kind in _COUNTS
    safe = replace(problem, found=problem.found if harmless else "…")
    return Text(_sentence(safe, "id"), _sentence(safe, "en"))


def _sentence(problem: Problem, lang: str) -> str:
    return problem.line("en" if lang == "en" else "id").removeprefix(f"{problem.place}: ")

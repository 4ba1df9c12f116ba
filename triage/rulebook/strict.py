"""Strict YAML: text to a tree of words, tables and rows, bounded in depth and size.

Works on the parser's events, never on composed nodes: libyaml composes by recursion and crashes on
extreme nesting. Anchors, aliases, tags, merges, directives, second documents and duplicate or
non-scalar keys are problems; reading goes on after them, so that one run shows all there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml

from triage.rulebook.model import Place
from triage.rulebook.nodes import Hole, Node, Row, Table, Word, shown
from triage.rulebook.problems import Problem

DEEPEST: Final = 32
MOST_NODES: Final = 200_000

#: What the parsers say (libyaml and its Python twin), and the hint that answers it.
HINTS: Final = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no-colon"),
    ("unexpected end of stream", "quote"),
    ("unknown escape", "escape"),
    ("escape sequence", "escape"),
    ("escape code", "escape"),
    ("hexdecimal number", "escape"),
    ("cannot start any token", "start"),
    ("block end", "indent"),
    ("block mapping", "indent"),
    ("block collection", "indent"),
    ("block sequence", "indent"),
    ("flow mapping", "bracket"),
    ("flow sequence", "bracket"),
)
#: Where the parser only notices far behind the mistake, the place is where the part began.
BEGAN: Final = frozenset({"no-colon", "quote", "bracket"})


class _Stop(Exception):
    """A limit was passed; the problem is noted and the rest of the file is left unread."""


def parse(text: str, file: str, *, fallback: bool = False) -> tuple[Table | None, tuple[Problem, ...]]:
    """The table at the top of a file, or None, and every problem of its YAML.

    ``fallback`` parses in pure Python, as where libyaml is not installed: the same tree, but a few
    signs in brackets (a bare ``?``) are refused there that libyaml reads.
    """
    tree = _Tree(text, file, _loader(fallback))
    try:
        top = tree.read()
    except _Stop:
        top = None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: escapes past Unicode
        tree.problems.append(_syntax(error, text, file))
        top = None
    return top, tuple(tree.problems)


def _loader(fallback: bool) -> Any:
    return yaml.SafeLoader if fallback else getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _syntax(error: Exception, text: str, file: str) -> Problem:
    said = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    hint = next((hint for words, hint in HINTS if words in said), "other")
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    mark = next(filter(None, reversed(marks) if hint in BEGAN else marks), None)
    if mark is None:
        return Problem(Place(file, 1, 1), "yaml-syntax", "", hint)
    lines = text.splitlines() or [""]
    line, column = mark.line, mark.column
    if line >= len(lines):  # what is missed only after the last line
        line, column = len(lines) - 1, len(lines[-1])
    return Problem(Place(file, line + 1, column + 1), "yaml-syntax", shown(lines[line].strip()), hint)


class _Tree:
    """One reading of one file."""

    def __init__(self, text: str, file: str, loader: Any) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=loader)
        self.file = file
        self.nodes = 0
        self.problems: list[Problem] = []

    def read(self) -> Table | None:
        """The first document's table; whatever else the stream holds is a problem."""
        top: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if event.version or event.tags:
                    self.note("directive", event, "%")
                if documents == 2:
                    self.note("second-document", event, "---")
            elif isinstance(event, yaml.NodeEvent):
                node = self.node(event, 1)
                top = top if documents > 1 else node
        if top is None or (isinstance(top, Word) and top.is_null):
            self.problems.append(Problem(Place(self.file, 1, 1), "file-empty"))
            return None
        if not isinstance(top, Table):
            if not isinstance(top, Hole):
                self.problems.append(Problem(top.place, "not-a-table", shown(top)))
            return None
        return top

    def node(self, event: Any, depth: int) -> Node:
        """The node that begins with ``event``."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.note("too-many-nodes", event, "", str(MOST_NODES))
            raise _Stop
        if depth > DEEPEST:
            self.note("too-deep", event, "", str(DEEPEST))
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self.note("alias", event, f"*{event.anchor}")
            return Hole(self.place(event))
        if event.anchor is not None:
            self.note("anchor", event, f"&{event.anchor}")
        if event.tag is not None:
            self.note("tag", event, event.tag.replace("tag:yaml.org,2002:", "!!"))
        if isinstance(event, yaml.MappingStartEvent):
            return self.table(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.row(event, depth)
        return Word(event.value, self.place(event), plain=event.style in (None, ""))

    def row(self, start: Any, depth: int) -> Row:
        """The list that begins with ``start``."""
        row = Row(self.place(start))
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            row.append(self.node(event, depth + 1))
        return row

    def table(self, start: Any, depth: int) -> Table:
        """The mapping that begins with ``start``; the first of two equal keys is kept."""
        table = Table(self.place(start))
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if isinstance(key, Hole):
                continue
            if not isinstance(key, Word):
                self.problems.append(Problem(key.place, "key-not-text", shown(key)))
            elif key.plain and key == "<<":
                self.problems.append(Problem(key.place, "merge", "<<"))
            elif key in table:
                first = table.key(key) or key
                self.problems.append(Problem(key.place, "duplicate-key", shown(key), str(first.place.line)))
            else:
                table[key] = value
        return table

    def note(self, kind: str, event: Any, found: str, expected: str = "") -> None:
        """Collects a problem at an event."""
        self.problems.append(Problem(self.place(event), kind, shown(found), expected))

    def place(self, event: Any) -> Place:
        """Where an event begins, counted from one."""
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

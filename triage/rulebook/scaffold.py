"""A new rule as text: a draft that loads, and its example case, added to files that stay as they are.

Nothing is parsed and dumped again: the new lines are put behind the last entry of a list, in the
file's own indentation and line ends, so every comment and every line break of a person survives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import yaml

from triage.rulebook.model import LAYERS, Layer, Rulebook
from triage.vocabulary.closed import SEVERITIES, URGENCIES, WAIVED_STATES, Action, Severity
from triage.vocabulary.text import Text

#: A code that says where a rule comes from is still to be filled in.
NO_CODE: Final = "H-00"
#: What is to be filled in, said in both languages.
TITLE: Final = Text("ISI: apa yang dikatakan aturan ini", "FILL IN: what this rule says")
BECAUSE: Final = Text(
    "ISI: mengapa aturan ini berlaku, satu atau dua kalimat dengan kata-kata sendiri.",
    "FILL IN: why this rule holds, one or two sentences in your own words.",
)
STORY: Final = Text(
    "ISI: apa yang terjadi, satu atau dua kalimat tanpa nama orang (siswa A).",
    "FILL IN: what happened, one or two sentences naming nobody (student A).",
)


class NotAList(ValueError):
    """A file whose list cannot be added to line by line; ``key`` names the list."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Stub:
    """The case that a scaffold speaks of, and how it is decided while the rule is a draft."""

    asker: str
    category: str
    facts: tuple[str, ...]
    severity: Severity
    tracks: tuple[tuple[Action, str], ...]


def usual_layer(book: Rulebook, file: str) -> Layer:
    """The most frequent layer of the rules in ``file``; the earliest of several."""
    counts = Counter(rule.layer for rule in book.rules if rule.place.file == file)
    return max(LAYERS, key=lambda layer: counts[layer])


def stub_facts(book: Rulebook, layer: Layer) -> tuple[str, ...]:
    """The facts of the example case: one that is no danger, where a rule of the layer may read it."""
    if layer == "grade":
        return ()
    calm = [fact.id for fact in book.vocabulary.facts.values() if fact.asked and not fact.danger]
    return tuple([*calm, *book.vocabulary.facts][:1])


def rule_entry(book: Rulebook, id: str, layer: Layer, stub: Stub) -> list[str]:
    """The lines of a draft rule that would hold in ``stub``."""
    when, then = _logic(book, layer, stub)
    return [
        f"- id: {id}",
        f"  layer: {layer}",
        *_said("title", TITLE, 2),
        "  status: draft",
        "  when:",
        *(f"    {line}" for line in when),
        "  then:",
        *(f"    {line}" for line in then),
        "  overrides: []",
        *_said("because", BECAUSE, 2),
        "  basis: praktik",
        f"  codes: [{NO_CODE}]",
        "  sources: []",
        "  dissent: []",
        "  reviewed: null",
    ]


def vignette_entry(name: str, stub: Stub, expect: Iterable[tuple[str, str]], note: str) -> list[str]:
    """The lines of an example case. ``expect``: keys and values as they are written; ``note``: a comment."""
    facts = ", ".join(f"{fact}: ya" for fact in stub.facts)
    return [
        f"- name: {name}",
        *_said("story", STORY, 2),
        "  case:",
        f"    asker: {stub.asker}",
        f"    problems: [{stub.category}]",
        *([f"    facts: {{{facts}}}"] if facts else []),
        f"  # {note}",
        "  expect:",
        *(f"    {key}: {value}" for key, value in expect),
    ]


def appended(text: str, key: str, entry: Sequence[str]) -> tuple[str, int]:
    """``text`` with ``entry`` behind the last entry of the list ``key``, and the line it starts on.

    A list that is not there is begun at the end. Raises ``NotAList`` where ``key`` is anything but a
    list written line by line.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    at, indent, begun = _end_of_list(text, lines, key)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += end
    head = [f"{key}:"] if begun else []
    new = [*([""] if lines else []), *head, *(" " * indent + line for line in entry)]
    lines[at:at] = [line + end for line in new]
    return "".join(lines), at + len(new) - len(entry) + 1


def _end_of_list(text: str, lines: Sequence[str], key: str) -> tuple[int, int, bool]:
    """Where a new entry goes (index of a line), how far in, and whether the list is still to begin."""
    try:
        top = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise NotAList(key) from error
    if top is None:
        return len(lines), 2, True
    if not isinstance(top, yaml.MappingNode) or top.flow_style:
        raise NotAList(key)
    value = next((value for name, value in top.value if name.value == key), None)
    if value is None:
        return len(lines), 2, True
    if not isinstance(value, yaml.SequenceNode) or value.flow_style or not value.value:
        raise NotAList(key)
    indent = value.start_mark.column
    at = value.end_mark.line if value.end_mark.column == 0 else value.end_mark.line + 1
    at = min(at, len(lines))
    # Blank lines and comments behind the last entry speak of what follows it.
    while at and _follows(lines[at - 1], indent):
        at -= 1
    return at, indent, False


def _follows(line: str, indent: int) -> bool:
    bare = line.strip()
    return not bare or (bare.startswith("#") and len(line) - len(line.lstrip(" ")) <= indent)


def _logic(book: Rulebook, layer: Layer, stub: Stub) -> tuple[list[str], list[str]]:
    """``when`` and ``then`` that the layer allows and that say something of ``stub``."""
    problem = f"problem: {stub.category}"
    facts = f"facts: {{{', '.join(f'{fact}: ya' for fact in stub.facts)}}}"
    tracks = "tracks: {{{}: {}}}".format(*stub.tracks[-1])
    if layer == "implied":
        other = next((id for id in book.vocabulary.facts if id not in stub.facts), stub.facts[0])
        return [problem, facts], [f"facts: [{other}]"]
    if layer == "grade":
        return [problem], [f"severity: {stub.severity}"]
    if layer == "raise":
        return [problem, facts], [f"severity_at_least: {SEVERITIES[1]}"]
    if layer == "substance":
        return [problem, facts], [tracks]
    if layer == "case":
        return [problem, facts], [f"urgency_at_least: {URGENCIES[1]}"]
    if layer == "path":
        return [f"severity: {stub.severity}"], [tracks]
    state = sorted(WAIVED_STATES)[-1]
    return [f"severity: {stub.severity}"], [f"requirements: {{{next(iter(book.requirements))}: {state}}}"]


def _said(key: str, text: Text, indent: int) -> list[str]:
    pad = " " * indent
    return [f"{pad}{key}:", f'{pad}  id: "{text.id}"', f'{pad}  en: "{text.en}"']

"""Bytes to text, refusing what an editor would hide: wrong encoding, control characters, tabs."""

from __future__ import annotations

import re

from triage.rulebook.files import RulebookFile, shown_name
from triage.rulebook.model import Place
from triage.rulebook.problems import Problem

BOM = "\ufeff"
#: Control characters, what YAML 1.1 takes for a line break but no editor does, and non-characters.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)")


def decode(file: RulebookFile) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, or None with everything that keeps it from being read as text."""
    name = shown_name(file.name)
    try:
        text = file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = file.data[: error.start].decode("utf-8", "replace")
        found = f"0x{file.data[error.start]:02x}"
        return None, (Problem(_place(name, before, len(before)), "not-utf8", found, "UTF-8"),)
    problems = [*_byte_order_mark(name, text), *_forbidden(name, text), *_tabs(name, text)]
    return (None if problems else text), tuple(problems)


def _byte_order_mark(name: str, text: str) -> list[Problem]:
    return [Problem(Place(name, 1, 1), "byte-order-mark", "U+FEFF", "")] if text.startswith(BOM) else []


def _forbidden(name: str, text: str) -> list[Problem]:
    hits = list(FORBIDDEN.finditer(text))
    if not hits:
        return []
    found = f"U+{ord(hits[0].group()):04X}"
    return [Problem(_place(name, text, hits[0].start()), "control-character", found, str(len(hits)))]


def _tabs(name: str, text: str) -> list[Problem]:
    """One problem for the whole file: an editor set to tabs makes a thousand of them."""
    at = text.find("\t")
    if at < 0:
        return []
    return [Problem(_place(name, text, at), "tab", str(text.count("\t")), "")]


def _place(name: str, text: str, offset: int) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(name, text.count("\n", 0, offset) + 1, offset - start + 1)

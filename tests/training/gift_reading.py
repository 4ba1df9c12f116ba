"""GIFT read as Moodle reads it (question/format/gift/format.php), for multiple choice alone.

Written from Moodle's documentation, apart from what writes it: questions are parted by empty lines,
escapes are put aside before anything else is looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPED = {"\\" + char: chr(0xE000 + n) for n, char in enumerate("\\:#=~{}")} | {"\\n": "\ue100"}
_BACK = {chr(0xE000 + n): char for n, char in enumerate("\\:#=~{}")} | {"\ue100": "\n"}


@dataclass(frozen=True)
class Read:
    """A question as Moodle would keep it; ``answers``: (text, fraction, feedback)."""

    category: str
    name: str
    format: str
    text: str
    answers: tuple[tuple[str, float, str], ...]
    general: str


def read_gift(text: str) -> list[Read]:
    """Every question. Raises ``ValueError`` for what is none of multiple choice."""
    category, found = "", []
    for block in re.split(r"\n\s*\n", text.strip()):
        block = block.strip()
        if block.startswith("$CATEGORY:"):
            category = block.removeprefix("$CATEGORY:").strip()
            continue
        found.append(_question(category, block))
    return found


def _question(category: str, block: str) -> Read:
    for escape, aside in _ESCAPED.items():
        block = block.replace(escape, aside)
    match = re.fullmatch(r"::(.*?)::(?:\[(\w+)\])?(.*?)\{(.*)\}", block, re.DOTALL)
    if match is None or "{" in match[4] or "}" in match[4]:
        raise ValueError(block)
    name, format, text, answers = match.groups()
    answers, _, general = answers.partition("####")
    choices = re.findall(r"([=~])([^=~]*)", answers)
    if not choices or "~" not in {sign for sign, _ in choices}:
        raise ValueError(answers)
    if answers[: re.search(r"[=~]", answers).start()].strip():  # type: ignore[union-attr]
        raise ValueError(answers)
    return Read(
        category,
        _back(name),
        format or "",
        _back(text),
        tuple(_answer(*one) for one in choices),
        _back(general),
    )


def _answer(sign: str, words: str) -> tuple[str, float, str]:
    fraction = 100.0 if sign == "=" else 0.0
    weighted = re.match(r"%(-?\d+(?:\.\d+)?)%(.*)", words, re.DOTALL)
    if weighted:
        fraction, words = float(weighted[1]), weighted[2]
    text, _, feedback = words.partition("#")
    return _back(text), fraction, _back(feedback)


def _back(text: str) -> str:
    for aside, char in _BACK.items():
        text = text.replace(aside, char)
    return text.strip()

"""A run that ends with an exit code of its own and sentences that are worded already."""

from __future__ import annotations

from collections.abc import Iterable


class Refusal(Exception):
    """``lines`` go to standard error as they are; ``code`` is the exit code."""

    def __init__(self, lines: Iterable[str], code: int) -> None:
        self.lines = tuple(lines)
        self.code = code
        super().__init__(code)

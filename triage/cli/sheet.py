"""Lines for one screen: wrapped with hanging indents to a width, counted before they are printed."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console
from rich.text import Text as Words

DANGER = "bold white on red"
WARNING = "bold yellow"
HEADING = "bold"
QUIET = "dim"


class Screen(Console):
    """A console that leaves a reader who went away to the one place where failures end."""

    def on_broken_pipe(self) -> NoReturn:
        """Called by rich while it handles the error."""
        raise BrokenPipeError


class Sheet:
    """What a screen will show, line by line."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.lines: list[Words] = []

    @property
    def height(self) -> int:
        """How many lines the sheet has."""
        return len(self.lines)

    def put(self, words: str | Words, *, lead: str = "", indent: int = 0, style: str = "") -> None:
        """A paragraph behind ``lead`` (a bullet, a number); further lines hang below. No words, no line."""
        body = Words(words, style=style) if isinstance(words, str) else words
        if not body.plain:
            return
        margin = Words(" " * indent)
        hang = indent + len(lead)
        # On a very narrow screen the indent gives way before the words do.
        if self._console.width - hang < 16:
            margin, hang = Words(""), len(lead)
        for n, line in enumerate(body.wrap(self._console, max(8, self._console.width - hang))):
            line.rstrip()
            start = margin + Words(lead, style=style) if n == 0 else Words(" " * hang)
            self.lines.append(start + line)

    def heading(self, words: str, style: str = HEADING) -> None:
        """A heading after a blank line."""
        self.blank()
        self.put(words, style=style)

    def banner(self, words: str, style: str = DANGER) -> None:
        """A line that stands out over the whole width; without colour its ``!!`` does."""
        for line in Words(f"!! {words}", style=style).wrap(self._console, self._console.width):
            line.rstrip()
            if self._console.is_terminal and not self._console.no_color:
                line.append(" " * max(0, self._console.width - line.cell_len))
            self.lines.append(line)

    def blank(self) -> None:
        """A blank line, never two."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(Words(""))

    def print(self) -> None:
        """Print everything."""
        for line in self.lines:
            self._console.print(line, soft_wrap=True)


def pieces(*parts: str | tuple[str, str]) -> Words:
    """Words with styles: plain strings and (words, style) pairs."""
    return Words.assemble(*parts)

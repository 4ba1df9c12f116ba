"""What is wrong with a rulebook, as values: each with its place, what was found, what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from functools import total_ordering
from itertools import islice

from msgspec import Struct

from triage.rulebook.model import Place
from triage.rulebook.wording import sentence
from triage.vocabulary.closed import Lang


@total_ordering
class Problem(Struct, frozen=True):
    """One thing wrong. ``kind`` names the defect; ``triage.rulebook.wording`` holds its sentence.

    ``found`` and ``expected`` are bare values (an id, a list of ids, a number), never sentences;
    ``nearest`` is the known spelling most like what was found, if there is one.
    """

    place: Place
    kind: str
    found: str = ""
    expected: str = ""
    nearest: str | None = None

    def __lt__(self, other: Problem) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[Place, str, str, str, str]:
        return (self.place, self.kind, self.found, self.expected, self.nearest or "")

    def line(self, lang: Lang = "id") -> str:
        """``file:line:column`` and one sentence that says what to mend."""
        return f"{self.place}: {sentence(self.kind, self.found, self.expected, self.nearest, lang)}"


def listed(values: Iterable[str]) -> str:
    """Some values for ``expected``: all of them, unless they are so many that nobody would read on."""
    few = list(islice(values, 51))
    return ", ".join([*few[:50], "…"] if len(few) > 50 else few)


class RulebookProblems(Exception):
    """A rulebook that may not serve, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.lines("id")

    def lines(self, lang: Lang) -> str:
        """All problems, one a line."""
        return "\n".join(problem.line(lang) for problem in self.problems)

"""What every engine of a run looks like to the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from triage.case.model import Case


class Missing(Exception):
    """An engine that cannot be measured here; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to decide the workload.

    ``prepare`` turns a case into what the engine likes best to be given, ``answer`` decides; both
    are part of a decision and are timed, together and ``answer`` alone. Not timed: ``handed``, which
    makes what ``prepare`` starts from out of the case (None: the case itself), and ``ids``, which
    reads the rules that fired from an answer.
    """

    name: str
    answer: Callable[[Any], Any]
    ids: Callable[[Any], Iterable[str]]
    prepare: Callable[[Any], Any] | None = None
    handed: Callable[[Case], Any] | None = None
    note: str = ""

    def fired(self, case: Case) -> tuple[str, ...]:
        """The ids of the rules that fired, sorted, each once."""
        given = case if self.handed is None else self.handed(case)
        given = given if self.prepare is None else self.prepare(given)
        return tuple(sorted(set(self.ids(self.answer(given)))))

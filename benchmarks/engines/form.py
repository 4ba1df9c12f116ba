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
    are part of a decision and are timed, together and ``answer`` alone. ``ids`` reads the rules
    that fired from an answer and is not timed. ``refreshed`` is given each case before it is timed.
    """

    name: str
    answer: Callable[[Any], Any]
    ids: Callable[[Any], Iterable[str]]
    prepare: Callable[[Case], Any] | None = None
    refreshed: Callable[[Case], Any] | None = None
    note: str = ""

"""The options that every command with a ledger takes. Light, for ``triage decide`` has them too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def ledger_option(command: F) -> F:
    """The option ``--ledger``."""
    return click.option("--ledger", metavar="PATH|URL")(command)


def by_option(command: F) -> F:
    """The option ``--by``."""
    return click.option("--by", metavar="CODE")(command)

"""What the commands of ``triage train`` share: the practice room of this run, and its failures in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from triage.cli import exits
from triage.cli.refusal import Refusal
from triage.cli.session import Session
from triage.cli.train_words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.service.practice import Practice

#: Whoever gives no code practises as this one; a shared computer needs codes.
ME: Final = "saya"

_FOLDER = click.Path(path_type=Path, file_okay=False)


def data_option() -> Callable[[Any], Any]:
    """``--data``: the folder of the logs."""
    return click.option("--data", metavar="DIR", type=_FOLDER)


def output_option() -> Callable[[Any], Any]:
    """``--output``: the file to write."""
    return click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))


@contextmanager
def practising(session: Session, data: Path | None = None) -> Iterator[Practice]:
    """The practice room; what goes wrong inside ends the run with one calm sentence.

    Problems of the practice content are told all at once, each with its place.
    """
    from triage.rulebook.problems import RulebookProblems
    from triage.service.practice import Practice, PracticeError
    from triage.training.deck import UnknownDeck, UnknownDrill

    advisor = session.advisor  # a rulebook that does not open is told as everywhere
    try:
        yield Practice(advisor, data)
    except (PracticeError, UnknownDeck, UnknownDrill) as error:
        raise Refusal([error.said(session.lang)], exits.BAD_INPUT) from error
    except ImportError as error:
        if error.name != "fsrs":  # the scheduler comes with an extra, nothing else may be missing
            raise
        raise click.ClickException(say("needs_extra", session.lang)) from error
    except RulebookProblems as error:
        heading = say("content_problems", session.lang, n=len(error.problems))
        lines = [problem.line(session.lang) for problem in error.problems]
        raise Refusal([heading, *lines], exits.BAD_RULEBOOK) from error

"""``triage rules test``: the vignettes beside the rules, and what they cover of them."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli import exits
from triage.cli.casefile import BadInput
from triage.cli.output import print_json
from triage.cli.rules_test_words import FAILED, WORDS
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.inference.errors import InferenceError
from triage.rulebook.problems import Problem
from triage.service.paths import shipped
from triage.verify.coverage import Coverage, measure
from triage.verify.running import Result, chosen, run
from triage.verify.vignettes import Vignette, read_vignettes
from triage.vocabulary.text import Text


def percent(_ctx: click.Context, _param: click.Parameter, value: str | None) -> float | None:
    """A number from 0 to 100, or None."""
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:  # neither holds for nan
        raise BadInput([("--threshold", _without_name(WORDS["not_percent"]))])
    return number


def _without_name(text: Text) -> Text:
    return Text(text.id.partition(": ")[2], text.en.partition(": ")[2])


@click.command("test", cls=Speaking)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--run", "run", metavar="PATTERN")
@click.option("--coverage", is_flag=True)
@click.option("--threshold", metavar="N", callback=percent)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def test(
    ctx: click.Context,
    folder: str | None,
    run: str | None,
    coverage: bool,
    threshold: float | None,
    as_json: bool,
) -> int:
    """Runs the vignettes and, if asked, measures what they cover."""
    session = session_of(ctx)
    if folder is not None:
        session.rules = Path(folder)
    vignettes = vignettes_of(session, run)
    results = _run(session, vignettes)
    found = measure(session.book, vignettes) if coverage or threshold is not None else None
    if as_json:
        from triage.cli.rules_test_data import report

        print_json(report(session, results, found, threshold))
    else:
        from triage.cli.rules_test_page import lines

        click.echo("\n".join(lines(session, results, found, threshold)))
    return _code(results, found, threshold)


def vignettes_of(session: Session, pattern: str | None) -> tuple[Vignette, ...]:
    """The vignettes to run: those of the overlays where there are any, for they change the others.

    Raises ``RulebookProblems``, or ``BadInput`` for the vignettes' own.
    """
    book = session.book
    folder = session.rules if session.rules is not None else shipped("rules")
    rules = [rule.id for rule in book.rules]
    vignettes: tuple[Vignette, ...] = ()
    problems: tuple[Problem, ...] = ()
    for one in session.overlays or (folder,):
        read, wrong = read_vignettes(one, book.vocabulary, rules, book.procedures)
        vignettes, problems, folder = (*vignettes, *read), (*problems, *wrong), one
    if problems:
        raise BadInput(
            (str(one.place), Text(*(one.line(lang).removeprefix(f"{one.place}: ") for lang in ("id", "en"))))
            for one in problems
        )
    if not vignettes:
        raise BadInput([(str(folder), WORDS["no_vignettes"])])
    fitting = chosen(vignettes, pattern)
    if not fitting:
        raise BadInput([(str(folder), WORDS["none_fits"])])
    return fitting


def _run(session: Session, vignettes: tuple[Vignette, ...]) -> tuple[Result, ...]:
    return run(vignettes, session.advisor.decide)


def _code(results: tuple[Result, ...], found: Coverage | None, threshold: float | None) -> int:
    if any(isinstance(one.failure, InferenceError) for one in results):
        return exits.ENGINE_FAILED
    if not all(one.passed for one in results):
        return FAILED
    if found is not None and threshold is not None and not found.reaches(threshold):
        return FAILED
    return exits.DECIDED

"""``triage rules mutate``: which seeded defects of a rulebook its vignettes and the check would notice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.case.reading import as_data, in_one_line
from triage.cli import exits
from triage.cli.casefile import BadInput
from triage.cli.output import print_json
from triage.cli.rules_mutate_words import FAILED, OPERATORS, WORDS, say
from triage.cli.rules_test import percent, vignettes_of
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.rulebook.problems import RulebookProblems
from triage.service.paths import shipped
from triage.verify.check import invariants_of
from triage.verify.running import run
from triage.vocabulary.closed import Lang

if TYPE_CHECKING:
    from triage.verify.mutate import Judged, Mutated

SCHEMA = "triage.rules-mutate/1"


@click.command("mutate", cls=Speaking)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--sample", metavar="N", type=click.IntRange(min=1))
@click.option("--seed", metavar="S", type=int, default=0)
@click.option("--threshold", metavar="N", callback=percent)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def mutate(
    ctx: click.Context,
    folder: str | None,
    sample: int | None,
    seed: int,
    threshold: float | None,
    as_json: bool,
) -> int:
    """Seeds defects and tells which of them nothing notices."""
    session = session_of(ctx)
    if folder is not None:
        session.rules = Path(folder)
    found = _judged(session, sample, seed)
    reached = threshold is None or found.reaches(threshold)
    if as_json:
        print_json(_report(session, found, threshold, reached))
    else:
        _page(session, found)
        if not reached:
            click.echo(say("below", session.lang, threshold=f"{threshold:g}"))
    return exits.DECIDED if reached else FAILED


def _judged(session: Session, sample: int | None, seed: int) -> Mutated:
    """Everything judged. Raises ``BadInput`` where a vignette fails with nothing broken yet."""
    from triage.verify.mutate import mutate as judge

    book = session.book
    home = session.rules if session.rules is not None else shipped("rules")
    invariants, problems = invariants_of(book, shipped("rules"), [home, *session.overlays])
    if problems:
        raise RulebookProblems(problems)
    vignettes = vignettes_of(session, None)
    failing = [one.vignette for one in run(vignettes, session.advisor.decide) if not one.passed]
    if failing:
        raise BadInput((f"{one.place} {one.name}", WORDS["fails"]) for one in failing)
    return judge(book, vignettes, invariants, date.today(), sample, seed)


def _page(session: Session, found: Mutated) -> None:
    lang = session.lang
    for one in found.having("survived"):
        _survivor(one, lang)
    click.echo(
        say(
            "score",
            lang,
            killed=found.killed,
            counted=found.counted,
            percent=found.percent if lang == "en" else found.percent.replace(".", ","),
            vignettes=len(found.having("vignette")),
            check=len(found.having("check")),
            equivalent=len(found.having("equivalent")),
        )
    )
    if len(found.judged) < found.of:
        click.echo(say("sample", lang, judged=len(found.judged), of=found.of))


def _survivor(one: Judged, lang: Lang) -> None:
    mutant = one.mutant
    click.echo(f"{mutant.place}: {mutant.target}: {OPERATORS[mutant.operator].said(lang)} ({mutant.detail})")
    if one.witness is not None:
        click.echo(say("case", lang, case=in_one_line(one.witness)))
    for change in one.changes:
        what = " ".join(filter(None, (change.kind, change.name)))
        click.echo(say("change", lang, what=what, before=change.before, after=change.after))
    if not one.changes:
        click.echo(say("no_change", lang))


def _report(session: Session, found: Mutated, threshold: float | None, reached: bool) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "ruleset": {"version": session.book.version, "sha256": session.book.sha256},
        "mutants": found.of,
        "judged": len(found.judged),
        "killed": {"by_vignette": len(found.having("vignette")), "by_check": len(found.having("check"))},
        "survived": len(found.having("survived")),
        "equivalent": len(found.having("equivalent")),
        "percent": found.percent,
        "threshold": threshold,
        "reached": reached,
        "survivors": [
            {
                "operator": one.mutant.operator,
                "target": one.mutant.target,
                "detail": one.mutant.detail,
                "at": str(one.mutant.place),
                "case": as_data(one.witness) if one.witness is not None else None,
                "changes": [
                    {"what": change.kind, "name": change.name, "before": change.before, "after": change.after}
                    for change in one.changes
                ],
            }
            for one in found.having("survived")
        ],
    }

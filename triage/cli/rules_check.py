"""``triage rules check``: everything that can be proved of a rulebook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage import __version__
from triage.case.reading import as_data, in_one_line
from triage.cli import exits
from triage.cli.output import print_json
from triage.cli.rules_check_words import FOUND, WORDS
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.rulebook.problems import Problem, RulebookProblems

if TYPE_CHECKING:
    from triage.verify.flaws import Flaw

SCHEMA = "triage.rules-check/1"


@click.command("check", cls=Speaking)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True)
@click.option("--sarif", "as_sarif", is_flag=True)
@click.option("--seeds", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.pass_context
def check(ctx: click.Context, folder: str | None, as_json: bool, as_sarif: bool, seeds: str | None) -> int:
    """Checks the rulebook in ``folder`` over the whole space of cases."""
    from triage.service.proving import prove

    session = session_of(ctx)
    if folder is not None:
        session.rules = Path(folder)
    try:
        if session.overlays:  # what an overlay may not do is told before what may be better
            _ = session.book
        checked = prove(
            session.rules, Path(seeds) if seeds is not None else None, date.today(), session.overlays
        )
    except RulebookProblems as unread:
        if as_sarif:
            print_json(_sarif(session, (), unread.problems))
        elif as_json:
            print_json(_unread(session, unread.problems))
        raise
    if as_sarif:
        print_json(_sarif(session, checked.flaws))
    elif as_json:
        print_json(_report(session, checked))
    else:
        _page(session, checked)
    return FOUND if checked.flaws else exits.DECIDED


def _sarif(session: Session, flaws: Sequence[Flaw], problems: Sequence[Problem] = ()) -> dict[str, Any]:
    from triage.service.paths import shipped
    from triage.verify.sarif import sarif

    home = session.rules if session.rules is not None else shipped("rules")
    folders = {"": home, **{path.resolve().name: path for path in session.overlays}}
    return sarif(flaws, __version__, folders, session.lang, problems)


def _page(session: Session, checked: Any) -> None:
    lang = session.lang
    for flaw in checked.flaws:
        click.echo(f"{flaw.place}: {flaw.said(lang)}")
        if flaw.witness is not None:
            click.echo(WORDS["witness"].said(lang).format(case=in_one_line(flaw.witness)))
    counts = {
        "flaws": len(checked.flaws),
        "invariants": checked.invariants,
        "rules": sum(rule.status == "active" for rule in session.book.rules),
        "worlds": _grouped(checked.worlds, lang),
        "slices": _grouped(checked.slices, lang),
    }
    click.echo(WORDS["found" if checked.flaws else "clean"].said(lang).format(**counts))
    if checked.never_reviewed:
        click.echo(WORDS["unreviewed"].said(lang).format(count=checked.never_reviewed))


def _grouped(number: int, lang: str) -> str:
    text = f"{number:,}"
    return text if lang == "en" else text.replace(",", ".")


def _report(session: Session, checked: Any) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "ruleset": {"version": session.book.version, "sha256": session.book.sha256},
        "slices": checked.slices,
        "cases": checked.worlds,
        "invariants": checked.invariants,
        "never_reviewed": checked.never_reviewed,
        "problems": [],
        "flaws": [
            {
                "kind": flaw.kind,
                "at": str(flaw.place),
                "rule": flaw.rule,
                "other": flaw.other or None,
                "other_at": flaw.other_at or None,
                "says": flaw.said(session.lang),
                "witness": as_data(flaw.witness) if flaw.witness is not None else None,
            }
            for flaw in checked.flaws
        ],
    }


def _unread(session: Session, problems: Sequence[Problem]) -> dict[str, Any]:
    """The report of a rulebook that does not load, so that nothing could be checked."""
    return {
        "schema": SCHEMA,
        "ruleset": None,
        "slices": 0,
        "cases": 0,
        "invariants": 0,
        "never_reviewed": 0,
        "problems": [
            {"kind": problem.kind, "at": str(problem.place), "says": problem.line(session.lang)}
            for problem in problems
        ],
        "flaws": [],
    }

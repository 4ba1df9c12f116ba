"""``triage audit replay`` and ``impact``: the past decided again, by its own rules and by other ones."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, cast

import click

from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.ledger import opened, told_calmly
from triage.cli.ledger_options import ledger_option
from triage.cli.output import print_json
from triage.cli.rules_diff_words import LOWERED
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.cli.when import begins, day, ends

if TYPE_CHECKING:
    from triage.ledger.impact import Impact, Way
    from triage.ledger.model import Entry, Kind
    from triage.ledger.replay import Replayed
    from triage.ledger.store import Ledger
    from triage.rulebook.model import Rulebook
    from triage.service.advisor import EngineChoice
    from triage.verify.difference.change import Change

#: What is worst is answered: another decision, a rulebook that is gone, other evaluators.
_CODES: Final = (
    (("differs", "undecided"), exits.DIFFERS),
    (("missing", "unreadable"), exits.RULEBOOK_MISSING),
    (("evaluators",), exits.EVALUATORS),
)
#: So many are shown; all of them with --json.
SHOWN: Final = 40
OUTCOMES: Final = ("same", "evaluators", "differs", "undecided", "missing", "unreadable", "erased")
WAYS: Final[tuple[Way, ...]] = ("same", "less", "more", "other", "unreadable", "erased")


@click.command("replay", cls=Speaking)
@click.argument("seqs", metavar="[NUMBER]…", type=click.IntRange(min=1), nargs=-1)
@ledger_option
@click.option("--since", metavar="DAY")
@click.option("--until", metavar="DAY")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def replay(
    ctx: click.Context,
    seqs: tuple[int, ...],
    ledger: str | None,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> int:
    """Decides recorded cases again, each by its own rulebook, and compares byte by byte."""
    from triage.service.reviewing import replayed

    session = session_of(ctx)
    first, last = day(session, since, "--since"), day(session, until, "--until")
    counts: Counter[str] = Counter()
    apart: list[Replayed] = []
    with opened(session, ledger) as book, told_calmly(session):
        entries = [book.entry(seq) for seq in seqs] if seqs else _decisions(book, begins(first), ends(last))
        for one in replayed(book, entries, _engine()):
            counts[one.outcome] += 1
            if one.outcome not in ("same", "erased"):
                apart.append(one)
                # What differs only in who evaluated is counted; it may be every single one.
                if not as_json and one.outcome != "evaluators" and len(apart) <= SHOWN:
                    click.echo(_line(session, one))
    if as_json:
        print_json(_replay_data(counts, apart))
    else:
        click.echo(_summary(session, counts))
    return next((code for kinds, code in _CODES if any(counts[kind] for kind in kinds)), exits.DECIDED)


@click.command("impact", cls=Speaking)
@click.argument("new", metavar="NEW_RULES")
@ledger_option
@click.option("--allow-lower", is_flag=True)
@click.option("--since", metavar="DAY")
@click.option("--until", metavar="DAY")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def impact(
    ctx: click.Context,
    new: str,
    ledger: str | None,
    allow_lower: bool,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> int:
    """Says which past decisions another rulebook would make differently."""
    from triage.service.opening import open_rulebook
    from triage.service.reviewing import impact_of
    from triage.service.revisions import NotLocated, located

    session = session_of(ctx)
    first, last = day(session, since, "--since"), day(session, until, "--until")
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(located(new))
        except NotLocated as error:
            raise click.UsageError(error.said(session.lang), ctx) from error
        other = Session(session.lang, _book=open_rulebook(folder, session.overlays))
        stack.callback(other.close)
        book = stack.enter_context(opened(session, ledger))
        stack.enter_context(told_calmly(session))
        found = impact_of(other.advisor, book, _decisions(book, begins(first), ends(last)))
    if as_json:
        print_json(_impact_data(new, other.book, found))
    else:
        _show_impact(session, other.book, found)
    return LOWERED if found.lowered and not allow_lower else exits.DECIDED


def _decisions(book: Ledger, since: Any, until: Any) -> Iterator[Entry]:
    kinds: tuple[Kind, ...] = ("decision",)
    return book.entries(kinds=kinds, since=since, until=until)


def _engine() -> EngineChoice:
    return cast("EngineChoice", os.environ.get("TRIAGE_ENGINE") or "guarded")


def _line(session: Session, one: Replayed) -> str:
    places = ", ".join(one.places)
    said = say(f"replay_{one.outcome}", session.lang, places=places, sha=one.rulebook[:12])
    return say("replay_line", session.lang, seq=one.seq, said=said)


def _summary(session: Session, counts: Counter[str]) -> str:
    read = sum(counts.values())
    if not read:
        return say("replay_none", session.lang)
    parts = [
        say(f"count_{outcome}", session.lang, n=counts[outcome]) for outcome in OUTCOMES if counts[outcome]
    ]
    return say("replay_counted", session.lang, n=read, parts=", ".join(parts))


def _replay_data(counts: Counter[str], apart: Sequence[Replayed]) -> dict[str, Any]:
    return {
        "schema": "triage.audit-replay/1",
        **{outcome: counts[outcome] for outcome in OUTCOMES},
        "apart": [
            {"seq": one.seq, "rulebook": one.rulebook, "outcome": one.outcome, "places": list(one.places)}
            for one in apart
        ],
    }


def _impact_data(name: str, book: Rulebook, found: Impact[Change]) -> dict[str, Any]:
    return {
        "schema": "triage.audit-impact/1",
        "new": {"name": name, "version": book.version, "sha256": book.sha256},
        **{way: found.ways[way] for way in WAYS},
        "affected": [
            {
                "way": way,
                "decisions": len(seqs),
                "entries": seqs,
                "changes": [
                    {"kind": one.kind, "name": one.name, "before": one.before, "after": one.after}
                    for one in changes
                ],
            }
            for (way, changes), seqs in sorted(
                found.affected.items(), key=lambda item: (-len(item[1]), item[1])
            )
        ],
    }


def _show_impact(session: Session, book: Rulebook, found: Impact[Change]) -> None:
    from triage.cli.audit_impact_page import show_impact

    show_impact(session, book, found)

"""``triage audit choose``, ``progress`` and ``erase``: what people did after a decision, and forgetting "
"it."""

from __future__ import annotations

import sys

import click

from triage.cli import exits
from triage.cli.audit_words import say
from triage.cli.ledger import access_of, code_of, opened, person, recorder_of, tell, told_calmly
from triage.cli.ledger_options import by_option, ledger_option
from triage.cli.nearest import did_you_mean
from triage.cli.output import print_json
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.vocabulary.closed import SEVERITIES, URGENCIES


@click.command("choose", cls=Speaking)
@click.argument("seq", metavar="NUMBER", type=click.IntRange(min=1))
@ledger_option
@by_option
@click.option("--follow", is_flag=True)
@click.option("--severity", type=click.Choice(SEVERITIES))
@click.option("--urgency", type=click.Choice(URGENCIES))
@click.option("--without", metavar="TRACK", multiple=True)
@click.option("--with", "added", metavar="TRACK", multiple=True)
@click.option("--reason", metavar="CODE")
@click.option("--text", metavar="TEXT")
@click.option("--second", metavar="CODE")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def choose(
    ctx: click.Context,
    seq: int,
    ledger: str | None,
    by: str | None,
    follow: bool,
    severity: str | None,
    urgency: str | None,
    without: tuple[str, ...],
    added: tuple[str, ...],
    reason: str | None,
    text: str | None,
    second: str | None,
    as_json: bool,
) -> int:
    """Records whether the advice was followed, and if not, what was chosen instead and why."""
    from triage.cli.audit_choosing import Asked, asked_path, asked_reasons, path_from, show_advice
    from triage.ledger.overriding import overriding

    session = session_of(ctx)
    who = person(session, by) or ""
    if second is not None:
        code_of(session, second, "--second")
    reasons = access_of(session).reasons
    if reason is not None and reason not in reasons:
        known = ", ".join(reasons)
        hint = did_you_mean(reason, reasons, session.lang)
        raise click.UsageError(say("no_such_reason", session.lang, known=known) + hint)
    changed = bool(severity or urgency or without or added)
    if follow and changed:
        raise click.UsageError(say("follow_or_change", session.lang))
    if not follow and not changed and not _terminal():
        raise click.UsageError(say("choose_how", session.lang))
    with opened(session, ledger) as book, told_calmly(session):
        recorder = recorder_of(book)
        ref, decision = recorder.decision(seq)
        if changed or follow:
            path = path_from(session, decision, severity, urgency, without, added)
        else:
            show_advice(session, seq, ref, decision)
            path = asked_path(session, decision)
        given = Asked(reason, text, second)
        direction = overriding(decision, path).direction
        if direction != "same" and _terminal():
            given = asked_reasons(session, given, reasons, down=direction == "down")
        entry = recorder.choose(
            seq, path, by=who, reason_code=given.reason, text=given.text, second=given.second
        )
    if as_json:
        print_json({"seq": entry.seq, "refers": seq, "direction": direction})
    else:
        way = say(f"direction_{direction}", session.lang)
        tell(say("choice_noted", session.lang, seq=entry.seq, of=seq, way=way))
    return exits.DECIDED


@click.command("progress", cls=Speaking)
@click.argument("seq", metavar="NUMBER", type=click.IntRange(min=1))
@ledger_option
@by_option
@click.option("--track", metavar="TRACK")
@click.option("--step", metavar="ID")
@click.option("--state", metavar="CODE")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def progress(
    ctx: click.Context,
    seq: int,
    ledger: str | None,
    by: str | None,
    track: str | None,
    step: str | None,
    state: str | None,
    as_json: bool,
) -> int:
    """Records how far a step of a track is."""
    from triage.cli.audit_choosing import asked_state, asked_step, asked_track, pair_of

    session = session_of(ctx)
    who = person(session, by) or ""
    states = access_of(session).states
    if state is not None and state not in states:
        known = ", ".join(states)
        hint = did_you_mean(state, states, session.lang)
        raise click.UsageError(say("no_such_state", session.lang, known=known) + hint)
    if not (track and state) and not _terminal():
        raise click.UsageError(say("progress_how", session.lang))
    with opened(session, ledger) as book, told_calmly(session):
        recorder = recorder_of(book)
        _, decision = recorder.decision(seq)
        if track is None:
            chosen = asked_track(session, decision)
            step = step or asked_step(session, decision, chosen)
        else:
            chosen = pair_of(session, track)
        entry = recorder.progress(seq, chosen, step, state or asked_state(session, states), by=who)
    if as_json:
        print_json({"seq": entry.seq, "refers": seq})
    else:
        tell(say("progress_noted", session.lang, seq=entry.seq, of=seq))
    return exits.DECIDED


@click.command("erase", cls=Speaking)
@click.argument("subject", metavar="CODE")
@ledger_option
@by_option
@click.option("--basis", metavar="TEXT", required=True)
@click.option("--yes", is_flag=True)
@click.pass_context
def erase(ctx: click.Context, subject: str, ledger: str | None, by: str | None, basis: str, yes: bool) -> int:
    """Destroys the key of everything recorded of a student. There is no way back."""

    session = session_of(ctx)
    code_of(session, subject, "CODE")
    who = person(session, by) or ""
    if not yes and not _terminal():
        raise click.UsageError(say("erase_yes", session.lang))
    with opened(session, ledger) as book, told_calmly(session):
        count = sum(1 for _ in book.entries(subject=subject))
        if count and not yes and not _confirmed(session, subject, count):
            click.echo(say("erase_kept", session.lang))
            return exits.INTERRUPTED
        entry = recorder_of(book).erase(subject, basis=basis, by=who)
    tell(say("erased", session.lang, n=count, seq=entry.seq))
    tell(say("erased_copies", session.lang))
    return exits.DECIDED


def _confirmed(session: Session, subject: str, count: int) -> bool:
    """Whether the code was typed once more."""
    tell(say("erase_sure", session.lang, n=count))
    typed: str = click.prompt(
        say("erase_prompt", session.lang), default="", show_default=False, prompt_suffix=" "
    )
    return typed.strip() == subject


def _terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()

"""What was chosen instead of the advice, from options or asked of a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from triage.cli.audit_words import say
from triage.cli.labels import Labels
from triage.cli.ledger import code_of, tell
from triage.cli.nearest import did_you_mean
from triage.cli.prompts import Key, number, read, read_yes_no
from triage.cli.prompts import choose as pick
from triage.cli.session import Session
from triage.cli.sheet import HEADING, Sheet
from triage.ledger.overriding import path_of
from triage.vocabulary.closed import ACTIONS, SEVERITIES, URGENCIES
from triage.vocabulary.text import Text

Told = Mapping[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Why a less urgent path was chosen, and who agreed."""

    reason: str | None
    text: str | None
    second: str | None


def pair_of(session: Session, track: str) -> Pair:
    """``ACTION PARTY`` as a pair. Raises ``UsageError`` for what the rulebook does not know."""
    action, _, party = " ".join(track.split()).partition(" ")
    parties = session.book.vocabulary.parties
    for given, known in ((action, list(ACTIONS)), (party, list(parties))):
        if given not in known:
            hint = did_you_mean(given, known, session.lang)
            raise click.UsageError(say("no_such_track", session.lang, known=", ".join(known)) + hint)
    return action, party


def path_from(
    session: Session,
    decision: Told,
    severity: str | None,
    urgency: str | None,
    without: Iterable[str],
    added: Iterable[str],
) -> dict[str, Any]:
    """The recommended path with what was changed. Raises ``UsageError``."""
    path = path_of(decision)
    there: list[Pair] = [(track["action"], track["to"]) for track in decision["tracks"]]
    gone = [pair_of(session, one) for one in without]
    for pair in gone:
        if pair not in there:
            known = "; ".join(" ".join(one) for one in there)
            raise click.UsageError(say("track_not_there", session.lang, track=" ".join(pair), known=known))
    more = [pair_of(session, one) for one in added]
    tracks = [pair for pair in there if pair not in gone]
    tracks += [pair for pair in dict.fromkeys(more) if pair not in tracks]
    return path | {
        "severity": severity or decision["severity"],
        "urgency": urgency or decision["urgency"],
        "tracks": [{"action": action, "to": to} for action, to in tracks],
    }


def show_advice(session: Session, seq: int, ref: str, decision: Told) -> None:
    """Which advice is spoken of: its number, the code, levels and numbered tracks."""
    labels = Labels(session.book, session.lang)
    levels = ", ".join(labels.of(group, decision[group]) for group in ("severity", "urgency"))
    sheet = Sheet(session.console())
    sheet.put(say("advice_line", session.lang, seq=seq, ref=ref, levels=levels), style=HEADING)
    for n, track in enumerate(decision["tracks"], 1):
        sheet.put(labels.track(track["action"], [track["to"]]), lead=f"{n:>4}. ")
    sheet.print()


def asked_path(session: Session, decision: Told) -> dict[str, Any]:
    """Asks whether the advice was followed; if not, what was left out and which levels hold."""
    labels = Labels(session.book, session.lang)
    tell(say("followed_question", session.lang))
    if _not_ended(read_yes_no(session)):
        return path_of(decision)
    tell(say("which_left_out", session.lang))
    gone = _numbers(session, len(decision["tracks"]))
    kept = [track for n, track in enumerate(decision["tracks"]) if n not in gone]
    return {
        "severity": _level(session, labels, "severity", SEVERITIES, decision["severity"]),
        "urgency": _level(session, labels, "urgency", URGENCIES, decision["urgency"]),
        "tracks": [{"action": track["action"], "to": track["to"]} for track in kept],
    }


def asked_reasons(session: Session, given: Asked, reasons: Mapping[str, Text], *, down: bool) -> Asked:
    """What is still missing where advice was not followed: a reason; and if it went ``down``, words for it
    and a second person.
    """
    if down and not (given.reason and given.text and given.second):
        tell(say("down_needs", session.lang))
    reason = given.reason or _one_of(session, reasons, "pick_reason")
    if not down:
        return Asked(reason, given.text, given.second)
    text = given.text or _line(session, "reason_text")
    second = given.second or code_of(session, _line(session, "second_prompt"), "--second")
    return Asked(reason, text, second)


def asked_track(session: Session, decision: Told) -> Pair:
    """Which track a step was done for."""
    labels = Labels(session.book, session.lang)
    pairs = [(track["action"], track["to"]) for track in decision["tracks"]]
    click.echo(say("which_track", session.lang))
    return pairs[_picked(session, [labels.track(action, [to]) for action, to in pairs])]


def asked_step(session: Session, decision: Told, pair: Pair) -> str | None:
    """Which step of the track; None for the track as a whole."""
    (track,) = (one for one in decision["tracks"] if (one["action"], one["to"]) == pair)
    click.echo(say("which_step", session.lang))
    words = [say("whole_track", session.lang), *(step["text"] for step in track["steps"])]
    index = _picked(session, words)
    return None if index == 0 else str(track["steps"][index - 1]["id"])


def asked_state(session: Session, states: Mapping[str, Text]) -> str:
    """How far it is."""
    return _one_of(session, states, "which_state")


def _one_of(session: Session, known: Mapping[str, Text], question: str) -> str:
    click.echo(say(question, session.lang))
    return list(known)[_picked(session, [text.said(session.lang) for text in known.values()])]


def _picked(session: Session, words: Sequence[str], default: int | None = None) -> int:
    hint = session.say("not_understood")
    while True:
        index = pick(session, words, label=session.say("pick_number"), hint=hint, default=default)
        if isinstance(_not_ended(index), int):
            return int(index)  # type: ignore[arg-type]
        click.echo(hint)


def _level(session: Session, labels: Labels, group: str, scale: Sequence[str], now: str) -> str:
    click.echo(say(f"which_{group}", session.lang, now=labels.of(group, now)))
    return scale[_picked(session, [labels.of(group, one) for one in scale], scale.index(now))]


def _numbers(session: Session, most: int) -> set[int]:
    """Numbers from 1 to ``most``, as indexes; an empty line is none."""
    while True:
        typed = _not_ended(read(say("numbers_or_none", session.lang)))
        parts = [] if not isinstance(typed, str) else typed.replace(",", " ").split()
        found = [number(part, most) for part in parts]
        if None not in found and isinstance(typed, str):
            return {index for index in found if index is not None}
        click.echo(session.say("not_understood"))


def _line(session: Session, prompt: str) -> str:
    while True:
        typed: str = click.prompt(
            say(prompt, session.lang), default="", show_default=False, prompt_suffix=" "
        )
        if typed.strip():
            return typed.strip()


def _not_ended(typed: Any) -> Any:
    """``typed``, unless it says to stop: then nothing was recorded."""
    if typed in (Key.QUIT, Key.BACK):
        raise click.Abort
    return typed

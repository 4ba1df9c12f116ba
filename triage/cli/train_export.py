"""``triage train export``: cases as questions for Moodle, or as a deck for Anki."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.cli import exits
from triage.cli.practising import output_option, practising
from triage.cli.session import session_of
from triage.cli.speaking import Speaking
from triage.cli.train_words import say

if TYPE_CHECKING:
    from triage.training.quizzing import Quizzed
    from triage.vocabulary.closed import Lang

FORMATS = ("gift", "moodle-xml", "anki")
#: So many cases unless another number is asked for: a set that can be gone through.
COUNT = 40


@click.command("export", cls=Speaking)
@click.option("--format", "format", type=click.Choice(FORMATS), required=True)
@click.option("--deck", metavar="NAME", default="all")
@click.option("--count", metavar="N", type=click.IntRange(min=1), default=COUNT)
@click.option("--seed", metavar="N", type=int, default=0)
@output_option()
@click.pass_context
def export(ctx: click.Context, format: str, deck: str, count: int, seed: int, output: Path | None) -> int:
    """Writes at most ``count`` cases of ``deck``, as different ones as can be."""
    session = session_of(ctx)
    if output is None:
        raise click.UsageError(say("needs_output", session.lang), ctx)
    from triage.training.quizzing import quizzed

    with practising(session) as practice:
        drills = [(drill, practice.key(drill)) for drill in practice.drills(deck, seed=seed, count=count)]
        quiz = quizzed(
            session.book, session.advisor.decide, practice.deck.cards.values(), drills, session.lang
        )
    data = _written(format, quiz, session.lang)
    from triage.cli.writing import write_whole

    write_whole(output, data, session.lang)
    click.echo(say("train_exported", session.lang, file=click.format_filename(output), n=len(quiz)))
    return exits.DECIDED


def _written(format: str, quiz: Sequence[Quizzed], lang: Lang) -> bytes:
    if format == "anki":
        from triage.training.anki import NoGenanki, apkg

        try:
            return apkg(quiz, lang)
        except NoGenanki as error:
            raise click.ClickException(say("needs_extra", lang)) from error
    from triage.training.moodle import gift, moodle_xml

    return (gift(quiz, lang) if format == "gift" else moodle_xml(quiz, lang)).encode()

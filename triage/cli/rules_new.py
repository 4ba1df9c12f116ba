"""``triage rules new ID --file FILE``: a draft rule and its example case, born together.

Both files are read, added to, tried out as a whole in a folder aside, and only then replaced, if nobody
changed them in the meantime.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.cli import exits
from triage.cli.rules_pages import say
from triage.cli.session import Session, session_of
from triage.cli.speaking import Speaking
from triage.cli.writing import Change, read_bytes, unwritable, write_all
from triage.rulebook.model import LAYERS

if TYPE_CHECKING:
    from triage.decision.model import Decision
    from triage.rulebook.model import Layer, Procedure, Prohibition, Rule
    from triage.rulebook.scaffold import Stub
    from triage.vocabulary.closed import Lang

_HEADER = "# yaml-language-server: $schema=../docs/schema/cases.schema.json\n"


@click.command("new", cls=Speaking)
@click.argument("id", metavar="ID")
@click.option("--file", metavar="FILE", required=True)
@click.option("--layer", type=click.Choice(LAYERS))
@click.option("--problem", metavar="ID")
@click.pass_context
def new(ctx: click.Context, id: str, file: str, layer: Layer | None, problem: str | None) -> int:
    """Adds a draft rule ``id`` to ``file`` and an example case beside it."""
    from triage.rulebook.scaffold import rule_entry, stub_facts, usual_layer, vignette_entry

    session = session_of(ctx)
    lang, book = session.lang, session.book
    folder = _folder(ctx, session)
    _refuse_id(ctx, session, id)
    name = _file_of(ctx, session, folder, file)
    layer = layer or usual_layer(book, name)
    stub, decision = _stub(ctx, session, problem, stub_facts(book, layer))
    vignette = _free_name(session, folder, id)
    note = say("vignette_note", lang, id=id)

    rule, rule_line = _added(folder / name, "rules", rule_entry(book, id, layer, stub), lang)
    cases = folder / name.replace(".yaml", ".cases.yaml")
    entry = vignette_entry(vignette, stub, _expected(decision), note)
    case, case_line = _added(cases, "cases", entry, lang, _HEADER)
    _try_out(session, folder, (rule, case), vignette)
    write_all((rule, case), lang)

    click.echo(say("new_rule", lang, place=f"{click.format_filename(rule.path)}:{rule_line}"))
    click.echo(say("new_vignette", lang, place=f"{click.format_filename(case.path)}:{case_line}"))
    click.echo(_what_next(session, id))
    return exits.DECIDED


def _folder(ctx: click.Context, session: Session) -> Path:
    from triage.service.paths import shipped

    ours = shipped("rules")
    if session.rules is None and ours.name != "rules":  # inside an installed package
        raise click.UsageError(say("installed_rules", session.lang, folder=click.format_filename(ours)), ctx)
    return session.rules if session.rules is not None else ours


def _refuse_id(ctx: click.Context, session: Session, id: str) -> None:
    from triage.rulebook.scalars import KEBAB

    if not re.fullmatch(KEBAB, id) or len(id) > 80:
        raise click.UsageError(say("not_kebab", session.lang), ctx)
    book = session.book
    listed: tuple[Rule | Prohibition | Procedure, ...] = (*book.rules, *book.prohibitions, *book.procedures)
    place = next((item.place for item in listed if item.id == id), None)
    if place is not None:
        raise click.UsageError(say("id_taken", session.lang, id=id, place=place), ctx)


def _file_of(ctx: click.Context, session: Session, folder: Path, asked: str) -> str:
    """The file called ``asked``, with or without its ending, among those that hold rules."""
    from triage.cli.nearest import did_you_mean
    from triage.rulebook.files import PROCEDURES, REQUIRED, RULES, belongs

    names = sorted(path.name for path in folder.iterdir() if belongs(path.name))
    known = [*RULES, PROCEDURES, *(name for name in names if name not in REQUIRED)]
    stems = {name.removesuffix(".yaml"): name for name in known}
    found = stems.get(asked.removesuffix(".yaml"))
    if found is None:
        sentence = say("no_such_file", session.lang, known=", ".join(stems))
        raise click.UsageError(sentence + did_you_mean(asked, stems, session.lang), ctx)
    return found


def _stub(
    ctx: click.Context, session: Session, problem: str | None, facts: tuple[str, ...]
) -> tuple[Stub, Decision]:
    """The example case and its decision, for ``problem`` or the first category that can be decided."""
    from triage.cli.nearest import did_you_mean
    from triage.deciding.errors import NoPath
    from triage.rulebook.scaffold import Stub

    words = session.book.vocabulary
    if problem is not None and problem not in words.categories:
        hint = did_you_mean(problem, words.categories, session.lang)
        raise click.UsageError(say("no_such_category", session.lang) + hint, ctx)
    asker = next(iter(words.askers))
    nowhere = NoPath("lead")
    for category in [problem] if problem is not None else words.categories:
        data = {"asker": asker, "problems": [category], "facts": dict.fromkeys(facts, "ya")}
        try:
            decision = session.advisor.decide(session.advisor.read(data))
        except NoPath as error:
            nowhere = error
            continue
        tracks = tuple((track.action, track.to) for track in decision.tracks)
        return Stub(asker, category, facts, decision.severity, tracks), decision
    raise nowhere


def _free_name(session: Session, folder: Path, id: str) -> str:
    """A name that no example case has yet: the id, or the id and a number."""
    from triage.verify.vignettes import read_vignettes

    taken = {one.name for one in read_vignettes(folder, session.book.vocabulary)[0]}
    n = 2
    name = id
    while name in taken:
        name = f"{id}-{n}"
        n += 1
    return name


def _expected(decision: Decision) -> list[tuple[str, str]]:
    tracks = ", ".join(f"{track.action} {track.to}" for track in decision.tracks)
    return [
        ("severity", decision.severity),
        ("urgency", decision.urgency),
        ("lead", decision.lead),
        ("parents", decision.parents),
        ("tracks", f"[{tracks}]"),
    ]


def _added(path: Path, key: str, entry: Sequence[str], lang: Lang, otherwise: str = "") -> tuple[Change, int]:
    """The file with ``entry`` added to its list, and the line it starts on."""
    from triage.rulebook.scaffold import NotAList, appended

    try:
        was = read_bytes(path)
        text, line = appended(otherwise if was is None else was.decode(), key, entry)
    except (NotAList, UnicodeDecodeError) as error:
        sentence = say("no_list_to_add_to", lang, list=key, file=click.format_filename(path))
        raise click.ClickException(sentence) from error
    except OSError as error:
        raise unwritable(path, error, lang) from error
    return Change(path, was, text.encode()), line


def _try_out(session: Session, folder: Path, changes: Sequence[Change], vignette: str) -> None:
    """Whether the folder as it would be loads, and the example case is read."""
    from triage.rulebook.files import belongs
    from triage.rulebook.loading import read_rulebook
    from triage.verify.vignettes import read_vignettes

    with tempfile.TemporaryDirectory(prefix="triage-") as name:
        aside = Path(name)
        for path in folder.iterdir():
            if belongs(path.name):
                (aside / path.name).write_bytes(path.read_bytes())
        for change in changes:
            (aside / change.path.name).write_bytes(change.data)
        _, problems = read_rulebook(aside)
        if not problems:
            vignettes, problems = read_vignettes(aside, session.book.vocabulary)
            if any(one.name == vignette for one in vignettes):
                return
    lines = [say("would_not_load", session.lang), *(one.line(session.lang) for one in problems)]
    raise click.ClickException("\n".join(lines))


def _what_next(session: Session, id: str) -> str:
    lang = session.lang
    rules = "" if session.rules is None else f"--rules {click.format_filename(session.rules)} "
    book = say("docs_file", lang)
    steps = [
        say(key, lang, rules=rules, id=id, book=book)
        for key in ("next_fill", "next_case", "next_activate", "next_read", "next_schema")
    ]
    lines = [f"  {n}. {step}" for n, step in enumerate(steps, 1)]
    if sys.stdout.isatty():  # a program, or a file, gets each step on one line
        width = shutil.get_terminal_size().columns - 1
        lines = [
            textwrap.fill(
                line, width, subsequent_indent="     ", break_long_words=False, break_on_hyphens=False
            )
            for line in lines
        ]
    return "\n".join([say("what_next", lang), *lines])

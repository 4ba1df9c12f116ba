"""Choosing the problems of a case: by number or by words, several at once, never by a guess unasked."""

from __future__ import annotations

import click

from triage.cli.draft import Draft
from triage.cli.matching import by_word, nearly
from triage.cli.prompts import Key, choose, number, read, read_yes_no
from triage.cli.session import Session
from triage.cli.sheet import Sheet, pieces
from triage.vocabulary.values import replace


def pick_problems(session: Session, draft: Draft) -> Draft | Key:
    """``draft`` with one more problem or more, or complete; or a key."""
    if draft.problems:
        chosen = ", ".join(_label(session, category) for category in draft.categories)
        click.echo()
        click.echo(session.say("picked", problems=chosen))
    else:
        click.echo()
        click.secho(session.say("which_problem"), bold=True)
        _list(session, explained=False)
    while True:
        typed = read(session.say("pick_more" if draft.problems else "pick_problem"))
        if typed is Key.UNKNOWN:
            _list(session, explained=True)
        elif isinstance(typed, Key):
            return typed
        elif not typed and draft.problems:
            return replace(draft, complete=True)
        else:
            picked = _picked(session, draft, typed)
            if picked != draft:
                return picked


def _picked(session: Session, draft: Draft, typed: str) -> Draft:
    """``draft`` with every problem that the typed words name."""
    for part in typed.split(","):
        category = _category(session, part.strip())
        if category is None:
            continue
        if category in draft.categories:
            click.echo(session.say("already_picked", problem=_label(session, category)))
        else:
            draft = draft.with_problem(category)
    return draft


def _category(session: Session, typed: str) -> str | None:
    """The category that is meant; a doubt is always asked, and what nobody knows is said so."""
    categories = session.book.vocabulary.categories
    index = number(typed, len(categories))
    if index is not None:
        return list(categories)[index]
    found = by_word(typed, categories.values())
    if len(found) == 1:
        return found[0]
    if not found:
        found = nearly(typed, categories.values())
        if len(found) == 1:
            click.echo(session.say("did_you_mean", near=_label(session, found[0])))
            return found[0] if read_yes_no(session) is True else None
    if not found:
        click.echo(session.say("not_understood"))
        return None
    click.echo(session.say("which_one"))
    which = choose(
        session,
        [_label(session, category) for category in found],
        label=session.say("pick_number"),
        hint=session.say("not_understood"),
    )
    return None if isinstance(which, Key) else found[which]


def _list(session: Session, *, explained: bool) -> None:
    """All categories with their numbers: in columns, or each with what falls under it."""
    categories = list(session.book.vocabulary.categories.values())
    console = session.console()
    sheet = Sheet(console)
    labels = [category.label.said(session.lang) for category in categories]
    if explained:
        for n, category in enumerate(categories, 1):
            words = pieces((labels[n - 1], "bold"), f": {category.about.said(session.lang)}")
            sheet.put(words, lead=f"{n:>3}. ")
    else:
        cells = [f"{n:>3}. {label}" for n, label in enumerate(labels, 1)]
        for line in _columns(cells, console.width):
            sheet.put(line)
    sheet.print()


def _columns(cells: list[str], width: int) -> list[str]:
    """The cells in as many columns as fit, reading downwards."""
    for count in (3, 2):
        rows = -(-len(cells) // count)
        columns = [cells[start : start + rows] for start in range(0, len(cells), rows)]
        wide = [max(len(cell) for cell in column) + 2 for column in columns]
        if sum(wide) <= width + 2:
            return [
                "".join(cell.ljust(wide[n]) for n, cell in enumerate(cells[row::rows])) for row in range(rows)
            ]
    return cells


def _label(session: Session, category: str) -> str:
    return session.book.vocabulary.categories[category].label.said(session.lang)

"""From a rulebook to the HTML of its book: one page that asks nothing of any network.

Every word of the rulebook goes through Jinja's escaping; no template marks anything as safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from triage.booklet.contents import Contents
from triage.booklet.examples import decided
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.verify.invariants.model import Invariant
from triage.verify.vignettes import Vignette
from triage.vocabulary.closed import Lang


class NoTemplates(Exception):
    """Jinja2 is not installed: it comes with the extra ``docs``."""


def book_html(
    book: Rulebook,
    lang: Lang = "id",
    *,
    vignettes: Iterable[Vignette] = (),
    invariants: Sequence[Invariant] = (),
    changes: Mapping[str, str] | None = None,
    program: str = "",
) -> str:
    """The book of ``book`` in ``lang``: the same bytes for the same input.

    ``invariants``: what holds of every case; ``changes``: when each rule was last changed
    (``triage.booklet.history``); ``program``: the version that wrote the book. Raises ``NoTemplates``
    without Jinja2 and ``InferenceError`` where a vignette cannot be decided.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise NoTemplates from error
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    examples = decided(book, ReferenceEvaluator(book), vignettes)
    contents = Contents(book, lang, examples, invariants, changes or {}, program)
    return environment.get_template("book.html.jinja").render(
        c=contents, book=book, words=book.vocabulary, names=contents.names, lang=lang
    )

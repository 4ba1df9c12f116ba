"""The trainer's report as one HTML page: what a learner or a group masters, and where it fails.

Self-contained and printable: no script, no request to any network, light or dark as the reader's
screen is. All words go through Jinja's escaping; no template marks anything as safe.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from triage.rulebook.model import Rulebook
from triage.training.diagnosis import Suspicion
from triage.training.records import Answered
from triage.training.report_contents import Contents
from triage.vocabulary.closed import Lang


class NoTemplates(Exception):
    """Jinja2 is not installed: it comes with the extra ``practice``."""


def report_html(
    book: Rulebook,
    answers: Mapping[str, Sequence[Answered]],
    lang: Lang,
    *,
    at: datetime,
    suspected: Mapping[str, Sequence[Suspicion]] | None = None,
) -> str:
    """The report on the learners in ``answers`` (by code), made ``at``: the same bytes for the same input.

    ``suspected``: what the answers of each suggest, the likeliest first. Raises ``NoTemplates``
    without Jinja2.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise NoTemplates from error
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    contents = Contents(book, answers, lang, at.date(), suspected)
    return environment.get_template("report.html.jinja").render(c=contents, say=contents.say, lang=lang)

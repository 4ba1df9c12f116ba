"""The sentence for one problem of a case, with the nearest known word where there is one."""

from __future__ import annotations

from triage.case.problems import CaseProblem
from triage.cli.matching import by_word
from triage.cli.wording import say
from triage.rulebook.model import Rulebook
from triage.rulebook.nearest import nearest
from triage.vocabulary.closed import LANGS
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

_HIDDEN = "…"
#: What ``triage.case.reading.shape`` says of a value that is no word, and of an absent one.
_SHAPES = frozenset({"", _HIDDEN, "{…}", "[…]", "true", "false", "null", "int", "float"})


def worded(problem: CaseProblem, book: Rulebook) -> Text:
    """The problem in both languages. A word is repeated only if it is, or is nearly, a known one."""
    categories = book.vocabulary.categories
    if problem.kind == "unknown_category" and problem.found not in _SHAPES:
        # It may be another name of a category, where the nearest spelling alone would mislead.
        ids = by_word(problem.found, categories.values())
        if ids:
            bare = replace(problem, expected=())
            return Text(
                *(f"{bare.said(lang)} {say('did_you_mean', lang, near=' / '.join(ids))}" for lang in LANGS)
            )
    if problem.found in _SHAPES or problem.kind == "twice" or nearest(problem.found, problem.expected):
        return Text(*(problem.said(lang) for lang in LANGS))
    path = problem.path
    if path and path[-1] == problem.found:
        path = (*path[:-1], _HIDDEN)
    safe = replace(problem, found=_HIDDEN, path=path)
    return Text(*(safe.said(lang) for lang in LANGS))

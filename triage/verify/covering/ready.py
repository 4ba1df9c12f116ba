"""A case written down as a vignette, ready to stand in a ``*.cases.yaml``."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Collection, Iterable, Sequence

from triage.case.model import Case, Problem
from triage.decision.model import Decision
from triage.verify.covering.atoms import Atom
from triage.vocabulary.closed import LANGS, UNKNOWN, Lang
from triage.vocabulary.open import Vocabulary

_WIDTH = 108
_LONGEST_NAME = 80
_LONGEST_STORY = 600


def name_of(rule: str, atom: Atom | None, taken: Collection[str] = ()) -> str:
    """A name for the vignette that shows ``rule`` firing, or ``atom`` alone keeping it from that."""
    what = "berlaku" if atom is None else f"tanpa-{(atom.name or atom.kind).replace('_', '-')}"
    name = f"{rule}-{what}"[:_LONGEST_NAME].strip("-")
    for n in range(2, len(taken) + 3):
        if name not in taken:
            break
        name = f"{f'{rule}-{what}'[: _LONGEST_NAME - 4].strip('-')}-{n}"
    return name


def ready(
    words: Vocabulary,
    name: str,
    case: Case,
    decision: Decision,
    *,
    rules: Iterable[str] = (),
    no_rules: Iterable[str] = (),
) -> str:
    """The vignette as YAML, one entry of ``cases``; what it expects is what ``decision`` says.

    The story is told from the labels of the vocabulary, for somebody to tell better.
    """
    story = [f"      {lang}: {_quoted(_story(words, case, lang), 10)}" for lang in LANGS]
    facts = [f"{fact}: {answer}" for fact, answer in case.facts]
    lines = [
        f"  - name: {name}",
        "    story:",
        *story,
        "    case:",
        f"      asker: {case.asker}",
        _flow("problems", "[]", [_problem(problem) for problem in case.problems]),
    ]
    if facts:
        lines.append(_flow("facts", "{}", facts))
    lines += [
        "    expect:",
        f"      severity: {decision.severity}",
        f"      urgency: {decision.urgency}",
        f"      lead: {decision.lead}",
        f"      parents: {decision.parents}",
        f"      provisional: {'true' if decision.provisional else 'false'}",
        _flow("notices", "[]", decision.notices),
        _flow("tracks", "[]", [f"{track.action} {track.to}" for track in decision.tracks]),
    ]
    for key, ids in (("rules", list(rules)), ("no_rules", list(no_rules))):
        if ids:
            lines.append(_flow(key, "[]", ids))
    return "\n".join(lines) + "\n"


def _problem(problem: Problem) -> str:
    stated = [("category", problem.category)]
    if problem.peran is not None:
        stated.append(("peran", problem.peran))
    stated += problem.attributes
    if len(stated) == 1:
        return problem.category
    return "{" + ", ".join(f"{key}: {value}" for key, value in stated) + "}"


def _flow(key: str, brackets: str, items: Sequence[str]) -> str:
    """``key: [items]``, wrapped between items where it is long."""
    line = f"      {key}: {brackets[0]}{', '.join(items)}{brackets[1]}"
    if len(line) <= _WIDTH:
        return line
    lines = [""]
    for n, item in enumerate(items):
        piece = item + ("," if n < len(items) - 1 else brackets[1])
        if lines[-1] and len(lines[-1]) + len(piece) + 9 > _WIDTH:
            lines.append("")
        lines[-1] += f" {piece}" if lines[-1] else piece
    return "\n".join([f"      {key}: {brackets[0]}", *(f"{'':8}{one}" for one in lines)])


def _quoted(text: str, indent: int) -> str:
    """``text`` in double quotes, folded over lines."""
    lines = textwrap.wrap(json.dumps(text, ensure_ascii=False), _WIDTH - indent, break_on_hyphens=False)
    return f"\n{' ' * indent}".join(lines)


def _story(words: Vocabulary, case: Case, lang: Lang) -> str:
    told = [words.askers[case.asker].said(lang)]
    told += [_told(words, problem, lang) for problem in case.problems]
    for fact, answer in case.facts:
        told.append(f"{words.facts[fact].label.said(lang)}: {_label(words, 'answer', answer, lang)}")
    story = ". ".join(_sentence(one) for one in told) + "."
    return story if len(story) <= _LONGEST_STORY else story[: _LONGEST_STORY - 1].rstrip() + "…"


def _told(words: Vocabulary, problem: Problem, lang: Lang) -> str:
    category = words.categories[problem.category]
    role = words.roles[problem.peran or category.role].said(lang)
    values = [
        attribute.values[value].said(lang) if value != UNKNOWN else ""
        for attribute in category.attributes.values()
        for value in (dict(problem.attributes).get(attribute.id, UNKNOWN),)
    ]
    inner: Sequence[str] = [_sentence(one) for one in (role, *values) if one]
    return f"{category.label.said(lang)} ({'; '.join(inner)})"


def _sentence(text: str) -> str:
    return text.strip().rstrip(".")


def _label(words: Vocabulary, group: str, id: str, lang: Lang) -> str:
    text = words.labels.get(group, {}).get(id)
    return text.said(lang) if text is not None else id

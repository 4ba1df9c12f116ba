"""Regions, changes and edits in words: the rulebook's own ids, so that each can be looked up in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from triage.case.model import Case
from triage.case.reading import as_data
from triage.cli.rules_diff_words import say
from triage.rulebook.model import Rulebook
from triage.verify.difference.change import GONE, THERE, Change
from triage.verify.difference.edits import Edit
from triage.verify.difference.grid import Cube
from triage.verify.difference.region import Combination, Region, Where
from triage.verify.difference.space import Subject
from triage.vocabulary.closed import ANSWERS, UNKNOWN, Lang

_NOT_YES = tuple(sorted(set(ANSWERS) - {"ya"}))
#: So many categories left out are named; of more, those that are meant.
_FEW = 3


class Told:
    """Says where and what, in one language, about what two rulebooks have in common."""

    def __init__(self, old: Rulebook, new: Rulebook, lang: Lang) -> None:
        first, second = old.vocabulary, new.vocabulary
        self._lang = lang
        self._askers = [asker for asker in first.askers if asker in second.askers]
        self._roles = [role for role in first.roles if role in second.roles]
        self._categories = [category for category in first.categories if category in second.categories]
        self._values = {
            f"{category.id}.{attribute.id}": {*attribute.values, UNKNOWN}
            for category in first.categories.values()
            for attribute in category.attributes.values()
        }

    def say(self, key: str, **values: object) -> str:
        """Words of this command."""
        return say(key, self._lang, **values)

    # -- where ----------------------------------------------------------------------------------

    def where(self, region: Region) -> str:
        """Problems, attributes and facts of a region, one line, what holds it back left out."""
        where = region.where
        if where.track is not None:
            return where.track if region.changes else self.say("some_cases", track=where.track)
        common, rest = _common(where.cubes)
        attributes = tuple(literal for literal in common if "." in literal[0])
        parts = [self._problems(where, attributes)]
        if len(where.askers) < len(self._askers):
            parts.append(self._who_asks(where.askers))
        parts += [
            self._literal(*literal)
            for literal in common
            if "." not in literal[0] and not _holds_back(literal)
        ]
        if rest:
            parts.append(self._either(rest))
        return ", ".join(parts)

    def unless(self, region: Region) -> str:
        """The facts that must not be ya anywhere in a region; empty if there are none."""
        facts = [literal[0] for literal in _common(region.where.cubes)[0] if _holds_back(literal)]
        return self.say("unless_yes", facts=", ".join(facts)) if facts else ""

    def _problems(self, where: Where, attributes: Cube) -> str:
        if not where.subjects or len(where.subjects[0]) == 1:
            return self._alone([one[0] for one in where.subjects], attributes)
        partners = _by_first(where.subjects)
        either = [
            self.say("together", one=self._alone([one], attributes), other=self._alone(others, attributes))
            for one, others in partners
        ]
        return self.say("either_of").join(either)

    def _alone(self, subjects: Sequence[Subject], attributes: Cube) -> str:
        """Categories that read alike, with their roles and what is known of their attributes."""
        groups: dict[tuple[str | None, ...], list[str]] = {}
        for subject in subjects:
            groups.setdefault(subject.roles, []).append(subject.category)
        words = []
        for roles, categories in groups.items():
            about = [literal for literal in attributes if literal[0].partition(".")[0] in categories]
            what = " ".join([self._listed(categories), *(self._literal(*one, short=True) for one in about)])
            words.append(self._in_roles(what, roles))
        return "; ".join(words)

    def _listed(self, categories: Sequence[str]) -> str:
        left = [category for category in self._categories if category not in categories]
        if not left and len(categories) > 1:
            return self.say("any_category")
        if len(left) <= _FEW < len(categories):
            return self.say("any_category_but", listed=", ".join(left))
        return ", ".join(sorted(categories, key=self._categories.index))

    def _in_roles(self, what: str, stated: Sequence[str | None]) -> str:
        """``what`` with the roles that are meant; none are named where every role is."""
        roles = [role for role in self._roles if role in stated]
        left = [role for role in self._roles if role not in stated]
        if not left:
            return what
        if len(left) == 1 < len(roles):
            return self.say("but_role", what=what, role=left[0])
        return self.say("as_roles", what=what, roles="/".join(roles) or self.say("unsaid"))

    def _who_asks(self, askers: Sequence[str]) -> str:
        left = [asker for asker in self._askers if asker not in askers]
        if len(left) == 1 and len(askers) > 1:
            named = self.say("not_value", name="", value=left[0]).strip()
        else:
            named = "/".join(asker for asker in self._askers if asker in askers)
        return self.say("asked_by", askers=named)

    def _either(self, cubes: Sequence[Cube]) -> str:
        """Alternatives in brackets, so that it is clear where they end."""
        alternatives = [", ".join(self._literal(*literal) for literal in cube) for cube in cubes]
        simple = all(len(cube) == 1 for cube in cubes)
        return f"({self.say('either' if simple else 'either_of').join(alternatives)})"

    def _literal(self, name: str, values: tuple[str, ...], *, short: bool = False) -> str:
        every = self._values.get(name, set(ANSWERS))
        left = sorted(every - set(values))
        shown = name.partition(".")[2] if short else name
        if len(values) > 1 and len(left) == 1:
            return self.say("not_value", name=shown, value=left[0])
        return self.say("one_value", name=shown, value="/".join(values))

    # -- what -----------------------------------------------------------------------------------

    def what(self, changes: Iterable[Change]) -> str:
        """What changed, in one line; of what is inside tracks, without the track."""
        return "; ".join(dict.fromkeys(self._change(change) for change in changes))

    def what_of_case(self, changes: Sequence[Change]) -> str:
        """What changed in one case, each track's inside behind its name."""
        parts = [self.what(change for change in changes if not change.track)]
        for track in dict.fromkeys(change.track for change in changes if change.track):
            parts.append(f"{track}: {self.what(change for change in changes if change.track == track)}")
        return "; ".join(part for part in parts if part)

    def _change(self, change: Change) -> str:
        """One change. Levels are said by their value; what came and went by a sign."""
        if change.kind in ("severity", "urgency"):
            return self.say("now_was", before=change.before, after=change.after)
        if change.kind == "parents":
            return self.say("parents_now", before=change.before, after=change.after)
        if change.kind == "lead":
            return self.say("lead_now", before=change.before, after=change.after)
        if change.kind == "path":
            return self.say("no_path_now" if change.after == GONE else "path_now")
        if change.kind == "order":
            return self.say("order")
        if change.kind == "track":
            what = change.name
        elif change.kind == "notice":
            what = self.say("notice", name=change.name)
        else:
            # Inside a track the item is the third word; the step's place goes by the step's name.
            key = "step" if change.kind == "phase" else change.kind
            what = self.say(key, name=" ".join(change.name.split(" ")[2:]))
        if GONE in (change.before, change.after):
            state = f" ({change.after})" if change.after not in (GONE, THERE) else ""
            return f"{'−' if change.after == GONE else '+'} {what}{state}"
        before, after = (value.replace(" ", ", ") or "–" for value in (change.before, change.after))
        return self.say("became", what=what, before=before, after=after)

    # -- the rest -------------------------------------------------------------------------------

    def edit(self, edit: Edit) -> str:
        """What was edited: ``~ aturan ID: title, then``."""
        sign = {"added": "+", "removed": "−", "changed": "~"}[edit.how]
        parts = f": {', '.join(edit.parts)}" if edit.parts else ""
        return f"{sign} {self.say(edit.kind, name=edit.id)}{parts}"

    def number(self, n: int) -> str:
        """A count with its thousands apart."""
        return f"{n:,}".replace(",", "." if self._lang == "id" else ",")


def case_line(case: Case) -> str:
    """A case on one line, as ``triage decide`` reads it."""
    data = {name: value for name, value in as_data(case).items() if value}
    listed = data["problems"]
    assert isinstance(listed, list)
    data["problems"] = [one["category"] if len(one) == 1 else one for one in listed]
    return json.dumps(data, ensure_ascii=False)


def _holds_back(literal: tuple[str, tuple[str, ...]]) -> bool:
    """Whether a literal only says that a fact is not known to be so."""
    return "." not in literal[0] and literal[1] == _NOT_YES


def _common(cubes: Sequence[Cube]) -> tuple[Cube, tuple[Cube, ...]]:
    """What all cubes ask, and what each asks besides."""
    if not cubes:
        return (), ()
    common = tuple(literal for literal in cubes[0] if all(literal in cube for cube in cubes))
    rest = tuple(tuple(literal for literal in cube if literal not in common) for cube in cubes)
    return common, tuple(cube for cube in rest if cube)


def _by_first(combinations: Sequence[Combination]) -> list[tuple[Subject, list[Subject]]]:
    """Pairs put together by whichever subject has the most partners, until none is left."""
    left = list(combinations)
    out = []
    while left:
        counts: dict[Subject, int] = {}
        for pair in left:
            for subject in pair:
                counts[subject] = counts.get(subject, 0) + 1
        chosen = max(counts, key=lambda subject: (counts[subject], str(subject)))
        out.append((chosen, [one for pair in left if chosen in pair for one in pair if one != chosen]))
        left = [pair for pair in left if chosen not in pair]
    return out

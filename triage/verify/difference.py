"""What changes for any case when one rulebook takes the place of another.

The whole common space of single problems and pairs is surveyed under both books, all worlds of a
slice at once; where the books differ, the worlds are parted by what changes, described in as few
words as found, and joined over askers, categories and roles that read alike. A pair is told only in
those worlds in which neither of its problems alone already changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from triage.case.model import Case
from triage.decide.errors import NoPath
from triage.decision.model import Decision
from triage.rulebook.model import Rulebook
from triage.verify.apart import Apart, Part
from triage.verify.assembled import Assembled
from triage.verify.change import Change, between
from triage.verify.common import CommonSpace, Cut
from triage.verify.edits import Edit, edits
from triage.verify.grid import Cube
from triage.verify.region import Combination, Region, Where, joined
from triage.vocabulary.closed import Lang

#: Decides a case by one rulebook; raises ``NoPath`` where its rules give none.
Decide = Callable[[Case], Decision]
_Key = tuple[tuple[Change, ...], tuple[Cube, ...]]


class Unconfirmed(Exception):
    """A difference that was computed but that deciding its witness does not show: nothing is told."""

    def __init__(self, witness: Case) -> None:
        super().__init__(self.said("en"))
        self.witness = witness

    def said(self, lang: Lang) -> str:
        """One sentence."""
        if lang == "en":
            return "Comparing and deciding do not agree on a case, so no comparison is shown."
        return "Perbandingan dan keputusan tidak cocok pada satu kasus, jadi perbandingan tidak ditampilkan."


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs. ``compared`` slices were evaluated; ``skipped`` ones cannot differ."""

    regions: tuple[Region, ...]
    edits: tuple[Edit, ...]
    compared: int
    skipped: int

    @property
    def same(self) -> bool:
        """Whether every case both books know gets the same decision."""
        return not self.regions

    @property
    def equivalent(self) -> bool:
        """Whether, besides, not a word of the rulebook differs."""
        return not self.regions and not self.edits

    @property
    def lowered(self) -> bool:
        """Whether anything became less urgent, or can no longer be said in a case."""
        return any(region.direction == "less" for region in self.regions) or any(
            edit.narrows for edit in self.edits
        )


def compare(old: Rulebook, new: Rulebook, before: Decide, after: Decide) -> Difference:
    """Everything that changes from ``old`` to ``new``; ``before`` and ``after`` decide by them.

    Every witness is decided anew by both. Raises ``Unconfirmed`` if that does not show what was
    computed, and whatever deciding raises but ``NoPath``.
    """
    search = _Search(CommonSpace(old, new), Assembled(old, new))
    search.run()
    regions = [
        _confirmed(region, _decided(before, region.witness), _decided(after, region.witness))
        for region in search.regions()
    ]
    regions.sort(key=lambda region: region.order)
    return Difference(tuple(regions), edits(old, new), search.compared, search.skipped)


@dataclass(slots=True)
class _Found:
    """What was found under one key, slice by slice."""

    cuts: list[Cut] = field(default_factory=list)
    always: frozenset[Change] | None = None
    sometimes: set[Change] = field(default_factory=set)
    worlds: int = 0
    witness: Case | None = None
    whole: bool = True

    def add(self, cut: Cut, part: Part, weight: int, witness: Case) -> None:
        self.cuts.append(cut)
        self.sometimes |= part.always | part.sometimes
        self.always = part.always if self.always is None else self.always & part.always
        self.worlds += weight
        if self.witness is None or _length(witness) < _length(self.witness):
            self.witness = witness


class _Search:
    def __init__(self, space: CommonSpace, assembled: Assembled) -> None:
        self._space = space
        self._assembled = assembled
        self._concluding = assembled.concluding()
        self._found: dict[_Key, _Found] = {}
        self._inside: dict[tuple[Change, ...], dict[_Key, _Found]] = {}
        #: Per kind and asker, the cubes in which a single problem changes; () where it never does.
        self._single: dict[tuple[int, int], tuple[Cube, ...]] = {}
        self.compared = 0
        self.skipped = 0

    def run(self) -> None:
        """Look at every slice, single problems first."""
        for cut in self._space.singles():
            changed = self._look(cut, cut.grid.full)
            self._single[cut.kinds[0], cut.asker] = cut.grid.cubes(changed)
        for cut in self._space.pairs():
            told = 0
            for kind in cut.kinds:
                told |= cut.grid.within(self._single[kind, cut.asker])
            self._look(cut, cut.grid.full & ~told)

    def _look(self, cut: Cut, within: int) -> int:
        """Compare a slice where nothing is told yet; the worlds of ``within`` that change."""
        touched = self._space.touched(cut)
        if not within or not (touched or self._space.tried(cut, self._concluding)):
            self.skipped += 1
            return 0
        self.compared += 1
        old = self._space.survey(cut, 0)
        new = self._space.survey(cut, 1) if touched else old
        apart = Apart(old, new)
        changed = apart.worlds & within
        for part in apart.parts(within):
            self._add(self._found, cut, part, self._also(cut, apart, part, within))
        for inside in self._assembled.inside((old, new), apart.decided & within & ~apart.worlds):
            found = self._inside.setdefault(inside.changes, {})
            part = Part(inside.changes, frozenset(), frozenset(), inside.worlds)
            self._add(found, cut, part, 0).whole &= inside.whole
            changed |= inside.worlds
        return changed

    def _also(self, cut: Cut, apart: Apart, part: Part, within: int) -> int:
        """The worlds told already that change in the same way: a pair may be described with them."""
        if within == cut.grid.full:
            return 0
        return sum(one.worlds for one in apart.parts(cut.grid.full & ~within) if one.changes == part.changes)

    def _add(self, found: dict[_Key, _Found], cut: Cut, part: Part, also: int) -> _Found:
        key = (part.changes, cut.grid.cubes(part.worlds, also))
        one = found.setdefault(key, _Found())
        count = cut.grid.weigh(part.worlds) * self._multiple(cut)
        one.add(cut, part, count, self._witness(cut, part.worlds))
        return one

    def _multiple(self, cut: Cut) -> int:
        """How many askers and problems the slice stands for, roles as stated."""
        problems = 0
        for combination in self._space.members(cut.kinds):
            product = 1
            for subject in combination:
                product *= max(1, sum(role is not None for role in subject.roles))
            problems += product
        return len(self._space.askers[cut.asker]) * problems

    def _witness(self, cut: Cut, worlds: int) -> Case:
        return cut.grid.case(cut.case, worlds)

    def regions(self) -> Iterator[Region]:
        """What was found, joined; not confirmed yet."""
        for key, one in self._found.items():
            yield from self._joined(key, one)
        for changes, found in self._inside.items():
            if all(one.whole for one in found.values()):
                track = " ".join(changes[0].name.split(" ")[:2])
                worlds = sum(one.worlds for one in found.values())
                witness = min((one.witness for one in found.values() if one.witness), key=_length)
                yield Region(Where(track=track), changes, (), (), worlds, witness, None, None)
            else:
                for key, one in found.items():
                    yield from self._joined(key, one)

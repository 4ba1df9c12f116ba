"""What changes for any case when one rulebook takes the place of another.

The whole common space of single problems and pairs is surveyed under both books, all worlds of a
slice at once; where the books differ, the worlds are parted by what changes, described in as few
words as found, and joined over askers, categories and roles that read alike. A pair is told only in
those worlds in which neither of its problems alone changes already; one that becomes less urgent, in
those in which neither alone does, so that nothing lowered hides behind something raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.case.model import Case
from triage.deciding.errors import NoPath
from triage.decision.model import Decision
from triage.rulebook.model import Rulebook
from triage.verify.difference.apart import Apart, Part
from triage.verify.difference.assembled import Assembled, Inside
from triage.verify.difference.change import OUTER, Change, Pair, between, direction
from triage.verify.difference.edits import Edit, edits
from triage.verify.difference.grid import Cube
from triage.verify.difference.region import Region, Where, joined
from triage.verify.difference.space import CommonSpace, Cut
from triage.verify.running import Decide
from triage.vocabulary.closed import Lang
from triage.vocabulary.values import replace

#: What changes, in which cubes, for how many problems: slices alike in these are told together.
_Key = tuple[tuple[Change, ...], tuple[Cube, ...], int]


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


@dataclass(frozen=True, slots=True)
class _Find:
    """Worlds of one slice that changed alike."""

    cut: Cut
    part: Part
    worlds: int
    witness: Case


@dataclass(slots=True)
class _Track:
    """What was found inside one track: changes seen everywhere it is given, and anywhere at all."""

    everywhere: frozenset[Change] | None = None
    anywhere: frozenset[Change] = frozenset()
    worlds: int = 0
    witness: Case | None = None


class _Search:
    """Goes through the space once and collects what differs."""

    def __init__(self, space: CommonSpace, assembled: Assembled) -> None:
        self._space = space
        self._assembled = assembled
        self._concluding = assembled.concluding()
        self._found: dict[_Key, list[_Find]] = {}
        self._tracks: dict[Pair, _Track] = {}
        #: Per kind and asker, the cubes in which a single problem changes, and becomes less urgent.
        self._single: dict[tuple[int, int], tuple[tuple[Cube, ...], tuple[Cube, ...]]] = {}
        self.compared = 0
        self.skipped = 0

    def run(self) -> None:
        """Look at every slice, single problems first."""
        for cut in self._space.singles():
            changed, lowered = self._look(cut, 0, 0)
            self._single[cut.kinds[0], cut.asker] = (cut.grid.cubes(changed), cut.grid.cubes(lowered))
        for cut in self._space.pairs():
            told = lowered = 0
            for kind in cut.kinds:
                cubes = self._single[kind, cut.asker]
                told |= cut.grid.within(cubes[0])
                lowered |= cut.grid.within(cubes[1])
            self._look(cut, told, lowered)

    def regions(self) -> Iterator[Region]:
        """What was found, joined; not confirmed yet."""
        for key, finds in self._found.items():
            yield from self._joined(key, finds)
        for pair, track in self._tracks.items():
            if track.witness is not None:
                everywhere = track.everywhere or frozenset()
                where = Where(track=" ".join(pair))
                rest = track.anywhere - everywhere
                yield Region(where, _sorted(everywhere), (), _sorted(rest), track.worlds, track.witness)

    def _look(self, cut: Cut, told: int, lowered: int) -> tuple[int, int]:
        """Compare a slice but for the worlds told already; answers those that change, that are lowered."""
        touched = self._space.touched(cut)
        if lowered == cut.grid.full or not (touched or self._space.tried(cut, self._concluding)):
            self.skipped += 1
            return 0, 0
        self.compared += 1
        old = self._space.survey(cut, 0)
        new = self._space.survey(cut, 1) if touched else old
        apart = Apart(old, new)
        changed, less = apart.worlds, 0
        for part in apart.parts():
            down = direction(part.changes) == "less"
            less |= part.worlds if down else 0
            self._add(cut, part, part.worlds & ~(lowered if down else told))
        for inside in self._assembled.inside((old, new), apart.decided & ~apart.worlds & ~told):
            self._add_inside(cut, inside)
            changed |= inside.worlds if inside.changes else 0
        return changed, less

    def _add(self, cut: Cut, part: Part, worlds: int) -> None:
        """Keep ``worlds`` of ``part``; the rest of it is told already, but may be described with them."""
        if worlds:
            key = (part.changes, cut.grid.cubes(worlds, part.worlds), len(cut.kinds))
            count = cut.grid.weigh(worlds) * self._space.size(cut)
            self._found.setdefault(key, []).append(_Find(cut, part, count, cut.witness(worlds)))

    def _add_inside(self, cut: Cut, inside: Inside) -> None:
        """Keep what changes inside a track. Single problems tell what changes wherever it is given."""
        track = self._tracks.setdefault(inside.pair, _Track())
        changes = frozenset(inside.changes)
        if inside.pair not in self._assembled.changed:
            # Such a track may stand, unchanged, in slices that were skipped.
            track.everywhere = frozenset()
        elif len(cut.kinds) == 1:
            track.everywhere = changes if track.everywhere is None else track.everywhere & changes
        if changes:
            track.anywhere |= changes
            track.worlds += cut.grid.weigh(inside.worlds) * self._space.size(cut)
            witness = cut.witness(inside.worlds)
            track.witness = witness if track.witness is None else min(track.witness, witness, key=_length)

    def _joined(self, key: _Key, finds: list[_Find]) -> Iterator[Region]:
        """One region for each set of askers, over all problems that read alike for them."""
        changes, cubes, _ = key
        askers: dict[tuple[int, ...], list[int]] = {}
        for find in finds:
            askers.setdefault(find.cut.kinds, []).append(find.cut.asker)
        groups: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
        for kinds, numbers in askers.items():
            groups.setdefault(tuple(numbers), []).append(kinds)
        for asking, alike in groups.items():
            names = tuple(asker for number in asking for asker in self._space.askers[number])
            problems = joined(one for kinds in alike for one in self._space.members(kinds))
            there = [find for find in finds if find.cut.kinds in alike]
            yield _region(Where(names, problems, cubes), changes, there)


def _region(where: Where, changes: tuple[Change, ...], finds: list[_Find]) -> Region:
    always = frozenset.intersection(*(find.part.always for find in finds))
    every = frozenset[Change]().union(*(find.part.always | find.part.sometimes for find in finds))
    return Region(
        where,
        _sorted(changes),
        _sorted(always),
        _sorted(every - always),
        sum(find.worlds for find in finds),
        min((find.witness for find in finds), key=_length),
    )


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.weight))


def _length(case: Case) -> tuple[int, str]:
    """How much a reader must take in: fewer problems and fewer facts first."""
    said = sum(1 + (problem.peran is not None) + len(problem.attributes) for problem in case.problems)
    return (said + len(case.facts), str(case))


def _confirmed(region: Region, before: Decision | None, after: Decision | None) -> Region:
    """``region`` with its witness decided by both books. Raises ``Unconfirmed``."""
    shown = between(before, after)
    computed = {*region.changes, *region.always}
    possible = {*computed, *region.sometimes}
    # A rule's "provisional" shows only where no question is open; what is inside a track that both
    # have is told by itself only where nothing else differs.
    due = {change for change in computed if change.kind != "provisional"}
    outer = {change for change in shown if change.kind in OUTER}
    if not due <= set(shown) or not outer <= possible or (not computed and not possible & set(shown)):
        raise Unconfirmed(region.witness)
    return replace(region, before=before, after=after)


def _decided(decide: Decide, case: Case) -> Decision | None:
    try:
        return decide(case)
    except NoPath:
        return None

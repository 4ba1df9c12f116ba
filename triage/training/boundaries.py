"""Every boundary between two paths: two cases with one problem, alike but for one thing.

Complete by enumeration: over every category, role, asker, attribute value and answer to each fact
(those that no rule tells apart taken together), two cases that differ in one thing are two worlds of
one ground, a fixed distance apart, or one world of two grounds. Both are looked up for all worlds at
once; ``docs/training.md`` gives the argument.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product

from triage.case.model import Case
from triage.training.grounds import Ground
from triage.training.model import Card, Path
from triage.training.stock import Found, Site, Stock, chosen
from triage.vocabulary.closed import ACTION_ORDER, SEVERITY_RANK

#: What differs, and the two paths, the less urgent first.
Boundary = tuple[str, Path, Path]

#: How many worlds of one ground are looked at for one boundary.
_LOOKED_AT = 2


def boundaries(categories: Iterable[Sequence[Ground]], odd: Callable[[Case], int]) -> list[Stock]:
    """A stock for each boundary, sorted by what differs and the paths; without sites where none is usable.

    ``odd``: see ``Found``.
    """
    sites: dict[Boundary, list[Found]] = {}
    rules: dict[Boundary, set[str]] = {}
    for grounds in categories:
        for name, one, here, other, there in _meetings(grounds):
            low, high = one.path(here), other.path(there)
            if low is None or high is None:
                continue
            if urgent(low) > urgent(high):
                one, here, other, there, low, high = other, there, one, here, high, low
            boundary = (name, low, high)
            found = sites.setdefault(boundary, [])
            rules.setdefault(boundary, set()).update(_on_one_side(one, here, other, there))
            if one.usable and other.usable:
                case, pair = one.case(here), other.case(there)
                stated = max(one.stated(here), other.stated(there))
                found.append(Found(0, stated, odd(case), Site(case, ((name, pair),))))
    return [
        Stock(_card(boundary, rules[boundary]), chosen(sites[boundary]))
        for boundary in sorted(sites, key=lambda one: (one[0], urgent(one[1]), urgent(one[2])))
    ]


def urgent(path: Path) -> tuple[int, int, str]:
    """Sorts paths, the less urgent first."""
    return SEVERITY_RANK[path.severity], -ACTION_ORDER[path.action], path.to


def _on_one_side(one: Ground, here: int, other: Ground, there: int) -> Iterator[str]:
    """The rules that stand on one side only and are behind its path."""
    for ground, world, beyond, elsewhere in ((one, here, other, there), (other, there, one, here)):
        for rule, worlds in ground.behind.items():
            if worlds >> world & 1 and not beyond.stands.get(rule, 0) >> elsewhere & 1:
                yield rule


def _card(boundary: Boundary, rules: Iterable[str]) -> Card:
    name, low, high = boundary
    paths = ";".join(f"{path.severity},{path.action},{path.to}" for path in (low, high))
    digest = hashlib.sha256(paths.encode()).hexdigest()[:8]
    return Card(f"boundary:{name}:{digest}", "boundary", tuple(sorted(rules)), name, (low, high))


#: What differs; a ground and a world of it; the ground and the world beyond the boundary.
_Meeting = tuple[str, Ground, int, Ground, int]


def _meetings(grounds: Sequence[Ground]) -> Iterator[_Meeting]:
    for ground in grounds:
        yield from _inside(ground)
    for one, other in combinations(grounds, 2):
        name = _between(one, other)
        if name is not None:
            for (low, here), (high, there) in product(one.ends.paths.items(), other.ends.paths.items()):
                if low != high:
                    for world in one.plainest(here & there, _LOOKED_AT):
                        yield name, one, world, other, world


def _inside(ground: Ground) -> Iterator[_Meeting]:
    """Two worlds of one ground, that differ in one fact or attribute."""
    for name, digits in ground.cut.masks().items():
        stride = ground.cut.stride(name)
        for (n, some), (m, others) in combinations(enumerate(digits.values()), 2):
            apart = (m - n) * stride
            for (low, here), (high, there) in product(ground.ends.paths.items(), repeat=2):
                if low == high:
                    continue
                for world in ground.plainest(here & some & (there & others) >> apart, _LOOKED_AT):
                    yield name, ground, world, ground, world + apart


def _between(one: Ground, other: Ground) -> str | None:
    """What differs between two grounds of a category, if it is one thing."""
    mine, theirs = one.problems[0], other.problems[0]
    if one.asker != other.asker:
        return "asker" if mine == theirs else None
    return f"{mine.category}.peran"

"""Worlds as bits: masks, cubes, counts and plainest worlds against listing every world."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from triage.verify.difference.grid import Cube, Grid

CHOICES = {
    "hujan": (("ya",), ("tidak", "tidak_tahu")),
    "angin": (("ya",), ("tidak",), ("tidak_tahu",)),
    "kabut": (("ya", "tidak_tahu"), ("tidak",)),
    "laut.ombak": (("kecil",), ("besar", "ganas"), ("tenang",), ("tidak_tahu",)),
}


def worlds() -> Iterator[dict[str, tuple[str, ...]]]:
    """Every world, the first variable turning fastest."""
    for chosen in product(*reversed(CHOICES.values())):
        yield dict(zip(CHOICES, reversed(chosen), strict=True))


def holding(cube: Cube) -> int:
    mask = 0
    for n, world in enumerate(worlds()):
        if all(set(world[name]) <= set(values) for name, values in cube):
            mask |= 1 << n
    return mask


def test_each_value_has_its_worlds() -> None:
    grid = Grid(CHOICES)
    assert grid.full == (1 << 48) - 1
    masks = grid.masks()
    for name, classes in CHOICES.items():
        assert masks[name] == {values[0]: holding(((name, values),)) for values in classes}


def test_nothing_varies() -> None:
    grid = Grid({})
    assert (grid.full, grid.masks(), grid.cubes(1), grid.cubes(0)) == (1, {}, ((),), ())
    assert (grid.weigh(1), grid.plainest(1)) == (1, {})


@pytest.mark.parametrize("seed", range(60))
def test_cubes_hold_exactly_the_worlds(seed: int) -> None:
    random = Random(seed)
    grid = Grid(CHOICES)
    mask = random.getrandbits(48) & random.getrandbits(48) if seed % 3 else random.getrandbits(48)
    cubes = grid.cubes(mask)
    union = 0
    for cube in cubes:
        union |= holding(cube)
    assert union == grid.within(cubes) == mask
    also = random.getrandbits(48)
    loose = grid.within(grid.cubes(mask, also))
    assert mask & ~loose == 0
    assert loose & ~(mask | also) == 0
    assert len(grid.cubes(mask, also)) <= len(cubes) + 2
    weights = [
        len(a) * len(b) * len(c) * len(d) for a, b, c, d in (tuple(world.values()) for world in worlds())
    ]
    assert grid.weigh(mask) == sum(weight for n, weight in enumerate(weights) if mask >> n & 1)


@pytest.mark.parametrize("seed", range(20))
def test_the_plainest_world_states_least(seed: int) -> None:
    mask = Random(seed).getrandbits(48) & Random(seed + 99).getrandbits(48)
    stated = {
        n: sum("tidak_tahu" not in values for values in world.values())
        for n, world in enumerate(worlds())
        if mask >> n & 1
    }
    plain = Grid(CHOICES).plainest(mask)
    found = next(n for n, world in enumerate(worlds()) if all(plain[name] in world[name] for name in world))
    assert stated[found] == min(stated.values()) == sum(value != "tidak_tahu" for value in plain.values())


@pytest.mark.parametrize(
    "cube",
    [
        (("angin", ("tidak", "tidak_tahu")),),
        (("angin", ("ya",)), ("hujan", ("ya",))),
        (("laut.ombak", ("besar", "ganas", "tenang")),),
        (),
    ],
)
def test_a_cube_is_said_as_it_is(cube: Cube) -> None:
    assert Grid(CHOICES).cubes(holding(cube)) == (cube,)


def test_what_depends_on_nothing_else_says_nothing_else() -> None:
    either = holding((("hujan", ("ya",)),)) | holding((("angin", ("ya",)),))
    assert Grid(CHOICES).cubes(either) == ((("angin", ("ya",)),), (("hujan", ("ya",)),))

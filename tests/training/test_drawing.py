"""Pictures: everything that is counted is drawn, in proportion, and nothing lies outside."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from triage.training.drawing import WIDTH, Bar, Dot, Part, Row, bars, columns, scale

KINDS = ("tepat", "kurang", "lebih", "lain")
counts = st.lists(st.integers(0, 200), min_size=4, max_size=4).map(
    lambda numbers: tuple(zip(KINDS, numbers, strict=True))
)
rows = st.lists(counts.map(lambda found: ("label", sum(n for _, n in found), found)), max_size=20)


def test_a_bar_as_it_is_drawn() -> None:
    row: Row = ("Membolos", 4, (("tepat", 3), ("kurang", 1), ("lain", 0)))
    assert bars([row], whole=True) == (
        Bar(
            "Membolos",
            "4",
            (Part(0, 0, 75, 20, "tepat", 3, "3"), Part(75, 0, 25, 20, "kurang", 1, "1")),
        ),
    )


@given(rows)
def test_bars_by_share_fill_the_width_and_others_the_longest(found: list[Row]) -> None:
    for bar, (_, of, parts) in zip(bars(found, whole=True), found, strict=True):
        assert [part.count for part in bar.parts] == [n for _, n in parts if n]
        assert abs(sum(part.width for part in bar.parts) - (100 if of else 0)) < 0.05
    widths = [sum(part.width for part in bar.parts) for bar in bars(found)]
    assert max(widths, default=0) <= 100.05
    for (one, (_, fewer, _)), (other, (_, more, _)) in combinations(zip(widths, found, strict=True), 2):
        assert (one <= other + 0.1) if fewer <= more else (other <= one + 0.1)


@given(rows)
def test_columns_stand_side_by_side_within_the_picture(found: list[Row]) -> None:
    picture = columns(found)
    foot = 0.0
    for stack, (_, of, parts) in zip(picture.stacks, found, strict=True):
        assert [part.count for part in stack.parts] == [n for _, n in parts if n]
        assert abs(sum(part.height for part in stack.parts) - (180 if of else 0)) < 0.3
        for part in stack.parts:
            assert foot <= part.x + 0.1
            assert part.x + part.width <= WIDTH + 0.1
            assert part.y >= picture.lines[-1][0] - 0.1
        if stack.parts:
            foot = stack.parts[0].x + stack.parts[0].width


def test_a_scale_holds_what_lies_outside_at_its_ends() -> None:
    assert scale([("alone", "tanpa alat", -0.2, "-0,20"), ("tool", "dengan alat", 0.5, "0,50")]) == (
        Dot(0, 40, "tanpa alat", "-0,20", "alone"),
        Dot(320, 74, "dengan alat", "0,50", "tool"),
    )

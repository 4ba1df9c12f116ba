"""Groups of fewer than five children are not shown, and not to be found by subtraction either."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from triage.ledger.grouping import SMALLEST, Counted, Group, Span, Table, children, months, table


def some(children: int, start: int = 0) -> list[Counted]:
    """One case each of so many children."""
    return [Counted(start + n, f"anak {start + n}") for n in range(children)]


def test_groups_that_are_large_enough_are_shown_as_they_are() -> None:
    assert table({"a": some(5), "b": some(9, 100), "c": []}) == Table((Group("b", 9), Group("a", 5)))


def test_a_small_group_takes_another_with_it() -> None:
    found = table({"a": some(20), "b": some(6, 100), "c": some(3, 200)})

    assert found == Table((Group("a", 20),), rest=9)


def test_small_groups_that_are_enough_together_take_none_with_them() -> None:
    found = table({"a": some(20), "b": some(3, 100), "c": some(2, 200)})

    assert found == Table((Group("a", 20),), rest=5)


def test_too_few_altogether() -> None:
    assert table({"a": some(2), "b": some(2, 100)}) == Table(withheld=True)
    assert table({}) == Table()


def test_five_cases_of_one_child_are_one_child() -> None:
    same = [Counted(n, "siswa A") for n in range(5)]

    assert table({"a": same}) == Table(withheld=True)
    assert table({"a": same, "b": some(7, 100)}) == Table((), rest=12)


def test_what_lies_in_two_groups_does_not_hide_a_child() -> None:
    # Six children in "b", but five of them in "a" too: what is in "b" alone is one child.
    both = some(5)
    alone = Counted(99, "siswa Z")

    found = table({"a": both, "b": [*both, alone], "c": some(2, 200)})

    assert found == Table((), rest=8)


def test_months_are_put_together_with_their_neighbours() -> None:
    found = months(
        {"2026-01": some(2), "2026-02": some(4, 10), "2026-03": some(6, 20), "2026-04": some(1, 30)}
    )

    assert found == (Span("2026-01", "2026-02", 6), Span("2026-03", "2026-04", 7))


def test_an_empty_month_is_nobody_and_stays() -> None:
    found = months({"2026-01": some(5), "2026-02": [], "2026-03": some(5, 20)})

    assert found == (
        Span("2026-01", "2026-01", 5),
        Span("2026-02", "2026-02", 0),
        Span("2026-03", "2026-03", 5),
    )


def test_months_of_too_few() -> None:
    assert months({"2026-01": some(2), "2026-02": some(2, 10)}) == ()


counted = st.builds(Counted, st.integers(0, 40), st.just(""))
cells = st.dictionaries(st.sampled_from("abcdefg"), st.lists(counted, max_size=14, unique=True))


def _with_children(cells: dict[str, list[Counted]], each: int) -> dict[str, list[Counted]]:
    """The same cases, so that each child has up to ``each`` of them."""
    return {name: [Counted(one.case, f"{one.case // each}") for one in cell] for name, cell in cells.items()}


@given(cells=cells, each=st.integers(1, 4))
def test_nothing_told_speaks_of_fewer_than_five(cells: dict[str, list[Counted]], each: int) -> None:
    cells = _with_children(cells, each)
    found = table(cells)

    shown = {group.name for group in found.shown}
    assert all(children(cells[name]) >= SMALLEST for name in shown)
    hidden = {one for name in cells if name not in shown for one in cells[name]}
    elsewhere = {one for name in shown for one in cells[name]}
    if found.withheld:
        assert (found.shown, found.rest) == ((), 0)
        assert 0 < children(hidden) < SMALLEST
    else:
        assert found.rest == len(hidden)
        for left in (hidden, hidden - elsewhere):
            assert not left or children(left) >= SMALLEST
    # Nothing is hidden without need.
    if all(not cell or children(cell) >= SMALLEST for cell in cells.values()):
        assert shown == {name for name in cells if cells[name]}


@given(cells=cells, each=st.integers(1, 4))
def test_spans_cover_all_months_once_and_hide_the_few(cells: dict[str, list[Counted]], each: int) -> None:
    cells = _with_children(cells, each)
    found = months(cells)

    covered = defaultdict(set)
    for span in found:
        for month in cells:
            if span.first <= month <= span.last:
                covered[span].add(month)
    if found:
        assert sorted(month for month in cells) == [m for span in found for m in sorted(covered[span])]
    for span in found:
        inside = {one for month in covered[span] for one in cells[month]}
        assert span.cases == len(inside)
        assert not inside or children(inside) >= SMALLEST
    everything = {one for cell in cells.values() for one in cell}
    assert bool(found) or children(everything) < SMALLEST

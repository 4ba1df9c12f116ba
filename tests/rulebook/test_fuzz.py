"""Whatever the files hold: a rulebook or its problems, never an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rulebook.small import FILES, write
from triage.rulebook.loading import read_rulebook
from triage.rulebook.strict import parse

SIGNS = [
    *"[]{}:-?,#&*!|>%@`'\"~\\ \n\t\0",
    *("<<: ", "*a ", "&a ", "!t ", "null", "true", "any", "[]", "{}", "---\n", "...\n", "? ", "- ", ">\n"),
    *("\ufeff", "\u2028", "\U0001f600", "tidak_tahu", "[[x]]", "{a: b}", "99999999999999999999", "[null]"),
]
PIECE = st.one_of(
    st.sampled_from(SIGNS),
    st.text(st.characters(codec="utf-8"), max_size=8),
    st.sampled_from(SIGNS).map(lambda sign: sign * 3),
)


def holds(files: dict[str, str | bytes]) -> None:
    """A rulebook without problems, or problems that can all be said."""
    with tempfile.TemporaryDirectory() as folder:
        book, problems = read_rulebook(write(Path(folder), files))
    assert (book is None) == bool(problems)
    for problem in problems:
        assert problem.line("id").startswith(f"{problem.place}: ")
        assert "\n" not in problem.line("id") + problem.line("en")
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.kind != "misplaced"


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str | bytes]:
    """One file with some pieces replaced, at any byte or at the value of a line."""
    name = draw(st.sampled_from(sorted(FILES)))
    data = FILES[name].encode()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = at + draw(st.sampled_from([0, 0, 1, 2, 5, 20, 200]))
        piece = draw(st.one_of(PIECE.map(str.encode), st.binary(max_size=4)))
        data = data[:at] + piece + data[end:]
    return {name: data}


@st.composite
def revalued(draw: st.DrawFn) -> dict[str, str | bytes]:
    """One file in which the values of some lines are others: well formed, but not as it should be."""
    name = draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[at].partition(":")
        lines[at] = f"{key}{colon} {draw(PIECE)}"
    return {name: "\n".join(lines) + "\n"}


@given(mutated())
@settings(max_examples=300)
def test_mutated_bytes(files: dict[str, str | bytes]) -> None:
    holds(files)


@given(revalued())
@settings(max_examples=300)
def test_other_values(files: dict[str, str | bytes]) -> None:
    holds(files)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    holds({"safety.yaml": data})


@given(st.lists(PIECE, max_size=40).map("".join), st.booleans())
def test_any_yaml(text: str, fallback: bool) -> None:
    tree, problems = parse(text, "x.yaml", fallback=fallback)

    assert tree is not None or problems


@pytest.mark.prove
@given(st.one_of(mutated(), revalued()))
@settings(max_examples=5_000)
def test_mutated_for_long(files: dict[str, str | bytes]) -> None:
    holds(files)

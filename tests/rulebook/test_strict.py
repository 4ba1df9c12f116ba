"""Strict YAML: bombs are problems, and libyaml and its Python twin read the same tree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.rulebook.small import FILES, broken, lines, write
from triage.rulebook.nodes import Row, Table, Word
from triage.rulebook.strict import DEEPEST, parse

LARGE = 1 << 20


def plain(node: Any) -> Any:
    """A tree with its places, as something that compares."""
    if isinstance(node, Table):
        return [str(node.place), [(plain(key), plain(value)) for key, value in node.items()]]
    if isinstance(node, Row):
        return [str(node.place), [plain(value) for value in node]]
    return [str(node.place), str(node), isinstance(node, Word) and node.plain]


@pytest.mark.parametrize(
    "text",
    [
        "[" * LARGE,
        "{" * LARGE,
        "[?" * (LARGE // 2),
        "- " * (LARGE // 2),
        "? " * (LARGE // 2),
        "{a: " * (LARGE // 4),
        "\n".join(" " * n + "a:" for n in range(1400)),
    ],
    ids=["list", "table", "key", "block-list", "block-key", "pairs", "indent"],
)
@pytest.mark.parametrize("fallback", [False, True], ids=["libyaml", "python"])
def test_too_deep(text: str, fallback: bool) -> None:
    tree, problems = parse(text, "x.yaml", fallback=fallback)

    assert tree is None
    assert [problem.kind for problem in problems] == ["too-deep"]


def test_too_deep_in_words(tmp_path: Path) -> None:
    write(tmp_path, {"directory.yaml": "[" * LARGE})

    assert lines(tmp_path) == [
        "directory.yaml:1:33: susunan bertingkat lebih dari 32; buku aturan tidak pernah sedalam ini."
    ]


def test_deepest_is_still_read() -> None:
    def nested(depth: int) -> str:
        return "a: " + "[" * (depth - 2) + "x" + "]" * (depth - 2)

    assert parse(nested(DEEPEST), "x.yaml")[1] == ()
    assert [problem.kind for problem in parse(nested(DEEPEST + 1), "x.yaml")[1]] == ["too-deep"]


def test_too_many_nodes(tmp_path: Path) -> None:
    write(tmp_path, {"directory.yaml": "contacts: [" + "a," * 250_000 + "a]"})

    assert lines(tmp_path) == [
        "directory.yaml:1:400006: berkas ini berisi lebih dari 200000 nilai; pecah menjadi beberapa berkas."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "contacts: " + "a" * (LARGE - 20),
        '"' + "\\" * (LARGE - 2),
        "a: " * (LARGE // 3),
        "\n".join(f"k{n}: 1" for n in range(30_000)),
        "a: &a [x]\n" + "b: *a\n" * 10_000,
        "a: &a [*a, *a]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    ],
    ids=["word", "quote", "colons", "keys", "aliases", "laughs"],
)
def test_large_and_strange_is_refused(tmp_path: Path, text: str) -> None:
    assert lines(write(tmp_path, {"directory.yaml": text}))


def test_scalars_stay_text() -> None:
    tree, problems = parse("a: [no, 0051, 10:30, ya, ~, 1e3, 2026-01-01, 'null', null, ]", "x.yaml")

    assert problems == ()
    assert tree is not None
    row = tree[Word("a", tree.place)]
    assert row == ["no", "0051", "10:30", "ya", "~", "1e3", "2026-01-01", "null", "null"]
    assert [isinstance(word, Word) and word.is_null for word in row] == [False] * 8 + [True]


SHIPPED = sorted((ROOT / "rules").glob("*.yaml"))


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_both_parsers_read_the_same(text: str) -> None:
    tree, problems = parse(text, "x.yaml")
    twin, others = parse(text, "x.yaml", fallback=True)

    assert plain(tree) == plain(twin)
    assert problems == others == ()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_both_parsers_read_the_shipped_files_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert plain(parse(text, "x.yaml")[0]) == plain(parse(text, "x.yaml", fallback=True)[0])


@pytest.mark.parametrize("one", broken("yaml"), ids=lambda one: one.kind)
def test_both_parsers_refuse_the_same(one: Any) -> None:
    for text in one.files.values():
        kinds = [[problem.kind for problem in parse(text, "x", fallback=twin)[1]] for twin in (False, True)]
        assert kinds[0] == kinds[1]

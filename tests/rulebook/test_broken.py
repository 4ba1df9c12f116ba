"""One broken rulebook per error, and the exact words it is refused with, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rulebook.small import FILES, Broken, broken, lines, write
from triage.rulebook.loading import read_rulebook

BROKEN = {name: broken(name) for name in ("yaml", "values", "rules")}
CASES = [
    pytest.param(one, id=f"{name}-{n}-{one.kind}") for name in BROKEN for n, one in enumerate(BROKEN[name], 1)
]


@pytest.mark.parametrize("one", CASES)
def test_says_what_is_wrong(tmp_path: Path, one: Broken) -> None:
    folder = write(tmp_path, one.files)

    assert lines(folder) == list(one.id)
    assert lines(folder, "en") == list(one.en)
    assert one.kind in {problem.kind for problem in read_rulebook(folder)[1]}


def test_all_at_once(tmp_path: Path) -> None:
    """Mistakes in different files do not hide each other."""
    picked = {next(iter(one.files)): one for name in ("values", "rules") for one in BROKEN[name]}
    files = {file: one.files[file] for file, one in picked.items() if file != "vocabulary.yaml"}
    folder = write(tmp_path, files)

    found = lines(folder)

    assert len(files) >= 5
    for file in files:
        assert set(picked[file].id) <= set(found), file


def test_several_in_one_rule(tmp_path: Path) -> None:
    """Broken words of a rule do not hide what is wrong with its logic, nor the other way round."""
    rule = """\
  - id: luka-ganda
    layer: grade
    title: {id: '', en: Double}
    when: {facts: {luka: ya}, peran: korban}
    then: {tracks: {alih_tangan_kasus: polisi}, lead: guru_bk}
    overrides: [luka-ganda]
    because: {id: Begitu., en: So.}
    basis: sumber
    codes: [x]
"""
    folder = write(tmp_path, {"severity.yaml": FILES["severity.yaml"] + rule})

    kinds = [(problem.place.line, problem.kind) for problem in read_rulebook(folder)[1]]

    assert kinds == [
        (29, "text-empty"),
        (30, "needs-problem"),
        (30, "layer-reads"),
        (30, "needs-problem"),
        (31, "layer-concludes"),
        (31, "prohibited-track"),
        (31, "layer-concludes"),
        (32, "override-self"),
        (35, "not-a-code"),
    ]

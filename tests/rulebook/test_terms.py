"""Each cited term stands in its section of its seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rulebook.small import SEED, changed, lines, write
from triage.rulebook.loading import load_rulebook
from triage.rulebook.terms import check_terms, split


@pytest.fixture(name="seeds")
def _seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "001_catatan.txt").write_text(SEED)
    return folder


@pytest.fixture(name="rules")
def _rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    return write(folder)


def test_terms_that_stand(rules: Path, seeds: Path) -> None:
    """Blanks and line ends count as one blank."""
    assert lines(rules, seeds=seeds) == []
    assert check_terms(load_rulebook(rules), seeds) == ()


def test_term_not_in_section(rules: Path, seeds: Path) -> None:
    """A term of another section, in other letters, or from nowhere does not count."""
    write(rules, changed("safety.yaml", "term: orang terluka", "term: Orang terluka"))
    assert lines(rules, seeds=seeds) == [
        "safety.yaml:10:58: kutipan “Orang terluka” tidak ditemukan di catatan-001, Pembuka."
    ]
    assert [problem.line() for problem in check_terms(load_rulebook(rules), seeds)] == [
        "safety.yaml:2:5: kutipan “Orang terluka” tidak ditemukan di catatan-001, Pembuka."
    ]

    write(rules, changed("safety.yaml", "term: orang terluka", "term: melapor"))
    assert lines(rules, seeds=seeds) == [
        "safety.yaml:10:58: kutipan “melapor” tidak ditemukan di catatan-001, Pembuka."
    ]


def test_seed_missing(rules: Path, seeds: Path) -> None:
    (seeds / "001_catatan.txt").unlink()

    assert lines(rules, seeds=seeds) == [
        "sources.yaml:4:11: naskah sumber “001_catatan.txt” tidak ada di folder sumber."
    ]


def test_marker_not_in_seed(rules: Path, seeds: Path) -> None:
    write(rules, changed("sources.yaml", "BAB DUA", "BAB TIGA"))

    assert lines(rules, seeds=seeds) == [
        "sources.yaml:4:11: kata awal bagian “BAB TIGA” tidak ditemukan di 001_catatan.txt.",
    ]


def test_without_seeds_nothing_is_said(rules: Path, tmp_path: Path) -> None:
    assert lines(rules, seeds=tmp_path / "tiada") == []


def test_sections_end_where_the_next_begins() -> None:
    assert split("x B2 b B1 a", {"satu": "B1", "dua": "B2", "tiga": "B9"}) == {"dua": "B2 b ", "satu": "B1 a"}

"""Every kind of problem has a sentence in both languages and a test that asserts its words."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

import triage
from tests.rulebook import test_files, test_loading, test_overlay, test_strict, test_terms
from tests.rulebook.test_broken import BROKEN
from triage.rulebook.draft import _problems
from triage.rulebook.model import Place
from triage.rulebook.nearest import nearest
from triage.rulebook.nodes import Word, shown
from triage.rulebook.problems import Problem, RulebookProblems, listed
from triage.rulebook.wording import GROUPS, SENTENCES

AT = Place("a.yaml", 1, 2)

#: Kinds whose rulebook is too large or too odd for a block of text, and the test that has it.
ELSEWHERE = {
    "folder-unreadable": test_files.test_folder_missing,
    "file-missing": test_files.test_file_missing,
    "file-unreadable": test_files.test_file_unreadable,
    "file-irregular": test_files.test_file_irregular,
    "file-too-large": test_files.test_file_too_large,
    "file-extension": test_files.test_file_extension,
    "too-many-files": test_files.test_too_many_files,
    "not-utf8": test_files.test_not_utf8,
    "byte-order-mark": test_files.test_byte_order_mark,
    "control-character": test_files.test_control_character,
    "tab": test_files.test_tab,
    "too-deep": test_strict.test_too_deep_in_words,
    "too-many-nodes": test_strict.test_too_many_nodes,
    "text-too-long": test_loading.test_text_too_long,
    "too-many-combinations": test_loading.test_too_many_combinations,
    "seed-missing": test_terms.test_seed_missing,
    "marker-not-in-seed": test_terms.test_marker_not_in_seed,
    "term-not-in-section": test_terms.test_term_not_in_section,
    "overlay-name": test_overlay.test_names_of_overlays,
    "overlay-empty": test_overlay.test_names_of_overlays,
    "overlay-twice": test_overlay.test_names_of_overlays,
    **{
        name.partition(":")[0]: test_overlay.test_refused
        for name in test_overlay.REFUSED
        if "overlay" in name
    },
}


def test_every_kind_is_tested() -> None:
    blocks = {one.kind for block in BROKEN.values() for one in block}

    assert blocks | set(ELSEWHERE) | {"misplaced"} == set(SENTENCES)


def test_every_kind_in_the_code_has_a_sentence() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (Path(triage.__file__).parent / "rulebook").rglob("*.py")
    )

    for kind in SENTENCES:
        assert code.count(f'"{kind}"') >= 2, kind


@pytest.mark.parametrize("kind", SENTENCES)
def test_both_languages_say_the_same(kind: str) -> None:
    said, meant = SENTENCES[kind]

    assert set(re.findall(r"{\w+}", said)) == set(re.findall(r"{\w+}", meant))
    assert said.endswith(".")
    assert meant.endswith(".")


def test_groups_are_in_both_languages() -> None:
    assert all(text.id and text.en for text in GROUPS.values())


def test_what_pydantic_finds_beyond_our_checks_is_still_said() -> None:
    """No error type is known to come here; if one does, it is a problem and no traceback."""
    (problem,) = _problems({"type": "unheard_of", "loc": (), "input": Word("x", AT)})

    assert problem.line() == "a.yaml:1:2: “x” tidak dapat berdiri di sini."
    assert problem.line("en") == "a.yaml:1:2: “x” cannot stand here."


def test_problems_sort_by_place() -> None:
    late = Problem(Place("a.yaml", 10, 1), "tab", "1")
    early = Problem(Place("a.yaml", 9, 1), "tab", "2", "", "x")

    assert sorted([late, early]) == [early, late]
    assert early < late


def test_braces_in_what_was_found_are_harmless() -> None:
    assert Problem(AT, "unknown-key", "{found}", "{x}", "{y}").line() == (
        "a.yaml:1:2: kunci “{found}” tidak dikenal di sini; yang ada: {x}; mungkin maksud Anda “{y}”."
    )


def test_shown_is_short_and_harmless() -> None:
    assert shown("a\x1b[31m\u202eb\n") == "a\\u001b[31m\\u202eb\\u000a"
    assert shown("x" * 61) == "x" * 60 + "…"


def test_listed_stops_somewhere() -> None:
    assert listed("abc") == "a, b, c"
    assert listed(str(n) for n in range(99)).endswith("48, 49, …")


def test_nearest() -> None:
    assert nearest("kriminl", ["kriminal", "kehamilan"]) == "kriminal"
    assert nearest("zzz", ["kriminal"]) is None
    assert nearest("", ["kriminal"]) is None
    assert nearest("x" * 81, ["x" * 80]) is None
    assert nearest("a", [f"a{n}" for n in range(1001)]) is None


def test_problems_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(RulebookProblems([Problem(AT, "tab", "1")])))

    assert str(error) == "a.yaml:1:2: ada tab (seluruhnya 1); ganti dengan spasi."

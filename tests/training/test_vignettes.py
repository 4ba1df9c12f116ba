"""The hand-written cases: what they cover, and that a story apart from its facts is caught."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT, SEEDS
from tests.training.conftest import shipped_files
from triage.rulebook.files import RulebookFile
from triage.rulebook.model import Rulebook
from triage.rulebook.problems import RulebookProblems
from triage.training.content import VIGNETTES, Content, read_content
from triage.training.doubting import doubts, known, stated_parts
from triage.training.saying import plain
from triage.vocabulary.values import replace

EXTRACTION = ROOT.parent / "shared" / "domain" / "extraction.md"


def test_every_category_of_the_sources_is_covered(book: Rulebook, content: Content) -> None:
    covered = {name for one in content.vignettes for name in one.covers}
    assert set(book.vocabulary.categories) - covered == set()
    assert len(content.vignettes) >= 60


@pytest.mark.skipif(not EXTRACTION.is_file(), reason="the extraction is not here")
def test_every_conflict_and_every_gap_of_the_extraction_is_covered(content: Content) -> None:
    known = set(re.findall(r"^\| ([GH]-\d\d) \|", EXTRACTION.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(known) > 50
    assert known - {name for one in content.vignettes for name in one.covers} == set()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here")
def test_nothing_is_copied_from_the_seed_documents() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = plain(text).split()
        return {tuple(words[n : n + 9]) for n in range(len(words) - 8)}

    seeds = set().union(*(runs(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")))
    assert len(seeds) > 1000
    assert [file.name for file in shipped_files() if runs(file.data.decode()) & seeds] == []


def test_what_a_vignette_covers_is_in_its_case(book: Rulebook, content: Content) -> None:
    for one in content.vignettes:
        categories = {problem.category for problem in one.case.problems}
        named = {name for name in one.covers if name in book.vocabulary.categories}
        assert named <= categories, one.name


def test_nobody_doubts_the_shipped_vignettes(content: Content) -> None:
    assert [problem.line() for problem in doubts(content.templates, content.vignettes)] == []


def others(book: Rulebook, part: str, value: str) -> list[str]:
    """The other values that the same words could be taken to state."""
    category, dot, attribute = part.partition(".")
    values = book.vocabulary.categories[category].attributes[attribute].values if dot else ("ya", "tidak")
    return [other for other in values if other != value]


def test_at_least_four_in_five_swapped_answers_are_caught(book: Rulebook, content: Content) -> None:
    # The check compares words, so it is no proof: what it catches of all that can be swapped is measured.
    likeness = known(content.templates, content.vignettes)
    caught = [
        likeness.opposite(one.name, part, other, words) is not None
        for one in content.vignettes
        for part, value, words in stated_parts(one)
        for other in others(book, part, value)
    ]
    print(f"{sum(caught)} of {len(caught)} swapped answers are caught")
    assert len(caught) > 150
    assert sum(caught) / len(caught) > 0.8


def test_a_swapped_answer_is_doubted_at_its_vignette(content: Content) -> None:
    one = next(one for one in content.vignettes if ("senjata", "tidak") in one.case.facts)
    facts = tuple((name, "ya" if name == "senjata" else answer) for name, answer in one.case.facts)
    swapped = replace(one, case=replace(one.case, facts=facts))
    found = [problem.line() for problem in doubts(content.templates, [swapped])]
    assert any("kata-kata untuk senjata: ya lebih mirip kalimat untuk senjata: tidak" in one for one in found)


def test_a_fact_left_out_of_the_case_or_put_into_it_is_always_caught(book: Rulebook) -> None:
    files = shipped_files()
    for file in files:
        if not file.name.endswith(VIGNETTES):
            continue
        text = file.data.decode()
        left_out = re.sub(r"facts: \{\w+: \w+(, )?", "facts: {", text, count=1)
        assert left_out != text, file.name
        assert "tidak menyatakannya" in told(book, files, replace(file, data=left_out.encode()))
        for fact in ("hubungan_dekat",):
            put_in = re.sub(r"facts: \{(?![^}]*" + fact + ")", f"facts: {{{fact}: ya, ", text, count=1)
            put_in = put_in.replace(", }", "}")
            assert f"kasus menyatakan {fact}: ya" in told(book, files, replace(file, data=put_in.encode()))


def told(book: Rulebook, files: list[RulebookFile], changed: RulebookFile) -> str:
    with pytest.raises(RulebookProblems) as caught:
        read_content([changed if file.name == changed.name else file for file in files], book)
    return str(caught.value)


def test_words_by_which_another_vignette_states_a_fact_are_doubted_where_it_is_not_stated(
    content: Content,
) -> None:
    one = next(one for one in content.vignettes if "senjata" in dict(one.case.facts))
    words = dict(one.says)["senjata"]
    other = next(other for other in content.vignettes if "senjata" not in dict(other.case.facts))
    told_too = replace(other, story=f"{other.story} Ada yang {words} di sana.")
    found = [problem.line() for problem in doubts(content.templates, [one, told_too])]
    assert any("cerita memuat kata-kata" in line and str(other.place) in line for line in found)
    assert doubts(content.templates, [one, replace(told_too, sure=tuple(dict(one.case.facts)))]) == ()

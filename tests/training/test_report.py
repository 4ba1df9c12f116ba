"""The trainer's report: whole, self-contained, in two languages, and true to the answers."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from typing import get_args

import pytest

from tests.booklet.pages import Page
from tests.conftest import ROOT
from tests.training.learners import practised
from tests.training.quiz_drills import some_drills
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.agreement import Lacking
from triage.training.diagnosis import Suspicion
from triage.training.hypotheses import Hypothesis
from triage.training.mastery import Counts
from triage.training.model import Path
from triage.training.records import Answered
from triage.training.report import NoTemplates, report_html
from triage.training.report_contents import Contents
from triage.training.report_figures import Person
from triage.training.report_words import MONTHS, WORDS
from triage.vocabulary.closed import LANGS, Lang

AT = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
LESS = Path("sedang", "penanganan", "guru_bk")
LIGHT = Path("ringan", "penanganan", "wali_kelas")
MORE = Path("berat", "konferensi_kasus", "guru_bk")

Group = dict[str, tuple[Answered, ...]]


@pytest.fixture(scope="module")
def group(book: Rulebook, quick: Advisor) -> Group:
    """Two weeks of three teachers: one does too little at first, one too much, one also with the tool."""
    drills = some_drills(book)
    late = [(None, LESS, LIGHT, None, None), (None, None, LESS, None, None)]
    eager = [(MORE, None, None, None, None), (None, None, None, None, None)]
    return {
        "guru-c": practised(quick, drills, [(None,) * 5], tool=True),
        "guru-a": practised(quick, drills, late, confidence=4),
        "guru-b": practised(quick, drills, eager),
    }


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def html(book: Rulebook, group: Group, lang: Lang) -> str:
    return report_html(book, group, lang, at=AT)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_is_whole_html_that_asks_nothing_of_any_network(page: Page, html: str, lang: Lang) -> None:
    assert page.wrong == []
    assert html.startswith("<!doctype html>")
    assert f'<html lang="{lang}">' in html
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base"})
    assert page.links == []
    assert not re.search(r"https?:|url\(|@import", html)
    assert "default-src 'none'" in html


def test_the_same_answers_make_the_same_page(book: Rulebook, group: Group, html: str, lang: Lang) -> None:
    turned = dict(reversed(group.items()))
    assert report_html(book, turned, lang, at=AT) == html


def test_danger_comes_first(book: Rulebook, group: Group) -> None:
    page = Page(report_html(book, group, "id", at=AT))

    short = page.text("in_short")
    assert short.startswith("Ringkasan 3 jawaban (15%) kurang dari yang diperlukan kasusnya.")
    assert "80% dari semua jawaban tepat." in short
    assert "Pada minggu pertama 70% tepat, pada minggu terakhir 90%." in short
    assert "Latih dulu “" in short


def test_nothing_too_little_is_said_too(book: Rulebook, quick: Advisor) -> None:
    one = {"a": practised(quick, some_drills(book), [(MORE, None, None, None, None)])}
    short = Page(report_html(book, one, "id", at=AT)).text("in_short")
    assert short.startswith("Ringkasan Tidak ada jawaban yang kurang dari yang diperlukan kasusnya.")


def test_people_are_codes_in_the_order_of_the_codes(page: Page, book: Rulebook, group: Group) -> None:
    people = Contents(book, group, "id", AT.date()).people()
    assert people[:2] == [
        Person("guru-a", Counts(10, 7, 3, 0, 0, people[0].counts.weight), 0, 5, people[0].last),
        Person("guru-b", Counts(10, 9, 0, 1, 0, people[1].counts.weight), 0, 5, people[1].last),
    ]
    words = page.text("people")
    assert words.index("guru-a") < words.index("guru-b") < words.index("guru-c")


def test_answers_with_the_tool_count_for_agreement_only(book: Rulebook, group: Group) -> None:
    contents = Contents(book, group, "id", AT.date())
    assert (contents.learned.counts.asked, contents.with_tool.asked) == (20, 5)
    alone, with_tool = contents.agreeing()
    assert (alone.whole.cases, alone.whole.raters) == (5, 2)
    assert alone.whole.kappa is not None
    assert (with_tool.whole.kappa, with_tool.whole.lacking) == (None, "raters")
    text = Page(report_html(book, group, "id", at=AT)).text("agreement")
    assert f"kappa {contents.number(alone.whole.kappa)}; " in text
    assert contents.number(0.514) == "0,51"
    assert "belum dapat dihitung: belum ada kasus yang dijawab dua guru" in text


def test_the_pictures_show_the_counts(book: Rulebook, group: Group) -> None:
    contents = Contents(book, group, "id", AT.date())
    weeks = contents.weeks()
    assert [(stack.label, stack.side) for stack in weeks.stacks] == [("5/1", "10"), ("12/1", "10")]
    assert [[(part.kind, part.text) for part in stack.parts] for stack in weeks.stacks] == [
        [("tepat", "7"), ("kurang", "2"), ("lebih", "1")],
        [("tepat", "9"), ("kurang", "1")],
    ]
    heights = [sum(part.height for part in stack.parts) for stack in weeks.stacks]
    assert heights == [pytest.approx(180, abs=0.2)] * 2
    assert [(one.confidence, one.counts.asked) for one in contents.sure()] == [(3, 10), (4, 10)]
    assert contents.sure_but_less() == 3


def test_the_rule_that_is_answered_worst_comes_first(book: Rulebook, group: Group) -> None:
    """Not the one with most mistakes, which is only the one that most cases rest on."""
    first, *_, last = rules = Contents(book, group, "id", AT.date()).rules()
    often = max(rules, key=lambda one: one.counts.less)
    assert (first.counts.less, first.counts.asked) == (2, 4)
    assert (often.counts.less, often.counts.asked) == (3, 8)
    assert last.counts.less == 0


def test_what_the_answers_suggest_is_told_as_a_guess(book: Rulebook, group: Group) -> None:
    doubts = {"guru-a": [Suspicion((Hypothesis("ignores", name="senjata"),), 0.9, 3)]}
    page = Page(report_html(book, group, "id", at=AT, suspected=doubts))
    assert "guru-a : “Senjata” terlewat setiap kali diceritakan (menjelaskan 3" in page.text("suspected")
    assert "Ini dugaan" in page.text("suspected")
    assert "suspected" not in Page(report_html(book, group, "id", at=AT)).ids


def test_one_learner_has_no_group(book: Rulebook, group: Group) -> None:
    page = Page(report_html(book, {"guru-a": group["guru-a"]}, "id", at=AT))
    assert {"agreement", "people"}.isdisjoint(page.ids)
    assert "misread" in page.ids


def test_without_answers_it_says_so(book: Rulebook) -> None:
    for answers in ({}, {"guru-a": ()}):
        page = Page(report_html(book, answers, "id", at=AT))
        assert page.wrong == []
        assert "Belum ada jawaban tanpa alat" in page.text("in_short")
        assert "weeks" not in page.ids


def test_few_answers_are_told_as_numbers(book: Rulebook, group: Group) -> None:
    contents = Contents(book, {"guru-a": group["guru-a"][:4]}, "id", AT.date())
    assert contents.summary()[0].startswith("2 jawaban (2/4)")


def test_a_rule_that_is_gone_is_left_out(book: Rulebook, group: Group) -> None:
    from triage.vocabulary.values import replace

    old = {"a": tuple(replace(one, rules=("aturan-lama",), categories=("lama",)) for one in group["guru-a"])}
    contents = Contents(book, old, "id", AT.date())
    assert (contents.rules(), contents.categories()) == ([], [])
    assert Page(report_html(book, old, "id", at=AT)).wrong == []


def test_whatever_a_code_holds_is_escaped(book: Rulebook, group: Group) -> None:
    page = Page(report_html(book, {"<script>x</script>": group["guru-a"], "b": ()}, "id", at=AT))
    assert "script" not in page.tags


def test_without_jinja2_it_says_so(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(NoTemplates):
        report_html(book, {}, "id", at=AT)


def test_no_word_is_missing_or_unused() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [
            *(ROOT / "triage" / "training" / "page").iterdir(),
            ROOT / "triage" / "training" / "report_contents.py",
        ]
    )
    by_value = {f"sure_{n}" for n in range(1, 5)} | {"state_mastered", "state_learning"}
    by_value |= {f"lacking_{why}" for why in get_args(Lacking)}
    assert {key for key in WORDS if f'"{key}"' not in source} - by_value == set()
    assert set(re.findall(r'say\("([a-z_]+)"', source)) - set(WORDS) == set()
    assert len(MONTHS) == 12


def test_templates_ship_with_the_package() -> None:
    folder = ROOT / "triage" / "training" / "page"
    assert {path.suffix for path in folder.iterdir()} == {".jinja", ".css"}

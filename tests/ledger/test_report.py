"""The report as a page: whole, self-contained, with pictures, and with nobody recognisable in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.booklet.pages import Page
from tests.ledger.made import choice, decision, progress, told
from triage.ledger.drawing import bars, columns, pieces
from triage.ledger.opened import Opened
from triage.ledger.report import About, report_html
from triage.ledger.report_words import WORDS
from triage.ledger.statistics import statistics
from triage.rulebook.model import Rulebook
from triage.vocabulary.closed import Lang
from triage.vocabulary.values import replace

GOLDEN = Path(__file__).parent / "golden"
DAY = timedelta(days=1)
HELP = ("penanganan", "guru_bk", "tangga-sedang")
REPORT = ("wajib_lapor", "polisi", "lapor-polisi")
ABOUT = About(
    ledger="0f" * 16,
    made=datetime(2026, 7, 1, tzinfo=UTC),
    last=1234,
    head="ab" * 32,
    integrity="Utuh: 1234 catatan.",
    since=date(2026, 1, 1),
    until=date(2026, 6, 30),
    program="0.1.0",
)


def school() -> list[Opened]:
    """A term: light cases, heavy ones of which half went another way, two of a problem that is rare."""
    light = [
        decision(n, f"R{n}", told("ringan", questions=["senjata"]), after=n * 3 * DAY) for n in range(1, 31)
    ]
    heavy = told("berat", "segera", [REPORT, HELP], ["senjata", "luka"])
    hard = [decision(n, f"B{n}", heavy, categories=["perundungan"], after=60 * DAY) for n in range(31, 43)]
    rare = [decision(n, f"S{n}", told("ringan"), categories=["mencuri"], after=61 * DAY) for n in (43, 44)]
    chosen = [choice(50 + n, n, told("berat", "segera", [HELP])) for n in range(31, 37)]
    followed = [choice(50 + n, n, told("ringan")) for n in range(1, 12)]
    steps = [progress(100 + n, n, after=60 * DAY + timedelta(hours=n)) for n in range(31, 43)]
    return [*light, *hard, *rare, *chosen, *followed, *steps]


def page_of(entries: list[Opened], book: Rulebook, lang: Lang = "id", about: About = ABOUT) -> Page:
    return Page(report_html(statistics(entries, UTC), book, about, lang))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_whole_page_as_people_see_it(book: Rulebook, lang: Lang) -> None:
    page = page_of(school(), book, lang, replace(ABOUT, integrity="Utuh." if lang == "id" else "Intact."))

    said = "\n".join(" ".join(data.split()) for _, data in page.pieces) + "\n"
    golden = GOLDEN / f"report.{lang}.txt"
    said = said.replace(f"{book.version}\n{book.sha256[:12]}", "VERSION\nSHA256")
    assert said == golden.read_text(encoding="utf-8")


def test_it_stands_alone(book: Rulebook) -> None:
    html = report_html(statistics(school(), UTC), book, ABOUT)
    page = Page(html)

    assert page.wrong == []
    assert page.tags.isdisjoint({"script", "link", "img", "iframe"})
    assert page.links == []
    assert "://" not in html
    assert "default-src 'none'" in html
    assert html == report_html(statistics(reversed(school()), UTC), book, ABOUT)


def test_no_code_of_a_student_is_in_it(book: Rulebook) -> None:
    html = report_html(statistics(school(), UTC), book, ABOUT)

    assert [entry.ref for entry in school() if entry.ref is not None and f">{entry.ref}<" in html] == []
    assert "mencuri" not in html.lower()  # two children
    assert Page(html).text("category").endswith("kelompok kecil, digabung 14")


def test_words_of_other_rulebooks_do_no_harm(book: Rulebook) -> None:
    evil = "<script>alert(1)</script>"
    entries = [decision(n, f"S{n}", told(questions=[evil]), categories=[evil]) for n in range(1, 8)]

    page = page_of(entries, book)

    assert "script" not in page.tags
    assert evil in page.text("category")


def test_too_few_and_nothing(book: Rulebook) -> None:
    few = page_of([decision(n, f"S{n}") for n in range(1, 4)], book)

    assert "kurang dari 5 siswa" in few.text("empty")
    assert "svg" not in few.tags
    assert page_of([], book).text("empty") == WORDS["nothing"].id


def test_a_demo_ledger_is_marked(book: Rulebook) -> None:
    assert "DEMO" in page_of(school(), book, about=replace(ABOUT, demo=True)).text()
    assert "DEMO" not in page_of(school(), book).text()


def test_nearly_all_is_not_a_number(book: Rulebook) -> None:
    entries = [decision(n, f"S{n}", told(questions=["senjata"])) for n in range(1, 9)]

    page = page_of([*entries, decision(9, "S9")], book)

    assert page.text("questions").endswith("Senjata hampir semua")


def test_pictures_are_in_proportion() -> None:
    drawn = bars([("a", 10, "10", ""), ("b", 5, "5", "")])
    assert drawn.bars[0].width == 2 * drawn.bars[1].width
    assert all(drawn.start + bar.width < drawn.width for bar in drawn.bars)

    # Ten cases in one month and twelve in three: the wide column is lower.
    month, joined = columns([(1, 10, "10", "", ""), (3, 12, "12", "", "")]).columns
    assert (joined.width > 2.5 * month.width, joined.height) == (True, month.height * 0.4)

    whole = pieces([("a", 3, "3", ""), ("b", 1, "1", "")])
    assert [(piece.x, piece.width) for piece in whole] == [(0, 480), (480, 160)]


def test_both_languages_are_whole() -> None:
    assert [key for key, words in WORDS.items() if not (words.id and words.en)] == []

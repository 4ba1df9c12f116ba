"""The book of rules: whole, self-contained, in two languages, and safe whatever the rulebook says."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, structs

from tests.booklet.pages import Page
from tests.conftest import ROOT
from tests.rulebook.small import write
from triage.booklet.contents import CHAPTERS
from triage.booklet.rendering import NoTemplates, book_html
from triage.booklet.words import WORDS
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.loading import load_rulebook
from triage.rulebook.model import LAYERS, Citation, Contact, Rulebook, Source
from triage.verify.invariants.model import Invariant
from triage.verify.invariants.reading import FILE, read_invariants
from triage.verify.vignettes import Vignette, read_vignettes
from triage.vocabulary.closed import ACTIONS, LANGS, Lang
from triage.vocabulary.text import Text

Vignettes = tuple[Vignette, ...]
Invariants = tuple[Invariant, ...]


@pytest.fixture(scope="module")
def vignettes(book: Rulebook) -> Vignettes:
    found, problems = read_vignettes(ROOT / "rules", book.vocabulary)
    assert problems == ()
    return found


@pytest.fixture(scope="module")
def invariants(book: Rulebook) -> Invariants:
    found, problems = read_invariants(ROOT / "rules" / FILE, book)
    assert problems == ()
    return found


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def html(book: Rulebook, vignettes: Vignettes, invariants: Invariants, lang: Lang) -> str:
    return book_html(book, lang, vignettes=vignettes, invariants=invariants)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture
def small(tmp_path: Path) -> Rulebook:
    return load_rulebook(write(tmp_path))


def folded(text: str) -> str:
    return " ".join(text.split())


def test_is_whole_html(page: Page, html: str, lang: Lang) -> None:
    assert page.wrong == []
    assert html.startswith("<!doctype html>")
    assert f'<html lang="{lang}">' in html


def test_asks_nothing_of_any_network(page: Page, html: str) -> None:
    assert page.tags.isdisjoint(
        {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image"}
    )
    assert page.attributes.isdisjoint({"src", "srcset", "style", "xlink:href", "action", "background"})
    assert not [name for name in page.attributes if name.startswith("on")]
    assert all(link.startswith("#") for link in page.links)
    style = html[html.index("<style>") : html.index("</style>")]
    assert not re.search(r"url\(|@import|https?:", style)
    assert "default-src 'none'" in html


def test_every_link_arrives_and_every_id_stands_once(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} - set(page.ids) == set()


def test_every_id_of_the_rulebook_has_its_anchor(page: Page, book: Rulebook, vignettes: Vignettes) -> None:
    words = book.vocabulary
    wanted = {
        *(f"rule-{one.id}" for one in book.rules),
        *(f"prohibition-{one.id}" for one in book.prohibitions),
        *(f"procedure-{one.id}" for one in book.procedures),
        *(f"step-{one.id}.{step.id}" for one in book.procedures for step in one.steps),
        *(f"requirement-{id}" for id in book.requirements),
        *(f"document-{id}" for id in book.documents),
        *(f"source-{id}" for id in book.sources),
        *(f"category-{id}" for id in words.categories),
        *(f"attribute-{one.id}.{name}" for one in words.categories.values() for name in one.attributes),
        *(f"fact-{id}" for id in words.facts),
        *(f"party-{id}" for id in words.parties),
        *(f"asker-{id}" for id in words.askers),
        *(f"role-{id}" for id in words.roles),
        *(f"actor-{id}" for id in words.actors),
        *(f"finding-{id}" for id in words.findings),
        *(f"notice-{id}" for id in words.notices),
        *(f"deadline-{id}" for id in words.deadlines),
        *(f"{group}-{id}" for group, texts in words.labels.items() for id in texts),
        *(f"example-{one.name}" for one in vignettes),
        *CHAPTERS,
    }
    assert wanted - set(page.ids) == set()


def test_every_rule_is_told_in_full(page: Page, book: Rulebook, lang: Lang) -> None:
    for rule in book.rules:
        text = page.text(f"rule-{rule.id}")
        assert folded(rule.title.said(lang)) in text
        assert folded(rule.because.said(lang)) in text
        assert f"{rule.place.file}:{rule.place.line}" in text
        assert (WORDS["practice"].said(lang) in text.split(WORDS["when"].said(lang))[0]) == (
            rule.basis == "praktik"
        )
        for cited in (*rule.sources, *rule.dissent):
            assert folded(cited.term) in text
            assert folded(cited.section) in text
            assert folded(book.sources[cited.ref].title.said(lang)) in text


def test_overrides_are_told_both_ways(page: Page, book: Rulebook, lang: Lang) -> None:
    pairs = [(rule, other) for rule in book.rules for other in rule.overrides]
    assert pairs
    for rule, id in pairs:
        other = book.rule(id)
        assert other is not None
        assert folded(other.title.said(lang)) in page.text(f"rule-{rule.id}")
        assert folded(rule.title.said(lang)) in page.text(f"rule-{id}")


def test_a_rule_names_the_examples_that_fire_it(
    page: Page, vignettes: Vignettes, book: Rulebook, reference: ReferenceEvaluator, lang: Lang
) -> None:
    fired: dict[str, list[str]] = {rule.id: [] for rule in book.rules}
    for one in vignettes:
        held = [firing.rule for firing in reference.infer(one.case).firings if firing.by is None]
        for id in dict.fromkeys(held):
            fired[id].append(one.name)
    for id, names in fired.items():
        text = page.text(f"rule-{id}")
        assert (WORDS["no_example"].said(lang) in text) == (not names)
        assert all(name in text for name in names[:4])
        assert (WORDS["more"].said(lang).format(n=len(names) - 4) in text) == (len(names) > 4)


def test_facts_steps_and_contacts_are_told(page: Page, book: Rulebook, lang: Lang) -> None:
    for fact in book.vocabulary.facts.values():
        text = page.text(f"fact-{fact.id}")
        assert folded(fact.ask.said(lang)) in text
        assert (WORDS["danger"].said(lang) in text) == fact.danger
    for procedure in book.procedures:
        for step in procedure.steps:
            text = page.text(f"step-{procedure.id}.{step.id}")
            assert folded(step.text.said(lang)) in text
            assert book.vocabulary.deadlines[step.by].label.said(lang) in text
    directory = page.text("directory")
    for contact in book.contacts:
        assert folded(contact.name.said(lang)) in directory
        assert (contact.reach or WORDS["go_there"].said(lang)) in directory
        assert contact.last_verified is None or contact.last_verified in directory


def test_danger_comes_first(html: str, book: Rulebook) -> None:
    first = next(one for one in book.contacts if book.vocabulary.parties[one.party].standing == "darurat")
    assert first.reach is not None
    assert 0 < html.index(first.reach) < html.index('id="contents"')


def test_the_fingerprint_and_the_version_are_on_the_cover(page: Page, book: Rulebook) -> None:
    assert book.version in page.text()
    assert book.sha256 in page.text().replace(" ", "")


def test_the_picture_names_layers_and_actions_in_their_order(page: Page, book: Rulebook, lang: Lang) -> None:
    text = page.text("pictures")
    for group, ids in (("layer", LAYERS), ("action", ACTIONS)):
        labels = [book.vocabulary.labels[group][id].said(lang) for id in ids]
        places = [text.rindex(label) for label in labels]
        assert labels == sorted(labels, key=lambda label: places[labels.index(label)])


def test_what_always_holds_is_told(page: Page, invariants: Invariants, lang: Lang) -> None:
    assert invariants
    for one in invariants:
        assert folded(one.says.said(lang)) in page.text(f"invariant-{one.id}")


def test_is_the_same_every_time(
    book: Rulebook, vignettes: Vignettes, invariants: Invariants, lang: Lang, html: str
) -> None:
    assert book_html(book, lang, vignettes=vignettes, invariants=invariants) == html


def test_words_are_filled_alike_in_both_languages() -> None:
    for key, text in WORDS.items():
        id, en = (sorted(re.findall(r"\{\w+\}", one)) for one in text)
        assert id == en, key


# --- a small rulebook, read as a whole -------------------------------------------------------------


def test_a_small_rulebook(small: Rulebook) -> None:
    page = Page(book_html(small))

    assert "dibaca konselor K-07, 2026-03-01" in page.text("rule-luka-dokter")
    assert "belum dibaca konselor" in page.text("rule-luka-polisi")
    assert "rancangan, belum dipakai" in page.text("rule-bk-tidak-menangani")
    assert "1 dari 9 aturan." in page.text()
    never = page.text("prohibition-polisi-bukan-atk")
    assert "Tidak pernah: Alih tangan → Polisi" in never
    assert "Gantinya Lapor → Polisi" in never
    polisi = page.text("rule-luka-polisi")
    assert "Masalah apa pun Peran siswa: Korban Luka : Ya atau Belum tahu Maka" in polisi
    assert "Darurat → Darurat" in polisi
    assert "Menyusul : Data menyusul" in page.text("requirement-data_lengkap")
    assert "Awal: S" in page.text("category-minuman_keras")
    assert "Lanjut: B" in page.text("category-minuman_keras")


def test_a_rule_that_always_holds_and_one_that_adds_nothing(small: Rulebook) -> None:
    page = Page(book_html(small))

    assert "Maka Tidak menambah apa pun" in page.text("rule-bk-tidak-menangani")


def test_dates_of_changes_where_they_are_known(small: Rulebook) -> None:
    page = Page(book_html(small, changes={"luka-dokter": "2026-02-03", "lapor": "2026-01-02"}))

    assert "diubah 2026-02-03" in page.text("rule-luka-dokter")
    assert "diubah 2026-01-02" in page.text("procedure-lapor")
    assert "diubah" not in page.text("rule-luka-polisi")
    assert "Aturan terakhir diubah 2026-02-03" in page.text()


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=y>&amp;{{ 7 * 7 }}{% raw %}"


def poisoned(value: Any) -> Any:
    """``value`` with every word that a person wrote made hostile; ids stay what they are."""
    if isinstance(value, Text):
        return Text(EVIL + value.id, EVIL + value.en)
    if isinstance(value, Mapping):
        return {key: poisoned(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(poisoned(one) for one in value)
    if not isinstance(value, Struct):
        return value
    read = structs.asdict(value)
    changed = {name: poisoned(one) for name, one in read.items()}
    free: dict[type, tuple[str, ...]] = {Citation: ("section", "term"), Contact: ("reach", "source")}
    changed |= dict.fromkeys(free.get(type(value), ()), EVIL)
    if isinstance(value, Source):
        changed["sections"] = {EVIL: EVIL}
    if "words" in changed:
        changed["words"] = (EVIL,)
    return structs.replace(value, **changed)


def test_nothing_a_rulebook_says_becomes_html(small: Rulebook, lang: Lang) -> None:
    html = book_html(poisoned(small), lang, changes={"luka-dokter": EVIL}, program=EVIL)
    page = Page(html)

    assert page.wrong == []
    assert page.tags.isdisjoint({"script", "img"})
    assert not [name for name in page.attributes if name.startswith("on")]
    assert "<script" not in html
    assert "49" not in page.text("rule-luka-dokter").replace(EVIL, "")
    for id in ("rule-luka-dokter", "category-membolos", "fact-luka", "procedure-lapor", "directory", "index"):
        assert EVIL in page.text(id)


def test_nothing_a_story_says_becomes_html(book: Rulebook, vignettes: Vignettes) -> None:
    one = dataclasses.replace(vignettes[0], story=Text(EVIL, EVIL))

    page = Page(book_html(book, vignettes=[one]))

    assert EVIL in page.text(f"example-{one.name}")
    assert page.tags.isdisjoint({"script", "img"})


def test_no_template_trusts_what_it_prints() -> None:
    folder = ROOT / "triage" / "booklet" / "templates"
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", text), path.name


def test_without_jinja2(small: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)

    with pytest.raises(NoTemplates):
        book_html(small)

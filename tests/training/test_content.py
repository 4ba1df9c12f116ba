"""Content of the practice room that is wrong: every kind of mistake is told with its place, in words."""

from __future__ import annotations

import pytest

from triage.rulebook.files import RulebookFile
from triage.rulebook.model import Rulebook
from triage.rulebook.problems import RulebookProblems
from triage.training.content import TEMPLATES, Content, belongs, read_content
from triage.training.content_problems import SENTENCES
from triage.vocabulary.values import replace

VIGNETTES = "uji.vignettes.yaml"
VIGNETTE = """\
vignettes:
  - name: pisau-di-kantin
    covers: [bertengkar, G-10]
    asks: Senjata menaikkan pertengkaran.
    story: Anda wali kelas siswa A. Ia beradu mulut di kantin dan memperlihatkan pisau lipat.
    says: {senjata: memperlihatkan pisau lipat}
    case: {asker: wali_kelas, problems: [bertengkar], facts: {senjata: ya}}
"""


def lines(book: Rulebook, *files: RulebookFile, lang: str = "id") -> list[str]:
    with pytest.raises(RulebookProblems) as caught:
        read_content(files, book)
    return caught.value.lines("en" if lang == "en" else "id").splitlines()


def templates(book: Rulebook, old: str = "", new: str = "") -> RulebookFile:
    """Sentences for the usual role of every category and for every fact, with one place changed."""
    told = book.vocabulary
    text = "askers:\n"
    text += "".join(f"  {asker}: [Anda {asker.replace('_', ' ')}.]\n" for asker in told.askers)
    text += "joins: {second_problem: ['Selain itu, {masalah}']}\nalone: [mengalami]\nproper: [Puskesmas]\n"
    text += "problems:\n"
    for category in told.categories.values():
        text += f"  {category.id}:\n"
        values: list[dict[str, str]] = []
        for name, one in category.attributes.items():
            values += [{name: value} for value in (*one.values, "tidak_tahu")]
        for value in values or [{}]:
            stated = "".join(f"{name}: {of}, " for name, of in value.items())
            text += f"    - {{{stated}say: '{{siswa}} {category.id} {' '.join(value.values())}.'}}\n"
    text += "facts:\n"
    for fact in told.facts:
        text += f"  {fact}: {{ya: ['Ada {fact}.'], tidak: ['Tidak ada {fact}.']}}\n"
    assert not old or text.count(old) == 1, (old, text.count(old))
    return RulebookFile(TEMPLATES, text.replace(old, new).encode() if old else text.encode())


def vignettes(old: str = "", new: str = "") -> RulebookFile:
    assert not old or VIGNETTE.count(old) == 1, (old, VIGNETTE.count(old))
    return RulebookFile(VIGNETTES, VIGNETTE.replace(old, new).encode() if old else VIGNETTE.encode())


def test_sound_content_is_read(book: Rulebook) -> None:
    content = read_content((templates(book), vignettes()), book)
    assert isinstance(content, Content)
    assert [one.name for one in content.vignettes] == ["pisau-di-kantin"]
    assert content.vignettes[0].says == (("senjata", "memperlihatkan pisau lipat"),)


def test_only_content_belongs() -> None:
    names = ("templates.yaml", "x.vignettes.yaml", ".x.vignettes.yaml", "catatan.md", "x.cases.yaml")
    assert [belongs(name) for name in names] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  luka: {ya", "  lukaa: {ya", "lukaa"),
        ("second_problem", "kedua", "second_problem"),
        ("{masalah}", "{kalimat}", "harus memuat {masalah} tepat satu kali"),
        ("'{siswa} membolos .'", "'{sisw} membolos.'", "{sisw} tidak dikenal"),
        ("'{siswa} membolos .'", "'{siswa} dan Budi membolos.'", "“Budi” tampak seperti nama"),
        ("  guru_bk: [", "  gurubk: [", "gurubk"),
        ("  membolos:\n", "  bolos_saja:\n", "bolos_saja"),
        ("tahap: awal, ", "tahap: dini, ", "dini"),
        ("tahap: awal, ", "", "tahap"),
        ("tahap: awal, ", "tingkat: awal, tahap: awal, ", "tingkat"),
        ("alone: [mengalami]", "alone: [sendirian]", "sendirian"),
        ("    - {say: '{siswa} membolos .'}\n", "    - membolos\n", "templates.yaml"),
        ("  luka: {ya: ['Ada luka.']", "  luka: {ya: []", "templates.yaml"),
        ("'Ada luka.'", "{say: Ada luka., with: bolos}", "bolos"),
    ],
)
def test_a_mistake_in_the_sentences_is_told(book: Rulebook, old: str, new: str, said: str) -> None:
    found = lines(book, templates(book, old, new))
    assert any(line.startswith("templates.yaml:") and said in line for line in found), found


def test_what_has_no_sentence_is_told_part_by_part(book: Rulebook) -> None:
    cut = templates(book).data.decode().split("facts:\n")[0]
    facts = "facts:\n  luka:\n    ya: [{with: membolos, say: Luka.}]\n    tidak: [Tidak luka.]\n"
    found = lines(book, RulebookFile(TEMPLATES, (cut + facts).encode()))
    said = "belum ada kalimat untuk senjata: ya; tambahkan sedikitnya satu."
    assert any(line.endswith(said) for line in found)
    assert any("semua kalimat untuk luka: ya bersyarat" in line for line in found)
    assert len(found) == 2 * (len(book.vocabulary.facts) - 1) + 1


def test_a_role_that_is_told_is_told_for_every_attribute(book: Rulebook) -> None:
    more = "  minuman_keras:\n    - {peran: saksi, tahap: menengah, say: '{siswa} melihat orang mabuk.'}\n"
    found = lines(book, templates(book, "  minuman_keras:\n", more))
    assert [line.split(": ", 1)[1] for line in found] == [
        f"belum ada kalimat untuk minuman_keras (peran: saksi{stage}); tambahkan sedikitnya satu."
        for stage in ("", ", tahap: awal", ", tahap: kecanduan")
    ]


def test_a_category_that_only_an_overlay_adds_may_be_without_sentences(book: Rulebook) -> None:
    added = replace(book.vocabulary.categories["membolos"], id="terlambat", like="membolos")
    categories = {**book.vocabulary.categories, "terlambat": added}
    wider = replace(book, vocabulary=replace(book.vocabulary, categories=categories))
    assert "terlambat" not in read_content((templates(book),), wider).templates.problems
    alone = replace(
        wider,
        vocabulary=replace(
            wider.vocabulary, categories={**categories, "terlambat": replace(added, like=None)}
        ),
    )
    (line,) = lines(alone, templates(book))
    assert "belum ada kalimat untuk terlambat (peran: mengalami)" in line


def test_a_sentence_that_says_two_things_is_told(book: Rulebook) -> None:
    (line,) = lines(book, templates(book, "'Tidak ada senjata.'", "'Tidak ada luka.'"))
    assert line.endswith(
        "kalimat yang sama menyatakan senjata (tidak) dan luka (tidak); satu kalimat, satu arti."
    )


def test_no_templates_at_all_is_told(book: Rulebook) -> None:
    (line,) = lines(book, vignettes())
    assert line.startswith("templates.yaml:1:1: ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("facts: {senjata: ya}", "facts: {senjata: ya, luka: ya}", "kasus menyatakan luka: ya, tetapi"),
        (", facts: {senjata: ya}", "", "menunjuk kata-kata untuk senjata, tetapi kasus tidak menyatakannya"),
        ("says: {senjata: memperlihatkan", "says: {senjata: mengeluarkan", "tidak ada dalam ceritanya"),
        ("[bertengkar, G-10]", "[berantem]", "“berantem” bukan kategori dan bukan kode"),
        ("siswa A. Ia", "siswa A. Ia dan Dewi", "“Dewi” tampak seperti nama"),
        ("problems: [bertengkar]", "problems: [bertengka]", "bertengka"),
        ("    case:", "    sure: [senjat]\n    case:", "senjat"),
        ("    asks: Senjata menaikkan pertengkaran.\n", "", "asks"),
        ("[bertengkar], facts", "[{category: bertengkar, peran: korban}], facts", "bertengkar.peran: korban"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_vignette_is_told_at_its_place(book: Rulebook, old: str, new: str, said: str) -> None:
    (line,) = lines(book, templates(book), vignettes(old, new))
    assert line.startswith("uji.vignettes.yaml:")
    assert said in line


def test_two_vignettes_of_one_name_are_told_even_across_files(book: Rulebook) -> None:
    other = RulebookFile("lain.vignettes.yaml", VIGNETTE.encode())
    (line,) = lines(book, templates(book), vignettes(), other)
    assert line.startswith("uji.vignettes.yaml:2:11: ")
    assert "lain.vignettes.yaml:2:11" in line


def test_all_problems_are_told_at_once_in_both_languages(book: Rulebook) -> None:
    broken = vignettes("siswa A. Ia", "siswa A. Ia dan Dewi")
    found = lines(book, templates(book, "'Ada luka.'", "'Ada {luka}.'"), broken, lang="en")
    assert len(found) == 2
    assert any("“Dewi” looks like a name" in line for line in found)
    assert any("{luka} is not known in this sentence" in line for line in found)


def test_a_file_that_is_no_text_is_told(book: Rulebook) -> None:
    (line,) = lines(book, templates(book), RulebookFile(VIGNETTES, b"\xff\xfe"))
    assert line.startswith("uji.vignettes.yaml:1:1: ")


def test_every_sentence_of_a_problem_is_said_in_both_languages() -> None:
    for said in SENTENCES.values():
        assert said.id
        assert said.en
        assert said.id.count("{") == said.en.count("{")

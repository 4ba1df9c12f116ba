"""A ready vignette is one: it reads, it passes, it shows what it was made for, laid out as ours are."""

from __future__ import annotations

from pathlib import Path

from triage.case.model import Case, Problem
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.verify.coverage import measure, ready_vignettes
from triage.verify.covering.atoms import Atom
from triage.verify.covering.ready import name_of, ready
from triage.verify.running import run
from triage.verify.vignettes import read_vignettes

SHOWN = """\
  - name: miras-kecanduan-berlaku
    story:
      id: "Wali kelas. Minuman keras (Mengalaminya sendiri; Kecanduan: tidak dapat berhenti, gemetar atau
          gelisah bila tidak minum). Membolos (Saksi atau hanya tahu). Gejala sakit badan: Ya. Siswa
          terluka: Tidak."
      en: "Homeroom teacher. Alcohol (It is the student's own problem; Addicted: cannot stop, trembles or
          grows restless without it). Truancy (Witness or only knows of it). Physical symptoms: Yes. Student
          injured: No."
    case:
      asker: wali_kelas
      problems: [{category: minuman_keras, tahap: kecanduan}, {category: membolos, peran: saksi}]
      facts: {gejala_fisik: ya, luka: tidak}
    expect:
      severity: berat
      urgency: segera
      lead: guru_bk
      parents: libatkan
      provisional: true
      notices: []
      tracks: [
        konferensi_kasus guru_bk, alih_tangan_kasus guru_bk, alih_tangan_kasus dokter,
        alih_tangan_kasus psikiater, pendampingan guru_bk, pencegahan polisi]
      rules: [kecanduan-alkohol-medis]
      no_rules: [saksi-kecanduan-sedang]
"""


def test_it_is_laid_out_as_those_beside_the_rules(book: Rulebook, quick: Advisor) -> None:
    problems = (Problem("minuman_keras", None, (("tahap", "kecanduan"),)), Problem("membolos", "saksi"))
    case = Case("wali_kelas", problems, (("gejala_fisik", "ya"), ("luka", "tidak")))

    text = ready(
        book.vocabulary,
        "miras-kecanduan-berlaku",
        case,
        quick.decide(case),
        rules=["kecanduan-alkohol-medis"],
        no_rules=["saksi-kecanduan-sedang"],
    )

    assert text == SHOWN


def test_from_nothing_the_ready_vignettes_cover_everything(
    tmp_path: Path, book: Rulebook, quick: Advisor
) -> None:
    texts = ready_vignettes(book, measure(book, ()), quick.decide)
    whole = "cases:\n" + "\n".join(text for _, text in texts.values())
    (tmp_path / "all.cases.yaml").write_text(whole, encoding="utf-8")

    vignettes, problems = read_vignettes(tmp_path, book.vocabulary, [rule.id for rule in book.rules])

    assert problems == ()
    assert [one.name for one in vignettes] == [name for name, _ in texts.values()]
    assert all(result.passed for result in run(vignettes, quick.decide))
    assert measure(book, vignettes).open == ()
    assert max(map(len, whole.splitlines())) <= 110


def test_names_are_free_short_and_valid() -> None:
    atom = Atom("facts", "bahaya_saat_ini", frozenset({"ya"}))
    assert name_of("bahaya", None) == "bahaya-berlaku"
    assert name_of("bahaya", atom) == "bahaya-tanpa-bahaya-saat-ini"
    assert name_of("bahaya", Atom("peran")) == "bahaya-tanpa-peran"
    assert name_of("bahaya", None, {"bahaya-berlaku", "bahaya-berlaku-2"}) == "bahaya-berlaku-3"
    long = "x" * 79
    assert name_of(long, None) == long
    assert name_of(long, None, {long}) == "x" * 76 + "-2"

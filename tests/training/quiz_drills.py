"""A handful of drills with their keys, for what is made from drills: questions, decks, reports."""

from __future__ import annotations

from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.keys import Keys
from triage.training.model import Drill, Key
from triage.vocabulary.closed import Answer

#: Signs that mean something to GIFT, to HTML or to XML, where a story may hold them.
AWKWARD = 'Ia menulis {hari = 3} ~ 50% #takut: <b>"aku & kamu"</b> \\ lalu diam.'


def case(category: str, asker: str = "wali_kelas", peran: str | None = None, **facts: Answer) -> Case:
    """A case of one problem."""
    return Case(asker, (Problem(category, peran),), tuple(sorted(facts.items())))


def drill(id: str, of: Case, card: str = "", *, differs: str = "", pair: Case | None = None) -> Drill:
    """A drill with a story that the tests recognise."""
    return Drill(id, card, of, f"Anda menangani siswa A ({id}). {AWKWARD}", pair, differs, "written")


def key_of(advisor: Advisor, of: Drill) -> Key:
    """The key, as the practice room computes it."""
    return Keys(advisor.book, ReferenceEvaluator(advisor.book)).key(advisor.decide, of)


def some_drills(book: Rulebook) -> tuple[Drill, ...]:
    """Light, medium and heavy; with a pair and without; danger that is open, and a report."""
    assert book.vocabulary.categories
    return (
        drill("membolos-1", case("membolos"), "rule:membolos-ringan"),
        drill(
            "bertengkar-1",
            case("bertengkar", senjata="ya", luka="tidak"),
            "boundary:senjata:1",
            differs="senjata",
            pair=case("bertengkar", senjata="tidak", luka="tidak"),
        ),
        drill(
            "kriminal-1",
            case("kriminal"),
            "rule:kriminal-wajib-lapor",
            differs="sudah_diproses_hukum",
            pair=case("kriminal", sudah_diproses_hukum="ya"),
        ),
        drill("percobaan-1", case("percobaan_bunuh_diri"), "rule:percobaan-bunuh-diri-darurat"),
        drill(
            "perundungan-1",
            case("perundungan", peran="saksi", berulang="ya"),
            "boundary:perundungan.peran:1",
            differs="perundungan.peran",
            pair=case("perundungan", berulang="ya"),
        ),
    )

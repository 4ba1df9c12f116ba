"""The worked overlay decides and is proved; what breaks an invariant or calms a case is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import triage.service.opening
from tests.conftest import ROOT
from tests.rulebook.small import changed, write
from tests.rulebook.test_overlay import rule
from triage import load_rulebook
from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.rulebook.problems import RulebookProblems
from triage.service.advisor import Advisor
from triage.service.opening import open_rulebook
from triage.service.overlaid import laid_over, load_overlaid, overlaid_invariants
from triage.verify.invariants.model import Bound, Needs
from triage.verify.overlaid import broken, calmer
from triage.verify.running import run
from triage.verify.vignettes import read_vignettes

EXAMPLE = ROOT / "examples" / "overlay-smk-contoh"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(name="merged", scope="module")
def _merged() -> Rulebook:
    return load_rulebook(overlays=[EXAMPLE])


def overlay(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "smk"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_worked_example_serves(merged: Rulebook, book: Rulebook) -> None:
    assert merged.version == f"{book.version}+overlay-smk-contoh"
    vignettes, problems = read_vignettes(EXAMPLE, merged.vocabulary, [rule.id for rule in merged.rules])
    assert not problems
    assert len(vignettes) == 4
    advisor = Advisor(merged)  # both evaluators, where the engine is installed
    assert [result for result in run(vignettes, advisor.decide) if not result.passed] == []
    advisor.close()


def test_the_worked_example_changes_no_case_of_the_rulebook(merged: Rulebook, book: Rulebook) -> None:
    vignettes, _ = read_vignettes(ROOT / "rules", book.vocabulary)
    before, after = ReferenceEvaluator(book), ReferenceEvaluator(merged)
    for vignette in vignettes:
        one, two = before.infer(vignette.case), after.infer(vignette.case)
        assert (one.severity, one.urgency, one.tracks) == (two.severity, two.urgency, two.tracks)


def test_its_step_deadline_and_contacts(merged: Rulebook) -> None:
    advisor = Advisor(merged, engine="reference")
    decision = advisor.decide(Case("guru_bk", (Problem("judi_online"),)))
    handled = next(track for track in decision.tracks if track.action == "penanganan")
    steps = [step.step for step in handled.steps]
    assert steps[steps.index("rencana") + 1] == "hitung-utang"
    assert merged.vocabulary.deadlines["tiga_hari"].hours == 48
    first = next(contact for contact in merged.contacts if contact.party == "uptd_ppa")
    assert first.name.id.startswith("CONTOH")
    assert first.reach is None


def test_the_example_holds_no_number() -> None:
    text = (EXAMPLE / "directory.yaml").read_text(encoding="utf-8")
    assert text.count("reach:") == text.count("reach: null") == text.count("CONTOH:")


def test_a_category_may_share_attributes_and_duties(tmp_path: Path) -> None:
    """What is like a crime is reported like a crime, by both evaluators and by the invariant."""
    more = """\
categories:
  curanmor:
    like: kriminal
    label: {id: Curanmor, en: Theft of a motorcycle}
    about: {id: Mencuri motor., en: Steals a motorcycle.}
  tuak:
    like: minuman_keras
    label: {id: Tuak, en: Palm wine}
    about: {id: Minum tuak., en: Drinks palm wine.}
"""
    from triage.rulebook.loading import load_rulebook as merge

    rules, folder = ROOT / "rules", overlay(tmp_path, vocabulary=more)
    base, merged = merge(rules), merge(rules, overlays=[folder])
    advisor = Advisor(merged)
    for new, old in (("curanmor", "kriminal"), ("tuak", "minuman_keras")):
        for attributes in ((), (("tahap", "kecanduan"),), (("tahap", "awal"),)) if new == "tuak" else ((),):
            one = advisor.decide(Case("guru", (Problem(old, None, attributes),)))
            two = advisor.decide(Case("guru", (Problem(new, None, attributes),)))
            assert (one.severity, one.urgency, one.tracks) == (two.severity, two.urgency, two.tracks)
    advisor.close()
    invariants, _ = overlaid_invariants(base, merged, rules, laid_over(rules, [folder]))
    reported = next(one for one in invariants if one.id == "pidana-dilaporkan")
    assert isinstance(reported, Bound)
    assert reported.when.problem == {"kriminal", "curanmor"}


def test_invariants_hold_for_new_parties_that_stand_alike(tmp_path: Path) -> None:
    more = "parties: {terapis: {label: {id: Terapis, en: Therapist}, standing: luar}}\n"
    from triage.rulebook.loading import load_rulebook as merge

    rules, folder = ROOT / "rules", overlay(tmp_path, vocabulary=more)
    base, merged = merge(rules), merge(rules, overlays=[folder])
    invariants = {one.id: one for one in overlaid_invariants(base, merged, rules, ())[0]}

    light, outside = invariants["ringan-tetap-di-sekolah"], invariants["alih-tangan-luar-lengkap"]
    assert isinstance(light, Bound)
    assert isinstance(outside, Needs)
    assert "terapis" in (dict(light.never)["alih_tangan_kasus"] or ())
    assert "terapis" in (dict(outside.of)["alih_tangan_kasus"] or ())


def test_what_breaks_an_invariant_is_refused_with_the_case(tmp_path: Path) -> None:
    """A report in the last layer but one comes too late to make the case heavy."""
    early = rule(layer="path", when="{problem: membolos}", then="{tracks: {wajib_lapor: polisi}}")
    with pytest.raises(RulebookProblems) as caught:
        load_overlaid(ROOT / "rules", [overlay(tmp_path, safety=early)])

    assert caught.value.lines("id").splitlines() == [
        "smk/safety.yaml:2:5: dengan folder tambahan smk ini tidak lagi selalu berlaku: “Kasus ringan tidak "
        "pernah dialihkan ke luar sekolah dan tidak pernah wajib dilaporkan.” (ringan-tetap-di-sekolah); "
        "aturan "
        "tambahan yang berlaku di situ: tambah (smk/safety.yaml:2:5); kasus: {asker: wali_kelas, problems: "
        "[{category: membolos, peran: mengalami}], facts: {}}"
    ]
    assert caught.value.lines("en").splitlines() == [
        "smk/safety.yaml:2:5: with overlay smk this no longer always holds: “A light case never goes outside "
        "the school and is never a mandatory report.” (ringan-tetap-di-sekolah); rules of overlays that hold "
        "there: tambah (smk/safety.yaml:2:5); case: {asker: wali_kelas, problems: [{category: membolos, "
        "peran: "
        "mengalami}], facts: {}}"
    ]


def test_an_invariant_of_the_overlay_is_proved_too(tmp_path: Path) -> None:
    own = """\
invariants:
  - id: bolos-berat
    says: {id: Membolos selalu berat., en: Truancy is always heavy.}
    kind: bound
    when: {problem: membolos}
    must: {konferensi_kasus: any}
"""
    with pytest.raises(RulebookProblems) as caught:
        load_overlaid(ROOT / "rules", [overlay(tmp_path, invariants=own)])
    assert caught.value.lines("en").startswith(
        "smk/invariants.yaml:2:5: with overlay smk this no longer always holds: “Truancy is always heavy.” "
        "(bolos-berat); case: {asker: wali_kelas, problems: [{category: membolos, peran: mengalami}], "
        "facts: {"
    )


def test_a_shipped_invariant_is_not_said_anew(tmp_path: Path) -> None:
    own = """\
invariants:
  - id: berat-berkonferensi
    says: {id: A., en: B.}
    kind: complete
"""
    with pytest.raises(RulebookProblems) as caught:
        load_overlaid(ROOT / "rules", [overlay(tmp_path, invariants=own)])
    assert caught.value.lines("en").startswith(
        "smk/invariants.yaml:2:5: “berat-berkonferensi” is in the rulebook already (invariants.yaml:"
    )


#: With this in the small rulebook, a report takes a handover away: no rulebook should, but one could.
TRAP = """\
  - id: lapor-menggantikan
    layer: path
    title: {id: Lapor saja, en: Report only}
    when: {tracks: {wajib_lapor: polisi}}
    then: {parents: libatkan}
    overrides: [bk-dokter]
    because: {id: Begitu., en: So.}
    basis: praktik
    codes: [H-05]
  - id: bk-dokter
    layer: path
    title: {id: Ke dokter, en: To a doctor}
    when: {problem: membolos}
    then: {tracks: {alih_tangan_kasus: dokter}}
    because: {id: Begitu., en: So.}
    basis: praktik
    codes: [H-05]
  - id: bk-tidak-menangani
"""


def test_what_takes_a_track_away_is_refused_with_the_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "base"
    home.mkdir()
    write(home, changed("authority.yaml", "  - id: bk-tidak-menangani\n", TRAP))
    report = rule(layer="substance", when="{problem: membolos}", then="{tracks: {wajib_lapor: polisi}}")
    monkeypatch.setattr("triage.service.overlaid.invariants_of", lambda *_: ((), ()))
    monkeypatch.setattr("triage.service.overlaid.broken", lambda *_: ())
    with pytest.raises(RulebookProblems) as caught:
        load_overlaid(home, [overlay(tmp_path, safety=report)])

    case = "{asker: wali_kelas, problems: [{category: membolos}], facts: {}}"
    assert caught.value.lines("id").splitlines() == [
        "smk/safety.yaml:2:5: folder tambahan smk hanya dapat menaikkan dan menambah, tetapi di kasus ini "
        "ada "
        "yang turun atau hilang: − alih_tangan_kasus dokter; aturan tambahan yang berlaku di situ: tambah "
        f"(smk/safety.yaml:2:5); kasus: {case}"
    ]
    assert caught.value.lines("en").splitlines() == [
        "smk/safety.yaml:2:5: overlay smk may only raise and add, but in this case something is lower or "
        "gone: "
        "− alih_tangan_kasus dokter; rules of overlays that hold there: tambah (smk/safety.yaml:2:5); case: "
        f"{case}"
    ]


def test_the_rulebook_against_itself(book: Rulebook) -> None:
    assert calmer(book, book) is None
    assert broken(book, ()) == ()


def test_a_proved_copy_is_kept_and_made_anew_when_anything_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, proofs = tmp_path / "base", []
    home.mkdir()
    write(home)
    folder = overlay(tmp_path, safety=rule(then="{severity_at_least: berat}"))

    def proved(base: Path, overlays: list[Path]) -> Rulebook:
        from triage.rulebook.loading import load_rulebook as merge

        proofs.append(1)
        return merge(base, overlays=overlays)

    monkeypatch.setattr("triage.service.overlaid.load_overlaid", proved)
    first = open_rulebook(home, [folder])
    assert open_rulebook(home, [folder]) == first
    assert open_rulebook(home).version == "1.2.3"
    assert len(proofs) == 1
    (folder / "invariants.yaml").write_text("invariants: []\n", encoding="utf-8")
    assert open_rulebook(home, [folder]).sha256 == first.sha256
    assert len(proofs) == 2
    overlay(tmp_path, safety=rule(then="{severity_at_least: sedang}"))
    assert open_rulebook(home, [folder]).sha256 != first.sha256
    assert len(proofs) == 3


def test_what_was_refused_is_never_kept(tmp_path: Path) -> None:
    folder = overlay(tmp_path, safety=rule(id="luka-dokter"))
    for _ in range(2):
        with pytest.raises(RulebookProblems):
            open_rulebook(None, [folder])
    assert not list((tmp_path / "cache").rglob("*.json"))


def test_the_rooms_that_prove_are_all_there() -> None:
    package = Path(triage.service.opening.__file__).parent.parent
    assert all((package / room).is_dir() for room in triage.service.opening._PROVING)

"""Small changes of a copy of the shipped rules: the region in words, its direction, its witness."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.rulebook.small import write
from triage.case.model import Case, Problem
from triage.cli.rules_diff_told import Told
from triage.deciding.errors import NoPath
from triage.rulebook.loading import load_rulebook
from triage.rulebook.model import Condition, Procedure, Rulebook
from triage.service.advisor import Advisor
from triage.verify.difference import Difference, Unconfirmed, compare
from triage.verify.difference.change import Change
from triage.verify.difference.edits import Edit, edits
from triage.verify.difference.region import Region
from triage.vocabulary.values import replace


class Copy:
    """A copy of the shipped rules that a test changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "rules", folder, ignore=shutil.ignore_patterns("*.cases.yaml"))

    def swap(self, file: str, old: str, new: str) -> Copy:
        """The one place that reads ``old`` reads ``new``."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return self

    def swap_in(self, file: str, id: str, old: str, new: str) -> Copy:
        """The same within the rule or procedure ``id``."""
        block = self._block(file, id)
        assert block.count(old) == 1, f"{old!r} stands {block.count(old)} times in {id}"
        return self.swap(file, block, block.replace(old, new))

    def drop(self, file: str, id: str) -> Copy:
        """Without the rule ``id``."""
        return self.swap(file, self._block(file, id), "")

    def _block(self, file: str, id: str) -> str:
        text = (self.folder / file).read_text(encoding="utf-8")
        found = re.search(rf"^  - id: {id}\n(?:(?!  - id: |  # ---|\S).*\n?)*", text, re.MULTILINE)
        assert found is not None
        return found[0]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "rules")


@pytest.fixture
def small(tmp_path: Path) -> Rulebook:
    """A rulebook of nine rules, where even comparing everything takes no time."""
    folder = tmp_path / "small"
    folder.mkdir()
    return load_rulebook(write(folder))


def differ(old: Rulebook, new: Rulebook) -> Difference:
    return compare(old, new, *(Advisor(book, "reference").decide_afresh for book in (old, new)))


def find(difference: Difference, direction: str, *kinds: str) -> list[Region]:
    """The regions of ``direction`` with just these kinds of changes."""
    return [
        region
        for region in difference.regions
        if region.direction == direction and sorted(change.kind for change in region.changes) == sorted(kinds)
    ]


def words(old: Rulebook, regions: Iterable[Region], new: Rulebook | None = None) -> set[str]:
    told = Told(old, new or old, "id")
    return {f"{told.where(region)}: {told.what(region.changes or region.sometimes)}" for region in regions}


def pairs(procedure: Procedure) -> set[tuple[str, str]]:
    return {(action, party) for action, parties in procedure.of for party in parties}


def test_a_rulebook_is_equivalent_to_itself(book: Rulebook) -> None:
    found = differ(book, book)
    assert found.equivalent
    assert (found.compared, found.lowered) == (0, False)


def test_the_order_of_rules_keys_and_files_changes_nothing(book: Rulebook, copy: Copy) -> None:
    moved = copy._block("severity.yaml", "narkoba-berat")
    copy.drop("severity.yaml", "narkoba-berat")
    path = copy.folder / "safety.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + moved, encoding="utf-8")
    new = load_rulebook(copy.folder)
    # Only the rules that name a lead keep their order: of several that hold the last one leads.
    leading = tuple(rule for rule in new.rules if rule.then.lead is not None)
    others = tuple(rule for rule in new.rules if rule.then.lead is None)
    found = differ(book, replace(new, rules=(*leading, *others[::-1]), version="9.9.9"))
    assert found.equivalent, found.edits
    assert found.compared == 0


def test_a_raised_severity(book: Rulebook, copy: Copy) -> None:
    copy.swap_in("severity.yaml", "minuman-keras-menengah-sedang", "severity: sedang", "severity: berat")
    new = load_rulebook(copy.folder)
    found = differ(book, new)
    raised = find(found, "more", "severity", "urgency", "track")
    assert words(book, raised) == {
        "minuman_keras tahap menengah (bukan saksi): kini berat (sebelumnya sedang); "
        "kini segera (sebelumnya rutin); + konferensi_kasus guru_bk",
        "minuman_keras tahap menengah (saksi): kini berat (sebelumnya sedang); "
        "kini segera (sebelumnya rutin); + konferensi_kasus guru_bk",
    }
    first = next(region for region in raised if region.witness.problems[0].peran is None)
    assert first.witness.problems == (Problem("minuman_keras", None, (("tahap", "menengah"),)),)
    assert first.witness.facts == ()
    assert first.before is not None
    assert first.after is not None
    assert (first.before.severity, first.after.severity) == ("sedang", "berat")
    # And what nobody would look for: the psychologist came with the grade before facts, which is gone.
    lost = find(found, "less", "track")
    assert words(book, lost) == {
        "minuman_keras tahap menengah (bukan saksi), upaya_sekolah_gagal ya, (bahaya_saat_ini ya atau "
        "gejala_jiwa ya atau senjata ya): − alih_tangan_kasus psikolog"
    }
    assert found.lowered
    assert found.edits == (Edit("rule", "minuman-keras-menengah-sedang", "changed", ("then",)),)
    assert not found.edits[0].words


def test_a_lowered_severity_comes_first(book: Rulebook, copy: Copy) -> None:
    copy.swap_in("severity.yaml", "takut-penyakit-sedang", "severity: sedang", "severity: ringan")
    found = differ(book, load_rulebook(copy.folder))
    assert found.lowered
    assert {region.direction for region in found.regions} == {"less"}
    told = Told(book, book, "en")
    first = found.regions[0]
    assert told.where(first).startswith("takut_penyakit, asked by ")
    assert Change("severity", "", "sedang", "ringan") in first.changes
    assert told.unless(first).startswith("as long as none of these is ya: bahaya_saat_ini, ")
    assert first.where.holds(first.witness)
    assert not first.where.holds(replace(first.witness, facts=(("luka", "ya"),)))


def test_a_party_swapped(book: Rulebook, copy: Copy) -> None:
    copy.swap_in("authority.yaml", "narkoba-bnn", "alih_tangan_kasus: bnn", "alih_tangan_kasus: psikolog")
    found = differ(book, load_rulebook(copy.folder))
    assert words(book, find(found, "less", "track", "track")) == {
        "narkoba (bukan saksi): − alih_tangan_kasus bnn; + alih_tangan_kasus psikolog"
    }
    assert words(book, find(found, "less", "track")) == {
        "narkoba (bukan saksi), (sumber_bahaya_di_rumah ya atau unsur_paksaan ya): − alih_tangan_kasus bnn"
    }
    for region in found.regions:
        assert region.before is not None
        assert region.after is not None
        assert ("alih_tangan_kasus", "bnn") in {(track.action, track.to) for track in region.before.tracks}
        assert ("alih_tangan_kasus", "bnn") not in {(track.action, track.to) for track in region.after.tracks}


def test_a_condition_dropped(book: Rulebook, copy: Copy) -> None:
    copy.swap_in(
        "safety.yaml",
        "kriminal-wajib-lapor",
        "      facts: {sudah_diproses_hukum: [tidak, tidak_tahu]}\n",
        "",
    )
    found = differ(book, load_rulebook(copy.folder))
    assert not found.lowered
    assert "kriminal (bukan saksi), sudah_diproses_hukum ya: + wajib_lapor polisi" in words(
        book, found.regions
    )
    assert {region.direction for region in found.regions} == {"more"}
    assert all(dict(region.witness.facts)["sudah_diproses_hukum"] == "ya" for region in found.regions)


def test_an_override_removed_shows_in_pairs_too(book: Rulebook, copy: Copy) -> None:
    copy.drop("authority.yaml", "lapor-menggantikan-konsultasi-polisi")
    found = differ(book, load_rulebook(copy.folder))
    told = words(book, find(found, "other", "track"))
    assert len(told) == len(found.regions)
    assert {
        "mencuri tingkat sedang (bukan saksi), unsur_paksaan ya: + konsultasi polisi",
        "mencuri tingkat sedang (bukan saksi) bersama kriminal: + konsultasi polisi",
        "mencuri tingkat sedang (bukan saksi) bersama kekerasan_seksual: + konsultasi polisi",
    } <= told
    pair = next(region for region in found.regions if len(region.witness.problems) == 2)
    for problem in pair.witness.problems:
        alone = replace(pair.witness, problems=(problem,))
        assert not any(region.where.holds(alone) for region in found.regions)


def test_parents_drawn_in_is_less_urgent(book: Rulebook, copy: Copy) -> None:
    copy.swap_in("safety.yaml", "rumah-belum-jelas-tunda", ", kehamilan]", "]")
    found = differ(book, load_rulebook(copy.folder))
    assert words(book, found.regions) == {
        "kehamilan (bukan saksi), sumber_bahaya_di_rumah tidak_tahu: "
        "orang tua kini libatkan (sebelumnya tunda)",
    }
    assert found.lowered


def test_no_path_left_is_less_urgent(small: Rulebook) -> None:
    path = replace(small, rules=tuple(rule for rule in small.rules if rule.id != "bk-menangani"))
    found = differ(small, path)
    assert {region.changes for region in found.regions} == {(Change("path", "", "ya", "tidak"),)}
    assert found.lowered
    for region in found.regions:
        assert region.before is not None
        assert region.after is None
    back = differ(path, small)
    assert {region.direction for region in back.regions} == {"more"}
    assert Told(small, path, "id").what(back.regions[0].changes) == "kini ada keputusan"


def test_a_step_done_later(book: Rulebook) -> None:
    procedure = next(one for one in book.procedures if "bnn" in {party for _, party in pairs(one)})
    changed = replace(procedure, steps=(replace(procedure.steps[0], by="tujuh_hari"), *procedure.steps[1:]))
    new = replace(book, procedures=tuple(changed if one is procedure else one for one in book.procedures))
    found = differ(book, new)
    tracks = {f"{action} {party}" for action, parties in procedure.of for party in parties}
    assert {region.where.track for region in found.regions} <= tracks
    step = procedure.steps[0]
    for region in found.regions:
        told = Told(book, new, "id")
        assert told.what(region.changes or region.sometimes) == (
            f"batas langkah {step.id}: {step.by} → tujuh_hari"
        )
        assert region.direction == "other"
    assert not found.lowered
    assert found.edits == (Edit("procedure", procedure.id, "changed", (f"steps.{step.id}.by",)),)
    assert not found.edits[0].words


def test_only_words_changed(book: Rulebook) -> None:
    first = book.procedures[0]
    step = replace(first.steps[0], text=first.steps[0].text._replace(id="Lain."))
    rules = (replace(book.rules[0], title=book.rules[1].title, codes=("Z-01",)), *book.rules[1:])
    procedures = (replace(first, steps=(step, *first.steps[1:])), *book.procedures[1:])
    found = differ(book, replace(book, rules=rules, procedures=procedures))
    assert found.same
    assert not found.equivalent
    assert not found.lowered
    assert found.edits == (
        Edit("rule", book.rules[0].id, "changed", ("title", "codes")),
        Edit("procedure", first.id, "changed", (f"steps.{step.id}.text",)),
    )
    assert all(edit.words for edit in found.edits)


def test_a_requirement_no_longer_waived(book: Rulebook, copy: Copy) -> None:
    copy.swap_in("procedures.yaml", "orang-tua-jangan-gugur", "orang_tua: gugur", "orang_tua: menyusul")
    found = differ(book, load_rulebook(copy.folder))
    told = words(book, found.regions)
    assert any(
        one.startswith("alih_tangan_kasus psikolog, pada sebagian kasus: syarat orang_tua: gugur → menyusul")
        for one in told
    ), told
    for region in found.regions:
        assert region.before is not None
        assert region.before.parents == "jangan"


def test_a_step_removed_and_another_added(small: Rulebook) -> None:
    procedure = next(one for one in small.procedures if ("darurat", "layanan_darurat") in pairs(one))
    gone, *rest = procedure.steps
    changed = replace(procedure, steps=(replace(gone, id="lain"), *rest))
    new = replace(small, procedures=tuple(changed if one is procedure else one for one in small.procedures))
    found = differ(small, new)
    assert words(small, found.regions) == {
        f"darurat layanan_darurat: − langkah {gone.id}; + langkah lain",
        f"wajib_lapor polisi: − langkah {gone.id}; + langkah lain",
    }
    assert found.edits[0].parts == (f"steps.-{gone.id}", "steps.+lain")


def test_only_the_order_of_steps_changed(small: Rulebook) -> None:
    procedure = next(one for one in small.procedures if len(one.steps) > 1)
    changed = replace(procedure, steps=procedure.steps[::-1])
    new = replace(small, procedures=tuple(changed if one is procedure else one for one in small.procedures))
    found = differ(small, new)
    assert {change.kind for region in found.regions for change in (*region.changes, *region.sometimes)} == {
        "order"
    }
    assert found.edits == (Edit("procedure", procedure.id, "changed", ("steps.order",)),)


def test_what_only_one_book_has_is_said_and_the_rest_compared(small: Rulebook) -> None:
    words_ = small.vocabulary
    categories = {**words_.categories, "mencuri": replace(words_.categories["membolos"], id="mencuri")}
    attribute = categories["minuman_keras"].attributes["tahap"]
    attribute = replace(attribute, values={**attribute.values, "akhir": attribute.values["awal"]})
    categories["minuman_keras"] = replace(categories["minuman_keras"], attributes={"tahap": attribute})
    facts = {**words_.facts, "senjata": replace(words_.facts["luka"], id="senjata")}
    grade = next(rule for rule in small.rules if rule.id == "membolos-ringan")
    wider = replace(grade, when=replace(grade.when, problem=frozenset({"membolos", "mencuri"})))
    armed = replace(
        next(rule for rule in small.rules if rule.id == "luka-naik"),
        id="senjata-naik",
        when=Condition(facts=(("senjata", frozenset({"ya"})),)),
    )
    more = replace(
        small,
        vocabulary=replace(words_, categories=categories, facts=facts),
        rules=(*(wider if rule is grade else rule for rule in small.rules), armed),
    )
    added = {("category", "mencuri"), ("fact", "senjata"), ("value", "minuman_keras.tahap akhir")}
    found = differ(small, more)
    assert added < {(edit.kind, edit.id) for edit in found.edits if edit.how == "added"}
    assert found.same
    assert not found.lowered
    back = differ(more, small)
    assert {(edit.kind, edit.id) for edit in back.edits if edit.narrows} == added
    assert back.same
    assert back.lowered


def test_a_default_role_changed(small: Rulebook) -> None:
    words_ = small.vocabulary
    category = replace(words_.categories["membolos"], role="korban")
    new = replace(small, vocabulary=replace(words_, categories={**words_.categories, "membolos": category}))
    found = differ(small, new)
    assert found.edits == (Edit("category", "membolos", "changed", ("role",)),)
    assert found.regions
    for region in found.regions:
        assert "membolos" in {problem.category for problem in region.witness.problems}
        assert {problem.peran for problem in region.witness.problems if problem.category == "membolos"} == {
            None
        }
    assert any(one.startswith("membolos (tanpa peran)") for one in words(small, found.regions, new))


def test_a_rule_renamed_changes_no_decision(book: Rulebook) -> None:
    # One that takes part in no override, which would be another rule's.
    named = {id for rule in book.rules for id in (*rule.overrides, *([rule.id] if rule.overrides else []))}
    old = next(rule.id for rule in book.rules if rule.layer == "grade" and rule.id not in named)
    rules = tuple(replace(rule, id="baru") if rule.id == old else rule for rule in book.rules)
    found = differ(book, replace(book, rules=rules))
    assert found.same
    assert [(edit.id, edit.how, edit.words) for edit in found.edits] == [
        (old, "removed", False),
        ("baru", "added", False),
    ]


def test_draft_rules_and_overrides_of_them_do_nothing(book: Rulebook) -> None:
    draft = replace(book.rules[0], id="rancangan", status="draft")
    last = replace(book.rules[-1], overrides=(*book.rules[-1].overrides, "rancangan"))
    found = differ(book, replace(book, rules=(*book.rules[:-1], last, draft)))
    assert found.same
    assert found.compared == 0


def test_a_difference_that_deciding_does_not_show_is_never_told(book: Rulebook, copy: Copy) -> None:
    copy.swap_in("severity.yaml", "takut-penyakit-sedang", "severity: sedang", "severity: ringan")
    decide: Callable[[Case], object] = Advisor(book, "reference").decide_afresh

    def none(_: Case) -> object:
        raise NoPath("lead")

    new = load_rulebook(copy.folder)
    for wrong in ((decide, decide), (decide, none), (none, none)):
        with pytest.raises(Unconfirmed):
            compare(book, new, *wrong)  # type: ignore[arg-type]


def test_edits_of_everything_else(book: Rulebook) -> None:
    no = replace(book.prohibitions[0], instead=())
    contact = replace(book.contacts[0], reach="000")
    deadlines = dict(book.vocabulary.deadlines)
    id, deadline = next((id, one) for id, one in deadlines.items() if one.hours is not None)
    deadlines[id] = replace(deadline, hours=9999)
    new = replace(
        book,
        prohibitions=(no, *book.prohibitions[1:]),
        contacts=(contact, *book.contacts[1:]),
        vocabulary=replace(book.vocabulary, deadlines=deadlines),
    )
    found = edits(book, new)
    assert [(edit.kind, edit.parts, edit.words) for edit in found] == [
        ("prohibition", ("instead",), False),
        ("deadline", ("hours",), False),
        ("contact", ("reach",), False),
    ]

"""The contract's invariants (section 6), over any case that the vocabulary can express."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.tables import DANGERS
from tests.strategies import CATEGORIES, cases, problems, random_case, with_fact
from triage.decision.model import Decision
from triage.service.advisor import Advisor
from triage.vocabulary.closed import ACTION_ORDER, SEVERITY_RANK, URGENCY_RANK

FACES_PARENTS = re.compile(
    r"orang ?tua|ortu|wali murid|keluarga|kunjungan rumah|parent|famil|home visit", re.I
)
OUTSIDE = {"psikolog", "psikiater", "dokter", "bnn", "ahli_agama_adat"}
OUTSIDE_NEEDS = {
    "data_lengkap",
    "surat_pengantar",
    "persetujuan_siswa",
    "orang_tua",
    "waktu_tempat",
    "laporan_balik",
}
ACTING = {"darurat", "alih_tangan_kasus", "penanganan", "pendampingan"}


def decide(advisor: Advisor, case: dict[str, Any]) -> Decision:
    return advisor.decide_afresh(advisor.read(case))


def pairs(decision: Decision) -> set[tuple[str, str]]:
    return {(track.action, track.to) for track in decision.tracks}


def roles(advisor: Advisor, case: dict[str, Any]) -> dict[str, str]:
    """Category → role as the rules read it."""
    categories = advisor.book.vocabulary.categories
    out = {}
    for problem in case["problems"]:
        category = categories[problem["category"]]
        role = problem.get("peran", category.role)
        out[category.id] = category.role_read_as.get(role, role)
    return out


@given(case=cases())
def test_1_the_police_are_never_the_goal_of_a_handover(case: dict[str, Any], quick: Advisor) -> None:
    assert ("alih_tangan_kasus", "polisi") not in pairs(decide(quick, case))


@given(case=cases(), crime=problems("kriminal"))
def test_2_a_crime_not_yet_processed_is_reported_and_waits_for_nothing(
    case: dict[str, Any], crime: dict[str, str], quick: Advisor
) -> None:
    others = [problem for problem in case["problems"] if problem["category"] != "kriminal"]
    case = {**case, "problems": [*others, crime]}
    if case["facts"].get("sudah_diproses_hukum") == "ya":
        case = with_fact(case, "sudah_diproses_hukum", "tidak_tahu")
    report = next(
        track for track in decide(quick, case).tracks if (track.action, track.to) == ("wajib_lapor", "polisi")
    )
    assert (report.requires, report.waived) == ((), ())


@given(case=cases())
def test_3_heavy_has_a_conference_and_light_goes_nowhere_outside(
    case: dict[str, Any], quick: Advisor
) -> None:
    decision = decide(quick, case)
    if decision.severity == "berat":
        assert ("konferensi_kasus", "guru_bk") in pairs(decision)
    if decision.severity == "ringan":
        outside = {("alih_tangan_kasus", to) for to in OUTSIDE}
        assert not {pair for pair in pairs(decision) if pair in outside or pair[0] == "wajib_lapor"}


@given(case=cases(), attempt=problems("percobaan_bunuh_diri"))
def test_4_an_attempt_has_a_psychiatrist_and_an_emergency_unless_the_danger_is_over(
    case: dict[str, Any], attempt: dict[str, str], quick: Advisor
) -> None:
    others = [problem for problem in case["problems"] if problem["category"] != "percobaan_bunuh_diri"]
    case = {**case, "problems": [*others, attempt]}
    if attempt.get("peran") == "saksi":
        return
    found = pairs(decide(quick, case))
    assert ("alih_tangan_kasus", "psikiater") in found
    if case["facts"].get("bahaya_saat_ini") != "tidak":
        assert ("darurat", "layanan_darurat") in found


def no_less(before: Decision, after: Decision) -> None:
    assert SEVERITY_RANK[after.severity] >= SEVERITY_RANK[before.severity]
    assert URGENCY_RANK[after.urgency] >= URGENCY_RANK[before.urgency]
    first = {pair for pair in pairs(before) if ACTION_ORDER[pair[0]] <= 4}  # type: ignore[index]
    assert first <= pairs(after)


@given(case=cases(), fact=st.sampled_from(DANGERS))
def test_5_a_danger_never_lowers_and_never_removes(case: dict[str, Any], fact: str, quick: Advisor) -> None:
    no_less(decide(quick, case), decide(quick, with_fact(case, fact, "ya")))


@given(case=cases(), more=problems())
def test_6_another_problem_never_lowers_and_never_removes(
    case: dict[str, Any], more: dict[str, str], quick: Advisor
) -> None:
    if more["category"] in {problem["category"] for problem in case["problems"]}:
        return
    no_less(decide(quick, case), decide(quick, {**case, "problems": [*case["problems"], more]}))


@given(case=cases())
def test_7_somebody_leads_somebody_acts_and_every_track_is_justified(
    case: dict[str, Any], quick: Advisor
) -> None:
    decision = decide(quick, case)
    assert decision.lead in {"wali_kelas", "guru_bk"}
    assert ACTING & {track.action for track in decision.tracks}
    fired = {item.rule for item in decision.justification}
    for track in decision.tracks:
        assert track.rules
        assert set(track.rules) <= fired
        assert track.steps


@given(case=cases())
def test_8_reports_require_nothing_and_outside_handovers_have_all_or_a_waiver(
    case: dict[str, Any], quick: Advisor
) -> None:
    decision = decide(quick, case)
    for track in decision.tracks:
        if track.action in ("darurat", "wajib_lapor"):
            assert (track.requires, track.waived) == ((), ())
        if track.action == "alih_tangan_kasus" and track.to in OUTSIDE:
            leave = (
                "izin_pengawas" if case["facts"].get("konflik_pimpinan") == "ya" else "izin_kepala_sekolah"
            )
            conference = {"setelah_konferensi"} if decision.severity == "berat" else set()
            named = {item.id for item in (*track.requires, *track.waived)}
            assert OUTSIDE_NEEDS | {leave} | conference <= named
        assert all(item.rule for item in track.waived)


@given(case=cases())
def test_9_nothing_faces_parents_who_may_not_know(case: dict[str, Any], quick: Advisor) -> None:
    decision = decide(quick, case)
    for lang in ("id", "en"):
        for track in quick.told(decision, lang)["tracks"]:  # type: ignore[arg-type]
            parts = [*track["steps"], *track["requires"], *track["documents"]]
            if decision.parents == "jangan":
                assert [part["text"] for part in parts if FACES_PARENTS.search(part["text"])] == []
                assert not any(step["faces_parents"] for step in track["steps"])
            elif decision.parents == "tunda":
                early = [step for step in track["steps"] if step["phase"] != "setelah_rumah_aman"]
                facing = [part["text"] for part in (*early, *track["requires"], *track["documents"])]
                assert [text for text in facing if FACES_PARENTS.search(text)] == []
                assert not any(step["faces_parents"] for step in early)


@given(case=cases(), seed=st.integers(0, 1_000))
def test_10_the_order_of_problems_and_facts_changes_nothing(
    case: dict[str, Any], seed: int, quick: Advisor
) -> None:
    rnd = random.Random(seed)
    shuffled = {
        "facts": dict(rnd.sample(list(case["facts"].items()), len(case["facts"]))),
        "problems": rnd.sample(case["problems"], len(case["problems"])),
        "asker": case["asker"],
    }
    assert quick.told(decide(quick, shuffled)) == quick.told(decide(quick, case))


@given(case=cases())
def test_nobody_is_told_to_consult_themself(case: dict[str, Any], quick: Advisor) -> None:
    assert ("konsultasi", case["asker"]) not in pairs(decide(quick, case))


@given(case=cases())
def test_a_principal_who_is_involved_has_no_say(case: dict[str, Any], quick: Advisor) -> None:
    decision = decide(quick, with_fact(case, "konflik_pimpinan", "ya"))
    assert ("konsultasi", "kepala_sekolah") not in pairs(decision)
    asked = {step.step for track in decision.tracks for step in track.steps if "kepala_sekolah" in step.who}
    assert asked == set()
    assert "izin_kepala_sekolah" not in {item.id for track in decision.tracks for item in track.requires}


@given(case=cases())
def test_a_refusal_holds_only_where_nothing_presses(case: dict[str, Any], quick: Advisor) -> None:
    """Same day and emergency: a refusal holds the experts only for sexual violence alone."""
    from tests.contract import oracle

    refused = with_fact(case, "setuju_siswa", "tidak")
    verdict = oracle.judge(refused)
    for track in decide(quick, refused).tracks:
        if track.action == "alih_tangan_kasus" and track.to in ("dokter", "psikolog", "psikiater"):
            held = {item.id for item in track.requires if item.state == "menunggu"}
            assert held == ({"persetujuan_siswa"} if verdict.refusal_holds else set())


@given(case=cases())
def test_the_parents_refusal_holds_nothing(case: dict[str, Any], quick: Advisor) -> None:
    before, after = (
        decide(quick, with_fact(case, "setuju_ortu", answer)) for answer in ("tidak_tahu", "tidak")
    )
    assert pairs(before) == pairs(after)
    waiting = {item.id for track in after.tracks for item in track.requires if item.state == "menunggu"}
    assert "orang_tua" not in waiting


@pytest.mark.prove
@pytest.mark.parametrize("fact", DANGERS)
def test_5_at_length(fact: str, quick: Advisor) -> None:
    rnd = random.Random(fact)
    for _ in range(3_000):
        case = random_case(rnd)
        no_less(decide(quick, case), decide(quick, with_fact(case, fact, "ya")))


@pytest.mark.prove
@pytest.mark.parametrize("category", CATEGORIES)
def test_6_at_length(category: str, quick: Advisor) -> None:
    rnd = random.Random(category)
    for _ in range(600):
        case = random_case(rnd, most=2)
        if category not in {problem["category"] for problem in case["problems"]}:
            more = [*case["problems"], {"category": category}]
            no_less(decide(quick, case), decide(quick, {**case, "problems": more}))

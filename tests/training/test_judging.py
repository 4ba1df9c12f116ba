"""What is said of an answer: right, too little, too much, elsewhere, and how grave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.asked import CLASS_TEACHER, CONFERENCE, REPORT, case_of, drill_of
from triage.case.model import Case
from triage.inference.reference import ReferenceEvaluator
from triage.service.advisor import Advisor
from triage.training.judging import OVER, judge, miss, weight
from triage.training.keys import Keys
from triage.training.misreading import with_fact
from triage.training.model import Answer, Drill, Judgement, Path
from triage.training.paths import path_of
from triage.vocabulary.closed import ACTIONS, SEVERITIES

paths = st.builds(
    Path,
    st.sampled_from(SEVERITIES),
    st.sampled_from(ACTIONS),
    st.sampled_from(["guru_bk", "polisi", "dokter"]),
)


def judged(
    advisor: Advisor, reference: ReferenceEvaluator, drill: Drill, path: Path, reason: str = ""
) -> Judgement:
    key = Keys(advisor.book, reference).key(advisor.decide, drill)
    return judge(advisor.book, advisor.decide, drill, key, Answer(path, reason, 3))


def test_a_right_answer_with_a_rule_behind_the_path(quick: Advisor, reference: ReferenceEvaluator) -> None:
    drill = drill_of(case_of("guru", "bertengkar", senjata="ya"))
    assert judged(quick, reference, drill, REPORT, "senjata-wajib-lapor") == Judgement(
        severity=True, action=True, to=True, reason=True, miss="tepat", misread=(), weight=0.0
    )


@pytest.mark.parametrize("reason", ["sudah_diproses_hukum", "kriminal-berat"])
def test_a_fact_that_keeps_a_rule_away_is_a_reason_as_good_as_a_rule(
    quick: Advisor, reference: ReferenceEvaluator, reason: str
) -> None:
    drill = drill_of(case_of("guru_bk", "kriminal", sudah_diproses_hukum="ya"))
    assert judged(quick, reference, drill, CONFERENCE, reason).reason


def test_a_fact_that_changes_nothing_is_no_reason(quick: Advisor, reference: ReferenceEvaluator) -> None:
    drill = drill_of(case_of("guru_bk", "kriminal", sudah_diproses_hukum="ya", berulang="ya"))
    assert not judged(quick, reference, drill, CONFERENCE, "berulang").reason


def test_the_crime_that_is_already_before_the_law_was_overlooked(
    quick: Advisor, reference: ReferenceEvaluator
) -> None:
    """The feedback of the brief: “Anda melewatkan: perkara sudah diproses hukum”."""
    case = case_of("guru_bk", "kriminal", sudah_diproses_hukum="ya")
    drill = drill_of(case, with_fact(case, "sudah_diproses_hukum", "tidak_tahu"), "sudah_diproses_hukum")
    found = judged(quick, reference, drill, REPORT)
    first = found.misread[0]
    assert (found.miss, found.weight) == ("lebih", 0.4)
    assert (first.name, first.found, first.as_if) == ("sudah_diproses_hukum", "ya", "tidak_tahu")
    assert {"kriminal-wajib-lapor", "kriminal-diproses-bk"} <= set(first.rules)


def test_leaving_out_the_report_is_the_gravest_miss(quick: Advisor, reference: ReferenceEvaluator) -> None:
    drill = drill_of(case_of("guru", "bertengkar", senjata="ya"))
    found = judged(quick, reference, drill, CLASS_TEACHER)
    assert (found.severity, found.action, found.to, found.miss, found.weight) == (
        False, False, False, "kurang", 1.0,
    )  # fmt: skip
    assert found.misread[0].name == "senjata"


def test_reports_that_stand_side_by_side_are_each_a_right_first_step(
    quick: Advisor, reference: ReferenceEvaluator
) -> None:
    drill = drill_of(case_of("guru", "kekerasan_seksual"))
    assert judged(quick, reference, drill, Path("berat", "wajib_lapor", "uptd_ppa")).miss == "tepat"
    assert judged(quick, reference, drill, Path("berat", "wajib_lapor", "bnn")).miss == "lain"


def test_of_two_handovers_side_by_side_only_the_first_is_the_first_step(
    quick: Advisor, reference: ReferenceEvaluator
) -> None:
    """The class teacher hands over to the counsellor, who sees to the doctor."""
    drill = drill_of(case_of("wali_kelas", "penyakit_fisik"))
    assert judged(quick, reference, drill, Path("sedang", "alih_tangan_kasus", "guru_bk")).miss == "tepat"
    assert judged(quick, reference, drill, Path("sedang", "alih_tangan_kasus", "dokter")).miss == "lain"


@pytest.mark.parametrize(
    ("case", "given", "kind"),
    [
        # The same day: no conference is waited for, whoever of the right experts is named.
        (case_of("guru_bk", "percobaan_bunuh_diri", bahaya_saat_ini="tidak"), "psikiater", "tepat"),
        (case_of("guru_bk", "percobaan_bunuh_diri", bahaya_saat_ini="tidak"), "psikolog", "tepat"),
        (case_of("guru_bk", "menyakiti_diri"), "psikolog", "tepat"),
        (case_of("guru_bk", "kehamilan", luka="ya"), "dokter", "tepat"),
        # An expert whom the case does not need.
        (case_of("guru_bk", "menyakiti_diri"), "bnn", "kurang"),
        # The conference comes first, and so it does for an expert who is not a matter of hours.
        (case_of("guru_bk", "kehamilan"), "dokter", "kurang"),
        (case_of("guru_bk", "narkoba"), "bnn", "kurang"),
        (case_of("guru_bk", "narkoba", luka="ya"), "bnn", "kurang"),
        # Whoever is no counsellor hands over to the one who calls the conference.
        (case_of("wali_kelas", "kehamilan"), "guru_bk", "tepat"),
        (case_of("wali_kelas", "kehamilan"), "dokter", "kurang"),
        # The other counsellor calls no conference.
        (case_of("guru_bk", "kehamilan", hubungan_dekat="ya"), "konselor_lain", "kurang"),
        # A report comes before every handover.
        (case_of("guru_bk", "kekerasan_seksual"), "dokter", "kurang"),
    ],
)
def test_a_handover_that_waits_for_nothing_is_a_right_first_step_beside_the_conference(
    quick: Advisor, reference: ReferenceEvaluator, case: Case, given: str, kind: str
) -> None:
    found = judged(quick, reference, drill_of(case), Path("berat", "alih_tangan_kasus", given))
    right = kind == "tepat"
    assert (found.miss, found.action, found.weight == 0) == (kind, right, right)
    assert judged(quick, reference, drill_of(case), quick_path(quick, case)).miss == "tepat"


def test_at_a_lower_severity_the_same_handover_is_too_little(
    quick: Advisor, reference: ReferenceEvaluator
) -> None:
    drill = drill_of(case_of("guru_bk", "menyakiti_diri"))
    assert judged(quick, reference, drill, Path("sedang", "alih_tangan_kasus", "psikolog")).miss == "kurang"


def quick_path(advisor: Advisor, case: Case) -> Path:
    return path_of(advisor.decide(case))


@pytest.mark.parametrize(
    ("key", "answer", "kind", "grave"),
    [
        (REPORT, CONFERENCE, "kurang", 1.0),
        (CONFERENCE, CLASS_TEACHER, "kurang", 1.0),
        (CONFERENCE, Path("sedang", "konferensi_kasus", "guru_bk"), "kurang", 0.7),
        (CONFERENCE, Path("berat", "penanganan", "guru_bk"), "kurang", 0.4),
        (CLASS_TEACHER, CONFERENCE, "lebih", 0.4),
        (CONFERENCE, REPORT, "lebih", 0.4),
        (Path("sedang", "wajib_lapor", "polisi"), CONFERENCE, "kurang", 1.0),
        (CLASS_TEACHER, Path("sedang", "konsultasi", "guru_bk"), "lebih", 0.28),
        (CLASS_TEACHER, Path("ringan", "penanganan", "guru_bk"), "lain", 0.2),
    ],
)
def test_kinds_and_weights_of_misses(key: Path, answer: Path, kind: str, grave: float) -> None:
    assert (miss(key, answer), weight(key, answer)) == (kind, grave)


@given(paths)
def test_the_key_itself_is_right_and_weighs_nothing(path: Path) -> None:
    assert (miss(path, path), weight(path, path)) == ("tepat", 0.0)


@given(paths, paths)
def test_too_little_weighs_two_to_three_times_the_same_mistake_the_other_way(key: Path, answer: Path) -> None:
    if miss(key, answer) == "kurang" and miss(answer, key) == "lebih":
        assert weight(answer, key) == pytest.approx(OVER * weight(key, answer), abs=1e-3)
        assert 2 <= weight(key, answer) / weight(answer, key) <= 3


@given(paths, paths)
def test_no_two_paths_do_too_much_both_ways(one: Path, other: Path) -> None:
    assert (miss(one, other), miss(other, one)) != ("lebih", "lebih")

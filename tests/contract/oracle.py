"""The contract's sections 1 to 5, written down once more in plain Python.

This is a test's yardstick, not a part of the engine: it shares no code with it and reads no rule
file, so that the two can only agree where both follow the contract. Comments name the place in the
contract that a line transcribes. Steps, requirements and wording are left out; what a decision says
of severity, urgency, lead, tracks, parents, notices and questions is here in full.

A case is a plain dictionary: ``{"asker": ..., "problems": [{"category": ..., "peran": ..., "tahap":
..., "tingkat": ...}], "facts": {...: "ya" | "tidak" | "tidak_tahu"}}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from .tables import (
    ACTIONS,
    BY_ATTRIBUTE,
    FACTS,
    HEALTH_EXPERTS,
    KORBAN,
    NO_FAILED_EFFORT,
    OPEN_CASE_FOR_PELAKU,
    OPEN_CASE_FOR_SAKSI,
    PARTIES,
    PELAKU,
    READ_ALWAYS,
    READ_AS_KORBAN,
    READ_BY,
    REPORTED_WITH_WEAPON,
    SAME_DAY,
    SELF_HARM,
    SEVERITIES,
    SEVERITY,
    URGENCIES,
)

Pair = tuple[str, str]
Case = Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What the contract says of a case; ``base`` and ``grade`` are per category, before and after facts.

    ``same_day``: the same-day exception holds. ``refusal_holds``: with ``setuju_siswa: tidak`` an
    ATK of this case to dokter, psikiater or psikolog would wait.
    """

    severity: str
    urgency: str
    lead: str
    parents: str
    tracks: frozenset[Pair]
    notices: frozenset[str]
    same_day: bool
    refusal_holds: bool
    base: Mapping[str, str]
    grade: Mapping[str, str]

    @property
    def outcome(self) -> tuple[str, str, str, frozenset[Pair]]:
        """The four things that questions compare."""
        return self.severity, self.urgency, self.parents, self.tracks

    @property
    def listed(self) -> list[str]:
        """The tracks as ``action party``, in the order of a decision."""
        ranked = sorted(self.tracks, key=lambda pair: (ACTIONS.index(pair[0]), PARTIES.index(pair[1])))
        return [f"{action} {party}" for action, party in ranked]


def role_of(problem: Mapping[str, Any]) -> str:
    """The role as the contract reads it: the default where none is stated, some ``mengalami`` as korban."""
    category, stated = problem["category"], problem.get("peran")
    if stated is None:
        return "pelaku" if category in PELAKU else "korban" if category in KORBAN else "mengalami"
    if stated == "mengalami" and category in READ_AS_KORBAN:
        return "korban"
    return str(stated)


def attribute_of(problem: Mapping[str, Any]) -> str | None:
    """The value of the problem's attribute, None while it is unknown or where it has none."""
    named = BY_ATTRIBUTE.get(problem["category"])
    value = problem.get(named[0]) if named else None
    return None if value == "tidak_tahu" else value


def fact_of(facts: Mapping[str, Any], name: str) -> str:
    """One fact as ya, tidak or tidak_tahu; absent and None are tidak_tahu."""
    value = facts.get(name)
    if value is None:
        return "tidak_tahu"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)


def _highest(scale: tuple[str, ...], values: Iterable[str]) -> str:
    return scale[max(scale.index(value) for value in values)]


def _base(problem: Mapping[str, Any], role: str) -> str:
    """Section 2, before facts; a saksi has at most sedang."""
    category = problem["category"]
    graded = category in BY_ATTRIBUTE
    given = BY_ATTRIBUTE[category][1][attribute_of(problem)] if graded else SEVERITY[category]
    return "sedang" if role == "saksi" and given == "berat" else given


def _own_row_raises(problem: Mapping[str, Any], yes: frozenset[str]) -> bool:
    """Section 2, the facts of a category's own row: does one of them make it berat?"""
    match problem["category"]:
        case "bertengkar":
            return "senjata" in yes
        case "gangguan_emosional":
            return attribute_of(problem) is None and "gangguan_fungsi" in yes
        case "perkelahian_antar_sekolah":
            return bool(yes & {"luka", "luka_orang_lain"})
        case "zat_adiktif_lain":
            return "upaya_sekolah_gagal" in yes
        case "perundungan":
            return bool(yes & {"luka", "luka_orang_lain", "berulang"})
    return False


def judge(case: Case) -> Verdict:
    """The decision of the contract for one case, without its steps."""
    problems: list[Mapping[str, Any]] = list(case["problems"])
    asker: str = case["asker"]
    facts: Mapping[str, Any] = case.get("facts") or {}
    roles = {problem["category"]: role_of(problem) for problem in problems}
    known = {name: fact_of(facts, name) for name in FACTS}

    # Section 5, parents: kekerasan_keluarga of a korban counts as the fact, unless that is tidak.
    if roles.get("kekerasan_keluarga") == "korban" and known["sumber_bahaya_di_rumah"] == "tidak_tahu":
        known["sumber_bahaya_di_rumah"] = "ya"
    yes = frozenset(name for name, value in known.items() if value == "ya")

    # Section 2: severity of each problem, then the table of facts that raise any problem.
    base = {problem["category"]: _base(problem, roles[problem["category"]]) for problem in problems}
    raised, urgency = ["ringan"], ["rutin"]
    if "bahaya_saat_ini" in yes:
        raised.append("berat")
        urgency.append("darurat")
    if yes & {"senjata", "unsur_paksaan", "sumber_bahaya_di_rumah", "gejala_jiwa"}:
        raised.append("berat")
        urgency.append("segera")
    if yes & {"luka", "luka_orang_lain"}:
        raised.append("sedang")
        urgency.append("segera")
    if "gejala_fisik" in yes:
        raised.append("sedang")
    grade: dict[str, str] = {}
    for problem in problems:
        category = problem["category"]
        own = roles[category] != "saksi" and _own_row_raises(problem, yes)
        grade[category] = _highest(SEVERITIES, [base[category], "berat" if own else "ringan", *raised])

    tracks = _by_substance(problems, roles, known, yes, base, grade)
    reports = any(action == "wajib_lapor" for action, _ in tracks)

    # Section 2: severity and urgency of the case, and the notices.
    severity = _highest(SEVERITIES, [*grade.values(), "berat" if reports else "ringan"])
    notices = _notices(asker, roles, yes)
    if ("darurat", "layanan_darurat") in tracks:
        urgency.append("darurat")
    if severity == "berat" or reports or "buka_kasus" in notices:
        urgency.append("segera")

    tracks = _whole_case(severity, asker, tracks, roles, yes)

    # Section 5, parents.
    seeks_home = ("wajib_lapor", "uptd_ppa") in tracks or any(
        category in roles and roles[category] != "saksi" for category in (*SELF_HARM, "kehamilan")
    )
    parents = "libatkan"
    if known["sumber_bahaya_di_rumah"] == "ya":
        parents = "jangan"
    elif known["sumber_bahaya_di_rumah"] == "tidak_tahu" and seeks_home:
        parents = "tunda"

    # Section 5, exceptions to the requirements of an ATK outside.
    own_matters = {category for category, role in roles.items() if role != "saksi"}
    triggers = (own_matters & SAME_DAY) | (yes & {"luka", "gejala_jiwa"})
    emergency = ("darurat", "layanan_darurat") in tracks
    expert = any(action == "alih_tangan_kasus" and party in HEALTH_EXPERTS for action, party in tracks)
    return Verdict(
        severity=severity,
        urgency=_highest(URGENCIES, urgency),
        lead="wali_kelas" if severity == "ringan" else "guru_bk",
        parents=parents,
        tracks=frozenset(tracks),
        notices=frozenset(notices),
        same_day=bool(triggers),
        refusal_holds=expert and not emergency and triggers <= {"kekerasan_seksual"},
        base=base,
        grade=grade,
    )


def _by_substance(
    problems: list[Mapping[str, Any]],
    roles: Mapping[str, str],
    known: Mapping[str, str],
    yes: frozenset[str],
    base: Mapping[str, str],
    grade: Mapping[str, str],
) -> set[Pair]:
    """The second table of section 5, row by row, save the rows that need the severity of the case."""
    tracks: set[Pair] = set()

    def report(*parties: str) -> None:
        tracks.update(("wajib_lapor", party) for party in parties)

    def hand_over(*parties: str) -> None:
        tracks.update(("alih_tangan_kasus", party) for party in parties)

    # Rows on facts, "on any problem": they hold for saksi too.
    if "unsur_paksaan" in yes:
        report("polisi", "uptd_ppa")
        hand_over("psikolog")
        tracks.add(("konsultasi", "ahli_hukum"))
    if "sumber_bahaya_di_rumah" in yes:
        report("uptd_ppa")
        hand_over("psikolog")
    if "gejala_jiwa" in yes:
        hand_over("psikiater")
    if yes & {"luka", "gejala_fisik"}:
        hand_over("dokter")
    if "bahaya_saat_ini" in yes:
        tracks.add(("darurat", "layanan_darurat"))

    for problem in problems:
        category = problem["category"]
        role, value = roles[category], attribute_of(problem)

        # Reports: whoever knows must report, so these hold for saksi too.
        if category == "kriminal" and known["sudah_diproses_hukum"] != "ya":
            report("polisi")
        if category in REPORTED_WITH_WEAPON and "senjata" in yes:
            report("polisi")
        if category == "narkoba" and "terlibat_pengedaran" in yes:
            report("polisi")
        if category == "kekerasan_seksual":
            report("polisi", "uptd_ppa")
        if category == "kekerasan_keluarga":
            report("uptd_ppa")
        if role == "saksi":
            continue

        if category == "kriminal":
            processed = known["sudah_diproses_hukum"] == "ya"
            tracks.add(("penanganan", "guru_bk") if processed else ("konsultasi", "ahli_hukum"))
        if category in {"kekerasan_seksual", "kekerasan_keluarga", "ancaman_kekerasan"}:
            hand_over("psikolog")
        if category == "kekerasan_seksual" and role == "korban":
            hand_over("dokter")
        if category == "perundungan" and "hubungan_dekat" not in yes:
            tracks.add(("penanganan", "guru_bk"))
        if category == "narkoba" or (category == "zat_adiktif_lain" and "upaya_sekolah_gagal" in yes):
            hand_over("bnn")
        if category == "minuman_keras" and value == "kecanduan":
            hand_over("dokter", "psikiater")
        if category == "percobaan_bunuh_diri":
            hand_over("psikiater", "psikolog")
        if category == "kondisi_akut":
            hand_over("dokter")
        if category in {"percobaan_bunuh_diri", "kondisi_akut"} and known["bahaya_saat_ini"] != "tidak":
            tracks.add(("darurat", "layanan_darurat"))
        if category in {"ide_bunuh_diri", "menyakiti_diri"}:
            hand_over("psikolog")
        if category == "gangguan_emosional" and grade[category] == "berat":
            hand_over("psikolog")
        if category == "gangguan_jiwa":
            hand_over("psikiater")
        if category == "penyakit_fisik":
            hand_over("dokter")
        if category == "kehamilan":
            hand_over("dokter", "psikolog")
        if category == "guna_guna":
            hand_over("ahli_agama_adat")
        if category == "kesulitan_belajar" and "satu_mapel" in yes:
            hand_over("guru_mapel")
        failed = "upaya_sekolah_gagal" in yes and base[category] == "sedang"
        if failed and category not in NO_FAILED_EFFORT:
            hand_over("psikolog")
        if category == "pelanggaran_hak":
            tracks.add(("konsultasi", "ahli_hukum"))
        wronged = {"kriminal", "kekerasan_seksual", "kekerasan_keluarga", "ancaman_kekerasan"}
        if role == "korban" and (category in wronged or "senjata" in yes):
            tracks.add(("konsultasi", "ahli_hukum"))
        if category in {"narkoba", "zat_adiktif_lain", "minuman_keras", "perkelahian_antar_sekolah"}:
            tracks.add(("pencegahan", "polisi"))

    for problem in problems:
        category = problem["category"]
        theft = category == "mencuri" and attribute_of(problem) == "sedang"
        fits = theft or category == "perkelahian_antar_sekolah"
        if fits and roles[category] != "saksi" and ("wajib_lapor", "polisi") not in tracks:
            tracks.add(("konsultasi", "polisi"))
    return tracks


def _whole_case(
    severity: str, asker: str, substance: set[Pair], roles: Mapping[str, str], yes: frozenset[str]
) -> set[Pair]:
    """``substance`` with the first table of section 5, hubungan_dekat and konflik_pimpinan."""
    tracks = set(substance)
    if severity == "ringan":
        tracks.add(("penanganan", "wali_kelas"))
        for party in ("kepala_sekolah", "guru_bk"):
            if party != asker and not (party == "kepala_sekolah" and "konflik_pimpinan" in yes):
                tracks.add(("konsultasi", party))
    elif severity == "sedang":
        tracks.add(("penanganan", "guru_bk"))
    else:
        tracks.add(("konferensi_kasus", "guru_bk"))
        tracks.add(("pendampingan", "guru_bk"))
    if severity != "ringan" and asker != "guru_bk":
        tracks.add(("alih_tangan_kasus", "guru_bk"))
    if severity != "ringan" and "hubungan_dekat" in yes:
        tracks -= {("penanganan", "guru_bk"), ("pendampingan", "guru_bk")}
        tracks.add(("alih_tangan_kasus", "konselor_lain"))
        tracks.add(("pendampingan", "wali_kelas"))
    # The row names pelanggaran_hak, so for a saksi of it that half does not hold.
    rights = roles.get("pelanggaran_hak", "saksi") != "saksi"
    if "konflik_pimpinan" in yes and (severity == "berat" or rights):
        tracks.add(("konsultasi", "uptd_ppa"))
    return tracks


def _notices(asker: str, roles: Mapping[str, str], yes: frozenset[str]) -> set[str]:
    notices = set()
    for category, role in roles.items():
        opens = {"saksi": OPEN_CASE_FOR_SAKSI, "pelaku": OPEN_CASE_FOR_PELAKU}.get(role, set())
        if category in opens:
            notices.add("buka_kasus")
    if "luka_orang_lain" in yes:
        notices.add("buka_kasus")
    if "lainnya" in roles:
        notices.add("di_luar_sumber")
    if asker == "kepala_sekolah" and "konflik_pimpinan" in yes:
        notices.add("pimpinan_menyerahkan")
    return notices


def facts_read(case: Case) -> tuple[str, ...]:
    """The facts that some row reads for the categories of the case, consents aside."""
    categories = {problem["category"] for problem in case["problems"]}
    return (*READ_ALWAYS, *(fact for fact, by in READ_BY.items() if categories & by))


def questions(case: Case) -> frozenset[str]:
    """The unknowns for which two completions, alike but for it, differ in the outcome: by brute force."""
    facts = dict(case.get("facts") or {})
    open_facts = [name for name in facts_read(case) if fact_of(facts, name) == "tidak_tahu"]
    open_attributes: list[tuple[int, str, tuple[str | None, ...]]] = []
    for place, problem in enumerate(case["problems"]):
        if problem["category"] in BY_ATTRIBUTE and attribute_of(problem) is None:
            name, values = BY_ATTRIBUTE[problem["category"]]
            open_attributes.append((place, name, tuple(values)))
    names = [*open_facts]
    names += [f"{case['problems'][place]['category']}.{name}" for place, name, _ in open_attributes]
    domains: list[tuple[str | None, ...]] = [("tidak", "ya")] * len(open_facts)
    domains += [values for _, _, values in open_attributes]

    outcomes: list[int] = []
    seen: dict[object, int] = {}
    for completion in product(*domains):
        facts.update(zip(open_facts, completion, strict=False))
        problems = [dict(problem) for problem in case["problems"]]
        for (place, name, _), value in zip(open_attributes, completion[len(open_facts) :], strict=True):
            problems[place][name] = value
        outcome = judge({"asker": case["asker"], "problems": problems, "facts": facts}).outcome
        outcomes.append(seen.setdefault(outcome, len(seen)))

    # ``product`` counts the last domain fastest: completions alike but for one stand a stride apart.
    found = set()
    stride = len(outcomes)
    for name, domain in zip(names, domains, strict=True):
        block, stride = stride, stride // len(domain)
        if any(
            outcomes[start + low] != outcomes[start + low + step * stride]
            for start in range(0, len(outcomes), block)
            for low in range(stride)
            for step in range(1, len(domain))
        ):
            found.add(name)
    return frozenset(found)


def provisional(case: Case) -> bool:
    """Whether an unknown could change the outcome; ``lainnya`` always is."""
    return any(problem["category"] == "lainnya" for problem in case["problems"]) or bool(questions(case))

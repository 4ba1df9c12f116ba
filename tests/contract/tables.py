"""The closed lists of the contract's sections 1 to 5, for its oracle and the tests beside it."""

from __future__ import annotations

SEVERITIES = ("ringan", "sedang", "berat")
URGENCIES = ("rutin", "segera", "darurat")
ASKERS = ("wali_kelas", "guru", "guru_bk", "kepala_sekolah", "tendik")
ROLES = ("mengalami", "pelaku", "korban", "saksi")
CONSENTS = ("setuju_siswa", "setuju_ortu")
DANGERS = (
    "bahaya_saat_ini",
    "senjata",
    "luka",
    "luka_orang_lain",
    "unsur_paksaan",
    "sumber_bahaya_di_rumah",
    "gejala_jiwa",
    "gejala_fisik",
)
FACTS = (
    *DANGERS,
    "konflik_pimpinan",
    "upaya_sekolah_gagal",
    "sudah_diproses_hukum",
    "terlibat_pengedaran",
    "gangguan_fungsi",
    "satu_mapel",
    "berulang",
    "hubungan_dekat",
    *CONSENTS,
)

# Section 2: what a category gives before facts; an attribute decides where one is named, and None
# stands for "unknown".
SEVERITY: dict[str, str] = {
    "membolos": "ringan",
    "malas_belajar": "ringan",
    "bertengkar": "ringan",
    "berpacaran": "ringan",
    "berpacaran_menyimpang": "sedang",
    "perkelahian_antar_sekolah": "sedang",
    "kesulitan_belajar": "sedang",
    "masalah_keluarga": "sedang",
    "gangguan_sosial": "sedang",
    "gangguan_susila": "sedang",
    "narkoba": "berat",
    "zat_adiktif_lain": "sedang",
    "kriminal": "berat",
    "kehamilan": "berat",
    "percobaan_bunuh_diri": "berat",
    "penyakit_fisik": "sedang",
    "gangguan_jiwa": "berat",
    "kondisi_akut": "berat",
    "guna_guna": "sedang",
    "takut_penyakit": "sedang",
    "takut_guna_guna": "sedang",
    "pelanggaran_hak": "sedang",
    "kekerasan_seksual": "berat",
    "kekerasan_keluarga": "berat",
    "perundungan": "sedang",
    "ide_bunuh_diri": "berat",
    "menyakiti_diri": "berat",
    "ancaman_kekerasan": "berat",
    "lainnya": "sedang",
}
BY_ATTRIBUTE: dict[str, tuple[str, dict[str | None, str]]] = {
    "minuman_keras": (
        "tahap",
        {"awal": "ringan", "menengah": "sedang", "kecanduan": "berat", None: "sedang"},
    ),
    "mencuri": ("tingkat", {"ringan": "ringan", "sedang": "sedang", None: "sedang"}),
    "gangguan_emosional": ("tingkat", {"sedang": "sedang", "parah": "berat", None: "sedang"}),
}
CATEGORIES = tuple(sorted({*SEVERITY, *BY_ATTRIBUTE}))

PELAKU = {"mencuri", "kriminal", "bertengkar", "perkelahian_antar_sekolah", "ancaman_kekerasan"}
KORBAN = {"kekerasan_seksual", "kekerasan_keluarga", "perundungan", "pelanggaran_hak"}
READ_AS_KORBAN = KORBAN | {"kriminal", "ancaman_kekerasan"}

OPEN_CASE_FOR_SAKSI = {
    "percobaan_bunuh_diri",
    "ide_bunuh_diri",
    "menyakiti_diri",
    "kondisi_akut",
    "ancaman_kekerasan",
    "kekerasan_seksual",
    "kekerasan_keluarga",
    "perundungan",
    "kriminal",
}
OPEN_CASE_FOR_PELAKU = {"kekerasan_seksual", "kekerasan_keluarga", "perundungan", "ancaman_kekerasan"}
SELF_HARM = {"percobaan_bunuh_diri", "ide_bunuh_diri", "menyakiti_diri"}
SAME_DAY = SELF_HARM | {"kekerasan_seksual", "kondisi_akut"}
NO_FAILED_EFFORT = {"zat_adiktif_lain", "takut_penyakit", "takut_guna_guna", "penyakit_fisik", "guna_guna"}
REPORTED_WITH_WEAPON = {"bertengkar", "perkelahian_antar_sekolah", "ancaman_kekerasan", "perundungan"}

# The order of a decision: actions as in section 4, parties within an action as agreed for output.
ACTIONS = (
    "darurat",
    "wajib_lapor",
    "konferensi_kasus",
    "alih_tangan_kasus",
    "penanganan",
    "pendampingan",
    "konsultasi",
    "pencegahan",
)
PARTIES = (
    "layanan_darurat",
    "kepala_sekolah",
    "guru_bk",
    "wali_kelas",
    "konselor_lain",
    "guru_mapel",
    "dokter",
    "psikiater",
    "psikolog",
    "bnn",
    "ahli_agama_adat",
    "ahli_hukum",
    "polisi",
    "uptd_ppa",
)
HEALTH_EXPERTS = frozenset({"dokter", "psikiater", "psikolog"})
OUTSIDE = HEALTH_EXPERTS | {"bnn", "ahli_hukum", "ahli_agama_adat"}

# Facts that only the rows of one category read. A fact in none of the two lists below cannot reach
# a decision, so leaving it out of the completions changes none of their comparisons; a test flips
# such facts in random cases to hold this to account.
READ_ALWAYS = (*DANGERS, "konflik_pimpinan", "hubungan_dekat")
READ_BY = {
    "upaya_sekolah_gagal": {*CATEGORIES} - NO_FAILED_EFFORT | {"zat_adiktif_lain"},
    "sudah_diproses_hukum": {"kriminal"},
    "terlibat_pengedaran": {"narkoba"},
    "gangguan_fungsi": {"gangguan_emosional"},
    "satu_mapel": {"kesulitan_belajar"},
    "berulang": {"perundungan"},
}

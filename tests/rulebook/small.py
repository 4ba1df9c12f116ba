"""A whole rulebook small enough to read at a glance. Tests change one thing in it and look."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from triage.rulebook.loading import read_rulebook
from triage.vocabulary.closed import Lang

FILES = {
    "vocabulary.yaml": """\
rulebook: {version: 1.2.3}
askers:
  wali_kelas: {id: Wali kelas, en: Homeroom teacher}
  guru_bk: {id: Guru BK, en: Counsellor}
roles:
  mengalami: {id: Mengalami, en: Their own}
  korban: {id: Korban, en: Victim}
  saksi: {id: Saksi, en: Witness}
categories:
  membolos:
    label: {id: Membolos, en: Truancy}
    about: {id: Tidak masuk tanpa izin., en: Stays away without leave.}
    basis: sumber
    codes: [A-R1]
    words: [bolos]
    role: mengalami
  minuman_keras:
    label: {id: Minuman keras, en: Alcohol}
    about: {id: Minum minuman keras., en: Drinks alcohol.}
    basis: sumber
    codes: [A-R4]
    role: mengalami
    role_read_as: {mengalami: korban}
    attributes:
      tahap:
        label: {id: Tahap, en: Stage}
        ask: {id: "Seberapa sering?", en: "How often?"}
        values:
          awal: {id: Awal, en: Early}
          lanjut: {id: Lanjut, en: Late}
facts:
  luka:
    label: {id: Luka, en: Injury}
    ask: {id: "Apakah terluka?", en: "Is there an injury?"}
    help: null
    danger: true
    asked: true
    can_become: [ya]
parties:
  guru_bk: {label: {id: Guru BK, en: Counsellor}, standing: dalam}
  dokter: {label: {id: Dokter, en: Doctor}, standing: luar, words: [puskesmas]}
  polisi: {label: {id: Polisi, en: Police}, standing: lapor}
  layanan_darurat: {label: {id: Darurat, en: Emergency}, standing: darurat}
actors:
  siswa: {id: Siswa, en: Student}
findings:
  sama_hari: {id: Hari itu juga, en: The same day}
notices:
  buka_kasus: {id: Buka kasus hari ini., en: Open a case today.}
deadlines:
  segera: {label: {id: Segera, en: At once}, hours: 0}
  tiap_minggu: {label: {id: Tiap minggu, en: Weekly}, hours: null}
labels:
  severity: {ringan: {id: R, en: L}, sedang: {id: S, en: M}, berat: {id: B, en: H}}
  urgency: {rutin: {id: R, en: R}, segera: {id: S, en: S}, darurat: {id: D, en: E}}
  parents: {libatkan: {id: L, en: I}, tunda: {id: T, en: H}, jangan: {id: J, en: N}}
  answer: {ya: {id: Ya, en: Yes}, tidak: {id: Tidak, en: No}, tidak_tahu: {id: Belum tahu, en: Unknown}}
  action:
    darurat: {id: Darurat, en: Emergency}
    wajib_lapor: {id: Lapor, en: Report}
    konferensi_kasus: {id: Konferensi, en: Conference}
    alih_tangan_kasus: {id: Alih tangan, en: Handover}
    penanganan: {id: Penanganan, en: Handling}
    pendampingan: {id: Pendampingan, en: Support}
    konsultasi: {id: Konsultasi, en: Consultation}
    pencegahan: {id: Pencegahan, en: Prevention}
  requirement_state:
    perlu: {id: Perlu, en: Needed}
    menunggu: {id: Menunggu, en: Waiting}
    tidak_menahan: {id: Tidak menahan, en: Not holding}
    menyusul: {id: Menyusul, en: Follows}
    gugur: {id: Gugur, en: Gone}
  phase:
    urut: {id: Urut, en: In turn}
    menyusul: {id: Menyusul, en: Follows}
    setelah_rumah_aman: {id: Setelah aman, en: Once safe}
    pilihan: {id: Pilihan, en: Choice}
  layer:
    implied: {id: Tersirat, en: Implied}
    grade: {id: Tingkat, en: Grade}
    raise: {id: Naik, en: Raise}
    substance: {id: Isi, en: Substance}
    case: {id: Kasus, en: Case}
    path: {id: Jalur, en: Path}
    procedure: {id: Prosedur, en: Procedure}
  basis: {sumber: {id: Sumber, en: Source}, praktik: {id: Praktik, en: Practice}}
""",
    "sources.yaml": """\
sources:
  catatan-001:
    title: {id: Catatan, en: Notes}
    file: 001_catatan.txt
    grade: {id: Sedang, en: Medium}
    sections:
      Pembuka: BAB SATU
      Penutup: BAB DUA
""",
    "safety.yaml": """\
rules:
  - id: luka-dokter
    layer: substance
    title: {id: Luka dirawat, en: Injuries are treated}
    when: {facts: {luka: ya}}
    then: {tracks: {alih_tangan_kasus: dokter}, notices: [buka_kasus]}
    because: {id: Luka perlu dokter., en: An injury needs a doctor.}
    basis: sumber
    codes: [C-01]
    sources: [{ref: catatan-001, section: Pembuka, term: orang terluka}]
    reviewed: {by: K-07, on: 2026-03-01}
  - id: luka-polisi
    layer: substance
    title: {id: Luka dilaporkan, en: Injuries are reported}
    when: {problem: any, peran: korban, facts: {luka: [ya, tidak_tahu]}}
    then: {tracks: {wajib_lapor: [polisi], darurat: layanan_darurat}, findings: sama_hari, parents: tunda}
    because: {id: Demi keselamatan., en: For safety.}
    basis: praktik
    codes: [H-05]
""",
    "authority.yaml": """\
prohibitions:
  - id: polisi-bukan-atk
    action: alih_tangan_kasus
    to: polisi
    title: {id: Polisi bukan tujuan, en: Never to the police}
    because: {id: Laporan bukan alih tangan., en: A report is no handover.}
    basis: sumber
    codes: [B-06]
    sources: [{ref: catatan-001, section: Penutup, term: melapor}]
    instead: {wajib_lapor: polisi}
rules:
  - id: luka-naik
    layer: raise
    title: {id: Luka menaikkan tingkat, en: Injury raises}
    when: {facts: {luka: ya}}
    then: {severity_at_least: sedang, urgency_at_least: segera}
    because: {id: Luka itu genting., en: An injury is pressing.}
    basis: praktik
    codes: [G-10]
  - id: bk-menangani
    layer: path
    title: {id: BK menangani, en: The counsellor handles}
    when: {tracks: {wajib_lapor: any}, severity: [ringan, sedang, berat], notices: [buka_kasus]}
    then: {tracks: {penanganan: guru_bk}, lead: guru_bk}
    because: {id: Tugas BK., en: The counsellor's task.}
    basis: praktik
    codes: [B-27]
  - id: bk-tidak-menangani
    layer: path
    title: {id: BK tidak menangani, en: The counsellor does not handle}
    status: draft
    when: {asker: guru_bk}
    then: {}
    overrides: [bk-menangani]
    because: {id: Sudah oleh penanya., en: The asker does.}
    basis: praktik
    codes: [B-28]
""",
    "severity.yaml": """\
rules:
  - id: membolos-ringan
    layer: grade
    title: {id: Membolos ringan, en: Truancy is light}
    when: {problem: membolos}
    then: {severity: ringan}
    because: {id: Bisa ditangani., en: Can be handled.}
    basis: praktik
    codes: [A-R1]
  - id: minuman-keras-sedang
    layer: grade
    title: {id: Minuman keras sedang, en: Alcohol is medium}
    when: {problem: minuman_keras, attributes: {tahap: [awal, lanjut, tidak_tahu]}}
    then: {severity: sedang}
    because: {id: Perlu perhatian., en: Needs attention.}
    basis: praktik
    codes: [A-R4]
  - id: minuman-keras-lanjut-berat
    layer: grade
    title: {id: Minuman keras lanjut berat, en: Late alcohol is heavy}
    when: {problem: minuman_keras, attributes: {tahap: lanjut}}
    then: {severity: berat}
    overrides: [minuman-keras-sedang]
    because: {id: Sudah ketergantungan., en: Already dependent.}
    basis: praktik
    codes: [A-B2]
""",
    "procedures.yaml": """\
requirements:
  data_lengkap:
    text: {id: Data lengkap, en: Complete data}
    basis: sumber
    codes: [E-01]
    sources: [{ref: catatan-001, section: Penutup, term: data lengkap}]
documents:
  surat_pengantar:
    text: {id: Surat pengantar, en: Cover letter}
    basis: praktik
    codes: [E-02]
procedures:
  - id: atk-dokter
    title: {id: Ke dokter, en: To a doctor}
    of: {alih_tangan_kasus: [dokter]}
    basis: sumber
    codes: [D-06]
    sources: [{ref: catatan-001, section: Pembuka, term: orang terluka}]
    requires: [{use: data_lengkap, unless: [sama_hari]}]
    documents: [surat_pengantar]
    steps:
      - id: susun-data
        text: {id: Susun data., en: Compile the data.}
        who: [guru_bk, siswa]
        by: segera
        serves: data_lengkap
      - id: serahkan
        text: {id: Serahkan., en: Hand over.}
        who: [guru_bk]
        by: tiap_minggu
        pivot: true
        if: [sama_hari]
        basis: praktik
        codes: [H-01]
  - id: lapor
    title: {id: Lapor, en: Report}
    of: {wajib_lapor: polisi, darurat: layanan_darurat}
    basis: praktik
    codes: [H-02]
    steps:
      - {id: hubungi, text: {id: Hubungi., en: Call.}, who: [wali_kelas], by: segera}
  - id: tangani
    title: {id: Tangani, en: Handle}
    of: {penanganan: guru_bk}
    basis: praktik
    codes: [H-03]
    steps:
      - {id: pilih, text: {id: Pilih., en: Choose.}, who: [guru_bk], by: segera, service: konseling}
  - id: konseling
    title: {id: Konseling, en: Counselling}
    criteria: [{id: Bila mau., en: If willing.}]
    basis: praktik
    codes: [H-04]
    steps:
      - {id: bicara, text: {id: Bicara., en: Talk.}, who: [guru_bk], by: segera}
rules:
  - id: hari-itu-menyusul
    layer: procedure
    title: {id: Data menyusul, en: Data follows}
    when: {findings: {sama_hari: ya}}
    then: {requirements: {data_lengkap: menyusul}, of: {alih_tangan_kasus: any}}
    because: {id: Tidak menunggu data., en: Does not wait for data.}
    basis: praktik
    codes: [H-06]
""",
    "directory.yaml": """\
contacts:
  - party: layanan_darurat
    name: {id: Gawat darurat, en: Emergency}
    reach: "119"
    note: null
    last_verified: 2026-01-31
    source: situs layanan
""",
}

#: A seed document in which every term of the small rulebook stands.
SEED = """Judul
BAB SATU ada orang
terluka di sini.
BAB DUA maka melapor dengan data lengkap.
"""


@dataclass(frozen=True)
class Broken:
    """The small rulebook with one change, and the lines it is then refused with."""

    kind: str
    files: dict[str, str | bytes]
    id: tuple[str, ...]
    en: tuple[str, ...]


def broken(name: str) -> list[Broken]:
    """The blocks of a file in ``broken/``; its first lines say how a block reads."""
    text = (Path(__file__).parent / "broken" / f"{name}.txt").read_text(encoding="utf-8")
    return [_block(block) for block in text.split("\n== ")[1:]]


def _block(block: str) -> Broken:
    head, *rest = block.splitlines()
    kind, file = head.split()
    parts: dict[str, list[str]] = {sign: [] for sign in "-+>="}
    for line in filter(None, rest):
        parts[line[0]].append(line[2:])
    old, new = "\n".join(parts["-"]), "\n".join(parts["+"])
    files = {file: new + "\n"} if old == "*" else changed(file, old, new)
    return Broken(kind, dict(files), tuple(parts[">"]), tuple(parts["="]))


def write(folder: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """The small rulebook in ``folder``, with some files replaced."""
    for name, text in {**FILES, **(files or {})}.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def changed(file: str, old: str, new: str) -> dict[str, str | bytes]:
    """One file with the one place that reads ``old`` made ``new``."""
    assert FILES[file].count(old) == 1, f"{old!r} stands {FILES[file].count(old)} times in {file}"
    return {file: FILES[file].replace(old, new)}


def lines(folder: Path, lang: Lang = "id", seeds: Path | None = None) -> list[str]:
    """What the rulebook in ``folder`` is refused with."""
    book, problems = read_rulebook(folder, seeds)
    assert (book is None) == bool(problems)
    return [problem.line(lang) for problem in problems]

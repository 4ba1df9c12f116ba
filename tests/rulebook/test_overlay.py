"""Laying overlays over the small rulebook: what is added, and the exact words of what is refused."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.rulebook.small import FILES, write
from triage.rulebook.loading import load_rulebook, read_rulebook
from triage.rulebook.model import Rulebook
from triage.rulebook.stored import dump, restore
from triage.vocabulary.closed import Lang

RULE = """\
  - id: {id}
    layer: {layer}
    title: {{id: Tambahan, en: Added}}
    when: {when}
    then: {then}
    because: {{id: Begitu., en: So.}}
    basis: praktik
    codes: [H-23]
"""
SURFING = """\
categories:
  judi:
    like: membolos
    label: {id: Judi, en: Gambling}
    about: {id: Bertaruh uang., en: Bets money.}
    words: [judol]
"""
STEP = "{id: telepon, after: %s, text: {id: Telepon., en: Call.}, who: [guru_bk], by: segera}"


def rule(id: str = "tambah", layer: str = "raise", when: str = "{problem: any}", then: str = "{}") -> str:
    return "rules:\n" + RULE.format(id=id, layer=layer, when=when, then=then)


def overlay(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    return write(folder)


def laid(tmp_path: Path, *files: dict[str, str]) -> Rulebook:
    overlays = [overlay(tmp_path / f"sekolah-{n}", one) for n, one in enumerate(files)]
    return load_rulebook(base(tmp_path), overlays=overlays)


def refused(tmp_path: Path, lang: Lang, *files: dict[str, str]) -> list[str]:
    home = tmp_path / lang
    overlays = [overlay(home / f"sekolah-{n}", one) for n, one in enumerate(files)]
    book, problems = read_rulebook(base(home), overlays=overlays)
    assert book is None
    return [problem.line(lang) for problem in problems]


def test_version_fingerprint_and_places(tmp_path: Path) -> None:
    book = laid(tmp_path, {"safety.yaml": rule(then="{severity_at_least: berat}")})
    alone = load_rulebook(tmp_path / "base")

    assert book.version == "1.2.3+sekolah-0"
    assert book.sha256 != alone.sha256
    added = book.rule("tambah")
    assert added is not None
    assert str(added.place) == "sekolah-0/safety.yaml:2:5"
    assert load_rulebook(tmp_path / "base", overlays=[]) == alone


def test_a_new_category_is_spoken_of_like_the_one_it_names(tmp_path: Path) -> None:
    more = SURFING.replace("membolos", "minuman_keras")
    book = laid(tmp_path, {"vocabulary.yaml": more})

    new, old = (book.vocabulary.categories[id] for id in ("judi", "minuman_keras"))
    assert (new.like, old.like) == ("minuman_keras", None)
    assert (new.role, new.role_read_as, new.attributes) == (old.role, old.role_read_as, old.attributes)
    assert (new.basis, new.codes, new.words) == ("praktik", old.codes, ("judol",))
    for rule in book.rules:
        if rule.when.problem is not None:
            assert ("judi" in rule.when.problem) == ("minuman_keras" in rule.when.problem)
    assert restore(dump(book)) == book


def test_rules_of_the_overlay_itself_mean_what_they_say(tmp_path: Path) -> None:
    own = rule(when="{problem: membolos}", then="{severity_at_least: sedang}")
    elsewhere = own.replace("tambah", "lain")
    book = laid(tmp_path, {"vocabulary.yaml": SURFING, "safety.yaml": own}, {"safety.yaml": elsewhere})

    problems = {rule.id: rule.when.problem for rule in book.rules}
    assert problems["tambah"] == {"membolos"}
    assert problems["lain"] == {"membolos", "judi"}


def test_words_contacts_deadlines_and_sentences(tmp_path: Path) -> None:
    vocabulary = """\
categories: {membolos: {words: [madol]}}
parties:
  dokter: {words: [klinik]}
  bidan: {label: {id: Bidan, en: Midwife}, standing: luar}
actors: {satpam: {id: Satpam, en: Guard}}
findings: {malam: {id: Malam, en: Night}}
notices: {panggil_satpam: {id: Panggil satpam., en: Call the guard.}}
deadlines:
  besok: {label: {id: Besok, en: Tomorrow}, hours: 24}
"""
    directory = """\
contacts:
  - {party: layanan_darurat, name: {id: Satpam, en: Guard}, reach: null, last_verified: null, source: kami}
"""
    book = laid(tmp_path, {"vocabulary.yaml": vocabulary, "directory.yaml": directory})

    words = book.vocabulary
    assert words.categories["membolos"].words == ("bolos", "madol")
    assert words.parties["dokter"].words == ("puskesmas", "klinik")
    assert {"bidan"} < set(words.parties)
    assert [list(group)[-1] for group in (words.actors, words.findings)] == ["satpam", "malam"]
    assert "panggil_satpam" in words.notices
    assert words.deadlines["besok"].hours == 24
    assert [contact.name.id for contact in book.contacts] == ["Satpam", "Gawat darurat"]


def test_a_deadline_becomes_shorter_where_it_stood(tmp_path: Path) -> None:
    home = base(tmp_path)
    text = FILES["vocabulary.yaml"].replace("hours: 0}", "hours: 9}")
    (home / "vocabulary.yaml").write_text(text, encoding="utf-8")
    shorter = "deadlines: {segera: {label: {id: Kini, en: Now}, hours: 8}}\n"
    folder = overlay(tmp_path / "sekolah", {"vocabulary.yaml": shorter})

    deadlines = load_rulebook(home, overlays=[folder]).vocabulary.deadlines
    assert list(deadlines) == ["segera", "tiap_minggu"]
    assert (deadlines["segera"].hours, deadlines["segera"].label.id) == (8, "Kini")


def test_steps_requirements_and_documents(tmp_path: Path) -> None:
    procedures = f"""\
requirements:
  izin_yayasan:
    like: data_lengkap
    text: {{id: Izin yayasan, en: Leave of the foundation}}
    basis: praktik
    codes: [H-23]
documents:
  formulir: {{text: {{id: Formulir, en: Form}}, basis: praktik, codes: [H-23]}}
procedures:
  - id: atk-dokter
    requires: [izin_yayasan]
    documents: [{{use: formulir, if: [sama_hari]}}]
    steps:
      - {STEP % "susun-data"}
      - {(STEP % "susun-data").replace("telepon", "kirim")}
      - {(STEP % "telepon").replace("id: telepon", "id: ulang")}
"""
    book = laid(tmp_path, {"procedures.yaml": procedures})

    procedure = next(one for one in book.procedures if one.id == "atk-dokter")
    assert [step.id for step in procedure.steps] == ["susun-data", "telepon", "ulang", "kirim", "serahkan"]
    assert [id for id, _ in procedure.requires] == ["data_lengkap", "izin_yayasan"]
    assert [id for id, _ in procedure.documents] == ["surat_pengantar", "formulir"]
    waived = book.rule("hari-itu-menyusul")
    assert waived is not None
    assert {demand.requirement: demand.state for demand in waived.then.requirements} == {
        "data_lengkap": "menyusul",
        "izin_yayasan": "menyusul",
    }


def test_the_order_of_overlays_is_none(tmp_path: Path) -> None:
    home = base(tmp_path)
    folders = [
        overlay(tmp_path / "a", {"vocabulary.yaml": SURFING}),
        overlay(tmp_path / "b", {"safety.yaml": rule(then="{severity_at_least: berat}")}),
        overlay(tmp_path / "c", {"vocabulary.yaml": "categories: {membolos: {words: [madol]}}\n"}),
    ]
    books = [load_rulebook(home, overlays=order) for order in permutations(folders)]

    assert books[0].version == "1.2.3+a.b.c"
    assert all(dump(book) == dump(books[0]) for book in books)


AT = "sekolah-0/"
#: files of the overlays, and the lines they are refused with.
REFUSED: dict[str, tuple[tuple[dict[str, str], ...], str, str]] = {
    "overlay-file": (
        ({"savety.yaml": rule()},),
        f"{AT}savety.yaml:1:1: buku aturan tidak mempunyai berkas “savety.yaml”, jadi tidak ada yang dapat "
        "ditambah; yang ada: vocabulary.yaml, sources.yaml, safety.yaml, authority.yaml, severity.yaml, "
        "procedures.yaml, directory.yaml; mungkin maksud Anda “safety.yaml”.",
        f"{AT}savety.yaml:1:1: the rulebook has no file “savety.yaml”, so there is nothing to add to; there "
        "are: vocabulary.yaml, sources.yaml, safety.yaml, authority.yaml, severity.yaml, procedures.yaml, "
        "directory.yaml; perhaps you mean “safety.yaml”.",
    ),
    "overlay-may-not: part": (
        ({"vocabulary.yaml": "askers: {tamu: {id: Tamu, en: Guest}}\n"},),
        f"{AT}vocabulary.yaml:1:1: folder tambahan tidak dapat mengatur “askers” di sini; yang dapat: "
        "categories, parties, actors, findings, notices, deadlines.",
        f"{AT}vocabulary.yaml:1:1: an overlay cannot set “askers” here; it can set: categories, parties, "
        "actors, findings, notices, deadlines.",
    ),
    "overlay-may-not: conclusion": (
        ({"safety.yaml": rule(layer="grade", then="{severity: ringan}")},),
        f"{AT}safety.yaml:6:12: folder tambahan tidak dapat mengatur “severity” di sini; yang dapat: "
        "severity_at_least, urgency_at_least, tracks, notices, findings, parents, provisional.",
        f"{AT}safety.yaml:6:12: an overlay cannot set “severity” here; it can set: severity_at_least, "
        "urgency_at_least, tracks, notices, findings, parents, provisional.",
    ),
    "overlay-may-not: label": (
        ({"vocabulary.yaml": "parties: {dokter: {standing: dalam}}\n"},),
        f"{AT}vocabulary.yaml:1:20: folder tambahan tidak dapat mengatur “standing” di sini; yang dapat: "
        "words.",
        f"{AT}vocabulary.yaml:1:20: an overlay cannot set “standing” here; it can set: words.",
    ),
    "overlay-may-not: procedure": (
        ({"procedures.yaml": "procedures: [{id: lapor, title: {id: A, en: B}}]\n"},),
        f"{AT}procedures.yaml:1:26: folder tambahan tidak dapat mengatur “title” di sini; yang dapat: id, "
        "steps, requires, documents.",
        f"{AT}procedures.yaml:1:26: an overlay cannot set “title” here; it can set: id, steps, requires, "
        "documents.",
    ),
    "overlay-redefines: rule": (
        ({"safety.yaml": rule(id="luka-dokter")},),
        f"{AT}safety.yaml:2:9: “luka-dokter” sudah ada di buku aturan (safety.yaml:2:9) dan tidak dapat "
        "diganti; pakai id lain.",
        f"{AT}safety.yaml:2:9: “luka-dokter” is in the rulebook already (safety.yaml:2:9) and cannot be "
        "replaced; use another id.",
    ),
    "overlay-redefines: notice": (
        ({"vocabulary.yaml": "notices: {buka_kasus: {id: A, en: B}}\n"},),
        f"{AT}vocabulary.yaml:1:11: “buka_kasus” sudah ada di buku aturan (vocabulary.yaml:49:3) dan tidak "
        "dapat diganti; pakai id lain.",
        f"{AT}vocabulary.yaml:1:11: “buka_kasus” is in the rulebook already (vocabulary.yaml:49:3) and "
        "cannot "
        "be replaced; use another id.",
    ),
    "overlay-clash": (
        ({"vocabulary.yaml": SURFING}, {"vocabulary.yaml": SURFING}),
        "sekolah-1/vocabulary.yaml:2:3: “judi” juga diatur oleh folder tambahan lain "
        "(sekolah-0/vocabulary.yaml:2:3); biarkan satu saja yang mengaturnya.",
        "sekolah-1/vocabulary.yaml:2:3: “judi” is also set by another overlay "
        "(sekolah-0/vocabulary.yaml:2:3); let only one of them set it.",
    ),
    "duplicate-id": (
        ({"safety.yaml": rule(then="{parents: tunda}", layer="substance")},) * 2,
        "sekolah-1/safety.yaml:2:9: id “tambah” sudah dipakai di sekolah-0/safety.yaml:2:9; pilih id lain.",
        "sekolah-1/safety.yaml:2:9: id “tambah” is already used at sekolah-0/safety.yaml:2:9; choose "
        "another.",
    ),
    "missing-key: like": (
        ({"vocabulary.yaml": SURFING.replace("    like: membolos\n", "")},),
        f"{AT}vocabulary.yaml:3:5: kunci “like” wajib ada di sini.",
        f"{AT}vocabulary.yaml:3:5: key “like” is required here.",
    ),
    "unknown-id: like": (
        ({"vocabulary.yaml": SURFING.replace("like: membolos", "like: membolo")},),
        f"{AT}vocabulary.yaml:3:11: “membolo” bukan kategori masalah (categories di vocabulary.yaml); "
        "mungkin "
        "maksud Anda “membolos”.",
        f"{AT}vocabulary.yaml:3:11: “membolo” is not a problem category (categories in vocabulary.yaml); "
        "perhaps you mean “membolos”.",
    ),
    "overlay-longer": (
        ({"vocabulary.yaml": "deadlines: {segera: {label: {id: A, en: B}, hours: 0}}\n"},),
        f"{AT}vocabulary.yaml:1:52: tenggat “segera” hanya dapat diperpendek: “hours” harus di bawah 0.",
        f"{AT}vocabulary.yaml:1:52: deadline “segera” can only be shortened: “hours” must be below 0.",
    ),
    "overlay-clockless": (
        ({"vocabulary.yaml": "deadlines: {tiap_minggu: {label: {id: A, en: B}, hours: 5}}\n"},),
        f"{AT}vocabulary.yaml:1:13: tenggat “tiap_minggu” tidak berjam di buku aturan, jadi tidak dapat "
        "diperpendek; buat tenggat baru.",
        f"{AT}vocabulary.yaml:1:13: deadline “tiap_minggu” has no clock in the rulebook, so it cannot be "
        "shortened; make a new one.",
    ),
    "overlay-overrides": (
        ({"safety.yaml": rule(layer="substance") + "    overrides: [luka-dokter]\n"},),
        f"{AT}safety.yaml:10:17: aturan tambahan tidak dapat mengesampingkan “luka-dokter” "
        "(safety.yaml:2:9); "
        "ia hanya dapat menambah.",
        f"{AT}safety.yaml:10:17: a rule of an overlay cannot override “luka-dokter” (safety.yaml:2:9); it "
        "can "
        "only add.",
    ),
    "overlay-finding": (
        ({"safety.yaml": rule(layer="substance", then="{findings: sama_hari}")},),
        f"{AT}safety.yaml:6:22: temuan “sama_hari” milik buku aturan dan dapat menutup langkahnya; simpulkan "
        "temuan sendiri.",
        f"{AT}safety.yaml:6:22: finding “sama_hari” belongs to the rulebook and may close its steps; "
        "conclude "
        "one of your own.",
    ),
    "overlay-after": (
        ({"procedures.yaml": "procedures: [{id: lapor, steps: [" + STEP % "hubung" + "]}]\n"},),
        f"{AT}procedures.yaml:1:55: prosedur “lapor” tidak mempunyai langkah “hubung” di buku aturan atau di "
        "folder ini; mungkin maksud Anda “hubungi”.",
        f"{AT}procedures.yaml:1:55: procedure “lapor” has no step “hubung” in the rulebook or in this "
        "folder; "
        "perhaps you mean “hubungi”.",
    ),
    "missing-key: after": (
        ({"procedures.yaml": "procedures: [{id: lapor, steps: [{id: telepon}]}]\n"},),
        f"{AT}procedures.yaml:1:34: kunci “after” wajib ada di sini.",
        f"{AT}procedures.yaml:1:34: key “after” is required here.",
    ),
    "requirement-at-once": (
        ({"procedures.yaml": "procedures: [{id: lapor, requires: [data_lengkap]}]\n"},),
        f"{AT}procedures.yaml:1:37: “data_lengkap” tidak boleh menjadi syarat; darurat, wajib_lapor tidak "
        "menunggu apa pun.",
        f"{AT}procedures.yaml:1:37: “data_lengkap” may not be required; darurat, wajib_lapor waits for "
        "nothing.",
    ),
    "unknown-key": (
        ({"safety.yaml": rule(then="{severity_at_least: berat}") + "    replaces: luka-naik\n"},),
        f"{AT}safety.yaml:10:5: kunci “replaces” tidak dikenal di sini; yang ada: id, layer, status, when, "
        "then, overrides, title, because, basis, codes, sources, dissent, reviewed.",
        f"{AT}safety.yaml:10:5: key “replaces” is not known here; there are: id, layer, status, when, then, "
        "overrides, title, because, basis, codes, sources, dissent, reviewed.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    files, said, meant = REFUSED[name]

    assert refused(tmp_path, "id", *files) == [said]
    assert refused(tmp_path, "en", *files) == [meant]


def test_names_of_overlays(tmp_path: Path) -> None:
    home = base(tmp_path)
    twice = [overlay(tmp_path / one / "smk", {"safety.yaml": rule()}) for one in ("a", "b")]
    wrong = overlay(tmp_path / "SMK 1", {"safety.yaml": rule()})
    empty = overlay(tmp_path / "kosong", {"README.md": "x"})

    def lines(lang: Lang, *folders: Path) -> list[str]:
        return [problem.line(lang) for problem in read_rulebook(home, overlays=folders)[1]]

    assert lines("id", *twice) == [
        "smk:1:1: ada dua folder tambahan bernama “smk”; pakai satu saja, atau ganti nama salah satunya."
    ]
    assert lines("en", *twice) == ["smk:1:1: two overlays are named “smk”; use one of them, or rename one."]
    assert lines("id", wrong) == [
        "SMK 1:1:1: “SMK 1” bukan nama folder tambahan yang sah; pakai huruf kecil, angka, dan tanda hubung, "
        "misalnya smk-contoh."
    ]
    assert lines("en", wrong) == [
        "SMK 1:1:1: “SMK 1” is not a valid name for an overlay's folder; use lower case letters, digits and "
        "hyphens, like smk-contoh."
    ]
    known = "vocabulary.yaml, sources.yaml, safety.yaml, authority.yaml, severity.yaml, procedures.yaml, "
    assert lines("id", empty) == [
        f"kosong:1:1: folder tambahan ini tidak memuat berkas buku aturan; yang dibaca: "
        f"{known}directory.yaml."
    ]
    assert lines("en", empty) == [
        f"kosong:1:1: this overlay holds no file of a rulebook; it may have: {known}directory.yaml."
    ]
    assert lines("en", tmp_path / "nowhere") == [
        "nowhere:1:1: this rulebook folder cannot be read (ENOENT); check where it is and its permissions."
    ]


def test_yaml_of_an_overlay_is_as_strict(tmp_path: Path) -> None:
    assert refused(tmp_path, "en", {"safety.yaml": "rules: [&a 1]\n", "directory.yaml": "contacts: 3\n"}) == [
        "sekolah-0/directory.yaml:1:11: this needs a list [..], but it says “3”.",
        "sekolah-0/safety.yaml:1:9: anchor “&a” is not used here; write the value out wherever it is needed.",
    ]

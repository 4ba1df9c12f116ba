"""``triage rules new``: a draft and its case are born together, and nothing that stood there is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.booklet.pages import Page
from tests.cli.conftest import ROOT, Run
from tests.cli.test_rules_schema import Core
from tests.rulebook.small import FILES as SMALL
from tests.rulebook.small import write
from triage.cli import exits, rules_new
from triage.cli.rules_schema import schema_files
from triage.cli.session import Session
from triage.rulebook.loading import load_rulebook
from triage.rulebook.model import LAYERS
from triage.rulebook.scaffold import NotAList, appended
from triage.service import paths
from triage.service.advisor import Advisor
from triage.verify.vignettes import read_vignettes

FILES = ("safety", "authority", "severity", "procedures")


#: A rule by which every case of the small rulebook has somebody who acts.
SOMEBODY = """
  - id: selalu-bk
    layer: path
    title: {id: Selalu BK, en: Always the counsellor}
    when: {}
    then: {tracks: {penanganan: guru_bk}, lead: guru_bk}
    because: {id: Ada yang memegang., en: Someone owns it.}
    basis: praktik
    codes: [B-29]
"""
CASES = """\
# yaml-language-server: $schema=../docs/schema/cases.schema.json
cases:
  - name: ada-sudah
    story: {id: Siswa A., en: Student A.}
    case: {asker: guru_bk, problems: [membolos]}
    expect: {severity: ringan}

# --- akhir
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small rulebook to add to."""
    (tmp_path / "rules").mkdir()
    folder = write(tmp_path / "rules", {"authority.yaml": SMALL["authority.yaml"] + SOMEBODY})
    for file in FILES:
        text = CASES.replace("ada-sudah", f"ada-{file}") if file != "severity" else CASES
        (folder / f"{file}.cases.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped rules, to add to."""
    (tmp_path / "shipped").mkdir()
    for path in (ROOT / "rules").glob("*.yaml"):
        shutil.copy(path, tmp_path / "shipped")
    return tmp_path / "shipped"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def added(before: bytes, after: bytes) -> str:
    """What was put into ``before``; nothing of it may be missing or moved."""
    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    new = len(after) - len(before)
    assert after[:start] + after[start + new :] == before
    return after[start : start + new].decode()


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("file", FILES)
def test_a_draft_of_every_layer_in_every_file_loads_and_its_case_holds(
    run: Run, folder: Path, file: str, layer: str
) -> None:
    is_born(run, folder, file, layer)


@pytest.mark.parametrize(
    ("file", "layer"), list(zip(FILES, ("implied", "case", "raise", "procedure"), strict=True))
)
def test_so_it_is_with_the_shipped_rules(run: Run, shipped: Path, file: str, layer: str) -> None:
    is_born(run, shipped, file, layer)


def is_born(run: Run, folder: Path, file: str, layer: str) -> None:
    before = contents(folder)

    ran = run("--rules", folder, "rules", "new", "aturan-baru", "--file", file, "--layer", layer)

    assert (ran.code, ran.err) == (0, "")
    after = contents(folder)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f"{file}.yaml", f"{file}.cases.yaml"}
    for name in changed:
        assert "aturan-baru" in added(before[name], after[name])
    book = load_rulebook(folder)
    rule = book.rule("aturan-baru")
    assert rule is not None
    assert (rule.status, rule.layer, rule.place.file) == ("draft", layer, f"{file}.yaml")
    vignettes, problems = read_vignettes(folder, book.vocabulary, [one.id for one in book.rules])
    assert problems == ()
    stub = next(one for one in vignettes if one.name == "aturan-baru")
    decision = Advisor(book, "reference").decide(stub.case)
    expected = (stub.expect.severity, stub.expect.urgency, stub.expect.lead, stub.expect.parents)
    assert expected == (decision.severity, decision.urgency, decision.lead, decision.parents)
    assert stub.expect.tracks == tuple(f"{track.action} {track.to}" for track in decision.tracks)


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "grade"])
def test_the_draft_would_hold_in_its_own_case(run: Run, folder: Path, layer: str) -> None:
    ran = run("--rules", folder, "rules", "new", "baru", "--file", "severity", "--layer", layer)
    assert ran.code == 0
    path = folder / "severity.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("status: draft", "status: active"), "utf-8")

    book = load_rulebook(folder)
    case = next(one.case for one in read_vignettes(folder, book.vocabulary)[0] if one.name == "baru")
    held = {one.rule for one in Advisor(book, "reference").infer(case).firings}

    assert "baru" in held


def test_says_where_and_what_next(run: Run, folder: Path) -> None:
    ran = run("--rules", folder, "rules", "new", "baru", "--file", "severity.yaml")

    lines = ran.out.splitlines()
    for line, name in zip(lines[:2], ("severity.yaml", "severity.cases.yaml"), strict=True):
        place, _, number = line.rpartition(":")
        assert place.endswith(str(folder / name))
        text = (folder / name).read_text(encoding="utf-8").splitlines()
        assert text[int(number) - 1].endswith((" id: baru", " name: baru"))
    assert lines[2] == "Berikutnya:"
    assert f"triage --rules {folder} rules test" in ran.out
    assert "#rule-baru" in ran.out


def test_speaks_english(run: Run, folder: Path) -> None:
    ran = run("--lang", "en", "--rules", folder, "rules", "new", "baru", "--file", "severity")

    assert ran.out.startswith("Draft of the rule: ")
    assert "# The decision before baru is active" in (folder / "severity.cases.yaml").read_text()


def test_the_page_is_born_with_it(run: Run, folder: Path, tmp_path: Path) -> None:
    run("--rules", folder, "rules", "new", "baru", "--file", "severity")

    assert run("--rules", folder, "rules", "docs", "--output", tmp_path / "b.html").code == 0
    page = Page((tmp_path / "b.html").read_text(encoding="utf-8"))
    assert "rancangan, belum dipakai" in page.text("rule-baru")
    assert "example-baru" in page.ids


def test_an_editor_takes_the_scaffold(run: Run, folder: Path) -> None:
    for layer in LAYERS:
        run("--rules", folder, "rules", "new", f"baru-{layer}", "--file", "severity", "--layer", layer)
    for file, kind in (("severity.yaml", "severity"), ("severity.cases.yaml", "cases")):
        schema = json.loads(schema_files(Session(rules=folder))[f"{kind}.schema.json"])
        data = yaml.load((folder / file).read_text(encoding="utf-8"), Loader=Core)
        assert [one.message for one in Draft7Validator(schema).iter_errors(data)] == []


def test_takes_the_problem_asked_for(run: Run, folder: Path) -> None:
    ran = run("--rules", folder, "rules", "new", "baru", "--file", "safety", "--problem", "minuman_keras")

    assert ran.code == 0
    rule = load_rulebook(folder).rule("baru")
    assert rule is not None
    assert rule.when.problem == {"minuman_keras"}


def test_a_name_that_a_case_has_already_is_numbered(run: Run, folder: Path) -> None:
    assert run("--rules", folder, "rules", "new", "ada-sudah", "--file", "severity").code == 0

    names = [one.name for one in read_vignettes(folder, load_rulebook(folder).vocabulary)[0]]
    assert "ada-sudah-2" in names


def test_a_file_of_cases_is_begun_where_there_is_none(run: Run, folder: Path) -> None:
    (folder / "safety.cases.yaml").unlink()

    assert run("--rules", folder, "rules", "new", "baru", "--file", "safety").code == 0
    text = (folder / "safety.cases.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../docs/schema/cases.schema.json\n\ncases:\n")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["Aturan_Baru", "--file", "safety"], "huruf kecil"),
        (["-x-", "--file", "safety"], ""),
        (["a" * 81, "--file", "safety"], "huruf kecil"),
        (["luka-dokter", "--file", "severity"], "sudah dipakai di safety.yaml:"),
        (["polisi-bukan-atk", "--file", "severity"], "sudah dipakai di authority.yaml:"),
        (["konseling", "--file", "severity"], "sudah dipakai di procedures.yaml:"),
        (["baru", "--file", "safty"], "Maksud Anda safety?"),
        (["baru", "--file", "vocabulary"], "safety, authority, severity, procedures"),
        (["baru", "--file", "safety", "--problem", "minuman"], "Maksud Anda minuman_keras?"),
        (["baru", "--file", "safety", "--layer", "isi"], "pilih dari"),
        (["baru"], "--file"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)
def test_refuses(run: Run, folder: Path, args: list[str], said: str) -> None:
    before = contents(folder)

    ran = run("--rules", folder, "rules", "new", *args)

    assert ran.code == exits.BAD_INPUT
    assert said in ran.err
    assert ran.out == ""
    assert contents(folder) == before


@pytest.mark.parametrize("changed", ["severity.yaml", "severity.cases.yaml"])
def test_a_file_that_changed_underneath_is_not_written(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    tried = rules_new._try_out

    def meanwhile(*args: object) -> None:
        tried(*args)  # type: ignore[arg-type]
        with (folder / changed).open("a", encoding="utf-8") as file:
            file.write("# disunting orang lain\n")

    monkeypatch.setattr(rules_new, "_try_out", meanwhile)
    before = contents(folder)
    before[changed] += b"# disunting orang lain\n"

    ran = run("--rules", folder, "rules", "new", "baru", "--file", "severity")

    assert ran.code == exits.BAD_INPUT
    assert f"{changed} berubah sejak dibaca" in ran.err
    assert contents(folder) == before


def test_of_two_files_none_is_written_where_one_cannot_be(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.name == "severity.cases.yaml":
            raise PermissionError(13, "no")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    before = contents(folder)

    ran = run("--rules", folder, "rules", "new", "baru", "--file", "severity")

    assert ran.code == exits.BAD_INPUT
    assert "severity.cases.yaml tidak dapat ditulis (EACCES)" in ran.err
    assert contents(folder) == before


def test_a_link_stays_a_link_and_permissions_stay(run: Run, folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "sesungguhnya.yaml"
    (folder / "severity.yaml").rename(real)
    (folder / "severity.yaml").symlink_to(real)
    real.chmod(0o640)

    assert run("--rules", folder, "rules", "new", "baru", "--file", "severity").code == 0

    assert (folder / "severity.yaml").is_symlink()
    assert "id: baru" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640


def test_broken_rules_are_told_and_left_alone(run: Run, folder: Path) -> None:
    path = folder / "severity.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("layer: grade", "layer: grad", 1), "utf-8")
    before = contents(folder)

    ran = run("--rules", folder, "rules", "new", "baru", "--file", "severity")

    assert ran.code == exits.BAD_RULEBOOK
    assert "severity.yaml:" in ran.err
    assert contents(folder) == before


def test_a_draft_that_would_not_load_is_not_written(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.rulebook.scaffold.NO_CODE", "Z-99")
    before = contents(folder)

    ran = run("--rules", folder, "rules", "new", "baru", "--file", "severity")

    assert ran.code == exits.BAD_INPUT
    assert "Z-99" in ran.err
    assert contents(folder) == before


def test_a_list_in_one_line_is_not_added_to(run: Run, folder: Path) -> None:
    (folder / "safety.cases.yaml").write_text("cases: []\n", encoding="utf-8")
    before = contents(folder)

    ran = run("--rules", folder, "rules", "new", "baru", "--file", "safety")

    assert ran.code == exits.BAD_INPUT
    assert "safety.cases.yaml" in ran.err
    assert contents(folder) == before


def test_rules_that_lead_nowhere_are_told(run: Run, tmp_path: Path) -> None:
    ran = run("--rules", write(tmp_path), "rules", "new", "baru", "--file", "severity")

    assert ran.code == exits.ENGINE_FAILED
    assert "jalur yang lengkap" in ran.err


def test_installed_rules_are_not_changed_in_place(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.rename(tmp_path / "_rules")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)

    ran = run("rules", "new", "baru", "--file", "severity")

    assert ran.code == exits.BAD_INPUT
    assert "--rules FOLDER" in ran.err


ENTRY = ["- id: baru", "  layer: grade"]


@pytest.mark.parametrize(
    ("text", "result", "line"),
    [
        ("rules:\n  - id: a\n", "rules:\n  - id: a\n\n  - id: baru\n    layer: grade\n", 4),
        ("rules:\n- id: a", "rules:\n- id: a\n\n- id: baru\n  layer: grade\n", 4),
        ("rules:\r\n  - id: a\r\n", "rules:\r\n  - id: a\r\n\r\n  - id: baru\r\n    layer: grade\r\n", 4),
        (
            "rules:\n  - id: a\n    # milik a\n\n# --- larangan\nlain:\n  - b\n",
            "rules:\n  - id: a\n    # milik a\n\n  - id: baru\n    layer: grade\n"
            "\n# --- larangan\nlain:\n  - b\n",
            5,
        ),
        (
            "rules:\n  - id: a\n    because: |-\n      # bukan komentar\n",
            "rules:\n  - id: a\n    because: |-\n      # bukan komentar\n\n  - id: baru\n    layer: grade\n",
            6,
        ),
        ("lain: 1\n", "lain: 1\n\nrules:\n  - id: baru\n    layer: grade\n", 4),
        ("", "rules:\n  - id: baru\n    layer: grade\n", 2),
    ],
    ids=["plain", "no line end", "crlf", "another list follows", "block text", "no list", "empty"],
)
def test_entries_are_appended_in_the_style_of_the_file(text: str, result: str, line: int) -> None:
    assert appended(text, "rules", ENTRY) == (result, line)


@pytest.mark.parametrize(
    "text", ["rules: []\n", "rules: [{id: a}]\n", "rules: x\n", "- a\n", "{rules: []}", "a: [\n"]
)
def test_what_is_no_list_of_lines_is_refused(text: str) -> None:
    with pytest.raises(NotAList):
        appended(text, "rules", ENTRY)

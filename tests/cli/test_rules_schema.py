"""``triage rules schema``: what ships is what the command writes, and an editor sees mistakes with it."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from click import ClickException
from jsonschema import Draft7Validator

from tests.conftest import ROOT
from triage.cli.rules_schema import schema, schema_files
from triage.cli.session import Session
from triage.service import paths
from triage.verify.vignettes import Expect, Vignette

SHIPPED = ROOT / "docs" / "schema"
RULES = sorted((ROOT / "rules").glob("*.yaml"))
OVERLAY = ROOT / "examples" / "overlay-smk-contoh"
OVERLAID = sorted(OVERLAY.glob("*.yaml"))


class Core(yaml.SafeLoader):
    """Scalars as YAML 1.2 reads them, which is what editors do: ``on`` and ``2026-01-31`` are text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(null|~|)$"), ["n", "~", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?[0-9]+$"), list("-0123456789"))


def named_schema(text: str) -> str:
    """The schema that the first line of a file names for the editor."""
    line = re.match(r"# yaml-language-server: \$schema=[./]+/docs/schema/([\w-]+\.schema\.json)\n", text)
    return line[1] if line else ""


def flagged(text: str, named: str = "") -> list[tuple[list[str | int], str]]:
    """Where an editor underlines ``text``, and what it says."""
    validator = Draft7Validator(
        json.loads((SHIPPED / (named or named_schema(text))).read_text(encoding="utf-8"))
    )
    return [
        (list(error.absolute_path), error.message)
        for error in validator.iter_errors(yaml.load(text, Loader=Core))
    ]


def test_what_ships_is_what_the_command_writes() -> None:
    shipped = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.iterdir()}

    assert schema_files(Session()) == {
        name: text for name, text in shipped.items() if name in schema_files(Session())
    }, "run: triage rules schema"


def test_schemas_are_schemas() -> None:
    for text in schema_files(Session()).values():
        Draft7Validator.check_schema(json.loads(text))


@pytest.mark.parametrize("file", RULES, ids=[file.name for file in RULES])
def test_nothing_is_flagged_in_a_shipped_file(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    kind = "cases" if file.name.endswith(".cases.yaml") else file.stem

    assert named_schema(text) in (f"{kind}.schema.json", "")
    assert flagged(text, f"{kind}.schema.json") == []


#: file, what stands there, what is typed instead, where it is underlined (last two steps of the path).
MISTAKES = [
    ("severity.yaml", "problem: membolos", "problem: membolo", ["when", "problem"]),
    ("severity.yaml", "severity: ringan", "severity: ringn", ["then", "severity"]),
    (
        "severity.yaml",
        "      problem: membolos\n",
        "      problem: membolos\n      asker: guru\n",
        [0, "when"],
    ),
    ("severity.yaml", "section: Pendahuluan", "section: Pendahulan", [0, "section"]),
    ("severity.yaml", "tahap: awal", "tahap: mula", ["attributes", "tahap"]),
    ("safety.yaml", "{bahaya_saat_ini: ya}", "{bahaya_saat_ini: iya}", ["facts", "bahaya_saat_ini"]),
    ("safety.yaml", "{wajib_lapor: polisi}", "{alih_tangan_kasus: polisi}", ["tracks", "alih_tangan_kasus"]),
    ("safety.yaml", "overrides: []", "overrides: [Bukan Id]", ["overrides", 0]),
    ("authority.yaml", "  - id: polisi-bukan", "  - nama: polisi-bukan", ["prohibitions", 0]),
    ("procedures.yaml", "by: segera", "by: sekarang", [0, "by"]),
    ("vocabulary.yaml", "role: mengalami", "role: mengalaminya", ["membolos", "role"]),
    ("directory.yaml", "party: polisi", "party: polis", [4, "party"]),
    ("invariants.yaml", "never: {alih_tangan_kasus: polisi}", "never: {alih_tangan: polisi}", [0, "never"]),
    ("severity.cases.yaml", "problems: [membolos]", "problems: [bolos]", ["problems", 0]),
    ("severity.cases.yaml", "tracks: [penanganan wali_kelas", "tracks: [penanganan walikelas", ["tracks", 0]),
]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "at"), MISTAKES, ids=[f"{m[0]}: {m[2]}" for m in MISTAKES]
)
def test_a_seeded_mistake_is_flagged_where_it_is(
    file: str, right: str, wrong: str, at: list[str | int]
) -> None:
    text = (ROOT / "rules" / file).read_text(encoding="utf-8")
    assert right in text

    kind = "cases" if file.endswith(".cases.yaml") else file.removesuffix(".yaml")
    found = flagged(text.replace(right, wrong, 1), f"{kind}.schema.json")

    assert any(path[-len(at) :] == at for path, _ in found), found


@pytest.mark.parametrize("file", OVERLAID, ids=[file.name for file in OVERLAID])
def test_nothing_is_flagged_in_the_example_overlay(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    kind = "cases" if file.name.endswith(".cases.yaml") else file.stem

    (schema,) = re.findall(r"\A# yaml-language-server: \$schema=(\S+)", text)
    assert (file.parent / schema).resolve() == SHIPPED / f"overlay-{kind}.schema.json"
    assert flagged(text) == []


#: The same of the example overlay: what takes away, or says anew, is underlined before it is refused.
OVERLAY_MISTAKES = [
    ("safety.yaml", "{severity_at_least: berat}", "{severity: berat}", [0, "then"]),
    ("safety.yaml", "{alih_tangan_kasus: psikolog}", "{alih_tangan: psikolog}", ["then", "tracks"]),
    ("safety.yaml", "facts: {berulang: ya}", "facts: {kambuh: ya}", ["when", "facts"]),
    ("safety.yaml", "grade: berat", "grade: parah", ["when", "grade"]),
    ("vocabulary.yaml", "like: gangguan_sosial", "like: gangguan_social", ["judi_online", "like"]),
    ("vocabulary.yaml", "    words: [nongkrong", "    role: korban\n    words: [nongkrong", ["membolos"]),
    ("vocabulary.yaml", "findings:", "facts:", []),
    ("vocabulary.yaml", "ada_judi_online: {", "sama_hari: {", ["findings"]),
    ("procedures.yaml", "      - after: rencana\n        id:", "      - id:", ["steps", 0]),
    ("procedures.yaml", "        by: tiga_hari", "        pivot: true\n        by: tiga_hari", ["steps", 0]),
    ("procedures.yaml", "  - id: penanganan-guru-bk", "  - id: penanganan-guru-bk\n    of: {}", [0]),
    ("invariants.yaml", "kind: bound", "kind: bounds", [0, "kind"]),
    ("judi.cases.yaml", "asker: guru_bk", "asker: guru_b", ["case", "asker"]),
]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "at"), OVERLAY_MISTAKES, ids=[f"{m[0]}: {m[2]}" for m in OVERLAY_MISTAKES]
)
def test_what_an_overlay_may_not_is_flagged(file: str, right: str, wrong: str, at: list[str | int]) -> None:
    text = (OVERLAY / file).read_text(encoding="utf-8")
    assert right in text

    found = flagged(text.replace(right, wrong, 1))

    assert any(path[len(path) - len(at) :] == at for path, _ in found), found


def test_what_an_overlay_declares_itself_may_be_named() -> None:
    text = (OVERLAY / "safety.yaml").read_text(encoding="utf-8")
    more = text.replace("{alih_tangan_kasus: psikolog}", "{konsultasi: [komite_sekolah]}", 1)
    more = more.replace("grade: berat", "grade: berat\n      findings: {ada_judi_online: ya}", 1)

    assert more.count("komite_sekolah") == 1
    # In this layer no findings are asked for yet: that is told, the new names are not.
    ((path, said),) = flagged(more)
    assert (path, "ada_judi_online" in said) == (["rules", 1, "when"], True)
    assert flagged(more.replace("findings: {ada_judi_online: ya}", "", 1)) == []


def test_a_rule_that_was_just_written_may_be_named() -> None:
    text = (ROOT / "rules" / "severity.yaml").read_text(encoding="utf-8")

    assert flagged(text.replace("overrides: []", "overrides: [aturan-yang-baru]", 1)) == []


def test_a_vignette_expects_what_its_reader_knows() -> None:
    cases = json.loads(schema_files(Session())["cases.schema.json"])
    vignette = cases["properties"]["cases"]["items"]["properties"]

    assert set(vignette["expect"]["properties"]) == {field.name for field in fields(Expect)}
    assert {*vignette, "place"} == {field.name for field in fields(Vignette)}


def test_ids_are_listed_with_their_words() -> None:
    asked = json.loads(schema_files(Session(lang="en"))["severity.schema.json"])["definitions"]

    severity = asked["severity"]
    assert dict(zip(severity["enum"], severity["enumDescriptions"], strict=True))["berat"] == "Heavy"
    facts = asked["ConditionForm"]["properties"]["facts"]["properties"]
    assert facts["senjata"]["description"] == Session().book.vocabulary.facts["senjata"].ask.en


def test_writes_to_a_folder_and_says_what_was_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> list[str]:
        assert schema.main(["--output", str(tmp_path / "new")], obj=Session(), standalone_mode=False) == 0
        return capsys.readouterr().out.splitlines()

    assert all(line.startswith("ditulis: ") for line in run())
    assert {path.name for path in (tmp_path / "new").iterdir()} == set(schema_files(Session()))
    (tmp_path / "new" / "cases.schema.json").write_text("{}")
    again = run()
    assert [line for line in again if line.startswith("ditulis: ")] == [
        f"ditulis: {tmp_path / 'new' / 'cases.schema.json'}"
    ]
    assert len(again) == len(schema_files(Session()))


def test_goes_where_the_rule_files_look_for_it(tmp_path: Path) -> None:
    from tests.rulebook.small import write

    (tmp_path / "rules").mkdir()
    session = Session(rules=write(tmp_path / "rules"))

    assert schema.main([], obj=session, standalone_mode=False) == 0
    assert (tmp_path / "docs" / "schema" / "severity.schema.json").is_file()


def test_installed_rules_need_to_be_told_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "_rules").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)

    with pytest.raises(ClickException, match="--output"):
        schema.main([], obj=Session(), standalone_mode=False)


def test_a_folder_that_cannot_be_written_is_said_calmly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ClickException, match="tidak dapat ditulis"):
        schema.main(["--output", str(tmp_path / "file")], obj=Session(), standalone_mode=False)

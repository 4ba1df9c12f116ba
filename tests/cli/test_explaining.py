"""``why-not``, ``what-if``, ``categories``, ``facts`` and ``rules``."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import EXAMPLES, Run
from triage.service.advisor import Advisor


def test_why_not_names_what_is_lacking(run: Run) -> None:
    ran = run("why-not", "wajib_lapor", "polisi", EXAMPLES / "gangguan-emosional.yaml")
    assert ran.code == 0
    assert "Wajib lapor → Polisi: tidak disarankan." in ran.out
    assert "✗ Unsur paksaan: perlu Ya; di kasus ini Belum tahu" in ran.out
    data = json.loads(
        run("why-not", "wajib_lapor", "polisi", EXAMPLES / "gangguan-emosional.yaml", "--json").out
    )
    assert data["schema"] == "triage.why-not/1"
    assert data["prohibited"] is None
    assert all(any(not part["holds"] for part in rule["parts"]) for rule in data["rules"])


def test_why_not_of_what_is_there_says_why(run: Run) -> None:
    out = run("why-not", "wajib_lapor", "polisi", EXAMPLES / "kriminal.json").out
    assert "justru disarankan" in out
    assert "Perkara pidana dilaporkan ke polisi" in out


def test_why_not_of_what_is_never_allowed(run: Run) -> None:
    ran = run("why-not", "alih_tangan_kasus", "polisi", EXAMPLES / "kriminal.json")
    assert "Tidak pernah boleh" in ran.out
    assert "Gantinya: Wajib lapor → Polisi." in ran.out
    assert json.loads(
        run("why-not", "alih_tangan_kasus", "polisi", EXAMPLES / "kriminal.json", "--json").out
    )["prohibited"]


@pytest.mark.parametrize(
    "words", [["Wajib lapor", "kepolisian"], ["mandatory report", "Police"], ["lapor", "polres"]]
)
def test_actions_and_parties_by_their_other_names(run: Run, words: list[str]) -> None:
    path = EXAMPLES / "narkoba.yaml"
    assert run("why-not", *words, path) == run("why-not", "wajib_lapor", "polisi", path)


def test_explanations_never_say_the_calmest_level_bare(run: Run) -> None:
    for lang, bare, careful in (("id", "Ringan", "Ringan untuk sementara"), ("en", "Light", "Light for now")):
        out = run("--lang", lang, "why-not", "konferensi_kasus", EXAMPLES / "membolos.yaml").out
        assert bare not in out.replace(careful, "")
        assert ("Pastikan dulu" if lang == "id" else "Make sure first") in out
        out = run("--lang", lang, "what-if", EXAMPLES / "membolos.yaml").out
        assert bare.upper() not in out.replace(careful.upper(), "")


def test_what_if_shows_changes_and_what_they_lead_to(run: Run) -> None:
    ran = run("what-if", EXAMPLES / "kesulitan-belajar.json")
    assert "Hanya satu mata pelajaran: Ya → Tidak" in ran.out
    data = json.loads(run("what-if", EXAMPLES / "kesulitan-belajar.json", "--json").out)
    assert data["schema"] == "triage.what-if/1"
    assert {"name": "satu_mapel", "from": "ya", "to": "tidak"} in [
        one for item in data["changes"] for one in item["if"]
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_lists_hold_everything(run: Run, quick: Advisor, lang: str) -> None:
    words = quick.book.vocabulary
    for command, known in (("categories", words.categories), ("facts", words.facts)):
        text = run("--lang", lang, command).out
        data = json.loads(run("--lang", lang, command, "--json").out)
        assert [one["id"] for one in data] == list(known)
        for id, entry in known.items():
            assert id in text
            assert entry.label.said(lang) in text  # type: ignore[arg-type]


def test_rules_list_holds_every_rule_with_its_place(run: Run, quick: Advisor) -> None:
    book = quick.book
    rows = json.loads(run("rules", "list", "--json").out)
    assert {row["id"] for row in rows if row["kind"] == "rule"} == {rule.id for rule in book.rules}
    lines = run("rules", "list").out.splitlines()
    assert len(lines) == 1 + len(rows)
    for rule in book.rules:
        [line] = [line for line in lines if line.startswith(f"{rule.id} ")]
        assert f"{rule.place.file}:{rule.place.line}" in line
        assert rule.basis in line


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_rule_prohibition_and_procedure_can_be_shown(run: Run, quick: Advisor, lang: str) -> None:
    book = quick.book
    for item in (*book.rules, *book.prohibitions, *book.procedures):
        ran = run("--lang", lang, "rules", "show", item.id)
        assert ran.code == 0, ran.err
        words = " ".join(ran.out.split())
        assert item.title.said(lang) in words  # type: ignore[arg-type]
        assert str(item.place) in words
        for source in item.sources:
            assert source.term in words
        if item in book.rules or item in book.prohibitions:
            assert item.because.said(lang) in words  # type: ignore[union-attr,arg-type]


def test_conditions_and_overrides_are_readable(run: Run) -> None:
    out = run("rules", "show", "kriminal-wajib-lapor").out
    assert "Masalah: Kriminal" in out
    assert "Sudah diproses hukum: Tidak atau Belum tahu" in out
    assert "Wajib lapor → Polisi" in out
    out = run("rules", "show", "lapor-menggantikan-konsultasi-polisi").out
    assert "Mengesampingkan: " in out
    data = json.loads(run("rules", "show", "kriminal-wajib-lapor", "--json").out)
    assert data["id"] == "kriminal-wajib-lapor"

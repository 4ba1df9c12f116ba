"""What people see, kept word by word. Refresh with ``UPDATE_GOLDEN=1`` and then read what changed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytest.importorskip("durable_rules_engine", reason="the pages are kept as they look with the engine")

GOLDEN = Path(__file__).parent / "golden"
UNSTABLE = (
    (re.compile(r"\([0-9a-f]{12}\)"), "(<sha256>)"),
    (re.compile(r"\.yaml:\d+:\d+"), ".yaml:L:C"),
    (re.compile(r"durable-rules [0-9.]+"), "durable-rules N"),
)
#: name of the golden file: (width, arguments)
PAGES: dict[str, tuple[int, list[str]]] = {
    **{
        f"{name}.id.80": (80, ["decide", f"examples/{file}"])
        for name, file in {
            "membolos": "membolos.yaml",
            "tawuran": "tawuran.yaml",
            "percobaan-bunuh-diri": "percobaan-bunuh-diri.yaml",
            "narkoba": "narkoba.yaml",
            "kekerasan-seksual": "kekerasan-seksual.yaml",
            "kekerasan-keluarga": "kekerasan-keluarga.yaml",
            "kriminal": "kriminal.json",
            "gangguan-emosional": "gangguan-emosional.yaml",
            "perundungan-saksi": "perundungan-saksi.yaml",
            "kesulitan-belajar": "kesulitan-belajar.json",
            "lainnya": "lainnya.yaml",
        }.items()
    },
    "membolos.en.80": (80, ["--lang", "en", "decide", "examples/membolos.yaml"]),
    "kekerasan-keluarga.en.80": (80, ["--lang", "en", "decide", "examples/kekerasan-keluarga.yaml"]),
    "percobaan-bunuh-diri.en.80": (80, ["--lang", "en", "decide", "examples/percobaan-bunuh-diri.yaml"]),
    "percobaan-bunuh-diri.id.60": (60, ["decide", "examples/percobaan-bunuh-diri.yaml"]),
    "percobaan-bunuh-diri.id.120": (120, ["decide", "examples/percobaan-bunuh-diri.yaml"]),
    "kekerasan-keluarga.full.id.80": (80, ["decide", "--full", "examples/kekerasan-keluarga.yaml"]),
    "membolos.full.en.120": (120, ["--lang", "en", "decide", "--full", "examples/membolos.yaml"]),
    "cases.jsonl.id.80": (80, ["decide", "--jsonl", "examples/cases.jsonl"]),
    "why-not.id.80": (80, ["why-not", "wajib_lapor", "polisi", "examples/narkoba.yaml"]),
    "why-not-prohibited.en.80": (
        80,
        ["--lang", "en", "why-not", "handover", "police", "examples/kriminal.json"],
    ),
    "what-if.id.80": (80, ["what-if", "examples/kesulitan-belajar.json"]),
    "what-if.en.80": (80, ["--lang", "en", "what-if", "examples/kekerasan-keluarga.yaml"]),
    "rule.id.80": (80, ["rules", "show", "kriminal-wajib-lapor"]),
    "rule.en.80": (80, ["--lang", "en", "rules", "show", "rumah-belum-jelas-tunda"]),
    "procedure.id.80": (80, ["rules", "show", "darurat"]),
    "help-decide.id.80": (80, ["decide", "--help"]),
    "help-decide.en.80": (80, ["decide", "--help", "--lang", "en"]),
}


@pytest.mark.parametrize("name", PAGES)
def test_page(run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    width, args = PAGES[name]
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TRIAGE_ENGINE", "auto")
    ran = run(*args)
    assert (ran.code, ran.err) == (0, "")
    text = ran.out
    for pattern, words in UNSTABLE:
        text = pattern.sub(words, text)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_no_page_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.txt" for name in PAGES}

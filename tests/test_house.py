"""The rooms of the house, and the one direction in which they may look (``docs/house.md``)."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "triage"

#: What each room may import, itself aside.
MAY_USE = {
    "vocabulary": set(),
    "text": set(),
    "case": {"vocabulary"},
    "decision": {"vocabulary"},
    "rulebook": {"vocabulary", "case"},
    "inference": {"vocabulary", "case", "rulebook"},
    "deciding": {"vocabulary", "case", "decision", "rulebook", "inference"},
    "explain": {"vocabulary", "case", "decision", "rulebook", "inference", "deciding"},
    "verify": {"vocabulary", "case", "decision", "rulebook", "inference", "deciding", "explain"},
    "booklet": {"vocabulary", "case", "inference", "rulebook", "decision", "deciding", "explain", "verify"},
    "training": {"vocabulary", "case", "decision", "rulebook", "inference", "deciding", "explain", "verify"},
    "ledger": {"vocabulary", "case", "decision", "rulebook", "inference", "deciding", "explain"},
    "service": {
        "vocabulary",
        "case",
        "decision",
        "rulebook",
        "inference",
        "deciding",
        "explain",
        "verify",
        "training",
        "ledger",
    },
    "library": {"vocabulary", "case", "decision", "rulebook", "inference", "service"},
    "cli": {
        "vocabulary",
        "case",
        "decision",
        "rulebook",
        "inference",
        "deciding",
        "explain",
        "verify",
        "booklet",
        "training",
        "ledger",
        "service",
        "",
    },
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module]
        found |= {
            name.partition("triage")[2].strip(".").split(".")[0]
            for name in names
            if name.split(".")[0] == "triage"
        }
    return found


def test_every_room_looks_only_where_it_may() -> None:
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        forbidden = imports(path) - MAY_USE[room] - {room}
        wrong += [f"{path.relative_to(ROOT)} looks into {name or 'triage'}" for name in sorted(forbidden)]
    assert wrong == []


def test_files_can_be_read_at_one_sitting() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in ROOT.rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_decision_about_children_lives_in_the_code() -> None:
    domain = (
        "narkoba",
        "membolos",
        "bunuh_diri",
        "kriminal",
        "psikiater",
        "wali_kelas",
        "guru_bk",
        "uptd_ppa",
    )
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                found += [f"{path.relative_to(ROOT)}: {word}" for word in domain if word in node.value]
    assert found == []

"""The vignettes beside the rules, as plain data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent


def vignettes(*files: Path) -> list[dict[str, Any]]:
    """Every vignette of ``files`` (default: those beside the shipped rules), in file order."""
    out: list[dict[str, Any]] = []
    for file in files or sorted((ROOT / "rules").glob("*.cases.yaml")):
        # Every scalar stays a string, as the loader reads rules; `ya` and `true` are told apart later.
        out += yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["cases"]
    return out

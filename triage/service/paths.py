"""Where things are: what was shipped, in the wheel or beside the package, and what is the user's own.

Imports nothing, so that asking where the ledger would be needs none of its libraries.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """The folder ``name`` (``rules`` or ``examples``) that came with this installation."""
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name


def data_folder() -> Path:
    """The folder of what this program keeps for the user."""
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "triage"


def ledger_place() -> Path:
    """Where the ledger is if nothing else is said: one file in the user's data folder."""
    return data_folder() / "ledger.db"

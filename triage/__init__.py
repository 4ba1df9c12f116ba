"""triage: who should handle this, and why. Rule-based decision support for Indonesian schools.

>>> from triage import Case, Problem, decide, load_rulebook
>>> book = load_rulebook()
>>> decide(book, Case("wali_kelas", (Problem("membolos"),))).lead
'wali_kelas'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triage.case.model import Case, Problem

if TYPE_CHECKING:
    from triage.library import decide, load_rulebook, read_case

__all__ = ["Case", "Problem", "decide", "load_rulebook", "read_case"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Loading and deciding are imported when used, so that `import triage` stays light.
    if name in {"decide", "load_rulebook", "read_case"}:
        from triage import library

        return getattr(library, name)
    raise AttributeError(f"module 'triage' has no attribute {name!r}")

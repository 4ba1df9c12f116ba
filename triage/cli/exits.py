"""The exit codes of the command line, as documented in ``triage --help``."""

from __future__ import annotations

from typing import Final

DECIDED: Final = 0
BAD_INPUT: Final = 2
BAD_RULEBOOK: Final = 3
ENGINE_FAILED: Final = 4
#: What a shell gives a program ended by Ctrl-C, and by a reader that went away.
INTERRUPTED: Final = 130
READER_GONE: Final = 141

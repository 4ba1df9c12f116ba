"""The exit codes of the command line, as documented in ``triage --help``."""

from __future__ import annotations

from typing import Final

DECIDED: Final = 0
BAD_INPUT: Final = 2
BAD_RULEBOOK: Final = 3
ENGINE_FAILED: Final = 4
#: A decision was to be recorded and was not, so it is not shown.
NOT_RECORDED: Final = 5
#: The ledger is not there, does not open, or does not let this be seen.
LEDGER_SHUT: Final = 6
#: What `triage audit verify` found.
ALTERED: Final = 10
CUT_SHORT: Final = 11
UNCHECKED: Final = 12
#: What `triage audit replay` found; ``EVALUATORS``: the same but for who evaluated.
DIFFERS: Final = 13
RULEBOOK_MISSING: Final = 14
EVALUATORS: Final = 15
#: What a shell gives a program ended by Ctrl-C, and by a reader that went away.
INTERRUPTED: Final = 130
READER_GONE: Final = 141

"""The C module of durable-rules: importing it, and what it is called."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from types import ModuleType

from triage.inference.errors import EngineUnavailable


def load_engine() -> ModuleType:
    """The C module. Raises ``EngineUnavailable`` where it is not installed or does not import."""
    try:
        import durable_rules_engine
    except ImportError as error:
        raise EngineUnavailable(str(error)) from error
    return durable_rules_engine


def engine_name(engine: ModuleType) -> str:
    """Name and version as installed, such as ``durable-rules 2.0.28``."""
    # importlib.metadata would say the same; importing it costs more than the whole engine.
    with suppress(OSError, TypeError):
        for name in os.listdir(Path(str(engine.__file__)).parent):  # noqa: PTH208
            if name.startswith("durable_rules-") and name.endswith(".dist-info"):
                return f"durable-rules {name.removeprefix('durable_rules-').removesuffix('.dist-info')}"
    return "durable-rules"

"""The durable-rules evaluator: compiler, limits, driver and the inference layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.inference.durable.evaluator import DurableEvaluator

__all__ = ["DurableEvaluator"]


def __getattr__(name: str) -> Any:
    # Whoever only asks a child process for its answers need not import what compiles a rulebook.
    if name == "DurableEvaluator":
        from triage.inference.durable.evaluator import DurableEvaluator

        return DurableEvaluator
    raise AttributeError(f"module 'triage.inference.durable' has no attribute {name!r}")

"""The durable-rules evaluator: compiler, limits, driver and the inference layer by layer."""

from triage.inference.durable.evaluator import DurableEvaluator

__all__ = ["DurableEvaluator"]

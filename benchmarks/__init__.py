"""Benchmarks: our engine and its peers side by side in one run. ``python -m benchmarks --help``.

Not part of the product and not part of ``make test``; a test only holds the answers against each
other. What each figure means stands in ``docs/performance.md``.
"""

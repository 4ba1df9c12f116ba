"""JSON on standard output, the same bytes for the same data."""

from __future__ import annotations

import json
import sys

import click


def print_json(data: object, *, compact: bool = False) -> None:
    """Prints ``data`` on one line (``compact``) or indented; only ASCII where the terminal has no UTF-8."""
    utf8 = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    if compact:
        text = json.dumps(data, ensure_ascii=not utf8, separators=(",", ":"), allow_nan=False)
    else:
        text = json.dumps(data, ensure_ascii=not utf8, indent=2, allow_nan=False)
    click.echo(text)

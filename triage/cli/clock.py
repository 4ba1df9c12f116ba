"""What time it is, for words such as "tomorrow"; nothing is kept or decided by it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)

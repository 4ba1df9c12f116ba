"""What changes for any case when one rulebook takes the place of another, over the whole space."""

from triage.verify.difference.compare import Difference, Unconfirmed, compare

__all__ = ["Difference", "Unconfirmed", "compare"]

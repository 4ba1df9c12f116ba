"""The shipped rulebook, loaded once, and advisors over it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.loading import load_rulebook
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"

# In CI the same examples each time, so that a change lands or fails by what it changed; at a desk and
# in `make prove` new ones.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

# Nobody's own ledger or practice is touched by a test, nor changes what it sees.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="triage-tests-")
for _name in ("TRIAGE_LEDGER", "TRIAGE_PASSPHRASE_FILE", "TRIAGE_BY", "TRIAGE_ANCHOR"):
    os.environ.pop(_name, None)


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load_rulebook(ROOT / "rules")


@pytest.fixture(scope="session")
def reference(book: Rulebook) -> ReferenceEvaluator:
    return ReferenceEvaluator(book)


@pytest.fixture(scope="session")
def advisor(book: Rulebook) -> Iterator[Advisor]:
    advisor = Advisor(book)
    yield advisor
    advisor.close()


@pytest.fixture(scope="session")
def quick(book: Rulebook) -> Advisor:
    """An advisor on the reference evaluator alone, where a test speaks of what follows inference."""
    return Advisor(book, engine="reference")

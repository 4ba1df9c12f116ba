"""A place for a ledger: a file, and a schema of the PostgreSQL server that ``TRIAGE_TEST_POSTGRES`` names."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

SERVER = os.environ.get("TRIAGE_TEST_POSTGRES", "")


@dataclass(frozen=True)
class Home:
    """Where a test's ledger stands, and where its anchor is."""

    place: Path | str
    anchor: Path


@pytest.fixture(params=["sqlite", "postgres"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """The same tests on both."""
    if request.param == "sqlite":
        yield Home(tmp_path / "ledger.db", tmp_path / "ledger.db.anchor")
        return
    if not SERVER:
        pytest.skip("TRIAGE_TEST_POSTGRES names no server; tests/ledger/postgres.sh starts one")
    schema = f"ledger_{uuid.uuid4().hex}"
    engine = create_engine(make_url(SERVER).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(SERVER).update_query_dict({"options": f"-csearch_path={schema}"})
    yield Home(url.render_as_string(hide_password=False), tmp_path / "server.anchor")
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()

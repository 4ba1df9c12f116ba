"""The tables as migrations make them are those that the program speaks of; a newer form is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.ledger.conftest import Home
from tests.ledger.making import NOW, access, founded
from tests.ledger.test_verifying import meddle
from triage.ledger.connecting import engine_for, where
from triage.ledger.errors import LedgerNewer
from triage.ledger.opening import create, open_ledger
from triage.ledger.tables import METADATA, REVISION, VERSION_TABLE
from triage.ledger.verifying import verify


def test_the_program_writes_the_last_revision() -> None:
    config = Config()
    config.set_main_option("script_location", "triage.ledger:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_migrations_make_the_tables_of_the_program(home: Home) -> None:
    founded(home.place, anchor=home.anchor).close()
    engine = engine_for(where(home.place))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_a_newer_ledger_is_not_touched(home: Home) -> None:
    founded(home.place, anchor=home.anchor).close()
    meddle(
        home, lambda connection: connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9'")
    )
    before = home.place.read_bytes() if isinstance(home.place, Path) else b""
    with pytest.raises(LedgerNewer):
        open_ledger(home.place)
    report = verify(home.place, beside=home.anchor)
    assert (report.status, report.finding) == ("unchecked", "newer")
    if isinstance(home.place, Path):
        assert home.place.read_bytes() == before


@pytest.mark.parametrize("pragma", [("journal_mode", "persist"), ("synchronous", 3), ("secure_delete", 1)])
def test_a_file_is_written_durably_and_leaves_no_trace(tmp_path: Path, pragma: tuple[str, object]) -> None:
    name, value = pragma
    with founded(tmp_path / "ledger.db") as ledger, ledger.means.engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value


def test_only_its_owner_may_read_the_files(tmp_path: Path) -> None:
    ledger, _ = create(tmp_path / "ledger.db", passphrase=None, now=NOW)
    ledger.append(access(), now=NOW)
    ledger.close()
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
    names = ("ledger.db", "ledger.db-journal", "ledger.db.anchor", "ledger.db.pages")
    assert modes == dict.fromkeys(names, "0o600")

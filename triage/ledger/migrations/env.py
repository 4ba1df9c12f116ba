"""Run by Alembic: applies revisions within the transaction of whoever opens the ledger."""

from __future__ import annotations

from alembic import context

from triage.ledger.tables import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
)
context.run_migrations()

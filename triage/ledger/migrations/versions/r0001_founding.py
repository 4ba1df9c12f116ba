"""The first form of the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Creates every table."""
    op.create_table(
        "ledger_meta",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_slots",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_keys",
        sa.Column("number", _Number, primary_key=True, autoincrement=False),
        sa.Column("token", sa.Text, index=True),
        sa.Column("erased", _Number),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_rulebooks",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_rulebook_files",
        sa.Column("sha256", sa.Text, sa.ForeignKey("ledger_rulebooks.sha256"), primary_key=True),
        sa.Column("name", sa.LargeBinary, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_entries",
        sa.Column("seq", _Number, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("clock", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("token", sa.Text, index=True),
        sa.Column("rulebook", sa.Text, sa.ForeignKey("ledger_rulebooks.sha256")),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("program", sa.Text, nullable=False),
        sa.Column("refers", _Number, sa.ForeignKey("ledger_entries.seq")),
        sa.Column("key", _Number, sa.ForeignKey("ledger_keys.number"), nullable=False),
        sa.Column("binds", sa.LargeBinary),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("prev", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )

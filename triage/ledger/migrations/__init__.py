"""How the tables came to be, step by step (Alembic). Each step is frozen: it imports no table."""

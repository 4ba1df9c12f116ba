"""Words: the closed sets in code (``closed``), the open ones of a rulebook (``open``), both languages."""

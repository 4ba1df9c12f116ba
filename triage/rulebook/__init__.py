"""The rulebook: its values (``model``), loading it or all its problems (``loading``), storing it.

Importing this package needs neither pydantic nor YAML; only ``loading`` and ``schemas`` do.
"""

"""The ledger: every decision recorded, provable, replayable, erasable (``docs/ledger.md``).

Nothing is imported here, so that whoever decides without recording needs none of its libraries.
"""

"""Invariants of a triage: declared in ``rules/invariants.yaml``, proved over the whole space."""

"""What can go wrong between inference and a decision. Each class owns its sentence."""

from __future__ import annotations

from triage.vocabulary.closed import Lang


class NoPath(Exception):
    """The rules left a case without a lead, or without anyone acting for the student."""

    def __init__(self, missing: str) -> None:
        super().__init__(self.said("id"))
        self.missing = missing

    def said(self, lang: Lang) -> str:
        """One calm sentence, and what to do."""
        if lang == "en":
            return (
                "The rules give no complete path for this case, so nothing is recommended. "
                "Ask the guidance counsellor directly and tell whoever maintains the rules."
            )
        return (
            "Aturan tidak memberi jalur yang lengkap untuk kasus ini, jadi tidak ada saran. "
            "Hubungi guru BK langsung dan beri tahu pengelola aturan."
        )

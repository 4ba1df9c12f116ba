"""What can go wrong while rules are inferred. Each class owns its sentence, in both languages.

None of these is ever an answer: where one is raised there is no inference and so no decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from triage.vocabulary.closed import Lang
from triage.vocabulary.text import Text

_WAIT = Text(
    id="Jika ada bahaya sekarang, jangan menunggu aplikasi: cari pertolongan lebih dulu.",
    en="If there is danger now, do not wait for the application: get help first.",
)


class InferenceError(Exception):
    """Base of everything below. ``args`` hold what happened; ``said`` says it to people."""

    _said: ClassVar[Text]

    def said(self, lang: Lang = "id") -> str:
        """One calm sentence or two: what happened, and what to do."""
        return self._said.said(lang).format(*self.args)

    def __str__(self) -> str:
        return self.said("en")


class EngineUnavailable(InferenceError):
    """The durable-rules C module cannot be imported here. ``args``: the reason."""

    _said = Text(
        id="Mesin aturan durable-rules tidak terpasang di sini ({0}); penilai pembanding tetap bekerja.",
        en="The durable-rules engine is not available here ({0}); the reference evaluator still serves.",
    )

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class LimitPassed(NamedTuple):
    """One limit of the engine that a rulebook comes too near to.

    ``rule`` is the first rule past the bound, ``what`` the limit's name, ``found`` how many there
    are, ``limit`` where the engine breaks, ``bound`` three quarters of it: the most we accept.
    ``detail`` says where (a category, two names with one hash).
    """

    rule: str
    what: str
    found: int
    limit: int
    bound: int
    detail: str

    def said(self, lang: Lang = "id") -> str:
        """One line for whoever maintains the rules."""
        if lang == "en":
            return (
                f"{self.rule}: {self.what} {self.found} ({self.detail}), at most {self.bound} are accepted; "
                f"the engine breaks past {self.limit}"
            )
        return (
            f"{self.rule}: {self.what} {self.found} ({self.detail}), paling banyak {self.bound} diterima; "
            f"mesin rusak di atas {self.limit}"
        )


class EngineLimit(InferenceError):
    """A rulebook is past three quarters of a limit of the engine. ``passed`` lists every one."""

    _said = Text(
        id="Buku aturan terlalu besar untuk mesin durable-rules:",
        en="The rulebook is too large for the durable-rules engine:",
    )

    def __init__(self, passed: Iterable[tuple[str, str, int, int, int, str]]) -> None:
        self.passed = tuple(LimitPassed(*one) for one in passed)
        # Plain, so that the error can be sent from another process.
        super().__init__(tuple(tuple(one) for one in self.passed))

    def said(self, lang: Lang = "id") -> str:
        """The sentence, then one line a limit."""
        return "\n".join([self._said.said(lang), *(f"- {one.said(lang)}" for one in self.passed)])


class RuleUnfit(InferenceError):
    """A rule reads or concludes what its layer may not. ``args``: the rule's id and the part.

    The loader refuses such a rule first, with its place; this is the engine's own last check.
    """

    _said = Text(
        id="Aturan {0} tidak dapat dijalankan pada lapisannya: {1}.",
        en="Rule {0} cannot run in its layer: {1}.",
    )

    def __init__(self, rule: str, part: str) -> None:
        super().__init__(rule, part)
        self.rule = rule
        self.part = part


class CaseOutside(InferenceError):
    """A case names something that the rulebook does not know. ``args``: the part and the value."""

    _said = Text(
        id="Kasus ini menyebut {0} yang tidak dikenal buku aturan: {1!r}. Periksa isian kasus.",
        en="This case names a {0} that the rulebook does not know: {1!r}. Check the case.",
    )

    def __init__(self, part: str, value: str) -> None:
        super().__init__(part, value)
        self.part = part
        self.value = value


class EngineFailure(InferenceError):
    """The engine did not do what it must, so there is no answer. ``args``: the technical detail.

    The state of the failed case is gone; the next case starts on a fresh one.
    """

    _said = Text(
        id=(
            "Mesin aturan gagal menilai kasus ini, jadi tidak ada saran. Ulangi sekali lagi; bila tetap "
            "gagal, bicarakan langsung dengan konselor dan beri tahu pengelola aturan ({0})."
        ),
        en=(
            "The rule engine failed on this case, so nothing is recommended. Try once more; if it fails "
            "again, ask the counsellor directly and tell whoever maintains the rules ({0})."
        ),
    )

    def __init__(self, detail: str) -> None:
        super().__init__(detail)

    def said(self, lang: Lang = "id") -> str:
        """What happened, what to do, and that danger does not wait for it."""
        return f"{super().said(lang)} {_WAIT.said(lang)}"


class Disagreement(InferenceError):
    """The two evaluators do not agree on a case. ``args``: the ids of the rules they differ on."""

    _said = Text(
        id="Dua penilai aturan tidak sepakat tentang kasus ini, jadi tidak ada saran.",
        en="The two rule evaluators disagree about this case, so nothing is recommended.",
    )

    def __init__(self, rules: tuple[str, ...]) -> None:
        super().__init__(rules)
        self.rules = rules

    def said(self, lang: Lang = "id") -> str:
        """What happened, the rules it is about, and what to do."""
        named = ", ".join(self.rules) or "-"
        if lang == "en":
            return (
                f"{self._said.said(lang)} Ask the counsellor directly and tell whoever maintains the rules "
                f"(rules: {named}). {_WAIT.said(lang)}"
            )
        return (
            f"{self._said.said(lang)} Bicarakan langsung dengan konselor dan beri tahu pengelola aturan "
            f"(aturan: {named}). {_WAIT.said(lang)}"
        )


class EngineClosed(EngineFailure):
    """An evaluator was asked after it had been closed."""

    _said = Text(
        id="Mesin aturan sudah ditutup, jadi tidak ada saran. Buka kembali aplikasinya.",
        en="The rule engine is closed already, so nothing is recommended. Open the application again.",
    )

    def __init__(self) -> None:
        super().__init__("closed")


class EngineCrashed(EngineFailure):
    """The process that runs the engine died. ``args``: how (a signal or an exit code)."""

    _said = Text(
        id=(
            "Mesin aturan berhenti mendadak ({0}) saat menilai kasus ini, jadi tidak ada saran. Mesin "
            "dinyalakan lagi untuk kasus berikutnya; ulangi, dan beri tahu pengelola aturan."
        ),
        en=(
            "The rule engine stopped abruptly ({0}) on this case, so nothing is recommended. It is started "
            "again for the next case; try once more, and tell whoever maintains the rules."
        ),
    )


class EngineHung(EngineFailure):
    """The engine gave no answer in time and was stopped. ``args``: the seconds waited."""

    _said = Text(
        id=(
            "Mesin aturan tidak menjawab dalam {0} detik dan sudah dihentikan, jadi tidak ada saran. Mesin "
            "dinyalakan lagi untuk kasus berikutnya; ulangi, dan beri tahu pengelola aturan."
        ),
        en=(
            "The rule engine gave no answer within {0} seconds and was stopped, so nothing is recommended. "
            "It is started again for the next case; try once more, and tell whoever maintains the rules."
        ),
    )

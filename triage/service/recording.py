"""Advisor and ledger together: what is decided is recorded first, and only then shown.

This is where the clock is read, and where the settings of the ledger are known.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from triage.case.model import Case
from triage.case.reading import REF, as_data
from triage.ledger.model import Draft, Entry, Erased
from triage.ledger.opened import Opened, opened_with
from triage.ledger.overriding import overriding, path_of
from triage.ledger.roles import Access
from triage.ledger.store import Ledger
from triage.service.advisor import Advisor
from triage.service.kept import keep
from triage.service.refusals import AlreadyErased, NoSuchStep, NoSuchTrack, NotADecision
from triage.vocabulary.closed import Lang
from triage.vocabulary.values import replace

#: The letters of a made-up code: none that is taken for another (Crockford).
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def is_code(text: str) -> bool:
    """Whether ``text`` is a code as cases, students and people are written by: never a name with spaces."""
    return REF.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision that stands in the ledger: as told, under which entry and code."""

    told: dict[str, Any]
    entry: Entry
    ref: str


class Recorder:
    """Records what an advisor decides and what people then do.

    ``by``: the code of whoever records decisions (None: the asker); ``access``: who may see what of them;
    ``program``: name and version of what records.
    """

    def __init__(
        self,
        ledger: Ledger,
        by: str | None = None,
        access: Access | None = None,
        clock: Callable[[], datetime] = now,
        program: str = "triage",
    ) -> None:
        self.ledger = ledger
        self._by = by
        self._access = access
        self._clock = clock
        self._program = program

    def decide(
        self,
        advisor: Advisor,
        case: Case,
        lang: Lang = "id",
        *,
        rules: Path | None = None,
        overlays: Sequence[Path] = (),
    ) -> Recorded:
        """Decides ``case`` and records it; in the ledger it is told in Indonesian, here in ``lang``.

        A case without a code gets one. ``rules`` and ``overlays``: where the advisor's rulebook was
        opened from. Raises what ``Advisor.decide`` raises, ``LedgerError`` and ``RulebookMoved``; then
        nothing was recorded and nothing may be shown.
        """
        ref = case.ref or self.new_ref()
        case = replace(case, ref=ref)
        decision = advisor.decide(case)
        told = advisor.told(decision, "id", ref)
        keep(self.ledger, advisor.book, rules, overlays)
        body: dict[str, Any] = {
            "case": as_data(case),
            "decision": told,
            "ref": ref,
            "recorded_by": self._by or case.asker,
        }
        if self._access is not None:
            body["seen_by"] = self._access.seen_by(body["case"], told)
        entry = self._append("decision", ref, body, rulebook=advisor.book.sha256, engine=decision.engine)
        return Recorded(told if lang == "id" else advisor.told(decision, lang, ref), entry, ref)

    def choose(
        self,
        seq: int,
        path: Mapping[str, Any] | None,
        *,
        by: str,
        reason_code: str | None = None,
        text: str | None = None,
        second: str | None = None,
    ) -> Entry:
        """Records what was chosen on decision ``seq``; ``path`` None: what was recommended.

        ``path`` has ``severity``, ``urgency`` and ``tracks``. Raises ``NotRecorded`` and ``LedgerError``.
        """
        ref, decision = self.decision(seq)
        chosen = path if path is not None else path_of(decision)
        direction = overriding(decision, chosen).direction
        body = {
            "followed": direction == "same",
            "direction": direction,
            "chosen": dict(chosen),
            "reason_code": reason_code,
            "text": text,
            "by": by,
            "second": second,
        }
        return self._append("choice", ref, body, refers=seq)

    def progress(self, seq: int, track: tuple[str, str], step: str | None, state: str, *, by: str) -> Entry:
        """Records how far ``step`` (None: the whole) of ``track`` of decision ``seq`` is.

        Raises ``NotRecorded`` for what is not in the decision, and ``LedgerError``.
        """
        ref, decision = self.decision(seq)
        found = [one for one in decision["tracks"] if (one["action"], one["to"]) == track]
        if not found:
            known = ", ".join(f"{one['action']} {one['to']}" for one in decision["tracks"])
            raise NoSuchTrack(seq, " ".join(track), known)
        steps = [one["id"] for one in found[0]["steps"]]
        if step is not None and step not in steps:
            raise NoSuchStep(" ".join(track), ", ".join(steps))
        body = {"track": " ".join(track), "step": step, "state": state, "by": by}
        return self._append("progress", ref, body, refers=seq)

    def accessed(self, seq: int, *, why: str, by: str) -> Entry:
        """Records that entry ``seq`` is read; what it was read for is erased with the student's data."""
        return self._append("access", self.opened(seq).ref, {"why": why, "by": by}, refers=seq)

    def exported(self, format: str, count: int, *, by: str, filters: Mapping[str, Any]) -> Entry:
        """Records that ``count`` entries leave the ledger."""
        body = {"format": format, "count": count, "by": by, "filters": dict(filters)}
        return self._append("export", None, body)

    def erase(self, subject: str, *, basis: str, by: str) -> Entry:
        """Destroys what is recorded of ``subject``. Raises ``SubjectUnknown`` and other ``LedgerError``."""
        return self.ledger.erase(subject, basis=basis, by=by, program=self._program, now=self._clock())

    def opened(self, seq: int) -> Opened:
        """Entry ``seq`` with what is in it. Raises ``EntryUnknown`` and ``LedgerLocked``."""
        entry = self.ledger.entry(seq)
        return opened_with(entry, self.ledger.open_body(entry))

    def decision(self, seq: int) -> tuple[str, dict[str, Any]]:
        """The student's code and the decision of entry ``seq``. Raises ``NotRecorded`` if it is none."""
        entry = self.ledger.entry(seq)
        if entry.kind != "decision":
            raise NotADecision(seq)
        body = self.ledger.open_body(entry)
        if isinstance(body, Erased):
            raise AlreadyErased(seq)
        decision: dict[str, Any] = body.content["decision"]
        return body.subject or "", decision

    def new_ref(self) -> str:
        """A code that no student in the ledger has."""
        while True:
            ref = "K-" + "".join(secrets.choice(_LETTERS) for _ in range(6))
            if next(self.ledger.entries(subject=ref), None) is None:
                return ref

    def _append(
        self,
        kind: Any,
        subject: str | None,
        body: dict[str, Any],
        *,
        refers: int | None = None,
        rulebook: str | None = None,
        engine: tuple[str, ...] = (),
    ) -> Entry:
        draft = Draft(kind, subject, rulebook, engine, self._program, body, refers)
        return self.ledger.append(draft, now=self._clock())

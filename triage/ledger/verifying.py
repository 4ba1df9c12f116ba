"""Verifying: whether anything was changed since it was recorded, and the first place where it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from triage.ledger.anchor import Anchor, read_anchor
from triage.ledger.beside import Watched
from triage.ledger.bytes_check import check_bytes
from triage.ledger.chain_check import Checked, check_chain
from triage.ledger.connecting import Where, engine_for, plainly, where
from triage.ledger.errors import (
    AnchorUnreadable,
    LedgerBusy,
    LedgerError,
    LedgerNewer,
    LedgerUnreachable,
    LibraryMissing,
    NotALedger,
)
from triage.ledger.findings import Finding, Report, Status
from triage.ledger.opening import ANCHOR, check_revision, watch
from triage.ledger.pages import file_state
from triage.ledger.store import Ledger

__all__ = ["Finding", "Report", "Status", "verify"]

#: What names an entry comes first, then what was altered, then what is missing at the end, then what could
#: not be checked.
_GRAVITY: Final[tuple[Status, ...]] = ("altered", "behind", "unchecked")
#: Notes for an intact ledger alone.
_CALM: Final = frozenset({"ahead", "witnessed"})


def verify(place: Ledger | str | Path, *, anchor: Anchor | None = None, beside: Path | None = None) -> Report:
    """Checks every link, every byte of a file, and that ``anchor`` (one kept elsewhere) still holds.

    ``beside``: where the head anchor lies, if not beside the file. Needs no passphrase. Holds the write
    lock meanwhile, and never raises for what is wrong with the ledger: the report says it.
    """
    if isinstance(place, Ledger):
        beside = place.means.beside.path
        at = place.means.at
    else:
        try:
            at = where(place)
        except NotALedger:
            return Report("unchecked", 0, None, "unreadable")
        beside = beside or at.beside(ANCHOR)
    try:
        with plainly(at):
            watched = None if at.path is None else watch(at.path)
    except LedgerError:
        return Report("unchecked", 0, None, "unreachable")
    if at.path is not None and watched is None:
        return Report("unchecked", 0, None, "missing")
    try:
        return _verified(at, watched, beside, anchor)
    finally:
        if watched is not None:
            watched.reader.done()


def _verified(at: Where, watched: Watched | None, beside: Path | None, given: Anchor | None) -> Report:
    head, found = _beside(beside)
    if watched is not None and file_state(watched.reader) is None:
        # SQLite must not open this: it would take the file for one in another journal mode, and mend it.
        if head is None or head.pages is None:
            return Report("unchecked", 0, None, "unreadable")
        return _report(Checked(), [_first_page()], [])
    engine = None
    try:
        with plainly(at):
            engine = engine_for(at)
            with _quiet(engine) as connection:
                check_revision(connection, at)
                return _looked(connection, watched, head, found, given)
    except LedgerError as failure:
        code = _CANNOT.get(type(failure), "unreadable")
        if code != "busy" and watched is not None and head is not None:
            # The anchor says that it was a ledger of ours: then its bytes tell where it was altered.
            finding, _ = check_bytes(watched, head)
            if finding is None and code == "unreadable":
                finding = Finding("altered", "structure")
            if finding is not None and finding.status == "altered":
                return _report(Checked(), [finding], [])
        return Report("unchecked", 0, None, code)
    finally:
        if engine is not None:
            engine.dispose()


_CANNOT: Final[dict[type[LedgerError], str]] = {
    LedgerNewer: "newer",
    LedgerBusy: "busy",
    LedgerUnreachable: "unreachable",
    LibraryMissing: "unreachable",
}


def _looked(
    connection: Connection,
    watched: Watched | None,
    head: Anchor | None,
    found: Finding | None,
    given: Anchor | None,
) -> Report:
    checked = check_chain(connection, [anchor for anchor in (head, given) if anchor is not None])
    findings = [checked.finding] if checked.finding else []
    notes = []
    if given is not None:
        findings += _against(checked, given, "anchor-other")
        notes += [] if findings else ["witnessed"]
    if head is not None:
        findings += _against(checked, head, "anchor-file")
    elif found is not None:
        findings.append(found)
    else:
        notes.append("no-beside")
    if watched is None:
        notes.append("server")
    elif head is not None:
        finding, ahead = check_bytes(watched, head)
        findings += [finding] if finding else []
        # The pages of the last transaction have no digest yet: SQLite itself looks through them.
        if ahead and connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
            findings.append(Finding("altered", "structure"))
        notes += ["ahead"] if ahead else []
    if watched is None and head is not None and head.seq < checked.entries:
        notes.append("ahead")
    return _report(checked, findings, notes)


def _against(checked: Checked, anchor: Anchor, other: str) -> list[Finding]:
    """What the chain, as far as it holds, has against an anchor."""
    ledger = checked.ledger
    if ledger is None:
        return []
    if (anchor.ledger, anchor.key) != (ledger.id, ledger.public):
        return [Finding("altered", other, 0)]
    if anchor.seq in checked.hashes:
        same = checked.hashes[anchor.seq] == anchor.head
        return [] if same else [Finding("altered", "rewritten", anchor.seq)]
    if checked.finding is None:
        return [Finding("behind", "short", None, (checked.entries, anchor.seq))]
    return []


def _report(checked: Checked, findings: list[Finding], notes: list[str]) -> Report:
    mode = None if checked.ledger is None else checked.ledger.mode
    told = (*(["demo"] if mode == "demo" else []), *notes)
    if not findings:
        return Report("ok", checked.entries, notes=told, mode=mode)
    # The chain names an entry, bytes only a place: the first of the gravest.
    first = min(findings, key=lambda finding: (finding.seq is None, _GRAVITY.index(finding.status)))
    # Beside a finding, what would sound calm is left out: of an altered file nothing is as usual.
    told = tuple(note for note in told if note not in _CALM)
    if first.status == "altered" and first.seq is None and checked.ledger is not None:
        told += ("shorter" if any(one.status == "behind" for one in findings) else "links",)
    return Report(first.status, checked.entries, first.seq, first.code, first.detail, told, mode)


def _first_page() -> Finding:
    return Finding("altered", "bytes", None, (1, 0))


def _beside(path: Path | None) -> tuple[Anchor | None, Finding | None]:
    """The anchor beside the ledger, or what is wrong with it; neither where no place for it is known."""
    if path is None:
        return None, None
    try:
        return read_anchor(path.read_bytes()), None
    except FileNotFoundError:
        return None, Finding("unchecked", "no-anchor")
    except OSError:
        return None, Finding("unchecked", "unreachable")
    except AnchorUnreadable:
        return None, Finding("altered", "anchor-file")


@contextmanager
def _quiet(engine: Engine) -> Iterator[Connection]:
    """A connection while nobody writes; or, where we may only read, while nobody commits."""
    with engine.connect() as connection:
        try:
            writing = connection.execution_options(writing=True).begin()
        except Exception as failure:
            if "readonly" not in str(getattr(failure, "orig", "")):
                raise
            with connection.execution_options(writing=False).begin():
                yield connection
            return
        with writing:
            yield connection

"""Every byte of a ledger's file, and of the files beside it."""

from __future__ import annotations

from triage.ledger.anchor import Anchor, PageMark
from triage.ledger.beside import Watched
from triage.ledger.findings import Finding
from triage.ledger.pages import PageDigests, file_state, touched


def check_bytes(watched: Watched, anchor: Anchor) -> tuple[Finding | None, bool]:
    """What was altered since ``anchor`` (the one beside the file); and whether the file is ahead of it.

    A file is ahead when the program died between a transaction and what follows it. Then the journal
    tells the pages that the transaction changed: those are left to the chain, all others are checked.
    """
    mark = anchor.pages
    if mark is None:
        return Finding("unchecked", "no-pages"), False
    try:
        kept = PageDigests(watched.digests.read_bytes())
    except FileNotFoundError:
        return Finding("unchecked", "no-pages"), False
    except OSError:
        return Finding("unchecked", "unreachable"), False
    state = file_state(watched.reader)
    if state is None or state.page != mark.size:
        return _at_page(1, mark), False
    originals = touched(_journal(watched), mark.size)
    before = kept.before(mark.count, originals)
    # Also by the journal: a counter that was flipped is not yet a transaction.
    ahead = state.change == (mark.change + 1) & 0xFFFFFFFF and before.sha256() == mark.sha256
    if ahead:
        kept = before
    elif kept.sha256() != mark.sha256:
        return Finding("altered", "pages-file"), False
    if watched.reader.size() % mark.size:
        return Finding("altered", "length"), False
    if ahead:
        kept, _ = kept.after(watched.reader, mark.size, originals)
    elif watched.reader.size() != mark.count * mark.size:
        return Finding("altered", "length"), False
    page = kept.first_difference(watched.reader, mark.size)
    return (None if page is None else _at_page(page, mark)), ahead


def _at_page(page: int, mark: PageMark) -> Finding:
    return Finding("altered", "bytes", None, (page, (page - 1) * mark.size))


def _journal(watched: Watched) -> bytes:
    try:
        return watched.journal.read_bytes()
    except OSError:
        return b""

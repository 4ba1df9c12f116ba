"""Every byte counts: whichever one of a ledger's files is flipped, verify finds it."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ledger import making
from tests.ledger.making import access, decision, filled, later
from triage.ledger.anchor import read_anchor
from triage.ledger.bytes_check import check_bytes
from triage.ledger.opening import open_ledger, watch
from triage.ledger.pages import PageDigests, touched
from triage.ledger.verifying import verify


@contextmanager
def flipped(path: Path, offset: int, byte: int) -> Iterator[None]:
    """One byte of ``path`` is another for a while."""
    with path.open("r+b", buffering=0) as file:
        file.seek(offset)
        old = file.read(1)
        file.seek(offset)
        file.write(bytes([old[0] ^ byte]))
        try:
            yield
        finally:
            file.seek(offset)
            file.write(old)


def unnoticed(place: Path, path: Path, offsets: Iterable[int], byte: int) -> list[int]:
    """Which flips of ``path`` verify does not take for an alteration."""
    missed = []
    for offset in offsets:
        with flipped(path, offset, byte):
            if verify(place).status != "altered":
                missed.append(offset)
    return missed


@pytest.fixture
def place(tmp_path: Path) -> Path:
    filled(tmp_path / "ledger.db").close()
    return tmp_path / "ledger.db"


def test_a_flip_of_any_byte_of_the_file_is_seen_by_the_page_digests(place: Path) -> None:
    head = read_anchor(place.with_name("ledger.db.anchor").read_bytes())
    digests = place.with_name("ledger.db.pages").read_bytes()
    assert head.pages is not None
    missed = []
    for number in range(head.pages.count):
        page = bytearray(place.read_bytes()[number * 4096 : number * 4096 + 4096])
        kept = PageDigests(digests[number * 32 : number * 32 + 32])
        assert kept.first_difference(_Pages(page), 4096) is None  # type: ignore[arg-type]
        for n in range(4096):
            page[n] ^= 1 << n % 8
            if kept.first_difference(_Pages(page), 4096) != 1:  # type: ignore[arg-type]
                missed.append(number * 4096 + n)
            page[n] ^= 1 << n % 8
    assert missed == []


class _Pages:
    """A file of one page, in memory."""

    def __init__(self, page: bytearray) -> None:
        self._page = page

    def blocks(self, length: int) -> Iterator[bytearray]:
        assert len(self._page) == length
        yield self._page


def test_flips_all_over_the_file_are_found_by_verify(place: Path) -> None:
    size = place.stat().st_size
    chosen = random.Random(1).sample(range(100, size), 150)
    # The header of the file, where SQLite itself looks first, byte by byte.
    assert unnoticed(place, place, [*range(100), *chosen], 0x01) == []
    assert unnoticed(place, place, range(16, 28), 0x03) == []
    # Text that is none any more: the schema at the end of the first page, the revision in the second.
    assert unnoticed(place, place, [*range(3900, 4096), *range(8180, 8192)], 0x80) == []
    assert verify(place).status == "ok"


@pytest.mark.prove
@pytest.mark.parametrize("bit", range(8))
def test_every_flip_of_every_byte_is_found_by_verify(place: Path, bit: int) -> None:
    # Each byte of the file with one bit of it, another in each round.
    offsets = range(bit, place.stat().st_size, 8)
    assert unnoticed(place, place, offsets, 1 << bit) == []


@pytest.mark.parametrize("suffix", [".anchor", ".pages"])
def test_every_flip_in_the_files_beside_it_is_found(place: Path, suffix: str) -> None:
    beside = place.with_name(place.name + suffix)
    assert unnoticed(place, beside, range(0, beside.stat().st_size, 3), 0x20) == []
    assert unnoticed(place, beside, range(1, beside.stat().st_size, 3), 0x01) == []


@pytest.mark.parametrize("change", [b"", b"\x00", bytes(4096)])
def test_another_length_is_found(place: Path, change: bytes) -> None:
    whole = place.read_bytes()
    place.write_bytes(whole + change if change else whole[:-4096])
    assert verify(place).status == "altered"


def test_a_flip_before_a_transaction_is_not_covered_up_by_it(place: Path) -> None:
    # In page 1, which every transaction writes anew: a counter that SQLite does not read.
    whole = bytearray(place.read_bytes())
    whole[71] ^= 1
    place.write_bytes(whole)
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        ledger.append(access(), now=later(9))
        assert not ledger.followed
        assert verify(ledger).status == "altered"


def test_the_journal_tells_the_pages_that_changed_and_how_they_were(place: Path) -> None:
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        for n in range(30):
            before = place.read_bytes()
            ledger.append(decision(f"siswa {n}", ref="x" * n * 400), now=later(9 + n))
            now = place.read_bytes()
            told = touched(place.with_name("ledger.db-journal").read_bytes(), 4096)
            changed = {
                k + 1
                for k in range(len(before) // 4096)
                if before[k * 4096 : k * 4096 + 4096] != now[k * 4096 : k * 4096 + 4096]
            }
            assert changed <= set(told)
            assert told.items() <= digests(before).items()


def digests(data: bytes) -> dict[int, bytes]:
    """The digest of each page, by its number."""
    return {n // 4096 + 1: hashlib.sha256(data[n : n + 4096]).digest() for n in range(0, len(data), 4096)}


def test_after_a_crash_before_the_side_files_followed_the_other_pages_are_still_watched(place: Path) -> None:
    beside = [place.with_name(place.name + suffix) for suffix in (".anchor", ".pages")]
    old = [path.read_bytes() for path in beside]
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        ledger.append(access(), now=later(9))
    for torn in (False, True):
        for path, data in zip(beside, old, strict=True):
            if not (torn and path.suffix == ".pages"):  # the digests came through, the anchor did not
                path.write_bytes(data)
        report = verify(place)
        assert (report.status, report.entries, report.notes) == ("ok", 9, ("ahead",))
        watched = watch(place)
        assert watched is not None
        told = touched(watched.journal.read_bytes(), 4096)
        watched.reader.done()
        untouched = [n for n in range(place.stat().st_size // 4096) if n + 1 not in told]
        assert unnoticed(place, place, [n * 4096 + 4000 for n in untouched], 0x01) == []
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        ledger.append(access(), now=later(10))
        assert (ledger.followed, verify(ledger).notes) == (True, ())


def test_an_anchor_without_digests_says_that_bytes_cannot_be_checked(place: Path) -> None:
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        anchor = ledger.anchor()
    watched = watch(place)
    assert watched is not None
    finding, ahead = check_bytes(watched, anchor)
    watched.reader.done()
    assert finding is not None
    assert (finding.status, finding.code, ahead) == ("unchecked", "no-pages", False)


@pytest.mark.parametrize("table", ["ledger_entries", "ledger_keys"])
def test_an_index_altered_by_a_transaction_from_outside_is_found(place: Path, table: str) -> None:
    # One transaction looks like one of ours that was interrupted, and its pages have no digests yet.
    # The index of entries then disagrees with them; that of keys names a column that is not there.
    outside = sqlite3.connect(place)
    outside.execute("PRAGMA journal_mode = PERSIST")
    outside.execute("PRAGMA writable_schema = ON")
    altered = "UPDATE sqlite_schema SET sql = replace(sql, '(token)', '(kind)')"
    outside.execute(f"{altered} WHERE type = 'index' AND tbl_name = ?", (table,))
    outside.commit()
    outside.close()
    report = verify(place)
    assert (report.status, report.finding) == ("altered", "structure")


def test_a_counter_that_was_flipped_is_not_taken_for_a_transaction(place: Path) -> None:
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        for n in range(2):  # an even and an odd number of transactions
            ledger.append(access(), now=later(9 + n))
            with flipped(place, 27, 0x01):
                report = verify(place)
                assert (report.status, report.finding, report.detail) == ("altered", "bytes", (1, 0))
            assert verify(place).status == "ok"


@pytest.mark.parametrize("suffix", ["", ".pages"])
def test_a_flip_between_two_entries_of_an_open_ledger_is_not_covered_up(place: Path, suffix: str) -> None:
    # The sixth page and its digest: no entry below writes there again.
    path = place.with_name(place.name + suffix)
    offset = 5 * 4096 + 2000 if not suffix else 5 * 32
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        ledger.append(access(), now=later(9))
        with flipped(path, offset, 0x01):
            for n in range(3):
                ledger.append(access(), now=later(10 + n))
                assert verify(ledger).status == "altered"
        assert verify(ledger).status == "ok"

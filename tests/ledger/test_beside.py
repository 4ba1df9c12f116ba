"""What lies beside a file follows it exactly, whatever is recorded, and whenever the program died."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tests.ledger import making
from tests.ledger.making import access, decision, founded, later
from triage.ledger.beside import Beside
from triage.ledger.disk import Reader
from triage.ledger.errors import SubjectUnknown
from triage.ledger.opening import open_ledger
from triage.ledger.pages import PageDigests
from triage.ledger.store import Ledger
from triage.ledger.verifying import verify
from triage.rulebook.files import RulebookFile, fingerprint


def act(ledger: Ledger, deed: str, number: int) -> None:
    """One transaction, small or large."""
    now, text = later(number), Random(number).randbytes(number * 150).hex()
    if deed == "append":
        ledger.append(decision(f"siswa {number % 3}", ref=text), now=now)
    elif deed == "several":
        ledger.append_all([access() for _ in range(number + 1)], now=now)
    elif deed == "rulebook":
        files = {"a.yaml": text.encode()}
        sha256 = fingerprint(RulebookFile(name, data) for name, data in files.items())
        ledger.keep_rulebook(sha256, "1", files)
    elif deed == "passphrase":
        ledger.change_passphrase(
            making.PASSPHRASE, by="KS-1", program=making.PROGRAM, now=now, cost=making.CHEAP
        )
    else:
        try:
            ledger.erase(f"siswa {number % 3}", basis="uji", by="KS-1", program=making.PROGRAM, now=now)
        except SubjectUnknown:
            return


DEEDS = st.tuples(
    st.sampled_from(["append", "append", "several", "rulebook", "passphrase", "erase"]),
    st.integers(0, 60),
    st.sampled_from(["", "", "anchor", "both"]),
)


@contextmanager
def dying(when: str) -> Iterator[None]:
    """The program dies after it committed: before anything beside the ledger was written, or in between."""
    calls = []
    follow = Ledger._follow

    def dies(self: Ledger, connection: Connection) -> str:
        calls.append(1)
        if len(calls) == 1:  # before the transaction
            return follow(self, connection)
        if when == "both":
            raise KeyboardInterrupt
        with patch.object(Beside, "_anchor", side_effect=KeyboardInterrupt):
            return follow(self, connection)

    with patch.object(Ledger, "_follow", dies if when else follow), suppress(KeyboardInterrupt):
        yield


@settings(max_examples=15)
@given(st.lists(DEEDS, min_size=1, max_size=6))
def test_the_digests_are_always_those_of_the_file(deeds: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ledger.db"
        founded(place).close()
        for deed, number, dies in deeds:
            change = place.read_bytes()[24:28]
            with open_ledger(place, passphrase=making.PASSPHRASE) as ledger, dying(dies):
                act(ledger, deed, number)
            if dies and place.read_bytes()[24:28] != change:
                assert (verify(place).status, verify(place).notes) == ("ok", ("ahead",))
            elif not dies and place.read_bytes()[24:28] != change:
                assert place.with_name("ledger.db.pages").read_bytes() == digests(place)
        with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
            ledger.append(access(), now=later(0))
            assert ledger.followed
        assert (verify(place).status, verify(place).notes) == ("ok", ())
        assert place.with_name("ledger.db.pages").read_bytes() == digests(place)


def digests(place: Path) -> bytes:
    """Those of the file as it is now."""
    reader = Reader.of(place)
    try:
        return bytes(PageDigests.of(reader, 4096).data)
    finally:
        reader.done()

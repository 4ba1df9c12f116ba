"""Two writers are killed (SIGKILL) in the middle of their work: nothing that was acknowledged is lost."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger import making
from tests.ledger.conftest import Home
from tests.ledger.making import access, founded, later
from triage.ledger.opening import open_ledger
from triage.ledger.verifying import verify


def writer(place: Path | str, anchor: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    """A process that appends and acknowledges on its standard output."""
    command = ["tests.ledger.crashing.writer", str(place), str(anchor), name, str(count), "-"]
    return subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.PIPE)


def kill_and_look(home: Home, rounds: int, seed: int) -> int:
    """How many entries were acknowledged in ``rounds``; each of them is looked for after each round."""
    chance = random.Random(seed)
    founded(home.place, anchor=home.anchor).close()
    acknowledged: dict[int, str] = {}
    for n in range(rounds):
        writers = [writer(home.place, home.anchor, f"w{n}{name}", 100_000) for name in "ab"]
        lines = []
        for one in writers:
            assert one.stdout is not None
            # One may be killed before it wrote anything, the other in its fifth entry or later.
            lines += [one.stdout.readline() for _ in range(1 + chance.randrange(5))]
        for one in writers:
            one.kill()
        for one in writers:
            lines += one.communicate()[0].splitlines(keepends=True)
        for line in lines:
            if line.endswith(b"\n") and line != b"ready\n":
                seq, hash = line.split()
                assert int(seq) not in acknowledged
                acknowledged[int(seq)] = hash.decode()
        report = verify(home.place, beside=home.anchor)
        assert (report.status, report.finding) == ("ok", ""), report
        with open_ledger(home.place) as ledger:
            kept = {entry.seq: entry.hash.hex() for entry in ledger.entries()}
        assert acknowledged.items() <= kept.items()
    with open_ledger(home.place, passphrase=making.PASSPHRASE, anchor=home.anchor) as ledger:
        ledger.append(access(), now=later(0))
        assert ledger.followed
        assert "ahead" not in verify(ledger).notes
    return len(acknowledged)


def test_whatever_was_acknowledged_survives_five_kills(home: Home) -> None:
    assert kill_and_look(home, 5, seed=5) > 10


@pytest.mark.prove
def test_whatever_was_acknowledged_survives_a_hundred_kills(home: Home) -> None:
    assert kill_and_look(home, 100, seed=100) > 200


def test_a_writer_killed_while_it_waits_holds_nobody_up(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    with founded(place) as ledger, ledger.means.engine.connect() as connection:
        connection = connection.execution_options(writing=True)
        with connection.begin():  # the lock that every writer waits for
            one = writer(place, Path(f"{place}.anchor"), "w", 1)
            assert one.stdout is not None
            assert one.stdout.readline() == b"ready\n"
            one.kill()
            one.communicate()
        assert ledger.append(access(), now=later(1)).seq == 1

"""A power cut at any moment: nothing that was acknowledged is lost, nothing is corrupt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.ledger import making
from tests.ledger.crashing.disk import SYNC, WRITE, Disk, Operation, operations
from tests.ledger.making import access, founded, later
from triage.ledger.opening import open_ledger
from triage.ledger.verifying import verify

SHIM = Path(__file__).parent / "crashing" / "shim.c"
ENTRIES = 30


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Operation]]:
    """A founded ledger, and everything that a writer of thirty entries did to its files."""
    if not sys.platform.startswith("linux") or shutil.which("gcc") is None:
        pytest.skip("recording what a process does to its files needs Linux and gcc")
    base = tmp_path_factory.mktemp("power")
    shim = base / "shim.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(shim), str(SHIM), "-ldl"], check=True)
    home, start = base / "home", base / "start"
    home.mkdir()
    founded(home / "ledger.db").close()
    shutil.copytree(home, start)
    place = home / "ledger.db"
    command = ["tests.ledger.crashing.writer", str(place), f"{place}.anchor", "w", str(ENTRIES)]
    environment = os.environ | {
        "LD_PRELOAD": str(shim),
        "SHIM_DIR": str(home),
        "SHIM_LOG": str(base / "log"),
    }
    subprocess.run(
        [sys.executable, "-m", *command, str(home / "acks")], env=environment, check=True, timeout=120
    )
    done = list(operations((base / "log").read_bytes()))
    (start / "acks").write_bytes(b"")
    home.joinpath("acks").unlink()
    return start, [one._replace(path=one.path.replace(str(home), str(start))) for one in done]


def acknowledged(done: list[Operation]) -> dict[int, str]:
    """What the writer had said by then."""
    lines = b"".join(one.data for one in done if one.op == WRITE and one.path.endswith("acks")).splitlines()
    return {int(seq): hash.decode() for seq, hash in (line.split() for line in lines if line != b"ready")}


def cuts(start: Path, done: list[Operation], rounds: int, seed: int) -> Iterator[tuple[Disk, Random, int]]:
    """The disk at ``rounds`` moments, spread over the writer's work."""
    chance = Random(seed)
    for moment in sorted(chance.randrange(len(done)) for _ in range(rounds)):
        disk = Disk(start)
        for one in done[:moment]:
            disk.do(one)
        yield disk, chance, moment


def cut_and_look(start: Path, done: list[Operation], rounds: int, seed: int, into: Path) -> int:
    """Cuts the power; how often something that had not been synced was on the disk or lost."""
    uncertain = 0
    for n, (disk, chance, moment) in enumerate(cuts(start, done, rounds, seed)):
        home = into / str(n)
        home.mkdir()
        disk.cut(chance, home)
        place = home / "ledger.db"
        uncertain += any(inode.pending for name, inode in disk.now.items() if name != "acks")
        report = verify(place)
        assert (report.status, report.finding) == ("ok", ""), (n, moment, report)
        with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
            kept = {entry.seq: entry.hash.hex() for entry in ledger.entries()}
            assert acknowledged(done[:moment]).items() <= kept.items(), (n, moment)
            ledger.append(access(), now=later(99))
            assert ledger.followed
            assert (verify(ledger).status, verify(ledger).notes) == ("ok", ()), (n, moment)
        shutil.rmtree(home)
    return uncertain


def test_ten_power_cuts_lose_nothing(recorded: tuple[Path, list[Operation]], tmp_path: Path) -> None:
    assert cut_and_look(*recorded, 10, 10, tmp_path) > 0


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(3))
def test_three_hundred_power_cuts_lose_nothing(
    recorded: tuple[Path, list[Operation]], tmp_path: Path, seed: int
) -> None:
    assert cut_and_look(*recorded, 100, seed, tmp_path) > 30


def test_the_recording_saw_everything(recorded: tuple[Path, list[Operation]]) -> None:
    _, done = recorded
    assert len(acknowledged(done)) == ENTRIES
    assert {Path(one.path).name for one in done if one.op == SYNC} == {
        "start",
        "ledger.db",
        "ledger.db-journal",
        "ledger.db.pages",
        "ledger.db.anchor.new",
    }


def test_a_disk_that_ignores_syncs_would_be_noticed(
    recorded: tuple[Path, list[Operation]], tmp_path: Path
) -> None:
    start, done = recorded
    forgetful = [one for one in done if one.op != SYNC]
    with pytest.raises(AssertionError):
        cut_and_look(start, forgetful, 10, 10, tmp_path)

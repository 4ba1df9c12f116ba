"""Whatever is done to a ledger's file: verify finds it, and nobody who opens it sees a traceback."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.ledger import making
from tests.ledger.making import access, filled, later
from triage.ledger.errors import LedgerError
from triage.ledger.opening import open_ledger
from triage.ledger.verifying import verify


def damaged(whole: bytes, chance: Random) -> bytes:
    """Some bytes are noise or zeros, cut off, pushed in, or two pages have changed places."""
    data = bytearray(whole)
    at, length = chance.randrange(len(data)), chance.choice([2, 8, 64, 512, 4096])
    kind = chance.choice(["noise", "zeros", "cut", "pushed", "swapped"])
    if kind == "cut":
        return bytes(data[:at])
    if kind == "pushed":
        return bytes(data[:at] + chance.randbytes(length) + data[at:])
    if kind == "swapped":
        one, other = (chance.randrange(len(data) // 4096) * 4096 for _ in range(2))
        data[one : one + 4096], data[other : other + 4096] = (
            data[other : other + 4096],
            data[one : one + 4096],
        )
        return bytes(data)
    piece = data[at : at + length]
    data[at : at + length] = chance.randbytes(len(piece)) if kind == "noise" else bytes(len(piece))
    return bytes(data)


def damage_and_look(folder: Path, rounds: int, seed: int) -> None:
    """Damages copies of a ledger; reads and writes each as far as that goes, and verifies again."""
    chance = Random(seed)
    (folder / "whole").mkdir()
    filled(folder / "whole" / "ledger.db").close()
    whole = (folder / "whole" / "ledger.db").read_bytes()
    for n in range(rounds):
        home = folder / str(n)
        shutil.copytree(folder / "whole", home)
        place = home / "ledger.db"
        data = damaged(whole, chance)
        place.write_bytes(data)
        expected = "ok" if data == whole else "altered"
        assert verify(place).status == expected, n
        # Anything but one of our own errors fails the test.
        with suppress(LedgerError), open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
            for entry in ledger.entries():
                ledger.open_body(entry)
            ledger.append(access(), now=later(50))
        assert verify(place).status == expected, n
        shutil.rmtree(home)


def test_damage_of_any_kind_is_found_and_never_covered_up(tmp_path: Path) -> None:
    damage_and_look(tmp_path, 40, seed=40)


@pytest.mark.prove
def test_damage_of_any_kind_is_found_and_never_covered_up_many_times(tmp_path: Path) -> None:
    damage_and_look(tmp_path, 2000, seed=2000)

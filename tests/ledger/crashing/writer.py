"""Appends until it is killed: ``python -m tests.ledger.crashing.writer PLACE ANCHOR NAME COUNT ACKS``.

Each entry is acknowledged, once ``append`` has returned, by a line in ACKS (``-``: standard output).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.ledger import making
from triage.ledger.opening import open_ledger


def write(place: str, anchor: str, name: str, count: int, acks: str) -> None:
    """Decisions, accesses and now and then an erasure, of students that no other writer speaks of."""
    out = 1 if acks == "-" else os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    at = place if "://" in place else Path(place)
    with open_ledger(at, passphrase=making.PASSPHRASE, anchor=Path(anchor)) as ledger:
        os.write(out, b"ready\n")
        for n in range(count):
            now, subject = making.later(n), f"{name}-{n // 5}"
            if n % 5 == 4:
                entry = ledger.erase(subject, basis="uji", by=name, program=making.PROGRAM, now=now)
            elif n % 5 == 3:
                entry = ledger.append(making.access(), now=now)
            else:
                entry = ledger.append(making.decision(subject, ref=f"{n}" * 50 * (n % 4)), now=now)
            os.write(out, f"{entry.seq} {entry.hash.hex()}\n".encode())


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])

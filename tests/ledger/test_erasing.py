"""Nothing of a case is readable outside its seal, and nothing at all once its key is destroyed."""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.ledger import making
from tests.ledger.conftest import Home
from tests.ledger.making import NOW, access, choice, decision, export, founded, later, progress
from triage.ledger.beside import Beside
from triage.ledger.connecting import engine_for, where
from triage.ledger.errors import DraftRefused, LedgerError, LedgerFull
from triage.ledger.model import Draft
from triage.ledger.opening import open_ledger
from triage.ledger.store import Ledger
from triage.ledger.tables import KEYS
from triage.ledger.verifying import verify
from triage.vocabulary.values import replace

#: One for each place where somebody may write something.
WORDS = [
    *("subject", "asker", "category", "fact", "ref", "recorded_by", "severity", "step", "why"),
    *("reason_code", "text", "by", "second", "track", "state", "basis", "filter", "key"),
]
CANARY = {word: f"KANARI-{word}-7f3a" for word in WORDS}


def drafts() -> list[Draft]:
    """Entries of every kind with a canary in each field."""
    subject = CANARY["subject"]
    case = {
        "asker": CANARY["asker"],
        "problems": [{"category": CANARY["category"]}],
        "facts": {CANARY["fact"]: CANARY["fact"]},
    }
    told = {**making.TOLD, "tracks": [*making.TOLD["tracks"]], "lead": CANARY["severity"], CANARY["key"]: {}}
    first = decision(subject, case=case, decision=told, ref=CANARY["ref"], recorded_by=CANARY["recorded_by"])
    chosen = choice(
        1,
        subject,
        followed=False,
        direction="down",
        chosen={"severity": "ringan", "urgency": "rutin", "tracks": []},
        reason_code=CANARY["reason_code"],
        text=CANARY["text"],
        by=CANARY["by"],
        second=CANARY["second"],
    )
    step = progress(1, subject)
    body = {"track": CANARY["track"], "step": CANARY["step"], "state": CANARY["state"], "by": CANARY["by"]}
    return [
        first,
        chosen,
        replace(step, body=body),
        replace(access(1), body={"why": CANARY["why"], "by": CANARY["by"]}),
        replace(export(), body={**export().body, "filters": {"kind": CANARY["filter"]}}),
    ]


def found(secrets: Iterable[bytes], places: Iterable[Path]) -> list[tuple[str, bytes]]:
    """Which secrets stand readable in which files, in either case of their letters and in UTF-16."""
    hits = []
    for path in places:
        data = path.read_bytes()
        for secret in secrets:
            wide = secret.decode("latin-1").encode("utf-16-le")
            if secret in data or wide in data or secret.hex().encode() in data:
                hits.append((path.name, secret))
    return hits


def test_no_canary_is_readable_in_any_file_log_or_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    aside = tmp_path / "temporary"
    aside.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(aside))
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy").setLevel(logging.DEBUG)
    secrets = [word.encode() for word in CANARY.values()] + [making.PASSPHRASE.encode()]
    (tmp_path / "home").mkdir()
    ledger = founded(tmp_path / "home" / "ledger.db")
    for draft in drafts():
        ledger.append(draft, now=NOW)
        assert found(secrets, [*(tmp_path / "home").iterdir(), *aside.iterdir()]) == []
    said = "".join(failures(ledger))
    assert said.count("Traceback") == 4
    ledger.erase(CANARY["subject"], basis=CANARY["basis"], by=CANARY["by"], program=making.PROGRAM, now=NOW)
    assert found(secrets, [*(tmp_path / "home").iterdir(), *aside.iterdir()]) == []
    assert verify(ledger).status == "ok"
    ledger.close()
    logging.getLogger("sqlalchemy").setLevel(logging.NOTSET)
    assert "INSERT INTO ledger_entries" in caplog.text
    assert [secret for secret in secrets if secret.decode() in caplog.text + said] == []


def failures(ledger: Ledger) -> Iterable[str]:
    """The tracebacks of appends that fail, each in another place."""
    first = drafts()[0]
    tries: list[tuple[type[LedgerError], Callable[[], object]]] = [
        (DraftRefused, lambda: ledger.append(replace(first, body={CANARY["key"]: 1}), now=NOW)),
        (DraftRefused, lambda: ledger.append(decision(ref={CANARY["key"]: object()}), now=NOW)),
        (LedgerError, lambda: ledger.append(choice(1, CANARY["subject"], chosen=CANARY["text"]), now=NOW)),
        (LedgerFull, lambda: full(ledger, decision(CANARY["subject"], ref=random_text()))),
    ]
    for error, action in tries:
        with pytest.raises(error) as raised:
            action()
        yield "".join(traceback.format_exception(raised.value))
        yield raised.value.said("id") + raised.value.said("en") + str(raised.value) + repr(raised.value)


def random_text() -> str:
    """Text that does not compress, so that a page is surely missing."""
    return CANARY["ref"] + random.Random(1).randbytes(30_000).hex()


def full(ledger: Ledger, draft: Draft) -> None:
    """Appends ``draft`` where the file may not grow by a page."""
    with ledger.means.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    try:
        ledger.append(draft, now=NOW)
    finally:
        with ledger.means.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")


def wrapped_keys(home: Home, subject: str) -> list[bytes]:
    """The keys of a subject as they are kept."""
    with open_ledger(home.place, passphrase=making.PASSPHRASE) as ledger:
        token = ledger.token(subject)
        with ledger.means.engine.connect() as connection:
            rows = connection.execute(select(KEYS.c.wrapped).where(KEYS.c.token == token)).scalars()
            return [bytes(row) for row in rows]


def test_a_destroyed_key_is_nowhere_any_more(tmp_path: Path) -> None:
    home = Home(tmp_path / "ledger.db", tmp_path / "ledger.db.anchor")
    with founded(tmp_path / "ledger.db") as ledger:
        for n in range(30):
            ledger.append(decision(f"siswa {n % 6}"), now=later(n))
    keys = wrapped_keys(home, "siswa 3")
    assert len(found(keys, [tmp_path / "ledger.db"])) == 1
    with open_ledger(tmp_path / "ledger.db", passphrase=making.PASSPHRASE) as ledger:
        ledger.erase("siswa 3", basis="permintaan", by="KS-1", program=making.PROGRAM, now=later(40))
        assert found(keys, tmp_path.iterdir()) == []
        assert (tmp_path / "ledger.db-journal").read_bytes() == b""
        assert verify(ledger).status == "ok"
        assert wrapped_keys(home, "siswa 3") == [bytes(len(keys[0]))]


def test_a_key_destroyed_right_before_a_crash_is_gone_with_the_next_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "ledger.db", tmp_path / "ledger.db.anchor")
    with founded(tmp_path / "ledger.db") as ledger:
        ledger.append(decision(), now=NOW)
    keys = wrapped_keys(home, "siswa A")
    follow = Beside.follow

    def dies(self: Beside, *given: object) -> object:
        if calls.append(1) or len(calls) == 2:
            raise KeyboardInterrupt
        return follow(self, *given)  # type: ignore[arg-type]

    calls: list[int] = []
    ledger = open_ledger(tmp_path / "ledger.db", passphrase=making.PASSPHRASE)
    with monkeypatch.context() as patched:
        patched.setattr(Beside, "follow", dies)
        with pytest.raises(KeyboardInterrupt):
            ledger.erase("siswa A", basis="permintaan", by="KS-1", program=making.PROGRAM, now=later(1))
    ledger.close()
    assert found(keys, tmp_path.iterdir()) == [("ledger.db-journal", keys[0])]
    assert verify(tmp_path / "ledger.db").notes == ("ahead",)
    with open_ledger(tmp_path / "ledger.db", passphrase=making.PASSPHRASE) as ledger:
        ledger.append(access(), now=later(2))
        assert found(keys, tmp_path.iterdir()) == []
        assert (verify(ledger).status, verify(ledger).notes) == ("ok", ())


def test_an_old_passphrase_leaves_nothing_that_it_opens(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    with founded(place) as ledger:
        with ledger.means.engine.connect() as connection:
            old = connection.execute(
                text("SELECT wrapped FROM ledger_slots WHERE name = 'passphrase'")
            ).scalar_one()
        ledger.change_passphrase(
            "frasa yang lain", by="KS-1", program=making.PROGRAM, now=NOW, cost=making.CHEAP
        )
        assert found([bytes(old)], tmp_path.iterdir()) == []


def test_a_server_keeps_no_destroyed_key_in_its_table(home: Home) -> None:
    if isinstance(home.place, Path):
        pytest.skip("a file is looked through above")
    with founded(home.place) as ledger:
        ledger.append(decision(), now=NOW)
    keys = wrapped_keys(home, "siswa A")
    assert keys[0] in table_file(home)
    with open_ledger(home.place, passphrase=making.PASSPHRASE) as ledger:
        ledger.erase("siswa A", basis="permintaan", by="KS-1", program=making.PROGRAM, now=later(1))
    assert keys[0] not in table_file(home)


def table_file(home: Home) -> bytes:
    """The bytes of the server's file of keys."""
    engine = engine_for(where(home.place))
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("CHECKPOINT")
        data = connection.exec_driver_sql(
            "SELECT pg_read_binary_file(pg_relation_filepath('ledger_keys'))"
        ).scalar_one()
    engine.dispose()
    return bytes(data)

"""Whatever is altered behind the program's back is found, and the first bad entry is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, func, insert, select, update

from tests.ledger import making
from tests.ledger.conftest import Home
from tests.ledger.making import NOW, access, decision, filled, founded, later
from triage.ledger.chain import Outer, link
from triage.ledger.connecting import engine_for, where
from triage.ledger.errors import LedgerAltered
from triage.ledger.findings import FINDINGS, NOTES, Report
from triage.ledger.opening import open_ledger
from triage.ledger.rows import outer_of
from triage.ledger.tables import ENTRIES, KEYS, META, RULEBOOK_FILES, RULEBOOKS, SLOTS
from triage.ledger.verifying import verify
from triage.vocabulary.values import replace


def meddle(home: Home, work: Callable[[Connection], object]) -> None:
    """Does ``work`` on the tables as an insider with the file would, whatever refers to what."""
    engine = engine_for(where(home.place))
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            if connection.dialect.name != "sqlite":
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            work(connection)
    engine.dispose()


def test_an_untouched_ledger_is_intact(home: Home) -> None:
    filled(home.place, anchor=home.anchor).close()
    notes = () if isinstance(home.place, Path) else ("server",)
    report = verify(home.place, beside=home.anchor)
    assert report == Report("ok", 8, notes=notes, mode="sealed")
    assert report.said("id").startswith("Utuh: 8 catatan")


def test_a_ledger_with_nothing_in_it_is_intact(home: Home) -> None:
    founded(home.place, anchor=home.anchor).close()
    assert verify(home.place, beside=home.anchor).status == "ok"


def swap(connection: Connection, one: int, other: int) -> None:
    """Two entries change places, all their columns but the number."""
    columns = [column for column in ENTRIES.c if column.name != "seq"]
    rows = {
        row.seq: row for row in connection.execute(select(ENTRIES).where(ENTRIES.c.seq.in_([one, other])))
    }
    connection.execute(update(ENTRIES).where(ENTRIES.c.seq == other).values(prev=b"", hash=b""))
    for seq, source in ((one, rows[other]), (other, rows[one])):
        values = {column.name: getattr(source, column.name) for column in columns}
        connection.execute(update(ENTRIES).where(ENTRIES.c.seq == seq).values(**values))


def repeat(connection: Connection, seq: int) -> None:
    """An entry is put at the end once more, as far as the database lets that happen."""
    row = connection.execute(select(ENTRIES).where(ENTRIES.c.seq == seq)).one()._asdict()
    last = connection.execute(select(func.max(ENTRIES.c.seq))).scalar() or 0
    connection.execute(insert(ENTRIES).values(**{**row, "seq": last + 1, "prev": b"p", "hash": b"h"}))


def rehash(connection: Connection, seq: int, ledger: str, **values: object) -> None:
    """An entry is altered and its own hash made to fit again."""
    row = connection.execute(select(ENTRIES).where(ENTRIES.c.seq == seq)).one()
    outer: Outer = replace(outer_of(row), **values)
    hash = link(outer.header(ledger), bytes(row.sealed))
    connection.execute(update(ENTRIES).where(ENTRIES.c.seq == seq).values(**values, hash=hash))


@dataclass(frozen=True)
class Meddling:
    name: str
    work: Callable[[Connection], object]
    finding: str
    seq: int


Work = Callable[[Connection], object]


def entry(number: int, /, **values: object) -> Work:
    return lambda connection: connection.execute(
        update(ENTRIES).where(ENTRIES.c.seq == number).values(**values)
    )


def key(number: int, **values: object) -> Work:
    return lambda connection: connection.execute(update(KEYS).where(KEYS.c.number == number).values(**values))


def meta(name: str, value: bytes) -> Work:
    return lambda connection: connection.execute(update(META).where(META.c.name == name).values(value=value))


def spare_rulebook(connection: Connection) -> None:
    connection.execute(insert(RULEBOOKS).values(sha256="0" * 64, version="1"))


MEDDLINGS = [
    Meddling("deleted first", lambda c: c.execute(delete(ENTRIES).where(ENTRIES.c.seq == 1)), "number", 1),
    Meddling("deleted", lambda c: c.execute(delete(ENTRIES).where(ENTRIES.c.seq == 5)), "number", 5),
    Meddling("deleted last", lambda c: c.execute(delete(ENTRIES).where(ENTRIES.c.seq == 8)), "number", 8),
    Meddling("swapped", lambda c: swap(c, 4, 5), "row", 4),
    Meddling("repeated", lambda c: repeat(c, 5), "row", 9),
    Meddling("renumbered", entry(8, seq=9), "number", 8),
    Meddling("time", entry(4, at="2026-03-02T07:34:00.000001Z"), "row", 4),
    Meddling("clock", entry(4, clock="2026-03-02T07:33:00.000000Z"), "row", 4),
    Meddling("kind", entry(4, kind="access"), "row", 4),
    Meddling("token", entry(4, token="f" * 64), "row", 4),
    Meddling("rulebook", entry(4, rulebook=making.RULEBOOK), "row", 4),
    Meddling("engine", entry(4, engine="[ ]"), "row", 4),
    Meddling("program", entry(4, program="triage 0.1.1"), "row", 4),
    Meddling("refers", entry(4, refers=3), "row", 4),
    Meddling("key", entry(4, key=0), "row", 4),
    Meddling("binds", entry(4, binds=b"x"), "row", 4),
    Meddling("sealed", entry(4, sealed=b"x"), "row", 4),
    Meddling("prev", entry(4, prev=b"x"), "row", 4),
    Meddling("hash", entry(4, hash=b"x"), "row", 4),
    Meddling("body", entry(4, body=b"x"), "row", 4),
    Meddling("subject key", key(1, wrapped=b"x"), "key", 1),
    Meddling("own key", key(0, wrapped=b"x"), "key", 0),
    Meddling("new key", lambda c: c.execute(insert(KEYS).values(number=4, wrapped=b"x")), "key", 4),
    Meddling("key brought back", key(3, erased=None), "key", 3),
    Meddling("key half erased", key(3, wrapped=b"x" * 60), "key", 3),
    Meddling("key erased without a stone", key(8, wrapped=bytes(60), erased=8), "erasure", 8),
    Meddling("slot", lambda c: c.execute(update(SLOTS).values(salt=b"x")), "slots", 0),
    Meddling("slot gone", lambda c: c.execute(delete(SLOTS).where(SLOTS.c.name == "recovery")), "slots", 0),
    Meddling("founding", meta("signing", b"x"), "link", 1),
    Meddling("mode", meta("mode", b"demo"), "link", 1),
    Meddling("no founding", lambda c: c.execute(delete(META).where(META.c.name == "id")), "founding", 0),
    Meddling("rulebook file", lambda c: c.execute(update(RULEBOOK_FILES).values(data=b"x")), "rulebook", 1),
    Meddling("rulebook gone", lambda c: c.execute(delete(RULEBOOK_FILES)), "rulebook", 1),
    Meddling("rulebook added", spare_rulebook, "rulebook", 0),
]


@pytest.mark.parametrize("meddling", MEDDLINGS, ids=lambda one: one.name)
def test_every_altered_row_is_found(home: Home, meddling: Meddling) -> None:
    filled(home.place, anchor=home.anchor).close()
    meddle(home, meddling.work)
    report = verify(home.place, beside=home.anchor)
    assert (report.status, report.finding, report.seq) == ("altered", meddling.finding, meddling.seq)


def test_an_entry_whose_hash_was_made_to_fit_again_does_not_fit_the_next(home: Home) -> None:
    with filled(home.place, anchor=home.anchor) as ledger:
        id = ledger.id
    meddle(home, lambda connection: rehash(connection, 4, id, program="triage 9"))
    report = verify(home.place, beside=home.anchor)
    assert (report.status, report.finding, report.seq) == ("altered", "link", 5)


def test_an_end_cut_off_is_found_by_the_anchor(home: Home) -> None:
    with founded(home.place, anchor=home.anchor) as ledger:
        ledger.append_all([decision(), access(), access()], now=NOW)
    meddle(home, lambda c: c.execute(delete(ENTRIES).where(ENTRIES.c.seq == 3)))
    report = verify(home.place, beside=home.anchor)
    assert (report.status, report.finding, report.detail, report.entries) == ("behind", "short", (2, 3), 2)


def rechain(connection: Connection, ledger: str, seq: int, **values: object) -> None:
    """Entry ``seq`` is altered and every hash after it made to fit: what an insider could do."""
    rows = connection.execute(select(ENTRIES).where(ENTRIES.c.seq >= seq).order_by(ENTRIES.c.seq)).all()
    prev = bytes(rows[0].prev)
    for row in rows:
        changed = values if row.seq == seq else {}
        outer: Outer = replace(outer_of(row), prev=prev, **changed)
        prev_before, prev = prev, link(outer.header(ledger), bytes(row.sealed))
        connection.execute(
            update(ENTRIES).where(ENTRIES.c.seq == row.seq).values(**changed, prev=prev_before, hash=prev)
        )


def test_a_chain_written_anew_is_found_by_an_anchor_kept_elsewhere(home: Home) -> None:
    with founded(home.place, anchor=home.anchor) as ledger:
        ledger.append_all([decision(), access(), access()], now=NOW)
        kept = ledger.anchor()
        assert verify(ledger, anchor=kept).notes[0] == "witnessed"
        ledger.append(access(), now=NOW)
        assert verify(ledger, anchor=kept).status == "ok"
        id = ledger.id
    meddle(home, lambda connection: rechain(connection, id, 2, program="triage 9"))
    # The insider has the key, too, and signs a new anchor for what is beside the ledger.
    with open_ledger(home.place, passphrase=making.PASSPHRASE, anchor=home.anchor) as insider:
        insider.rebuild_anchor()
    assert verify(home.place, beside=home.anchor).status == "ok"
    report = verify(home.place, beside=home.anchor, anchor=kept)
    assert (report.status, report.finding, report.seq) == ("altered", "rewritten", 3)


def test_an_old_copy_put_back_whole_is_found_by_an_anchor_kept_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    place = tmp_path / "a" / "ledger.db"
    with founded(place) as ledger:
        ledger.append(access(), now=NOW)
    shutil.copytree(tmp_path / "a", tmp_path / "copy")
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        ledger.append(access(), now=NOW)
        kept = ledger.anchor()
    shutil.rmtree(tmp_path / "a")
    shutil.copytree(tmp_path / "copy", tmp_path / "a")
    assert verify(place).status == "ok"
    report = verify(place, anchor=kept)
    assert (report.status, report.finding, report.detail) == ("behind", "short", (1, 2))


def test_another_ledger_in_its_place_is_found(home: Home, tmp_path: Path) -> None:
    with founded(tmp_path / "other.db", demo=True) as other:
        kept = other.anchor()
    founded(home.place, anchor=home.anchor).close()
    report = verify(home.place, beside=home.anchor, anchor=kept)
    assert (report.status, report.finding, report.seq) == ("altered", "anchor-other", 0)


def test_what_cannot_be_checked_is_no_calm_answer(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("bukan buku catatan")
    (tmp_path / "folder.db").mkdir()
    with filled(tmp_path / "ledger.db") as ledger:
        cut = tmp_path / "cut.db"
        shutil.copy(tmp_path / "ledger.db", cut)
        assert ledger.head().seq == 8
    found = {
        name: (report.status, report.finding)
        for name in ("none.db", "text.db", "folder.db", "cut.db")
        for report in [verify(tmp_path / name)]
    }
    assert found == {
        "none.db": ("unchecked", "missing"),
        "text.db": ("unchecked", "unreadable"),
        "folder.db": ("unchecked", "missing"),
        "cut.db": ("unchecked", "no-anchor"),
    }
    (tmp_path / "ledger.db.pages").unlink()
    assert verify(tmp_path / "ledger.db").finding == "no-pages"
    assert verify("mysql://somewhere/else").finding == "unreadable"


def test_beside_a_finding_nothing_sounds_calm(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    filled(place).close()
    early = place.read_bytes()
    with open_ledger(place, passphrase=making.PASSPHRASE) as ledger:
        kept = ledger.anchor()
        ledger.append(access(), now=later(9))
    whole = place.read_bytes()
    found = {}
    for name, data in {
        "flipped": whole[:71] + bytes([whole[71] ^ 1]) + whole[72:],
        "older": early,
        "garbage": b"bukan" * 2000,
    }.items():
        place.write_bytes(data)
        report = verify(place, anchor=kept)
        found[name] = (report.status, report.finding, report.notes)
    assert found == {
        "flipped": ("altered", "bytes", ("links",)),
        "older": ("altered", "bytes", ("shorter",)),
        "garbage": ("altered", "bytes", ()),
    }


def test_side_files_come_back_by_explicit_command_alone(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    with filled(place) as ledger:
        (tmp_path / "ledger.db.pages").unlink()
        ledger.append(access(), now=later(9))
        assert (ledger.followed, verify(ledger).finding) == (False, "no-pages")
        ledger.rebuild_anchor()
        ledger.append(access(), now=later(10))
        assert (ledger.followed, verify(ledger).status) == (True, "ok")


def test_whoever_may_only_read_can_verify(tmp_path: Path) -> None:
    filled(tmp_path / "ledger.db").close()
    for path in tmp_path.iterdir():
        path.chmod(0o400)
    assert verify(tmp_path / "ledger.db").status == "ok"


def test_every_finding_is_said_in_both_languages() -> None:
    for code in FINDINGS:
        report = Report("altered", 7, 3, code, (5, 4096), tuple(NOTES))
        indonesian, english = report.said("id"), report.said("en")
        assert indonesian != english
        assert "{" not in indonesian + english


def forge(connection: Connection, ledger: str) -> None:
    """An entry of somebody without the key, chained as it should be."""
    row = connection.execute(select(ENTRIES).order_by(ENTRIES.c.seq.desc()).limit(1)).one()
    outer = replace(outer_of(row), seq=row.seq + 1, prev=bytes(row.hash), refers=None)
    values = {**row._asdict(), "seq": outer.seq, "prev": outer.prev, "refers": None}
    hash = link(outer.header(ledger), bytes(row.sealed))
    connection.execute(insert(ENTRIES).values(**{**values, "hash": hash}))


def test_a_forged_entry_is_never_signed(home: Home) -> None:
    with founded(home.place, anchor=home.anchor) as ledger:
        ledger.append(access(), now=NOW)
        id = ledger.id
    signed = home.anchor.read_bytes()
    meddle(home, lambda connection: forge(connection, id))
    with open_ledger(home.place, passphrase=making.PASSPHRASE, anchor=home.anchor) as ledger:
        ledger.append(access(), now=later(1))
        assert (ledger.head().seq, ledger.followed) == (3, False)
        with pytest.raises(LedgerAltered) as raised:
            ledger.open_body(ledger.entry(2))
        assert raised.value.args == (2,)
    assert home.anchor.read_bytes() == signed

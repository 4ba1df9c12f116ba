"""Recording and reading, the same in a file and on a server."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest

from tests.ledger import making
from tests.ledger.conftest import Home
from tests.ledger.making import NOW, access, choice, decision, export, founded, later, progress
from triage.ledger.errors import (
    DirectionDiffers,
    DraftRefused,
    EntryUnknown,
    LedgerClosed,
    LedgerError,
    LedgerExists,
    LedgerLocked,
    LedgerMissing,
    NotALedger,
    PassphraseWeak,
    ReasonMissing,
    RulebookDiffers,
    RulebookUnknown,
    SecondMissing,
    SubjectUnknown,
    WrongPassphrase,
    WrongRecoveryKey,
)
from triage.ledger.model import Body, Draft, Entry, Erased, Head
from triage.ledger.opening import create, open_ledger
from triage.ledger.verifying import verify
from triage.vocabulary.values import replace

DOWN = {"severity": "sedang", "urgency": "segera", "tracks": making.PATH["tracks"]}


def test_what_was_recorded_is_there_when_it_is_opened_again(home: Home) -> None:
    ledger = founded(home.place, anchor=home.anchor)
    drafts = [decision(), choice(1), progress(1), access(1), export()]
    written = [ledger.append(draft, now=later(n)) for n, draft in enumerate(drafts)]
    ledger.close()
    with open_ledger(home.place, passphrase=making.PASSPHRASE, anchor=home.anchor) as again:
        assert list(again.entries()) == written
        assert [again.open_body(entry) for entry in written] == [
            Body(draft.subject, draft.body) for draft in drafts
        ]
        assert again.head() == Head(5, written[-1].hash, later(4))
        assert (again.mode, again.unlocked, again.followed) == ("sealed", True, True)


def test_an_entry_says_outside_what_is_not_secret(home: Home) -> None:
    with founded(home.place) as ledger:
        entry = ledger.append(decision(), now=later(1))
        assert entry == Entry(
            seq=1,
            at=later(1),
            clock=None,
            kind="decision",
            subject_token=ledger.token("siswa A"),
            rulebook=making.RULEBOOK,
            engine=("durable", "reference"),
            program=making.PROGRAM,
            refers=None,
            key=1,
            binds=entry.binds,
            sealed=entry.sealed,
            prev=entry.prev,
            hash=entry.hash,
        )
        assert ledger.entry(1) == entry


def test_several_are_recorded_together_or_not_at_all(home: Home) -> None:
    with founded(home.place) as ledger:
        drafts = [decision(), decision("siswa B"), progress(99)]
        with pytest.raises(EntryUnknown):
            ledger.append_all(drafts, now=NOW)
        assert ledger.head().seq == 0
        assert [entry.seq for entry in ledger.append_all(drafts[:2], now=NOW)] == [1, 2]


def test_entries_are_found_by_kind_student_and_time(home: Home) -> None:
    with founded(home.place) as ledger:
        for n, draft in enumerate([decision(), decision("siswa B"), choice(1), access(), export()], 1):
            ledger.append(draft, now=later(n))

        def seqs(**asked: object) -> list[int]:
            return [entry.seq for entry in ledger.entries(**asked)]  # type: ignore[arg-type]

        assert seqs() == [1, 2, 3, 4, 5]
        assert seqs(kinds={"decision"}) == [1, 2]
        assert seqs(subject="siswa A") == [1, 3]
        assert seqs(since=later(2), until=later(4)) == [2, 3]
        assert seqs(after=3) == [4, 5]
        assert seqs(subject="siswa C") == []


def test_many_entries_are_read_in_pieces(home: Home) -> None:
    with founded(home.place) as ledger:
        ledger.append_all([access() for _ in range(1003)], now=NOW)
        assert [entry.seq for entry in ledger.entries()] == list(range(1, 1004))


def test_time_never_runs_back_and_a_clock_set_back_is_flagged(home: Home) -> None:
    with founded(home.place) as ledger:
        entries = [ledger.append(access(), now=now) for now in (later(5), later(3), later(5), later(6))]
        assert [(entry.at, entry.clock, entry.back) for entry in entries] == [
            (later(5), None, False),
            (later(5), later(3), True),
            (later(5), None, False),
            (later(6), None, False),
        ]


def test_a_rulebook_is_kept_once_and_comes_back_byte_for_byte(home: Home) -> None:
    with founded(home.place) as ledger:
        ledger.keep_rulebook(making.RULEBOOK, "1", making.FILES)
        assert ledger.rulebook(making.RULEBOOK) == making.FILES
        assert ledger.rulebook("0" * 64) is None
        assert ledger.rulebooks() == ((making.RULEBOOK, "1"),)
        with pytest.raises(RulebookDiffers):
            ledger.keep_rulebook(making.RULEBOOK, "1", {**making.FILES, "vocabulary.yaml": b""})
        with pytest.raises(RulebookUnknown):
            ledger.append(replace(decision(), rulebook="0" * 64), now=NOW)


REFUSED: list[tuple[str, Draft]] = [
    ("kind", replace(access(), kind="erasure", body={"basis": "x", "by": "y"})),
    ("kind", replace(access(), kind="gossip")),  # type: ignore[arg-type]
    ("subject", replace(decision(), subject=None)),
    ("subject", replace(decision(), subject=" siswa A")),
    ("subject", replace(export(), subject="siswa A")),
    ("rulebook", replace(decision(), rulebook=None)),
    ("rulebook", replace(decision(), rulebook="ABC")),
    ("engine", replace(decision(), engine=("",))),
    ("program", replace(decision(), program="a\x00b")),
    ("refers", replace(choice(1), refers=None)),
    ("refers", choice(1, "siswa B")),
    ("refers", choice(2)),
    ("body", replace(access(), body=[])),  # type: ignore[arg-type]
    ("body.by", replace(access(), body={"why": "x"})),
    ("body.by", replace(access(), body={"why": "x", "by": " "})),
    ("body.case", decision(case="narasi")),
    ("body", decision(ref=float("nan"))),
    ("body", decision(ref="\ud800")),
    ("body", decision(ref=object())),
    ("body", decision(ref="x" * (9 << 20))),
    ("body.chosen", choice(1, chosen={"severity": "berat"})),
    ("body.followed", choice(1, followed=False)),
]


@pytest.mark.parametrize(
    ("field", "draft"), REFUSED, ids=[f"{n}-{field}" for n, (field, _) in enumerate(REFUSED)]
)
def test_a_draft_that_does_not_fit_is_refused_by_its_field(home: Home, field: str, draft: Draft) -> None:
    with founded(home.place) as ledger:
        ledger.append_all([decision(), access()], now=NOW)
        with pytest.raises(DraftRefused) as refused:
            ledger.append(draft, now=NOW)
        assert refused.value.args == (field,)
        assert ledger.head().seq == 2
        assert verify(ledger).status == "ok"


def test_a_time_without_zone_is_refused(home: Home) -> None:
    with founded(home.place) as ledger, pytest.raises(DraftRefused):
        ledger.append(access(), now=datetime(2026, 3, 2))


OVERRIDES = [
    ({}, ReasonMissing),
    ({"reason_code": "lain", "text": " "}, ReasonMissing),
    ({"reason_code": "lain", "text": "sudah ditangani"}, SecondMissing),
    ({"reason_code": "lain", "text": "sudah ditangani", "second": " bk-1 "}, SecondMissing),
]


@pytest.mark.parametrize(("said", "error"), OVERRIDES)
def test_a_less_urgent_path_needs_a_reason_and_a_second_person(
    home: Home, said: dict[str, str], error: type[LedgerError]
) -> None:
    with founded(home.place) as ledger:
        ledger.append(decision(), now=NOW)
        down = {"followed": False, "direction": "down", "chosen": DOWN}
        with pytest.raises(error):
            ledger.append(choice(1, **down, **said), now=NOW)
        with pytest.raises(DirectionDiffers):
            ledger.append(choice(1, **{**down, "direction": "sideways"}), now=NOW)
        whole = {**down, "reason_code": "lain", "text": "sudah ditangani", "second": "KS-1"}
        assert ledger.append(choice(1, **whole), now=NOW).seq == 2


def test_two_who_write_at_once_share_one_chain(home: Home) -> None:
    founded(home.place, demo=True, anchor=home.anchor).close()
    failures: list[BaseException] = []

    def write() -> None:
        try:
            with open_ledger(home.place, anchor=home.anchor) as mine:
                for _ in range(15):
                    mine.append(access(), now=NOW)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    report = verify(home.place, beside=home.anchor)
    assert (report.status, report.entries) == ("ok", 45)


def test_without_its_key_a_ledger_is_listed_but_not_read(home: Home) -> None:
    with founded(home.place) as ledger:
        written = ledger.append(decision(), now=NOW)
    with open_ledger(home.place) as locked:
        assert (locked.unlocked, list(locked.entries()), locked.head().seq) == (False, [written], 1)
        for refused in (
            lambda: locked.open_body(written),
            lambda: locked.append(access(), now=NOW),
            lambda: locked.token("siswa A"),
            lambda: list(locked.entries(subject="siswa A")),
            lambda: locked.erase("siswa A", basis="x", by="y", program="z", now=NOW),
            lambda: locked.anchor(),
        ):
            with pytest.raises(LedgerLocked):
                refused()


def test_a_recovery_key_opens_what_the_passphrase_does_not_any_more(home: Home) -> None:
    ledger, key = create(home.place, passphrase=making.PASSPHRASE, now=NOW, cost=making.CHEAP)
    assert key is not None
    entry = ledger.change_passphrase(
        "frasa yang lain", by="KS-1", program=making.PROGRAM, now=later(1), cost=making.CHEAP
    )
    assert ledger.open_body(entry) == Body(None, {"why": "passphrase", "by": "KS-1"})
    ledger.close()
    with pytest.raises(WrongPassphrase):
        open_ledger(home.place, passphrase=making.PASSPHRASE)
    with pytest.raises(WrongRecoveryKey):
        open_ledger(home.place, recovery=key.text[:-1] + ("0" if key.text[-1] != "0" else "1"))
    for opened in ({"passphrase": "frasa yang lain"}, {"recovery": key.text.lower().replace("-", " ")}):
        with open_ledger(home.place, **opened) as again:  # type: ignore[arg-type]
            assert again.unlocked
    assert repr(key) == "RecoveryKey(…)"


def test_a_demo_ledger_needs_no_key_and_says_so(home: Home) -> None:
    ledger, key = create(home.place, passphrase=None, now=NOW, anchor=home.anchor)
    assert key is None
    ledger.append(access(), now=NOW)
    with pytest.raises(DraftRefused):
        ledger.change_passphrase("frasa yang lain", by="KS-1", program="x", now=NOW)
    ledger.close()
    with open_ledger(home.place) as again:
        assert (again.mode, again.unlocked) == ("demo", True)
    assert "demo" in verify(home.place, beside=home.anchor).notes


def test_nothing_is_made_where_something_is_nor_opened_where_nothing_is(home: Home) -> None:
    with pytest.raises((LedgerMissing, NotALedger)):
        open_ledger(home.place)
    with pytest.raises(PassphraseWeak):
        create(home.place, passphrase="pendek", now=NOW)
    with founded(home.place) as ledger:
        ledger.append(access(), now=NOW)
    with pytest.raises(LedgerExists):
        create(home.place, passphrase=None, now=NOW)
    with open_ledger(home.place) as still:
        assert still.head().seq == 1


def test_what_was_erased_is_gone_and_may_begin_anew(home: Home) -> None:
    with founded(home.place) as ledger:
        old = ledger.append(decision(), now=later(1))
        other = ledger.append(decision("siswa B"), now=later(2))
        stone = ledger.erase("siswa A", basis="permintaan", by="KS-1", program=making.PROGRAM, now=later(3))
        assert ledger.open_body(old) == Erased(3)
        assert ledger.open_body(stone) == Body(None, {"basis": "permintaan", "by": "KS-1"})
        assert (stone.kind, stone.subject_token) == ("erasure", old.subject_token)
        assert ledger.open_body(other) == Body("siswa B", decision("siswa B").body)
        with pytest.raises(SubjectUnknown):
            ledger.erase("siswa A", basis="permintaan", by="KS-1", program=making.PROGRAM, now=later(4))
        with pytest.raises(DraftRefused):
            ledger.append(choice(1), now=later(4))
        again = ledger.append(decision(), now=later(5))
        assert ledger.open_body(again) == Body("siswa A", decision().body)
        assert ledger.open_body(old) == Erased(3)
        assert verify(ledger).status == "ok"


@pytest.mark.parametrize("missing", ["basis", "by"])
def test_erasing_says_by_whom_and_why(home: Home, missing: str) -> None:
    with founded(home.place) as ledger:
        ledger.append(decision(), now=NOW)
        said = {"basis": "permintaan", "by": "KS-1", missing: " "}
        with pytest.raises(DraftRefused) as refused:
            ledger.erase("siswa A", program=making.PROGRAM, now=NOW, **said)
        assert refused.value.args == (missing,)
        assert ledger.open_body(ledger.entry(1)) == Body("siswa A", decision().body)


def test_a_closed_ledger_answers_no_more(home: Home) -> None:
    ledger = founded(home.place)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerClosed):
        ledger.append(access(), now=NOW)
    with pytest.raises(LedgerClosed):
        ledger.head()


def test_a_moment_is_kept_to_the_microsecond_in_any_zone(home: Home) -> None:
    moment = datetime.fromisoformat("2026-03-02T14:30:00.000001+07:00")
    with founded(home.place) as ledger:
        assert ledger.append(access(), now=moment).at == NOW + timedelta(microseconds=1)

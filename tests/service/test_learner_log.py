"""A log is added to, locked, forced to disk; a line cut off is set aside and told; all can be forgotten."""

from __future__ import annotations

import json
import multiprocessing
import stat
import sys
from pathlib import Path

import pytest

from tests.training.asked import MONDAY, answered
from triage.service.learner_log import LearnerLogs, LogDamaged, LogUnusable, NotACode, PracticeError
from triage.training.records import Closed, Record, as_line

FIRST = answered()
SECOND = Closed(MONDAY, "s")


@pytest.fixture(name="logs")
def _logs(tmp_path: Path) -> LearnerLogs:
    return LearnerLogs(tmp_path / "training")


def file(logs: LearnerLogs, learner: str = "guru-1") -> Path:
    return logs.folder / f"{learner}.jsonl"


def write(logs: LearnerLogs, data: bytes) -> None:
    logs.folder.mkdir()
    file(logs).write_bytes(data)


def line(record: Record) -> bytes:
    return as_line(record).encode() + b"\n"


def test_what_is_added_is_read_again_in_its_order(logs: LearnerLogs) -> None:
    logs.add("guru-1", lambda _: [FIRST])
    logs.add("guru-1", lambda records: [SECOND] if list(records) == [FIRST] else [])
    assert logs.read("guru-1") == ((FIRST, SECOND), None)
    assert file(logs).read_bytes() == line(FIRST) + line(SECOND)
    assert logs.learners() == ("guru-1",)


def test_nobody_else_may_read_it(logs: LearnerLogs) -> None:
    logs.add("guru-1", lambda _: [FIRST])
    if sys.platform != "win32":
        assert stat.S_IMODE(file(logs).stat().st_mode) == 0o600


def test_a_learner_without_a_log_has_nothing_and_reading_makes_nothing(logs: LearnerLogs) -> None:
    assert logs.read("guru-1") == ((), None)
    assert logs.learners() == ()
    assert not logs.folder.exists()


@pytest.mark.parametrize("cut", [b"", b"\n", b"\0\0\0\0", b"\0\0\0\0\n", b"\xff\xfe"])
def test_a_last_line_that_was_cut_off_is_set_aside_and_nothing_else_is_lost(
    logs: LearnerLogs, cut: bytes
) -> None:
    broken = line(SECOND)[:-9] + cut
    write(logs, line(FIRST) + broken)
    found = logs.read("guru-1")
    assert found.records == (FIRST,)
    assert found.set_aside == logs.folder / "guru-1.damaged"
    assert found.set_aside.read_bytes() == broken.rstrip(b"\n") + b"\n"
    assert file(logs).read_bytes() == line(FIRST)
    assert logs.read("guru-1") == ((FIRST,), None)


def test_every_prefix_of_a_log_is_read_and_loses_nothing_that_was_whole(logs: LearnerLogs) -> None:
    """The machine may go down after any byte."""
    whole = line(FIRST) + line(SECOND)
    logs.folder.mkdir()
    for cut in range(0, len(whole) + 1, 7):
        file(logs).write_bytes(whole[:cut])
        kept = whole[:cut].count(b"\n")
        assert logs.read("guru-1").records == (FIRST, SECOND)[:kept]
        logs.add("guru-1", lambda _: [SECOND])
        assert logs.read("guru-1") == ((*(FIRST, SECOND)[:kept], SECOND), None)


def test_two_cuts_are_both_kept(logs: LearnerLogs) -> None:
    write(logs, line(FIRST) + b"{one")
    logs.read("guru-1")
    file(logs).write_bytes(line(FIRST) + b"{two")
    logs.read("guru-1")
    assert (logs.folder / "guru-1.damaged").read_bytes() == b"{one\n{two\n"


def test_damage_further_up_is_refused_with_its_place_and_nothing_is_changed(logs: LearnerLogs) -> None:
    data = line(FIRST) + b"{rusak\n" + line(SECOND)
    write(logs, data)
    with pytest.raises(LogDamaged) as caught:
        logs.read("guru-1")
    assert caught.value.said("id").startswith("guru-1.jsonl:2: baris ini rusak")
    with pytest.raises(LogDamaged):
        logs.add("guru-1", lambda _: [FIRST])
    assert file(logs).read_bytes() == data


def test_a_line_of_a_later_version_is_no_damage_to_be_set_aside(logs: LearnerLogs) -> None:
    data = line(FIRST) + json.dumps({"v": 2, "event": "new"}).encode() + b"\n"
    write(logs, data)
    with pytest.raises(LogDamaged):
        logs.read("guru-1")
    assert file(logs).read_bytes() == data


@pytest.mark.parametrize("name", ["", "Ibu Sari", "../x", "a/b", "a" * 33, "sitî", "a\n"])
def test_a_name_or_a_path_is_no_code_and_is_not_repeated(logs: LearnerLogs, name: str) -> None:
    for use in (logs.read, logs.forget, lambda code: logs.add(code, lambda _: [FIRST])):
        with pytest.raises(NotACode) as caught:
            use(name)
        assert not name.strip() or name not in caught.value.said("id") + caught.value.said("en")
    assert not logs.folder.exists()


@pytest.mark.parametrize("code", [".", "..", "a.b", "a.jsonl", "x.damaged"])
def test_odd_codes_stay_in_the_folder_and_apart(logs: LearnerLogs, code: str) -> None:
    logs.add("a", lambda _: [SECOND])
    logs.add(code, lambda _: [FIRST])
    assert logs.learners() == tuple(sorted(["a", code]))
    assert logs.forget(code)
    assert logs.learners() == ("a",)


def test_to_forget_deletes_everything_also_what_was_set_aside(logs: LearnerLogs) -> None:
    write(logs, line(FIRST) + b"{cut")
    logs.read("guru-1")
    assert logs.forget("guru-1")
    assert list(logs.folder.iterdir()) == []
    assert not logs.forget("guru-1")


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LogUnusable) as caught:
        LearnerLogs(tmp_path / "file").add("guru-1", lambda _: [FIRST])
    assert "--data" in caught.value.said("id")
    assert "--data" in caught.value.said("en")


def test_what_goes_wrong_while_deciding_leaves_the_log_as_it_was(logs: LearnerLogs) -> None:
    logs.add("guru-1", lambda _: [FIRST])

    def fail(_: object) -> list[Record]:
        raise PracticeError

    with pytest.raises(PracticeError):
        logs.add("guru-1", fail)
    assert logs.read("guru-1").records == (FIRST,)


def _add_many(folder: Path) -> None:
    for _ in range(20):
        LearnerLogs(folder).add("guru-1", lambda records: [answered(number=len(records))])


def test_several_at_once_wait_for_each_other(logs: LearnerLogs) -> None:
    """Each reads what is there and adds the next number: none is doubled, none missing."""
    context = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")
    workers = [context.Process(target=_add_many, args=(logs.folder,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    numbers = [record.number for record in logs.read("guru-1").records if hasattr(record, "number")]
    assert numbers == list(range(60))

"""Advisor and ledger together: recorded first, with its rulebook, and read back by it years later."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.strategies import random_case
from triage.case.model import Case
from triage.case.reading import as_data
from triage.ledger.agreed import read_access
from triage.ledger.errors import ReasonMissing, SecondMissing, SubjectUnknown
from triage.ledger.model import Body, Draft, Erased
from triage.ledger.opening import create
from triage.ledger.overriding import path_of
from triage.ledger.replay import RulebookMissing, RulebookUnreadable
from triage.ledger.store import Ledger
from triage.rulebook.files import RulebookFile, fingerprint
from triage.rulebook.loading import load_rulebook
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.service.kept import keep, restored
from triage.service.paths import ledger_place
from triage.service.recording import Recorder, is_code
from triage.service.refusals import AlreadyErased, NoSuchStep, NoSuchTrack, NotADecision, RulebookMoved
from triage.service.reviewing import impact_of, replayed
from triage.vocabulary.values import replace

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
RULES = ROOT / "rules"


class Clock:
    """An hour later each time it is looked at."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        self.at += timedelta(hours=1)
        return self.at


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made, _ = create(tmp_path / "ledger.db", passphrase=None, now=NOON)
    with made:
        yield made


@pytest.fixture
def recorder(ledger: Ledger, book: Rulebook) -> Recorder:
    return Recorder(ledger, "BK-1", read_access([RULES], book), Clock())


def case(quick: Advisor, category: str = "perundungan", ref: str | None = "S-1", **facts: str) -> Case:
    return quick.read({"asker": "guru", "problems": [category], "facts": facts, "ref": ref})


def body(ledger: Ledger, seq: int) -> Body:
    found = ledger.open_body(ledger.entry(seq))
    assert isinstance(found, Body)
    return found


def test_a_decision_is_in_the_ledger_before_it_is_given_out(
    recorder: Recorder, ledger: Ledger, quick: Advisor
) -> None:
    asked = case(quick, senjata="ya")

    recorded = recorder.decide(quick, asked, rules=RULES)

    assert recorded.told == quick.told(quick.decide(asked), "id", "S-1")
    entry = ledger.entry(1)
    assert (entry.kind, entry.at, entry.rulebook) == (
        "decision",
        NOON + timedelta(hours=1),
        quick.book.sha256,
    )
    assert entry.engine == quick.decide(asked).engine
    found = body(ledger, 1)
    assert found.subject == "S-1"
    assert found.content == {
        "case": {
            "asker": "guru",
            "problems": [{"category": "perundungan"}],
            "facts": {"senjata": "ya"},
            "ref": "S-1",
        },
        "decision": recorded.told,
        "ref": "S-1",
        "recorded_by": "BK-1",
        "seen_by": {
            "guru_bk": ["case", "decision", "choice", "progress"],
            "wali_kelas": [],
            "kepala_sekolah": ["decision", "choice", "progress"],
            "auditor": [],
        },
    }


def test_the_ledger_keeps_indonesian_whatever_is_shown(
    recorder: Recorder, ledger: Ledger, quick: Advisor
) -> None:
    recorded = recorder.decide(quick, case(quick), "en", rules=RULES)

    assert recorded.told == quick.told(quick.decide(case(quick)), "en", "S-1")
    assert body(ledger, 1).content["decision"] == quick.told(quick.decide(case(quick)), "id", "S-1")


def test_a_case_without_a_code_gets_one(recorder: Recorder, ledger: Ledger, quick: Advisor) -> None:
    refs = [recorder.decide(quick, case(quick, ref=None), rules=RULES).ref for _ in range(3)]

    assert len(set(refs)) == 3
    assert all(is_code(ref) for ref in refs)
    assert [body(ledger, seq).subject for seq in (1, 2, 3)] == refs


def test_who_records_is_the_asker_if_nobody_is_named(ledger: Ledger, quick: Advisor) -> None:
    Recorder(ledger, clock=Clock()).decide(quick, case(quick), rules=RULES)

    assert body(ledger, 1).content["recorded_by"] == "guru"
    assert "seen_by" not in body(ledger, 1).content


def test_a_rulebook_that_changed_meanwhile_is_not_recorded(
    recorder: Recorder, ledger: Ledger, quick: Advisor, tmp_path: Path
) -> None:
    folder = shutil.copytree(RULES, tmp_path / "rules")
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("# a later hand\n")

    with pytest.raises(RulebookMoved):
        recorder.decide(quick, case(quick), rules=folder)

    assert list(ledger.entries()) == []


def test_following_needs_no_reason(recorder: Recorder, ledger: Ledger, quick: Advisor) -> None:
    told = recorder.decide(quick, case(quick), rules=RULES).told

    entry = recorder.choose(1, None, by="BK-1")

    assert entry.refers == 1
    assert body(ledger, 2) == Body(
        "S-1",
        {
            "followed": True,
            "direction": "same",
            "chosen": path_of(told),
            "reason_code": None,
            "text": None,
            "by": "BK-1",
            "second": None,
        },
    )


def test_going_below_the_advice_takes_a_reason_and_two(
    recorder: Recorder, ledger: Ledger, quick: Advisor
) -> None:
    told = recorder.decide(quick, case(quick, senjata="ya"), rules=RULES).told
    path = path_of(told) | {"severity": "sedang"}
    why = {"reason_code": "info_baru", "text": "ternyata mainan"}

    with pytest.raises(ReasonMissing):
        recorder.choose(1, path, by="BK-1", second="KS-1")
    with pytest.raises(SecondMissing):
        recorder.choose(1, path, by="BK-1", second="BK-1", **why)
    assert ledger.head().seq == 1

    recorder.choose(1, path, by="BK-1", second="KS-1", **why)
    assert body(ledger, 2).content["direction"] == "down"


def test_progress_speaks_of_what_was_recommended(recorder: Recorder, ledger: Ledger, quick: Advisor) -> None:
    told = recorder.decide(quick, case(quick), rules=RULES).told
    track = next(one for one in told["tracks"] if one["action"] == "penanganan")
    pair = (track["action"], track["to"])

    recorder.progress(1, pair, track["steps"][0]["id"], "selesai", by="BK-1")

    said = {"track": " ".join(pair), "step": track["steps"][0]["id"], "state": "selesai", "by": "BK-1"}
    assert body(ledger, 2) == Body("S-1", said)
    with pytest.raises(NoSuchTrack, match="darurat polisi"):
        recorder.progress(1, ("darurat", "polisi"), None, "selesai", by="BK-1")
    with pytest.raises(NoSuchStep, match=track["steps"][0]["id"]) as refused:
        recorder.progress(1, pair, "Siswa A", "selesai", by="BK-1")
    assert "Siswa A" not in refused.value.said()  # what was typed may be a name
    with pytest.raises(NotADecision):
        recorder.progress(2, pair, None, "selesai", by="BK-1")


def test_reading_and_exporting_leave_a_trace(recorder: Recorder, ledger: Ledger, quick: Advisor) -> None:
    recorder.decide(quick, case(quick), rules=RULES)
    recorder.accessed(1, why="rapat kasus", by="KS-1")
    recorder.exported("csv", 2, by="BK-1", filters={"subject": None})

    assert body(ledger, 2) == Body("S-1", {"why": "rapat kasus", "by": "KS-1"})
    exported = {"format": "csv", "count": 2, "by": "BK-1", "filters": {"subject": None}}
    assert body(ledger, 3) == Body(None, exported)
    assert ledger.entry(2).refers == 1


def test_nothing_is_added_to_what_was_erased(recorder: Recorder, ledger: Ledger, quick: Advisor) -> None:
    recorder.decide(quick, case(quick), rules=RULES)

    recorder.erase("S-1", basis="permintaan orang tua", by="KS-1")

    assert ledger.open_body(ledger.entry(1)) == Erased(2)
    assert recorder.opened(1).erased
    with pytest.raises(AlreadyErased):
        recorder.choose(1, None, by="BK-1")
    with pytest.raises(SubjectUnknown):
        recorder.erase("S-1", basis="sekali lagi", by="KS-1")


def test_every_decision_comes_out_the_same_again(recorder: Recorder, ledger: Ledger, quick: Advisor) -> None:
    rnd = random.Random(11)
    for n in range(30):
        recorder.decide(quick, replace(quick.read(random_case(rnd)), ref=f"S-{n}"), rules=RULES)

    found = list(replayed(ledger, ledger.entries(), "reference"))

    assert [(one.seq, one.outcome) for one in found] == [(n, "same") for n in range(1, 31)]


def test_a_school_decides_by_its_own_rules_and_again_by_them(
    ledger: Ledger, quick: Advisor, tmp_path: Path
) -> None:
    """A rulebook that says something else than today's: the past is replayed by the one of its time."""
    folder = _softer(tmp_path)
    other = Advisor(load_rulebook(folder), "reference")
    recorder = Recorder(ledger, "BK-1", clock=Clock())
    recorder.decide(other, case(quick, "membolos", "S-1"), rules=folder)
    recorder.decide(quick, case(quick, "membolos", "S-2"), rules=RULES)
    shutil.rmtree(folder)

    found = {one.seq: (one.outcome, one.rulebook) for one in replayed(ledger, ledger.entries(), "reference")}
    assert found == {1: ("same", other.book.sha256), 2: ("same", quick.book.sha256)}

    changed = impact_of(quick, ledger, ledger.entries())
    assert (changed.ways["same"], changed.ways["less"], changed.lowered) == (1, 1, True)
    assert [(way, seqs) for (way, _), seqs in changed.affected.items()] == [("less", [1])]


def _softer(tmp_path: Path) -> Path:
    """A copy of the rules in which truancy is of medium severity."""
    folder = shutil.copytree(RULES, tmp_path / "old")
    file = folder / "severity.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("id: membolos-ringan")
    end = text.index("  - id:", start)
    rule = text[start:end]
    assert rule.count("severity: ringan") == 1
    changed = text[:start] + rule.replace("severity: ringan", "severity: sedang") + text[end:]
    file.write_text(changed, encoding="utf-8")
    return folder


def test_overlays_are_kept_and_come_back(ledger: Ledger) -> None:
    overlay = ROOT / "examples" / "overlay-smk-contoh"
    book = load_rulebook(RULES, overlays=[overlay])

    keep(ledger, book, RULES, [overlay])

    assert restored(ledger, book.sha256) == book


class Shelf:
    """A ledger of rulebooks alone, as it might be after somebody had a hand in it."""

    def __init__(self, files: dict[str, bytes] | None) -> None:
        self.files = files

    def rulebook(self, _sha256: str) -> dict[str, bytes] | None:
        return self.files


@pytest.mark.parametrize(
    ("files", "error"),
    [
        (None, RulebookMissing),
        ({"safety.yaml": b"rules: []\n"}, RulebookUnreadable),
        ({"../safety.yaml": b"rules: []\n"}, RulebookUnreadable),
        ({"a/b/c.yaml": b""}, RulebookUnreadable),
    ],
)
def test_a_rulebook_that_is_gone_or_does_not_load(
    files: dict[str, bytes] | None, error: type[Exception]
) -> None:
    sha256 = fingerprint(RulebookFile(name, data) for name, data in (files or {}).items())
    shelf: Any = Shelf(files)

    with pytest.raises(error):
        restored(shelf, sha256)


def test_files_that_are_not_those_of_the_fingerprint_are_missing() -> None:
    shelf: Any = Shelf({"safety.yaml": b"rules: []\n"})

    with pytest.raises(RulebookMissing):
        restored(shelf, "0" * 64)


def test_the_ledger_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert ledger_place() == tmp_path / "triage" / "ledger.db"


@pytest.mark.prove
def test_ten_thousand_decisions_by_two_rulebooks_come_out_the_same(
    ledger: Ledger, quick: Advisor, tmp_path: Path
) -> None:
    folder = _softer(tmp_path)
    other = Advisor(load_rulebook(folder), "reference")
    rnd = random.Random(10_000)
    keep(ledger, quick.book, RULES)
    keep(ledger, other.book, folder)
    for start in range(0, 10_000, 500):
        drafts = []
        for n in range(start, start + 500):
            advisor = rnd.choice((quick, other))
            asked = replace(advisor.read(random_case(rnd)), ref=f"S-{n}")
            decision = advisor.decide(asked)
            told = advisor.told(decision, "id", asked.ref)
            said = {"case": as_data(asked), "decision": told, "ref": asked.ref, "recorded_by": "BK-1"}
            drafts.append(Draft("decision", asked.ref, advisor.book.sha256, decision.engine, "triage", said))
        ledger.append_all(drafts, now=NOON)

    outcomes = Counter(one.outcome for one in replayed(ledger, ledger.entries(), "reference"))

    assert outcomes == {"same": 10_000}

"""The practice room as a surface uses it: from the first case to a mastery that changed rules undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path as File

import pytest

from tests.conftest import ROOT
from triage.case.model import Case
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.service.decks import open_deck
from triage.service.practice import NoDrills, Practice, SessionOver, WrittenElsewhere, home
from triage.training.deck import Deck, UnknownDeck
from triage.training.diagnosis import Diagnosing
from triage.training.hypotheses import Hypothesis
from triage.training.misreading import with_fact
from triage.training.model import Answer, Drill, Path
from triage.training.paths import beside, path_of
from triage.training.progress import Session
from triage.training.records import Touched
from triage.vocabulary.values import replace


class Clock:
    """Goes on a minute with each look, and as many days as it is told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def days(self, days: float) -> None:
        self.now += timedelta(days=days)


@pytest.fixture(scope="module")
def deck(book: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deck]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield open_deck(book, ROOT / "training")


@pytest.fixture(scope="module")
def diagnosing(quick: Advisor, deck: Deck) -> Diagnosing:
    return Practice(quick, deck=deck).diagnosing


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="practice")
def _practice(quick: Advisor, deck: Deck, diagnosing: Diagnosing, clock: Clock, tmp_path: File) -> Practice:
    return Practice(quick, tmp_path, deck=deck, diagnosing=diagnosing, clock=clock)


def go_through(
    practice: Practice,
    learner: str,
    session: Session,
    path: Callable[[Case], Path],
    most: int = 99,
    confidence: int = 4,
) -> Session:
    """Answer ``most`` drills by ``path``, with a reason of the key."""
    for _ in range(most):
        if session.current is None:
            break
        key = practice.key(session.current)
        answer = Answer(path(session.current.case), key.rules[0], confidence)
        session = practice.answer(learner, session, answer).session
    return session


def rightly(practice: Practice) -> Callable[[Case], Path]:
    return lambda case: path_of(practice._advisor.decide(case))


# --- sessions ------------------------------------------------------------------------------------


def test_a_session_has_ten_cases_and_ends(practice: Practice) -> None:
    opened = practice.open("guru-1")
    assert (len(opened.session.drills), opened.resumed, opened.touched, opened.set_aside) == (
        10,
        False,
        (),
        None,
    )
    assert len({drill.case for drill in opened.session.drills}) == 10
    done = go_through(practice, "guru-1", opened.session, rightly(practice))
    assert (done.answered, done.over, done.current) == (10, True, None)
    with pytest.raises(SessionOver):
        practice.answer("guru-1", done, Answer(Path("ringan", "penanganan", "wali_kelas"), "", 1))


def test_a_half_done_session_goes_on_with_the_same_drills_in_another_process(
    practice: Practice, quick: Advisor, deck: Deck, clock: Clock, tmp_path: File
) -> None:
    half = go_through(practice, "guru-1", practice.open("guru-1").session, rightly(practice), most=4)
    again = Practice(quick, tmp_path, deck=deck, clock=clock).open("guru-1", deck="danger", seed=99)
    assert (again.resumed, again.session) == (True, half)
    anew = practice.open("guru-1", anew=True)
    assert (anew.resumed, anew.session.answered) == (False, 0)
    first = practice.standing("guru-1").progress.sessions[0]
    assert (first.id, first.closed, first.answered) == (half.id, True, 4)


def test_to_give_a_session_up_keeps_its_answers(practice: Practice) -> None:
    half = go_through(practice, "guru-1", practice.open("guru-1").session, rightly(practice), most=3)
    practice.close("guru-1", half)
    standing = practice.standing("guru-1")
    assert (standing.open, standing.learned.counts.asked) == (None, 3)


def test_the_same_seed_gives_two_learners_the_same_session(practice: Practice) -> None:
    one, other = practice.open("a", seed=7).session, practice.open("b", seed=7).session
    assert one.drills == other.drills
    assert practice.open("c", seed=8).session.drills != one.drills


def test_what_is_known_comes_back_when_it_is_due_and_nearly_always_with_another_case(
    practice: Practice, clock: Clock
) -> None:
    first = practice.open("guru-1").session
    go_through(practice, "guru-1", first, rightly(practice))
    tomorrow = practice.open("guru-1").session
    assert {drill.card for drill in tomorrow.drills}.isdisjoint(drill.card for drill in first.drills)
    clock.days(10)
    later = practice.open("guru-1", anew=True).session
    met = {drill.card: drill.case for drill in first.drills}
    back = [drill for drill in later.drills if drill.card in met]
    assert len(back) == 8
    again = [drill.card for drill in back if drill.case == met[drill.card]]
    assert len(again) <= 1  # a card with hardly more than one case


def test_a_deck_of_its_own_and_one_that_there_is_not(practice: Practice, deck: Deck) -> None:
    session = practice.open("guru-1", deck="kriminal").session
    assert {drill.card for drill in session.drills} <= set(deck.named("kriminal"))
    with pytest.raises(UnknownDeck):
        practice.open("guru-2", deck="krimnal")
    assert "guru-2" not in practice.learners()


@pytest.mark.parametrize("category", ["kekerasan_seksual", "perundungan"])
def test_the_deck_of_a_category_asks_about_that_category(practice: Practice, category: str) -> None:
    """Rules of several categories stand in it, but their cases about others do not."""
    session = practice.open("guru-1", deck=category).session
    assert [
        drill.id
        for drill in session.drills
        if category not in {problem.category for problem in drill.case.problems}
    ] == []


def test_cases_written_by_hand_alone(practice: Practice, deck: Deck) -> None:
    session = practice.open("guru-1", deck="written").session
    assert {drill.origin for drill in session.drills} == {"written"}
    assert set(practice.drills("written")) == set(deck.written)


def test_a_deck_without_cases_says_so(quick: Advisor, tmp_path: File) -> None:
    class Empty:
        cards: dict[str, object] = {}  # noqa: RUF012
        written: tuple[Drill, ...] = ()

        def named(self, _: str) -> tuple[str, ...]:
            return ()

    with pytest.raises(NoDrills):
        Practice(quick, tmp_path, deck=Empty()).open("guru-1")  # type: ignore[arg-type]


# --- answers -------------------------------------------------------------------------------------


def test_feedback_names_what_was_overlooked_and_shows_the_pair(practice: Practice, quick: Advisor) -> None:
    session = practice.open("guru-1", deck="sudah_diproses_hukum").session
    while session.current is not None:
        drill = session.current
        overlooked = path_of(quick.decide(with_fact(drill.case, "sudah_diproses_hukum", "tidak_tahu")))
        key = practice.key(drill)
        told = practice.answer("guru-1", session, Answer(overlooked, "", 4))
        assert told.key == key
        assert (told.pair is None) == (drill.pair is None)
        assert told.pair is None or told.pair.decision == quick.decide(drill.pair or drill.case)
        session = told.session
        if told.judgement.miss != "tepat":
            break
    assert told.judgement.miss == "lebih"
    assert told.judgement.misread[0].name == "sudah_diproses_hukum"
    assert told.due is not None
    assert told.due - practice.standing("guru-1").progress.answers[-1].at == timedelta(minutes=1)


def test_an_answer_given_meanwhile_elsewhere_is_not_overwritten(
    practice: Practice, quick: Advisor, deck: Deck, clock: Clock, tmp_path: File
) -> None:
    session = practice.open("guru-1").session
    elsewhere = Practice(quick, tmp_path, deck=deck, clock=clock)
    go_through(elsewhere, "guru-1", elsewhere.open("guru-1").session, rightly(practice), most=1)
    before = (tmp_path / "guru-1.jsonl").read_bytes()
    with pytest.raises(WrittenElsewhere):
        go_through(practice, "guru-1", session, rightly(practice), most=1)
    assert (tmp_path / "guru-1.jsonl").read_bytes() == before


def test_a_session_begun_meanwhile_elsewhere_is_not_lost(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two terminals start at once: the second is told, and goes on with the session of the first."""
    plan = practice._drills

    def meanwhile(*args: object) -> tuple[Drill, ...]:
        monkeypatch.undo()
        practice.open("guru-1")
        return plan(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(practice, "_drills", meanwhile)
    with pytest.raises(WrittenElsewhere):
        practice.open("guru-1")
    assert practice.open("guru-1").resumed
    assert len(practice.standing("guru-1").progress.sessions) == 1


def test_a_learner_is_a_code_and_can_be_forgotten(practice: Practice, tmp_path: File) -> None:
    go_through(practice, "guru-1", practice.open("guru-1").session, rightly(practice), most=2)
    assert practice.learners() == ("guru-1",)
    assert practice.forget("guru-1")
    assert (practice.learners(), list(tmp_path.iterdir())) == ((), [])


def test_nothing_but_codes_cases_and_times_is_kept(practice: Practice, tmp_path: File) -> None:
    go_through(practice, "guru-1", practice.open("guru-1").session, rightly(practice), most=1)
    text = (tmp_path / "guru-1.jsonl").read_text(encoding="utf-8")
    assert "guru-1" not in text
    assert str(File.home()) not in text


# --- placement -----------------------------------------------------------------------------------


def test_the_placement_test_is_the_same_for_all_and_spreads_over_everything(practice: Practice) -> None:
    one = practice.open("a", kind="placement").session
    other = practice.open("b", kind="placement").session
    keys = [practice.key(drill).path for drill in one.drills]
    assert one.drills == other.drills
    assert len(one.drills) == 15
    assert Counter(key.severity for key in keys) == {"ringan": 5, "sedang": 5, "berat": 5}
    assert {"darurat", "wajib_lapor", "konferensi_kasus", "alih_tangan_kasus", "penanganan"} <= {
        key.action for key in keys
    }


def test_practice_begins_where_the_test_went_worst(practice: Practice) -> None:
    """Somebody who takes everything for light begins with what is not."""
    light = Path("ringan", "penanganan", "wali_kelas")
    go_through(practice, "guru-1", practice.open("guru-1", kind="placement").session, lambda _: light)
    placed = practice.standing("guru-1").placed
    assert placed is not None
    assert placed.begin[0].severity == "berat"
    assert all(stratum.severity != "ringan" for stratum in placed.begin)


# --- diagnosis -----------------------------------------------------------------------------------


def named_after(practice: Practice, holds: Hypothesis, deck: str, most: int = 15) -> int | None:
    """After how many answers in ``deck`` the misconception stands first among what is suspected."""
    diagnosing = practice.diagnosing
    number = diagnosing.hypotheses.index(holds)
    count = 0
    while count < most:
        session = practice.open("guru-1", deck=deck).session
        while session.current is not None and count < most:
            session = go_through(
                practice, "guru-1", session, lambda case: _held(diagnosing, number, case), most=1
            )
            count += 1
            suspected = practice.standing("guru-1").suspected
            if suspected and holds in suspected[0].hypotheses:
                return count
    return None


def _held(diagnosing: Diagnosing, number: int, case: Case) -> Path:
    """What somebody answers who holds that hypothesis."""
    paths = diagnosing.predicted(case).paths
    return next(path for path, holders in paths.items() if holders >> number & 1)


@pytest.mark.parametrize(
    ("holds", "deck_name"),
    [
        (Hypothesis("unknown_as_no"), "all"),
        (Hypothesis("ignores", name="senjata"), "danger"),
        (Hypothesis("opposite", name="bahaya_saat_ini"), "danger"),
        (Hypothesis("rule", "kehamilan-berat"), "kehamilan"),
        (Hypothesis("rule", "percobaan-bunuh-diri-darurat"), "percobaan_bunuh_diri"),
        (Hypothesis("condition", "kriminal-wajib-lapor", "sudah_diproses_hukum"), "kriminal"),
    ],
)
def test_a_misconception_is_named_within_fifteen_answers_of_practice(
    practice: Practice, holds: Hypothesis, deck_name: str
) -> None:
    assert named_after(practice, holds, deck_name) is not None


def test_a_wrong_answer_that_several_misreadings_explain_is_followed_by_a_case_that_tells(
    practice: Practice,
) -> None:
    """Sends a witness to the doctor: because of the illness, or because of anything at all?"""
    holds = Hypothesis("condition", "penyakit-fisik-dokter", "peran")
    number = practice.diagnosing.hypotheses.index(holds)
    planned = practice.open("guru-1", deck="penyakit_fisik").session
    session = go_through(practice, "guru-1", planned, lambda case: _held(practice.diagnosing, number, case))
    answers = practice.standing("guru-1").progress.answers
    followed = [one.number for one in answers if one.inserted is not None]
    wrong = [one.number for one in answers if one.judgement.miss != "tepat"]
    assert followed
    assert followed[0] >= wrong[0]
    assert len({drill.case for drill in session.drills}) == len(session.drills) == len(planned.drills)
    assert session.drills[followed[0] + 1] == answers[followed[0]].inserted
    assert session.drills != planned.drills


def test_nobody_who_answers_rightly_is_suspected_of_anything(practice: Practice) -> None:
    for _ in range(2):
        go_through(practice, "guru-1", practice.open("guru-1").session, rightly(practice))
    assert practice.standing("guru-1").suspected == ()


def test_nobody_is_suspected_who_names_the_handover_that_waits_for_nothing(practice: Practice) -> None:
    session, beside_first = practice.open("guru-1", deck="menyakiti_diri").session, 0
    while session.current is not None:
        key = practice.key(session.current)
        others = beside(practice.book, key.decision)
        told = practice.answer("guru-1", session, Answer(others[0] if others else key.path, "", 4))
        beside_first += bool(others)
        assert told.judgement.miss == "tepat"
        session = told.session
    assert beside_first > 0
    assert practice.standing("guru-1").suspected == ()


@pytest.mark.prove
def test_nearly_every_misconception_is_named_within_fifteen_answers_about_its_matter(
    quick: Advisor, deck: Deck, diagnosing: Diagnosing, clock: Clock, tmp_path: File
) -> None:
    """In the deck of its fact, of its category, or of its rule; those that never show are told."""
    counts = {}
    for members in diagnosing.classes:
        one = diagnosing.hypotheses[members[0]]
        folder = tmp_path / str(members[0])
        practice = Practice(quick, folder, deck=deck, diagnosing=diagnosing, clock=clock)
        counts[one] = named_after(practice, one, _matter(deck, one))
    never = [one for one, count in counts.items() if count is None]
    print("named after", sorted(count for count in counts.values() if count is not None), never)
    assert len(never) <= 0.05 * len(counts)


def _matter(deck: Deck, one: Hypothesis) -> str:
    rule = deck.book.rule(one.rule) if one.rule else None
    if rule is None:
        return one.name if one.name in deck.names else "all"
    problems = sorted(rule.when.problem or ())
    return problems[0] if 1 <= len(problems) <= 2 else rule.id


# --- progress, groups ----------------------------------------------------------------------------


def test_how_a_learner_stands(practice: Practice, deck: Deck, clock: Clock) -> None:
    go_through(practice, "guru-1", practice.open("guru-1").session, rightly(practice))
    now = practice.standing("guru-1")
    assert (now.due, now.met, now.cards, now.learned.counts.right) == (0, 10, len(deck.cards), 10)
    assert now.next_due is not None
    clock.days(30)
    later = practice.standing("guru-1")
    assert (later.due, later.next_due) == (10, None)


def test_a_group_agrees_more_with_the_tool_than_without(practice: Practice) -> None:
    """Alone, three learners guess apart; beside the advice they answer alike."""
    rough = [
        Path("ringan", "penanganan", "wali_kelas"),
        Path("sedang", "penanganan", "guru_bk"),
        Path("berat", "konferensi_kasus", "guru_bk"),
    ]
    for n, learner in enumerate(("a", "b", "c")):
        go_through(practice, learner, practice.open(learner, seed=5, tool=True).session, rightly(practice))
        test = practice.open(learner, kind="placement").session
        go_through(practice, learner, test, lambda case, n=n: rough[(len(case.facts) + n) % 3])
    group = practice.group(("a", "b", "c"))
    sessions = group.learners[0].progress.sessions
    beside, alone = ({drill.id for drill in session.drills} for session in sessions)
    assert (group.with_tool.cases, group.with_tool.raters) == (10, 3)
    assert (group.without.cases, group.without.raters) == (len(alone - beside), 3)
    assert group.without.kappa is not None
    assert group.without.kappa < 0
    assert group.with_tool.kappa == 1
    assert group.learned.counts.asked == 45


def test_answers_beside_the_advice_plan_nothing(practice: Practice) -> None:
    session = practice.open("guru-1", tool=True).session
    key = practice.key(session.drills[0])
    told = practice.answer("guru-1", session, Answer(key.path, "", 4))
    standing = practice.standing("guru-1")
    assert (told.due, standing.met, standing.learned.counts.asked) == (None, 0, 0)


# --- rules change --------------------------------------------------------------------------------


def test_changed_rules_make_their_cards_due_and_say_why(
    practice: Practice, book: Rulebook, deck: Deck, clock: Clock, tmp_path: File
) -> None:
    """Everything known and nothing due; then one rule concludes something more."""
    session = practice.open("guru-1", deck="kriminal-wajib-lapor").session
    go_through(practice, "guru-1", session, rightly(practice))
    assert practice.standing("guru-1").due == 0
    rules = tuple(
        replace(rule, then=replace(rule.then, notices=("di_luar_sumber",)))
        if rule.id == "kriminal-wajib-lapor"
        else rule
        for rule in book.rules
    )
    changed = Advisor(replace(book, rules=rules, sha256="changed"), engine="reference")
    after = Practice(changed, tmp_path, deck=deck, clock=clock)
    pending = after.standing("guru-1").touched
    assert {(one.rule, one.what) for one in pending} == {("kriminal-wajib-lapor", "conclusion")}
    opened = after.open("guru-1", deck="kriminal-wajib-lapor")
    assert set(opened.touched) == set(pending)
    assert opened.session.drills[0].card in {one.card for one in pending}
    assert after.standing("guru-1").due == len({one.card for one in pending})
    drill = opened.session.drills[0]
    done = go_through(after, "guru-1", opened.session, lambda case: path_of(changed.decide(case)), most=1)
    assert done.answered == 1
    assert Touched(drill.card, "kriminal-wajib-lapor", "conclusion") not in after.standing("guru-1").touched


def test_the_same_rules_in_other_words_change_nothing(
    practice: Practice, book: Rulebook, deck: Deck, clock: Clock, tmp_path: File
) -> None:
    go_through(practice, "guru-1", practice.open("guru-1").session, rightly(practice))
    rules = tuple(replace(rule, title=rule.because) for rule in book.rules)
    reworded = Advisor(replace(book, rules=rules, sha256="reworded"), engine="reference")
    after = Practice(reworded, tmp_path, deck=deck, clock=clock)
    assert after.open("guru-1").touched == ()


# --- files ---------------------------------------------------------------------------------------


def test_a_cut_line_is_told_when_the_session_goes_on(practice: Practice, tmp_path: File) -> None:
    half = go_through(practice, "guru-1", practice.open("guru-1").session, rightly(practice), most=2)
    log = tmp_path / "guru-1.jsonl"
    log.write_bytes(log.read_bytes()[:-20])
    opened = practice.open("guru-1")
    assert (opened.resumed, opened.session.answered) == (True, half.answered - 1)
    assert opened.set_aside == tmp_path / "guru-1.damaged"


def test_where_the_logs_are(monkeypatch: pytest.MonkeyPatch, tmp_path: File) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home() == tmp_path / "triage" / "training"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert home() == tmp_path / "home" / ".local" / "share" / "triage" / "training"

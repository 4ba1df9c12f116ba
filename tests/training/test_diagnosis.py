"""Learners with a known misconception are found out, and those without are left in peace."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from tests.training.asked import case_of
from triage.case.model import Case
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rulebook
from triage.service.advisor import Advisor
from triage.training.deck import Deck
from triage.training.diagnosis import Diagnosing
from triage.training.hypotheses import Hypothesis, instrumented
from triage.training.misreading import with_fact
from triage.training.model import Path
from triage.training.paths import path_of
from triage.vocabulary.values import replace

#: The most answers after which a misconception is named.
MOST = 15


@pytest.fixture(scope="module")
def diagnosing(book: Rulebook, deck: Deck) -> Diagnosing:
    """As the service makes it: two generated cases of every card, and those written by hand."""
    generated = [deck.drill(card, seed).case for card in deck.cards for seed in (0, 1)]
    return Diagnosing(book, [*generated, *(drill.case for drill in deck.written)])


class Learner:
    """Holds one misconception and answers by it; with ``slip``, now and then anything at all."""

    def __init__(
        self, diagnosing: Diagnosing, holds: Hypothesis, *, slip: float = 0.0, seed: int = 0
    ) -> None:
        self._diagnosing, self._number = diagnosing, diagnosing.hypotheses.index(holds)
        self._slip, self._rnd = slip, random.Random(f"{holds} {seed}")

    def answer(self, case: Case) -> Path:
        paths = self._diagnosing.predicted(case).paths
        if self._rnd.random() < self._slip:
            return self._rnd.choice(sorted(paths))
        return next(path for path, holders in paths.items() if holders >> self._number & 1)


def named_after(
    diagnosing: Diagnosing, holds: Hypothesis, cases: Sequence[Case], most: int, **learner: float
) -> tuple[int | None, int | None]:
    """After how many answers the misconception is the likeliest, and which was the first wrong one."""
    who = Learner(diagnosing, holds, **learner)  # type: ignore[arg-type]
    belief, left, first = diagnosing.belief([]), list(cases), None
    for count in range(1, most + 1):
        case = diagnosing.best(belief, left)
        if case is None:
            return None, first
        left.remove(case)
        path = who.answer(case)
        if first is None and not diagnosing.predicted(case).fitting(path) & 1:
            first = count
        belief = diagnosing.after(belief, [(case, path)])
        suspected = diagnosing.suspected(belief)
        if suspected and holds in suspected[0].hypotheses:
            return count, first
    return None, first


def everywhere(diagnosing: Diagnosing) -> list[Hypothesis]:
    """One of each class that misreads a condition wherever it is told."""
    return [one for one in firsts(diagnosing) if not one.rule]


def firsts(diagnosing: Diagnosing) -> list[Hypothesis]:
    """One of each class."""
    return [diagnosing.hypotheses[members[0]] for members in diagnosing.classes]


# --- what is predicted ---------------------------------------------------------------------------


def read_otherwise(book: Rulebook, one: Hypothesis, case: Case) -> tuple[Rulebook, Case]:
    """The rulebook and the case as somebody with this misconception has them in mind, made plainly."""
    if one.kind == "rule":
        rules = tuple(rule for rule in book.rules if rule.id != one.rule)
        return replace(book, rules=rules), case
    if one.kind == "condition":
        rules = tuple(_ignoring(rule, one.name) if rule.id == one.rule else rule for rule in book.rules)
        return replace(book, rules=rules), case
    stated = dict(case.facts)
    if one.kind == "ignores" and one.name in stated:
        return book, with_fact(case, one.name, "tidak_tahu")
    if one.kind == "opposite" and one.name in stated:
        return book, with_fact(case, one.name, "tidak" if stated[one.name] == "ya" else "ya")
    if one.kind == "unknown_as_no":
        facts = [fact.id for fact in book.vocabulary.facts.values() if fact.asked]
        for name in [one.name] if one.name else facts:
            if name not in stated:
                case = with_fact(case, name, "tidak")
    if one.kind == "ignores" and "." in one.name:
        category, _, name = one.name.partition(".")
        problems = tuple(
            replace(p, attributes=tuple(a for a in p.attributes if a[0] != name))
            if p.category == category
            else p
            for p in case.problems
        )
        return book, replace(case, problems=problems)
    return book, case


def _ignoring(rule, name):
    """The rule, and with it whoever the condition kept out."""
    when = rule.when
    if name in ("peran", "asker"):
        return replace(rule, when=replace(when, **{name: None}))
    return replace(
        rule,
        when=replace(
            when,
            facts=tuple(fact for fact in when.facts if fact[0] != name),
            attributes=tuple(one for one in when.attributes if one[0] != name),
        ),
    )


def test_predictions_are_those_of_a_rulebook_or_a_case_changed_by_hand(
    book: Rulebook, diagnosing: Diagnosing
) -> None:
    """One survey of the instrumented rulebook gives what each misconception by itself would give."""
    rnd = random.Random(5)
    wrong, seen = [], Counter[str]()
    for case in rnd.sample(diagnosing.pool, 12):
        paths = diagnosing.predicted(case).paths
        # Of what changes something here, and of what does not.
        right = next(path for path, holders in paths.items() if holders & 1)
        changing = [n for n in range(len(diagnosing.hypotheses)) if not paths[right] >> n & 1]
        for n in [*changing, *rnd.sample(range(len(diagnosing.hypotheses)), 15)]:
            one = diagnosing.hypotheses[n]
            rules, read = read_otherwise(book, one, case)
            inference = ReferenceEvaluator(rules).infer(read)
            by_hand = _first(rules, inference)
            predicted = next(path for path, holders in paths.items() if holders >> n & 1)
            seen[one.kind] += n in changing
            if by_hand != predicted:
                wrong.append((one, case, by_hand, predicted))
    assert wrong == []
    assert min(seen[kind] for kind in ("rule", "condition", "ignores")) > 0


def _first(book: Rulebook, inference) -> Path:
    parties = list(book.vocabulary.parties)
    from triage.vocabulary.closed import ACTION_ORDER

    first = min(inference.tracks, key=lambda track: (ACTION_ORDER[track[0]], parties.index(track[1])))
    return Path(inference.severity, *first)


def test_whoever_knows_the_rules_answers_as_the_engine(quick: Advisor, diagnosing: Diagnosing) -> None:
    knows = Learner(diagnosing, Hypothesis("none"))
    cases = diagnosing.pool[::25]
    assert [knows.answer(case) for case in cases] == [path_of(quick.decide(case)) for case in cases]


def test_the_instrumented_rulebook_is_the_rulebook_for_whoever_believes_it(book: Rulebook) -> None:
    plain, held = ReferenceEvaluator(book), ReferenceEvaluator(instrumented(book))
    for case in (
        case_of("guru", "kriminal", sudah_diproses_hukum="ya"),
        case_of("tendik", "percobaan_bunuh_diri"),
    ):
        one, other = plain.infer(case), held.infer(case)
        assert (one.severity, one.tracks, one.parents) == (other.severity, other.tracks, other.parents)


def test_whoever_overrides_a_rule_overrides_its_twins(book: Rulebook) -> None:
    held = {rule.id: rule for rule in instrumented(book).rules}
    overridden = 0
    for rule in book.rules:
        for over in rule.overrides if rule.id in held else ():
            twins = {id for id in held if id.startswith(f"{over} ")}
            overridden += len(twins)
            assert {over, *twins} <= set(held[rule.id].overrides)
    assert overridden > 0


def test_answers_that_stand_side_by_side_tell_nobody_apart(diagnosing: Diagnosing) -> None:
    """Who reports to one of two offices may have both in mind."""
    case = case_of("wali_kelas", "perundungan", unsur_paksaan="tidak")
    both, one = (
        diagnosing.hypotheses.index(holds)
        for holds in (
            Hypothesis("opposite", name="unsur_paksaan"),
            Hypothesis("condition", "paksaan-lapor-ppa", "unsur_paksaan"),
        )
    )
    predicted = diagnosing.predicted(case)
    firsts = {
        n: next(path.to for path, holders in predicted.paths.items() if holders >> n & 1) for n in (both, one)
    }
    assert firsts == {both: "polisi", one: "uptd_ppa"}
    assert any(group >> both & 1 and group >> one & 1 for group in predicted.apart)
    assert predicted.fitting(Path("berat", "wajib_lapor", "uptd_ppa")) >> both & 1


# --- diagnosis -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "holds",
    [
        Hypothesis("unknown_as_no"),
        Hypothesis("ignores", name="sudah_diproses_hukum"),
        Hypothesis("ignores", name="senjata"),
        Hypothesis("opposite", name="bahaya_saat_ini"),
        Hypothesis("ignores", name="minuman_keras.tahap"),
    ],
)
def test_a_misread_condition_is_named_within_fifteen_answers(
    diagnosing: Diagnosing, holds: Hypothesis
) -> None:
    count, first = named_after(diagnosing, holds, diagnosing.pool, MOST)
    assert count is not None
    assert first is not None


@pytest.mark.parametrize(
    "holds",
    [
        Hypothesis("rule", "senjata-wajib-lapor"),
        Hypothesis("rule", "kehamilan-berat"),
        Hypothesis("condition", "kriminal-wajib-lapor", "sudah_diproses_hukum"),
    ],
)
def test_a_rule_that_is_not_known_is_named_within_fifteen_answers_about_it(
    deck: Deck, diagnosing: Diagnosing, holds: Hypothesis
) -> None:
    cases = about(deck, holds)
    count, _ = named_after(diagnosing, holds, cases, MOST)
    assert count is not None


def about(deck: Deck, holds: Hypothesis) -> list[Case]:
    """The cases of the deck that has the name of a rule."""
    return list(
        dict.fromkeys(deck.drill(card, seed).case for card in deck.named(holds.rule) for seed in range(4))
    )


def test_nobody_who_knows_the_rules_is_suspected(diagnosing: Diagnosing) -> None:
    knows = Learner(diagnosing, Hypothesis("none"))
    assert diagnosing.suspected(diagnosing.belief([])) == ()
    belief = diagnosing.belief((case, knows.answer(case)) for case in diagnosing.pool[::10])
    assert diagnosing.suspected(belief) == ()


def test_one_wrong_answer_that_nothing_explains_is_a_slip(diagnosing: Diagnosing) -> None:
    wrong = Path("ringan", "pencegahan", "polisi")
    belief = diagnosing.belief([(case_of("guru", "kekerasan_seksual"), wrong)])
    assert diagnosing.suspected(belief) == ()


def test_a_drill_on_which_all_agree_tells_nothing(diagnosing: Diagnosing) -> None:
    belief = diagnosing.belief([])
    told = {case: diagnosing.tells(belief, case) for case in diagnosing.pool}
    best = diagnosing.best(belief, diagnosing.pool)
    assert best is not None
    assert told[best] == max(told.values())
    assert all(told[case] < 1e-9 for case in told if len(diagnosing.predicted(case).paths) == 1)


def test_beliefs_add_up_and_come_to_the_same_in_any_order(diagnosing: Diagnosing) -> None:
    who = Learner(diagnosing, Hypothesis("ignores", name="luka"))
    answers = [(case, who.answer(case)) for case in diagnosing.pool[:60]]
    belief = diagnosing.belief(answers)
    assert belief == diagnosing.belief(answers[::-1])
    assert belief == diagnosing.after(diagnosing.belief(answers[:30]), answers[30:])
    assert sum(diagnosing.weights(belief)) == pytest.approx(1)


# --- all of them (make prove) --------------------------------------------------------------------


@pytest.mark.prove
def test_every_condition_misread_everywhere_is_named_within_fifteen_answers(
    deck: Deck, diagnosing: Diagnosing
) -> None:
    """Over the whole deck, which has up to four cases a card to choose from here."""
    cases = list(dict.fromkeys(deck.drill(card, seed).case for card in deck.cards for seed in range(4)))
    counts = {one: named_after(diagnosing, one, cases, MOST)[0] for one in everywhere(diagnosing)}
    print("named after", sorted(count or 99 for count in counts.values()))
    assert [one for one, count in counts.items() if count is None] == []


@pytest.mark.prove
def test_every_rule_that_is_not_known_is_named_soon_after_it_first_shows(diagnosing: Diagnosing) -> None:
    """Over everything it may take long until a case is met that shows it; then it is named at once."""
    about_rules = [one for one in firsts(diagnosing) if one.rule]
    counts = {one: named_after(diagnosing, one, diagnosing.pool, 120) for one in about_rules}
    late = {one: count - first + 1 for one, (count, first) in counts.items() if count and first}
    print("of everything", sorted(count or 999 for count, _ in counts.values()))
    print("from the first wrong answer", sorted(late.values()))
    assert [one for one in about_rules if one not in late] == []
    assert max(late.values()) <= 5


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(5))
def test_slips_delay_a_diagnosis_but_seldom_hinder_it(diagnosing: Diagnosing, seed: int) -> None:
    holds = everywhere(diagnosing)
    counts = [
        named_after(diagnosing, one, diagnosing.pool, 2 * MOST, slip=0.05, seed=seed)[0] for one in holds
    ]
    print("with slips", sorted(count or 99 for count in counts))
    assert sum(count is not None for count in counts) >= 0.9 * len(counts)

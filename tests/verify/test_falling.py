"""What the form of the rules rules out is held against every case: nothing is lost that is not named."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from random import Random

import pytest

from tests.verify.bank.brute import Brute
from tests.verify.bank.edits import facts, make, some
from tests.verify.random_books import FACTS, all_facts, pair_cases, problems, random_book, words
from triage.case.model import Case
from triage.inference.result import Inference
from triage.rulebook.model import Conclusion, Condition, Rulebook
from triage.verify.falling import Falling, Output, joining
from triage.vocabulary.closed import SEVERITY_RANK, URGENCY_RANK
from triage.vocabulary.values import replace


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return words(tmp_path_factory.mktemp("small"))


def lost(before: Inference, after: Inference) -> set[Output]:
    """The levels that are lower after, and the tracks that are gone."""
    gone: set[Output] = set(before.tracks - after.tracks)
    if SEVERITY_RANK[after.severity] < SEVERITY_RANK[before.severity]:
        gone.add("severity:")
    if URGENCY_RANK[after.urgency] < URGENCY_RANK[before.urgency]:
        gone.add("urgency:")
    return gone


def named(falling: Falling, case: Case, source: str) -> set[Output]:
    """What may be lost by ``source``, by the form of the rules."""
    return {output for output, sources in falling.outputs(case).items() if sources & falling.bit(source)}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_a_fact_takes_away_is_named(seed: int, base: Rulebook) -> None:
    book = random_book(Random(seed), base)
    brute, falling = Brute(book, ()), Falling(book)
    for asker, problem in product(book.vocabulary.askers, problems(book)):
        may = {fact: named(falling, Case(asker, (problem,)), fact) for fact in FACTS}
        for known, fact in product(all_facts(), FACTS):
            case = Case(asker, (problem,), known)
            turned = replace(case, facts=tuple(sorted({**dict(known), fact: "ya"}.items())))
            assert lost(brute.infer(case), brute.infer(turned)) <= may[fact], (case, fact)


@pytest.mark.parametrize("seed", range(100, 112))
def test_whatever_a_problem_takes_away_is_named(seed: int, base: Rulebook) -> None:
    random = Random(seed)
    book = random_book(random, base)
    brute, falling = Brute(book, ()), Falling(book)
    for asker, one, other in random.sample(pair_cases(book), 60):
        may = named(falling, Case(asker, (one, other)), joining(other.category))
        for known in all_facts():
            alone, both = Case(asker, (one,), known), Case(asker, (one, other), known)
            assert lost(brute.infer(alone), brute.infer(both)) <= may, both


def test_nothing_is_named_without_a_cause(tmp_path: Path) -> None:
    doctor = Conclusion(tracks=(("alih_tangan_kasus", "dokter"),))
    helper = Conclusion(tracks=(("penanganan", "guru_bk"),))
    heavy = Conclusion(severity_at_least="berat")
    rules = (
        make("luka-dokter", "substance", Condition(facts=facts(luka="ya")), doctor),
        make("tanpa-senjata", "substance", Condition(facts=facts(senjata=("tidak", "tidak_tahu"))), helper),
        make("rumah-naik", "raise", Condition(facts=facts(rumah="ya")), heavy),
        make("bila-ringan", "path", Condition(severity=some("ringan")), helper),
    )
    falling = Falling(replace(words(tmp_path), rules=rules))
    case = Case("guru_bk", (problems(words(tmp_path))[0],))

    assert named(falling, case, "luka") == set()
    assert named(falling, case, "senjata") == {("penanganan", "guru_bk")}
    assert named(falling, case, "rumah") == {("penanganan", "guru_bk")}

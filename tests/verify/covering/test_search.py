"""The search is held against every case there is: what it finds is there, what it rules out is not."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest

from tests.verify.covering.books import ASKERS, CATEGORIES, book, every_case, random_book, rule
from triage.case.model import Case, Problem
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rule, Rulebook
from triage.verify.covering import search
from triage.verify.covering.atoms import Met, Rules
from triage.verify.covering.search import Found, Goal, Never, Pathless, Search, Unknown
from triage.vocabulary.closed import ANSWERS, SEVERITIES
from triage.vocabulary.values import replace

CASES = tuple(every_case())


def searching(made: Rulebook) -> tuple[Rules, Search]:
    rules = Rules(made)
    return rules, Search(rules, ReferenceEvaluator(made))


def compare(seed: int) -> Counter[str]:
    """How the search ends for every goal of one random book; wrong ends are asserted against."""
    rules, found = searching(random_book(Random(seed)))
    reference = ReferenceEvaluator(rules.book)
    mets = [Met(rules, case, reference.infer(case)) for case in CASES]
    ends: Counter[str] = Counter()
    for one in rules.active:
        reached: set[Any] = {None for met in mets if one.id in met.fires}
        reached |= {atom for met in mets for atom in met.alone(one)}
        for atom in (None, *rules.atoms[one.id]):
            goal = Goal(one, atom)
            end = found.find(goal)
            if isinstance(end, Case):
                assert found.reaches(end, goal)
                assert atom in reached
            elif isinstance(end, Never):
                assert atom not in reached, (seed, one.id, atom, end)
            ends[
                type(end).__name__ + (" though there is one" if end == Unknown() and atom in reached else "")
            ] += 1
    return ends


@pytest.mark.parametrize("seed", range(6))
def test_it_agrees_with_all_cases(seed: int) -> None:
    assert compare(seed)["Unknown though there is one"] == 0


@pytest.mark.prove
def test_it_agrees_with_all_cases_of_many_books() -> None:
    ends: Counter[str] = Counter()
    for seed in range(6, 120):
        ends += compare(seed)
    assert ends["Unknown though there is one"] == 0
    assert ends["Unknown"] < ends.total() / 50


def end(made: Rulebook, id: str, key: str | None) -> Found:
    """How the search ends for a condition of the rule ``id`` (None: for the rule)."""
    rules, found = searching(made)
    one = rules.by_id[id]
    return found.find(Goal(one, next((atom for atom in rules.atoms[id] if atom.key == key), None)))


#: name: (rules, the condition of rule r, why it cannot decide alone)
NEVER: dict[str, tuple[list[Rule], str | None, Never]] = {
    "a fact that may be anything": (
        [rule("r", "raise", {"facts": {"hujan": ANSWERS}}, {"severity_at_least": "berat"})],
        "facts.hujan",
        Never("every-value"),
    ),
    "every asker": ([rule("r", "raise", {"asker": ASKERS}, {})], "asker", Never("every-value")),
    "every severity": ([rule("r", "path", {"severity": SEVERITIES}, {})], "severity", Never("every-value")),
    "every role that can be read": (
        [rule("r", "raise", {"problem": ["beri"], "peran": ["tamu"]}, {})],
        "peran",
        Never("every-value"),
    ),
    "every value of an attribute": (
        [
            rule(
                "r",
                "grade",
                {"problem": ["apel"], "attributes": {"tahap": ["awal", "akhir", "tidak_tahu"]}},
                {"severity": "sedang"},
            )
        ],
        "attributes.tahap",
        Never("every-value"),
    ),
    "every category": ([rule("r", "raise", {"problem": [*CATEGORIES]}, {})], "problem", Never("every-value")),
    "an attribute value of one category": (
        [
            rule(
                "r", "grade", {"problem": ["apel"], "attributes": {"tahap": ["awal"]}}, {"severity": "sedang"}
            )
        ],
        "problem",
        Never("own-attribute"),
    ),
    "a base that a rule fixes": (
        [
            rule("sedang", "grade", {"problem": ["apel"]}, {"severity": "sedang"}),
            rule("r", "substance", {"problem": ["apel"], "base": ["sedang"]}, {"notices": ["awas"]}),
        ],
        "base",
        Never("follows", ("sedang",)),
    ),
    "a track that follows from a fact": (
        [
            rule("lapor", "substance", {"facts": {"hujan": ["ya"]}}, {"tracks": {"konsultasi": ["utara"]}}),
            rule("r", "case", {"facts": {"hujan": ["ya"]}, "tracks": {"konsultasi": "any"}}, {}),
        ],
        "tracks.konsultasi",
        Never("follows", ("lapor",)),
    ),
    "a finding that no rule concludes": (
        [rule("r", "case", {"findings": {"basah": "tidak"}}, {"notices": ["awas"]})],
        "findings.basah",
        Never("follows"),
    ),
    "a rule that cannot fire": (
        [rule("r", "case", {"notices": ["awas"]}, {"findings": ["basah"]})],
        None,
        Never("rule"),
    ),
}


@pytest.mark.parametrize("name", NEVER)
def test_it_says_why_a_condition_cannot_decide_alone(name: str) -> None:
    rules, key, why = NEVER[name]
    assert end(book(*rules), "r", key) == why


def test_the_same_attribute_in_another_category_lets_the_category_decide() -> None:
    when = {"problem": ["apel"], "attributes": {"tahap": ["akhir"]}}
    found = end(book(rule("r", "grade", when, {"severity": "sedang"})), "r", "problem")
    assert found == Case("ani", (Problem("beri", None, (("tahap", "akhir"),)),))


def test_a_case_that_reaches_the_goal_but_has_no_path_is_told_apart() -> None:
    lead = rule(
        "r", "path", {"facts": {"hujan": ["ya"]}}, {"tracks": {"penanganan": ["utara"]}, "lead": "utara"}
    )
    made = replace(book(lead), rules=(lead,))
    assert end(made, "r", None) == Case("ani", (Problem("apel"),), (("hujan", "ya"),))
    assert isinstance(end(made, "r", "facts.hujan"), Pathless)


def test_a_search_that_is_cut_short_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_SCOPES", 0)
    rules, key, _ = NEVER["a track that follows from a fact"]
    assert end(book(*rules), "r", key) == Unknown()
    assert end(book(*rules), "r", None) == Unknown()


def test_a_case_nearby_is_the_given_one_with_one_thing_changed() -> None:
    made = book(rule("r", "raise", {"facts": {"hujan": ["ya"]}, "asker": ["budi"]}, {}))
    rules, found = searching(made)
    one = rules.by_id["r"]
    given = Case("budi", (Problem("ceri"),), (("angin", "ya"), ("hujan", "ya")))
    near = {atom.key: found.near(Goal(one, atom), [given]) for atom in rules.atoms["r"]}
    assert near == {
        "facts.hujan": Case("budi", (Problem("ceri"),), (("angin", "ya"), ("hujan", "tidak"))),
        "asker": Case("ani", (Problem("ceri"),), (("angin", "ya"), ("hujan", "ya"))),
    }
    assert found.near(Goal(one), [Case("ani", (Problem("ceri"),))]) is None

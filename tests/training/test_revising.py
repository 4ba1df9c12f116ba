"""When rules change, the cards they touch are due again, and it is known why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.training.asked import MONDAY, answered, case_of, drill_of
from triage.case.model import Case
from triage.inference.reference import ReferenceEvaluator
from triage.rulebook.model import Rule, Rulebook
from triage.service.advisor import Advisor
from triage.training.keys import Keys
from triage.training.progress import Progress, replay
from triage.training.records import Begun, Record, Revised, Touched
from triage.training.revising import rests, revised, touched
from triage.vocabulary.text import Text
from triage.vocabulary.values import replace

CASE = case_of("guru", "bertengkar", senjata="ya")
CARD = "rule:senjata-wajib-lapor"


def changed(book: Rulebook, id: str, change: Callable[[Rule], Rule]) -> Rulebook:
    rules = tuple(change(rule) if rule.id == id else rule for rule in book.rules)
    return replace(book, rules=rules, sha256="changed")


def practised(advisor: Advisor, case: Case = CASE) -> Progress:
    """One card answered by the rules of ``advisor``."""
    drill = drill_of(case, card=CARD)
    key = Keys(advisor.book, ReferenceEvaluator(advisor.book)).key(advisor.decide, drill)
    record = answered(card=CARD, key=key.path, rules=key.rules, rests=rests(advisor.book, key.rules))
    begun: Record = Begun(MONDAY, "s", "practice", False, "all", advisor.book.sha256, (drill,))
    return replay([begun, record])


def found(quick: Advisor, book: Rulebook, case: Case = CASE) -> list[tuple[str, str]]:
    decide = Advisor(book, engine="reference").decide
    return [(one.rule, one.what) for one in touched(book, decide, practised(quick, case), {CARD: case})]


def test_the_same_rules_touch_nothing(quick: Advisor, book: Rulebook) -> None:
    assert found(quick, book) == []


def test_another_wording_or_source_touches_nothing(quick: Advisor, book: Rulebook) -> None:
    words = Text("kata lain", "other words")
    reworded = changed(book, "senjata-wajib-lapor", lambda rule: replace(rule, title=words, because=words))
    resourced = changed(book, "senjata-wajib-lapor", lambda rule: replace(rule, sources=(), codes=("H-23",)))
    assert (found(quick, reworded), found(quick, resourced)) == ([], [])


def test_a_rule_that_concludes_otherwise_touches_its_cards(quick: Advisor, book: Rulebook) -> None:
    def conclude(rule: Rule) -> Rule:
        tracks = (*rule.then.tracks, ("konsultasi", "ahli_hukum"))
        return replace(rule, then=replace(rule.then, tracks=tracks))  # type: ignore[arg-type]

    assert found(quick, changed(book, "senjata-wajib-lapor", conclude)) == [
        ("senjata-wajib-lapor", "conclusion")
    ]


def test_a_rule_that_asks_otherwise_and_one_that_is_retired(quick: Advisor, book: Rulebook) -> None:
    asks = changed(
        book,
        "senjata-wajib-lapor",
        lambda rule: replace(
            rule, when=replace(rule.when, facts=(*rule.when.facts, ("luka", frozenset({"ya"}))))
        ),
    )
    gone = changed(book, "senjata-wajib-lapor", lambda rule: replace(rule, status="retired"))
    assert found(quick, asks) == [("senjata-wajib-lapor", "condition")]
    assert found(quick, gone) == [("senjata-wajib-lapor", "gone")]


def test_a_rule_in_another_layer_stands_otherwise(quick: Advisor, book: Rulebook) -> None:
    moved = changed(book, "senjata-wajib-lapor", lambda rule: replace(rule, layer="case"))
    assert found(quick, moved) == [("senjata-wajib-lapor", "standing")]


def test_a_new_rule_is_noticed_by_what_it_does_to_the_case(quick: Advisor, book: Rulebook) -> None:
    """No rule the card rests on changed; still the case is decided otherwise."""
    case = case_of("guru", "membolos")
    old = next(rule for rule in book.rules if rule.id == "bahaya-darurat")
    new = replace(
        old,
        id="membolos-darurat",
        when=replace(old.when, facts=(), problem=frozenset({"membolos"}), any_problem=False),
    )
    longer = replace(book, rules=(*book.rules, new), sha256="longer")
    assert found(quick, longer, case) == [("membolos-darurat", "path")]


def test_a_case_that_the_new_vocabulary_cannot_read_is_left_alone(quick: Advisor, book: Rulebook) -> None:
    assert touched(book, quick.decide, practised(quick), {}) == ()


def test_the_record_of_a_revision_holds_what_the_cards_rest_on_now(quick: Advisor, book: Rulebook) -> None:
    """After it, the same rulebook touches nothing any more, though nobody answered yet."""
    asks = changed(book, "senjata-wajib-lapor", lambda rule: replace(rule, layer="case"))
    progress = practised(quick)
    advisor = Advisor(asks, engine="reference")
    why = touched(asks, advisor.decide, progress, {CARD: CASE})
    record = revised(asks, progress, why, MONDAY)
    assert isinstance(record, Revised)
    assert (record.at, record.ruleset, record.touched) == (
        MONDAY,
        "changed",
        (Touched(CARD, "senjata-wajib-lapor", "standing"),),
    )
    after = replace(progress, rests=dict(record.rests))
    assert touched(asks, advisor.decide, after, {CARD: CASE}) == ()


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_rested_on_does_not_depend_on_order_or_on_rules_that_are_not_active(
    book: Rulebook, order: int
) -> None:
    ids = ["senjata-wajib-lapor", "berat-konferensi", "no-such-rule"][::order]
    assert [rest[0] for rest in rests(book, [*ids, *ids])] == ["berat-konferensi", "senjata-wajib-lapor"]

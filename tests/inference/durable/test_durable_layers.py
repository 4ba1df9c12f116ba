"""Each layer on rulebooks of a few rules: what it reads, what it concludes, when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from durable_books import book, case, problem, rule

from triage.case.model import Case, Problem
from triage.inference.durable import DurableEvaluator
from triage.inference.errors import CaseOutside, EngineClosed
from triage.inference.result import Firing, Inference
from triage.rulebook.model import Rule

pytest.importorskip("durable_rules_engine")

Infer = Callable[..., Inference]


@pytest.fixture
def infer() -> Iterator[Infer]:
    """Infers one case by a book of the given rules."""
    made: list[DurableEvaluator] = []

    def one(told: Case, *rules: Rule) -> Inference:
        made.append(DurableEvaluator(book(*rules)))
        return made[-1].infer(told)

    yield one
    for evaluator in made:
        evaluator.close()


def fired(inference: Inference) -> list[tuple[str, str | None]]:
    return [(firing.rule, firing.problem) for firing in inference.firings]


def test_no_rules_leave_the_defaults(infer: Infer) -> None:
    assert infer(case("apel", "beri")) == Inference(
        firings=(),
        facts=(),
        grades=(("apel", "ringan", "ringan"), ("beri", "ringan", "ringan")),
        severity="ringan",
        urgency="rutin",
        parents="libatkan",
        lead=None,
        provisional=False,
        tracks=frozenset(),
        notices=frozenset(),
        findings=frozenset(),
    )


@pytest.mark.parametrize(
    ("stated", "read"), [({}, "ya"), ({"hujan": "tidak_tahu"}, "ya"), ({"hujan": "tidak"}, "tidak")]
)
def test_an_implied_fact_is_read_as_ya_unless_tidak_was_stated(
    infer: Infer, stated: dict[str, Any], read: str
) -> None:
    inference = infer(
        case("beri", **stated),
        rule("imply", "implied", {"problem": "beri"}, {"facts": ["hujan"]}),
        rule("ya", "substance", {"facts": {"hujan": "ya"}}, {"findings": ["basah"]}),
        rule("tidak", "substance", {"facts": {"hujan": "tidak"}}, {"findings": ["gelap"]}),
        rule("unknown", "substance", {"facts": {"hujan": "tidak_tahu"}}, {"findings": ["licin"]}),
    )
    assert inference.facts == ("hujan",)
    assert fired(inference) == [("imply", "beri"), (read, None)]


def test_implied_rules_read_what_was_stated_and_not_each_other(infer: Infer) -> None:
    inference = infer(
        case("apel"),
        rule("first", "implied", {"facts": {"hujan": "tidak_tahu"}}, {"facts": ["angin"]}),
        rule("second", "implied", {"facts": {"angin": "ya"}}, {"facts": ["petir"]}),
        rule("later", "raise", {"facts": {"angin": "ya"}}, {"urgency_at_least": "segera"}),
    )
    assert fired(inference) == [("first", None), ("later", None)]
    assert inference.urgency == "segera"


def test_an_overridden_implication_is_not_read(infer: Infer) -> None:
    inference = infer(
        case("apel"),
        rule("imply", "implied", {}, {"facts": ["hujan"]}),
        rule("not-so", "implied", {"problem": "apel"}, {}, overrides=["imply"]),
        rule("wet", "substance", {"facts": {"hujan": "ya"}}, {"findings": ["basah"]}),
    )
    assert inference.facts == ()
    assert inference.firings == (Firing("imply", None, "not-so"), Firing("not-so", "apel"))


def test_severity_before_and_after_facts_is_each_problems_own_maximum(infer: Infer) -> None:
    inference = infer(
        case("apel", "beri", "ceri", hujan="ya"),
        rule("low", "grade", {"problem": "any"}, {"severity": "ringan"}),
        rule("middle", "grade", {"problem": ["beri", "ceri"]}, {"severity": "sedang"}),
        rule("own", "raise", {"problem": "ceri", "base": "sedang"}, {"severity_at_least": "berat"}),
        rule("all", "raise", {"facts": {"hujan": "ya"}}, {"severity_at_least": "sedang"}),
    )
    assert inference.grades == (
        ("apel", "ringan", "sedang"),
        ("beri", "sedang", "sedang"),
        ("ceri", "sedang", "berat"),
    )
    assert inference.severity == "berat"
    assert ("own", "beri") not in fired(inference)


def test_raising_never_lowers(infer: Infer) -> None:
    inference = infer(
        case("apel"),
        rule("high", "grade", {"problem": "apel"}, {"severity": "berat"}),
        rule("low", "raise", {"problem": "apel"}, {"severity_at_least": "ringan"}),
        rule("urgent", "raise", {}, {"urgency_at_least": "darurat"}),
        rule("calm", "substance", {}, {"urgency_at_least": "rutin", "parents": "jangan"}),
        rule("friendly", "path", {}, {"parents": "tunda"}),
    )
    assert (inference.severity, inference.urgency, inference.parents) == ("berat", "darurat", "jangan")


def test_substance_reads_base_and_grade_of_its_own_problem(infer: Infer) -> None:
    inference = infer(
        case("apel", "beri", petir="ya"),
        rule("a", "grade", {"problem": "apel"}, {"severity": "sedang"}),
        rule("up", "raise", {"problem": "beri", "facts": {"petir": "ya"}}, {"severity_at_least": "berat"}),
        rule("base", "substance", {"problem": "any", "base": "sedang"}, {"findings": ["basah"]}),
        rule("grade", "substance", {"problem": "any", "grade": "berat"}, {"findings": ["gelap"]}),
        rule("both", "path", {"problem": "any", "base": "ringan", "grade": ["sedang", "berat"]}),
        rule("none", "path", {"problem": "any", "base": "berat", "grade": "berat"}),
    )
    assert fired(inference)[2:] == [("base", "apel"), ("grade", "beri"), ("both", "beri")]


def test_any_problem_fires_for_each_and_a_named_one_for_its_own(infer: Infer) -> None:
    inference = infer(
        case("apel", "beri", problem("ceri", "saksi")),
        rule("each", "substance", {"problem": "any"}, {"notices": ["awas"]}),
        rule("two", "substance", {"problem": ["apel", "ceri"]}),
        rule("witness", "substance", {"problem": "any", "peran": "saksi"}),
    )
    assert fired(inference) == [
        ("each", "apel"),
        ("each", "beri"),
        ("each", "ceri"),
        ("two", "apel"),
        ("two", "ceri"),
        ("witness", "ceri"),
    ]


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (problem("apel"), "mengalami"),
        (problem("apel", "saksi"), "saksi"),
        (problem("beri"), "pelaku"),
        (problem("beri", "mengalami"), "korban"),
        (problem("ceri"), "korban"),
    ],
)
def test_the_role_is_the_default_or_read_as_the_category_says(infer: Infer, told: Problem, read: str) -> None:
    rules = [
        rule(role, "substance", {"problem": "any", "peran": role})
        for role in ("mengalami", "pelaku", "korban", "saksi")
    ]
    assert fired(infer(case(told), *rules)) == [(read, told.category)]


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ({}, "unknown"),
        ({"tahap": "tidak_tahu"}, "unknown"),
        ({"tahap": "awal"}, "early"),
        ({"tahap": "lanjut"}, None),
    ],
)
def test_an_attribute_left_out_is_unknown(infer: Infer, told: dict[str, str], read: str | None) -> None:
    inference = infer(
        case(problem("apel", **told)),
        rule("early", "grade", {"problem": "apel", "attributes": {"tahap": "awal"}}, {"severity": "sedang"}),
        rule(
            "unknown",
            "grade",
            {"problem": "apel", "attributes": {"tahap": "tidak_tahu"}},
            {"severity": "berat"},
        ),
    )
    assert fired(inference) == ([(read, "apel")] if read else [])


def test_an_attribute_a_category_does_not_have_is_unknown(infer: Infer) -> None:
    inference = infer(
        case("beri"),
        rule("a", "grade", {"problem": "any", "attributes": {"tahap": ["awal", "tidak_tahu"]}}),
        rule("b", "grade", {"problem": "any", "attributes": {"tahap": "awal"}}),
    )
    assert fired(inference) == [("a", "beri")]


@pytest.mark.parametrize("stated", ["ya", "tidak", "tidak_tahu", None])
def test_facts_are_matched_by_answer_and_unknown_is_an_answer(infer: Infer, stated: str | None) -> None:
    rules = [
        rule(name, "substance", {"facts": {"kabut": answers}})
        for name, answers in {
            "ya": ["ya"],
            "not-tidak": ["ya", "tidak_tahu"],
            "not-ya": ["tidak", "tidak_tahu"],
            "each": ["ya", "tidak", "tidak_tahu"],
        }.items()
    ]
    expected = {
        "ya": ["ya", "not-tidak", "each"],
        "tidak": ["not-ya", "each"],
        "tidak_tahu": ["not-tidak", "not-ya", "each"],
    }[stated or "tidak_tahu"]
    told = case("apel", **({"kabut": stated} if stated else {}))
    assert [name for name, _ in fired(infer(told, *rules))] == expected


def test_a_rule_of_one_of_nothing_never_fires(infer: Infer) -> None:
    inference = infer(
        case("apel"),
        rule("nobody", "substance", {"problem": []}),
        rule("no-answer", "substance", {"facts": {"hujan": []}}),
        rule("no-party", "path", {"tracks": {"konsultasi": []}}),
        rule("yes-and-no", "path", {}),
    )
    assert fired(inference) == [("yes-and-no", None)]


def test_the_asker_is_read(infer: Infer) -> None:
    rules = [rule("own", "path", {"asker": "ani"}), rule("others", "path", {"asker": ["budi", "cici"]})]
    assert fired(infer(case("apel", asker="budi"), *rules)) == [("others", None)]


def test_case_reads_what_substance_concluded_and_not_what_case_does(infer: Infer) -> None:
    inference = infer(
        case("apel"),
        rule(
            "s",
            "substance",
            {},
            {"tracks": {"konsultasi": "utara"}, "notices": ["awas"], "findings": ["basah"]},
        ),
        rule("any", "case", {"tracks": {"konsultasi": "any"}}, {"tracks": {"darurat": "timur"}}),
        rule(
            "one-of", "case", {"tracks": {"konsultasi": ["selatan", "utara"]}}, {"severity_at_least": "berat"}
        ),
        rule(
            "both",
            "case",
            {"notices": ["awas"], "findings": {"basah": "ya", "gelap": "tidak"}},
            {"findings": ["gelap"]},
        ),
        rule("other", "case", {"tracks": {"konsultasi": "timur"}}),
        rule("too-soon", "case", {"tracks": {"darurat": "any"}}),
        rule("too-soon-too", "case", {"findings": {"gelap": "ya"}}),
        rule(
            "now", "path", {"tracks": {"darurat": "timur"}, "findings": {"gelap": "ya"}, "severity": "berat"}
        ),
        rule("gone", "path", {"findings": {"gelap": "tidak"}}),
    )
    assert [name for name, _ in fired(inference)] == ["s", "any", "one-of", "both", "now"]
    assert inference.severity == "berat"
    assert inference.grades == (("apel", "ringan", "ringan"),)


def test_path_and_procedure_read_levels_as_the_layers_before_left_them(infer: Infer) -> None:
    inference = infer(
        case("apel"),
        rule(
            "p",
            "path",
            {"severity": "ringan"},
            {"urgency_at_least": "segera", "parents": "tunda", "lead": "utara"},
        ),
        rule("t", "path", {}, {"tracks": {"penanganan": "utara"}, "findings": ["licin"]}),
        rule("t2", "path", {"tracks": {"penanganan": "any"}}),
        rule(
            "all",
            "procedure",
            {
                "severity": "ringan",
                "urgency": ["segera", "darurat"],
                "parents": "tunda",
                "tracks": {"penanganan": "utara"},
                "findings": {"licin": "ya", "basah": "tidak"},
            },
            {"findings": ["basah"], "requirements": {"surat": "menyusul"}},
        ),
        rule("calm", "procedure", {"urgency": "rutin"}),
        rule("chained", "procedure", {"findings": {"basah": "ya"}}),
    )
    assert [name for name, _ in fired(inference)] == ["p", "t", "all"]
    assert inference.findings == {"licin", "basah"}
    assert inference.lead == "utara"


def test_a_rule_fires_once_however_many_of_the_parties_are_there(infer: Infer) -> None:
    tracks = {"konsultasi": ["utara", "timur", "selatan"], "darurat": ["utara", "timur"]}
    inference = infer(
        case("apel", "beri"),
        rule("s", "substance", {}, {"tracks": tracks}),
        rule("case", "case", {"tracks": tracks}, {"notices": ["awas"]}),
        rule("each", "case", {"problem": "any", "tracks": tracks}, {"notices": ["pelan"]}),
    )
    assert fired(inference) == [("s", None), ("case", None), ("each", "apel"), ("each", "beri")]


def test_the_lead_is_that_of_the_last_rule_in_the_book(infer: Infer) -> None:
    rules = [rule("a", "path", {}, {"lead": "utara"}), rule("b", "path", {}, {"lead": "timur"})]
    assert infer(case("apel"), *rules).lead == "timur"
    assert infer(case("apel"), *reversed(rules)).lead == "utara"


def test_provisional_comes_from_any_standing_rule(infer: Infer) -> None:
    rules = [
        rule("p", "substance", {"problem": "apel"}, {"provisional": True}),
        rule("o", "substance", {"facts": {"hujan": "ya"}}, overrides=["p"]),
    ]
    assert infer(case("apel"), *rules).provisional
    assert not infer(case("apel", hujan="ya"), *rules).provisional


def test_only_active_rules_take_part(infer: Infer) -> None:
    inference = infer(
        case("apel"),
        rule("draft", "substance", {}, {"findings": ["basah"]}, status="draft"),
        rule("retired", "substance", {}, {"findings": ["gelap"]}, status="retired"),
        rule("active", "substance", {}, {"findings": ["licin"]}, overrides=["draft"]),
    )
    assert fired(inference) == [("active", None)]


def test_rules_with_one_condition_in_several_layers_all_fire(infer: Infer) -> None:
    when = {"facts": {"petir": "ya"}}
    inference = infer(
        case("apel", petir="ya"),
        rule("last", "procedure", when),
        rule("raise", "raise", when, {"urgency_at_least": "segera"}),
        rule("substance", "substance", when, {"tracks": {"darurat": "utara"}}),
        rule("again", "substance", when, {"tracks": {"darurat": "timur"}}),
    )
    assert [name for name, _ in fired(inference)] == ["last", "raise", "substance", "again"]


def test_firings_come_in_the_order_of_the_book_then_of_the_problems(infer: Infer) -> None:
    inference = infer(
        case("ceri", "beri", "apel"),
        rule("z", "path", {}),
        rule("m", "substance", {"problem": "any"}),
        rule("a", "implied", {"problem": "any"}),
    )
    problems = ["apel", "beri", "ceri"]
    assert fired(inference) == [("z", None), *(("m", p) for p in problems), *(("a", p) for p in problems)]


def test_a_case_without_problems_keeps_the_defaults(infer: Infer) -> None:
    rules = [rule("c", "substance", {}), rule("p", "substance", {"problem": "any"})]
    inference = infer(Case("ani", ()), *rules)
    assert (fired(inference), inference.severity) == ([("c", None)], "ringan")


@pytest.mark.parametrize(
    ("told", "part"),
    [
        (Case("dedi", (Problem("apel"),)), "asker"),
        (Case("ani", (Problem("durian"),)), "category"),
        (Case("ani", (Problem("apel", "penonton"),)), "peran"),
        (Case("ani", (Problem("apel", None, (("warna", "merah"),)),)), "attribute"),
        (Case("ani", (Problem("apel", None, (("tahap", "akhir"),)),)), "tahap"),
        (Case("ani", (Problem("apel", None, (("tahap", "awal"), ("tahap", "awal"))),)), "attribute"),
        (Case("ani", (Problem("apel"), Problem("apel", "saksi"))), "problem twice"),
        (Case("ani", (Problem("apel"),), (("salju", "ya"),)), "fact"),
        (Case("ani", (Problem("apel"),), (("hujan", 'ya"}'),)), "hujan"),  # type: ignore[arg-type]
    ],
)
def test_what_the_rulebook_does_not_know_never_reaches_the_engine(told: Case, part: str) -> None:
    evaluator = DurableEvaluator(book(rule("r", "substance", {"problem": "any"})))
    with pytest.raises(CaseOutside) as caught:
        evaluator.infer(told)
    assert caught.value.part == part
    assert fired(evaluator.infer(case("apel"))) == [("r", "apel")]


def test_the_name_says_which_engine() -> None:
    assert DurableEvaluator(book()).name == "durable-rules 2.0.28"


def test_a_closed_evaluator_says_so() -> None:
    evaluator = DurableEvaluator(book(rule("r", "substance", {})))
    evaluator.close()
    evaluator.close()
    with pytest.raises(EngineClosed):
        evaluator.infer(case("apel"))
